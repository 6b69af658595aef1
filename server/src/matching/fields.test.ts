import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fieldNearness, fieldPath, fields, sharedFields } from './fields.ts';
import { crosswalk } from './fields-crosswalk.ts';

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

test('the crosswalk joins known fields of different classifications, each pair once', () => {
  const schemes = new Map(fields.map(({ code, scheme }) => [code, scheme]));
  const pairs = crosswalk.map(([one, other]) => [one, other].sort().join(' '));
  assert.equal(new Set(pairs).size, pairs.length);
  for (const [one, other, strength] of crosswalk) {
    assert.ok(schemes.has(one) && schemes.has(other), `${one} or ${other} is no field`);
    assert.notEqual(schemes.get(one), schemes.get(other), `${one} ${other}`);
    assert.ok(strength > 0 && strength <= 1);
  }
});

test('industry, patents and science are near where they cover each other, and nowhere else', () => {
  assert.equal(fieldNearness.between('31', 'IPC-C21'), 0.9);
  assert.ok(fieldNearness.between('C', 'IPC-C21') > 0.5);
  assert.equal(fieldNearness.between('14', 'IPC-H10'), 0);
  assert.equal(fieldNearness.between('A', '84'), 0);
  assert.deepEqual(fieldNearness.nearest(['31', '14'], ['IPC-A23', 'ESV-1-1']), {
    asked: '14',
    offered: 'IPC-A23',
    nearness: 0.9,
  });
});
