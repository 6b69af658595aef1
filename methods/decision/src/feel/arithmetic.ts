/** `+ - * / **` over numbers, texts, dates, times and durations; undefined where there is none. */

import { midnight } from './compare.ts';
import * as decimal from './decimal.ts';
import { Decimal } from './decimal.ts';
import {
  atInstant,
  DAY,
  DateAndTime,
  DateOnly,
  DaysDuration,
  instantOf,
  MonthsDuration,
  plusMonths,
  SECOND,
  Time,
  timeOffset,
} from './temporal.ts';
import type { Value } from './value.ts';

export type Operator = '+' | '-' | '*' | '/' | '**';

export function calculate(operator: Operator, left: Value, right: Value): Value | undefined {
  if (left instanceof Decimal && right instanceof Decimal) {
    return byNumbers[operator](left, right) ?? undefined;
  }
  if (left === null || right === null) return undefined;
  switch (operator) {
    case '+':
      return sum(left, right);
    case '-':
      return difference(left, right);
    case '*':
      if (right instanceof Decimal) return times(left, right);
      return left instanceof Decimal ? times(right, left) : undefined;
    case '/':
      return quotient(left, right);
    default:
      return undefined;
  }
}

const byNumbers: Record<Operator, (a: Decimal, b: Decimal) => Decimal | null> = {
  '+': decimal.add,
  '-': decimal.subtract,
  '*': decimal.multiply,
  '/': decimal.divide,
  '**': decimal.power,
};

function sum(left: Value, right: Value): Value | undefined {
  if (typeof left === 'string') return typeof right === 'string' ? left + right : undefined;
  if (left instanceof DaysDuration && right instanceof DaysDuration) {
    return new DaysDuration(left.nanoseconds + right.nanoseconds);
  }
  if (left instanceof MonthsDuration && right instanceof MonthsDuration) {
    return months(left.months + right.months);
  }
  return moved(left, right) ?? moved(right, left);
}

function difference(left: Value, right: Value): Value | undefined {
  if (left instanceof DaysDuration && right instanceof DaysDuration) {
    return new DaysDuration(left.nanoseconds - right.nanoseconds);
  }
  if (left instanceof MonthsDuration && right instanceof MonthsDuration) {
    return months(left.months - right.months);
  }
  if (right instanceof DaysDuration) return moved(left, new DaysDuration(-right.nanoseconds));
  if (right instanceof MonthsDuration) return moved(left, new MonthsDuration(-right.months));
  if (left instanceof Time && right instanceof Time) {
    if ((left.zone === null) !== (right.zone === null)) return undefined;
    const instant = (time: Time) => time.nanoseconds - (timeOffset(time) ?? 0) * SECOND;
    return new DaysDuration(BigInt(instant(left) - instant(right)));
  }
  if (!isDay(left) || !isDay(right)) return undefined;
  if (left instanceof DateOnly && right instanceof DateOnly) {
    return new DaysDuration(BigInt(left.epochDay - right.epochDay) * BigInt(DAY));
  }
  const [a, b] = [left, right].map((one) => (one instanceof DateOnly ? midnight(one) : one));
  if ((a!.time.zone === null) !== (b!.time.zone === null)) return undefined;
  return new DaysDuration(instantOf(a!) - instantOf(b!));
}

function isDay(value: Value): value is DateOnly | DateAndTime {
  return value instanceof DateOnly || value instanceof DateAndTime;
}

/** A date, time or date and time, and a duration later. */
function moved(value: Value, by: Value): Value | undefined {
  if (by instanceof MonthsDuration) {
    if (value instanceof DateOnly) return plusMonths(value, by.months) ?? undefined;
    if (!(value instanceof DateAndTime)) return undefined;
    const date = plusMonths(value.date, by.months);
    return date === null ? undefined : new DateAndTime(date, value.time);
  }
  if (!(by instanceof DaysDuration)) return undefined;
  if (value instanceof DateOnly) {
    return atInstant(instantOf(midnight(value)) + by.nanoseconds, null)?.date;
  }
  if (value instanceof DateAndTime) {
    return atInstant(instantOf(value) + by.nanoseconds, value.time.zone) ?? undefined;
  }
  if (!(value instanceof Time)) return undefined;
  const day = BigInt(DAY);
  const total = (BigInt(value.nanoseconds) + by.nanoseconds) % day;
  return new Time(Number((total + day) % day), value.zone);
}

function times(value: Value, factor: Decimal): Value | undefined {
  if (value instanceof DaysDuration) return scaledDays(value, factor, decimal.multiply);
  if (value instanceof MonthsDuration) return scaledMonths(value, factor, decimal.multiply);
  return undefined;
}

function quotient(value: Value, by: Value): Value | undefined {
  if (value instanceof DaysDuration && by instanceof DaysDuration) {
    return decimal.fromFraction(value.nanoseconds, by.nanoseconds) ?? undefined;
  }
  if (value instanceof MonthsDuration && by instanceof MonthsDuration) {
    return decimal.fromFraction(BigInt(value.months), BigInt(by.months)) ?? undefined;
  }
  if (!(by instanceof Decimal)) return undefined;
  if (value instanceof DaysDuration) return scaledDays(value, by, decimal.divide);
  if (value instanceof MonthsDuration) return scaledMonths(value, by, decimal.divide);
  return undefined;
}

type Scaling = (size: Decimal, factor: Decimal) => Decimal | null;

function scaledDays(value: DaysDuration, factor: Decimal, by: Scaling): Value | undefined {
  const size = decimal.fromBigInt(value.nanoseconds);
  const scaled = size === null ? null : by(size, factor);
  const whole = scaled === null ? null : decimal.roundTo(scaled, 0, 'down');
  return whole === null || Math.abs(decimal.toNumber(whole)) > 1e30
    ? undefined
    : new DaysDuration(decimal.toBigInt(whole));
}

function scaledMonths(value: MonthsDuration, factor: Decimal, by: Scaling): Value | undefined {
  const scaled = by(decimal.fromNumber(value.months)!, factor);
  const whole = scaled === null ? null : decimal.roundTo(scaled, 0, 'down');
  const count = whole === null ? null : decimal.toInteger(whole);
  return count === null ? undefined : months(count);
}

function months(count: number): MonthsDuration | undefined {
  return Number.isSafeInteger(count) ? new MonthsDuration(count) : undefined;
}

export function negated(value: Value): Value | undefined {
  if (value instanceof Decimal) return decimal.negate(value);
  if (value instanceof DaysDuration) return new DaysDuration(-value.nanoseconds);
  if (value instanceof MonthsDuration) return new MonthsDuration(-value.months);
  return undefined;
}
