import { type Unit, writeAmount } from '@yunhe/exact';
import { type Agreement, unitOfMeasure } from './agreement.ts';
import type { BookedFact, FactBook, Series } from './fact-book.ts';
import type { Outcome } from './outcome.ts';
import type { Step } from './statement.ts';
import type { Base, PeriodMeasure } from './terms.ts';

interface Counted extends PeriodMeasure {
  readonly isRefund: boolean;
  readonly series: Series | undefined;
}

/** Measures of one place, net of their refunds, ready to be asked year by year. */
export interface BaseReader {
  readonly unit: Unit;
  readonly counted: readonly Counted[];
  readonly confirmedBy: readonly string[];
}

export interface YearBase {
  readonly minor: bigint;
  readonly facts: readonly BookedFact[];
}

export function openBase(
  agreement: Agreement,
  book: FactBook,
  party: string,
  measures: readonly PeriodMeasure[],
  confirmedBy: readonly string[] = [],
): BaseReader {
  const counted: Counted[] = [];
  for (const one of measures) {
    counted.push({ ...one, isRefund: false, series: book.series.get(`${one.measure} ${party}`) });
    for (const { id, refundOf } of agreement.terms.measures) {
      if (refundOf !== one.measure) continue;
      const series = book.series.get(`${id} ${party}`);
      counted.push({ ...one, measure: id, isRefund: true, series });
    }
  }
  return { unit: unitOfMeasure(agreement, measures[0]!.measure), counted, confirmedBy };
}

export function openClauseBase(agreement: Agreement, book: FactBook, base: Base): BaseReader {
  return openBase(agreement, book, base.party, base.measures, base.confirmedBy);
}

/** The base of a year, all sources or one; null where nothing was reported. */
export function baseOfYear(reader: BaseReader, year: number, source?: string): YearBase | null {
  let minor = 0n;
  const facts: BookedFact[] = [];
  for (const { series, isRefund, from, to } of reader.counted) {
    const own = series?.get(year);
    if (own === undefined || isOutside(year, from, to)) continue;
    for (const fact of own) {
      if (source !== undefined && fact.source !== source) continue;
      minor += isRefund ? -fact.minor : fact.minor;
      facts.push(fact);
    }
  }
  return facts.length === 0 ? null : { minor, facts };
}

function isOutside(year: number, from = -Infinity, to = Infinity): boolean {
  return year < from || year > to;
}

/** The first year in which anything of the base was reported. */
export function firstYearOf(reader: BaseReader): number | null {
  let first: number | null = null;
  for (const { series } of reader.counted) {
    for (const year of series?.keys() ?? []) if (first === null || year < first) first = year;
  }
  return first;
}

/** Whether all facts can be counted; what hinders it is left open. */
export function isSettled(
  { facts }: YearBase,
  { confirmedBy }: BaseReader,
  clause: string,
  year: number,
  outcome: Outcome,
): boolean {
  let settled = true;
  for (const fact of facts) {
    if (fact.disputed) {
      outcome.leave(clause, 'fact_disputed', year, fact.key);
      settled = false;
    } else if (!confirmedBy.every((party) => fact.confirmedBy.includes(party))) {
      outcome.leave(clause, 'fact_unconfirmed', year, fact.key);
      settled = false;
    }
  }
  return settled;
}

/** Facts of a tax in a year in which the terms do not count it. */
export function leaveOutsidePeriod(
  { counted }: BaseReader,
  clause: string,
  year: number,
  outcome: Outcome,
): void {
  for (const { series, from, to } of counted) {
    if (!isOutside(year, from, to)) continue;
    for (const { key } of series?.get(year) ?? []) {
      outcome.leave(clause, 'outside_period', year, key);
    }
  }
}

export function stepOf(
  step: string,
  minor: bigint,
  unit: Unit,
  facts?: readonly BookedFact[],
): Step {
  return {
    step,
    value: writeAmount(minor, unit),
    unit: unit.code,
    ...(facts === undefined ? {} : { facts: facts.map(({ key }) => key) }),
  };
}
