import assert from 'node:assert/strict';
import { test } from 'node:test';
import { blankOf, kindsOf, resolve, type Schema, schemaOfKind } from './terms-schema.ts';

const schema: Schema = {
  properties: {},
  $defs: {
    id: { type: 'string' },
    entry: {
      oneOf: [
        {
          type: 'object',
          properties: { kind: { const: 'a' }, id: { $ref: '#/$defs/id' } },
          required: ['id', 'kind'],
        },
        {
          type: 'object',
          properties: {
            kind: { const: 'b' },
            list: { type: 'array', minItems: 1, items: { type: 'integer', minimum: 3 } },
          },
          required: ['kind', 'list'],
        },
      ],
    },
  },
};
const entry: Schema = { $ref: '#/$defs/entry' };

test('a new entry has what is required, of the kind that was chosen, and an id of its own', () => {
  assert.deepEqual(kindsOf(resolve(schema, entry).schema), ['a', 'b']);
  assert.deepEqual(blankOf(schema, entry, { kind: 'a', taken: ['x-2'], stem: 'x' }), {
    id: 'x-3',
    kind: 'a',
  });
  assert.deepEqual(blankOf(schema, entry, { kind: 'b' }), { kind: 'b', list: [3] });
});

test('the schema of an entry follows its kind', () => {
  const { schema: of } = resolve(schema, entry);
  assert.deepEqual(schemaOfKind(of, { kind: 'b' }).required, ['kind', 'list']);
});
