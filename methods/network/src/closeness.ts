import { type BetweennessOptions, checkRange } from './betweenness.ts';
import type { Graph } from './graph.ts';
import { createSearch } from './shortest-paths.ts';

export interface Closeness {
  /** One divided by the mean distance to those who can be reached; 0 where that is nobody. */
  readonly closeness: Float64Array;
  /** The mean over all others of one divided by the distance; 0 for those out of reach. */
  readonly harmonic: Float64Array;
}

/**
 * How near each node is to the others, along the directions.
 *
 * `closeness` tells nothing about those out of reach, so that two who know only each other come
 * first in a network that falls apart; `harmonic` counts them as infinitely far and can be
 * compared throughout.
 *
 * @param options  `sources` are the nodes measured; the others keep 0, so that the parts of ranges
 *                 add up to the whole.
 * @returns        Values by node; by hops both lie in [0, 1].
 * @throws RangeError if the range of sources is none within the nodes.
 * @example
 * const { closeness: near, harmonic } = closeness(
 *   createGraph({ nodeCount: 4, sources: [0, 1], targets: [1, 2] }),
 * );
 * [near[1], near[3], harmonic[1], harmonic[0]] // → [1, 0, 2 / 3, 0.5]
 *
 * Cost: O(nodes × links) by hops, times log nodes by lengths. Source: Freeman (1978);
 * Marchiori & Latora (2000).
 */
export function closeness(graph: Graph, options: BetweennessOptions = {}): Closeness {
  const { nodeCount } = graph;
  const { lengths = 'hops', sources = { from: 0, to: nodeCount } } = options;
  checkRange(graph, sources);
  const { order, distance, from } = createSearch(graph, lengths);
  const near = new Float64Array(nodeCount);
  const harmonic = new Float64Array(nodeCount);
  for (let source = sources.from; source < sources.to; source++) {
    const reached = from(source);
    if (reached === 1) continue;
    let [sum, inverse] = [0, 0];
    for (let at = 1; at < reached; at++) {
      sum += distance[order[at]!]!;
      inverse += 1 / distance[order[at]!]!;
    }
    near[source] = (reached - 1) / sum;
    harmonic[source] = inverse / (nodeCount - 1);
  }
  return { closeness: near, harmonic };
}
