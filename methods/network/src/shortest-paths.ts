import type { Graph, Links } from './graph.ts';

/**
 * How far it is along a link: `hops` one step each; `weights` the weight itself (a distance, a
 * cost); `reciprocals` one divided by the weight (a weight that says how close two are).
 */
export type Lengths = 'hops' | 'weights' | 'reciprocals';

/** One node's view of the network; the arrays are reused by the next search. */
export interface Search {
  /** The nodes reached, the source first, none farther than the next. */
  readonly order: Uint32Array;
  /** From the source; only what `order` names holds. */
  readonly distance: Float64Array;
  /** Searches from a node and answers how many entries of `order` are filled. */
  readonly from: (source: number) => number;
}

/** The length of each entry of the rows. */
export function lengthsOf({ weights }: Links, lengths: Lengths): Float64Array {
  if (lengths === 'weights') return weights;
  return lengths === 'hops' ? new Float64Array(weights.length).fill(1) : weights.map((w) => 1 / w);
}

export function createSearch(graph: Graph, lengths: Lengths): Search {
  return lengths === 'hops' ? hopSearch(graph) : lengthSearch(graph, lengths);
}

function hopSearch({ nodeCount, out: { offsets, targets } }: Graph): Search {
  const order = new Uint32Array(nodeCount);
  const distance = new Float64Array(nodeCount).fill(-1);
  let reached = 0;
  const from = (source: number) => {
    for (let at = 0; at < reached; at++) distance[order[at]!] = -1;
    order[0] = source;
    distance[source] = 0;
    reached = 1;
    for (let head = 0; head < reached; head++) {
      const node = order[head]!;
      const farther = distance[node]! + 1;
      const end = offsets[node + 1]!;
      for (let at = offsets[node]!; at < end; at++) {
        const other = targets[at]!;
        if (distance[other]! >= 0) continue;
        distance[other] = farther;
        order[reached++] = other;
      }
    }
    return reached;
  };
  return { order, distance, from };
}

/** Dijkstra with a binary heap that knows where each node lies. */
function lengthSearch({ nodeCount, out }: Graph, lengths: Lengths): Search {
  const { offsets, targets } = out;
  const length = lengthsOf(out, lengths);
  const order = new Uint32Array(nodeCount);
  const distance = new Float64Array(nodeCount).fill(Infinity);
  const heap = new Uint32Array(nodeCount);
  const place = new Uint32Array(nodeCount);
  let [reached, size] = [0, 0];

  const rise = (from: number, node: number) => {
    let hole = from;
    while (hole > 0) {
      const parent = (hole - 1) >> 1;
      const above = heap[parent]!;
      if (distance[above]! <= distance[node]!) break;
      heap[hole] = above;
      place[above] = hole;
      hole = parent;
    }
    heap[hole] = node;
    place[node] = hole;
  };
  const takeNearest = () => {
    const nearest = heap[0]!;
    const last = heap[--size]!;
    let hole = 0;
    for (let child = 1; child < size; child = 2 * hole + 1) {
      if (child + 1 < size && distance[heap[child + 1]!]! < distance[heap[child]!]!) child++;
      const below = heap[child]!;
      if (distance[below]! >= distance[last]!) break;
      heap[hole] = below;
      place[below] = hole;
      hole = child;
    }
    heap[hole] = last;
    place[last] = hole;
    return nearest;
  };
  const from = (source: number) => {
    for (let at = 0; at < reached; at++) distance[order[at]!] = Infinity;
    reached = 0;
    distance[source] = 0;
    heap[0] = source;
    size = 1;
    while (size > 0) {
      const node = takeNearest();
      order[reached++] = node;
      for (let at = offsets[node]!; at < offsets[node + 1]!; at++) {
        const other = targets[at]!;
        const known = distance[other]!;
        const found = distance[node]! + length[at]!;
        if (found >= known) continue;
        distance[other] = found;
        rise(known === Infinity ? size++ : place[other]!, other);
      }
    }
    return reached;
  };
  return { order, distance, from };
}

/**
 * Whether a link of this length lies on a shortest path from the nearer to the farther end. Sums
 * of lengths carry rounding, so that paths of one length may differ in the last digits.
 */
export function isTight(nearer: number, length: number, farther: number): boolean {
  return nearer < farther && Math.abs(nearer + length - farther) <= 1e-10 * farther;
}
