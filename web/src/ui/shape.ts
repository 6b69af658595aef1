/**
 * What a form needs to know of a schema, so that most faults are told before anything is sent.
 * The server judges again and is the one that counts; a keyword unknown here is left to it.
 */

export interface Shape {
  readonly type?: string;
  readonly anyOf?: readonly Shape[];
  readonly enum?: readonly unknown[];
  readonly properties?: Readonly<Record<string, Shape>>;
  readonly required?: readonly string[];
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly pattern?: string;
  readonly format?: string;
  readonly minimum?: number;
  readonly maximum?: number;
}

export interface Property {
  readonly shape: Shape;
  readonly required: boolean;
  readonly nullable: boolean;
}

/** A schema is a JSON Schema object; TypeBox keeps its own marks out of sight. */
export function shapeOf(schema: unknown): Shape {
  return (schema ?? {}) as Shape;
}

export function propertyOf(shape: Shape, path: readonly string[]): Property | null {
  const [first, ...rest] = path;
  if (first === undefined) return null;
  const found = withoutNull(shape).properties?.[first];
  if (found === undefined) return null;
  if (rest.length > 0) return propertyOf(found, rest);
  const required = withoutNull(shape).required?.includes(first) ?? false;
  // What may be null may be left empty: `tidy` says null then.
  const nullable = takesNull(found);
  return { shape: withoutNull(found), required: required && !nullable, nullable };
}

function takesNull(shape: Shape): boolean {
  return shape.anyOf?.some((one) => one.type === 'null') ?? false;
}

function withoutNull(shape: Shape): Shape {
  const rest = shape.anyOf?.filter((one) => one.type !== 'null') ?? [];
  return rest.length === 1 ? rest[0]! : shape;
}

export function isEmpty(value: unknown): boolean {
  return (
    value === undefined ||
    value === null ||
    (typeof value === 'string' && value.trim() === '') ||
    (Array.isArray(value) && value.length === 0)
  );
}

export type Fault =
  | readonly ['required' | 'notThisForm' | 'notAnEmail' | 'notAnAddress' | 'notADay']
  | readonly ['tooLong' | 'tooLarge', { most: number }]
  | readonly ['tooShort' | 'tooSmall', { least: number }];

/** The first thing wrong with a value, as a key of the words and what it speaks of. */
export function judge({ shape, required }: Property, value: unknown): Fault | null {
  if (isEmpty(value)) {
    const needed = required && (shape.type !== 'array' || (shape.minItems ?? 0) > 0);
    return needed ? ['required'] : null;
  }
  if (typeof value === 'string') return judgeText(shape, value);
  if (typeof value === 'number') {
    if (shape.minimum !== undefined && value < shape.minimum) {
      return ['tooSmall', { least: shape.minimum }];
    }
    if (shape.maximum !== undefined && value > shape.maximum) {
      return ['tooLarge', { most: shape.maximum }];
    }
  }
  return null;
}

function judgeText(shape: Shape, value: string): Fault | null {
  const length = [...value].length;
  if (shape.maxLength !== undefined && length > shape.maxLength) {
    return ['tooLong', { most: shape.maxLength }];
  }
  if (shape.minLength !== undefined && length < shape.minLength) {
    return ['tooShort', { least: shape.minLength }];
  }
  if (shape.format === 'email' && !/^[^@\s]+@[^@\s.]+(\.[^@\s.]+)*$/.test(value)) {
    return ['notAnEmail'];
  }
  if (shape.format === 'uri' && !URL.canParse(value)) return ['notAnAddress'];
  if (shape.format === 'date' && !/^\d{4}-\d{2}-\d{2}$/.test(value)) return ['notADay'];
  if (shape.pattern !== undefined && !new RegExp(shape.pattern, 'u').test(value)) {
    return shape.pattern.startsWith('^https?:') ? ['notAnAddress'] : ['notThisForm'];
  }
  return null;
}

/** Empty fields become null where the schema takes null, and are left out elsewhere. */
export function tidy(shape: Shape, values: object): object {
  const properties = withoutNull(shape).properties ?? {};
  const kept: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(values)) {
    const property = properties[name];
    if (property === undefined) kept[name] = value;
    else if (isEmpty(value) && withoutNull(property).type !== 'array') {
      if (takesNull(property)) kept[name] = null;
    } else if (withoutNull(property).type === 'object' && typeof value === 'object') {
      kept[name] = tidy(property, value as object);
    } else kept[name] = typeof value === 'string' ? trimmed(name, value) : (value ?? []);
  }
  return kept;
}

/** A space at the end of a password is part of it. */
function trimmed(name: string, value: string): string {
  return /password$/i.test(name) ? value : value.trim();
}
