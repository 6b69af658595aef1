/** What an organisation needs and cannot do itself: a problem, a budget, a day. */

import { type Judgement, judged } from '../runtime/judgement.ts';
import type { Reason } from '../runtime/refusal.ts';
import {
  type AmountRange,
  type Contact,
  isPast,
  judgeAmounts,
  judgeExpiry,
  judgeFields,
  reason,
  saysAtLeast,
  unpublishedStates,
} from './record.ts';

export const needStates = [
  ...unpublishedStates,
  'published',
  'withdrawn',
  'expired',
  'fulfilled',
] as const;
export type NeedState = (typeof needStates)[number];

export const needActions = ['edit', 'submit', 'renew', 'withdraw', 'fulfil', 'discard'] as const;
export type NeedAction = (typeof needActions)[number];

const possibleIn: Readonly<Record<NeedAction, readonly NeedState[]>> = {
  // While it is under review it stays as it was submitted; what was rejected is written anew.
  edit: ['draft', 'on_hold', 'published'],
  submit: ['draft', 'on_hold'],
  renew: ['published', 'expired'],
  withdraw: ['published', 'expired'],
  fulfil: ['published', 'expired'],
  discard: ['draft'],
};

/**
 * Who sees a published need: everyone signed in; the organisations in the regions of one compact; or only the
 * organisations named. A draft is seen by its own organisation alone.
 */
export const visibilities = ['public', 'compact', 'named'] as const;
export type Visibility = (typeof visibilities)[number];

export const needWithdrawalReasons = [
  'solved_elsewhere',
  'no_budget',
  'priorities_changed',
  'entered_by_mistake',
] as const;
export type NeedWithdrawalReason = (typeof needWithdrawalReasons)[number];

/** What its owner fills in. A draft may leave anything open. */
export interface NeedText {
  readonly title: string;
  readonly problem: string | null;
  /** What a solution must reach, one target a line. */
  readonly targets: string | null;
  readonly keywords: readonly string[];
  readonly fields: readonly string[];
  /** The least technology readiness level that helps. */
  readonly leastMaturity: number | null;
  readonly budget: AmountRange | null;
  /** The day by which a solution must be found. */
  readonly deadline: string | null;
  /** Codes of the regions it may come from; empty means anywhere. */
  readonly regionScope: readonly string[];
  readonly visibility: Visibility;
  readonly compactId: string | null;
  readonly namedOrganisationIds: readonly string[];
  readonly languages: readonly string[];
  readonly source: string | null;
  readonly contact: Contact | null;
  /** The last day on which it stands. */
  readonly expiresOn: string | null;
}

export const titleLettersAtLeast = 4;
export const problemLettersAtLeast = 20;

export function needMay(state: NeedState, action: NeedAction): boolean {
  return possibleIn[action].includes(state);
}

function contradictions(text: NeedText): Reason[] {
  return [
    ...judgeFields(text.fields),
    ...(text.budget === null ? [] : judgeAmounts(text.budget, '/budget')),
  ];
}

/** Judges what may be kept as a draft: incomplete is fine, contradictory is not. */
export function judgeNeedDraft(text: NeedText): Judgement {
  return judged(contradictions(text));
}

/** Judges what others will read and match against. */
export function judgeNeed(text: NeedText, now: Date): Judgement {
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
    saysAtLeast(text.problem, problemLettersAtLeast),
    'problem_too_short',
    `The problem is told in ${problemLettersAtLeast} letters or more.`,
    '/problem',
  );
  want(text.fields.length > 0, 'field_missing', 'Name at least one field.', '/fields');
  want(
    text.visibility !== 'compact' || text.compactId !== null,
    'compact_missing',
    'Say in which compact it may be seen.',
    '/compactId',
  );
  want(
    text.visibility !== 'named' || text.namedOrganisationIds.length > 0,
    'named_organisations_missing',
    'Name at least one organisation that may see it.',
    '/namedOrganisationIds',
  );
  want(
    text.deadline === null || !isPast(text.deadline, now),
    'deadline_has_passed',
    `The deadline ${text.deadline} has passed.`,
    '/deadline',
  );
  reasons.push(...contradictions(text));
  if (text.expiresOn !== null) reasons.push(...judgeExpiry(text.expiresOn, now));
  return judged(reasons);
}
