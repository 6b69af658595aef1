import { createGraph, type Graph, type GraphInput, linksOf } from './graph.ts';

export interface DatedLinks extends Required<Omit<GraphInput, 'directed'>> {
  /** When each link was seen: a whole number, such as a year. */
  readonly periods: ArrayLike<number>;
  readonly directed?: boolean;
}

export interface TimeSlice {
  /** The first and the last period whose links are in it. */
  readonly from: number;
  readonly to: number;
  readonly graph: Graph;
}

/**
 * A network as it was over time: one slice a period from the first to the last, each with the
 * links of its own period and of those before it that the window covers.
 *
 * A period without links has a slice all the same. The nodes are the same in all slices.
 *
 * @param window  Periods a slice covers, 1 if not given; the first slices cover fewer, as far as
 *                there are periods. Infinity lets the network grow.
 * @returns       By period; none without links.
 * @throws RangeError as `createGraph`; if there is not one whole period a link, the periods span
 *         more than 1,000, or the window is below 1.
 * @example
 * const slices = timeSlices({
 *   nodeCount: 3, sources: [0, 1], targets: [1, 2], weights: [1, 1], periods: [2019, 2021],
 * }, 2);
 * slices.map(({ from, to, graph }) => [from, to, graph.linkCount])
 *   // → [[2019, 2019, 1], [2019, 2020, 1], [2020, 2021, 1]]
 *
 * Cost: O(periods × (nodes + links)).
 */
export function timeSlices(links: DatedLinks, window = 1): readonly TimeSlice[] {
  const { nodeCount, sources, targets, weights, periods, directed = false } = links;
  if (periods.length !== sources.length) {
    throw new RangeError(`There are ${sources.length} links and ${periods.length} periods.`);
  }
  if (!(window >= 1)) throw new RangeError(`The window is ${window}, not 1 or more.`);
  let [first, last] = [Infinity, -Infinity];
  for (let at = 0; at < periods.length; at++) {
    if (!Number.isInteger(periods[at])) {
      throw new RangeError(`The period of link ${at} is ${periods[at]}, not a whole number.`);
    }
    first = Math.min(first, periods[at]!);
    last = Math.max(last, periods[at]!);
  }
  if (last - first >= 1_000) {
    throw new RangeError(`The periods ${first} to ${last} are more than 1,000.`);
  }
  const slices: TimeSlice[] = [];
  for (let to = first; to <= last; to++) {
    const from = Math.max(first, to - window + 1);
    const within = Array.from(periods, (period, at) => (period >= from && period <= to ? at : -1));
    const chosen = Uint32Array.from(within.filter((at) => at >= 0));
    const graph = createGraph({
      nodeCount,
      sources: chosen.map((at) => sources[at]!),
      targets: chosen.map((at) => targets[at]!),
      weights: Float64Array.from(chosen, (at) => weights[at]!),
      directed,
    });
    slices.push({ from, to, graph });
  }
  return slices;
}

export interface NetworkChange {
  /** Links that are only in the later network, in both, and only in the earlier one. */
  readonly begun: number;
  readonly kept: number;
  readonly ended: number;
  /** Nodes that had no link before and have one now, and the other way round. */
  readonly nodesJoined: number;
  readonly nodesLeft: number;
}

/**
 * What changed from one network to another of the same nodes; weights are left aside.
 *
 * @throws RangeError if they differ in the count of nodes or in being directed.
 * @example
 * const before = createGraph({ nodeCount: 3, sources: [0], targets: [1] });
 * const after = createGraph({ nodeCount: 3, sources: [1], targets: [2] });
 * changeBetween(before, after)
 *   // → { begun: 1, kept: 0, ended: 1, nodesJoined: 1, nodesLeft: 1 }
 *
 * Cost: O(nodes + links).
 */
export function changeBetween(before: Graph, after: Graph): NetworkChange {
  const { nodeCount } = before;
  if (nodeCount !== after.nodeCount || before.directed !== after.directed) {
    throw new RangeError('The two networks do not have the same nodes and kind of links.');
  }
  const keysOf = (graph: Graph) => {
    const { sources, targets } = linksOf(graph);
    return Float64Array.from(sources, (source, at) => source * nodeCount + targets[at]!);
  };
  const known = new Set(keysOf(before));
  const kept = keysOf(after).filter((key) => known.has(key)).length;
  const isLinked = ({ out, in: reached }: Graph, node: number) =>
    out.offsets[node]! < out.offsets[node + 1]! ||
    reached.offsets[node]! < reached.offsets[node + 1]!;
  let [nodesJoined, nodesLeft] = [0, 0];
  for (let node = 0; node < nodeCount; node++) {
    const [was, is] = [isLinked(before, node), isLinked(after, node)];
    if (is && !was) nodesJoined++;
    if (was && !is) nodesLeft++;
  }
  const [begun, ended] = [after.linkCount - kept, before.linkCount - kept];
  return { begun, kept, ended, nodesJoined, nodesLeft };
}
