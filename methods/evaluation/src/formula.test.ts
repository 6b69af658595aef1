import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readRational, writeRational } from '@yunhe/exact';
import { type Kind, readFormula, type Value } from './formula.ts';

const values: Readonly<Record<string, Value>> = {
  a: readRational('3'),
  b: readRational('0.1'),
  zero: readRational('0'),
  gap: null,
  kind: 'school',
  none: null,
};
const kinds: Readonly<Record<string, Kind>> = {
  ...{ a: 'number', b: 'number', zero: 'number', gap: 'number' },
  ...{ kind: 'choice', none: 'choice' },
};

function computed(text: string): string | boolean | null {
  const value = readFormula(text, (name) => kinds[name]).compute((name) => values[name] ?? null);
  return typeof value === 'object' && value !== null ? writeRational(value) : value;
}

test('formulas count exactly', () => {
  assert.equal(computed('a + b * 2 - 1'), '2.2');
  assert.equal(computed('(a + b) * 2'), '6.2');
  assert.equal(computed('-a + 10 %'), '-2.9');
  assert.equal(computed('1 / 3'), '1/3');
  assert.equal(computed('b + 0.2 = 0.3'), true);
  assert.equal(computed('1/2 * (5500/5000 + 6600/5500) - 1 >= 15 %'), true);
  assert.equal(computed('min(a, 1, 2)'), '1');
  assert.equal(computed('max(a, 1)'), '3');
  assert.equal(computed("if(kind = 'school', 1, 2)"), '1');
  assert.equal(computed("kind != 'school' or not a < 3"), true);
});

test('what is not known stays unknown, unless the known side decides', () => {
  assert.equal(computed('a + gap'), null);
  assert.equal(computed('a / zero'), null);
  assert.equal(computed('gap > 1 or a = 3'), true);
  assert.equal(computed('gap > 1 and a = 4'), false);
  assert.equal(computed('gap > 1 and a = 3'), null);
  assert.equal(computed('not gap > 1'), null);
  assert.equal(computed('if(gap > 1, 1, 2)'), null);
  assert.equal(computed('orZero(gap) + a'), '3');
  assert.equal(computed('reported(gap) or not reported(none)'), true);
  assert.equal(computed("none = 'school'"), null);
});

test('what cannot be read says why', () => {
  const why = (text: string, wanted: RegExp) => assert.throws(() => computed(text), wanted);
  why('a +', /ends too early/);
  why('a b', /where it should end/);
  why('(a', /lacks "\)"/);
  why('a $ b', /cannot be read/);
  why('unknown', /not declared/);
  why("a = 'x'", /compares a number with a choice/);
  why("kind < 'x'", /which choice is larger/);
  why('a + (a = 3)', /truth where a number/);
  why('if(a, 1, 2)', /truth is needed/);
  why('sum(a)', /not known/);
  why(`${'('.repeat(60)}a${')'.repeat(60)}`, /deeper/);
  why(')', /where a value should be/);
});
