import { expectedByOthers } from './expectation.ts';
import { deviation, known, mean, median } from './statistics.ts';

export interface Imputation {
  readonly column: Float64Array;
  /** For each unit how far from the imputed value the true one may lie; 0 where it was reported. */
  readonly spread: Float64Array;
}

/**
 * Fills gaps by the mean or the median of the units that reported and stand in the same group.
 *
 * @param column  Values of units, NaN where missing.
 * @param groups  The group of each unit.
 * @returns       A column; a gap stays where nobody of its group reported. The spread is the
 *                deviation within the group, 0 where fewer than two reported.
 * @example imputeByGroup(Float64Array.of(1, 3, NaN), ['a', 'a', 'a'], 'mean').column[2] // → 2
 *
 * Cost: O(n log n). Source: OECD & JRC Handbook (2008), 3.1.
 */
export function imputeByGroup(
  column: Float64Array,
  groups: readonly string[],
  method: 'mean' | 'median',
): Imputation {
  const middle = new Map<string, readonly [number, number]>();
  for (const group of new Set(groups)) {
    const own = known(column.filter((_, at) => groups[at] === group));
    const value = own.length === 0 ? Number.NaN : method === 'mean' ? mean(own) : median(own);
    middle.set(group, [value, own.length < 2 ? 0 : deviation(own)]);
  }
  const spread = new Float64Array(column.length);
  const filled = column.map((value, at) => {
    if (!Number.isNaN(value)) return value;
    const [imputed, wide] = middle.get(groups[at]!)!;
    spread[at] = wide;
    return imputed;
  });
  return { column: filled, spread };
}

/**
 * Fills gaps by what is to be expected from the other columns, by the normal distribution of all
 * columns that makes what was reported most likely. Constant columns and a little of each column's
 * variance keep it stable where there are fewer units than columns.
 *
 * @param columns  p columns over n units, NaN where missing.
 * @returns        A column and its spread for each, with whether the search settled.
 * @throws RangeError if a column has no value at all.
 * @example imputeByExpectation([Float64Array.of(1, 2, 3, 4), Float64Array.of(2, 4, 6, NaN)]).imputed[1].column[3].toFixed(1) // → '8.0'
 *
 * Cost: a turn O(n p² + g p³) for g patterns of gaps; at most 500 turns.
 * Source: Dempster, Laird & Rubin, Maximum likelihood from incomplete data (1977), 4.1.1;
 * Little & Rubin, Statistical Analysis with Missing Data (2002), 11.2.
 */
export function imputeByExpectation(columns: readonly Float64Array[]): {
  readonly imputed: readonly Imputation[];
  readonly converged: boolean;
  readonly turns: number;
} {
  if (columns.some((column) => known(column).length === 0)) {
    throw new RangeError('A column has no value to go by.');
  }
  const { filled, spreads, converged, turns } = expectedByOthers(columns);
  const imputed = filled.map((column, at) => ({ column, spread: spreads[at]! }));
  return { imputed, converged, turns };
}
