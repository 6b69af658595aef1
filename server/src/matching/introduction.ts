/** One organisation asks another to talk, about a need, a technology, or one for the other. */
import type { Reason } from '../runtime/refusal.ts';
import { type Judgement, judged } from './judgement.ts';

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

export const introductionActions = ['accept', 'decline', 'withdraw', 'conclude'] as const;
export type IntroductionAction = (typeof introductionActions)[number];

export const sides = ['asker', 'asked'] as const;
export type Side = (typeof sides)[number];

/** Which side may do what, and in which state. */
const possible: Readonly<
  Record<IntroductionAction, { readonly state: IntroductionState; readonly by: readonly Side[] }>
> = {
  accept: { state: 'asked', by: ['asked'] },
  decline: { state: 'asked', by: ['asked'] },
  withdraw: { state: 'asked', by: ['asker'] },
  conclude: { state: 'accepted', by: ['asker', 'asked'] },
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

/** Why a request lapsed: nobody answered, or what it was about is gone. */
export const lapseCauses = ['not_answered', 'record_withdrawn', 'need_fulfilled'] as const;
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
  return possible[action].state === state && possible[action].by.includes(by);
}

export function answerDueAt(askedAt: Date): Date {
  return new Date(askedAt.getTime() + answerDueDays * 86_400_000);
}

/** True from the seventh day without an answer: the asked side is reminded. */
export function isReminderDue(introduction: Introduction, now: Date): boolean {
  const since = now.getTime() - Date.parse(introduction.askedAt);
  return introduction.state === 'asked' && since >= reminderAfterDays * 86_400_000;
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

export interface Outcome {
  readonly kind: OutcomeKind;
  readonly amountMinor: string | null;
  readonly currency: string | null;
  readonly signedOn: string | null;
  readonly reasons: readonly DeclineReason[];
}

/** Judges what came of the talks: a contract has its sum, an end has its reasons. */
export function judgeOutcome(outcome: Outcome, today: string): Judgement {
  const reasons: Reason[] = [];
  if (outcome.kind === 'contract_signed') {
    if (outcome.amountMinor === null) {
      const detail = 'A contract has its amount; zero is an answer.';
      reasons.push({ code: 'amount_missing', detail, pointer: '/amountMinor' });
    } else if (BigInt(outcome.amountMinor) < 0n) {
      const detail = 'An amount is not below zero.';
      reasons.push({ code: 'amount_negative', detail, pointer: '/amountMinor' });
    }
    if (outcome.currency === null) {
      const detail = 'An amount needs its currency.';
      reasons.push({ code: 'currency_missing', detail, pointer: '/currency' });
    }
    if (outcome.signedOn === null) {
      const detail = 'A contract has its day.';
      reasons.push({ code: 'signing_day_missing', detail, pointer: '/signedOn' });
    } else if (outcome.signedOn > today) {
      const detail = `${outcome.signedOn} is still to come.`;
      reasons.push({ code: 'signing_day_in_the_future', detail, pointer: '/signedOn' });
    }
  } else if (outcome.reasons.length === 0) {
    const detail = 'Say why the talks ended.';
    reasons.push({ code: 'reason_missing', detail, pointer: '/reasons' });
  }
  return judged(reasons);
}
