import { createGraph, type Graph, undirected } from './graph.ts';
import { createSearch } from './shortest-paths.ts';

/**
 * The part of a network that some nodes make up, with the links among them.
 *
 * @param nodes  Each a node, none twice; node n of the result is `nodes[n]` of the network.
 * @throws RangeError if one names no node or stands twice.
 * @example
 * const path = createGraph({ nodeCount: 4, sources: [0, 1, 2], targets: [1, 2, 3] });
 * [...degrees(subgraph(path, [3, 2, 0]))] // → [1, 1, 0]
 *
 * Cost: O(nodes + links of those chosen).
 */
export function subgraph({ nodeCount, directed, out }: Graph, nodes: ArrayLike<number>): Graph {
  const placeOf = new Map<number, number>();
  for (const [place, node] of Array.from(nodes).entries()) {
    if (!(Number.isInteger(node) && node >= 0 && node < nodeCount)) {
      throw new RangeError(`There are nodes 0 to ${nodeCount - 1}, not ${node}.`);
    }
    if (placeOf.has(node)) throw new RangeError(`Node ${node} stands twice.`);
    placeOf.set(node, place);
  }
  const [sources, targets, weights]: [number[], number[], number[]] = [[], [], []];
  for (const [node, place] of placeOf) {
    for (let at = out.offsets[node]!; at < out.offsets[node + 1]!; at++) {
      const other = placeOf.get(out.targets[at]!);
      if (other === undefined || (!directed && other < place)) continue;
      sources.push(place);
      targets.push(other);
      weights.push(out.weights[at]!);
    }
  }
  return createGraph({ nodeCount: placeOf.size, sources, targets, weights, directed });
}

export interface EgoNetwork {
  /** The node in the middle first, then by distance, then by number. */
  readonly nodes: Uint32Array;
  /** In hops from the middle, directions left aside; in the order of `nodes`. */
  readonly distance: Float64Array;
  /** The links among them; its nodes are in the order of `nodes`. */
  readonly graph: Graph;
  /** Nodes within reach that were left out to keep to the bound. */
  readonly leftOut: number;
}

/**
 * The network around one node: who is at most so many steps away, and their links.
 *
 * Where there are more than `nodesAtMost` the nearest are kept, among equally near ones those with
 * the heaviest links to what is nearer, then those of lower number.
 *
 * @throws RangeError if there is no such node, or the bounds are not whole numbers ≥ 1.
 * @example
 * const path = createGraph({ nodeCount: 4, sources: [0, 1, 2], targets: [1, 2, 3] });
 * [...egoNetwork(path, 1, { steps: 1 }).nodes] // → [1, 0, 2]
 *
 * Cost: O(nodes + links).
 */
export function egoNetwork(
  graph: Graph,
  middle: number,
  { steps = 1, nodesAtMost = 200 }: { readonly steps?: number; readonly nodesAtMost?: number } = {},
): EgoNetwork {
  const { nodeCount } = graph;
  if (!(Number.isInteger(middle) && middle >= 0 && middle < nodeCount)) {
    throw new RangeError(`There are nodes 0 to ${nodeCount - 1}, not ${middle}.`);
  }
  for (const bound of [steps, nodesAtMost]) {
    if (!(Number.isInteger(bound) && bound >= 1)) throw new RangeError(`${bound} is not ≥ 1.`);
  }
  const { out, ...plain } = undirected(graph);
  const { order, distance, from } = createSearch({ ...plain, out }, 'hops');
  const reached = order.slice(0, from(middle)).filter((node) => distance[node]! <= steps);
  const inwards = (node: number) => {
    let sum = 0;
    for (let at = out.offsets[node]!; at < out.offsets[node + 1]!; at++) {
      if (distance[out.targets[at]!]! === distance[node]! - 1) sum += out.weights[at]!;
    }
    return sum;
  };
  const tie = new Map(Array.from(reached, (node) => [node, inwards(node)]));
  const kept = Array.from(reached)
    .sort((a, b) => distance[a]! - distance[b]! || tie.get(b)! - tie.get(a)! || a - b)
    .slice(0, nodesAtMost)
    .sort((a, b) => distance[a]! - distance[b]! || a - b);
  return {
    nodes: Uint32Array.from(kept),
    distance: Float64Array.from(kept, (node) => distance[node]!),
    graph: subgraph(graph, kept),
    leftOut: reached.length - kept.length,
  };
}
