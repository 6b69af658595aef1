/** One organisation asks another to talk, about a need, a technology, or one for the other. */

import { type Judgement, judged } from '../runtime/judgement.ts';
import type { Reason } from '../runtime/refusal.ts';
import { type DealFacts, judgeDeal } from './deal.ts';

export const introductionStates = [
  'asked',
  'accepted',
  'declined',
  'withdrawn',
  'lapsed',
  'concluded',
] as const;
export type IntroductionState = (typeof introductionStates)[number];

/** Between one pair only one introduction is open at a time. */
export const openStates: readonly IntroductionState[] = ['asked', 'accepted'];

export const introductionActions = ['accept', 'decline', 'withdraw', 'meet', 'conclude'] as const;
export type IntroductionAction = (typeof introductionActions)[number];

export const sides = ['asker', 'asked'] as const;
export type Side = (typeof sides)[number];

interface Possible {
  readonly state: IntroductionState;
  readonly by: readonly Side[];
}

/** Which side may do what, and in which state. */
const possible: Readonly<Record<IntroductionAction, readonly Possible[]>> = {
  accept: [{ state: 'asked', by: ['asked'] }],
  decline: [{ state: 'asked', by: ['asked'] }],
  // Before the answer the asker takes the request back; afterwards either side may step back.
  withdraw: [
    { state: 'asked', by: ['asker'] },
    { state: 'accepted', by: sides },
  ],
  meet: [{ state: 'accepted', by: sides }],
  conclude: [{ state: 'accepted', by: sides }],
};

/** Why a "no": what industry tells those who offer technology, in words that can be counted. */
export const declineReasons = [
  'too_early',
  'benefit_unclear',
  'commercial_route_unclear',
  'description_unclear',
  'scientific_doubts',
  'outside_our_field',
  'terms_not_acceptable',
  'already_solved',
] as const;
export type DeclineReason = (typeof declineReasons)[number];

export const outcomes = ['contract_signed', 'talks_ended'] as const;
export type OutcomeKind = (typeof outcomes)[number];

/** Why a side steps back, without having talked to an end. */
export const withdrawalReasons = [
  'priorities_changed',
  'no_capacity',
  'other_side_silent',
  'solved_elsewhere',
  'asked_by_mistake',
] as const;
export type WithdrawalReason = (typeof withdrawalReasons)[number];

/** Why it lapsed: nobody answered, nobody said what came of it, or what it was about is gone. */
export const lapseCauses = [
  'not_answered',
  'record_withdrawn',
  'need_fulfilled',
  'no_outcome',
] as const;
export type LapseCause = (typeof lapseCauses)[number];

export const answerDueDays = 14;
export const reminderAfterDays = 7;
export const messageLettersAtMost = 2_000;

export interface Introduction {
  readonly state: IntroductionState;
  readonly askedAt: string;
  readonly answerDueAt: string;
}

export function introductionMay(state: IntroductionState, by: Side, action: IntroductionAction) {
  return possible[action].some((one) => one.state === state && one.by.includes(by));
}

export function answerDueAt(askedAt: Date): Date {
  return new Date(askedAt.getTime() + answerDueDays * 86_400_000);
}

/** One side's record in a request, as far as the judgement needs it. */
export interface Subject {
  readonly organisationId: string;
  readonly state: string;
}

export interface Asking {
  readonly askerId: string;
  readonly need: Subject | null;
  readonly technology: Subject | null;
  readonly hasContact: boolean;
  /** The id of an open introduction between the same pair. */
  readonly openId: string | null;
}

/** Whom the asker asks: the owner of the other side; null if the asker stands on no side. */
export function askedOrganisation(asking: Asking): string | null {
  const owners = [asking.need, asking.technology].flatMap((one) =>
    one === null ? [] : [one.organisationId],
  );
  if (owners.length === 0) return null;
  const others = owners.filter((owner) => owner !== asking.askerId);
  if (owners.length === 1 || others.length < 2) return others[0] ?? null;
  return null;
}

/** Judges a request for an introduction. */
export function judgeAsking(asking: Asking): Judgement {
  const { need, technology, askerId } = asking;
  const reasons: Reason[] = [];
  if (need === null && technology === null) {
    reasons.push({
      code: 'nothing_to_ask_about',
      detail: 'Name a need, a technology, or both.',
      pointer: '/technologyId',
    });
  }
  for (const [name, subject] of Object.entries({ need, technology })) {
    if (subject === null || subject.state === 'published') continue;
    reasons.push({
      code: `${name}_not_published`,
      detail: `The ${name} is ${subject.state}; only what is published can be asked about.`,
      pointer: `/${name}Id`,
      params: { state: subject.state },
    });
  }
  const owners = [need, technology].flatMap((one) => (one === null ? [] : [one.organisationId]));
  if (owners.length > 0 && owners.every((owner) => owner === askerId)) {
    reasons.push({
      code: 'own_organisation',
      detail: 'Both sides are the same organisation.',
      pointer: '/organisationId',
    });
  }
  if (owners.length === 2 && !owners.includes(askerId)) {
    reasons.push({
      code: 'neither_side_is_yours',
      detail: 'You ask from your own need or your own technology.',
      pointer: '/organisationId',
    });
  }
  if (!asking.hasContact) {
    reasons.push({
      code: 'contact_missing',
      detail: 'Say whom the other side should talk to.',
      pointer: '/contact',
    });
  }
  if (asking.openId !== null) {
    reasons.push({
      code: 'introduction_already_open',
      detail: 'There is an open introduction between the two already.',
      params: { introductionId: asking.openId },
    });
  }
  return judged(reasons);
}

export interface Outcome extends DealFacts {
  readonly outcome: OutcomeKind;
  readonly reasons: readonly DeclineReason[];
}

/** Judges what came of the talks: a contract has its facts, an end has its reasons. */
export function judgeOutcome(outcome: Outcome, today: string): Judgement {
  if (outcome.outcome === 'contract_signed') return judged(judgeDeal(outcome, today));
  if (outcome.reasons.length > 0) return judged([]);
  const detail = 'Say why the talks ended.';
  return judged([{ code: 'reason_missing', detail, pointer: '/reasons' }]);
}
