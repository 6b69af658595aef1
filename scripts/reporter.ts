import { inspect } from 'node:util';

/** What one test came to, as a test file's process tells it to the test command. */
export interface Result {
  readonly name: string;
  readonly outcome: 'passed' | 'failed' | 'skipped';
  /** Why it failed or was skipped; undefined where a subtest says it. */
  readonly reason: string | undefined;
}

interface TestEvent {
  readonly type: string;
  readonly data: {
    readonly name: string;
    readonly skip?: string | boolean | undefined;
    readonly todo?: string | boolean | undefined;
    readonly details: { readonly type?: string | undefined; readonly error?: unknown };
  };
}

/** The result that an event of node:test tells of, if it tells of one. */
export function resultOf({ type, data }: TestEvent): Result | undefined {
  const { name } = data;
  if (type === 'test:fail') {
    const error = data.details.error as { failureType?: string; cause?: unknown } | undefined;
    // A parent fails with its child; the reason stands with the child.
    const isEcho = error?.failureType === 'subtestsFailed';
    return { name, outcome: 'failed', reason: isEcho ? undefined : inspect(error?.cause ?? error) };
  }
  if (type !== 'test:pass') return undefined;
  const why = data.skip ?? data.todo;
  if (why !== undefined) {
    return { name, outcome: 'skipped', reason: typeof why === 'string' ? why : undefined };
  }
  // A suite that passes is no test of its own.
  return data.details.type === 'suite' ? undefined : { name, outcome: 'passed', reason: undefined };
}

/** For `node --test-reporter`: one line of JSON a result. */
export default async function* report(events: AsyncIterable<TestEvent>): AsyncGenerator<string> {
  for await (const event of events) {
    const result = resultOf(event);
    if (result) yield `${JSON.stringify(result)}\n`;
  }
}
