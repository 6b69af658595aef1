import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Fault, judge, propertyOf, shapeOf, tidy } from './shape.ts';

const shape = shapeOf({
  type: 'object',
  required: ['title', 'tags', 'price'],
  properties: {
    title: { type: 'string', minLength: 2, maxLength: 5 },
    note: { anyOf: [{ type: 'string', maxLength: 10 }, { type: 'null' }] },
    web: { type: 'string', pattern: '^https?://[^\\s]+$' },
    email: { type: 'string', format: 'email' },
    level: { type: 'integer', minimum: 1, maximum: 9 },
    tags: { type: 'array', items: { type: 'string' } },
    price: {
      anyOf: [
        { type: 'object', required: ['amount'], properties: { amount: { type: 'string' } } },
        { type: 'null' },
      ],
    },
  },
});

const fault = (name: string | string[], value: unknown): Fault | null =>
  judge(propertyOf(shape, [name].flat())!, value);

test('what is required is asked for, what is not may stay empty', () => {
  assert.deepEqual(fault('title', '   '), ['required']);
  assert.equal(fault('note', ''), null);
  assert.equal(fault('tags', []), null);
  assert.deepEqual(fault(['price', 'amount'], undefined), ['required']);
});

test('letters are counted as people count them', () => {
  assert.equal(fault('title', '😀😀😀😀😀'), null);
  assert.deepEqual(fault('title', '一二三四五六'), ['tooLong', { most: 5 }]);
  assert.deepEqual(fault('title', '一'), ['tooShort', { least: 2 }]);
});

test('bounds and forms are judged', () => {
  assert.deepEqual(fault('level', 0), ['tooSmall', { least: 1 }]);
  assert.deepEqual(fault('level', 10), ['tooLarge', { most: 9 }]);
  assert.equal(fault('level', 9), null);
  assert.deepEqual(fault('web', 'www.example.cn'), ['notAnAddress']);
  assert.deepEqual(fault('email', 'a@b@c'), ['notAnEmail']);
  assert.equal(fault('email', 'a.b@example.org.cn'), null);
});

test('empty fields are null where null is taken and absent elsewhere', () => {
  assert.deepEqual(tidy(shape, { title: ' ab ', note: '', web: '', tags: undefined }), {
    title: 'ab',
    note: null,
    tags: [],
  });
});

test('a password keeps its spaces', () => {
  const own = shapeOf({ type: 'object', properties: { newPassword: { type: 'string' } } });
  assert.deepEqual(tidy(own, { newPassword: ' a b ' }), { newPassword: ' a b ' });
});
