/** Evaluations that would keep others waiting, worked out in a thread beside the node. */
import type { Improvement, Problem } from '@yunhe/evaluation';
import { Refusal } from '../runtime/refusal.ts';
import { Threads } from '../runtime/threads.ts';
import type { UnitKept } from './result.ts';
import type { SchemeDocument } from './scheme-contract.ts';

export interface ResultTask {
  readonly scheme: SchemeDocument;
  readonly data: string;
  readonly draws: number;
  readonly seed: number;
}

export type ResultAnswer =
  | {
      /** The bytes that `yunhe evaluate --json` prints, and the SHA-256 of them. */
      readonly report: string;
      readonly digest: string;
      readonly units: readonly (UnitKept & { readonly improvements: readonly Improvement[] })[];
    }
  | { readonly problems: readonly Problem[] };

const millisecondsAtMost = 300_000;
const megabytesAtMost = 1024;

const threads = new Threads<ResultTask, ResultAnswer, number>(
  new URL('./result-worker.ts', import.meta.url),
  {
    millisecondsAtMost,
    megabytesAtMost,
    threadsAtMost: 2,
    tooBusy: () =>
      new Refusal('too_busy', 'Other results are computed now; try again in a moment.'),
    outOfBounds: () => {
      const seconds = millisecondsAtMost / 1000;
      const detail = `It takes more than ${seconds} seconds or ${megabytesAtMost} MB; draw less.`;
      const params = { seconds, megabytes: megabytesAtMost };
      return new Refusal('result_too_large', detail, { params });
    },
  },
);

/** @throws Refusal too_busy, result_too_large */
export async function computeBeside(
  task: ResultTask,
  onProgress?: (done: number) => void,
): Promise<ResultAnswer> {
  return await threads.ask(task, onProgress);
}
