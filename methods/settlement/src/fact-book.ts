import { type Rational, readAmount, readRational } from '@yunhe/exact';
import type { Agreement } from './agreement.ts';
import type { Problem } from './statement.ts';

/** A row of the facts by its columns; those of `factColumns` and those the terms declare. */
export type FactRow = Readonly<Record<string, string>>;

export interface BookedFact {
  readonly key: string;
  readonly party: string;
  readonly year: number;
  /** `2019-07-01` where the fact happened on a day. */
  readonly day: string | null;
  readonly source: string;
  /** Amount in minor units; 0 for events and rates. */
  readonly minor: bigint;
  readonly rate: Rational | null;
  readonly confirmedBy: readonly string[];
  readonly disputed: boolean;
}

/** Facts by `measure party`, then by year. */
export type Series = Map<number, BookedFact[]>;

export interface FactBook {
  readonly series: Map<string, Series>;
  /** What happened, by its measure. */
  readonly events: Map<string, BookedFact[]>;
  firstYear: number;
  lastYear: number;
}

export type FactsReading = { readonly book: FactBook } | { readonly problems: readonly Problem[] };

const MOST_FACTS = 100_000;
const MOST_PROBLEMS = 50;
/** 10^15 of a money unit is more than any treasury of the world takes in a year. */
const LARGEST_WHOLE = 10n ** 15n;
const PERIOD = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/;
const REVISION = /^\d{1,4}$/;

export const OWN_COLUMNS = ['period', 'party', 'measure', 'amount', 'unit', 'evidence'] as const;
export const OPTIONAL_COLUMNS = ['source', 'confirmed_by', 'disputed_by', 'revision'] as const;

export function emptyBook(): FactBook {
  return { series: new Map(), events: new Map(), firstYear: Infinity, lastYear: -Infinity };
}

/** Writes a fact where the clauses look for it. */
export function enter(book: FactBook, measure: string, party: string, fact: BookedFact): void {
  if (fact.day !== null) {
    const same = book.events.get(measure);
    if (same === undefined) book.events.set(measure, [fact]);
    else same.push(fact);
    return;
  }
  const name = `${measure} ${party}`;
  let series = book.series.get(name);
  if (series === undefined) {
    series = new Map();
    book.series.set(name, series);
  }
  const same = series.get(fact.year);
  if (same === undefined) series.set(fact.year, [fact]);
  else same.push(fact);
  if (fact.year < book.firstYear) book.firstYear = fact.year;
  if (fact.year > book.lastYear) book.lastYear = fact.year;
}

/**
 * Judges facts by an agreement and books the latest revision of each. The order of the rows has no
 * influence: what is booked is in the order of the keys.
 */
export function bookFacts(agreement: Agreement, rows: readonly FactRow[]): FactsReading {
  const problems: Problem[] = [];
  if (rows.length > MOST_FACTS) {
    const detail = `There are ${rows.length} facts; at most ${MOST_FACTS} are read.`;
    return { problems: [{ code: 'too_many_facts', clause: null, field: 'rows', detail }] };
  }
  const latest = new Map<string, Booking>();
  const seen = new Set<string>();
  const columns = knownColumns(agreement);
  for (const [index, row] of rows.entries()) {
    if (problems.length >= MOST_PROBLEMS) break;
    const wrong = (code: string, column: string, detail: string) => {
      const clause = agreement.countedBy.get(row.measure ?? '')?.[0] ?? null;
      problems.push({ code, clause, field: `row ${index + 1}, ${column}`, detail });
    };
    const booking = judge(agreement, row, columns, wrong);
    if (booking === null) continue;
    const { fact, revision } = booking;
    const identity = fact.day === null ? fact.key : fact.key.slice(fact.day.length);
    const once = `${identity}#${revision}`;
    if (seen.has(once)) {
      wrong('fact_given_twice', 'period', `${fact.key} stands here twice; give it a revision.`);
    }
    seen.add(once);
    const before = latest.get(identity);
    if (before === undefined || before.revision < revision) latest.set(identity, booking);
  }
  if (problems.length > 0) return { problems };
  const book = emptyBook();
  const sorted = [...latest.entries()].sort(([a], [b]) => (a < b ? -1 : 1));
  for (const [, { measure, party, fact }] of sorted) enter(book, measure, party, fact);
  const refunds = refundsAboveTax(agreement, book);
  return refunds.length > 0 ? { problems: refunds } : { book };
}

interface Booking {
  readonly measure: string;
  readonly party: string;
  readonly revision: number;
  readonly fact: BookedFact;
}

function knownColumns({ terms }: Agreement): ReadonlySet<string> {
  const declared = (terms.columns ?? []).map(({ name }) => name);
  return new Set([...OWN_COLUMNS, ...OPTIONAL_COLUMNS, ...declared]);
}

type Wrong = (code: string, column: string, detail: string) => void;

