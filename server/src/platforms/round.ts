/**
 * A round: platforms of one type are evaluated by one version of a scheme, phase after phase. Each
 * phase begins on its day and ends where the next begins; the last ends with the publication.
 */
import { type Judgement, judged, reason } from '../runtime/judgement.ts';
import type { Reason } from '../runtime/refusal.ts';

export const roundStates = ['draft', 'open', 'published', 'cancelled'] as const;
export type RoundState = (typeof roundStates)[number];

export const phases = [
  'self_report',
  'evidence_check',
  'panel',
  'result',
  'appeal',
  'publication',
] as const;
export type Phase = (typeof phases)[number];

/** The day on which each phase begins; two on one day leave the earlier one out. */
export type Calendar = Readonly<Record<Phase, string>>;

/** What the evaluated see of each other's values before the results are published. */
export const sharings = ['coded', 'after_publication'] as const;
export type Sharing = (typeof sharings)[number];

/** Who is evaluated must have had time to say that the result is wrong. */
export const appealDaysAtLeast = 5;
export const platformsAtMost = 500;
export const roundActions = [
  'report',
  'answer',
  'check',
  'score',
  'compute',
  'appeal',
  'decide',
  'publish',
] as const;
export type RoundAction = (typeof roundActions)[number];

/** In which phases an open round lets something be done. */
const possibleIn: Readonly<Record<RoundAction, readonly Phase[]>> = {
  report: ['self_report'],
  /** What a checker returned is reported once more. */
  answer: ['self_report', 'evidence_check'],
  check: ['evidence_check'],
  score: ['panel'],
  compute: ['result', 'appeal'],
  appeal: ['appeal'],
  decide: ['appeal', 'publication'],
  publish: ['publication'],
};

/** Every reason why the days cannot be a calendar, given the day it is. */
export function judgeCalendar(calendar: Calendar, today: string): Judgement {
  const reasons: Reason[] = [];
  for (const [at, phase] of phases.entries()) {
    const before = phases[at - 1];
    const pointer = `/calendar/${phase}`;
    if (before !== undefined && calendar[phase] < calendar[before]) {
      const detail = `${phase} begins on ${calendar[phase]}, before ${before} on ${calendar[before]}.`;
      reasons.push(reason('phase_before_the_one_before', detail, pointer, { phase, before }));
    }
  }
  if (calendar.evidence_check <= calendar.self_report) {
    const detail = 'The evaluated need a day at least to report.';
    reasons.push(reason('no_time_to_report', detail, '/calendar/evidence_check'));
  }
  if (calendar.evidence_check <= today) {
    const detail = `Reporting would end on ${calendar.evidence_check}, which is over.`;
    reasons.push(reason('calendar_is_over', detail, '/calendar/evidence_check'));
  }
  if (daysBetween(calendar.appeal, calendar.publication) < appealDaysAtLeast) {
    const detail = `The evaluated have ${appealDaysAtLeast} days at least to appeal.`;
    const params = { days: appealDaysAtLeast };
    reasons.push(reason('too_few_days_to_appeal', detail, '/calendar/publication', params));
  }
  return judged(reasons);
}

/** The phase of a day; null before the first begins. */
export function phaseOn(calendar: Calendar, day: string): Phase | null {
  return phases.findLast((phase) => calendar[phase] <= day) ?? null;
}

/** The day on which a phase ends, not itself in it; null for the last. */
export function endOf(calendar: Calendar, phase: Phase): string | null {
  const next = phases[phases.indexOf(phase) + 1];
  return next === undefined ? null : calendar[next];
}

export interface RoundStanding {
  readonly state: RoundState;
  readonly calendar: Calendar;
}

export function roundMay(round: RoundStanding, action: RoundAction, today: string): boolean {
  const phase = phaseOn(round.calendar, today);
  return round.state === 'open' && phase !== null && possibleIn[action].includes(phase);
}

/** Judges whether something may be done now, and says when it could be. */
export function judgeStep(round: RoundStanding, action: RoundAction, today: string): Judgement {
  if (roundMay(round, action, today)) return judged([]);
  const { state, calendar } = round;
  if (state !== 'open') {
    return judged([reason('round_is_not_open', `The round is ${state}.`, '', { state })]);
  }
  const [first] = possibleIn[action];
  const last = possibleIn[action].at(-1)!;
  const from = calendar[first!];
  const until = endOf(calendar, last) ?? '';
  const phase = phaseOn(calendar, today) ?? 'before';
  const detail = `This is done from ${from}${until === '' ? '' : ` until ${until}`}; the round is at ${phase}.`;
  return judged([reason('not_in_this_phase', detail, '', { action, phase, from, until })]);
}

/** Dates that nobody has lived through can be moved; what has begun has begun. */
export function judgeMove(before: Calendar, after: Calendar, today: string): Judgement {
  const reasons: Reason[] = [];
  for (const [at, phase] of phases.entries()) {
    const [was, is] = [before[phase], after[phase]];
    const pointer = `/calendar/${phase}`;
    const previous = phases[at - 1];
    if (previous !== undefined && is < after[previous]) {
      const detail = `${phase} would begin before ${previous}.`;
      reasons.push(
        reason('phase_before_the_one_before', detail, pointer, { phase, before: previous }),
      );
    }
    if (was === is) continue;
    if (was <= today) {
      const detail = `${phase} began on ${was}; that does not change.`;
      reasons.push(reason('phase_has_begun', detail, pointer, { phase, day: was }));
    } else if (is < today || is < was) {
      const detail = `${phase} may begin later than ${was}, not earlier; end the phase before instead.`;
      reasons.push(reason('phase_moves_only_later', detail, pointer, { phase, day: was }));
    }
  }
  if (reasons.length === 0 && daysBetween(after.appeal, after.publication) < appealDaysAtLeast) {
    const detail = `The evaluated have ${appealDaysAtLeast} days at least to appeal.`;
    const params = { days: appealDaysAtLeast };
    reasons.push(reason('too_few_days_to_appeal', detail, '/calendar/publication', params));
  }
  return judged(reasons);
}

/** What has to be done in each phase before nobody waits in it, and how much of it is left. */
export interface Waiting {
  readonly reports: number;
  readonly values: number;
  readonly scores: number;
  readonly results: number;
  readonly appeals: number;
}

const waitsFor: Readonly<Record<Phase, keyof Waiting | null>> = {
  self_report: 'reports',
  evidence_check: 'values',
  panel: 'scores',
  result: 'results',
  appeal: 'appeals',
  publication: null,
};

/** A phase ends before its day once nobody waits in it: a right to time is not taken from anyone. */
export function judgeEnd(round: RoundStanding, waiting: Waiting, today: string): Judgement {
  const phase = round.state === 'open' ? phaseOn(round.calendar, today) : null;
  if (phase === null || phase === 'publication') {
    return judged([reason('no_phase_to_end', 'There is no phase that could end early.')]);
  }
  const what = waitsFor[phase]!;
  const count = waiting[what];
  if (count === 0) return judged([]);
  const detail = `${count} ${what} are not there yet, so ${phase} ends on its day.`;
  return judged([reason('phase_is_waited_for', detail, '', { phase, what, count })]);
}

/** The calendar with the next phase beginning today. */
export function endedOn(calendar: Calendar, today: string): Calendar {
  const phase = phaseOn(calendar, today);
  const next = phase === null ? undefined : phases[phases.indexOf(phase) + 1];
  return next === undefined ? calendar : { ...calendar, [next]: today };
}

function daysBetween(from: string, until: string): number {
  return Math.round((Date.parse(until) - Date.parse(from)) / 86_400_000);
}
