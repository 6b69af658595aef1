export { type Apart, apart } from './apart.ts';
export { type BetweennessOptions, betweenness, type NodeRange } from './betweenness.ts';
export { type Brokerage, type BrokerRole, brokerage, brokerRoles } from './brokerage.ts';
export { type Broker, brokers } from './brokers.ts';
export { type Closeness, closeness } from './closeness.ts';
export { type Clustering, clustering } from './clustering.ts';
export { components, type Partition, strongComponents } from './components.ts';
export { constraint } from './constraint.ts';
export { coreNumbers } from './core.ts';
export { type Direction, degrees, strengths } from './degree.ts';
export { type EgoNetwork, egoNetwork, subgraph } from './ego-network.ts';
export { type Eigenvector, eigenvector } from './eigenvector.ts';
export {
  createGraph,
  type Graph,
  type GraphInput,
  type LinkList,
  type Links,
  linksOf,
  undirected,
} from './graph.ts';
export type { Groups } from './groups.ts';
export { type Layout, type LayoutOptions, layout } from './layout.ts';
export { type Communities, type CommunityOptions, communities } from './leiden.ts';
export {
  type MeasureOptions,
  measureNetwork,
  type NetworkCaveat,
  type NetworkMeasures,
} from './measure-network.ts';
export { modularity } from './modularity.ts';
export { type NewLink, type NewLinkOptions, newLinks } from './new-links.ts';
export { type GroupTies, type Openness, openness, type Ties } from './openness.ts';
export { type PageRank, pageRank } from './page-rank.ts';
export {
  type Participations,
  type Projection,
  type ProjectionOptions,
  projection,
} from './projection.ts';
export {
  type SampledBetweenness,
  type SamplingOptions,
  sampledBetweenness,
} from './sampled-betweenness.ts';
export {
  type PivotOptions,
  type SampledCloseness,
  sampledCloseness,
} from './sampled-closeness.ts';
export type { Lengths } from './shortest-paths.ts';
export {
  changeBetween,
  type DatedLinks,
  type NetworkChange,
  type TimeSlice,
  timeSlices,
} from './time-slices.ts';
