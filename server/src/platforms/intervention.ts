/**
 * An intervention: what follows of a low grade or a missed target. It has an owner, measures and a
 * day, and ends with an outcome that says what became of them.
 */
import { type Judgement, judged, reason } from '../runtime/judgement.ts';
import type { Reason } from '../runtime/refusal.ts';

export const interventionStates = ['open', 'closed'] as const;
export type InterventionState = (typeof interventionStates)[number];

export const interventionCauses = ['low_grade', 'missed_target'] as const;
export type InterventionCause = (typeof interventionCauses)[number];

export const interventionOutcomes = [
  'target_met',
  'improved',
  'not_improved',
  'platform_reorganised',
  'platform_closed',
  'opened_by_mistake',
] as const;
export type InterventionOutcome = (typeof interventionOutcomes)[number];

/** Days that an intervention has where the round does not say. */
export const daysToMend = 180;

export interface Plan {
  readonly owner: string;
  readonly dueOn: string;
  readonly measures: readonly string[];
}

/** An owner, a day to come, and something to do: else it is only a note. */
export function judgePlan({ owner, dueOn, measures }: Plan, today: string): Judgement {
  const reasons: Reason[] = [];
  if (owner.trim() === '') {
    reasons.push(reason('owner_missing', 'Say who sees to it.', '/owner'));
  }
  if (dueOn <= today) {
    const detail = `It is due on ${dueOn}; give a day to come.`;
    reasons.push(reason('due_day_is_over', detail, '/dueOn', { day: dueOn }));
  }
  if (measures.every((one) => one.trim() === '')) {
    reasons.push(reason('measures_missing', 'Say what is to be done.', '/measures'));
  }
  return judged(reasons);
}

export interface InterventionStanding {
  readonly state: InterventionState;
  readonly measures: readonly string[];
  /** How many steps were written down since it was opened. */
  readonly steps: number;
}

/** None closes in silence: what was done is written down, and what came of it is said. */
export function judgeClosing(
  { state, measures, steps }: InterventionStanding,
  { outcome, note }: { readonly outcome: InterventionOutcome; readonly note: string },
): Judgement {
  const reasons: Reason[] = [];
  if (state === 'closed') reasons.push(reason('intervention_is_closed', 'It is closed already.'));
  if (note.trim() === '') {
    reasons.push(reason('outcome_note_missing', 'Say what came of it.', '/note'));
  }
  if (outcome !== 'opened_by_mistake' && measures.length === 0) {
    const detail = 'Nothing was planned; say first what was to be done.';
    reasons.push(reason('measures_missing', detail));
  }
  if (outcome !== 'opened_by_mistake' && steps === 0) {
    const detail = 'Nothing that was done is written down; write a step first.';
    reasons.push(reason('steps_missing', detail));
  }
  return judged(reasons);
}

export function isOverdue(
  { state, dueOn }: { readonly state: InterventionState; readonly dueOn: string },
  today: string,
): boolean {
  return state === 'open' && dueOn < today;
}

/** Which grades, of those from best to worst, call for an intervention: the last unless told. */
export function lowGrades(
  grades: readonly string[],
  told: readonly string[] | null,
): readonly string[] {
  return told ?? grades.slice(-1);
}
