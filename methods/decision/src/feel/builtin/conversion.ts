import { type Decimal, isWhole, parseDecimal, roundTo, toInteger, toNumber } from '../decimal.ts';
import {
  atInstant,
  DateAndTime,
  DateOnly,
  DaysDuration,
  instantOf,
  MonthsDuration,
  makeDate,
  makeOffset,
  makeTime,
  monthsBetween,
  parseDate,
  parseDateAndTime,
  parseDuration,
  parseTime,
  parseZone,
  SECOND,
  Time,
  UTC,
  type Zone,
} from '../temporal.ts';
import type { Value } from '../value.ts';
import { type Builtins, define } from './define.ts';

export function conversions(into: Builtins): void {
  dates(into);
  times(into);
  durations(into);
  define(into, 'number', 'from: text', ([from]) => numberOf(from as string, '', '.'));
  define(
    into,
    'number',
    'from: text, grouping separator: any, decimal separator: any',
    ([from, grouping, decimal]) => {
      const group = grouping ?? '';
      const point = decimal ?? '.';
      if (typeof group !== 'string' || !['', ' ', ',', '.'].includes(group)) return undefined;
      if (typeof point !== 'string' || !['.', ','].includes(point)) return undefined;
      return group === point ? undefined : numberOf(from as string, group, point);
    },
  );
  define(into, 'not', 'negand: any', ([negand]) =>
    typeof negand === 'boolean' ? !negand : negand === null ? null : undefined,
  );
}

function numberOf(text: string, grouping: string, point: string): Decimal | undefined {
  const plain = grouping === '' ? text : text.replaceAll(grouping, '');
  const written = point === '.' ? plain : plain.includes('.') ? '?' : plain.replace(point, '.');
  return parseDecimal(written) ?? undefined;
}

function dates(into: Builtins): void {
  define(into, 'date', 'from: any', ([from]) => {
    if (typeof from === 'string') return parseDate(from) ?? undefined;
    if (from instanceof DateAndTime) return from.date;
    return from instanceof DateOnly ? from : undefined;
  });
  define(into, 'date', 'year: number, month: number, day: number', ([year, month, day]) =>
    dateOf(year, month, day),
  );
  define(into, 'date and time', 'from: any', ([from]) => {
    if (typeof from === 'string') {
      const date = parseDate(from);
      return (
        parseDateAndTime(from) ??
        (date === null ? undefined : new DateAndTime(date, new Time(0, null)))
      );
    }
    if (from instanceof DateOnly) return new DateAndTime(from, new Time(0, UTC));
    return from instanceof DateAndTime ? from : undefined;
  });
  define(into, 'date and time', 'date: any, time: any', ([date, time]) => {
    const day = date instanceof DateAndTime ? date.date : date;
    if (day instanceof DateOnly && time instanceof Time) return new DateAndTime(day, time);
    if (day instanceof DateOnly && typeof time === 'string' && date instanceof DateAndTime) {
      const zone = zoneOf(time);
      return zone === undefined ? undefined : (atInstant(instantOf(date), zone) ?? undefined);
    }
    return undefined;
  });
  const parts =
    'year: number, month: number, day: number, hour: number, minute: number, second: number';
  const whole = (args: readonly Value[], zone: Zone | null) => {
    const [year, month, day, hour, minute, second] = args;
    const date = dateOf(year, month, day);
    const time = timeOf(hour, minute, second, zone);
    return date === undefined || time === undefined ? undefined : new DateAndTime(date, time);
  };
  define(into, 'date and time', parts, (args) => whole(args, null));
  define(into, 'date and time', `${parts}, offset: any`, (args) => {
    const last = args[6]!;
    const zone = typeof last === 'string' ? zoneOf(last) : offsetOf(last);
    return zone === undefined ? undefined : whole(args, zone);
  });
}

function zoneOf(text: string): Zone | undefined {
  return parseZone(text) ?? parseZone(`@${text}`);
}

/** Hours after UTC as a duration; null for none. */
function offsetOf(value: Value): Zone | null | undefined {
  if (value === null) return null;
  if (!(value instanceof DaysDuration)) return undefined;
  return makeOffset(Number(value.nanoseconds / BigInt(SECOND))) ?? undefined;
}

function dateOf(year?: Value, month?: Value, day?: Value): DateOnly | undefined {
  const [y, m, d] = [year, month, day].map((part) => toInteger(part as Decimal));
  if (y == null || m == null || d == null) return undefined;
  return makeDate(y, m, d) ?? undefined;
}

function timeOf(hour?: Value, minute?: Value, second?: Value, zone: Zone | null = null) {
  const h = toInteger(hour as Decimal);
  const m = toInteger(minute as Decimal);
  const whole = roundTo(second as Decimal, 0, 'floor');
  const s = whole === null ? null : toInteger(whole);
  if (h === null || m === null || s === null) return undefined;
  const exact = second as Decimal;
  const nanoseconds = isWhole(exact)
    ? 0
    : Math.trunc(Number(fractionOf(exact).padEnd(9, '0').slice(0, 9)));
  return makeTime(h, m, s, nanoseconds, zone) ?? undefined;
}

function fractionOf(value: Decimal): string {
  return value.toString().split('.')[1] ?? String(toNumber(value)).split('.')[1] ?? '0';
}

function times(into: Builtins): void {
  define(into, 'time', 'from: any', ([from]) => {
    if (typeof from === 'string') {
      return parseTime(from.startsWith('T') ? from.slice(1) : from) ?? parseDateAndTime(from)?.time;
    }
    if (from instanceof DateAndTime) return from.time;
    if (from instanceof DateOnly) return new Time(0, UTC);
    return from instanceof Time ? from : undefined;
  });
  define(into, 'time', 'hour: number, minute: number, second: number', ([hour, minute, second]) =>
    timeOf(hour, minute, second),
  );
  define(
    into,
    'time',
    'hour: number, minute: number, second: number, offset: any',
    ([hour, minute, second, offset]) => {
      const zone = offsetOf(offset!);
      return zone === undefined ? undefined : timeOf(hour, minute, second, zone);
    },
  );
}

function durations(into: Builtins): void {
  define(into, 'duration', 'from: any', ([from]) => {
    if (typeof from === 'string') return parseDuration(from) ?? undefined;
    return from instanceof DaysDuration || from instanceof MonthsDuration ? from : undefined;
  });
  define(
    into,
    'years and months duration',
    'from: date, to: date',
    ([from, to]) => new MonthsDuration(monthsBetween(dayOf(from!), dayOf(to!))),
  );
}

/** Times of day do not count. */
function dayOf(value: Value): DateOnly {
  return value instanceof DateAndTime ? value.date : (value as DateOnly);
}
