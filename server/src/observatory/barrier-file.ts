/**
 * A barrier that somebody has taken up. Two clocks run from the first day, as Regulation (EU)
 * 2025/925 has them: two months to clarify, six to redress; and every file ends with a written
 * outcome and its reasons.
 */
import { type Judgement, judged, reason } from '../runtime/judgement.ts';

export const fileStates = ['opened', 'clarified', 'closed'] as const;
export type FileState = (typeof fileStates)[number];

export const fileOutcomes = ['removed', 'eased', 'kept', 'no_barrier'] as const;
export type FileOutcome = (typeof fileOutcomes)[number];

/** What an owner may do; `opened` is the first step of every file and not among them. */
export const fileSteps = ['clarified', 'measure', 'extended', 'closed', 'reopened'] as const;
export type FileStep = (typeof fileSteps)[number];

export const clarifyMonths = 2;
export const redressMonths = 6;
/** An extension is for a while; whoever needs longer says so again. */
export const extendMonthsAtMost = 6;

export interface BarrierFile {
  readonly state: FileState;
  readonly clarifyDueOn: string;
  readonly redressDueOn: string;
}

export interface StepWish {
  readonly step: FileStep;
  readonly note: string;
  readonly outcome?: FileOutcome | null;
  readonly dueOn?: string | null;
}

/** The same day so many months later; the last of the month where it has no such day. */
export function monthsLater(day: string, months: number): string {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number];
  const last = new Date(Date.UTC(year, month - 1 + months + 1, 0));
  last.setUTCDate(Math.min(date, last.getUTCDate()));
  return last.toISOString().slice(0, 10);
}

export function dueDays(openedOn: string): { clarifyDueOn: string; redressDueOn: string } {
  return {
    clarifyDueOn: monthsLater(openedOn, clarifyMonths),
    redressDueOn: monthsLater(openedOn, redressMonths),
  };
}

/** The next clock that runs, and whether it has run out. */
export function clockOf(
  { state, clarifyDueOn, redressDueOn }: BarrierFile,
  today: string,
): { readonly dueOn: string | null; readonly overdue: boolean } {
  if (state === 'closed') return { dueOn: null, overdue: false };
  const dueOn = state === 'opened' ? clarifyDueOn : redressDueOn;
  return { dueOn, overdue: dueOn < today };
}

const wordsAtLeast = 10;

export function judgeStep(file: BarrierFile, wish: StepWish, today: string): Judgement {
  const closed = file.state === 'closed';
  const { step, outcome = null, dueOn = null } = wish;
  return judged(
    [
      closed &&
        step !== 'reopened' &&
        reason('file_is_closed', 'The file is closed; open it again first.', '/step'),
      !closed && step === 'reopened' && reason('file_is_open', 'The file is open.', '/step'),
      step === 'clarified' &&
        file.state === 'clarified' &&
        reason('file_is_clarified', 'It was said already what the barrier is.', '/step'),
      saysTooLittle(wish.note) &&
        reason('note_says_too_little', `Say it in ${wordsAtLeast} letters or more.`, '/note', {
          atLeast: wordsAtLeast,
        }),
      step === 'closed' &&
        outcome === null &&
        reason('outcome_missing', 'A file ends with its outcome.', '/outcome'),
      step !== 'closed' &&
        outcome !== null &&
        reason('outcome_too_early', 'Only the step that closes has an outcome.', '/outcome'),
      step === 'extended' ? judgeExtension(file, dueOn, today) : dueOn !== null && noDay,
    ].filter((one) => typeof one === 'object'),
  );
}

const noDay = reason('day_not_asked', 'Only an extension names a new day.', '/dueOn');

function judgeExtension({ redressDueOn }: BarrierFile, dueOn: string | null, today: string) {
  if (dueOn === null) return reason('day_missing', 'Name the new last day.', '/dueOn');
  const from = redressDueOn > today ? redressDueOn : today;
  const last = monthsLater(from, extendMonthsAtMost);
  if (dueOn > redressDueOn && dueOn > today && dueOn <= last) return false;
  const detail = `The new last day lies after ${from} and not after ${last}.`;
  return reason('day_out_of_bounds', detail, '/dueOn', { from, last });
}

function saysTooLittle(note: string): boolean {
  return (note.match(/[\p{L}\p{N}]/gu)?.length ?? 0) < wordsAtLeast;
}
