/** The words of ranking that contract, server and screens share. */

/** What counts for and against a technology meeting a need; each has a score, a weight, a reason. */
export const fitParts = [
  'text',
  'field',
  'maturity',
  'money',
  'region',
  'deadline',
  'language',
  'visibility',
] as const;
export type FitPart = (typeof fitParts)[number];

export type Points = Readonly<Record<FitPart, number>>;

/** What a node is delivered with, out of a hundred: the text first, what can be mended last. */
export const defaultPoints: Points = {
  text: 55,
  field: 12,
  maturity: 9,
  money: 7,
  region: 7,
  deadline: 4,
  language: 4,
  visibility: 2,
};

export const factCodes = [
  'text_best',
  'text_near',
  'text_far',
  'same_field',
  'field_near',
  'no_field_in_common',
  'maturity_enough',
  'maturity_too_low',
  'budget_covers_price',
  'budget_below_price',
  'currencies_differ',
  'region_in_scope',
  'region_out_of_scope',
  'deadline_ahead',
  'deadline_too_near',
  'deadline_has_passed',
  'language_in_common',
  'no_language_in_common',
  'owner_sees_need',
  'owner_does_not_see_need',
] as const;
export type FactCode = (typeof factCodes)[number];

/** Whose record leaves open what the other asks. */
export const missingSides = ['need', 'technology'] as const;
export type MissingSide = (typeof missingSides)[number];
