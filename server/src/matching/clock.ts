/** The clock that runs in an introduction: what it waits for, until when, and on whose side. */
import type { DealState } from './deal.ts';
import { confirmationReminderDays } from './deal.ts';
import { type Introduction, reminderAfterDays, type Side } from './introduction.ts';
import { type Meeting, meetingStateAt } from './meeting.ts';

export const clockKinds = ['answer', 'pick', 'meeting', 'outcome', 'confirmation'] as const;
export type ClockKind = (typeof clockKinds)[number];

export interface Clock {
  readonly waitsFor: ClockKind;
  /** From here on it is urgent. */
  readonly remindAt: string;
  /** When it runs out; null for what waits without end. */
  readonly dueAt: string | null;
  /** Whose turn it is. */
  readonly on: Side | 'both';
}

const day = 86_400_000;

/** What came of the talks is asked for this long after a meeting, */
export const outcomeDueDaysAfterMeeting = 30;
/** and this long after the last step without one. */
export const outcomeDueDaysWithoutMeeting = 90;
/** The last days of an outcome's time are urgent. */
const outcomeReminderDays = 14;

/** When an outcome is due, counted from the end of a meeting or from a step on the way to one. */
export function outcomeDueAt(since: Date, met: boolean): Date {
  const days = met ? outcomeDueDaysAfterMeeting : outcomeDueDaysWithoutMeeting;
  return new Date(since.getTime() + days * day);
}

export interface Running extends Introduction {
  readonly askerId: string;
  readonly outcomeDueAt: string | null;
  readonly meeting: Meeting | null;
  readonly deal: {
    readonly state: DealState;
    readonly recordedById: string;
    readonly recordedAt: string;
  } | null;
}

/** Null where nothing waits any more. */
export function clockOf(introduction: Running, now: Date): Clock | null {
  const { state, meeting, deal, askerId } = introduction;
  const other = (id: string): Side => (id === askerId ? 'asked' : 'asker');
  if (state === 'asked') {
    const remindAt = after(introduction.askedAt, reminderAfterDays);
    return { waitsFor: 'answer', remindAt, dueAt: introduction.answerDueAt, on: 'asked' };
  }
  if (state === 'concluded' && deal?.state === 'recorded') {
    const remindAt = after(deal.recordedAt, confirmationReminderDays);
    return { waitsFor: 'confirmation', remindAt, dueAt: null, on: other(deal.recordedById) };
  }
  if (state !== 'accepted') return null;
  const stands = meeting === null ? null : meetingStateAt(meeting, now);
  if (meeting !== null && stands === 'proposed') {
    const { proposedAt } = meeting;
    const dueAt = after(meeting.pickDueAt, 0);
    const half = (Date.parse(proposedAt) + Date.parse(dueAt)) / 2;
    const remindAt = new Date(half).toISOString();
    return { waitsFor: 'pick', remindAt, dueAt, on: other(meeting.proposedById) };
  }
  if (meeting?.startsAt != null && stands === 'arranged') {
    const dueAt = after(meeting.startsAt, 0);
    return { waitsFor: 'meeting', remindAt: after(dueAt, -1), dueAt, on: 'both' };
  }
  if (introduction.outcomeDueAt === null) return null;
  const { outcomeDueAt: dueAt } = introduction;
  return { waitsFor: 'outcome', remindAt: after(dueAt, -outcomeReminderDays), dueAt, on: 'both' };
}

export function isReminderDue(clock: Clock | null, now: Date): boolean {
  return clock !== null && Date.parse(clock.remindAt) <= now.getTime();
}

function after(instant: string, days: number): string {
  return new Date(Date.parse(instant) + days * day).toISOString();
}
