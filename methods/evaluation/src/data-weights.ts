import { eigenOf, type Matrix } from './linear-algebra.ts';
import { correlation, covariance, deviation, extent, mean } from './statistics.ts';

/**
 * Weights by how much an indicator tells units apart: one that is the same for all tells nothing.
 *
 * @param columns  One a indicator: values of n ≥ 2 units, all 0 or above, not all 0; no gaps.
 * @returns        Weights that sum to 1, in the order of the columns; equal ones if none tells.
 * @throws RangeError if there are fewer than two units, or a value is negative or missing.
 * @example entropyWeights([Float64Array.of(1, 1), Float64Array.of(1, 3)]) // → [0, 1]
 *
 * Cost: linear. Source: Zeleny, Multiple Criteria Decision Making (1982), ch. 7.
 */
export function entropyWeights(columns: readonly Float64Array[]): readonly number[] {
  const told = columns.map((column) => {
    const n = column.length;
    const sum = column.reduce((total, value) => total + value, 0);
    if (n < 2 || !(sum > 0) || column.some((value) => !(value >= 0))) {
      throw new RangeError('Entropy needs two units or more, and values of 0 or above, not all 0.');
    }
    let entropy = 0;
    for (const value of column) if (value > 0) entropy -= (value / sum) * Math.log(value / sum);
    const missing = 1 - entropy / Math.log(n);
    return missing < 1e-15 ? 0 : missing;
  });
  return partsOf(told);
}

/**
 * Weights by how much an indicator varies and how little it repeats the others: the deviation of
 * the column between 0 and 1, times the sum of 1 − correlation with each.
 *
 * @param columns  One a indicator: values of n ≥ 2 units; larger is better; no gaps.
 * @returns        Weights that sum to 1, in the order of the columns.
 * @throws RangeError if there are fewer than two units, or a column is constant.
 * @example criticWeights([Float64Array.of(0, 1, 0), Float64Array.of(0, 1, 0)]) // → [0.5, 0.5]
 *
 * Cost: O(p² n). Source: Diakoulaki, Mavrotas & Papayannakis, CRITIC (1995), eq. 3–5.
 */
export function criticWeights(columns: readonly Float64Array[]): readonly number[] {
  const scaled = columns.map((column) => {
    const { least, most } = extent(column);
    if (column.length < 2 || !(most > least)) {
      throw new RangeError('CRITIC needs two units or more, and columns that vary.');
    }
    return column.map((value) => (value - least) / (most - least));
  });
  return partsOf(
    scaled.map((column) => {
      let conflict = 0;
      for (const other of scaled) conflict += other === column ? 0 : 1 - correlation(column, other);
      return deviation(column) * conflict;
    }),
  );
}

export interface PrincipalComponents {
  /** The variance along each component, from the largest; they sum to the number of columns. */
  readonly variances: readonly number[];
  /** By component, its part of each column; a component's squares sum to 1. */
  readonly loadings: readonly (readonly number[])[];
  /** The squares of the first component's parts. */
  readonly weights: readonly number[];
}

/**
 * The components along which standardised columns vary together. As weights serve the squares of
 * the first component's parts: never negative, and their sum is 1. A first component of mixed signs
 * says that columns contradict each other; look at it before using the weights.
 *
 * @param columns  One a indicator: values of n ≥ 3 units that vary; no gaps.
 * @throws RangeError if there are fewer than three units, or a column is constant.
 * @example
 * principalComponents([Float64Array.of(1, 2, 3), Float64Array.of(3, 1, 2)]).weights.map((one) => one.toFixed(3)) // → ['0.500', '0.500']
 *
 * Cost: O(p² n + p³). Source: OECD & JRC, Handbook on Constructing Composite Indicators (2008), 6.1.
 */
export function principalComponents(columns: readonly Float64Array[]): PrincipalComponents {
  if (columns.some((column) => column.length < 3 || !(deviation(column) > 0))) {
    throw new RangeError('Principal components need three units or more, and columns that vary.');
  }
  const correlations: Matrix = columns.map((a) =>
    Float64Array.from(columns, (b) => correlation(a, b)),
  );
  for (const [at, row] of correlations.entries()) row[at] = 1;
  const found = eigenOf(correlations);
  return {
    variances: found.map(({ value }) => Math.max(0, value)),
    loadings: found.map(({ vector }) => [...vector]),
    weights: Array.from(found[0]!.vector, (entry) => entry ** 2),
  };
}

/** Parts of 1 in proportion; equal ones where all are 0. */
export function partsOf(numbers: readonly number[]): readonly number[] {
  const sum = numbers.reduce((total, one) => total + one, 0);
  return numbers.map((one) => (sum > 0 ? one / sum : 1 / numbers.length));
}

/**
 * Cronbach's alpha: how far columns measure one thing. Below 0 where they contradict each other.
 *
 * @param columns  p ≥ 2 columns over n ≥ 2 units; each pair counts the units known in both.
 * @throws RangeError if there are fewer than two columns or two units.
 * @example cronbachAlpha([Float64Array.of(1, 2, 3), Float64Array.of(1, 2, 3)]) // → 1
 *
 * Cost: O(p² n). Source: Cronbach, Coefficient alpha and the internal structure of tests (1951).
 */
export function cronbachAlpha(columns: readonly Float64Array[]): number {
  const p = columns.length;
  if (p < 2 || columns[0]!.length < 2)
    throw new RangeError('Alpha needs two columns and two units.');
  let [own, all] = [0, 0];
  for (const [at, column] of columns.entries()) {
    own += covariance(column, column);
    for (let other = 0; other < p; other++) all += covariance(columns[other]!, columns[at]!);
  }
  return (p / (p - 1)) * (1 - own / all);
}

/** The average of several weightings. */
export function meanWeights(all: readonly (readonly number[])[]): readonly number[] {
  return all[0]!.map((_, at) => mean(Float64Array.from(all, (one) => one[at]!)));
}
