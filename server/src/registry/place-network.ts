/** Where the strongest organisations of the network are drawn, worked out once for all who look. */
import { createGraph, layout } from '@yunhe/network';
import type { Job, JobContext } from '../runtime/module.ts';
import { Refusal } from '../runtime/refusal.ts';
import { Threads } from '../runtime/threads.ts';
import { type PlacedNode, strongestLinks, writePlaces } from './network-store.ts';

export interface PlaceTask {
  readonly nodeCount: number;
  readonly sources: Int32Array;
  readonly targets: Int32Array;
  readonly weights: Float64Array;
}

export interface Places {
  readonly x: Float64Array;
  readonly y: Float64Array;
}

const nodesPlaced = 10_000;
const linksPlaced = 100_000;
const secondsAtMost = 300;
/** The same network is drawn the same way. */
const seed = 1;
/** Fewer are placed sooner than a thread begins. */
const handedOverFrom = 1_000;

const threads = new Threads<PlaceTask, Places>(
  new URL('./place-network-worker.ts', import.meta.url),
  {
    millisecondsAtMost: secondsAtMost * 1000,
    megabytesAtMost: 1024,
    threadsAtMost: 1,
    tooBusy: () => new Refusal('too_busy', 'The network is being placed already.'),
    outOfBounds: () => new Error(`Placing the network takes more than ${secondsAtMost} seconds.`),
  },
);

export function placesOf(task: PlaceTask): Places {
  return layout(createGraph(task), { seed });
}

async function placeNetwork(ctx: JobContext): Promise<void> {
  const { ids, links } = await strongestLinks(ctx.database.tx, nodesPlaced, linksPlaced);
  if (ids.length === 0) return await ctx.transact(({ tx }) => writePlaces(tx, []));
  const task: PlaceTask = {
    nodeCount: ids.length,
    sources: Int32Array.from(links, ([source]) => source),
    targets: Int32Array.from(links, ([, target]) => target),
    weights: Float64Array.from(links, ([, , weight]) => weight),
  };
  const { x, y } = ids.length < handedOverFrom ? placesOf(task) : await threads.ask(task);
  const placed = ids.map((id, at): PlacedNode => ({ id, x: rounded(x[at]!), y: rounded(y[at]!) }));
  await ctx.transact(({ tx }) => writePlaces(tx, placed));
}

/** A picture has fewer points than that. */
function rounded(coordinate: number): number {
  return Math.round(coordinate * 1e4) / 1e4;
}

export const placeNetworkJob: Job = { name: 'registry.place_network', run: placeNetwork };
