export {
  type IntraclassCorrelations,
  intraclassCorrelations,
  krippendorffAlpha,
  type Level,
  panelAgreement,
} from './agreement.ts';
export { type AhpWeights, ahpWeights } from './ahp.ts';
export {
  assignPanels,
  type PanelAssignment,
  type PanelTask,
  type Shortage,
} from './assign-panels.ts';
export { benefitOfTheDoubt, type DoubtfulScore } from './benefit-of-the-doubt.ts';
export { type Calibration, calibrateScorers, type PanelScore } from './calibrate.ts';
export { DATA_COLUMNS, type DataRow } from './data-book.ts';
export {
  criticWeights,
  cronbachAlpha,
  entropyWeights,
  type PrincipalComponents,
  principalComponents,
} from './data-weights.ts';
export { type Evaluating, evaluate } from './evaluate.ts';
export type { ColumnReport, Evaluation, NodeScore, Step, UnitScore } from './evaluation.ts';
export { type Formula, FormulaProblem, type FormulaTree, readFormula } from './formula.ts';
export { type Improvement, improvementsOf } from './improvements.ts';
export { type Imputation, imputeByExpectation, imputeByGroup } from './impute.ts';
export { type Scale, scaleOf } from './normalise.ts';
export type { UnitUncertainty } from './place-tally.ts';
export type { Problem } from './problem.ts';
export { type ReadScheme, readScheme, type SchemeReading } from './read-scheme.ts';
export { type Report, reportOn } from './report.ts';
export type * from './scheme.ts';
export { schemeSchema } from './scheme-schema.ts';
export { type SobolIndices, type SobolOptions, sobolIndices } from './sobol.ts';
export type { Stages } from './stages.ts';
export {
  type CohortStructure,
  type GroupStructure,
  type ItemStructure,
  structureOf,
} from './structure.ts';
export { type Treatment, treatOutliers } from './treat.ts';
export {
  type CohortUncertainty,
  type Driver,
  replicate,
  type UncertaintyReport,
  type UncertaintyResult,
} from './uncertainty.ts';
