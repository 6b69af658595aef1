import type { Agreement } from './agreement.ts';
import { startOf } from './clock.ts';
import type { FactBook } from './fact-book.ts';
import { settleFormula } from './formula-clause.ts';
import { Outcome } from './outcome.ts';
import { settleOneOff, settleYield } from './payment-clauses.ts';
import { settleShares } from './share-clause.ts';

/**
 * Runs every clause over all years up to one; coverage is judged elsewhere. A version computes from
 * the first fact on, since caps remember, and speaks only of the years in which it rules.
 */
export function evaluate(agreement: Agreement, book: FactBook, through: number): Outcome {
  const { terms } = agreement;
  const outcome = new Outcome(agreement);
  const start = startOf(terms, book);
  const until = Math.min(through, terms.inForce?.to ?? Infinity);
  for (const clause of terms.clauses) {
    switch (clause.kind) {
      case 'share':
        settleShares(agreement, clause, book, start, until, outcome);
        break;
      case 'yield':
        settleYield(agreement, clause, book, start, until, outcome);
        break;
      case 'one-off':
        settleOneOff(agreement, clause, book, until, outcome);
        break;
      case 'formula':
        settleFormula(agreement, clause, book, until, outcome);
        break;
      case 'open':
        break;
    }
  }
  for (const clause of terms.clauses) {
    if (clause.kind !== 'open') continue;
    const { id, what, when } = clause;
    const stated = { clause: id, code: 'stated_as_open', year: null, what };
    if (when === 'always') outcome.open.push({ ...stated, shortfall: null, unit: null });
    const { left = 0n, unit = null } = outcome.leftOfCaps.get(clause.of ?? '') ?? {};
    if (when === 'cap-not-reached' && left > 0n) {
      outcome.open.push({ ...stated, shortfall: left, unit });
    }
  }
  return outcome;
}
