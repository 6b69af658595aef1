import { relative } from 'node:path';
import { inspect } from 'node:util';

/** The part of node:test's events that is counted here. */
export interface TestEvent {
  readonly type: string;
  readonly data: {
    readonly name?: string;
    readonly nesting?: number;
    readonly file?: string | undefined;
    readonly message?: string;
    readonly skip?: string | boolean | undefined;
    readonly todo?: string | boolean | undefined;
    readonly details?: {
      readonly type?: string | undefined;
      readonly duration_ms?: number;
      readonly error?: unknown;
    };
  };
}

interface FileCount {
  passed: number;
  failed: number;
  skipped: number;
  millis: number;
  said: string;
}

/** How much of what a failing file wrote is shown again. */
const saidLimit = 6_000;

/**
 * Counts tests over all rings and keeps what people must read: a line a file while it runs,
 * failures in full at the end, and the reason of each skipped test.
 */
export class Tally {
  #passed = 0;
  #failed = 0;
  #skipped = 0;
  readonly #failures: string[] = [];
  readonly #skips: string[] = [];
  readonly #files = new Map<string, FileCount>();
  readonly #root: string;
  readonly #print: (line: string) => void;

  constructor(root: string, print: (line: string) => void) {
    this.#root = root;
    this.#print = print;
  }

  check(name: string, outcome: { ok: boolean; output: string; seconds: number }): void {
    if (outcome.ok) this.#passed += 1;
    else this.#fail(name, outcome.output.trimEnd());
    this.#print(line(outcome.ok, outcome.seconds, name));
  }

  /** `setting` names what the files ran on, such as 'PostgreSQL 15'. */
  event({ type, data }: TestEvent, setting: string): void {
    if (data.file === undefined) return;
    const file = relative(this.#root, data.file).replaceAll('\\', '/');
    const count = this.#count(file);
    if (type === 'test:stdout' || type === 'test:stderr') {
      count.said = (count.said + (data.message ?? '')).slice(-saidLimit);
    } else if (type === 'test:pass' || type === 'test:fail') {
      const isFile = data.nesting === 0 && data.name === data.file;
      this.#result(type === 'test:pass', isFile, file, count, data, setting);
    } else if (type === 'test:summary') {
      this.#fileEnds(file, count);
    }
  }

  #result(
    passed: boolean,
    isFile: boolean,
    file: string,
    count: FileCount,
    data: TestEvent['data'],
    setting: string,
  ): void {
    const where = `${file}${setting && ` (${setting})`}`;
    if (data.nesting === 0) count.millis += data.details?.duration_ms ?? 0;
    if (isFile) {
      // A file by itself passes only when it holds no test at all, and fails when it broke.
      count.failed += 1;
      const reason = passed ? 'holds no test' : 'ended without reporting its tests';
      this.#fail(where, `${reason}\n${count.said}`.trimEnd());
      this.#fileEnds(file, count);
    } else if (data.skip !== undefined || data.todo !== undefined) {
      count.skipped += 1;
      this.#skipped += 1;
      const reason = data.skip ?? data.todo;
      this.#skips.push(`${where}: ${data.name}${typeof reason === 'string' ? `: ${reason}` : ''}`);
    } else if (!passed) {
      count.failed += 1;
      const error = data.details?.error as { failureType?: string; cause?: unknown } | undefined;
      // The parent of a failed test fails too; the reason stands with the child.
      const isEcho = error?.failureType === 'subtestsFailed';
      this.#fail(`${where}: ${data.name}`, isEcho ? undefined : reasonOf(error));
    } else if (data.details?.type !== 'suite') {
      count.passed += 1;
      this.#passed += 1;
    }
  }

  #fileEnds(file: string, count: FileCount): void {
    const tests = count.passed + count.failed + count.skipped;
    const skipped = count.skipped > 0 ? `, ${count.skipped} skipped` : '';
    const what = `${file} (${tests}${skipped})`;
    this.#print(line(count.failed === 0, count.millis / 1000, what));
    if (count.failed > 0 && count.said) {
      this.#failures.push(`${file} wrote:\n${indented(count.said)}`);
    }
    this.#files.delete(file);
  }

  #count(file: string): FileCount {
    const known = this.#files.get(file);
    if (known) return known;
    const count = { passed: 0, failed: 0, skipped: 0, millis: 0, said: '' };
    this.#files.set(file, count);
    return count;
  }

  #fail(what: string, why: string | undefined): void {
    this.#failed += 1;
    if (why !== undefined) this.#failures.push(`${what}\n${indented(why)}`);
  }

  /** Prints failures and skips and, last, the one line that machines read. */
  close(): { passed: number; failed: number } {
    if (this.#skips.length > 0) this.#print(`\nSkipped:\n${this.#skips.map(indented).join('\n')}`);
    for (const failure of this.#failures) this.#print(`\nFAILED ${failure}`);
    const skipped = this.#skipped > 0 ? `, ${this.#skipped} skipped` : '';
    this.#print(`\n${this.#passed} passed, ${this.#failed} failed${skipped}`);
    return { passed: this.#passed, failed: this.#failed };
  }
}

function line(ok: boolean, seconds: number, what: string): string {
  return `${ok ? 'ok  ' : 'FAIL'} ${seconds.toFixed(1).padStart(6)} s  ${what}`;
}

function indented(text: string): string {
  return text.replace(/^/gm, '  ');
}

function reasonOf(error: { cause?: unknown } | undefined): string {
  const cause = error?.cause ?? error;
  if (cause instanceof Error) return inspect(cause);
  if (typeof cause === 'object' && cause !== null && 'stack' in cause) return String(cause.stack);
  return inspect(cause);
}
