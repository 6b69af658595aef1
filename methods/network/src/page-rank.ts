import { strengths } from './degree.ts';
import type { Graph } from './graph.ts';

export interface PageRank {
  /** Sum to 1; none for a network without nodes. */
  readonly values: Float64Array;
  /** Whether the last step changed the values by no more than the tolerance in all. */
  readonly converged: boolean;
  readonly iterations: number;
}

/**
 * PageRank: how often somebody passes who follows links by weight and, one time in 1 − `damping`,
 * or where no link leads on, starts again anywhere.
 *
 * @param damping    at least 0 and below 1.
 * @param tolerance  of the sum of all changes in one step.
 * @throws RangeError if `damping` is out of its range.
 * @example
 * const star = createGraph({ nodeCount: 3, sources: [0, 0], targets: [1, 2] });
 * pageRank(star).values[0].toFixed(6) // → '0.486486'
 *
 * Cost: O(links) an iteration; the error shrinks by `damping` or faster in each. Source: Brin &
 * Page (1998).
 */
export function pageRank(
  graph: Graph,
  damping = 0.85,
  tolerance = 1e-10,
  iterationsAtMost = 1_000,
): PageRank {
  if (!(damping >= 0 && damping < 1)) {
    throw new RangeError(`The damping is ${damping}, not at least 0 and below 1.`);
  }
  const { nodeCount } = graph;
  const { offsets, targets, weights } = graph.in;
  const strength = strengths(graph, 'out');
  const share = new Float64Array(nodeCount);
  const values = new Float64Array(nodeCount).fill(1 / nodeCount);
  let change = nodeCount === 0 ? 0 : Infinity;
  let iterations = 0;
  while (change > tolerance && iterations < iterationsAtMost) {
    iterations++;
    let stranded = 0;
    for (let node = 0; node < nodeCount; node++) {
      if (strength[node] === 0) stranded += values[node]!;
      else share[node] = values[node]! / strength[node]!;
    }
    const anywhere = (1 - damping + damping * stranded) / nodeCount;
    change = 0;
    for (let node = 0; node < nodeCount; node++) {
      const end = offsets[node + 1]!;
      let sum = 0;
      for (let at = offsets[node]!; at < end; at++) sum += weights[at]! * share[targets[at]!]!;
      const value = anywhere + damping * sum;
      change += Math.abs(value - values[node]!);
      values[node] = value;
    }
  }
  return { values, converged: change <= tolerance, iterations };
}
