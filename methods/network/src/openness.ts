import type { Graph } from './graph.ts';
import { countGroups, type Groups } from './groups.ts';

/** What lies inside a group and what leads out of it, by weight, counted at the ends of links. */
export interface Ties {
  readonly inside: number;
  readonly outside: number;
  /** outside ÷ (inside + outside), in [0, 1]; NaN without ties. */
  readonly openness: number;
  /** (outside − inside) ÷ (outside + inside), in [−1, 1]; NaN without ties. */
  readonly eiIndex: number;
}

export interface GroupTies extends Ties {
  readonly nodes: number;
  /** The openness if ends were joined by chance: the share of all ends that lie in other groups. */
  readonly opennessByChance: number;
}

export interface Openness {
  readonly nodes: readonly Ties[];
  /** By group. */
  readonly groups: readonly GroupTies[];
  readonly all: Ties;
  /** Row by row: the weight of the links from one group to another; inside links stand once. */
  readonly between: Float64Array;
  /** Links left aside since one of their ends has no group. */
  readonly ungrouped: number;
}

/**
 * How far nodes and groups (regions) are tied to others of their own group and of other groups.
 *
 * A link inside a group has both its ends there and counts twice for the group, so that a group's
 * openness is what one of its ties, picked at one end, finds at the other. In a directed network
 * links that come and links that go count alike; `between` keeps their direction, and in an
 * undirected one holds each link between two groups on both sides.
 *
 * @param groupOf  one group a node.
 * @throws RangeError if there is not one whole number a node.
 * @example
 * const path = createGraph({ nodeCount: 4, sources: [0, 1, 2], targets: [1, 2, 3] });
 * const { groups, all, between } = openness(path, [0, 0, 1, 1]);
 * [groups[0].openness, groups[0].opennessByChance, all.eiIndex] // → [1 / 3, 0.5, -1 / 3]
 * [...between] // → [1, 1, 1, 1]
 *
 * Cost: O(links + groups²). Source: Krackhardt & Stern (1988) for the E–I index.
 */
export function openness(graph: Graph, groupOf: Groups): Openness {
  const { nodeCount, directed, out } = graph;
  const groupCount = countGroups(nodeCount, groupOf);
  const inside = new Float64Array(nodeCount);
  const outside = new Float64Array(nodeCount);
  const between = new Float64Array(groupCount * groupCount);
  let ungrouped = 0;
  for (let node = 0; node < nodeCount; node++) {
    const own = groupOf[node]!;
    for (let at = out.offsets[node]!; at < out.offsets[node + 1]!; at++) {
      const other = out.targets[at]!;
      if (!directed && other < node) continue;
      const theirs = groupOf[other]!;
      if (own < 0 || theirs < 0) {
        ungrouped++;
        continue;
      }
      const weight = out.weights[at]!;
      const kind = own === theirs ? inside : outside;
      kind[node]! += weight;
      kind[other]! += weight;
      between[own * groupCount + theirs]! += weight;
      if (!directed && own !== theirs) between[theirs * groupCount + own]! += weight;
    }
  }
  const sums = { inside: new Float64Array(groupCount), outside: new Float64Array(groupCount) };
  const sizes = new Uint32Array(groupCount);
  for (let node = 0; node < nodeCount; node++) {
    const own = groupOf[node]!;
    if (own < 0) continue;
    sizes[own]!++;
    sums.inside[own]! += inside[node]!;
    sums.outside[own]! += outside[node]!;
  }
  const all = tiesOf(total(sums.inside), total(sums.outside));
  const ends = all.inside + all.outside;
  return {
    nodes: Array.from(inside, (within, node) => tiesOf(within, outside[node]!)),
    groups: Array.from(sums.inside, (within, group) => ({
      nodes: sizes[group]!,
      ...tiesOf(within, sums.outside[group]!),
      opennessByChance: 1 - (within + sums.outside[group]!) / ends,
    })),
    all,
    between,
    ungrouped,
  };
}

function tiesOf(inside: number, outside: number): Ties {
  const ends = inside + outside;
  return { inside, outside, openness: outside / ends, eiIndex: (outside - inside) / ends };
}

function total(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0);
}
