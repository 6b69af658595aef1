import { compareRationals, type Rational, rational, readRational, times } from '@yunhe/exact';
import { MOST_PROBLEMS, type Problem } from './problem.ts';
import type { Measure } from './scheme.ts';

/** A line of data by its columns; `evidence`, `scorer` and `conflict` may be absent. */
export type DataRow = Readonly<Record<string, string | undefined>>;

/** The columns of a file of data, in order. */
export const DATA_COLUMNS = [
  'unit',
  'indicator',
  'value',
  'evidence',
  'scorer',
  'conflict',
] as const;

/** One value that was reported, and by what it can be seen. */
export interface Reported {
  readonly value: Rational | string;
  readonly evidence: string | null;
  readonly row: number;
}

/** What one scorer gave. */
export interface Opinion {
  readonly scorer: string;
  readonly value: Rational;
  readonly conflicted: boolean;
}

export interface DataBook {
  /** In the order of their names. */
  readonly units: readonly string[];
  /** By measure, then unit. */
  readonly values: ReadonlyMap<string, ReadonlyMap<string, Reported>>;
  readonly opinions: ReadonlyMap<string, ReadonlyMap<string, readonly Opinion[]>>;
}

export const MOST_UNITS = 5000;
const LONGEST_NAME = 200;
const SCIENTIFIC = /^([+-]?\d{1,40}(?:\.\d{1,40})?)[eE]([+-]?\d{1,2})$/;

/** A number as files hold it: a decimal, a fraction, a percentage or scientific; null if it is none. */
export function readNumber(text: string): Rational | null {
  const found = SCIENTIFIC.exec(text.trim());
  if (found === null) return readRational(text);
  const power = Number(found[2]);
  const scale = 10n ** BigInt(Math.abs(power));
  return times(readRational(found[1]!)!, power < 0 ? rational(1n, scale) : rational(scale));
}

/**
 * Enters rows by measure and unit. What cannot be is told with its row, counted from 1 without the
 * heading; an empty value counts as not reported.
 */
export function bookData(
  rows: readonly DataRow[],
  measures: ReadonlyMap<string, Measure>,
): { readonly book: DataBook } | { readonly problems: readonly Problem[] } {
  const entry = new Entry(measures);
  for (const [at, row] of rows.entries()) {
    entry.enter(row, at + 1);
    if (entry.problems.length >= MOST_PROBLEMS) break;
  }
  if (entry.units.size === 0 && entry.problems.length === 0)
    entry.wrong('no_units', 'unit', 'There is no unit to evaluate.');
  if (entry.units.size > MOST_UNITS) {
    entry.wrong('too_many_units', 'unit', `At most ${MOST_UNITS} units are evaluated at once.`);
  }
  if (entry.problems.length > 0) return { problems: entry.problems };
  const { values, opinions } = entry;
  return { book: { units: [...entry.units].sort(inOrder), values, opinions } };
}

/** The order of names that does not depend on a machine's language. */
export function inOrder(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

class Entry {
  readonly problems: Problem[] = [];
  readonly units = new Set<string>();
  readonly values = new Map<string, Map<string, Reported>>();
  readonly opinions = new Map<string, Map<string, Opinion[]>>();
  readonly #measures: ReadonlyMap<string, Measure>;

  constructor(measures: ReadonlyMap<string, Measure>) {
    this.#measures = measures;
  }

  wrong(code: string, field: string, detail: string): void {
    this.problems.push({ code, clause: null, field, detail });
  }

  enter(row: DataRow, at: number) {
    const unit = row.unit?.trim() ?? '';
    const name = row.indicator?.trim() ?? '';
    const wrong = (code: string, column: string, detail: string) =>
      this.wrong(code, `row ${at}, ${column}`, detail);
    if (unit === '' || unit.length > LONGEST_NAME) {
      return wrong(
        'unit_unnamed',
        'unit',
        `A unit has a name of at most ${LONGEST_NAME} characters.`,
      );
    }
    const measure = this.#measures.get(name);
    if (measure === undefined) {
      return wrong(
        'indicator_unknown',
        'indicator',
        `The scheme has no measure "${name.slice(0, 60)}".`,
      );
    }
    this.units.add(unit);
    const text = row.value?.trim() ?? '';
    if (text === '') return;
    const value = readValue(text, measure);
    if ('detail' in value) return wrong(value.code, 'value', `${name} of ${unit}: ${value.detail}`);
    if (measure.scorers === true)
      return this.#opinion(row, name, unit, value.is as Rational, wrong);
    const own = this.values.get(name) ?? new Map<string, Reported>();
    this.values.set(name, own);
    const before = own.get(unit);
    if (before !== undefined) {
      return wrong('value_twice', 'value', `${name} of ${unit} stands in row ${before.row} too.`);
    }
    own.set(unit, { value: value.is, evidence: row.evidence?.trim() || null, row: at });
  }

  #opinion(
    row: DataRow,
    name: string,
    unit: string,
    value: Rational,
    wrong: (code: string, column: string, detail: string) => void,
  ) {
    const scorer = row.scorer?.trim() ?? '';
    if (scorer === '')
      return wrong('scorer_unnamed', 'scorer', `${name} of ${unit} lacks its scorer.`);
    const conflict = row.conflict?.trim() ?? '';
    if (!['', 'no', 'yes'].includes(conflict)) {
      return wrong(
        'conflict_unclear',
        'conflict',
        `"${conflict.slice(0, 60)}" is neither yes nor no.`,
      );
    }
    const byUnit = this.opinions.get(name) ?? new Map<string, Opinion[]>();
    this.opinions.set(name, byUnit);
    const own = byUnit.get(unit) ?? [];
    byUnit.set(unit, own);
    if (own.some((one) => one.scorer === scorer)) {
      return wrong('value_twice', 'value', `${scorer} scored ${name} of ${unit} twice.`);
    }
    own.push({ scorer, value, conflicted: conflict === 'yes' });
  }
}

function readValue(
  text: string,
  { values, least, most }: Measure,
): { readonly is: Rational | string } | { readonly code: string; readonly detail: string } {
  if (values !== undefined) {
    if (values.includes(text)) return { is: text };
    const detail = `"${text.slice(0, 60)}" is none of ${values.join(', ')}.`;
    return { code: 'choice_unknown', detail };
  }
  const number = readNumber(text);
  if (number === null) {
    return { code: 'number_unreadable', detail: `"${text.slice(0, 60)}" is no number.` };
  }
  const below = least !== undefined && compareRationals(number, readRational(least)!) < 0;
  const above = most !== undefined && compareRationals(number, readRational(most)!) > 0;
  if (!below && !above) return { is: number };
  const range = `${least ?? '…'} to ${most ?? '…'}`;
  return { code: 'value_out_of_range', detail: `${text.slice(0, 60)} is not within ${range}.` };
}
