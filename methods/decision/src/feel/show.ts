/** How a value is written: as text by FEEL's `string()`, and as JSON for whoever asked. */

import type { Json } from '../outcome.ts';
import { compare, Decimal, fromNumber, toNumber } from './decimal.ts';
import { Callable, type Context, Range, type Value } from './value.ts';

/** Texts inside lists and contexts stand in quotes, so that one can see where each ends. */
export function showText(value: Value): string {
  if (value === null) return 'null';
  if (typeof value === 'string') return `"${value.replace(/["\\]/g, '\\$&')}"`;
  if (value instanceof Range) return showRange(value);
  if (value instanceof Callable) return `function ${value.name}(${value.parameters.join(', ')})`;
  if (Array.isArray(value)) return showList(value);
  if (value instanceof Map) return showContext(value);
  return String(value);
}

export function showList(list: readonly Value[]): string {
  return `[${list.map(showText).join(', ')}]`;
}

function showContext(context: Context): string {
  return `{${[...context].map(([key, value]) => `${showKey(key)}: ${showText(value)}`).join(', ')}}`;
}

function showKey(key: string): string {
  return /^[\p{L}_][\p{L}\p{Nd}_ ]*$/u.test(key) ? key : `"${key.replace(/["\\]/g, '\\$&')}"`;
}

function showRange(range: Range): string {
  const low = range.low === null ? '' : showText(range.low);
  const high = range.high === null ? '' : showText(range.high);
  return `${range.lowIncluded ? '[' : '('}${low}..${high}${range.highIncluded ? ']' : ')'}`;
}

/**
 * A value as JSON: dates, times, durations and ranges as FEEL writes them, numbers as JSON numbers
 * where binary floating point holds them exactly enough to read the same decimal back, else as text.
 * Functions are written as text.
 *
 * @param value  Any value of FEEL.
 * @returns      Plain JSON; contexts keep the order of their keys.
 * @example
 * toJson(fromJson({ rate: '1.10', days: [1, 2.5] })) // → { rate: '1.10', days: [1, 2.5] }
 * toJson(null) // → null
 *
 * Cost: proportional to the value.
 */
export function toJson(value: Value): Json {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return value;
  if (value instanceof Decimal) {
    const number = toNumber(value);
    const back = fromNumber(number);
    return back !== null && compare(back, value) === 0 ? number : value.toString();
  }
  if (Array.isArray(value)) return value.map(toJson);
  if (value instanceof Map) {
    return Object.fromEntries([...value].map(([key, one]) => [key, toJson(one)]));
  }
  return showText(value);
}

/**
 * JSON as a value: numbers become decimals, objects contexts. Texts stay texts; what date or number
 * they stand for is said by the type of the input they are given for (`decide` reads them so).
 *
 * @param json  Plain JSON, at most 100 deep.
 * @returns     The value.
 * @throws RangeError for a number that is not finite, or JSON that is deeper.
 * @example
 * toJson(fromJson([0.1, 'a', null])) // → [0.1, 'a', null]
 * fromJson(Infinity) // → throws RangeError
 *
 * Cost: proportional to the JSON.
 */
export function fromJson(json: Json): Value {
  return readJson(json, 0);
}

function readJson(json: Json, depth: number): Value {
  if (depth > 100) throw new RangeError('The JSON is more than 100 deep.');
  if (json === null || typeof json === 'boolean' || typeof json === 'string') return json;
  if (typeof json === 'number') {
    const value = fromNumber(json);
    if (value === null) throw new RangeError(`${json} is no number of FEEL.`);
    return value;
  }
  if (Array.isArray(json)) return json.map((one) => readJson(one, depth + 1));
  return new Map(Object.entries(json).map(([key, one]) => [key, readJson(one, depth + 1)]));
}
