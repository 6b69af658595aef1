import type { Schema } from './shape.ts';

/** One place where a value is not of its shape. */
export interface ShapeProblem {
  readonly code: 'wrong_shape';
  /** Null: a shape knows no clauses. */
  readonly clause: null;
  /** `clauses/0/splits/1`; `/` where the whole is meant. */
  readonly field: string;
  readonly detail: string;
}

type Definitions = Readonly<Record<string, Schema>>;

/** More than any person mends at once; bounds the answer to a hostile file. */
const MOST_PROBLEMS = 50;

const patterns = new Map<string, RegExp>();

/**
 * Every place where a value is not of a shape, at most fifty. A `oneOf` is told apart by the
 * property that is constant in each, as `kind` is.
 *
 * @param value   Parsed JSON, from whomever.
 * @param schema  The shape; `#/$defs/…` are looked up in `published`.
 * @example checkShape({ a: 1 }, record({ a: { type: 'string' } }))[0].field // → 'a'
 *
 * Cost: linear in the value. Source: JSON Schema 2020-12, of which `Schema` is a part.
 */
export function checkShape(
  value: unknown,
  schema: Schema,
  published: { readonly $defs?: Definitions } = {},
): readonly ShapeProblem[] {
  const problems: ShapeProblem[] = [];
  check(value, schema, '', { problems, definitions: published.$defs ?? {} });
  return problems;
}

interface Checking {
  readonly problems: ShapeProblem[];
  readonly definitions: Definitions;
}

function check(value: unknown, schema: Schema, at: string, checking: Checking): void {
  const { problems, definitions } = checking;
  const wrong = (detail: string) => {
    if (problems.length >= MOST_PROBLEMS) return;
    problems.push({ code: 'wrong_shape', clause: null, field: at === '' ? '/' : at, detail });
  };
  if (schema.$ref !== undefined) {
    check(value, definitions[schema.$ref.slice('#/$defs/'.length)]!, at, checking);
    return;
  }
  if (schema.oneOf !== undefined) {
    const word = toldBy(schema.oneOf[0]!);
    const told = (value as Readonly<Record<string, unknown>> | null)?.[word];
    const own = schema.oneOf.find((one) => one.properties?.[word]?.const === told);
    const known = schema.oneOf.map((one) => one.properties?.[word]?.const).join(', ');
    if (own === undefined) wrong(`${word} is one of ${known}`);
    else check(value, own, at, checking);
    return;
  }
  if (schema.const !== undefined && value !== schema.const) wrong(`must be ${schema.const}`);
  if (schema.enum !== undefined && !schema.enum.includes(value as string)) {
    wrong(`must be one of ${schema.enum.join(', ')}`);
  }
  if (schema.type !== undefined && !isOfType(value, schema.type)) {
    wrong(`must be of type ${schema.type}`);
    return;
  }
  if (typeof value === 'string') checkText(value, schema, wrong);
  if (typeof value === 'number') {
    const { minimum = -Infinity, maximum = Infinity } = schema;
    if (value < minimum || value > maximum) wrong(`must lie between ${minimum} and ${maximum}`);
  }
  if (Array.isArray(value)) {
    const { minItems = 0, maxItems = Infinity, items } = schema;
    if (value.length < minItems) wrong(`has fewer than ${minItems} entries`);
    if (value.length > maxItems) {
      wrong(`has more than ${maxItems} entries`);
      return;
    }
    if (items !== undefined) {
      for (const [index, one] of value.entries()) check(one, items, `${at}/${index}`, checking);
    }
  } else if (schema.properties !== undefined) {
    checkProperties(value as Readonly<Record<string, unknown>>, schema, at, checking, wrong);
  }
}

/** The property that is a constant in each, as `kind`. */
function toldBy({ properties = {} }: Schema): string {
  return Object.keys(properties).find((name) => properties[name]!.const !== undefined) ?? 'kind';
}

function checkText(value: string, schema: Schema, wrong: (detail: string) => void): void {
  if (value.length > (schema.maxLength ?? 2000)) {
    wrong('is too long');
    return;
  }
  if (schema.pattern === undefined) return;
  let pattern = patterns.get(schema.pattern);
  if (pattern === undefined) {
    pattern = new RegExp(schema.pattern);
    patterns.set(schema.pattern, pattern);
  }
  if (!pattern.test(value)) wrong(`"${value.slice(0, 60)}" must look like ${schema.pattern}`);
}

function checkProperties(
  value: Readonly<Record<string, unknown>>,
  { properties = {}, required = [] }: Schema,
  at: string,
  checking: Checking,
  wrong: (detail: string) => void,
): void {
  for (const name of required) {
    if (value[name] === undefined) wrong(`lacks ${name}`);
  }
  for (const [name, one] of Object.entries(value)) {
    const own = Object.hasOwn(properties, name) ? properties[name] : undefined;
    if (own === undefined) wrong(`has ${name.slice(0, 60)}, which is not known here`);
    else if (one !== undefined) check(one, own, at === '' ? name : `${at}/${name}`, checking);
  }
}

function isOfType(value: unknown, type: NonNullable<Schema['type']>): boolean {
  if (type === 'array') return Array.isArray(value);
  if (type === 'integer') return Number.isInteger(value);
  if (type === 'object')
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  return typeof value === type;
}
