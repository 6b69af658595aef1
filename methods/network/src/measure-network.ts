import { betweenness } from './betweenness.ts';
import { type Brokerage, brokerage } from './brokerage.ts';
import { closeness } from './closeness.ts';
import { type Clustering, clustering } from './clustering.ts';
import { components, type Partition } from './components.ts';
import { constraint } from './constraint.ts';
import { coreNumbers } from './core.ts';
import { degrees, strengths } from './degree.ts';
import { type Eigenvector, eigenvector } from './eigenvector.ts';
import type { Graph } from './graph.ts';
import type { Groups } from './groups.ts';
import { type Communities, communities } from './leiden.ts';
import { type Openness, openness } from './openness.ts';
import { type PageRank, pageRank } from './page-rank.ts';
import { type SampledBetweenness, sampledBetweenness } from './sampled-betweenness.ts';
import { type SampledCloseness, sampledCloseness } from './sampled-closeness.ts';
import type { Lengths } from './shortest-paths.ts';

/** What a reader must know of the measures. The words are said by whoever shows them. */
export type NetworkCaveat =
  | 'no_links'
  | 'self_loops_left_aside'
  | 'duplicates_added_up'
  | 'not_connected'
  | 'betweenness_sampled'
  | 'betweenness_wider_than_asked'
  | 'closeness_sampled'
  | 'eigenvector_not_converged'
  | 'eigenvector_of_one_component'
  | 'page_rank_not_converged'
  | 'communities_not_converged'
  | 'nodes_without_group'
  | 'one_group';

export interface MeasureOptions {
  /** For communities and for what is sampled. */
  readonly seed: number;
  /** The group (region) of each node. */
  readonly groupOf?: Groups;
  /** For betweenness and closeness; 'hops' if not given. */
  readonly lengths?: Lengths;
  readonly resolution?: number;
  /**
   * With more nodes betweenness and closeness are sampled. If not given they are exact as long as
   * nodes × links is at most 10⁹, which takes about ten seconds.
   */
  readonly exactUpTo?: number;
  /** Of sampled betweenness, as a share of all pairs; .005 if not given. */
  readonly error?: number;
}

/** By node where an array; the parts explain themselves. */
export interface NetworkMeasures {
  readonly components: Partition;
  readonly degree: Float64Array;
  readonly inDegree: Float64Array;
  readonly outDegree: Float64Array;
  readonly strength: Float64Array;
  readonly core: Uint32Array;
  readonly betweenness: Float64Array;
  /** Present where betweenness was sampled. */
  readonly sampledBetweenness: SampledBetweenness | null;
  /** NaN where closeness was sampled, which knows the harmonic mean alone. */
  readonly closeness: Float64Array;
  readonly harmonic: Float64Array;
  /** Present where closeness was sampled. */
  readonly sampledCloseness: SampledCloseness | null;
  readonly eigenvector: Eigenvector;
  readonly pageRank: PageRank;
  readonly clustering: Clustering;
  readonly constraint: Float64Array;
  readonly communities: Communities;
  /** Both null without groups. */
  readonly openness: Openness | null;
  readonly brokerage: Brokerage | null;
  /** How many nodes, links or components each concerns; 1 where it concerns the whole. */
  readonly caveats: ReadonlyMap<NetworkCaveat, number>;
}

const EXACT_WORK = 1e9;

/**
 * Every measure of a network at once, with what must be known to read them.
 *
 * @throws RangeError as the single measures do, and if betweenness by other lengths than hops is
 *         asked for where it is not exact: it cannot be sampled.
 * @example
 * const path = createGraph({ nodeCount: 4, sources: [0, 1], targets: [1, 2] });
 * const { core, caveats } = measureNetwork(path, { seed: 1, groupOf: [0, 0, 1, -1] });
 * [[...core], [...caveats]]
 *   // → [[1, 1, 1, 0], [['not_connected', 2], ['nodes_without_group', 1]]]
 *
 * Cost: that of exact betweenness, O(nodes × links), as long as it is exact; beyond it, of sampling
 * and of communities.
 */
export function measureNetwork(graph: Graph, options: MeasureOptions): NetworkMeasures {
  const { seed, groupOf, lengths = 'hops', resolution = 1, exactUpTo } = options;
  const exact =
    exactUpTo === undefined
      ? graph.nodeCount * graph.linkCount <= EXACT_WORK
      : graph.nodeCount <= exactUpTo;
  if (!exact && lengths !== 'hops') {
    throw new RangeError(
      `Betweenness of so large a network (${graph.nodeCount} nodes, ${graph.linkCount} links) is ` +
        'sampled, and by hops only; ask for hops, or to be exact up to so many nodes.',
    );
  }
  const sampled = exact ? null : sampledBetweenness(graph, { seed, error: options.error ?? 0.005 });
  const near = exact ? closeness(graph, { lengths }) : null;
  const nearSampled = exact ? null : sampledCloseness(graph, { seed });
  const measures = {
    components: components(graph),
    degree: degrees(graph),
    inDegree: degrees(graph, 'in'),
    outDegree: degrees(graph, 'out'),
    strength: strengths(graph),
    core: coreNumbers(graph),
    betweenness: sampled?.values ?? betweenness(graph, { lengths }),
    sampledBetweenness: sampled,
    closeness: near?.closeness ?? new Float64Array(graph.nodeCount).fill(Number.NaN),
    harmonic: near?.harmonic ?? nearSampled!.harmonic,
    sampledCloseness: nearSampled,
    eigenvector: eigenvector(graph),
    pageRank: pageRank(graph),
    clustering: clustering(graph),
    constraint: constraint(graph),
    communities: communities(graph, { seed, resolution }),
    openness: groupOf === undefined ? null : openness(graph, groupOf),
    brokerage: groupOf === undefined ? null : brokerage(graph, groupOf),
  };
  return { ...measures, caveats: caveatsOf(graph, measures, groupOf) };
}

function caveatsOf(
  graph: Graph,
  measures: Omit<NetworkMeasures, 'caveats'>,
  groupOf: Groups | undefined,
): ReadonlyMap<NetworkCaveat, number> {
  const parts = measures.components.sizes.length;
  const groups = measures.openness?.groups.filter(({ nodes }) => nodes > 0).length;
  const ungrouped = groupOf === undefined ? 0 : Array.from(groupOf).filter((one) => one < 0).length;
  const known: readonly (readonly [NetworkCaveat, number | boolean])[] = [
    ['no_links', graph.linkCount === 0],
    ['self_loops_left_aside', graph.selfLoops],
    ['duplicates_added_up', graph.duplicates],
    ['not_connected', parts > 1 && parts],
    ['betweenness_sampled', measures.sampledBetweenness?.samples ?? 0],
    ['betweenness_wider_than_asked', measures.sampledBetweenness?.converged === false],
    ['closeness_sampled', measures.sampledCloseness?.pivots ?? 0],
    ['eigenvector_not_converged', !measures.eigenvector.converged],
    ['eigenvector_of_one_component', linkedComponents(measures.components) > 1],
    ['page_rank_not_converged', !measures.pageRank.converged],
    ['communities_not_converged', !measures.communities.converged],
    ['nodes_without_group', ungrouped],
    ['one_group', groups === 1],
  ];
  return new Map(
    known.flatMap(([caveat, count]) => (Number(count) > 0 ? [[caveat, Number(count)]] : [])),
  );
}

function linkedComponents({ sizes }: Partition): number {
  return sizes.filter((size) => size > 1).length;
}
