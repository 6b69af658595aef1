import type { Problem } from './statement.ts';
import { type Schema, termsSchema } from './terms-schema.ts';

/** More than any person mends at once; bounds the answer to a hostile file. */
const MOST_PROBLEMS = 50;

const definitions: Readonly<Record<string, Schema>> = termsSchema.$defs;
const patterns = new Map<string, RegExp>();

/** Every place where a value is not of the published shape, at most fifty. */
export function checkShape(value: unknown, schema: Schema): readonly Problem[] {
  const problems: Problem[] = [];
  check(value, schema, '', problems);
  return problems;
}

function check(value: unknown, schema: Schema, at: string, problems: Problem[]): void {
  const wrong = (detail: string) => {
    if (problems.length >= MOST_PROBLEMS) return;
    problems.push({ code: 'wrong_shape', clause: null, field: at === '' ? '/' : at, detail });
  };
  if (schema.$ref !== undefined) {
    check(value, definitions[schema.$ref.slice('#/$defs/'.length)]!, at, problems);
    return;
  }
  if (schema.oneOf !== undefined) {
    const kind = (value as { kind?: unknown } | null)?.kind;
    const own = schema.oneOf.find((one) => one.properties?.kind?.const === kind);
    const kinds = schema.oneOf.map((one) => one.properties?.kind?.const).join(', ');
    if (own === undefined) wrong(`kind is one of ${kinds}`);
    else check(value, own, at, problems);
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
      for (const [index, one] of value.entries()) check(one, items, `${at}/${index}`, problems);
    }
  } else if (schema.properties !== undefined) {
    checkProperties(value as Readonly<Record<string, unknown>>, schema, at, problems, wrong);
  }
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
  problems: Problem[],
  wrong: (detail: string) => void,
): void {
  for (const name of required) {
    if (value[name] === undefined) wrong(`lacks ${name}`);
  }
  for (const [name, one] of Object.entries(value)) {
    const own = Object.hasOwn(properties, name) ? properties[name] : undefined;
    if (own === undefined) wrong(`has ${name.slice(0, 60)}, which is not known here`);
    else if (one !== undefined) check(one, own, at === '' ? name : `${at}/${name}`, problems);
  }
}

function isOfType(value: unknown, type: NonNullable<Schema['type']>): boolean {
  if (type === 'array') return Array.isArray(value);
  if (type === 'integer') return Number.isInteger(value);
  if (type === 'object')
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  return typeof value === type;
}
