import { asNumber, decimal } from './number.ts';
import type { Normalisation } from './scheme.ts';
import { deviation, extent, firstAbove, known, mean, median } from './statistics.ts';

/** How values of one column become scores; fixed by the units it was made from. */
export interface Scale {
  readonly score: (value: number) => number;
  /** What was read off the units, by name. */
  readonly read: Readonly<Record<string, number>>;
}

/**
 * The scale of a column by a method; `less is better` turns it over.
 *
 * | method | score |
 * |---|---|
 * | `min-max` | from `from` (0) for the worst to `to` (100) for the best |
 * | `z-score` | `mean` (0) and `deviation` (1) of the units' scores |
 * | `rank` | 1 for the worst and one more for each that is worse |
 * | `percentile` | the part of the others, in per cent, that is worse |
 * | `distance-to-target` | 0 for the worst, 100 at the target and beyond it |
 * | `goalposts` | 0 at `low` and below, 100 at `high` and above |
 * | `distance-to-reference` | per cent of the mean, the median or the best |
 *
 * @param column  Values of n ≥ 1 units; NaN where missing.
 * @returns       A scale; missing values stay missing.
 * @throws RangeError if the column is constant and the method divides by its range, if a target is
 *         not better than the worst, or if a reference is not above 0.
 * @example scaleOf(Float64Array.of(2, 4, 6), { method: 'min-max' }, 'less').score(5) // → 25
 *
 * Cost: O(n log n) once; O(1) a score, O(log n) for ranks.
 * Source: OECD & JRC, Handbook on Constructing Composite Indicators (2008), 5.
 */
export function scaleOf(
  column: Float64Array,
  normalisation: Normalisation,
  better: 'more' | 'less',
): Scale {
  const sign = better === 'more' ? 1 : -1;
  const { least, most } = extent(column);
  if (!(most >= least)) throw new RangeError('No value is known.');
  const linear = (slope: number, offset: number, read: Scale['read']): Scale => ({
    score: (value) => slope * value + offset,
    read,
  });
  const varies = () => {
    if (most > least) return;
    throw new RangeError(
      `All values are ${least}; ${normalisation.method} cannot tell them apart.`,
    );
  };
  switch (normalisation.method) {
    case 'min-max': {
      varies();
      const { from = 0, to = 100 } = normalisation;
      const span = (to - from) / (most - least);
      const score = (value: number) =>
        from + span * (better === 'more' ? value - least : most - value);
      return { score, read: { least, most } };
    }
    case 'z-score': {
      varies();
      const [middle, spread] = [mean(column), deviation(column)];
      const { mean: to = 0, deviation: wide = 1 } = normalisation;
      const slope = (sign * wide) / spread;
      return linear(slope, to - slope * middle, { mean: middle, deviation: spread });
    }
    case 'rank':
    case 'percentile': {
      const sorted = known(column)
        .map((value) => sign * value)
        .sort();
      const n = sorted.length;
      const below = (value: number) => {
        let at = firstAbove(sorted, sign * value);
        while (at > 0 && sorted[at - 1] === sign * value) at--;
        return at;
      };
      const ranked = normalisation.method === 'rank';
      if (!ranked && n < 2) throw new RangeError('A single unit has no percentile.');
      const score = (value: number) => (ranked ? 1 + below(value) : (100 * below(value)) / (n - 1));
      return { score: (value) => (Number.isNaN(value) ? value : score(value)), read: { units: n } };
    }
    case 'distance-to-target': {
      const target = asNumber(decimal(normalisation.target));
      const worst = better === 'more' ? least : most;
      if (!(sign * (target - worst) > 0)) {
        throw new RangeError(`The target ${target} is not better than the worst, ${worst}.`);
      }
      const span = sign * (target - worst);
      const gained = (value: number) => (sign > 0 ? value - worst : worst - value);
      const score = (value: number) => Math.min(100, (100 * gained(value)) / span);
      return { score, read: { worst, target } };
    }
    case 'goalposts': {
      const [low, high] = [
        asNumber(decimal(normalisation.low)),
        asNumber(decimal(normalisation.high)),
      ];
      const part = (value: number) => (sign > 0 ? value - low : high - value) / (high - low);
      return {
        score: (value) => Math.min(100, Math.max(0, 100 * part(value))),
        read: { low, high },
      };
    }
    default: {
      const { reference } = normalisation;
      const best = better === 'more' ? most : least;
      const at =
        reference === 'mean' ? mean(column) : reference === 'median' ? median(column) : best;
      if (!(at > 0) || !(least > 0 || sign > 0)) {
        throw new RangeError(`A ratio to the ${reference} needs values above 0.`);
      }
      const score = (value: number) => 100 * (sign > 0 ? value / at : at / value);
      return { score, read: { [reference]: at } };
    }
  }
}
