export { compile, type DecideOptions, type Engine, type Inputs } from './compile.ts';
export { fromJson, toJson } from './feel/show.ts';
export type { Context, Value } from './feel/value.ts';
export { type KitCase, type KitResult, readKitTest, runKitTest } from './kit/run-kit-test.ts';
export type * from './model.ts';
export { AGGREGATIONS, HIT_POLICIES, tablesOf } from './model.ts';
export type { ModelProblem } from './model-problem.ts';
export type * from './outcome.ts';
export { DEFAULT_LIMITS } from './outcome.ts';
export { type ReadOptions, readModel } from './read-model.ts';
export {
  type AnalysedColumn,
  type AnalysisOptions,
  analyseTable,
  type Findings,
  type Gap,
  type NeverFiring,
  type Overlap,
  type TableAnalysis,
} from './table-analysis.ts';
export type { WrongAnswer } from './table-analysis-answers.ts';
export type {
  Example,
  Region,
  TableInModel,
  UnreadCell,
  UnreadReason,
} from './table-analysis-space.ts';
export {
  type ComparedColumn,
  compareTables,
  type Difference,
  type TableComparison,
} from './table-comparison.ts';
export type { Answer } from './table-comparison-answer.ts';
export {
  compareModels,
  type DecisionComparison,
  type ModelComparison,
} from './table-comparison-models.ts';
export {
  type SheetProblem,
  type SheetProblemCode,
  type SheetRow,
  type TableSheet,
  tableFromSheet,
  tableToSheet,
} from './table-sheet.ts';
