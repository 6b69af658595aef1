/** When and where the two sides of an accepted introduction talk: slots offered, one picked. */

import { type Judgement, judged } from '../runtime/judgement.ts';
import type { Reason } from '../runtime/refusal.ts';
import { reason } from './record.ts';

/** What is kept; an arranged meeting has been held once its time is over. */
export const keptMeetingStates = ['proposed', 'arranged', 'cancelled', 'lapsed'] as const;
export const meetingStates = [...keptMeetingStates, 'held'] as const;
export type MeetingState = (typeof meetingStates)[number];

export const meetingActions = ['pick', 'propose', 'cancel'] as const;
export type MeetingAction = (typeof meetingActions)[number];

/** Why a meeting is off; the last is said by the node when the introduction itself ends. */
export const cancelReasons = [
  'time_not_suitable',
  'person_not_available',
  'no_longer_needed',
  'introduction_ended',
] as const;
export type CancelReason = (typeof cancelReasons)[number];

export const slotsAtMost = 8;
export const slotDaysAheadAtMost = 90;
export const durationMinutesAtLeast = 15;
export const durationMinutesAtMost = 480;
export const pickDueDays = 7;

const minute = 60_000;
const day = 86_400_000;

export interface Meeting {
  readonly state: (typeof keptMeetingStates)[number];
  /** Of whose slots the other side picks one. */
  readonly proposedById: string;
  readonly proposedAt: string;
  readonly pickDueAt: string;
  readonly startsAt: string | null;
  readonly endsAt: string | null;
}

export function meetingStateAt(meeting: Pick<Meeting, 'state' | 'endsAt'>, now: Date) {
  const over = meeting.endsAt !== null && Date.parse(meeting.endsAt) <= now.getTime();
  return meeting.state === 'arranged' && over ? 'held' : meeting.state;
}

/** Either side may offer other times, also for a meeting that was arranged, or call it off. */
export function meetingMay(state: MeetingState, proposer: boolean, action: MeetingAction): boolean {
  if (action === 'pick') return state === 'proposed' && !proposer;
  return state === 'proposed' || state === 'arranged';
}

export interface Proposal {
  /** The starts of the slots. */
  readonly slots: readonly string[];
  readonly durationMinutes: number;
  readonly place: string | null;
  readonly link: string | null;
}

/** A week, but not beyond the start of the last slot. */
export function pickDueAt(proposedAt: Date, slots: readonly string[]): Date {
  const last = Math.max(...slots.map((slot) => Date.parse(slot)));
  return new Date(Math.min(proposedAt.getTime() + pickDueDays * day, last));
}

export function endOf(startsAt: string, durationMinutes: number): Date {
  return new Date(Date.parse(startsAt) + durationMinutes * minute);
}

/** Judges slots: ahead of us, not too far, none in another, and somewhere. */
export function judgeProposal(proposal: Proposal, now: Date): Judgement {
  const { slots, durationMinutes, place, link } = proposal;
  const reasons: Reason[] = [];
  for (const [at, slot] of slots.entries()) {
    const ahead = Date.parse(slot) - now.getTime();
    if (ahead <= 0) {
      reasons.push(reason('slot_has_passed', `${slot} has passed.`, `/slots/${at}`));
    } else if (ahead > slotDaysAheadAtMost * day) {
      const detail = `A slot lies within ${slotDaysAheadAtMost} days.`;
      reasons.push(reason('slot_too_far', detail, `/slots/${at}`, { days: slotDaysAheadAtMost }));
    }
  }
  const starts = slots.map((slot) => Date.parse(slot)).sort((one, other) => one - other);
  const overlap = starts.some(
    (start, at) => at > 0 && start < starts[at - 1]! + durationMinutes * minute,
  );
  if (overlap) {
    reasons.push(reason('slots_overlap', 'Two slots overlap; offer each time once.', '/slots'));
  }
  if ((place ?? '').trim() === '' && link === null) {
    const detail = 'Say where: a place, a link, or both.';
    reasons.push(reason('place_or_link_missing', detail, '/place'));
  }
  return judged(reasons);
}
