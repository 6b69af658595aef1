/** What counts for and against one technology meeting one need: named scores, each with a reason. */
import { deadlineFit, maturityFit, moneyFit, type PartScore } from '@yunhe/retrieval';
import { fieldNearness, sharedFields } from './fields.ts';
import type { FactCode, FitPart, MissingSide } from './fit-words.ts';
import type { NeedText } from './need.ts';
import { type AmountRange, today } from './record.ts';
import type { TechnologyText } from './technology.ts';

export interface Fact {
  readonly code: FactCode;
  readonly params?: Readonly<Record<string, string | number>>;
}

export interface Facts {
  readonly speaksFor: readonly Fact[];
  readonly speaksAgainst: readonly Fact[];
}

/** A named score, with the fact behind it and which way that speaks. */
export interface JudgedPart extends PartScore<FitPart> {
  readonly fact: Fact | null;
  readonly speaks: 'for' | 'against' | null;
  /** Who left open what the other asks. */
  readonly openBy: MissingSide | null;
}

export type NeedSide = Pick<
  NeedText,
  'fields' | 'leastMaturity' | 'budget' | 'regionScope' | 'deadline' | 'languages' | 'visibility'
>;
export type TechnologySide = Pick<TechnologyText, 'fields' | 'maturity' | 'price' | 'languages'> & {
  /** The region of its owner and those it lies in. */
  readonly regionPath: readonly string[];
  /** Whether its owner may read the need; it does not matter where everyone may. */
  readonly ownerSeesNeed: boolean;
};

/** From here on a fact speaks for a match. */
const near = 0.5;

function notAsked(part: FitPart): JudgedPart {
  return { part, score: null, asked: false, fact: null, speaks: null, openBy: null };
}

function open(part: FitPart, openBy: MissingSide): JudgedPart {
  return { part, score: null, asked: true, fact: null, speaks: null, openBy };
}

function judged(
  part: FitPart,
  score: number,
  speaksFor: boolean,
  code: FactCode,
  params: Fact['params'] = {},
): JudgedPart {
  const fact = { code, ...(Object.keys(params).length > 0 ? { params } : {}) };
  const speaks = speaksFor ? 'for' : 'against';
  return { part, score, asked: true, fact, speaks, openBy: null };
}

/** How near the words are: relative to the best, so it orders and does not praise. */
export function judgeText(score: number): JudgedPart {
  const code = score === 1 ? 'text_best' : score >= near ? 'text_near' : 'text_far';
  return { ...judged('text', score, true, code), speaks: null };
}

function judgeField({ fields: asked }: NeedSide, { fields: offered }: TechnologySide): JudgedPart {
  if (asked.length === 0) return offered.length === 0 ? notAsked('field') : open('field', 'need');
  if (offered.length === 0) return open('field', 'technology');
  const nearest = fieldNearness.nearest(asked, offered);
  const shared = sharedFields(offered, asked);
  const score = nearest?.nearness ?? 0;
  if (shared.length > 0)
    return judged('field', score, true, 'same_field', { fields: shared.join(' ') });
  if (nearest === null || score < near) return judged('field', score, false, 'no_field_in_common');
  const { asked: one, offered: other } = nearest;
  return judged('field', score, true, 'field_near', { asked: one, offered: other });
}

function judgeMaturity({ leastMaturity: least }: NeedSide, { maturity }: TechnologySide) {
  if (least === null) return notAsked('maturity');
  if (maturity === null) return open('maturity', 'technology');
  const enough = maturity >= least;
  const code = enough ? 'maturity_enough' : 'maturity_too_low';
  return judged('maturity', maturityFit(maturity, least), enough, code, { maturity, least });
}

/** Amounts in different currencies are no fit and no misfit: nobody has asked at which rate. */
const currenciesDiffer = 0.4;

