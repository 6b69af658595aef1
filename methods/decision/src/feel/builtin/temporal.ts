import { equal, kindOf } from '../compare.ts';
import { fromNumber } from '../decimal.ts';
import { DateAndTime, DateOnly, isLeap, Time } from '../temporal.ts';
import type { Value } from '../value.ts';
import { type Builtins, define } from './define.ts';

const days = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

function dateOf(value: Value | undefined): DateOnly {
  return value instanceof DateAndTime ? value.date : (value as DateOnly);
}

/** 1 for Monday to 7 for Sunday. */
export function weekdayOf(date: DateOnly): number {
  return ((((date.epochDay + 3) % 7) + 7) % 7) + 1;
}

function dayOfYear(date: DateOnly): number {
  return date.epochDay - new DateOnly(date.year, 1, 1).epochDay + 1;
}

/** ISO 8601: the week of a day is that of its Thursday. */
function weekOfYear(date: DateOnly): number {
  const weekday = weekdayOf(date);
  const week = Math.floor((dayOfYear(date) - weekday + 10) / 7);
  if (week < 1) return weeksOf(date.year - 1);
  return week > weeksOf(date.year) ? 1 : week;
}

function weeksOf(year: number): number {
  const first = weekdayOf(new DateOnly(year, 1, 1));
  return first === 4 || (first === 3 && isLeap(year)) ? 53 : 52;
}

export function moments(into: Builtins): void {
  define(into, 'day of year', 'date: date', ([date]) => fromNumber(dayOfYear(dateOf(date))));
  define(into, 'day of week', 'date: date', ([date]) => days[weekdayOf(dateOf(date)) - 1]!);
  define(into, 'month of year', 'date: date', ([date]) => months[dateOf(date).month - 1]!);
  define(into, 'week of year', 'date: date', ([date]) => fromNumber(weekOfYear(dateOf(date))));
  define(into, 'now', '', (_args, run) => run.now ?? undefined);
  define(into, 'today', '', (_args, run) => run.now?.date);
  define(into, 'is', 'value1?: any, value2?: any', ([one, other]) => isSame(one!, other!));
}

/** The same value to the letter: 10:00Z and 11:00+01:00 are equal, but not the same. */
function isSame(one: Value, other: Value): boolean {
  if (kindOf(one) !== kindOf(other)) return false;
  if (one instanceof Time || one instanceof DateAndTime) return String(one) === String(other);
  return equal(one, other) === true;
}
