import { rational, readAmount, roundHalfEven, times } from '@yunhe/exact';
import type { Agreement } from './agreement.ts';
import { baseOfYear, firstYearOf, isSettled, openClauseBase, stepOf } from './base.ts';
import { dayOf, type Start } from './clock.ts';
import type { BookedFact, FactBook } from './fact-book.ts';
import type { Outcome } from './outcome.ts';
import type { OneOffClause, YieldClause } from './terms.ts';

/** Pays, every year, a fixed part of all that was invested up to it. */
export function settleYield(
  agreement: Agreement,
  clause: YieldClause,
  book: FactBook,
  start: Start,
  through: number,
  outcome: Outcome,
): void {
  const reader = openClauseBase(agreement, book, clause.base);
  const invested = firstYearOf(reader);
  if (invested === null) {
    outcome.leave(clause.id, 'no_facts', null, clause.base.id);
    return;
  }
  if (start.kind === 'missing') {
    outcome.leave(clause.id, 'clock_not_started', null, start.events.join(', '));
    return;
  }
  const first = start.kind === 'year' ? start.year : invested;
  const end = Math.min(through, first + (clause.years?.to ?? Infinity) - 1);
  const rate = agreement.numbers.get(clause.rate)!;
  let principal = 0n;
  let isOpen = false;
  const facts: BookedFact[] = [];
  for (let year = Math.min(first, invested); year <= end; year++) {
    const base = baseOfYear(reader, year);
    if (base !== null && !isSettled(base, reader, clause.id, year, outcome)) isOpen = true;
    if (isOpen) continue;
    principal += base?.minor ?? 0n;
    facts.push(...(base?.facts ?? []));
    if (year < first + (clause.years?.from ?? 1) - 1) continue;
    const soFar = [...facts];
    const held = principal;
    outcome.pay({
      year,
      payer: clause.payer,
      receiver: clause.receiver,
      measure: clause.base.id,
      unit: reader.unit,
      minor: roundHalfEven(times(rational(held), rate)),
      clause: clause.id,
      steps: () => [
        { step: 'year-of-agreement', value: String(year - first + 1) },
        stepOf('principal', held, reader.unit, soFar),
        { step: 'rate', value: clause.rate },
      ],
    });
  }
}

/** Pays once, in the year of the event. */
export function settleOneOff(
  agreement: Agreement,
  clause: OneOffClause,
  book: FactBook,
  through: number,
  outcome: Outcome,
): void {
  const { id, on, payer, receiver, amount, of } = clause;
  const day = dayOf(book, on);
  if (day === null) {
    outcome.leave(id, 'event_missing', null, on);
    return;
  }
  const year = Number(day.slice(0, 4));
  if (year > through) return;
  const unit = agreement.units.get(clause.unit)!;
  const event = { step: 'event', value: day, facts: keysOf(book, on) };
  const pay = { year, payer, receiver, unit, clause: id };
  if (amount !== undefined) {
    const minor = readAmount(amount, unit)!;
    const steps = () => [event, stepOf('agreed-amount', minor, unit)];
    outcome.pay({ ...pay, measure: on, minor, steps });
    return;
  }
  if (of === undefined) {
    outcome.leave(id, 'amount_not_stated', year);
    return;
  }
  const reader = openClauseBase(agreement, book, of);
  let minor = 0n;
  const facts: BookedFact[] = [];
  for (let at = firstYearOf(reader) ?? Infinity; at <= year; at++) {
    const base = baseOfYear(reader, at);
    if (base === null) continue;
    if (!isSettled(base, reader, id, at, outcome)) return;
    minor += base.minor;
    facts.push(...base.facts);
  }
  if (facts.length === 0) {
    outcome.leave(id, 'no_facts', year, of.id);
    return;
  }
  outcome.pay({
    ...pay,
    measure: of.id,
    minor: roundHalfEven(times(rational(minor), agreement.numbers.get(of.share)!)),
    steps: () => [event, stepOf('base', minor, unit, facts), { step: 'share', value: of.share }],
  });
}

function keysOf(book: FactBook, event: string): readonly string[] {
  return (book.events.get(event) ?? []).map(({ key }) => key);
}
