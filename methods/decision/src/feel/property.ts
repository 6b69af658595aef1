/** What stands behind the dot of values that are no contexts; undefined if there is no such thing. */
import { weekdayOf } from './builtin/temporal.ts';
import { fromBigInt, fromNumber } from './decimal.ts';
import {
  DateAndTime,
  DateOnly,
  DaysDuration,
  MonthsDuration,
  offsetOf,
  SECOND,
  Time,
  timeOffset,
} from './temporal.ts';
import { Range, type Value } from './value.ts';

export const PROPERTY_NAMES = [
  'year',
  'month',
  'day',
  'weekday',
  'hour',
  'minute',
  'second',
  'time offset',
  'timezone',
  'years',
  'months',
  'days',
  'hours',
  'minutes',
  'seconds',
  'start',
  'end',
  'start included',
  'end included',
] as const;

export function propertyOf(value: Value, name: string): Value | undefined {
  if (value instanceof DateOnly) return ofDate(value, name);
  if (value instanceof Time) return ofTime(value, name, timeOffset(value));
  if (value instanceof DateAndTime) {
    return ofDate(value.date, name) ?? ofTime(value.time, name, offsetOf(value));
  }
  if (value instanceof DaysDuration) return ofDays(value, name);
  if (value instanceof MonthsDuration) {
    if (name === 'years') return fromNumber(Math.trunc(value.months / 12));
    return name === 'months' ? fromNumber(value.months % 12) : undefined;
  }
  return value instanceof Range ? ofRange(value, name) : undefined;
}

function ofDate(date: DateOnly, name: string): Value | undefined {
  if (name === 'year') return fromNumber(date.year);
  if (name === 'month') return fromNumber(date.month);
  if (name === 'day') return fromNumber(date.day);
  return name === 'weekday' ? fromNumber(weekdayOf(date)) : undefined;
}

function ofTime(time: Time, name: string, offset: number | null): Value | undefined {
  if (name === 'hour') return fromNumber(time.hour);
  if (name === 'minute') return fromNumber(time.minute);
  if (name === 'second') return fromNumber(time.second);
  if (name === 'time offset') {
    return offset === null ? null : new DaysDuration(BigInt(offset) * BigInt(SECOND));
  }
  return name === 'timezone' ? (time.zone?.name ?? null) : undefined;
}

/** Every part carries the sign of the whole. */
function ofDays(duration: DaysDuration, name: string): Value | undefined {
  const seconds = duration.nanoseconds / BigInt(SECOND);
  if (name === 'days') return fromBigInt(seconds / 86_400n);
  if (name === 'hours') return fromBigInt((seconds / 3600n) % 24n);
  if (name === 'minutes') return fromBigInt((seconds / 60n) % 60n);
  return name === 'seconds' ? fromBigInt(seconds % 60n) : undefined;
}

function ofRange(range: Range, name: string): Value | undefined {
  if (name === 'start') return range.low;
  if (name === 'end') return range.high;
  if (name === 'start included') return range.lowIncluded;
  return name === 'end included' ? range.highIncluded : undefined;
}
