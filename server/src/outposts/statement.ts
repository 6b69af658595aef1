/** What becomes of a statement, and why a party may say that it is wrong. Pure. */

/** `netted`: set off in a netting that waits for payment. */
export const statementStates = ['issued', 'accepted', 'netted', 'paid'] as const;
export type StatementState = (typeof statementStates)[number];

export const objectionReasons = [
  'fact_is_wrong',
  'fact_is_missing',
  'clause_read_otherwise',
  'counted_twice',
  'wrong_period',
  'other',
] as const;
export type ObjectionReason = (typeof objectionReasons)[number];