/** The most that is there against the least that is asked. */
function judgeMoney({ budget }: NeedSide, { price }: TechnologySide): JudgedPart {
  const amount = (range: AmountRange | null, first: keyof AmountRange, then: keyof AmountRange) =>
    range?.currency == null ? null : (range[first] ?? range[then] ?? null);
  const there = amount(budget, 'maximumMinor', 'minimumMinor');
  const asked = amount(price, 'minimumMinor', 'maximumMinor');
  if (there === null) return notAsked('money');
  if (asked === null) return open('money', 'technology');
  const [ours, theirs] = [budget?.currency ?? '', price?.currency ?? ''];
  if (ours !== theirs) {
    return judged('money', currenciesDiffer, false, 'currencies_differ', {
      budget: ours,
      price: theirs,
    });
  }
  const score = moneyFit(BigInt(there), BigInt(asked));
  const code = score === 1 ? 'budget_covers_price' : 'budget_below_price';
  const params = { budgetMinor: there, priceMinor: asked, currency: theirs };
  return judged('money', score, score === 1, code, params);
}

function judgeRegion({ regionScope: scope }: NeedSide, { regionPath }: TechnologySide): JudgedPart {
  if (scope.length === 0) return notAsked('region');
  const found = regionPath.find((code) => scope.includes(code));
  const region = found ?? regionPath[0];
  const params = region === undefined ? {} : { region };
  if (found !== undefined) return judged('region', 1, true, 'region_in_scope', params);
  return judged('region', 0, false, 'region_out_of_scope', params);
}

/** A day that leaves no time to grow up is no better than one that has passed. */
function judgeDeadline(need: NeedSide, technology: TechnologySide, now: Date): JudgedPart {
  const { deadline: day, leastMaturity } = need;
  if (day === null) return notAsked('deadline');
  const levels =
    leastMaturity === null || technology.maturity === null
      ? 0
      : Math.max(0, leastMaturity - technology.maturity);
  const days = Math.round((Date.parse(day) - Date.parse(today(now))) / 86_400_000);
  const score = deadlineFit(days, levels);
  if (days < 0) return judged('deadline', score, false, 'deadline_has_passed', { day });
  if (score < 1) return judged('deadline', score, false, 'deadline_too_near', { day, levels });
  return judged('deadline', score, true, 'deadline_ahead', { day });
}

function judgeLanguage({ languages: asked }: NeedSide, { languages: offered }: TechnologySide) {
  if (asked.length === 0) return notAsked('language');
  if (offered.length === 0) return open('language', 'technology');
  const common = asked.filter((one) => offered.includes(one));
  if (common.length === 0) return judged('language', 0, false, 'no_language_in_common');
  return judged('language', 1, true, 'language_in_common', { languages: common.join(' ') });
}

/** Who can read the need already can answer for it; others must be told of it first. */
function judgeVisibility({ visibility }: NeedSide, { ownerSeesNeed }: TechnologySide): JudgedPart {
  if (visibility === 'public') return notAsked('visibility');
  if (ownerSeesNeed) return judged('visibility', 1, true, 'owner_sees_need');
  return judged('visibility', 0, false, 'owner_does_not_see_need');
}

/** All parts but the text, in the order of `fitParts`. What nobody asks for does not count. */
export function judgeFacts(need: NeedSide, technology: TechnologySide, now: Date): JudgedPart[] {
  return [
    judgeField(need, technology),
    judgeMaturity(need, technology),
    judgeMoney(need, technology),
    judgeRegion(need, technology),
    judgeDeadline(need, technology, now),
    judgeLanguage(need, technology),
    judgeVisibility(need, technology),
  ];
}

/** The facts that were stated: what one side left open speaks neither for nor against. */
export function factsOf(parts: readonly JudgedPart[]): Facts {
  const that = (way: 'for' | 'against') =>
    parts.flatMap(({ fact, speaks }) => (fact !== null && speaks === way ? [fact] : []));
  return { speaksFor: that('for'), speaksAgainst: that('against') };
}
