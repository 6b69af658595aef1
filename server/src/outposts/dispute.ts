/**
 * A dispute about one fact. It pauses the lines that rest on the fact, and nothing else; it ends
 * with a written outcome.
 */

/** `upheld`: the ruling went against the fact, which stays paused until it is corrected. */
export const disputeStates = ['open', 'answered', 'upheld', 'resolved'] as const;
export type DisputeState = (typeof disputeStates)[number];

export const disputeOutcomes = ['withdrawn', 'corrected', 'dismissed'] as const;
export type DisputeOutcome = (typeof disputeOutcomes)[number];

export const disputeGrounds = [
  'amount_differs',
  'wrong_period',
  'wrong_place',
  'not_covered',
  'evidence_missing',
  'counted_twice',
  'clause_read_differently',
] as const;

/** What the other side says: it will mend the fact, or it stands by it. */
export const answers = ['accepted', 'maintained'] as const;

export const disputeActions = ['answer', 'withdraw', 'rule'] as const;
export type DisputeAction = (typeof disputeActions)[number];

/** Days that the other side has to answer, unless the party that disputes gives it others. */
export const answerWithinDays = 15;

export interface DisputeStanding {
  readonly answeredAt: string | null;
  readonly upheldAt: string | null;
  readonly resolvedAt: string | null;
  readonly answerDueOn: string;
}

export function disputeState({ answeredAt, upheldAt, resolvedAt }: DisputeStanding): DisputeState {
  if (resolvedAt !== null) return 'resolved';
  if (upheldAt !== null) return 'upheld';
  return answeredAt === null ? 'open' : 'answered';
}

export function isOverdue(dispute: DisputeStanding, today: string): boolean {
  return disputeState(dispute) === 'open' && dispute.answerDueOn < today;
}

/** The secretariat rules once the other side has spoken, or has let its time pass. */
export function disputeMay(
  dispute: DisputeStanding,
  action: DisputeAction,
  today: string,
): boolean {
  const state = disputeState(dispute);
  if (action === 'answer') return state === 'open';
  if (action === 'withdraw') return state !== 'resolved';
  return state === 'answered' || isOverdue(dispute, today);
}

/** The day by which an answer is due. */
export function dueAfter(today: string, days: number): string {
  const day = new Date(`${today}T00:00:00Z`);
  day.setUTCDate(day.getUTCDate() + days);
  return day.toISOString().slice(0, 10);
}
