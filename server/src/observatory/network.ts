/**
 * What is measured of a network of organisations, or of regions and the flows between them: actors
 * and dated links in, figures out. Nothing here is remembered; the same input gives the same figures.
 */
import {
  apart,
  type BrokerRole,
  brokerRoles,
  brokers,
  changeBetween,
  components,
  createGraph,
  degrees,
  type Graph,
  layout,
  measureNetwork,
  type NetworkCaveat,
  type NetworkChange,
  newLinks,
  openness,
  subgraph,
  timeSlices,
} from '@yunhe/network';
import { apartKinds } from './network-contract.ts';

/** Kept with every figure that is shown, so that it can be worked out again. */
export const networkMethod = {
  name: 'network',
  version: '0.1.0',
  parameters: {
    seed: 1,
    communityResolution: 1,
    /** Of sampled betweenness, as a share of all pairs. */
    betweennessError: 0.005,
    /** Actors among whom new links are looked for, and the most work that is put into it. */
    newLinksAmong: 60,
    newLinksShown: 20,
    newLinksWork: 1e9,
    actorsDrawn: 5_000,
  },
} as const;

export interface NetworkInput {
  /** By actor, the number of its region; −1 where it has none. */
  readonly regionOf: Int32Array;
  readonly sources: Int32Array;
  readonly targets: Int32Array;
  readonly weights: Float64Array;
  /** 0 where it is not known: such links count in the whole and in no window. */
  readonly years: Int32Array;
  readonly directed: boolean;
  /** Years that a window covers. */
  readonly windowYears: number;
}

/** NaN is no number in JSON: what is not defined is null. */
type Figure = number | null;

interface Shape {
  /** Actors with a link. */
  readonly linked: number;
  readonly links: number;
  readonly weight: number;
  /** Of the linked actors. */
  readonly parts: number;
  readonly largestPart: number;
  readonly openness: Figure;
  readonly eiIndex: Figure;
}

export interface NetworkWindow extends Shape {
  readonly fromYear: number;
  readonly toYear: number;
  /** Against the window one year before; null for the first. */
  readonly change: NetworkChange | null;
}

export interface RegionTies {
  readonly region: number;
  readonly actors: number;
  readonly linked: number;
  readonly inside: number;
  readonly outside: number;
  readonly openness: Figure;
  readonly eiIndex: Figure;
  readonly opennessByChance: Figure;
}

export interface ProposedLink {
  readonly source: number;
  readonly target: number;
  readonly gain: number;
  readonly pairsJoined: number;
}

/** By actor; NaN where there is nothing to say. */
export interface ActorMeasures extends Readonly<Record<BrokerRole, Float64Array>> {
  readonly degree: Float64Array;
  readonly strength: Float64Array;
  readonly core: Uint32Array;
  readonly betweenness: Float64Array;
  readonly betweennessLow: Float64Array | null;
  readonly betweennessHigh: Float64Array | null;
  readonly pageRank: Float64Array;
  readonly constraint: Float64Array;
  readonly community: Uint32Array;
  readonly across: Float64Array;
  /** 0 for none, else its place in `apartKinds` counted from 1. */
  readonly apart: Uint8Array;
  readonly x: Float64Array;
  readonly y: Float64Array;
}

export interface NetworkFigures {
  readonly summary: Shape & {
    readonly actors: number;
    readonly communities: number;
    readonly modularity: Figure;
    readonly apart: Readonly<Record<(typeof apartKinds)[number], number>>;
  };
  readonly caveats: readonly { readonly code: NetworkCaveat | OwnCaveat; readonly count: number }[];
  readonly windows: readonly NetworkWindow[];
  readonly regions: readonly RegionTies[];
  readonly newLinks: readonly ProposedLink[];
  readonly measures: ActorMeasures;
}

export type OwnCaveat = 'links_without_year' | 'new_links_estimated' | 'not_all_drawn';

