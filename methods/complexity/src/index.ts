export type { Caveat, CaveatCode } from './caveat.ts';
export { coherence } from './coherence.ts';
export {
  type Baskets,
  type Comparison,
  type Complement,
  compareRegions,
  type Offer,
} from './compare-regions.ts';
export {
  type ComplexityIndex,
  complexityIndex,
  type Reflections,
  reflections,
  standardised,
} from './complexity-index.ts';
export { type Coupling, couplingCoordination } from './coupling.ts';
export { type DensityRule, density } from './density.ts';
export {
  type Change,
  type EntriesAndExits,
  entriesAndExits,
  type Period,
} from './entry-exit.ts';
export { type Fitness, type FitnessRule, fitness } from './fitness.ts';
export { knowledgeComplexity } from './knowledge-complexity.ts';
export { locationQuotients, type PresenceRule, presencesOf } from './location-quotients.ts';
export {
  type Cell,
  denseMatrix,
  type Matrix,
  restricted,
  sparseMatrix,
  sumsOf,
  transposed,
} from './matrix.ts';
export {
  type FieldRange,
  type Relatedness,
  type RelatednessMeasure,
  type RelatednessRule,
  relatedness,
  relatednessMatrix,
  writtenRelatedness,
} from './relatedness.ts';
export {
  type Concentration,
  concentration,
  type Specialisation,
  specialisation,
} from './specialisation.ts';
export { type Rank, type Standing, standing } from './standing.ts';
export { type Excluded, type Selection, selected, type Thresholds } from './thresholds.ts';
