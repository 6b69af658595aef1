/** JSON that somebody gave for an input, read as the declared type wants it. */
import { parseDecimal } from './feel/decimal.ts';
import { fromJson } from './feel/show.ts';
import { parseDate, parseDateAndTime, parseDuration, parseTime } from './feel/temporal.ts';
import { bareOf, type Type } from './feel/type.ts';
import type { Value } from './feel/value.ts';
import type { Json } from './outcome.ts';

/**
 * A text stands for the number, date, time or duration that is declared, where it reads as one; a
 * component that is absent is null. What does not fit is left as it is: the type check tells it.
 */
export function readInput(json: Json, type: Type, depth = 0): Value {
  if (depth > 100) throw new RangeError('The input is more than 100 deep.');
  const bare = bareOf(type);
  if (typeof json === 'string') return readText(json, bare);
  if (Array.isArray(json)) {
    const of: Type = bare.kind === 'list' ? bare.of : { kind: 'any' };
    return json.map((one) => readInput(one, of, depth + 1));
  }
  if (json === null || typeof json !== 'object') return fromJson(json);
  const members = bare.kind === 'context' ? bare.members : new Map<string, Type>();
  const context = new Map<string, Value>();
  for (const [key, one] of Object.entries(json)) {
    context.set(key, readInput(one, members.get(key) ?? { kind: 'any' }, depth + 1));
  }
  for (const name of members.keys()) if (!context.has(name)) context.set(name, null);
  return context;
}

function readText(text: string, type: Type): Value {
  switch (type.kind) {
    case 'number':
      return parseDecimal(text) ?? text;
    case 'date':
      return parseDate(text) ?? text;
    case 'time':
      return parseTime(text) ?? text;
    case 'date and time':
      return parseDateAndTime(text) ?? parseDate(text) ?? text;
    case 'duration':
    case 'days and time duration':
    case 'years and months duration':
      return parseDuration(text) ?? text;
    default:
      return text;
  }
}
