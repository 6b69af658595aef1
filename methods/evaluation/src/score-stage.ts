import { compareRationals, minus, over, plus, type Rational, rational, times } from '@yunhe/exact';
import { policyOf } from './measure-stage.ts';
import { type Scale, scaleOf } from './normalise.ts';
import { asNumber, decimal } from './number.ts';
import type { ReadScheme } from './read-scheme.ts';
import type { Item, RelativeItem } from './scheme.ts';
import { normalisationOf } from './scheme-choices.ts';
import type {
  Cohort,
  Complain,
  ImputedItem,
  ScoreColumn,
  ScoredItem,
  TreatedItem,
} from './stages.ts';
import { extent, known } from './statistics.ts';
import { treatOutliers } from './treat.ts';

/** Treats the columns of relative items for outliers; what is scored by points stays as it is. */
export function treatStage(
  { scheme }: ReadScheme,
  items: readonly ImputedItem[],
): readonly TreatedItem[] {
  return items.map((one) => {
    if (one.item.kind !== 'relative') return { ...one, treatment: null, treated: one.values };
    const rule = one.item.outliers ?? scheme.outliers ?? { method: 'keep' };
    const treatment = treatOutliers(one.values, rule);
    return { ...one, treatment, treated: treatment.column };
  });
}

/** Scores every item: by points exactly, by comparison with the others in binary. */
export function scoreStage(
  read: ReadScheme,
  cohort: Cohort,
  items: readonly TreatedItem[],
  complain: Complain,
): readonly ScoredItem[] {
  return items.map((one) => {
    if (one.item.kind === 'relative') {
      const scale = relativeScale(one.item, one, read, cohort, complain);
      const values =
        scale === null ? one.treated.map(() => Number.NaN) : one.treated.map(scale.score);
      return { ...one, scale, score: { values, exact: null } };
    }
    return { ...one, scale: null, score: pointsOf(one, read, cohort, complain) };
  });
}

function relativeScale(
  item: RelativeItem,
  { treated }: TreatedItem,
  { scheme }: ReadScheme,
  cohort: Cohort,
  complain: Complain,
): Scale | null {
  const wrong = (code: string, detail: string) => {
    complain({ code, clause: item.id, field: cohort.answer ?? '/', detail });
    return null;
  };
  const count = known(treated).length;
  // That nobody reported it was said before.
  if (count === 0) return null;
  const normalisation = normalisationOf(item, scheme);
  const fixed = normalisation.method === 'goalposts';
  if (count === 1 && !fixed) {
    return wrong('single_unit', `${item.name.en}: one unit cannot be compared with others.`);
  }
  const { least, most } = extent(treated);
  if (least === most && ['min-max', 'z-score'].includes(normalisation.method)) {
    return wrong(
      'indicator_constant',
      `${item.name.en} is ${least} for all and tells no unit apart; leave it out or give goalposts.`,
    );
  }
  try {
    return scaleOf(treated, normalisation, item.better);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return wrong('normalisation_unfit', `${item.name.en}: ${error.message}`);
  }
}

function pointsOf(
  one: TreatedItem,
  read: ReadScheme,
  cohort: Cohort,
  complain: Complain,
): ScoreColumn {
  const { item, asked } = one;
  const exact = one.exact.map((value, unit) => {
    if (!asked[unit]) return null;
    if (value === null) return policyOf(item, read) === 'zero' ? rational(0n) : null;
    const points = itemPoints(
      item,
      value,
      (text) => {
        const number = read.formulas.get(text)!.compute(cohort.lookUp(unit)) as Rational | null;
        return number;
      },
      read,
    );
    if (points !== null) return points;
    const detail = `${item.name.en}: a bound depends on what was not reported, or full is not above 0.`;
    complain({ code: 'value_missing', clause: item.id, field: cohort.units[unit]!, detail });
    return null;
  });
  const values = Float64Array.from(exact, (own) => (own === null ? Number.NaN : asNumber(own)));
  return { values, exact };
}

const zero = rational(0n);
const least = (a: Rational, b: Rational) => (compareRationals(a, b) < 0 ? a : b);
const most = (a: Rational, b: Rational) => (compareRationals(a, b) > 0 ? a : b);

/**
 * The points of an item for its value; null where a bound is not known.
 *
 * @param numberOf  Computes a formula of the item for the unit.
 */
export function itemPoints(
  item: Item,
  value: Rational,
  numberOf: (text: string) => Rational | null,
  read: ReadScheme,
): Rational | null {
  const cap = item.points === undefined ? null : decimal(item.points);
  switch (item.kind) {
    case 'threshold':
      return times(value, cap ?? rational(1n));
    case 'bands':
      for (const { least: from, above, points } of item.bands) {
        const bound = numberOf((from ?? above)!);
        if (bound === null) return null;
        const order = compareRationals(value, bound);
        if (from === undefined ? order > 0 : order >= 0) return decimal(points);
      }
      return decimal(item.otherwise);
    case 'capped': {
      const full = numberOf(item.full);
      if (full === null || full.numerator <= 0n) return null;
      return most(zero, least(cap!, times(cap!, over(value, full))));
    }
    case 'between': {
      const [from, to] = [item.from, item.to];
      const part = over(minus(value, decimal(from.at)), minus(decimal(to.at), decimal(from.at)));
      const held = most(zero, least(rational(1n), part));
      const rise = minus(decimal(to.points), decimal(from.points));
      return plus(decimal(from.points), times(held, rise));
    }
    case 'expert': {
      if (cap === null) return value;
      const { least: low = '0', most: high = '1' } = read.measures.get(item.of)!;
      return times(cap, over(minus(value, decimal(low)), minus(decimal(high), decimal(low))));
    }
    default:
      return cap === null ? value : most(zero, least(cap, value));
  }
}