/** @param tell  Told how many steps are done of how many. */
export function analyseNetwork(
  input: NetworkInput,
  tell: (done: number, total: number) => void = () => {},
): NetworkFigures {
  const { regionOf } = input;
  const { seed, communityResolution, betweennessError } = networkMethod.parameters;
  const dated = datedLinks(input);
  const total = 5;
  tell(0, total);
  const graph = createGraph({ nodeCount: regionOf.length, ...input });
  const measured = measureNetwork(graph, {
    seed,
    groupOf: regionOf,
    resolution: communityResolution,
    error: betweennessError,
  });
  tell(1, total);
  const windows = windowsOf(input, dated);
  tell(2, total);
  const proposals = proposedLinks(graph, regionOf, measured.strength);
  tell(3, total);
  const places = drawn(graph, measured.strength);
  tell(4, total);
  const roles = measured.brokerage!;
  const across = new Float64Array(regionOf.length);
  for (const { node, across: count } of brokers(roles, regionOf.length)) across[node] = count;
  const away = apart(graph, regionOf);
  const left = new Uint8Array(regionOf.length);
  for (const [at, kind] of apartKinds.entries()) for (const node of away[kind]) left[node] = at + 1;
  const { sampledBetweenness: sampled, communities, caveats } = measured;
  tell(total, total);
  return {
    summary: {
      actors: regionOf.length,
      ...shapeOf(graph, input),
      communities: communities.sizes.filter((size) => size > 1).length,
      modularity: figure(communities.modularity),
      apart: {
        unlinked: away.unlinked.length,
        detached: away.detached.length,
        inward: away.inward.length,
      },
    },
    caveats: [
      ...[...caveats].map(([code, count]) => ({ code, count })),
      ...ownCaveats(input, dated, proposals.estimatedFrom, places.left),
    ],
    windows,
    regions: regionTies(graph, input),
    newLinks: proposals.links,
    measures: {
      degree: measured.degree,
      strength: measured.strength,
      core: measured.core,
      betweenness: measured.betweenness,
      betweennessLow: sampled?.low ?? null,
      betweennessHigh: sampled?.high ?? null,
      pageRank: measured.pageRank.values,
      constraint: measured.constraint,
      community: communities.partOf,
      across,
      apart: left,
      ...(Object.fromEntries(brokerRoles.map((role) => [role, roles[role]])) as Record<
        BrokerRole,
        Float64Array
      >),
      x: places.x,
      y: places.y,
    },
  };
}

function windowsOf(
  { regionOf, directed, windowYears }: NetworkInput,
  links: Dated,
): NetworkWindow[] {
  const { years } = links;
  const dated = { nodeCount: regionOf.length, ...links, periods: years, directed };
  let before: Graph | null = null;
  return timeSlices(dated, windowYears).map(({ from, to, graph }) => {
    const change = before === null ? null : changeBetween(before, graph);
    before = graph;
    const within = linksWhere(links, (at) => years[at]! >= from && years[at]! <= to);
    const shape = shapeOf(graph, { ...within, regionOf, directed });
    return { fromYear: from, toYear: to, ...shape, change };
  });
}

function figure(value: number): Figure {
  return Number.isNaN(value) ? null : value;
}

type Links = Pick<NetworkInput, 'sources' | 'targets' | 'weights'>;
type Dated = Links & { readonly years: Int32Array };

function datedLinks(input: NetworkInput): Dated {
  const { years } = input;
  return { ...linksWhere(input, (at) => years[at]! > 0), years: years.filter((year) => year > 0) };
}

function linksWhere({ sources, targets, weights }: Links, fits: (at: number) => boolean): Links {
  return {
    sources: sources.filter((_, at) => fits(at)),
    targets: targets.filter((_, at) => fits(at)),
    weights: weights.filter((_, at) => fits(at)),
  };
}

function shapeOf(graph: Graph, input: Links & Pick<NetworkInput, 'regionOf' | 'directed'>): Shape {
  const sizes = components(graph).sizes.filter((size) => size > 1);
  const { all } = tiesOf(graph, input);
  return {
    linked: sizes.reduce((sum, size) => sum + size, 0),
    links: graph.linkCount,
    weight: input.weights.reduce((sum, weight) => sum + weight, 0),
    parts: sizes.length,
    largestPart: Math.max(0, ...sizes),
    openness: figure(all.openness),
    eiIndex: figure(all.eiIndex),
  };
}

/**
 * In a network of flows each actor is a region, and what flows within it is a link to itself, which
 * no measure sees. So each region stands twice here: where flows leave it and where they arrive.
 */
