/** What technologies and needs have in common: both are posted, found and asked about. */
import { dayOf as today } from '../runtime/day.ts';
import type { Reason } from '../runtime/refusal.ts';
import { fieldNamed } from './fields.ts';

export { today };

export const recordKinds = ['technology', 'need'] as const;
export type RecordKind = (typeof recordKinds)[number];

/** Its owner's and the reviewers' alone: on its way to publication, or turned away from it. */
export const unpublishedStates = ['draft', 'submitted', 'approved', 'on_hold', 'rejected'] as const;
export type UnpublishedState = (typeof unpublishedStates)[number];

export const priceModes = ['licence', 'transfer', 'equity', 'negotiable'] as const;
export type PriceMode = (typeof priceModes)[number];

/** Whole minor units as decimal digits; either end may be open. */
export interface AmountRange {
  readonly minimumMinor: string | null;
  readonly maximumMinor: string | null;
  readonly currency: string | null;
}

/** Whom to talk to; shown to nobody else before an introduction is accepted. */
export interface Contact {
  readonly name: string;
  readonly email?: string | null;
  readonly phone?: string | null;
}

/** How long a record stands if its owner does not say. */
export const standsForDays = 365;
/** A record cannot stand longer than this without a new look at it. */
export const standsForDaysAtMost = 1_096;
/** From here on the owner is reminded. */
export const expiringWithinDays = 30;

const dayMilliseconds = 86_400_000;

export function daysLater(day: string, days: number): string {
  return new Date(Date.parse(day) + days * dayMilliseconds).toISOString().slice(0, 10);
}

/** Expired from the day after the last one on which it stands. */
export function isPast(day: string, now: Date): boolean {
  return day < today(now);
}

export function reason(
  code: string,
  detail: string,
  pointer: string,
  params: Readonly<Record<string, string | number>> = {},
): Reason {
  return { code, detail, pointer, ...(Object.keys(params).length > 0 ? { params } : {}) };
}

/** Reasons against an amount range: what is there must make sense, complete or not. */
export function judgeAmounts(range: AmountRange, pointer: string): Reason[] {
  const reasons: Reason[] = [];
  const { minimumMinor, maximumMinor, currency } = range;
  for (const [name, value] of Object.entries({ minimumMinor, maximumMinor })) {
    if (value !== null && BigInt(value) < 0n) {
      const detail = 'An amount is not below zero.';
      reasons.push(reason('amount_negative', detail, `${pointer}/${name}`));
    }
  }
  if (minimumMinor !== null && maximumMinor !== null) {
    if (BigInt(minimumMinor) > BigInt(maximumMinor)) {
      const detail = 'The least amount is above the greatest.';
      reasons.push(reason('amounts_crossed', detail, `${pointer}/minimumMinor`));
    }
  }
  if ((minimumMinor !== null || maximumMinor !== null) && currency === null) {
    const detail = 'An amount needs its currency.';
    reasons.push(reason('currency_missing', detail, `${pointer}/currency`));
  }
  return reasons;
}

export function judgeFields(codes: readonly string[]): Reason[] {
  return codes.flatMap((code, at) =>
    fieldNamed(code) === undefined
      ? [reason('field_unknown', `There is no field ${code}.`, `/fields/${at}`, { code })]
      : [],
  );
}

/** Reasons against the last day of a record that is or will be published. */
export function judgeExpiry(expiresOn: string, now: Date): Reason[] {
  const last = daysLater(today(now), standsForDaysAtMost);
  if (isPast(expiresOn, now)) {
    const detail = `${expiresOn} has passed.`;
    return [reason('expiry_has_passed', detail, '/expiresOn', { day: expiresOn })];
  }
  if (expiresOn > last) {
    const detail = `A record stands until ${last} at most; renew it then.`;
    return [reason('expiry_too_far', detail, '/expiresOn', { day: last })];
  }
  return [];
}

const letters = /[\p{L}\p{N}]/gu;

/** A text says something from a few letters on; blanks and signs do not count. */
export function saysAtLeast(text: string | null, count: number): boolean {
  return (text?.match(letters)?.length ?? 0) >= count;
}

/** Words as a person typed them: trimmed, none empty, none twice. */
export function tidyWords(words: readonly string[]): string[] {
  return [...new Set(words.map((word) => word.trim()).filter((word) => word !== ''))];
}

/** What was sent replaces what was there; what was left out stays. Lists lose blanks and twins. */
export function withChange<Text extends object>(
  text: Text,
  change: object,
  keys: readonly string[],
): Text {
  const given = change as Readonly<Record<string, unknown>>;
  const sent = keys
    .filter((key) => given[key] !== undefined)
    .map((key) => [key, Array.isArray(given[key]) ? tidyWords(given[key]) : given[key]]);
  return { ...text, ...Object.fromEntries(sent) };
}
