/**
 * What the founders of a platform agreed on: which bodies it has, how many must be there, how many
 * must agree, and by which rule mandates are checked. Bodies are data; no rule here knows a council.
 */
import { type Judgement, judged, reason } from '../runtime/judgement.ts';
import type { Reason } from '../runtime/refusal.ts';

export const bodyKinds = ['council', 'director', 'committee', 'other'] as const;
/** How many of the seats must be there: more than a half, two thirds or more, every one, any. */
export const quorums = ['more_than_half', 'two_thirds', 'all', 'any'] as const;
export type Quorum = (typeof quorums)[number];
/** How many votes must agree: more than a half, two thirds or more, every one. */
export const majorities = ['simple', 'two_thirds', 'unanimous'] as const;
export type Majority = (typeof majorities)[number];
/** Of the votes of those present, or of all votes of the body. */
export const majorityBases = ['present', 'all'] as const;
export const tieRules = ['motion_fails', 'chair_decides'] as const;

export interface Body {
  /** Its name in rules and motions: `council`. */
  readonly code: string;
  readonly nameZh: string;
  readonly nameEn: string;
  readonly kind: (typeof bodyKinds)[number];
  readonly quorum: Quorum;
  readonly majority: Majority;
  readonly majorityOf: (typeof majorityBases)[number];
  readonly tie: (typeof tieRules)[number];
  /** Whether who may not vote for a conflict of interests counts as present. */
  readonly conflictedCount: boolean;
  /** How many days a motion stands open unless it says otherwise. */
  readonly votingDays: number;
  /** The clause that says all this: `第八条`. */
  readonly clause: string;
}

export interface CharterContent {
  readonly bodies: readonly Body[];
  /** The body that decides on budgets. */
  readonly budgetBody: string;
  /** The version of a common rule that says who may do what alone; without it nobody may. */
  readonly mandates: { readonly ruleSetId: string; readonly versionId: string } | null;
  readonly note: string | null;
}

/** Every reason why founders could not adopt it. */
export function judgeCharter({ bodies, budgetBody }: CharterContent): Judgement {
  const reasons: Reason[] = [];
  const codes = bodies.map(({ code }) => code);
  for (const [at, code] of codes.entries()) {
    if (codes.indexOf(code) === at) continue;
    const detail = `The body ${code} stands here twice.`;
    reasons.push(reason('body_named_twice', detail, `/bodies/${at}/code`, { code }));
  }
  if (!codes.includes(budgetBody)) {
    const detail = `The charter has no body ${budgetBody}.`;
    reasons.push(reason('body_not_in_charter', detail, '/budgetBody', { body: budgetBody }));
  }
  return judged(reasons);
}

export function bodyOf({ bodies }: CharterContent, code: string): Body | null {
  return bodies.find((body) => body.code === code) ?? null;
}
