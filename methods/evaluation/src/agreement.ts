import type { PanelScore } from './calibrate.ts';
import { grouped } from './grouped.ts';

export type Level = 'nominal' | 'ordinal' | 'interval' | 'ratio';

/**
 * Krippendorff's alpha: how far scorers agree beyond chance. 1 is full agreement, 0 is what chance
 * gives, below 0 is less than that. Items with one score say nothing and are left out.
 *
 * @param scores  Of each item and scorer at most one; items may have different scorers.
 * @param level   How far two scores are apart: the same or not, by rank, by difference, or by
 *                difference over their sum (scores of 0 or above).
 * @returns       NaN where all scores are equal, since then agreement and chance are the same.
 * @throws RangeError if no item has two scores.
 * @example
 * const scores = [['a', 'x', 1], ['a', 'y', 1], ['b', 'x', 2], ['b', 'y', 2]];
 * krippendorffAlpha(scores.map(([item, scorer, score]) => ({ item, scorer, score })), 'interval') // → 1
 *
 * Cost: O(n + v²) for v different values.
 * Source: Krippendorff, Computing Krippendorff's alpha-reliability (2011), C and D.
 */
export function krippendorffAlpha(scores: readonly PanelScore[], level: Level): number {
  const byItem = grouped(scores, ({ item }) => item);
  const paired = [...byItem.values()].filter((own) => own.length > 1);
  if (paired.length === 0) throw new RangeError('No item has two scores.');
  const values = [...new Set(paired.flat().map(({ score }) => score))].sort((a, b) => a - b);
  const place = new Map(values.map((value, at) => [value, at]));
  const v = values.length;
  const together = Array.from({ length: v }, () => new Float64Array(v));
  const totals = new Float64Array(v);
  for (const own of paired) {
    const counts = new Map<number, number>();
    for (const { score } of own) {
      const at = place.get(score)!;
      counts.set(at, (counts.get(at) ?? 0) + 1);
      totals[at]!++;
    }
    for (const [a, first] of counts) {
      for (const [b, second] of counts) {
        together[a]![b]! += (first * (second - (a === b ? 1 : 0))) / (own.length - 1);
      }
    }
  }
  const apart = distanceOf(level, values, totals);
  const n = totals.reduce((sum, one) => sum + one, 0);
  let [observed, expected] = [0, 0];
  for (let a = 0; a < v; a++) {
    for (let b = 0; b < v; b++) {
      const distance = apart(a, b);
      observed += together[a]![b]! * distance;
      expected += (totals[a]! * totals[b]! * distance) / (n - 1);
    }
  }
  return 1 - observed / expected;
}

function distanceOf(
  level: Level,
  values: readonly number[],
  totals: Float64Array,
): (a: number, b: number) => number {
  switch (level) {
    case 'nominal':
      return (a, b) => (a === b ? 0 : 1);
    case 'interval':
      return (a, b) => (values[a]! - values[b]!) ** 2;
    case 'ratio':
      return (a, b) => (a === b ? 0 : ((values[a]! - values[b]!) / (values[a]! + values[b]!)) ** 2);
    default: {
      const upTo = new Float64Array(totals.length + 1);
      for (let at = 0; at < totals.length; at++) upTo[at + 1] = upTo[at]! + totals[at]!;
      return (a, b) => {
        const [low, high] = [Math.min(a, b), Math.max(a, b)];
        return (upTo[high + 1]! - upTo[low]! - (totals[low]! + totals[high]!) / 2) ** 2;
      };
    }
  }
}

export interface IntraclassCorrelations {
  /** Each item scored by other scorers: one scorer, and the mean of all. */
  readonly oneWay: Correlations;
  /** The same scorers drawn from many; their severity counts as disagreement. */
  readonly agreement: Correlations;
  /** These scorers alone; their severity does not count. */
  readonly consistency: Correlations;
}

interface Correlations {
  readonly single: number;
  readonly average: number;
}

/**
 * Intraclass correlations of a complete panel: the part of the variance that lies between items.
 *
 * @param table  One row an item, one column a scorer; n ≥ 2 rows, k ≥ 2 columns, no gaps.
 * @throws RangeError if the table is smaller, not a rectangle, or has a gap.
 * @example intraclassCorrelations([[1, 2], [3, 4], [5, 6]]).consistency.single // → 1
 *
 * Cost: linear. Source: Shrout & Fleiss, Intraclass correlations: uses in assessing rater
 * reliability (1979), ICC(1, ·), ICC(2, ·) and ICC(3, ·).
 */
export function intraclassCorrelations(
  table: readonly (readonly number[])[],
): IntraclassCorrelations {
  const n = table.length;
  const k = table[0]?.length ?? 0;
  const whole = table.every((row) => row.length === k && row.every(Number.isFinite));
  if (n < 2 || k < 2 || !whole)
    throw new RangeError('A whole table of two by two or more is needed.');
  const sumOf = (values: readonly number[]) => values.reduce((sum, one) => sum + one, 0);
  const grand = sumOf(table.map(sumOf)) / (n * k);
  const rows = table.map((row) => sumOf(row) / k);
  const columns = table[0]!.map((_, at) => sumOf(table.map((row) => row[at]!)) / n);
  const squares = (values: readonly number[]) => sumOf(values.map((one) => (one - grand) ** 2));
  const all = squares(table.flat());
  const between = (k * squares(rows)) / (n - 1);
  const ofScorers = n * squares(columns);
  const within = (all - k * squares(rows)) / (n * (k - 1));
  const scorers = ofScorers / (k - 1);
  const error = (all - k * squares(rows) - ofScorers) / ((n - 1) * (k - 1));
  return {
    oneWay: {
      single: (between - within) / (between + (k - 1) * within),
      average: (between - within) / between,
    },
    agreement: {
      single: (between - error) / (between + (k - 1) * error + (k * (scorers - error)) / n),
      average: (between - error) / (between + (scorers - error) / n),
    },
    consistency: {
      single: (between - error) / (between + (k - 1) * error),
      average: (between - error) / between,
    },
  };
}

/**
 * How far a panel agrees, whatever is there of it.
 *
 * @param scores  Of each item and scorer at most one.
 * @returns       Krippendorff's alpha by difference, null where no item has two scores or all are
 *                equal; intraclass correlations of agreement, null unless all scored all items.
 * @example panelAgreement([{ item: 'a', scorer: 'x', score: 1 }]) // → { alpha: null, icc: null }
 *
 * Cost: that of both.
 */
export function panelAgreement(scores: readonly PanelScore[]): {
  readonly alpha: number | null;
  readonly icc: Correlations | null;
} {
  const byItem = [...grouped(scores, ({ item }) => item).values()];
  if (!byItem.some((own) => own.length > 1)) return { alpha: null, icc: null };
  const alpha = krippendorffAlpha(scores, 'interval');
  const scorers = [...new Set(scores.map(({ scorer }) => scorer))].sort();
  const table = byItem.map((own) =>
    scorers.map((scorer) => own.find((one) => one.scorer === scorer)?.score ?? Number.NaN),
  );
  const whole = table.length > 1 && table.flat().every(Number.isFinite);
  const icc = whole ? intraclassCorrelations(table).agreement : null;
  const told = icc !== null && Number.isFinite(icc.single) && Number.isFinite(icc.average);
  return { alpha: Number.isFinite(alpha) ? alpha : null, icc: told ? icc : null };
}
