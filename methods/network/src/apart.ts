import { components } from './components.ts';
import { degrees } from './degree.ts';
import type { Graph } from './graph.ts';
import { countGroups, type Groups } from './groups.ts';

/** Nodes that the network does not reach, each in one list at most; by number. */
export interface Apart {
  /** Without any link. */
  readonly unlinked: Uint32Array;
  /** With links, in a component that is not the largest. */
  readonly detached: Uint32Array;
  /** In the largest component, with links into their own group (region) alone. */
  readonly inward: Uint32Array;
}

/**
 * Who stands apart: nodes without links, in parts of their own, or tied to their own group only.
 *
 * Of several largest components that of the lower first node counts as the largest. Nodes of no
 * group, and links to them, do not make anybody inward.
 *
 * @param groupOf  One group a node; without it nobody is inward.
 * @throws RangeError if there is not one whole number a node.
 * @example
 * const graph = createGraph({ nodeCount: 6, sources: [0, 1, 4], targets: [1, 2, 5] });
 * const { unlinked, detached, inward } = apart(graph, [0, 0, 1, 0, 1, 1]);
 * [[...unlinked], [...detached], [...inward]] // → [[3], [4, 5], [0]]
 *
 * Cost: O(nodes + links).
 */
export function apart(graph: Graph, groupOf?: Groups): Apart {
  if (groupOf !== undefined) countGroups(graph.nodeCount, groupOf);
  const { partOf } = components(graph);
  const degree = degrees(graph);
  const nodes = Uint32Array.from(partOf.keys());
  const staysIn = (node: number, groups: Groups) =>
    groups[node]! >= 0 &&
    [graph.out, graph.in].every(({ offsets, targets }) =>
      targets
        .subarray(offsets[node], offsets[node + 1])
        .every((other) => groups[other] === groups[node]),
    );
  return {
    unlinked: nodes.filter((node) => degree[node] === 0),
    detached: nodes.filter((node) => degree[node]! > 0 && partOf[node] !== 0),
    inward: nodes.filter(
      (node) =>
        groupOf !== undefined && degree[node]! > 0 && partOf[node] === 0 && staysIn(node, groupOf),
    ),
  };
}
