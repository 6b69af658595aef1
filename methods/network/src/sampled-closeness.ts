import { chanceOf, shuffle } from './chance.ts';
import type { Graph } from './graph.ts';
import { createSearch, type Lengths } from './shortest-paths.ts';

export interface SampledCloseness {
  /** As `closeness` has it, estimated; in [0, 1] by hops. */
  readonly harmonic: Float64Array;
  /** How far a value may lie from the exact one by hops. */
  readonly error: number;
  /** Nodes from which distances were taken. */
  readonly pivots: number;
}

export interface PivotOptions {
  readonly seed: number;
  /** 1,000 if not given; all nodes where there are fewer, and the values are exact then. */
  readonly pivots?: number;
  /** 'hops' if not given; for other lengths no error is known, and it is NaN. */
  readonly lengths?: Lengths;
  /** How likely one of the values may be farther off at most; .05 if not given. */
  readonly risk?: number;
}

/**
 * Estimates how near each node is to the others by the distances to some of them, drawn by chance.
 *
 * @throws RangeError if there is no pivot or `risk` is not above 0 and below 1.
 * @example
 * const path = createGraph({ nodeCount: 3, sources: [0, 1], targets: [1, 2] });
 * const { harmonic, error } = sampledCloseness(path, { seed: 1 });
 * [[...harmonic], error] // → [[0.75, 1, 0.75], 0]
 *
 * Cost: O(pivots × links) by hops. Source: Eppstein & Wang (2004); Hoeffding (1963) for the error.
 */
export function sampledCloseness(graph: Graph, options: PivotOptions): SampledCloseness {
  const { seed, pivots: wanted = 1_000, lengths = 'hops', risk = 0.05 } = options;
  if (!(wanted >= 1)) throw new RangeError(`There cannot be ${wanted} pivots.`);
  if (!(risk > 0 && risk < 1)) throw new RangeError(`${risk} is not between 0 and 1.`);
  const { nodeCount } = graph;
  const nodes = Uint32Array.from({ length: nodeCount }, (_, node) => node);
  const pivots = Math.min(wanted, nodeCount);
  if (pivots < nodeCount) shuffle(nodes, chanceOf(seed));
  // Distances to a pivot are those from it against the directions.
  const { order, distance, from } = createSearch(
    { ...graph, out: graph.in, in: graph.out },
    lengths,
  );
  const sums = new Float64Array(nodeCount);
  for (const pivot of nodes.subarray(0, pivots)) {
    const reached = from(pivot);
    for (let at = 1; at < reached; at++) sums[order[at]!]! += 1 / distance[order[at]!]!;
  }
  const scale = nodeCount < 2 ? 0 : nodeCount / ((nodeCount - 1) * pivots);
  const bound = Math.sqrt(Math.log((2 * nodeCount) / risk) / (2 * pivots));
  const sampled = lengths === 'hops' ? (bound * nodeCount) / (nodeCount - 1) : Number.NaN;
  return {
    harmonic: sums.map((sum) => sum * scale),
    error: pivots === nodeCount ? 0 : sampled,
    pivots,
  };
}
