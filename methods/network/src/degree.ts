import type { Graph, Links } from './graph.ts';

/** Which links of a node count; in an undirected network all are the same. */
export type Direction = 'in' | 'out' | 'both';

/**
 * How many links each node has.
 *
 * @param direction  'both' counts, in a directed network, a node that is linked both ways twice.
 * @example [...degrees(createGraph({ nodeCount: 3, sources: [0, 0], targets: [1, 2] }))]
 *   // → [2, 1, 1]
 *
 * Cost: O(nodes).
 */
export function degrees(graph: Graph, direction: Direction = 'both'): Float64Array {
  return perNode(graph, direction, ({ offsets }, node) => offsets[node + 1]! - offsets[node]!);
}

/**
 * The sum of the weights of the links of each node, in the unit of the weights.
 *
 * @example
 * const graph = createGraph({ nodeCount: 3, sources: [0, 0], targets: [1, 2], weights: [3, 4] });
 * [...strengths(graph)] // → [7, 3, 4]
 *
 * Cost: O(nodes + links).
 */
export function strengths(graph: Graph, direction: Direction = 'both'): Float64Array {
  return perNode(graph, direction, ({ offsets, weights }, node) => {
    let sum = 0;
    for (let at = offsets[node]!; at < offsets[node + 1]!; at++) sum += weights[at]!;
    return sum;
  });
}

function perNode(
  { directed, nodeCount, out, in: reached }: Graph,
  direction: Direction,
  measure: (links: Links, node: number) => number,
): Float64Array {
  const values = new Float64Array(nodeCount);
  const counted = !directed || direction === 'out' ? [out] : [reached];
  if (directed && direction === 'both') counted.push(out);
  for (const links of counted) {
    for (let node = 0; node < nodeCount; node++) values[node]! += measure(links, node);
  }
  return values;
}
