/** Numbers, texts, and dates and durations as `@"…"`. */
import { type Cursor, SyntaxProblem } from './cursor.ts';
import { parseDecimal } from './decimal.ts';
import { parseDate, parseDateAndTime, parseDuration, parseTime } from './temporal.ts';
import type { Value } from './value.ts';

export function readNumber(cursor: Cursor): Value {
  const { at } = cursor;
  const found = /^(?:\d+(?:\.\d+)?|\.\d+)(?:[eE][+-]?\d+)?/.exec(
    cursor.text.slice(at, at + 10_000),
  );
  if (found === null) throw cursor.unexpected();
  const value = parseDecimal(found[0]);
  if (value === null) throw new SyntaxProblem(`The number ${found[0]} is out of range.`, at);
  cursor.moveTo(at + found[0].length);
  return value;
}

export function readText(cursor: Cursor): string {
  const { text, at } = cursor;
  let end = at + 1;
  while (end < text.length && text[end] !== '"') end += text[end] === '\\' ? 2 : 1;
  if (end >= text.length) throw new SyntaxProblem('A text has no end.', at);
  cursor.moveTo(end + 1);
  return unescaped(text.slice(at + 1, end));
}

export function readTemporal(cursor: Cursor): Value {
  const { at } = cursor;
  cursor.at++;
  if (cursor.sign !== '"') throw cursor.unexpected();
  const text = readText(cursor);
  const value = parseDate(text) ?? parseDateAndTime(text) ?? parseTime(text) ?? parseDuration(text);
  if (value !== null) return value;
  throw new SyntaxProblem(`@"${text}" is no date, time or duration.`, at);
}

const escapes: ReadonlyMap<string, string> = new Map([
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
  ['"', '"'],
  ["'", "'"],
  ['\\', '\\'],
]);

/** An escape that FEEL does not know stays as it is written, so that patterns may say `\d`. */
function unescaped(raw: string): string {
  if (!raw.includes('\\')) return raw;
  return raw.replace(
    /\\(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{6})|([\s\S]))/g,
    (all, four, six, one) => {
      const code = Number.parseInt(four ?? six ?? '', 16);
      if (!Number.isNaN(code)) return code <= 0x10ffff ? String.fromCodePoint(code) : all;
      return escapes.get(one) ?? all;
    },
  );
}
