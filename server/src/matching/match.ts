/** What speaks for and against one technology meeting one need, apart from its words. */
import { sharedFields } from './fields.ts';
import type { NeedText } from './need.ts';
import { type AmountRange, isPast } from './record.ts';
import type { TechnologyText } from './technology.ts';

export const factCodes = [
  'same_field',
  'no_field_in_common',
  'maturity_enough',
  'maturity_too_low',
  'budget_covers_price',
  'budget_below_price',
  'currencies_differ',
  'region_in_scope',
  'region_out_of_scope',
  'deadline_ahead',
  'deadline_has_passed',
  'language_in_common',
  'no_language_in_common',
] as const;
export type FactCode = (typeof factCodes)[number];

export interface Fact {
  readonly code: FactCode;
  readonly params?: Readonly<Record<string, string | number>>;
}

export interface Facts {
  readonly speaksFor: readonly Fact[];
  readonly speaksAgainst: readonly Fact[];
}

type NeedSide = Pick<
  NeedText,
  'fields' | 'leastMaturity' | 'budget' | 'regionScope' | 'deadline' | 'languages'
>;
type TechnologySide = Pick<TechnologyText, 'fields' | 'maturity' | 'price' | 'languages'> & {
  /** The region of its owner and those it lies in. */
  readonly regionPath: readonly string[];
};

/** Weighs stated facts only: what one side left open speaks neither for nor against. */
export function weigh(need: NeedSide, technology: TechnologySide, now: Date): Facts {
  const speaksFor: Fact[] = [];
  const speaksAgainst: Fact[] = [];
  const say = (good: boolean, yes: FactCode, no: FactCode, params: Fact['params'] = {}) => {
    const fact = { code: good ? yes : no, ...(Object.keys(params).length > 0 ? { params } : {}) };
    (good ? speaksFor : speaksAgainst).push(fact);
  };

  const shared = sharedFields(technology.fields, need.fields);
  if (need.fields.length > 0 && technology.fields.length > 0) {
    const fields = shared.length > 0 ? { fields: shared.join(' ') } : {};
    say(shared.length > 0, 'same_field', 'no_field_in_common', fields);
  }
  if (need.leastMaturity !== null && technology.maturity !== null) {
    const params = { maturity: technology.maturity, least: need.leastMaturity };
    say(technology.maturity >= need.leastMaturity, 'maturity_enough', 'maturity_too_low', params);
  }
  weighMoney(need.budget, technology.price, speaksFor, speaksAgainst);
  if (need.regionScope.length > 0) {
    const found = technology.regionPath.find((code) => need.regionScope.includes(code));
    const region = found ?? technology.regionPath[0];
    const params = region === undefined ? {} : { region };
    say(found !== undefined, 'region_in_scope', 'region_out_of_scope', params);
  }
  if (need.deadline !== null) {
    const params = { day: need.deadline };
    say(!isPast(need.deadline, now), 'deadline_ahead', 'deadline_has_passed', params);
  }
  if (need.languages.length > 0 && technology.languages.length > 0) {
    const common = need.languages.filter((one) => technology.languages.includes(one));
    const params = common.length > 0 ? { languages: common.join(' ') } : {};
    say(common.length > 0, 'language_in_common', 'no_language_in_common', params);
  }
  return { speaksFor, speaksAgainst };
}

/** The most that is there against the least that is asked. */
function weighMoney(
  budget: AmountRange | null,
  price: AmountRange | null,
  speaksFor: Fact[],
  speaksAgainst: Fact[],
): void {
  const there = budget?.maximumMinor ?? budget?.minimumMinor ?? null;
  const asked = price?.minimumMinor ?? price?.maximumMinor ?? null;
  const currencies = { budget: budget?.currency ?? null, price: price?.currency ?? null };
  if (there === null || asked === null) return;
  if (currencies.budget === null || currencies.price === null) return;
  if (currencies.budget !== currencies.price) {
    const params = { budget: currencies.budget, price: currencies.price };
    speaksAgainst.push({ code: 'currencies_differ', params });
    return;
  }
  const params = { budgetMinor: there, priceMinor: asked, currency: currencies.price };
  if (BigInt(there) >= BigInt(asked)) speaksFor.push({ code: 'budget_covers_price', params });
  else speaksAgainst.push({ code: 'budget_below_price', params });
}
