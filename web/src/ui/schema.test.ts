import assert from 'node:assert/strict';
import { test } from 'node:test';
import { blankOf, idsIn, kindIn, kindsOf, resolve, type Schema, schemaOfKind } from './schema.ts';

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

test('kinds are told apart by whatever is constant, and ids are found at any depth', () => {
  const method = (name: string): Schema => ({ properties: { method: { const: name } } });
  const either: Schema = { oneOf: [method('rank'), method('z-score')] };
  assert.deepEqual(kindsOf(either), ['rank', 'z-score']);
  assert.equal(kindIn(either, { method: 'rank' }), 'rank');
  assert.equal(kindIn(either, 'rank'), null);
  assert.deepEqual(idsIn({ id: 'a', list: [{ id: 'b', in: { id: 'c' } }, 3] }), ['a', 'b', 'c']);
});
