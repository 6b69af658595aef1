import { type Imputation, imputeByExpectation, imputeByGroup } from './impute.ts';
import { policyOf } from './measure-stage.ts';
import { asDecimal } from './number.ts';
import type { ReadScheme } from './read-scheme.ts';
import type { Cohort, Complain, ImputedItem, MeasuredItem } from './stages.ts';

/** Fills the gaps of items whose scheme says so, and refuses where it says so. */
export function imputeStage(
  read: ReadScheme,
  cohort: Cohort,
  items: readonly MeasuredItem[],
  complain: Complain,
): readonly ImputedItem[] {
  const expected = byExpectation(read, items, complain);
  return items.map((one, at) => {
    const imputation = expected.get(at) ?? byGroup(read, cohort, one);
    const isGap = (unit: number) => one.asked[unit] === true && one.exact[unit] === null;
    if (imputation !== null) return filled(one, imputation, cohort, isGap, complain);
    if (policyOf(one.item, read) === 'refuse') {
      for (const [unit, name] of cohort.units.entries()) {
        if (isGap(unit))
          complain(gapOf(one, name, 'was not reported, and the scheme refuses gaps.'));
      }
    }
    return { ...one, imputed: cohort.units.map(() => false) };
  });
}

function gapOf({ item }: MeasuredItem, unit: string, why: string) {
  return { code: 'value_missing', clause: item.id, field: unit, detail: `${item.name.en} ${why}` };
}

function byGroup(read: ReadScheme, cohort: Cohort, one: MeasuredItem): Imputation | null {
  const policy = policyOf(one.item, read);
  if (policy !== 'mean' && policy !== 'median') return null;
  const by = (one.item.missing ?? read.scheme.missing)?.by;
  const groups = cohort.units.map((_, unit) =>
    by === undefined ? '' : String(cohort.lookUp(unit)(by) ?? ''),
  );
  return imputeByGroup(one.values, groups, policy);
}

function byExpectation(
  read: ReadScheme,
  items: readonly MeasuredItem[],
  complain: Complain,
): ReadonlyMap<number, Imputation> {
  const wanted = items.flatMap((one, at) => (policyOf(one.item, read) === 'em' ? [at] : []));
  const columns = wanted.map((at) => items[at]!.values);
  const whole = columns.every((column) => column.some((value) => !Number.isNaN(value)));
  if (columns.length === 0 || !whole) return new Map();
  const { imputed, converged, turns } = imputeByExpectation(columns);
  if (!converged) {
    const detail = `Expectation and maximisation did not settle in ${turns} turns; take means.`;
    complain({ code: 'imputation_unsettled', clause: null, field: 'missing', detail });
  }
  return new Map(wanted.map((at, place) => [at, imputed[place]!]));
}

function filled(
  one: MeasuredItem,
  { column, spread }: Imputation,
  cohort: Cohort,
  isGap: (unit: number) => boolean,
  complain: Complain,
): ImputedItem {
  const exact = one.exact.map((own, unit) => {
    if (!isGap(unit)) return own;
    const value = column[unit]!;
    if (!Number.isNaN(value)) return asDecimal(value);
    complain(gapOf(one, cohort.units[unit]!, 'was reported by nobody of its group.'));
    return null;
  });
  const values = one.values.map((own, unit) => (isGap(unit) ? column[unit]! : own));
  return {
    ...one,
    exact,
    values,
    spread: one.spread.map((own, unit) => (isGap(unit) ? spread[unit]! : own)),
    imputed: cohort.units.map((_, unit) => isGap(unit)),
  };
}
