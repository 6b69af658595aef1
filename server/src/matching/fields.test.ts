import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fieldPath, fields, sharedFields } from './fields.ts';

test('GB/T 4754 has the twenty sections A to T, and every division stands in one', () => {
  const sections = fields.filter((one) => one.scheme === 'gbt4754' && one.parentCode === null);
  assert.equal(sections.map((one) => one.code).join(''), 'ABCDEFGHIJKLMNOPQRST');
  const codes = fields.map((one) => one.code);
  assert.equal(new Set(codes).size, codes.length);
  for (const field of fields) {
    assert.ok(field.parentCode === null || codes.includes(field.parentCode));
    assert.match(field.nameZh, /\p{Script=Han}/u);
    assert.match(field.nameEn, /^[A-Z][A-Za-z ,-]+$/);
  }
});

test('a field meets itself and what it lies in', () => {
  assert.deepEqual(fieldPath('27'), ['27', 'C']);
  assert.deepEqual(sharedFields(['27', 'SEI-4'], ['C', 'SEI-3']), ['27']);
  assert.deepEqual(sharedFields(['C'], ['27']), ['C']);
  assert.deepEqual(sharedFields(['26'], ['27']), []);
});
