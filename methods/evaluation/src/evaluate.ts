import { canonicalText, sha256 } from '@yunhe/exact';
import { aggregateStage } from './aggregate-stage.ts';
import { bookData, DATA_COLUMNS, type DataBook, type DataRow } from './data-book.ts';
import { type Evaluation, writeEvaluation } from './evaluation.ts';
import type { Value } from './formula.ts';
import { gradeStage } from './grade-stage.ts';
import { grouped } from './grouped.ts';
import { imputeStage } from './impute-stage.ts';
import { measureStage } from './measure-stage.ts';
import { MOST_PROBLEMS, type Problem } from './problem.ts';
import type { ReadScheme } from './read-scheme.ts';
import { scoreStage, treatStage } from './score-stage.ts';
import type { Cohort, Stages } from './stages.ts';

export type Evaluating =
  | { readonly evaluation: Evaluation; readonly stages: readonly Stages[] }
  | { readonly problems: readonly Problem[] };

/**
 * Evaluates units by a scheme: measure → impute → treat → score → weigh and aggregate → grade. A
 * pure function of scheme and data, whose order has no influence; with the digests of both, anyone
 * gets the same bytes. What cannot be computed is refused with the node and the unit.
 *
 * Exactly computed are points of items, sums and arithmetic means of them by given or equal weights.
 * Comparisons with others, roots and estimated weights are binary; they are read at twelve digits.
 *
 * @param read  What `readScheme` found whole.
 * @param rows  `unit, indicator, value`, and where needed `evidence`, `scorer`, `conflict`.
 * @returns     `{ evaluation, stages }`, units by place and name, one of `stages` for each set of
 *              units that are compared; or `{ problems }`, at most fifty.
 * @example
 * const name = { zh: '数', en: 'count' };
 * const { read } = readScheme({ format: 'yunhe-scheme-1', id: 's', version: 1, title: name,
 *   source: { document: '-', grade: 'own' }, measures: [{ id: 'n', name }], decimals: 1,
 *   root: { kind: 'group', id: 'all', name, aggregate: { method: 'sum' }, children: [
 *     { kind: 'capped', id: 'a', name, of: 'n', full: '4', points: '10' }] } });
 * evaluate(read, [{ unit: 'u', indicator: 'n', value: '3' }]).evaluation.units[0].score // → '7.5'
 *
 * Cost: about 40 µs a value, most of it for writing every step. Source: OECD & JRC, Handbook on Constructing Composite Indicators
 * (2008), of which the stages are steps 3 to 7.
 */
export function evaluate(read: ReadScheme, rows: readonly DataRow[]): Evaluating {
  const booking = bookData(rows, read.measures);
  if ('problems' in booking) return booking;
  const problems: Problem[] = [];
  const complain = (problem: Problem) => {
    if (problems.length < MOST_PROBLEMS) problems.push(problem);
  };
  const stages = cohortsOf(read, booking.book, complain).map((cohort): Stages => {
    const opinionsOf = (measure: string, unit: string) =>
      booking.book.opinions.get(measure)?.get(unit) ?? [];
    const measured = measureStage(read, cohort, opinionsOf, complain);
    const imputed = imputeStage(read, cohort, measured, complain);
    const treated = treatStage(read, imputed);
    const items = scoreStage(read, cohort, treated, complain);
    const nodes = aggregateStage(read, cohort, items, complain);
    return { cohort, items, nodes, graded: gradeStage(read, cohort, nodes) };
  });
  if (problems.length > 0) return { problems };
  return { evaluation: writeEvaluation(read, dataDigest(rows), stages), stages };
}

/** Of what the rows say, whatever their order and their other columns. */
function dataDigest(rows: readonly DataRow[]): string {
  const told = rows.map((row) => {
    const cells = DATA_COLUMNS.map((name) => [name, row[name]?.trim() || undefined] as const);
    return canonicalText(Object.fromEntries(cells));
  });
  return sha256(told.sort().join('\n'));
}

/** Units that are compared with each other, by their answer. */
function cohortsOf(
  { scheme }: ReadScheme,
  book: DataBook,
  complain: (problem: Problem) => void,
): readonly Cohort[] {
  const { within } = scheme;
  if (within === undefined) return [cohortOf(null, book.units, book)];
  const answers = grouped(book.units, (unit) => book.values.get(within)?.get(unit)?.value);
  for (const unit of answers.get(undefined) ?? []) {
    const detail = `${within} was not reported, within which units are compared.`;
    complain({ code: 'value_missing', clause: null, field: unit, detail });
  }
  const known = scheme.measures.find(({ id }) => id === within)?.values ?? [];
  return known.flatMap((answer) => {
    const units = answers.get(answer);
    return units === undefined ? [] : [cohortOf(answer, units, book)];
  });
}

function cohortOf(answer: string | null, units: readonly string[], book: DataBook): Cohort {
  return {
    answer,
    units,
    lookUp: (unit) => (measure) =>
      (book.values.get(measure)?.get(units[unit]!)?.value ?? null) as Value,
    evidenceOf: (unit, measure) => book.values.get(measure)?.get(units[unit]!)?.evidence ?? null,
  };
}
