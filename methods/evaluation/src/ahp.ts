import { compareRationals, type Rational, rational, times } from '@yunhe/exact';

/** The consistency index of random comparisons of n things, from n = 1. */
const RANDOM_INDEX = [
  0, 0, 0.58, 0.9, 1.12, 1.24, 1.32, 1.41, 1.45, 1.49, 1.51, 1.48, 1.56, 1.57, 1.59,
];

export interface AhpWeights {
  /** They sum to 1. */
  readonly weights: readonly number[];
  readonly largestEigenvalue: number;
  readonly index: number;
  /** Up to 0.1 judgements count as consistent; 0 for one or two things. */
  readonly ratio: number;
}

const MOST_TURNS = 10_000;

/**
 * Weights from comparisons in pairs: the vector that the matrix only lengthens. What is compared
 * once counts; more than fifteen things take the random index of fifteen.
 *
 * @param comparisons  n × n, how many times row i is as important as column j; above 0, with the
 *                     inverse across the diagonal.
 * @returns            Weights that sum to 1, with the consistency of the judgements.
 * @throws RangeError if the matrix is not square or an entry is not above 0.
 * @example ahpWeights([[1, 3], [1 / 3, 1]]).weights.map((one) => one.toFixed(6)) // → ['0.750000', '0.250000']
 *
 * Cost: O(n²) a turn, some ten turns. Source: Saaty, A scaling method for priorities in
 * hierarchical structures (1977), with the random index of Saaty (1980).
 */
export function ahpWeights(comparisons: readonly (readonly number[])[]): AhpWeights {
  const n = comparisons.length;
  if (n === 0 || comparisons.some((row) => row.length !== n || row.some((one) => !(one > 0)))) {
    throw new RangeError('Comparisons are a square of numbers above 0.');
  }
  let weights = new Array<number>(n).fill(1 / n);
  let largestEigenvalue = n;
  for (let turn = 0; turn < MOST_TURNS; turn++) {
    const next = comparisons.map((row) =>
      row.reduce((sum, one, at) => sum + one * weights[at]!, 0),
    );
    largestEigenvalue = next.reduce((sum, one) => sum + one, 0);
    const moved = Math.max(
      ...next.map((one, at) => Math.abs(one / largestEigenvalue - weights[at]!)),
    );
    weights = next.map((one) => one / largestEigenvalue);
    if (moved < 1e-15) break;
  }
  const index = n < 2 ? 0 : Math.max(0, (largestEigenvalue - n) / (n - 1));
  const random = RANDOM_INDEX[Math.min(n, RANDOM_INDEX.length) - 1]!;
  return { weights, largestEigenvalue, index, ratio: random === 0 ? 0 : index / random };
}

/** How consistent written comparisons are, or why they are none. */
export function consistencyOf(
  comparisons: readonly (readonly (Rational | null)[])[],
): { readonly ratio: number } | { readonly detail: string } {
  const one = rational(1n);
  for (const [row, entries] of comparisons.entries()) {
    for (const [column, entry] of entries.entries()) {
      const across = comparisons[column]![row];
      if (!entry || !across || entry.numerator <= 0n) {
        return { detail: `Row ${row + 1}, column ${column + 1} is no number above 0.` };
      }
      if (compareRationals(times(entry, across), one) !== 0) {
        const detail = `Row ${row + 1}, column ${column + 1} is not the inverse of its opposite.`;
        return { detail };
      }
    }
  }
  return { ratio: ahpWeights(numbersOf(comparisons as readonly (readonly Rational[])[])).ratio };
}

export function numbersOf(comparisons: readonly (readonly Rational[])[]): number[][] {
  return comparisons.map((row) =>
    row.map(({ numerator, denominator }) => Number(numerator) / Number(denominator)),
  );
}
