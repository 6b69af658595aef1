import { compareRationals, type Rational } from '@yunhe/exact';
import { aggregateStage } from './aggregate-stage.ts';
import { gradeStage } from './grade-stage.ts';
import { asNumber, decimal, told, writeFixed } from './number.ts';
import type { ReadScheme } from './read-scheme.ts';
import type { Item } from './scheme.ts';
import type { ScoredItem, Stages } from './stages.ts';

/** What one item could still give a unit. */
export interface Improvement {
  readonly item: string;
  /** The points it has, and the next it could have. */
  readonly from: string;
  readonly to: string;
  /** The whole with that, rounded, and the grade it would have. */
  readonly score: string;
  readonly grade: string | null;
}

/**
 * What would raise a unit most: each item that is scored by points, taken at its full points while
 * all else stays; where the points come in bands, at the next band. Items that compare units with
 * each other are left out, since what the others do decides them too.
 *
 * @param unit  A unit of one of the stages.
 * @returns     The items that would raise the score or the grade, the largest gain first, ties in
 *              the order of the scheme.
 * @throws RangeError if no stage has the unit.
 * @example improvementsOf({}, [], 'nobody') // → throws RangeError
 *
 * Cost: one aggregation an item.
 */
export function improvementsOf(
  read: ReadScheme,
  stages: readonly Stages[],
  unit: string,
): readonly Improvement[] {
  const own = stages.find(({ cohort }) => cohort.units.includes(unit));
  if (own === undefined) throw new RangeError(`There is no unit ${unit}.`);
  const at = own.cohort.units.indexOf(unit);
  const before = own.graded[at]!;
  const found = own.items.flatMap((one, place) => {
    const has = one.score.exact?.[at] ?? null;
    const next = has === null || !one.asked[at] ? null : nextPoints(one.item, has);
    if (has === null || next === null || compareRationals(next, has) <= 0) return [];
    const after = withPoints(read, own, { place, unit: at, points: next });
    const gain = after.score === null ? 0 : asNumber(after.score) - asNumber(before.score!);
    if (gain <= 0 && after.grade?.id === before.grade?.id) return [];
    const improvement: Improvement = {
      item: one.item.id,
      from: told(0, has),
      to: told(0, next),
      score: writeFixed(after.score!, read.scheme.decimals),
      grade: after.grade?.id ?? null,
    };
    return [{ improvement, gain }];
  });
  return found.sort((a, b) => b.gain - a.gain).map(({ improvement }) => improvement);
}

/** The next points an item gives above what a unit has; null where there is no end. */
function nextPoints(item: Item, has: Rational): Rational | null {
  if (item.kind === 'bands') {
    const better = [item.otherwise, ...item.bands.map(({ points }) => points)]
      .map(decimal)
      .filter((points) => compareRationals(points, has) > 0)
      .sort(compareRationals);
    return better[0] ?? null;
  }
  if (item.kind === 'between') {
    const ends = [decimal(item.from.points), decimal(item.to.points)].sort(compareRationals);
    return ends[1]!;
  }
  if (item.points !== undefined) return decimal(item.points);
  return item.kind === 'threshold' ? decimal('1') : null;
}

function withPoints(
  read: ReadScheme,
  { cohort, items }: Stages,
  change: { readonly place: number; readonly unit: number; readonly points: Rational },
) {
  const changed = items.map((one, place): ScoredItem => {
    if (place !== change.place) return one;
    const exact = [...one.score.exact!];
    exact[change.unit] = change.points;
    const values = Float64Array.from(one.score.values);
    values[change.unit] = asNumber(change.points);
    return { ...one, score: { exact, values } };
  });
  const nodes = aggregateStage(read, cohort, changed, () => undefined);
  return gradeStage(read, cohort, nodes)[change.unit]!;
}
