/** How the constants of a column are put in order, and how values are written back as FEEL. */
import {
  absolute,
  add,
  compare,
  Decimal,
  divide,
  fromBigInt,
  ONE,
  roundTo,
  subtract,
  toInteger,
} from './feel/decimal.ts';
import {
  atInstant,
  DateAndTime,
  DateOnly,
  DaysDuration,
  dateOfEpochDay,
  instantOf,
  MonthsDuration,
  Time,
} from './feel/temporal.ts';
import type { Value } from './feel/value.ts';

export const ORDERED_KINDS = [
  'number',
  'date',
  'time',
  'date and time',
  'days and time duration',
  'years and months duration',
] as const;
export type OrderedKind = (typeof ORDERED_KINDS)[number];
export type Kind = OrderedKind | 'string' | 'boolean';

export function isOrdered(kind: Kind): kind is OrderedKind {
  return kind !== 'string' && kind !== 'boolean';
}

/**
 * What a value is compared as; null for null, lists and the like. Times with a zone are left out:
 * they are not comparable with those without one, so a column of both has no order.
 */
export function kindOf(value: Value): Kind | null {
  if (typeof value === 'string') return 'string';
  if (typeof value === 'boolean') return 'boolean';
  if (value instanceof Decimal) return 'number';
  if (value instanceof DateOnly) return 'date';
  if (value instanceof Time) return value.zone === null ? 'time' : null;
  if (value instanceof DateAndTime) return value.time.zone === null ? 'date and time' : null;
  if (value instanceof DaysDuration) return 'days and time duration';
  if (value instanceof MonthsDuration) return 'years and months duration';
  return null;
}

/** Where a value stands on its scale: a number as itself, days, months or nanoseconds. */
export function positionOf(value: Value): Decimal | null {
  if (value instanceof Decimal) return value;
  if (value instanceof DateOnly) return new Decimal(value.epochDay, 0);
  if (value instanceof MonthsDuration) return new Decimal(value.months, 0);
  if (value instanceof Time) return new Decimal(value.nanoseconds, 0);
  if (value instanceof DaysDuration) return fromBigInt(value.nanoseconds);
  if (value instanceof DateAndTime) return fromBigInt(instantOf(value));
  return null;
}

/** The value at a position; null beyond what the kind can hold. */
export function valueAt(kind: OrderedKind, position: Decimal): Value {
  if (kind === 'number') return position;
  const whole = toInteger(position);
  if (kind === 'date') return whole === null ? null : dateOfEpochDay(whole);
  if (kind === 'years and months duration')
    return whole === null ? null : new MonthsDuration(whole);
  if (kind === 'time') {
    return whole === null || whole < 0 || whole >= 86_400e9 ? null : new Time(whole, null);
  }
  const nanoseconds = BigInt(String(roundTo(position, 0, 'half even') ?? 0));
  return kind === 'date and time' ? atInstant(nanoseconds, null) : new DaysDuration(nanoseconds);
}

/** Between two neighbouring days or months there is nothing. */
export function isDiscrete(kind: OrderedKind): boolean {
  return kind === 'date' || kind === 'years and months duration';
}

const COARSEST: Readonly<Record<OrderedKind, number>> = {
  number: 0,
  date: 0,
  'years and months duration': 0,
  time: -9,
  'date and time': -9,
  'days and time duration': -9,
};
const FINEST_NUMBER = 40;

/** A short position strictly between two; null if there is none. */
export function between(kind: OrderedKind, low: Decimal, high: Decimal): Decimal | null {
  const middle = divide(add(low, high) ?? low, new Decimal(2, 0)) ?? low;
  const finest = kind === 'number' ? FINEST_NUMBER : 0;
  for (let places = COARSEST[kind]; places <= finest; places++) {
    for (const rounding of ['half even', 'floor', 'ceiling'] as const) {
      const candidate = roundTo(middle, places, rounding);
      if (candidate === null) continue;
      if (compare(low, candidate) < 0 && compare(candidate, high) < 0) return candidate;
    }
  }
  return null;
}

const SOME_TIME = new Decimal(3_600_000_000_000, 0);

/** A position a little to one side: a number or day by one, a time by an hour. */
export function beside(kind: OrderedKind, position: Decimal, side: 'below' | 'above'): Decimal {
  const step = COARSEST[kind] === 0 ? ONE : SOME_TIME;
  const move = side === 'above' ? add : subtract;
  const moved = move(position, step) ?? position;
  // Beside a number of more than 34 digits, one is nothing.
  return compare(moved, position) === 0 ? (move(position, absolute(position)) ?? position) : moved;
}

/** A value as FEEL writes it: `0.15`, `"合格"`, `date("2026-01-01")`. */
export function feelOf(value: Value): string {
  if (value === null || typeof value === 'boolean' || value instanceof Decimal) {
    return String(value);
  }
  if (typeof value === 'string') return JSON.stringify(value);
  const kind = kindOf(value);
  if (kind === null) throw new RangeError('Only single values without a zone can be written.');
  const name = kind.endsWith('duration') ? 'duration' : kind;
  return `${name}("${value}")`;
}
