/**
 * Time, days and amounts as people of each language write them. Instants are shown in the
 * reader's own zone, days stay days, and amounts keep every digit.
 */
import { moneyWords } from './ui-words.ts';
import { type Language, useLanguage } from './words.ts';

const locales: Readonly<Record<Language, string>> = { zh: 'zh-CN', en: 'en-GB' };

export function formatInstant(language: Language, instant: string): string {
  return new Intl.DateTimeFormat(locales[language], {
    dateStyle: 'medium',
    timeStyle: 'short',
  }).format(new Date(instant));
}

/** The day on which an instant falls where the reader is. */
export function formatDate(language: Language, instant: string): string {
  return new Intl.DateTimeFormat(locales[language], {
    dateStyle: language === 'zh' ? 'long' : 'medium',
  }).format(new Date(instant));
}

/** `2026-03-01` is that day everywhere, also west of Greenwich. */
export function formatDay(language: Language, day: string): string {
  return new Intl.DateTimeFormat(locales[language], {
    dateStyle: language === 'zh' ? 'long' : 'medium',
    timeZone: 'UTC',
  }).format(new Date(`${day}T00:00:00Z`));
}

const steps: readonly (readonly [Intl.RelativeTimeFormatUnit, number])[] = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
];

/** “yesterday”, “in 2 hours”; beyond 30 days the date itself. */
export function formatAgo(language: Language, instant: string, now = Date.now()): string {
  const seconds = Math.round((new Date(instant).getTime() - now) / 1_000);
  if (Math.abs(seconds) > 30 * 86_400) return formatInstant(language, instant);
  const [unit, size] = steps.find(([, size]) => Math.abs(seconds) >= size) ?? ['second', 1];
  return new Intl.RelativeTimeFormat(locales[language], { numeric: 'auto' }).format(
    Math.trunc(seconds / size),
    unit,
  );
}

export function formatNumber(language: Language, value: number | bigint): string {
  return new Intl.NumberFormat(locales[language]).format(value);
}

/** Of measures that are not counted: two decimals, so that columns of them stand in line. */
export function formatFigure(language: Language, value: number): string {
  const places = { minimumFractionDigits: 2, maximumFractionDigits: 2, signDisplay: 'negative' };
  return new Intl.NumberFormat(locales[language], places as Intl.NumberFormatOptions).format(value);
}

export function formatShare(language: Language, share: number): string {
  return new Intl.NumberFormat(locales[language], {
    style: 'percent',
    maximumFractionDigits: 1,
  }).format(share);
}

/** Minor units as decimal text, moved by so many places; no digit passes through a float. */
export function movePoint(minor: string, places: number): string {
  const negative = minor.startsWith('-');
  const digits = (negative ? minor.slice(1) : minor).padStart(places + 1, '0');
  const whole = digits.slice(0, digits.length - places);
  const rest = digits.slice(digits.length - places).replace(/0+$/, '');
  return `${negative ? '-' : ''}${whole}${rest === '' ? '' : `.${rest}`}`;
}

function minorPlaces(currency: string): number {
  return (
    new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions()
      .maximumFractionDigits ?? 2
  );
}

const tenThousandYuanInFen = 1_000_000n;
const hundredMillionYuanInFen = 10_000_000_000n;

/**
 * An amount from its minor units. Round Chinese amounts are written in units of ten
 * thousand or a hundred million, as budgets are, where two decimals say them exactly; every other amount is written out.
 */
export function formatMoney(language: Language, amountMinor: string, currency: string): string {
  if (language === 'zh' && currency === 'CNY') {
    const minor = BigInt(amountMinor);
    const size = minor < 0n ? -minor : minor;
    if (size >= hundredMillionYuanInFen && minor % (hundredMillionYuanInFen / 100n) === 0n) {
      return `${grouped(language, movePoint(amountMinor, 10))}${moneyWords.hundredMillionYuan}`;
    }
    if (size >= tenThousandYuanInFen && minor % (tenThousandYuanInFen / 100n) === 0n) {
      return `${grouped(language, movePoint(amountMinor, 6))}${moneyWords.tenThousandYuan}`;
    }
  }
  const text = movePoint(amountMinor, minorPlaces(currency));
  const places = text.includes('.') ? minorPlaces(currency) : 0;
  return new Intl.NumberFormat(locales[language], {
    style: 'currency',
    currency,
    currencyDisplay: 'narrowSymbol',
    minimumFractionDigits: places,
    maximumFractionDigits: places,
  }).format(text as Intl.StringNumericLiteral);
}

function grouped(language: Language, text: string): string {
  return new Intl.NumberFormat(locales[language], { maximumFractionDigits: 20 }).format(
    text as Intl.StringNumericLiteral,
  );
}

/** Minor units out of what a person typed in major units; null if it is no amount. */
export function parseMoney(text: string, currency: string): string | null {
  const places = minorPlaces(currency);
  const match = /^(-?)(\d{1,15})(?:\.(\d{1,6}))?$/.exec(text.replaceAll(/[,，\s]/g, ''));
  if (match === null) return null;
  const [, sign = '', whole = '', rest = ''] = match;
  if (rest.length > places) return null;
  const digits = `${whole}${rest.padEnd(places, '0')}`.replace(/^0+(?=\d)/, '');
  return digits === '0' ? '0' : `${sign}${digits}`;
}

export interface Format {
  readonly language: Language;
  instant(instant: string | null | undefined): string;
  date(instant: string | null | undefined): string;
  day(day: string | null | undefined): string;
  ago(instant: string | null | undefined): string;
  number(value: number | bigint | null | undefined): string;
  figure(value: number | null | undefined): string;
  /** Of decimal text; every digit stays. */
  decimal(text: string | null | undefined): string;
  share(share: number | null | undefined): string;
  money(amountMinor: string | null | undefined, currency: string | null | undefined): string;
}

const absent = '—';

/** All of it in the reader's language; what is absent is a dash. */
export function useFormat(): Format {
  const language = useLanguage();
  const or = <Value>(value: Value | null | undefined, write: (value: Value) => string) =>
    value === null || value === undefined || value === '' ? absent : write(value);
  return {
    language,
    instant: (value) => or(value, (instant) => formatInstant(language, instant)),
    date: (value) => or(value, (instant) => formatDate(language, instant)),
    day: (value) => or(value, (day) => formatDay(language, day)),
    ago: (value) => or(value, (instant) => formatAgo(language, instant)),
    number: (value) => or(value, (number) => formatNumber(language, number)),
    figure: (value) => or(value, (number) => formatFigure(language, number)),
    decimal: (value) => or(value, (text) => grouped(language, text)),
    share: (value) => or(value, (share) => formatShare(language, share)),
    money: (amount, currency) =>
      or(amount, (minor) => formatMoney(language, minor, currency ?? 'CNY')),
  };
}
