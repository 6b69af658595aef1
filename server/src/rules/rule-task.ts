/** Long questions about models, asked in threads beside the node that may be ended. */
import { Worker } from 'node:worker_threads';
import type { Reason } from '../runtime/refusal.ts';
import { Refusal } from '../runtime/refusal.ts';
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
const threadsAtMost = 4;
const idleForMilliseconds = 10_000;

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

/** Starting a thread takes longer than most questions, so one that is done waits for the next. */
let waiting: Worker | null = null;
let busy = 0;

async function beside<Answer>(task: Task): Promise<Answer> {
  if (busy >= threadsAtMost) {
    throw new Refusal('too_busy', 'Other models are being examined; try again in a moment.');
  }
  const worker = waiting ?? startThread();
  waiting = null;
  busy += 1;
  worker.ref();
  try {
    const told = await answerOf(worker, task);
    keep(worker);
    if ('answer' in told) return told.answer as Answer;
    const { code, detail, reasons, params } = told.refusal;
    throw new Refusal(code, detail, { reasons, params });
  } finally {
    busy -= 1;
    if (waiting !== worker) await worker.terminate();
  }
}

function startThread(): Worker {
  return new Worker(new URL('./rule-worker.ts', import.meta.url), {
    resourceLimits: { maxOldGenerationSizeMb: megabytesAtMost },
  });
}

/** Keeps no process alive, and goes when nobody asks for a while. */
function keep(worker: Worker): void {
  if (waiting !== null) return;
  waiting = worker;
  worker.unref();
  const lapse = setTimeout(() => {
    if (waiting !== worker) return;
    waiting = null;
    void worker.terminate();
  }, idleForMilliseconds);
  lapse.unref();
}

function answerOf(worker: Worker, task: Task): Promise<Told> {
  return new Promise((resolve, reject) => {
    const tooLong = setTimeout(() => end(() => reject(outOfBounds())), millisecondsAtMost);
    const told = (answer: Told) => end(() => resolve(answer));
    const failed = (error: NodeJS.ErrnoException) =>
      end(() => reject(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? outOfBounds() : error));
    const gone = () => end(() => reject(new Error('The thread ended without an answer.')));
    const end = (settle: () => void) => {
      clearTimeout(tooLong);
      worker.off('message', told).off('error', failed).off('exit', gone);
      settle();
    };
    worker.on('message', told).on('error', failed).on('exit', gone);
    worker.postMessage(task);
  });
}

function outOfBounds(): Refusal {
  const seconds = millisecondsAtMost / 1000;
  const detail = `The model takes more than ${seconds} seconds or ${megabytesAtMost} MB to examine.`;
  return new Refusal('limit_reached', detail, { params: { seconds, megabytes: megabytesAtMost } });
}
