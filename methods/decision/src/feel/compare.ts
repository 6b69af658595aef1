/** When two values are equal, and which comes first. null: they cannot be compared. */
import { compare as compareDecimals, Decimal } from './decimal.ts';
import {
  DateAndTime,
  DateOnly,
  DaysDuration,
  instantOf,
  MonthsDuration,
  SECOND,
  Time,
  timeOffset,
  UTC,
} from './temporal.ts';
import { Callable, type Context, Range, type Value } from './value.ts';

export function isList(value: Value): value is readonly Value[] {
  return Array.isArray(value);
}

export function isContext(value: Value): value is Context {
  return value instanceof Map;
}

export type Kind =
  | 'null'
  | 'boolean'
  | 'string'
  | 'number'
  | 'date'
  | 'time'
  | 'date and time'
  | 'days and time duration'
  | 'years and months duration'
  | 'range'
  | 'list'
  | 'context'
  | 'function';

export function kindOf(value: Value): Kind {
  if (value === null) return 'null';
  if (typeof value === 'boolean') return 'boolean';
  if (typeof value === 'string') return 'string';
  if (value instanceof Decimal) return 'number';
  if (value instanceof DateOnly) return 'date';
  if (value instanceof Time) return 'time';
  if (value instanceof DateAndTime) return 'date and time';
  if (value instanceof DaysDuration) return 'days and time duration';
  if (value instanceof MonthsDuration) return 'years and months duration';
  if (value instanceof Range) return 'range';
  if (value instanceof Callable) return 'function';
  return isList(value) ? 'list' : 'context';
}

/** null where the kinds differ; null itself equals only null. */
export function equal(left: Value, right: Value): boolean | null {
  if (left === null || right === null) return left === right;
  if (typeof left === 'string' || typeof left === 'boolean') {
    return typeof left === typeof right ? left === right : null;
  }
  if (left instanceof Decimal) {
    return right instanceof Decimal ? compareDecimals(left, right) === 0 : null;
  }
  if (isList(left)) return isList(right) ? equalLists(left, right) : null;
  if (isContext(left)) return isContext(right) ? equalContexts(left, right) : null;
  if (left instanceof Range) return right instanceof Range ? equalRanges(left, right) : null;
  if (left instanceof Callable) return right instanceof Callable ? left === right : null;
  if (left instanceof Time && right instanceof Time) return equalTimes(left, right);
  if (left instanceof DateAndTime && right instanceof DateAndTime) {
    if ((left.time.zone === null) !== (right.time.zone === null)) return false;
    return instantOf(left) === instantOf(right);
  }
  if (left.constructor !== right.constructor) return null;
  const order = compare(left, right);
  return order === null ? null : order === 0;
}

function equalTimes(left: Time, right: Time): boolean {
  if ((left.zone === null) !== (right.zone === null)) return false;
  return compareTimes(left, right) === 0;
}

function equalLists(left: readonly Value[], right: readonly Value[]): boolean {
  return left.length === right.length && left.every((one, at) => equal(one, right[at]!) === true);
}

function equalContexts(left: Context, right: Context): boolean {
  if (left.size !== right.size) return false;
  for (const [key, value] of left) {
    const other = right.get(key);
    if (other === undefined || equal(value, other) !== true) return false;
  }
  return true;
}

function equalRanges(left: Range, right: Range): boolean {
  return (
    left.lowIncluded === right.lowIncluded &&
    left.highIncluded === right.highIncluded &&
    equal(left.low, right.low) === true &&
    equal(left.high, right.high) === true
  );
}

/** Below 0, 0 or above 0; null for values without an order, or of different kinds. */
export function compare(left: Value, right: Value): number | null {
  if (left instanceof Decimal) {
    return right instanceof Decimal ? compareDecimals(left, right) : null;
  }
  if (typeof left === 'string') {
    return typeof right === 'string' ? compareTexts(left, right) : null;
  }
  if (left instanceof DateOnly) {
    if (right instanceof DateOnly) return left.epochDay - right.epochDay;
    if (right instanceof DateAndTime) return compare(midnight(left), right);
    return null;
  }
  if (left instanceof DateAndTime) {
    if (right instanceof DateOnly) return compare(left, midnight(right));
    if (!(right instanceof DateAndTime)) return null;
    if ((left.time.zone === null) !== (right.time.zone === null)) return null;
    return sign(instantOf(left) - instantOf(right));
  }
  if (left instanceof Time) return right instanceof Time ? compareTimes(left, right) : null;
  if (left instanceof DaysDuration) {
    return right instanceof DaysDuration ? sign(left.nanoseconds - right.nanoseconds) : null;
  }
  if (left instanceof MonthsDuration) {
    return right instanceof MonthsDuration ? left.months - right.months : null;
  }
  return null;
}

/** By code points: code units would put what lies beyond the first plane too early. */
function compareTexts(left: string, right: string): number {
  if (left === right) return 0;
  const length = Math.min(left.length, right.length);
  for (let at = 0; at < length; at++) {
    if (left.charCodeAt(at) !== right.charCodeAt(at)) {
      const [a, b] = [left.charCodeAt(at), right.charCodeAt(at)];
      const surrogates = a >= 0xd800 && b >= 0xd800;
      return surrogates ? lift(a) - lift(b) : a - b;
    }
  }
  return left.length - right.length;
}

/** Surrogates stand for code points beyond every other code unit. */
function lift(unit: number): number {
  return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit;
}

function compareTimes(left: Time, right: Time): number | null {
  if ((left.zone === null) !== (right.zone === null)) return null;
  const instant = (time: Time) => time.nanoseconds - (timeOffset(time) ?? 0) * SECOND;
  return instant(left) - instant(right);
}

function sign(value: bigint): number {
  return value < 0n ? -1 : value > 0n ? 1 : 0;
}

/** A date where a date and time is wanted: its first moment, in UTC. */
export function midnight(date: DateOnly): DateAndTime {
  return new DateAndTime(date, new Time(0, UTC));
}

/** null if the value and an end cannot be compared. */
export function isWithin(value: Value, range: Range): boolean | null {
  let above: boolean | null = true;
  let below: boolean | null = true;
  if (range.low !== null) {
    const order = compare(value, range.low);
    above = order === null ? null : range.lowIncluded ? order >= 0 : order > 0;
  }
  if (range.high !== null) {
    const order = compare(value, range.high);
    below = order === null ? null : range.highIncluded ? order <= 0 : order < 0;
  }
  if (above === null || below === null) return null;
  return above && below;
}
