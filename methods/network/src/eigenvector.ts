import { strongComponents } from './components.ts';
import type { Graph } from './graph.ts';

export interface Eigenvector {
  /** The largest value is 1; all are 0 if the network has no circle of links. */
  readonly values: Float64Array;
  readonly eigenvalue: number;
  /** Whether the residual, as a share of the eigenvalue, came down to the tolerance. */
  readonly converged: boolean;
  readonly iterations: number;
}

/** A large share of the eigenvalue is added to the diagonal, so that two-sided networks settle. */
const SHIFT = 0.5;

/**
 * Eigenvector centrality: a node counts for as much as those who link to it, by weight.
 *
 * In a network of several components the values outside the one with the largest eigenvalue are
 * near 0; where two have the same eigenvalue the result is one of many. Directed links are
 * followed against their direction, from the one pointed at to those who point.
 *
 * @param tolerance  of the residual, as a share of the eigenvalue.
 * @example
 * const path = createGraph({ nodeCount: 3, sources: [0, 1], targets: [1, 2] });
 * eigenvector(path).eigenvalue.toFixed(6) // → '1.414214'
 * eigenvector(path).converged // → true
 *
 * Cost: O(links) an iteration. Source: Bonacich (1972), by power iteration.
 */
export function eigenvector(
  graph: Graph,
  tolerance = 1e-10,
  iterationsAtMost = 10_000,
): Eigenvector {
  const { nodeCount, linkCount } = graph;
  const { offsets, targets, weights } = graph.in;
  if (linkCount === 0 || (graph.directed && strongComponents(graph).sizes[0] === 1)) {
    const values = new Float64Array(nodeCount);
    return { values, eigenvalue: 0, converged: true, iterations: 0 };
  }
  let values = new Float64Array(nodeCount).fill(1);
  let next = new Float64Array(nodeCount);
  let [eigenvalue, residual, iterations] = [0, Infinity, 0];
  while (residual > tolerance && iterations < iterationsAtMost) {
    iterations++;
    let [along, square] = [0, 0];
    for (let node = 0; node < nodeCount; node++) {
      const end = offsets[node + 1]!;
      let sum = 0;
      for (let at = offsets[node]!; at < end; at++) sum += weights[at]! * values[targets[at]!]!;
      next[node] = sum;
      along += sum * values[node]!;
      square += values[node]! * values[node]!;
    }
    eigenvalue = along / square;
    let [off, most] = [0, 0];
    for (let node = 0; node < nodeCount; node++) {
      off = Math.max(off, Math.abs(next[node]! - eigenvalue * values[node]!));
      next[node]! += SHIFT * eigenvalue * values[node]!;
      most = Math.max(most, next[node]!);
    }
    residual = off / eigenvalue;
    for (let node = 0; node < nodeCount; node++) next[node]! /= most;
    [values, next] = [next, values];
  }
  return { values, eigenvalue, converged: residual <= tolerance, iterations };
}
