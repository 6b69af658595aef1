/** Analyses that would keep others waiting, worked out in threads beside the node. */
import { Refusal } from '../runtime/refusal.ts';
import { Threads } from '../runtime/threads.ts';
import { type ExpectedFlows, type ExpectedFlowsInput, expectFlows } from './expected-flows.ts';
import type { NetworkFigures, NetworkInput } from './network.ts';
import { type Analysis, analyse, type SeriesCell } from './series.ts';

export interface Tasks {
  readonly series: { readonly asked: readonly SeriesCell[]; readonly answer: Analysis };
  readonly network: { readonly asked: NetworkInput; readonly answer: NetworkFigures };
  readonly expectedFlows: {
    readonly asked: ExpectedFlowsInput;
    readonly answer: ExpectedFlows;
  };
}

export type Task = {
  readonly [Kind in keyof Tasks]: { readonly kind: Kind; readonly asked: Tasks[Kind]['asked'] };
}[keyof Tasks];

export interface Progress {
  readonly done: number;
  readonly total: number;
}

const millisecondsAtMost = 300_000;
const megabytesAtMost = 1024;

const threads = new Threads<Task, unknown, Progress>(
  new URL('./analysis-worker.ts', import.meta.url),
  {
    millisecondsAtMost,
    megabytesAtMost,
    threadsAtMost: 3,
    tooBusy: () => new Refusal('too_busy', 'Other analyses are under way; try again in a moment.'),
    outOfBounds: () => {
      const seconds = millisecondsAtMost / 1000;
      const detail = `The analysis takes more than ${seconds} seconds or ${megabytesAtMost} MB.`;
      const params = { seconds, megabytes: megabytesAtMost };
      return new Refusal('analysis_too_large', detail, { params });
    },
  },
);

/** @throws Refusal too_busy, analysis_too_large */
export async function beside<Kind extends keyof Tasks>(
  kind: Kind,
  asked: Tasks[Kind]['asked'],
  onProgress?: (progress: Progress) => void,
): Promise<Tasks[Kind]['answer']> {
  return (await threads.ask({ kind, asked } as Task, onProgress)) as Tasks[Kind]['answer'];
}

/** Work below it takes less than handing it to a thread. */
const handedOverFrom = 2e7;

/** @throws Refusal too_busy, analysis_too_large */
export async function analyseSeries(cells: readonly SeriesCell[]): Promise<Analysis> {
  const regions = new Set(cells.map(({ region }) => region)).size;
  const fields = new Set(cells.map(({ field }) => field)).size;
  return regions * fields * fields < handedOverFrom
    ? analyse(cells)
    : await beside('series', cells);
}

/** The regions of one country and a few years take less than handing them over. */
const flowsHandedOver = 10_000;

/** @throws Refusal too_busy, analysis_too_large */
export async function expectFlowsBeside(input: ExpectedFlowsInput): Promise<ExpectedFlows> {
  return input.flows.length < flowsHandedOver
    ? expectFlows(input)
    : await beside('expectedFlows', input);
}
