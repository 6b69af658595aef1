/** Tables from files and back: what the rest of the server may call. */
export type { Delimiter } from './csv-read.ts';
export { writeCsv } from './csv-write.ts';
export type { Encoding } from './encoding.ts';
export { type InspectedFile, type InspectOptions, inspectFile, type TableKind } from './inspect.ts';
export { type JsonLine, writeJsonLines } from './json-lines.ts';
export { DEFAULT_LIMITS, type SheetLimits } from './limits.ts';
export { type Place, SheetProblem, type SheetProblemCode, sheetProblemCodes } from './problem.ts';
export { type JsonLines, type ReadOptions, readJsonLines, readSheet, type Sheet } from './read.ts';
export type { SheetRow } from './table.ts';
export type { SheetCell, SheetColumn, SheetRecord } from './written.ts';
export { writeXlsx } from './xlsx-write.ts';
