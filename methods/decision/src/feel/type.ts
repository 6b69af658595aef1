/** Types of FEEL and of item definitions, and what it takes for a value to be of one. */
import { isContext, isList, type Kind, kindOf, midnight } from './compare.ts';
import { DateOnly } from './temporal.ts';
import { Callable, Range, type Value } from './value.ts';

export type Type =
  | { readonly kind: 'any' }
  | { readonly kind: Exclude<Kind, 'list' | 'context' | 'range' | 'function'> }
  | { readonly kind: 'duration' }
  | { readonly kind: 'list'; readonly of: Type }
  | { readonly kind: 'range'; readonly of: Type }
  | { readonly kind: 'context'; readonly members: ReadonlyMap<string, Type> }
  | {
      readonly kind: 'function';
      readonly parameters: readonly Type[] | null;
      readonly result: Type;
    }
  /** A type whose values must also pass tests. */
  | {
      readonly kind: 'restricted';
      readonly name: string;
      readonly base: Type;
      readonly admits: (value: Value) => boolean;
    };

export const ANY: Type = { kind: 'any' };

const named: ReadonlyMap<string, Type> = new Map<string, Type>([
  ['Any', ANY],
  ['Null', { kind: 'null' }],
  ['number', { kind: 'number' }],
  ['string', { kind: 'string' }],
  ['boolean', { kind: 'boolean' }],
  ['date', { kind: 'date' }],
  ['time', { kind: 'time' }],
  ['date and time', { kind: 'date and time' }],
  ['dateTime', { kind: 'date and time' }],
  ['days and time duration', { kind: 'days and time duration' }],
  ['dayTimeDuration', { kind: 'days and time duration' }],
  ['years and months duration', { kind: 'years and months duration' }],
  ['yearMonthDuration', { kind: 'years and months duration' }],
  ['duration', { kind: 'duration' }],
  ['list', { kind: 'list', of: ANY }],
  ['context', { kind: 'context', members: new Map() }],
  ['function', { kind: 'function', parameters: null, result: ANY }],
  ['range', { kind: 'range', of: ANY }],
]);

export function typeNamed(name: string): Type | null {
  return named.get(name) ?? null;
}

/**
 * null is of every type but when asked by `instance of`, which does not come here with null, and does
 * not ask whether the values are among those allowed (`restricted`).
 */
export function conforms(value: Value, type: Type, restricted = true): boolean {
  if (value === null || type.kind === 'any') return true;
  switch (type.kind) {
    case 'list':
      return (
        isList(value) &&
        (type.of.kind === 'any' || value.every((one) => conforms(one, type.of, restricted)))
      );
    case 'context':
      if (!isContext(value)) return false;
      for (const [name, member] of type.members) {
        const own = value.get(name);
        if (own === undefined || !conforms(own, member, restricted)) return false;
      }
      return true;
    case 'range':
      return (
        value instanceof Range &&
        conforms(value.low, type.of, restricted) &&
        conforms(value.high, type.of, restricted)
      );
    case 'function':
      return (
        value instanceof Callable &&
        (type.parameters === null || type.parameters.length === value.parameters.length)
      );
    case 'duration':
      return kindOf(value).endsWith('duration');
    case 'restricted':
      if (!conforms(value, type.base, restricted)) return false;
      return !restricted || type.admits(value);
    default:
      return kindOf(value) === type.kind;
  }
}

/**
 * The value as the type wants it: a list of one where a list is wanted and back, a date where a
 * date and time is wanted. undefined where it cannot be had.
 */
export function coerce(value: Value, type: Type): Value | undefined {
  if (conforms(value, type)) return value;
  const bare = bareOf(type);
  if (value instanceof DateOnly && bare.kind === 'date and time') {
    const full = midnight(value);
    return conforms(full, type) ? full : undefined;
  }
  if (bare.kind === 'list' && !isList(value)) {
    const one = coerce(value, bare.of);
    return one !== undefined && conforms([one], type) ? [one] : undefined;
  }
  if (isList(value) && value.length === 1 && bare.kind !== 'list') {
    return conforms(value[0]!, type) ? value[0]! : undefined;
  }
  return undefined;
}

export function bareOf(type: Type): Type {
  return type.kind === 'restricted' ? bareOf(type.base) : type;
}

/** For messages. */
export function showType(type: Type): string {
  switch (type.kind) {
    case 'any':
      return 'Any';
    case 'null':
      return 'Null';
    case 'list':
    case 'range':
      return `${type.kind}<${showType(type.of)}>`;
    case 'restricted':
      return type.name;
    case 'context': {
      const members = [...type.members].map(([name, member]) => `${name}: ${showType(member)}`);
      return `context<${members.join(', ')}>`;
    }
    case 'function':
      return 'function';
    default:
      return type.kind;
  }
}
