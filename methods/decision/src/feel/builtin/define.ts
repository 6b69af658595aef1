/** How built-in functions are told: their ways of being called, what they take, what they do. */

import type { Site } from '../../outcome.ts';
import { isContext, isList, midnight } from '../compare.ts';
import { Decimal } from '../decimal.ts';
import type { Run } from '../run.ts';
import { DateAndTime, DateOnly, DaysDuration, MonthsDuration, Time } from '../temporal.ts';
import { Callable, Range, type Value } from '../value.ts';

/**
 * What a parameter takes: `any` null too, `list` a single value as a list of it. Everything else
 * takes no null, and a list of one for its element.
 */
export type Takes =
  | 'any'
  | 'text'
  | 'number'
  | 'boolean'
  | 'list'
  | 'context'
  | 'date'
  | 'moment'
  | 'time'
  | 'duration'
  | 'range'
  | 'function';

export interface Parameter {
  readonly name: string;
  readonly takes: Takes;
  readonly optional: boolean;
}

/** undefined: there is no result for these arguments. */
export type Body = (args: readonly Value[], run: Run, site: Site) => Value | undefined;

export interface Signature {
  readonly parameters: readonly Parameter[];
  /** The last parameter takes the list of all that stand from its place on. */
  readonly variadic: boolean;
  readonly body: Body;
}

export type Builtins = Map<string, Signature[]>;

/** Told as `'string: text, start position: number, length?: number'`; `...` before a variadic. */
export function define(into: Builtins, name: string, told: string, body: Body): void {
  const parts = told === '' ? [] : told.split(', ');
  const variadic = parts.at(-1)?.startsWith('...') ?? false;
  const parameters = parts.map((part) => {
    const [written = '', takes = 'any'] = part.replace('...', '').split(': ');
    return { name: written.replace('?', ''), takes: takes as Takes, optional: part.includes('?') };
  });
  const known = into.get(name) ?? [];
  known.push({ parameters, variadic, body });
  into.set(name, known);
}

/** The value as the parameter takes it; undefined where it does not. */
export function accept(value: Value, takes: Takes): Value | undefined {
  if (takes === 'any') return value;
  if (takes === 'list') return value === null ? undefined : isList(value) ? value : [value];
  if (value === null) return undefined;
  if (fits(value, takes)) return value;
  if (isList(value) && value.length === 1 && fits(value[0]!, takes)) return value[0]!;
  if (takes === 'moment' && value instanceof DateOnly) return midnight(value);
  return undefined;
}

function fits(value: Value, takes: Takes): boolean {
  switch (takes) {
    case 'text':
      return typeof value === 'string';
    case 'number':
      return value instanceof Decimal;
    case 'boolean':
      return typeof value === 'boolean';
    case 'context':
      return isContext(value);
    case 'date':
      return value instanceof DateOnly || value instanceof DateAndTime;
    case 'moment':
      return value instanceof DateAndTime;
    case 'time':
      return value instanceof Time;
    case 'duration':
      return value instanceof DaysDuration || value instanceof MonthsDuration;
    case 'range':
      return value instanceof Range;
    case 'function':
      return value instanceof Callable;
    default:
      return true;
  }
}