function tiesOf(
  graph: Graph,
  { sources, targets, weights, regionOf, directed }: Parameters<typeof shapeOf>[1],
) {
  if (!directed) return openness(graph, regionOf);
  const count = regionOf.length;
  const twice = createGraph({
    nodeCount: 2 * count,
    sources,
    targets: targets.map((target) => target + count),
    weights,
    directed,
  });
  return openness(twice, [...regionOf, ...regionOf]);
}

function regionTies(graph: Graph, input: NetworkInput): RegionTies[] {
  const { regionOf, directed } = input;
  const degree = degrees(graph);
  return tiesOf(graph, input).groups.map((ties, region) => ({
    region,
    actors: directed ? ties.nodes / 2 : ties.nodes,
    linked: degree.filter((count, node) => count > 0 && regionOf[node] === region).length,
    inside: ties.inside,
    outside: ties.outside,
    openness: figure(ties.openness),
    eiIndex: figure(ties.eiIndex),
    opennessByChance: figure(ties.opennessByChance),
  }));
}

/**
 * Among whom new links are looked for: of each region in turn those with the strongest ties, so that
 * small regions and parts that hang on nothing have their say.
 */
function candidates(regionOf: Int32Array, strength: Float64Array, atMost: number): number[] {
  const byRegion = new Map<number, number[]>();
  for (const [node, region] of regionOf.entries()) {
    if (region < 0 || strength[node] === 0) continue;
    const those = byRegion.get(region);
    if (those === undefined) byRegion.set(region, [node]);
    else those.push(node);
  }
  const queues = [...byRegion].sort(([a], [b]) => a - b).map(([, nodes]) => nodes);
  for (const nodes of queues) nodes.sort((a, b) => strength[b]! - strength[a]! || a - b);
  const chosen: number[] = [];
  for (let turn = 0; chosen.length < atMost && queues.some(({ length }) => length > turn); turn++) {
    for (const nodes of queues) {
      if (turn < nodes.length && chosen.length < atMost) chosen.push(nodes[turn]!);
    }
  }
  return chosen;
}

function proposedLinks(graph: Graph, regionOf: Int32Array, strength: Float64Array) {
  const { seed, newLinksAmong, newLinksShown, newLinksWork } = networkMethod.parameters;
  const among = candidates(regionOf, strength, newLinksAmong);
  if (among.length < 2) return { links: [], estimatedFrom: null };
  const pairs = (among.length * (among.length - 1)) / 2;
  const affordable = Math.max(20, Math.floor(newLinksWork / (pairs * graph.nodeCount)));
  const pivots = Math.min(graph.nodeCount, affordable);
  const found = newLinks(graph, { among, groupOf: regionOf, best: newLinksShown, pivots, seed });
  return {
    links: found.filter(({ gain }) => gain > 0),
    estimatedFrom: pivots < graph.nodeCount ? pivots : null,
  };
}

/** Places of the strongest actors that have a link; NaN for the others. */
function drawn(graph: Graph, strength: Float64Array) {
  const { seed, actorsDrawn } = networkMethod.parameters;
  const linked = [...strength.keys()].filter((node) => strength[node]! > 0);
  const chosen = linked
    .sort((a, b) => strength[b]! - strength[a]! || a - b)
    .slice(0, actorsDrawn)
    .sort((a, b) => a - b);
  const [x, y] = [0, 1].map(() => new Float64Array(graph.nodeCount).fill(Number.NaN));
  if (chosen.length === 0) return { x: x!, y: y!, left: 0 };
  const places = layout(subgraph(graph, chosen), { seed });
  for (const [at, node] of chosen.entries()) {
    x![node] = places.x[at]!;
    y![node] = places.y[at]!;
  }
  return { x: x!, y: y!, left: linked.length - chosen.length };
}

function ownCaveats(
  { years }: NetworkInput,
  dated: Dated,
  estimatedFrom: number | null,
  notDrawn: number,
) {
  const known: readonly (readonly [OwnCaveat, number])[] = [
    ['links_without_year', years.length - dated.years.length],
    ['new_links_estimated', estimatedFrom ?? 0],
    ['not_all_drawn', notDrawn],
  ];
  return known.filter(([, count]) => count > 0).map(([code, count]) => ({ code, count }));
}
