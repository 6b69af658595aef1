import { type Levels, levelsOf } from './levels.ts';
import type { Fit } from './ppml.ts';

/** A pair of regions: what flowed beside what was to be expected. */
export interface Barrier {
  readonly pair: number;
  readonly rows: number;
  readonly observed: number;
  readonly expected: number;
  /** Observed over expected: below 1, less flows than distance, size and the like explain. */
  readonly ratio: number;
  /** Between these the ratio lies with 95 % confidence. */
  readonly low: number;
  readonly high: number;
  /** How many standard errors the observed flow is from the expected. */
  readonly score: number;
}

const Z = 1.959_963_984_540_054;

/**
 * What the model leaves between pairs of regions, as a measure of barriers, with its uncertainty.
 *
 * The variance of a flow is taken as in proportion to its mean, by the dispersion of the fit, less
 * what fitting the row used up. So the figure says what is unusual among these flows; it does not
 * say why. Separated rows count as observed and expected 0. A pair of which nothing is expected has
 * NaN.
 *
 * @param outcome  The flows that were fitted.
 * @param pairs    The pair of every row, such as exporter and importer over all years.
 * @returns        Per pair, in the order of its levels.
 * @throws RangeError if the lengths differ.
 * @example
 * const outcome = Float64Array.of(4, 8, 3, 6);
 * const fit = { expected: Float64Array.of(5, 7, 3, 6), leverage: new Float64Array(4), dispersion: 1 };
 * barriers(fit, outcome, levelsOf('pair', ['a', 'b', 'b', 'b']))[0].ratio // → 0.8
 *
 * Cost: O(rows). Source: McCullagh & Nelder, Generalized linear models, 2nd ed. (1989), §6.2 and
 * §12.5; the interval is where a score test of the ratio does not reject.
 */
export function barriers(
  fit: Pick<Fit, 'expected' | 'leverage' | 'dispersion'>,
  outcome: Float64Array,
  pairs: Levels,
): readonly Barrier[] {
  if (pairs.of.length !== outcome.length || fit.expected.length !== outcome.length) {
    throw new RangeError('Flows, fit and pairs are not of the same rows.');
  }
  const sums = Array.from({ length: pairs.count }, () => ({
    rows: 0,
    observed: 0,
    expected: 0,
    free: 0,
  }));
  for (const [row, pair] of pairs.of.entries()) {
    const sum = sums[pair]!;
    sum.rows++;
    sum.observed += outcome[row]!;
    sum.expected += fit.expected[row]!;
    sum.free += fit.expected[row]! * (1 - fit.leverage[row]!);
  }
  return sums.map(({ rows, observed, expected, free }, pair) => {
    const ratio = expected > 0 ? observed / expected : Number.NaN;
    // (observed − r · expected)² = z² · noise · r, solved for r.
    const noise = fit.dispersion * free;
    const middle = observed + (Z * Z * noise) / (2 * expected);
    const apart = Z * Math.sqrt((noise / expected) * (observed + (Z * Z * noise) / (4 * expected)));
    return {
      pair,
      rows,
      observed,
      expected,
      ratio,
      low: Math.max(0, (middle - apart) / expected),
      high: (middle + apart) / expected,
      score: (observed - expected) / Math.sqrt(noise),
    };
  });
}

/**
 * One pair for every two keys, whichever order its rows are in.
 *
 * @example
 * pairsOf(['bj', 'tj', 'bj'], ['tj', 'bj', 'tj']).keys // → [['bj', 'tj'], ['tj', 'bj']]
 */
export function pairsOf(
  from: readonly string[],
  to: readonly string[],
): Levels & { readonly keys: readonly (readonly [string, string])[] } {
  const written = levelsOf(
    'pair',
    from.map((one, row) => JSON.stringify([one, to[row]])),
  );
  return { ...written, keys: written.keys.map((key) => JSON.parse(key)) };
}
