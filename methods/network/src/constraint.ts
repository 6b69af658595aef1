import { strengths } from './degree.ts';
import { type Graph, undirected } from './graph.ts';

/**
 * Burt's constraint: how far a node's contacts are, directly or through each other, one and the
 * same. Low where somebody stands between contacts that do not know each other.
 *
 * For node i it is the sum over its contacts j of (p(i,j) + Σ p(i,q) p(q,j))², where p(i,j) is the
 * share of i's weight, both directions together, that goes to j, and q runs over other contacts.
 *
 * @returns  One value a node, above 0; 1 for a single contact; with weights it may pass 1; NaN
 *           for a node without links, of which nothing can be said.
 * @example
 * const path = createGraph({ nodeCount: 4, sources: [0, 1], targets: [1, 2] });
 * [...constraint(path)] // → [1, 0.5, 1, NaN]
 *
 * Cost: O(sum of the squares of the degrees). Source: Burt, Structural Holes (1992), ch. 2.
 */
export function constraint(graph: Graph): Float64Array {
  const { nodeCount, out } = undirected(graph);
  const { offsets, targets, weights } = out;
  const strength = strengths(undirected(graph));
  const values = new Float64Array(nodeCount).fill(NaN);
  /** What of the node in turn goes to each contact, directly and by others; −1 to all who are none. */
  const invested = new Float64Array(nodeCount).fill(-1);
  for (let node = 0; node < nodeCount; node++) {
    const [begin, end] = [offsets[node]!, offsets[node + 1]!];
    if (begin === end) continue;
    for (let at = begin; at < end; at++) {
      invested[targets[at]!] = weights[at]! / strength[node]!;
    }
    for (let at = begin; at < end; at++) {
      const contact = targets[at]!;
      const share = weights[at]! / (strength[node]! * strength[contact]!);
      const last = offsets[contact + 1]!;
      for (let next = offsets[contact]!; next < last; next++) {
        const other = targets[next]!;
        if (invested[other]! >= 0) invested[other]! += share * weights[next]!;
      }
    }
    let sum = 0;
    for (let at = begin; at < end; at++) {
      sum += invested[targets[at]!]! ** 2;
      invested[targets[at]!] = -1;
    }
    values[node] = sum;
  }
  return values;
}
