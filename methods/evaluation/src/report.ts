import { canonicalText } from '@yunhe/exact';
import type { DataRow } from './data-book.ts';
import { evaluate } from './evaluate.ts';
import type { Evaluation } from './evaluation.ts';
import type { Problem } from './problem.ts';
import type { ReadScheme } from './read-scheme.ts';
import { type CohortStructure, structureOf } from './structure.ts';
import { replicate, type UncertaintyReport } from './uncertainty.ts';

export interface Report {
  readonly evaluation: Evaluation;
  readonly structure: readonly CohortStructure[];
  /** Null where nothing was drawn. */
  readonly uncertainty: UncertaintyReport | null;
}

/**
 * All that is to be said of an evaluation, as an object and as the bytes that everyone gets who has
 * the scheme, the data, the number of draws and the seed.
 *
 * @param draws  0 for none, up to 1,000,000.
 * @param tell   Told now and then how many draws are done, and how many there are in all.
 * @returns      `{ report, text }`, the text canonical JSON without a line end; or `{ problems }`.
 * @throws RangeError if draws or seed are none.
 * @example
 * const name = { zh: '数', en: 'count' };
 * const { read } = readScheme({ format: 'yunhe-scheme-1', id: 's', version: 1, title: name,
 *   source: { document: '-', grade: 'own' }, measures: [{ id: 'n', name }], decimals: 1,
 *   root: { kind: 'group', id: 'all', name, aggregate: { method: 'sum' }, children: [
 *     { kind: 'formula', id: 'a', name, of: 'n' }] } });
 * const rows = [{ unit: 'u', indicator: 'n', value: '3' }];
 * reportOn(read, rows, 0, 1).text === reportOn(read, [...rows], 0, 1).text // → true
 *
 * Cost: that of `evaluate`, `structureOf` and `replicate`.
 */
export function reportOn(
  read: ReadScheme,
  rows: readonly DataRow[],
  draws: number,
  seed: number,
  tell?: (done: number, of: number) => void,
): { readonly report: Report; readonly text: string } | { readonly problems: readonly Problem[] } {
  const outcome = evaluate(read, rows);
  if ('problems' in outcome) return outcome;
  const { evaluation, stages } = outcome;
  const drawn = draws === 0 ? { uncertainty: null } : replicate(read, stages, draws, seed, tell);
  if ('problems' in drawn) return drawn;
  const { uncertainty } = drawn;
  const report = { evaluation, structure: structureOf(read, stages), uncertainty };
  return { report, text: canonicalText(report) };
}
