import { strengths } from './degree.ts';
import { type Graph, undirected } from './graph.ts';

/**
 * How far links fall inside communities rather than between them, beyond what chance would give
 * nodes of the same strengths; directions are left aside.
 *
 * @param communityOf  One whole number ≥ 0 and < nodes each node.
 * @param resolution   1 as Newman has it; higher asks for smaller communities. ≥ 0.
 * @returns            At most 1; 0 for a network without links.
 * @throws RangeError if there is not one community a node or the resolution is negative.
 * @example
 * const pairs = createGraph({ nodeCount: 4, sources: [0, 2], targets: [1, 3] });
 * modularity(pairs, [0, 0, 1, 1]) // → 0.5
 *
 * Cost: O(nodes + links). Source: Newman & Girvan (2004); Reichardt & Bornholdt (2006) for the
 * resolution.
 */
export function modularity(graph: Graph, communityOf: ArrayLike<number>, resolution = 1): number {
  const { nodeCount, out } = undirected(graph);
  if (communityOf.length !== nodeCount) {
    throw new RangeError(`There are ${nodeCount} nodes and ${communityOf.length} communities.`);
  }
  if (!(resolution >= 0)) throw new RangeError(`The resolution is ${resolution}, not ≥ 0.`);
  const strength = strengths(undirected(graph));
  const ends = new Map<number, number>();
  let [inside, all] = [0, 0];
  for (let node = 0; node < nodeCount; node++) {
    const own = communityOf[node]!;
    ends.set(own, (ends.get(own) ?? 0) + strength[node]!);
    all += strength[node]!;
    for (let at = out.offsets[node]!; at < out.offsets[node + 1]!; at++) {
      if (communityOf[out.targets[at]!] === own) inside += out.weights[at]!;
    }
  }
  if (all === 0) return 0;
  let expected = 0;
  for (const sum of ends.values()) expected += (sum / all) ** 2;
  return inside / all - resolution * expected;
}
