/**
 * Dates, times and durations of FEEL: the proleptic Gregorian calendar over ±999,999,999 years,
 * nanoseconds, offsets and named zones. Nothing here reads a clock.
 */

export const LAST_YEAR = 999_999_999;
const DAY_SECONDS = 86_400;
export const SECOND = 1_000_000_000;
/** Nanoseconds of a day: below 2^53, so a time of day is a plain number. */
export const DAY = DAY_SECONDS * SECOND;

export class DateOnly {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  /** Days since 1970-01-01. */
  readonly epochDay: number;

  constructor(year: number, month: number, day: number) {
    this.year = year;
    this.month = month;
    this.day = day;
    this.epochDay = epochDayOf(year, month, day);
  }

  toString(): string {
    const { year, month, day } = this;
    return `${showYear(year)}-${pad(month)}-${pad(day)}`;
  }
}

/** An offset from UTC, or a zone of the tz database, whose offset depends on the day. */
export interface Zone {
  readonly name: string | null;
  /** 0 where a name stands. */
  readonly offsetSeconds: number;
}

export class Time {
  /** Nanoseconds since midnight. */
  readonly nanoseconds: number;
  readonly zone: Zone | null;

  constructor(nanoseconds: number, zone: Zone | null) {
    this.nanoseconds = nanoseconds;
    this.zone = zone;
  }

  get hour(): number {
    return Math.floor(this.nanoseconds / (3600 * SECOND));
  }
  get minute(): number {
    return Math.floor(this.nanoseconds / (60 * SECOND)) % 60;
  }
  get second(): number {
    return Math.floor(this.nanoseconds / SECOND) % 60;
  }

  toString(): string {
    const fraction = this.nanoseconds % SECOND;
    const tail = fraction === 0 ? '' : `.${String(fraction).padStart(9, '0').replace(/0+$/, '')}`;
    const zone = this.zone === null ? '' : showZone(this.zone);
    return `${pad(this.hour)}:${pad(this.minute)}:${pad(this.second)}${tail}${zone}`;
  }
}

export class DateAndTime {
  readonly date: DateOnly;
  readonly time: Time;

  constructor(date: DateOnly, time: Time) {
    this.date = date;
    this.time = time;
  }

  toString(): string {
    return `${this.date}T${this.time}`;
  }
}

export class DaysDuration {
  readonly nanoseconds: bigint;

  constructor(nanoseconds: bigint) {
    this.nanoseconds = nanoseconds;
  }

  toString(): string {
    const negative = this.nanoseconds < 0n;
    const size = negative ? -this.nanoseconds : this.nanoseconds;
    const days = size / BigInt(DAY);
    const time = new Time(Number(size % BigInt(DAY)), null);
    const fraction = time.nanoseconds % SECOND;
    const tail = fraction === 0 ? '' : `.${String(fraction).padStart(9, '0').replace(/0+$/, '')}`;
    const parts = [
      time.hour === 0 ? '' : `${time.hour}H`,
      time.minute === 0 ? '' : `${time.minute}M`,
      time.second === 0 && fraction === 0 ? '' : `${time.second}${tail}S`,
    ].join('');
    const date = days === 0n ? '' : `${days}D`;
    if (date === '' && parts === '') return 'PT0S';
    return `${negative ? '-' : ''}P${date}${parts === '' ? '' : `T${parts}`}`;
  }
}

export class MonthsDuration {
  readonly months: number;

  constructor(months: number) {
    this.months = months || 0;
  }

  toString(): string {
    const size = Math.abs(this.months);
    const years = Math.floor(size / 12);
    const rest = size % 12;
    if (size === 0) return 'P0M';
    const sign = this.months < 0 ? '-' : '';
    return `${sign}P${years === 0 ? '' : `${years}Y`}${rest === 0 ? '' : `${rest}M`}`;
  }
}

function pad(value: number): string {
  return String(value).padStart(2, '0');
}

function showYear(year: number): string {
  return `${year < 0 ? '-' : ''}${String(Math.abs(year)).padStart(4, '0')}`;
}

function showZone(zone: Zone): string {
  if (zone.name !== null) return `@${zone.name}`;
  if (zone.offsetSeconds === 0) return 'Z';
  const size = Math.abs(zone.offsetSeconds);
  const seconds = size % 60 === 0 ? '' : `:${pad(size % 60)}`;
  const sign = zone.offsetSeconds < 0 ? '-' : '+';
  return `${sign}${pad(Math.floor(size / 3600))}:${pad(Math.floor(size / 60) % 60)}${seconds}`;
}

/** Counts years from March, so that the leap day is the last of its year. */
function epochDayOf(year: number, month: number, day: number): number {
  const shifted = month <= 2 ? year - 1 : year;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const dayOfYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + day - 1;
  const leaps = Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100);
  return era * 146_097 + yearOfEra * 365 + leaps + dayOfYear - 719_468;
}

