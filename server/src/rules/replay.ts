/** What would change for past cases under another rule: for each one, and by how much. */

import { compared, difference, negated } from './decimal-text.ts';
import { decimalText, type Outcome } from './decision.ts';

export const replayStates = ['waiting', 'running', 'finished', 'failed', 'cancelled'] as const;
export type ReplayState = (typeof replayStates)[number];

/** For whom: better off, worse off, as before, or one of the two rules gives no answer. */
export const changes = ['gains', 'loses', 'same', 'unclear'] as const;
export type Change = (typeof changes)[number];

/** What one rule says of a case. */
export interface Side {
  /** Null where the rule set does not say how to read one. */
  readonly outcome: Outcome | null;
  /** Decimal text; null where the rule names no amount. */
  readonly amount: string | null;
}

export interface Turn {
  readonly change: Change;
  /** Decimal text: won where positive, lost where negative; null where it cannot be said. */
  readonly difference: string | null;
}

/**
 * Compares what two rules say of one case.
 *
 * Where the answer turns, the case gains or loses, whatever the amounts are; where both say yes,
 * the amounts decide. A no is worth nothing, unless the rule names an amount for it. Where one of
 * the two rules has no answer, nothing is claimed.
 *
 * @param stake  What is won or lost as a whole when the answer turns; null to compare amounts.
 */
export function turnOf(base: Side, candidate: Side, stake: string | null): Turn {
  if (isOpen(base) || isOpen(candidate)) return { change: 'unclear', difference: null };
  const turned = turnOfOutcome(base.outcome, candidate.outcome);
  if (stake !== null) {
    const won = { gains: stake, loses: negated(stake), same: '0' }[turned];
    return { change: turned, difference: won };
  }
  const [before, after] = [worthOf(base), worthOf(candidate)];
  if (before === null || after === null) return { change: turned, difference: null };
  const won = difference(after, before);
  if (turned !== 'same') return { change: turned, difference: won };
  const sign = compared(won, '0');
  return { change: sign > 0 ? 'gains' : sign < 0 ? 'loses' : 'same', difference: won };
}

function isOpen({ outcome, amount }: Side): boolean {
  return outcome === 'undetermined' || (outcome === null && amount === null);
}

function turnOfOutcome(base: Outcome | null, candidate: Outcome | null) {
  if (base === 'refused' && candidate === 'granted') return 'gains';
  if (base === 'granted' && candidate === 'refused') return 'loses';
  return 'same';
}

function worthOf({ outcome, amount }: Side): string | null {
  return amount ?? (outcome === 'refused' ? '0' : null);
}

/** The band of a number: bounds belong to the band above them. Null for what is no number. */
export function bandOf(value: unknown, bounds: readonly string[]): string | null {
  const number = decimalText(value);
  if (number === null) return null;
  const sorted = bounds.toSorted(compared);
  const at = sorted.findLastIndex((bound) => compared(bound, number) <= 0);
  if (at === -1) return `< ${sorted[0]}`;
  const above = sorted[at + 1];
  return above === undefined ? `≥ ${sorted[at]}` : `${sorted[at]} – < ${above}`;
}