function judge(
  agreement: Agreement,
  row: FactRow,
  columns: ReadonlySet<string>,
  wrong: Wrong,
): Booking | null {
  const { period = '', party = '', measure = '', amount = '', unit = '', source = '' } = row;
  let fine = true;
  const refuse: Wrong = (...problem) => {
    fine = false;
    wrong(...problem);
  };
  for (const name in row) {
    if (!columns.has(name)) refuse('column_unknown', name.slice(0, 60), 'No column of this name.');
  }
  const date = PERIOD.exec(period);
  const declared = agreement.measures.get(measure);
  if (date === null || !isDate(date)) {
    refuse('period_unreadable', 'period', `"${period.slice(0, 40)}" is neither a year nor a day.`);
  }
  if (!agreement.parties.has(party)) {
    refuse('party_unknown', 'party', `"${party.slice(0, 64)}" is no party of the agreement.`);
  }
  if (declared === undefined) {
    refuse('measure_unknown', 'measure', `Nobody declared "${measure.slice(0, 64)}".`);
  } else if (unit !== declared.unit) {
    const known = agreement.units.has(unit) ? 'unit_differs' : 'unit_not_declared';
    refuse(known, 'unit', `${measure} counts in ${declared.unit}, not in "${unit.slice(0, 32)}".`);
  }
  const revision = row.revision ?? '';
  if (revision !== '' && !REVISION.test(revision)) {
    refuse('revision_unreadable', 'revision', 'A revision is a whole number.');
  }
  const partyList = (column: string): readonly string[] => {
    const named = (row[column] ?? '')
      .split(';')
      .map((one) => one.trim())
      .filter(Boolean);
    for (const one of named) {
      if (!agreement.parties.has(one)) refuse('party_unknown', column, `${one} is no party.`);
    }
    return named;
  };
  const confirmedBy = partyList('confirmed_by');
  const disputed = partyList('disputed_by').length > 0;
  if (source.length > 100) refuse('source_too_long', 'source', 'At most 100 characters.');
  if (!fine || date === null || declared === undefined) return null;
  const value = readValue(agreement, declared.unit, amount, date, refuse);
  if (value === null) return null;
  const key = `${period}/${party}/${measure}${source === '' ? '' : `/${source}`}`;
  const day = declared.unit === 'event' ? period : null;
  const fact = { key, party, year: Number(date[1]), day, source, confirmedBy, disputed, ...value };
  return { measure, party, revision: Number(revision), fact };
}

function isDate([, year, month, day]: RegExpExecArray): boolean {
  if (Number(year) < 1900 || Number(year) > 2200) return false;
  if (month === undefined) return true;
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day ?? '1')));
  return date.getUTCMonth() === Number(month) - 1;
}

function readValue(
  agreement: Agreement,
  unit: string,
  amount: string,
  [, , , day]: RegExpExecArray,
  refuse: Wrong,
): { readonly minor: bigint; readonly rate: Rational | null } | null {
  if (unit === 'event') {
    if (day === undefined) refuse('day_missing', 'period', 'An event has a day: YYYY-MM-DD.');
    if (amount !== '1') refuse('amount_of_event', 'amount', 'The amount of an event is 1.');
    return day === undefined || amount !== '1' ? null : { minor: 0n, rate: null };
  }
  if (unit === 'rate') {
    const rate = readRational(amount);
    if (rate !== null && rate.numerator >= 0n) return { minor: 0n, rate };
    refuse('amount_unreadable', 'amount', `"${amount.slice(0, 40)}" is no rate.`);
    return null;
  }
  const counted = agreement.units.get(unit)!;
  const minor = readAmount(amount, counted);
  if (minor === null) {
    const digits = `at most ${counted.digits} decimals`;
    refuse('amount_unreadable', 'amount', `"${amount.slice(0, 40)}" is no amount: ${digits}.`);
  } else if (minor < 0n) {
    refuse('amount_negative', 'amount', 'Amounts are not negative; give refunds as refunds.');
  } else if (minor >= LARGEST_WHOLE * 10n ** BigInt(counted.digits)) {
    refuse('amount_implausible', 'amount', `${amount} ${unit} is 10^15 or more.`);
  } else {
    return { minor, rate: null };
  }
  return null;
}

/** A refund is taken off what was taken in the same year, place and source, and cannot be more. */
function refundsAboveTax({ terms, countedBy }: Agreement, book: FactBook): readonly Problem[] {
  const problems: Problem[] = [];
  for (const { id, refundOf } of terms.measures) {
    if (refundOf === undefined) continue;
    for (const { id: party } of terms.parties) {
      for (const [year, refunds] of book.series.get(`${id} ${party}`) ?? []) {
        const taxes = book.series.get(`${refundOf} ${party}`)?.get(year) ?? [];
        const net = new Map<string, bigint>();
        for (const { source, minor } of taxes) net.set(source, (net.get(source) ?? 0n) + minor);
        for (const { source, minor, key } of refunds) {
          const left = (net.get(source) ?? 0n) - minor;
          net.set(source, left);
          if (left >= 0n) continue;
          problems.push({
            code: 'refund_above_tax',
            clause: countedBy.get(refundOf)?.[0] ?? null,
            field: `${key}, amount`,
            detail: `The refund is more than the ${refundOf} of ${party} in ${year}.`,
          });
        }
      }
    }
  }
  return problems;
}
