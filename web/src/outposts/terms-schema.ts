/** Reading the published JSON Schema of terms: what may stand at a place, and what a new entry is. */

/** What the schema of terms uses of JSON Schema. */
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
  return schema.properties?.kind?.const ?? null;
}

export function schemaOfKind(schema: Schema, value: Value): Schema {
  const kind = isFields(value) ? value.kind : undefined;
  return schema.oneOf?.find((one) => kindOf(one) === kind) ?? schema;
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
  if (name === 'id') return freeId(about.stem ?? 'entry', about.taken ?? []);
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
  for (let number = taken.length + 1; ; number += 1) {
    const id = `${stem}-${number}`;
    if (!taken.includes(id)) return id;
  }
}
