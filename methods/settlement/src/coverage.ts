import { readAmount, writeAmount } from '@yunhe/exact';
import { type Agreement, unitOfMeasure } from './agreement.ts';
import { baseOfYear, openBase } from './base.ts';
import { dayOf } from './clock.ts';
import type { FactBook } from './fact-book.ts';
import type { Problem } from './statement.ts';
import type { AverageCondition, Condition } from './terms.ts';

/** Every condition that is not met, with its reason; none means the case is covered. */
export function uncovered(agreement: Agreement, book: FactBook): readonly Problem[] {
  return (agreement.terms.coverage ?? []).flatMap((one) => {
    const reason = judge(agreement, book, one);
    return reason === null ? [] : [{ clause: one.id, ...reason }];
  });
}

type Reason = Omit<Problem, 'clause'>;

function judge(agreement: Agreement, book: FactBook, one: Condition): Reason | null {
  if (one.kind === 'average') return judgeAverage(agreement, book, one);
  const found = book.events.get(one.event) ?? [];
  if (found.length === 0) {
    const detail = `There is no fact of ${one.event}.`;
    return { code: 'event_missing', field: one.event, detail };
  }
  if (found.some(({ disputed }) => disputed)) {
    return { code: 'fact_disputed', field: one.event, detail: `${one.event} is disputed.` };
  }
  const missing = (one.confirmedBy ?? []).filter(
    (party) => !found.some(({ confirmedBy }) => confirmedBy.includes(party)),
  );
  if (missing.length === 0) return null;
  const detail = `${one.event} is not confirmed by ${missing.join(', ')}.`;
  return { code: 'confirmation_missing', field: 'confirmed_by', detail };
}

function judgeAverage(
  agreement: Agreement,
  book: FactBook,
  { measures, party, before, years, threshold, inclusive }: AverageCondition,
): Reason | null {
  const day = dayOf(book, before);
  if (day === null) {
    return { code: 'event_missing', field: before, detail: `There is no date of ${before}.` };
  }
  const reader = openBase(agreement, book, party, measures);
  const unit = unitOfMeasure(agreement, measures[0]!.measure);
  const year = Number(day.slice(0, 4));
  let sum = 0n;
  for (let at = year - years; at < year; at++) {
    const base = baseOfYear(reader, at);
    if (base === null) {
      const detail = `${party} reported nothing for ${at}, one of ${years} years that count.`;
      return { code: 'facts_missing', field: `period ${at}`, detail };
    }
    sum += base.minor;
  }
  const least = readAmount(threshold, unit)! * BigInt(years);
  if (inclusive ? sum >= least : sum > least) return null;
  const total = `${writeAmount(sum, unit)} ${unit.code} in ${years} years`;
  const side = inclusive ? 'at least' : 'above';
  const detail = `The average of ${total} is not ${side} ${threshold} a year.`;
  return { code: 'threshold_not_met', field: 'threshold', detail };
}
