/** What `checkShape` understands of JSON Schema 2020-12. */
export interface Schema {
  readonly $ref?: string;
  readonly type?: 'object' | 'array' | 'string' | 'integer' | 'number' | 'boolean';
  readonly const?: string;
  readonly enum?: readonly string[];
  readonly pattern?: string;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly items?: Schema;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: false;
  /** Told apart by the property that is constant in each, as `kind` is. */
  readonly oneOf?: readonly Schema[];
  readonly description?: string;
}

/**
 * A definition of the same schema by its name.
 *
 * @example to('id') // → { $ref: '#/$defs/id' }
 */
export function to(name: string): Schema {
  return { $ref: `#/$defs/${name}` };
}

/**
 * An array of one shape, 0 to 100 entries if not said otherwise.
 *
 * @example list(to('id'), 1) // → { type: 'array', items: to('id'), minItems: 1, maxItems: 100 }
 */
export function list(items: Schema, minItems = 0, maxItems = 100): Schema {
  return { type: 'array', items, minItems, maxItems };
}

/**
 * An object that has these properties and no other; a name with `?` may be absent.
 *
 * @example record({ id: to('id'), 'note?': {} }).required // → ['id']
 */
export function record(fields: Readonly<Record<string, Schema>>, description?: string): Schema {
  const entries = Object.entries(fields);
  return {
    type: 'object',
    ...(description === undefined ? {} : { description }),
    properties: Object.fromEntries(entries.map(([name, one]) => [name.replace('?', ''), one])),
    required: entries.filter(([name]) => !name.endsWith('?')).map(([name]) => name),
    additionalProperties: false,
  };
}
