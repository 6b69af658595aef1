import { degrees } from './degree.ts';
import { type Graph, offsetsOf, undirected } from './graph.ts';

/**
 * The core of each node: the largest k such that it belongs to a group in which each has at least
 * k links inside the group. Directions and weights are left aside.
 *
 * @returns  One whole number a node; 0 for a node without links.
 * @example
 * const tail = { nodeCount: 4, sources: [0, 0, 1, 2], targets: [1, 2, 2, 3] };
 * [...coreNumbers(createGraph(tail))] // → [2, 2, 2, 1]
 *
 * Cost: O(nodes + links). Source: Batagelj & Zaveršnik (2003).
 */
export function coreNumbers(graph: Graph): Uint32Array {
  const { nodeCount, out } = undirected(graph);
  const core = Uint32Array.from(degrees(undirected(graph)));
  let most = 0;
  for (const degree of core) most = Math.max(most, degree);
  /** Where in `order` the nodes of each degree begin; one moves down as its links are taken away. */
  const begins = offsetsOf(most + 1, core);
  const order = new Uint32Array(nodeCount);
  const place = new Uint32Array(nodeCount);
  const next = begins.slice();
  for (let node = 0; node < nodeCount; node++) {
    place[node] = next[core[node]!]!++;
    order[place[node]!] = node;
  }
  for (let turn = 0; turn < nodeCount; turn++) {
    const node = order[turn]!;
    for (let at = out.offsets[node]!; at < out.offsets[node + 1]!; at++) {
      const other = out.targets[at]!;
      const degree = core[other]!;
      if (degree <= core[node]!) continue;
      const first = Math.max(begins[degree]!, turn + 1);
      const swapped = order[first]!;
      order[place[other]!] = swapped;
      place[swapped] = place[other]!;
      order[first] = other;
      place[other] = first;
      begins[degree] = first + 1;
      core[other] = degree - 1;
    }
  }
  return core;
}
