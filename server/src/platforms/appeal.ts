/**
 * An appeal: the evaluated says, on a clause, that its result is wrong. Somebody who did not score
 * it decides; where it is upheld, a new result follows and the old one stays.
 */
import { type Judgement, judged, reason } from '../runtime/judgement.ts';
import type { Reason } from '../runtime/refusal.ts';

export const appealStates = ['open', 'upheld', 'dismissed', 'withdrawn'] as const;
export type AppealState = (typeof appealStates)[number];

export const appealGrounds = [
  'value_wrong',
  'evidence_overlooked',
  'clause_read_differently',
  'scorer_biased',
  'computed_wrongly',
] as const;
export type AppealGround = (typeof appealGrounds)[number];

/** What an upheld appeal changes: a value that was reported, or a scorer who is not heard. */
export interface Correction {
  readonly measure?: string | undefined;
  readonly value?: string | undefined;
  readonly leaveOut?: string | undefined;
}

export interface Decision {
  readonly verdict: 'upheld' | 'dismissed';
  readonly correction: Correction | null;
}

export interface DecidedOn {
  readonly state: AppealState;
  /** Ids of people who scored the platform, filed the appeal, or reported its values. */
  readonly scorers: readonly string[];
  readonly concerned: readonly string[];
}

/** Every reason why this person cannot decide, or cannot decide so. */
export function judgeDecision(
  appeal: DecidedOn,
  personId: string | null,
  { verdict, correction }: Decision,
): Judgement {
  const reasons: Reason[] = [];
  if (appeal.state !== 'open') {
    const detail = `The appeal is ${appeal.state}.`;
    reasons.push(reason('appeal_is_over', detail, '', { state: appeal.state }));
  }
  if (personId !== null && appeal.scorers.includes(personId)) {
    const detail = 'Who scored the platform does not decide on its appeal.';
    reasons.push(reason('scorer_does_not_decide', detail));
  }
  if (personId !== null && appeal.concerned.includes(personId)) {
    const detail = 'Who speaks for the platform does not decide on its appeal.';
    reasons.push(reason('party_does_not_decide', detail));
  }
  const given = correction !== null && (correction.value ?? correction.leaveOut) !== undefined;
  if (verdict === 'upheld' && !given) {
    const detail = 'Say what is corrected: the value of a measure, or the scorer who is left out.';
    reasons.push(reason('correction_missing', detail, '/correction'));
  }
  if (verdict === 'dismissed' && given) {
    const detail = 'A dismissed appeal corrects nothing.';
    reasons.push(reason('correction_without_reason', detail, '/correction'));
  }
  return judged(reasons);
}
