import { maximise } from './linear-program.ts';

export interface DoubtfulScore {
  /** 0 to 1: the unit's own sum over the best sum that any unit has by these weights. */
  readonly score: number;
  /** How much each column carries of the unit's own score; they sum to 1. */
  readonly shares: readonly number[];
}

/**
 * Scores each unit by the weights that suit it best, under which no unit's sum passes 1. Bounds hold
 * each column's part of the unit's own sum; without them nearly every unit finds weights by which it
 * is the best as soon as there are many columns.
 *
 * @param columns  One an indicator: values of n units, all above 0 or some 0; no gaps.
 * @param bounds   The least and the most part of its own score that a column may carry, 0 to 1.
 * @returns        One score a unit, in order. All values 0 give the score 0.
 * @throws RangeError if a value is negative or missing, or the bounds cannot sum to 1.
 * @example benefitOfTheDoubt([Float64Array.of(2, 1), Float64Array.of(1, 2)], { least: 0, most: 1 })[0].score // → 1
 *
 * Cost: one linear programme a unit, of n + 2 p rows and p columns.
 * Source: Cherchye, Moesen, Rogge & Van Puyenbroeck, An introduction to 'benefit of the doubt'
 * composite indicators (2007), eq. 3 and 9.
 */
export function benefitOfTheDoubt(
  columns: readonly Float64Array[],
  { least, most }: { readonly least: number; readonly most: number },
): readonly DoubtfulScore[] {
  const p = columns.length;
  const n = columns[0]?.length ?? 0;
  if (columns.some((column) => column.some((value) => !(value >= 0)))) {
    throw new RangeError('Benefit of the doubt needs values of 0 or above, without gaps.');
  }
  if (least > most || p * least > 1 + 1e-9 || p * most < 1 - 1e-9) {
    throw new RangeError(`${p} shares from ${least} to ${most} cannot sum to 1.`);
  }
  // Weights are found on columns of one size, so that none is lost beside a larger one.
  const largest = columns.map((column) => Math.max(...column) || 1);
  const rows = Array.from({ length: n }, (_, unit) =>
    Float64Array.from(columns, (column, at) => column[unit]! / largest[at]!),
  );
  const bounds = new Float64Array(n + 2 * p);
  bounds.fill(1, 0, n);
  return rows.map((own) => {
    const limits = columns.flatMap((_, at) => [
      own.map((value, other) => (other === at ? value : 0) - most * value),
      own.map((value, other) => least * value - (other === at ? value : 0)),
    ]);
    const found = maximise(own, [...rows, ...limits], bounds);
    // Where a bound binds a column that is 0 for this unit, no weights fit and nothing is scored.
    const score = found?.value ?? 0;
    const shares = own.map((value, at) =>
      score > 0 ? (value * found!.variables[at]!) / score : 0,
    );
    return { score: Math.min(1, score), shares: [...shares] };
  });
}