/** null beyond the years FEEL knows. */
export function dateOfEpochDay(epochDay: number): DateOnly | null {
  const shifted = epochDay + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  );
  const leaps = Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100);
  const dayOfYear = dayOfEra - (365 * yearOfEra + leaps);
  const fromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const month = fromMarch < 10 ? fromMarch + 3 : fromMarch - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  if (Math.abs(year) > LAST_YEAR) return null;
  return new DateOnly(year, month, dayOfYear - Math.floor((153 * fromMarch + 2) / 5) + 1);
}

export function isLeap(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

export function daysOfMonth(year: number, month: number): number {
  if (month === 2) return isLeap(year) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** null if there is no such day. */
export function makeDate(year: number, month: number, day: number): DateOnly | null {
  if (![year, month, day].every(Number.isInteger)) return null;
  if (Math.abs(year) > LAST_YEAR || month < 1 || month > 12) return null;
  return day < 1 || day > daysOfMonth(year, month) ? null : new DateOnly(year, month, day);
}

const datePattern = /^(-?)(\d{4}|[1-9]\d{4,8})-(\d\d)-(\d\d)$/;

export function parseDate(text: string): DateOnly | null {
  if (text.length > 30) return null;
  const found = datePattern.exec(text);
  if (found === null) return null;
  const year = Number(found[2]);
  return makeDate(found[1] === '-' ? -year || 0 : year, Number(found[3]), Number(found[4]));
}

const timePattern = /^(\d\d):(\d\d):(\d\d)(?:\.(\d{1,9})\d*)?((?!\d).*)$/;

export function parseTime(text: string): Time | null {
  if (text.length > 100) return null;
  const found = timePattern.exec(text);
  if (found === null) return null;
  const zone = found[5] === '' ? null : parseZone(found[5]!);
  if (zone === undefined) return null;
  const nanoseconds = Number((found[4] ?? '').padEnd(9, '0'));
  return makeTime(Number(found[1]), Number(found[2]), Number(found[3]), nanoseconds, zone);
}

export function makeTime(
  hour: number,
  minute: number,
  second: number,
  nanosecond: number,
  zone: Zone | null,
): Time | null {
  if (![hour, minute, second, nanosecond].every(Number.isInteger)) return null;
  if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59) return null;
  return new Time(((hour * 60 + minute) * 60 + second) * SECOND + nanosecond, zone);
}

const offsetPattern = /^([+-])(\d\d):(\d\d)(?::(\d\d))?$/;
export const UTC: Zone = { name: null, offsetSeconds: 0 };
/** ISO 8601 and Java allow no more than this. */
const LARGEST_OFFSET = 18 * 3600;

/** `Z`, `+08:00` or `@Asia/Shanghai`; undefined if it is none of them. */
export function parseZone(text: string): Zone | undefined {
  if (text === 'Z' || text === 'z') return UTC;
  if (text.startsWith('@')) {
    const name = text.slice(1);
    if (formatOf(name) === null) return undefined;
    return { name, offsetSeconds: 0 };
  }
  const found = offsetPattern.exec(text);
  if (found === null) return undefined;
  const [hours, minutes, seconds] = [Number(found[2]), Number(found[3]), Number(found[4] ?? '0')];
  const size = (hours * 60 + minutes) * 60 + seconds;
  if (minutes > 59 || seconds > 59 || size > LARGEST_OFFSET) return undefined;
  return { name: null, offsetSeconds: found[1] === '-' ? -size || 0 : size };
}

export function makeOffset(seconds: number): Zone | null {
  return Math.abs(seconds) > LARGEST_OFFSET ? null : { name: null, offsetSeconds: seconds || 0 };
}

export function parseDateAndTime(text: string): DateAndTime | null {
  const split = text.indexOf('T');
  if (split < 0) return null;
  const date = parseDate(text.slice(0, split));
  // 24:00:00 is the end of the day: the first moment of the next.
  const atEnd = /^24:00:00(?:\.0+)?(?!\d)/.test(text.slice(split + 1));
  const time = parseTime(atEnd ? `00${text.slice(split + 3)}` : text.slice(split + 1));
  const day = date !== null && atEnd ? dateOfEpochDay(date.epochDay + 1) : date;
  return day === null || time === null ? null : new DateAndTime(day, time);
}

const durationPattern =
  /^(-?)P(?:(\d{1,15})Y)?(?:(\d{1,15})M)?(?:(\d{1,15})D)?(T(?:(\d{1,15})H)?(?:(\d{1,15})M)?(?:(\d{1,15})(?:\.(\d{0,9})\d*)?S)?)?$/;

export function parseDuration(text: string): DaysDuration | MonthsDuration | null {
  if (text.length > 200) return null;
  const found = durationPattern.exec(text);
  if (found === null) return null;
  const [, sign, years, months, days, time, hours, minutes, seconds, fraction] = found;
  const byMonths = years !== undefined || months !== undefined;
  const byDays = days !== undefined || time !== undefined;
  if (byMonths === byDays || time === 'T') return null;
  if (byMonths) {
    const total = Number(years ?? 0) * 12 + Number(months ?? 0);
    if (!Number.isSafeInteger(total)) return null;
    return new MonthsDuration(sign === '-' ? -total : total);
  }
  const whole = BigInt(days ?? 0) * BigInt(DAY_SECONDS) + BigInt(hours ?? 0) * 3600n;
  const total = whole + BigInt(minutes ?? 0) * 60n + BigInt(seconds ?? 0);
  const nanoseconds = total * BigInt(SECOND) + BigInt((fraction ?? '').padEnd(9, '0'));
  return new DaysDuration(sign === '-' ? -nanoseconds : nanoseconds);
}

const formats = new Map<string, Intl.DateTimeFormat | null>();

function formatOf(zone: string): Intl.DateTimeFormat | null {
  const known = formats.get(zone);
  if (known !== undefined) return known;
  if (!/^[A-Za-z][A-Za-z0-9_+/-]{0,49}$/.test(zone)) return null;
  let format: Intl.DateTimeFormat | null;
  try {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      timeZoneName: 'longOffset',
      year: 'numeric',
    });
  } catch {
    return null;
  }
  if (formats.size > 1000) formats.clear();
  formats.set(zone, format);
  return format;
}

