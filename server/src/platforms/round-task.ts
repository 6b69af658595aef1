/** What has to be done in an open round, by whom and until when. Pure. */
import { type Calendar, endOf, type Phase } from './round.ts';

export const roundTasks = [
  'report',
  'answer',
  'check',
  'seat_panel',
  'expect_scoring',
  'score',
  'compute',
  'read_result',
  'decide_appeal',
  'publish',
  'mend',
  'follow_up',
] as const;
export type TaskKind = (typeof roundTasks)[number];

/** How far a platform is, as what is left to do follows from it. */
export interface Progress {
  readonly submittedAt: string | null;
  readonly returned: number;
  readonly hasResult: boolean;
  readonly agreedAt: string | null;
  readonly openAppeals: number;
}

/** What its operator has to do in a phase. */
export function taskOfOperator(phase: Phase, one: Progress): TaskKind | null {
  switch (phase) {
    case 'self_report':
      return one.submittedAt === null ? 'report' : null;
    case 'evidence_check':
      return one.returned > 0 ? 'answer' : null;
    case 'appeal':
      return one.hasResult && one.agreedAt === null && one.openAppeals === 0 ? 'read_result' : null;
    default:
      return null;
  }
}

/** What an expert who has a seat and is not done has to do. */
export function taskOfExpert(phase: Phase): TaskKind | null {
  if (phase === 'panel') return 'score';
  return phase === 'self_report' || phase === 'evidence_check' ? 'expect_scoring' : null;
}

/** The last day of a phase; null for the last one. */
export function lastDayOf(calendar: Calendar, phase: Phase): string | null {
  const end = endOf(calendar, phase);
  if (end === null) return null;
  return new Date(Date.parse(end) - 86_400_000).toISOString().slice(0, 10);
}
