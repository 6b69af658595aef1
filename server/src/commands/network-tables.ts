import { brokerRoles, type NetworkCaveat, type NetworkMeasures } from '@yunhe/network';
import type { Edges } from './network-edges.ts';
import { type Column, type Table, tableFrom } from './result-table.ts';

/** One row a node, with every measure. */
export function nodesTable({ graph, names, regions, regionOf }: Edges, found: NetworkMeasures) {
  const by = (values: ArrayLike<number>) => (node: number) => values[node]!;
  const { components, communities, openness, brokerage, sampledBetweenness: sampled } = found;
  const columns: Column[] = [['node', (node) => names[node]!]];
  if (regionOf !== null) columns.push(['region', (node) => regions[regionOf[node]!] ?? '']);
  columns.push(
    ['component', by(components.partOf)],
    ['component_size', (node) => components.sizes[components.partOf[node]!]!],
    ['degree', by(found.degree)],
  );
  if (graph.directed) {
    columns.push(['in_degree', by(found.inDegree)], ['out_degree', by(found.outDegree)]);
  }
  columns.push(
    ['strength', by(found.strength)],
    ['core', by(found.core)],
    ['betweenness', by(found.betweenness)],
  );
  if (sampled !== null) {
    columns.push(['betweenness_low', by(sampled.low)], ['betweenness_high', by(sampled.high)]);
  }
  columns.push(
    ['closeness', by(found.closeness)],
    ['harmonic', by(found.harmonic)],
    ['eigenvector', by(found.eigenvector.values)],
    ['page_rank', by(found.pageRank.values)],
    ['clustering', by(found.clustering.local)],
    ['constraint', by(found.constraint)],
    ['community', by(communities.partOf)],
  );
  if (openness !== null && brokerage !== null) {
    columns.push(
      ['inside', (node) => openness.nodes[node]!.inside],
      ['outside', (node) => openness.nodes[node]!.outside],
      ['ei_index', (node) => openness.nodes[node]!.eiIndex],
      ...brokerRoles.map((role): Column => [role, by(brokerage[role])]),
    );
  }
  return tableFrom(names.length, columns);
}

/** One row a region. */
export function regionsTable({ regions, regionOf }: Edges, found: NetworkMeasures): Table {
  const { openness, brokerage } = found;
  if (openness === null || brokerage === null || regionOf === null) {
    throw new RangeError('There are no regions.');
  }
  const roles = brokerRoles.map((role): Column => {
    const sums = new Float64Array(regions.length);
    for (const [node, region] of regionOf.entries()) {
      if (region >= 0) sums[region]! += brokerage[role][node]!;
    }
    return [role, (region) => sums[region]!];
  });
  return tableFrom(regions.length, [
    ['region', (region) => regions[region]!],
    ['nodes', (region) => openness.groups[region]!.nodes],
    ['inside', (region) => openness.groups[region]!.inside],
    ['outside', (region) => openness.groups[region]!.outside],
    ['openness', (region) => openness.groups[region]!.openness],
    ['openness_by_chance', (region) => openness.groups[region]!.opennessByChance],
    ['ei_index', (region) => openness.groups[region]!.eiIndex],
    ...roles,
  ]);
}

/** One row for each two regions between which there is a link, and each with itself. */
export function regionPairsTable({ regions }: Edges, { openness }: NetworkMeasures): Table {
  const weights = openness?.between ?? new Float64Array();
  const pairs = [...weights.keys()].filter((at) => weights[at]! > 0);
  return tableFrom(pairs.length, [
    ['source_region', (at) => regions[Math.floor(pairs[at]! / regions.length)]!],
    ['target_region', (at) => regions[pairs[at]! % regions.length]!],
    ['weight', (at) => weights[pairs[at]!]!],
  ]);
}

const caveats: Readonly<Record<NetworkCaveat, (count: number) => string>> = {
  no_links: () => 'No two nodes are linked, so that every measure of position is 0 or empty.',
  self_loops_left_aside: (count) => `${count} rows link a node to itself; they are in no measure.`,
  duplicates_added_up: (count) =>
    `${count} rows repeat the two nodes of an earlier row; their weights are added to it.`,
  not_connected: (count) =>
    `The network falls into ${count} components; closeness compares nodes of one component only, harmonic compares all.`,
  betweenness_sampled: (count) =>
    `Betweenness is estimated from ${count} shortest paths; betweenness_low and _high hold for all nodes together with a probability of 95 %.`,
  betweenness_wider_than_asked: () =>
    'The bounds of betweenness are wider than was asked for, even after the most paths drawn.',
  closeness_sampled: (count) =>
    `Harmonic closeness is estimated from the distances of ${count} nodes; closeness itself is left empty.`,
  eigenvector_not_converged: () =>
    'The eigenvector did not settle; do not rank nodes by its values.',
  eigenvector_of_one_component: () =>
    'Several components have links; the eigenvector speaks of the one that dominates, and is near 0 in the others.',
  page_rank_not_converged: () => 'PageRank did not settle; its last digits may be off.',
  communities_not_converged: () =>
    'The search for communities was stopped while it still found better ones.',
  nodes_without_group: (count) =>
    `${count} nodes have no region; their links are in no measure of regions.`,
  one_group: () => 'There is one region only, so that nothing can lead out of it.',
};

/** The caveats in words, for a person. */
export function caveatsOf(
  found: NetworkMeasures,
  zeroRows: number,
): readonly { readonly code: string; readonly count: number; readonly text: string }[] {
  const told = [...found.caveats].map(([code, count]) => ({
    code: code as string,
    count,
    text: caveats[code](count),
  }));
  if (zeroRows === 0) return told;
  const text = `${zeroRows} rows have the weight 0; they name their nodes and link nobody.`;
  return [{ code: 'zero_rows', count: zeroRows, text }, ...told];
}
