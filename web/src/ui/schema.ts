/** Reading a published JSON Schema: what may stand at a place, and what a new entry is. */

/** What our schemas use of JSON Schema. */
export interface Schema {
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, Schema>>;
  readonly type?: 'object' | 'array' | 'string' | 'integer' | 'number' | 'boolean';
  readonly const?: string;
  readonly enum?: readonly string[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly maxLength?: number;
  readonly items?: Schema;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly oneOf?: readonly Schema[];
}

export type Value = unknown;
export type Fields = Readonly<Record<string, Value>>;

export function isFields(value: Value): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Follows references; `name` is that of the definition, which says more than its type. */
export function resolve(root: Schema, schema: Schema): { schema: Schema; name: string | null } {
  if (schema.$ref === undefined) return { schema, name: null };
  const name = schema.$ref.slice('#/$defs/'.length);
  return { schema: root.$defs?.[name] ?? {}, name };
}

/** The kinds that an entry may be of, where the schema tells them apart. */
export function kindsOf(schema: Schema): readonly string[] {
  return (schema.oneOf ?? []).map(kindOf).filter((kind) => kind !== null);
}

function kindOf(schema: Schema): string | null {
  return schema.properties?.[toldBy(schema)]?.const ?? null;
}

/** The property that is constant in each of several shapes, as `kind` is. */
export function toldBy(schema: Schema): string {
  const properties = Object.entries(schema.properties ?? {});
  return properties.find(([, one]) => one.const !== undefined)?.[0] ?? 'kind';
}

/** The kind that a value says it is of; null where it does not. */
export function kindIn(schema: Schema, value: Value): string | null {
  const said = isFields(value) ? value[toldBy(schema.oneOf?.[0] ?? schema)] : undefined;
  return typeof said === 'string' ? said : null;
}

export function schemaOfKind(schema: Schema, value: Value): Schema {
  const kind = kindIn(schema, value);
  return schema.oneOf?.find((one) => kindOf(one) === kind) ?? schema;
}

/** Every id that stands anywhere in a value, so that a new one is another. */
export function idsIn(value: Value): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(idsIn);
  if (!isFields(value)) return [];
  const own = typeof value.id === 'string' ? [value.id] : [];
  return [...own, ...Object.values(value).flatMap(idsIn)];
}

/**
 * The least that has the right shape: what is required is there, and empty.
 *
 * @param taken  Ids of the entries beside it: a new one gets another.
 */
export function blankOf(
  root: Schema,
  asked: Schema,
  about: {
    readonly kind?: string;
    readonly taken?: readonly string[];
    readonly stem?: string;
  } = {},
): Value {
  const { schema, name } = resolve(root, asked);
  if (schema.oneOf !== undefined) {
    const of = schema.oneOf.find((one) => kindOf(one) === about.kind) ?? schema.oneOf[0]!;
    return blankOf(root, of, about);
  }
  if (schema.const !== undefined) return schema.const;
  if (schema.enum !== undefined) return schema.enum[0];
  if (name === 'id') return freeId(`${about.stem ?? 'entry'}-`, about.taken ?? []);
  // Formulas call it by its name, in which there is no hyphen.
  if (name === 'name' && about.stem !== undefined) {
    return freeId(`${about.stem}_`, about.taken ?? []);
  }
  switch (schema.type) {
    case 'object':
      return Object.fromEntries(
        (schema.required ?? []).map((field) => [
          field,
          blankOf(root, schema.properties?.[field] ?? {}, field === 'id' ? about : {}),
        ]),
      );
    case 'array':
      return Array.from({ length: schema.minItems ?? 0 }, () => blankOf(root, schema.items ?? {}));
    case 'integer':
    case 'number':
      return schema.minimum ?? 0;
    case 'boolean':
      return true;
    default:
      return '';
  }
}

function freeId(stem: string, taken: readonly string[]): string {
  for (let number = taken.filter((id) => id.startsWith(stem)).length + 1; ; number += 1) {
    const id = `${stem}${number}`;
    if (!taken.includes(id)) return id;
  }
}
