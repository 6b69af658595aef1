/** A technology that its owner offers: an achievement, with its maturity, rights and price. */

import { type Judgement, judged } from '../runtime/judgement.ts';
import type { Reason } from '../runtime/refusal.ts';
import {
  type AmountRange,
  type Contact,
  judgeAmounts,
  judgeExpiry,
  judgeFields,
  type PriceMode,
  reason,
  saysAtLeast,
  unpublishedStates,
} from './record.ts';

export const technologyStates = [
  ...unpublishedStates,
  'published',
  'withdrawn',
  'expired',
] as const;
export type TechnologyState = (typeof technologyStates)[number];

export const technologyActions = ['edit', 'submit', 'renew', 'withdraw', 'discard'] as const;
export type TechnologyAction = (typeof technologyActions)[number];

/** From which states an action is possible. What was withdrawn stays so: post it anew. */
const possibleIn: Readonly<Record<TechnologyAction, readonly TechnologyState[]>> = {
  // While it is under review it stays as it was submitted; what was rejected is written anew.
  edit: ['draft', 'on_hold', 'published'],
  submit: ['draft', 'on_hold'],
  renew: ['published', 'expired'],
  withdraw: ['published', 'expired'],
  discard: ['draft'],
};

export const ipPositions = [
  'patent_granted',
  'patent_pending',
  'know_how',
  'software_copyright',
  'none',
] as const;
export type IpPosition = (typeof ipPositions)[number];

export const technologyWithdrawalReasons = [
  'licensed_elsewhere',
  'no_longer_available',
  'priorities_changed',
  'entered_by_mistake',
] as const;
export type TechnologyWithdrawalReason = (typeof technologyWithdrawalReasons)[number];

export interface PriceIdea extends AmountRange {
  readonly modes: readonly PriceMode[];
}

/** What its owner fills in. A draft may leave anything open. */
export interface TechnologyText {
  readonly title: string;
  readonly summary: string | null;
  readonly keywords: readonly string[];
  readonly fields: readonly string[];
  /** Technology readiness level, 1 to 9. */
  readonly maturity: number | null;
  readonly ipPosition: IpPosition | null;
  readonly price: PriceIdea | null;
  /** In which languages one can talk about it: BCP 47. */
  readonly languages: readonly string[];
  /** Where the claim comes from: a paper, a patent number, a catalogue. */
  readonly source: string | null;
  readonly contact: Contact | null;
  /** The last day on which it stands. */
  readonly expiresOn: string | null;
}

export const titleLettersAtLeast = 4;
export const summaryLettersAtLeast = 20;

export function technologyMay(state: TechnologyState, action: TechnologyAction): boolean {
  return possibleIn[action].includes(state);
}

/** Reasons against what is there; a draft that is merely incomplete has none. */
function contradictions(text: TechnologyText): Reason[] {
  return [
    ...judgeFields(text.fields),
    ...(text.price === null ? [] : judgeAmounts(text.price, '/price')),
  ];
}

/** Judges what may be kept as a draft: incomplete is fine, contradictory is not. */
export function judgeTechnologyDraft(text: TechnologyText): Judgement {
  return judged(contradictions(text));
}

/** Judges what others will read and match against. */
export function judgeTechnology(text: TechnologyText, now: Date): Judgement {
  const reasons: Reason[] = [];
  const want = (fine: boolean, code: string, detail: string, pointer: string) => {
    if (!fine) reasons.push(reason(code, detail, pointer));
  };
  want(
    saysAtLeast(text.title, titleLettersAtLeast),
    'title_too_short',
    `A title has at least ${titleLettersAtLeast} letters.`,
    '/title',
  );
  want(
    saysAtLeast(text.summary, summaryLettersAtLeast),
    'summary_too_short',
    `A summary says in ${summaryLettersAtLeast} letters or more what it does and for whom.`,
    '/summary',
  );
  want(text.fields.length > 0, 'field_missing', 'Name at least one field.', '/fields');
  want(text.maturity !== null, 'maturity_missing', 'State the maturity, 1 to 9.', '/maturity');
  want(text.ipPosition !== null, 'ip_position_missing', 'State whose rights.', '/ipPosition');
  want(
    text.price !== null && text.price.modes.length > 0,
    'price_mode_missing',
    'Say in what way it can be had; "negotiable" is an answer.',
    '/price/modes',
  );
  reasons.push(...contradictions(text));
  if (text.expiresOn !== null) reasons.push(...judgeExpiry(text.expiresOn, now));
  return judged(reasons);
}
