export type { Agreement } from './agreement.ts';
export { type DifferenceStatement, difference } from './difference.ts';
export { digestHolds } from './digest-holds.ts';
export type { FactRow } from './fact-book.ts';
export { type FactsFileReading, readFacts, writeFacts } from './facts-file.ts';
export { factsTemplate } from './facts-template.ts';
export {
  type NettedLine,
  type NettedStatement,
  type Netting,
  net,
  type Position,
  type Transfer,
} from './net.ts';
export { type Language, type Paragraph, proseOf } from './prose.ts';
export { readTerms, type TermsReading } from './read-terms.ts';
export type { Range, Scenario } from './scenario.ts';
export { type Settlement, settle } from './settle.ts';
export {
  type Alternative,
  type BreakEven,
  type Simulation,
  type SimulationResult,
  simulate,
  type YearOfGains,
} from './simulate.ts';
export type * from './statement.ts';
export type * from './terms.ts';
export { termsSchema } from './terms-schema.ts';
