/** The years of an agreement: open for facts, then closed for good. Pure. */
import { type Judgement, judged } from '../runtime/judgement.ts';
import type { Reason } from '../runtime/refusal.ts';

export interface AskedClosing {
  readonly year: number;
  /** The first year that a signed version rules. */
  readonly firstYear: number;
  /** The last year that was closed; null before the first. */
  readonly closedThrough: number | null;
  /** A signed version rules the year. */
  readonly isRuled: boolean;
  readonly today: string;
}

/** The year to close next. */
export function nextToClose({
  firstYear,
  closedThrough,
}: Pick<AskedClosing, 'firstYear' | 'closedThrough'>): number {
  return closedThrough === null ? firstYear : closedThrough + 1;
}

/**
 * Judges whether a year may be closed. Years close one after the other, since caps and clocks
 * remember what was before.
 */
export function judgeClosing(asked: AskedClosing): Judgement {
  const { year, closedThrough, isRuled, today } = asked;
  const reasons: Reason[] = [];
  const against = (code: string, detail: string, params = {}) =>
    reasons.push({ code, detail, params: { year, ...params } });
  const next = nextToClose(asked);
  if (closedThrough !== null && year <= closedThrough) {
    against('period_is_closed', `${year} is closed; a correction gives a difference statement.`);
    return judged(reasons);
  }
  if (!isRuled) against('period_not_in_force', `No signed version rules ${year}.`);
  else if (year > next) against('earlier_period_open', `Close ${next} first.`, { next });
  if (today < `${year + 1}-01-01`) {
    against('period_not_over', `${year} is not over; it can be closed from ${year + 1}-01-01 on.`);
  }
  return judged(reasons);
}

/** Facts of a closed year are corrected, not reported: the statement of that year stays. */
export function isClosed(period: string, closedThrough: number | null): boolean {
  return closedThrough !== null && Number(period.slice(0, 4)) <= closedThrough;
}