/** Beyond what the host's calendar reaches, the nearest year it knows stands for the zone. */
const LAST_HOST_SECOND = 8_640_000_000_000;

function offsetAt(format: Intl.DateTimeFormat, epochSecond: number): number {
  const second = Math.max(-LAST_HOST_SECOND, Math.min(LAST_HOST_SECOND, epochSecond));
  const parts = format.formatToParts(second * 1000);
  const text = parts.find((part) => part.type === 'timeZoneName')?.value ?? 'GMT';
  return text === 'GMT' ? 0 : (parseZone(text.slice(3))?.offsetSeconds ?? 0);
}

/** Seconds east of UTC on that day; null for a value without a zone. */
export function offsetOf(value: DateAndTime): number | null {
  const { zone } = value.time;
  if (zone === null) return null;
  if (zone.name === null) return zone.offsetSeconds;
  const format = formatOf(zone.name);
  if (format === null) return 0;
  const local = value.date.epochDay * DAY_SECONDS + Math.floor(value.time.nanoseconds / SECOND);
  const first = offsetAt(format, local - offsetAt(format, local));
  // Around a change of the clock the first guess may stand on its other side.
  return offsetAt(format, local - first);
}

/** Nanoseconds since 1970, in UTC where there is a zone, else by the clock on the wall. */
export function instantOf(value: DateAndTime): bigint {
  const seconds = value.date.epochDay * DAY_SECONDS - (offsetOf(value) ?? 0);
  return BigInt(seconds) * BigInt(SECOND) + BigInt(value.time.nanoseconds);
}

/** The date and time in a zone, or on the wall, at an instant; null beyond the calendar. */
export function atInstant(nanoseconds: bigint, zone: Zone | null): DateAndTime | null {
  let local = nanoseconds;
  if (zone !== null) {
    const format = zone.name === null ? null : formatOf(zone.name);
    const second = Number(nanoseconds / BigInt(SECOND));
    const offset = format === null ? zone.offsetSeconds : offsetAt(format, second);
    local += BigInt(offset) * BigInt(SECOND);
  }
  const day = BigInt(DAY);
  const rest = ((local % day) + day) % day;
  const date = dateOfEpochDay(Number((local - rest) / day));
  return date === null ? null : new DateAndTime(date, new Time(Number(rest), zone));
}

/** The offset of a time of day; a named zone has none without a date. */
export function timeOffset(time: Time): number | null {
  if (time.zone === null) return null;
  if (time.zone.name === null) return time.zone.offsetSeconds;
  const format = formatOf(time.zone.name);
  return format === null ? null : offsetAt(format, 0);
}

/** Adds months; the day is cut to the length of the month. */
export function plusMonths(date: DateOnly, months: number): DateOnly | null {
  const total = date.year * 12 + (date.month - 1) + months;
  const year = Math.floor(total / 12);
  const month = total - year * 12 + 1;
  if (!Number.isSafeInteger(total) || Math.abs(year) > LAST_YEAR) return null;
  return new DateOnly(year, month, Math.min(date.day, daysOfMonth(year, month)));
}

/** Whole months from one to the other, towards zero. */
export function monthsBetween(from: DateOnly, to: DateOnly): number {
  const months = (to.year - from.year) * 12 + (to.month - from.month);
  const rest = to.day - from.day;
  if (months > 0 && rest < 0) return months - 1;
  if (months < 0 && rest > 0) return months + 1;
  return months;
}
