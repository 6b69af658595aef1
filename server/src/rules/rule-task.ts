/** Long questions about models, asked in threads beside the node that may be ended. */
import type { Reason } from '../runtime/refusal.ts';
import { Refusal } from '../runtime/refusal.ts';
import { Threads } from '../runtime/threads.ts';
import type { CompareAsked, Compared } from './comparison.ts';
import type { Model } from './contract.ts';
import type { CheckAsked, Checked, InspectAsked } from './model-check.ts';

export type Task =
  | { readonly kind: 'inspect'; readonly asked: InspectAsked }
  | { readonly kind: 'check'; readonly asked: CheckAsked }
  | { readonly kind: 'compare'; readonly asked: CompareAsked };

interface Refused {
  readonly code: string;
  readonly detail: string;
  readonly reasons: readonly Reason[];
  readonly params: Readonly<Record<string, string | number>>;
}

export type Told = { readonly answer: unknown } | { readonly refusal: Refused };

const millisecondsAtMost = 20_000;
const megabytesAtMost = 512;

/** @throws Refusal model_too_large, model_not_valid, limit_reached, too_busy */
export function inspectBeside(asked: InspectAsked): Promise<Model> {
  return beside<Model>({ kind: 'inspect', asked });
}

/** @throws Refusal model_not_valid, limit_reached, too_busy */
export function checkBeside(asked: CheckAsked): Promise<Checked> {
  return beside<Checked>({ kind: 'check', asked });
}

/** @throws Refusal model_not_valid, limit_reached, too_busy */
export function compareBeside(asked: CompareAsked): Promise<Compared> {
  return beside<Compared>({ kind: 'compare', asked });
}

const threads = new Threads<Task, Told>(new URL('./rule-worker.ts', import.meta.url), {
  millisecondsAtMost,
  megabytesAtMost,
  threadsAtMost: 4,
  tooBusy: () => new Refusal('too_busy', 'Other models are being examined; try again in a moment.'),
  outOfBounds,
});

async function beside<Answer>(task: Task): Promise<Answer> {
  const told = await threads.ask(task);
  if ('answer' in told) return told.answer as Answer;
  const { code, detail, reasons, params } = told.refusal;
  throw new Refusal(code, detail, { reasons, params });
}

function outOfBounds(): Refusal {
  const seconds = millisecondsAtMost / 1000;
  const detail = `The model takes more than ${seconds} seconds or ${megabytesAtMost} MB to examine.`;
  return new Refusal('limit_reached', detail, { params: { seconds, megabytes: megabytesAtMost } });
}
