import assert from 'node:assert/strict';
import { test } from 'node:test';
import { weigh } from './match.ts';

const now = new Date('2026-11-22T12:00:00Z');
type Need = Parameters<typeof weigh>[0];
type Technology = Parameters<typeof weigh>[1];

const need: Need = {
  fields: [],
  leastMaturity: null,
  budget: null,
  regionScope: [],
  deadline: null,
  languages: [],
};
const technology: Technology = {
  fields: ['38'],
  maturity: 5,
  price: { modes: ['licence'], minimumMinor: '100', maximumMinor: '300', currency: 'CNY' },
  languages: ['zh'],
  regionPath: ['120100', '120000'],
};

function weighed(change: Partial<Need>, other: Partial<Technology> = {}) {
  const facts = weigh({ ...need, ...change }, { ...technology, ...other }, now);
  return [facts.speaksFor.map((fact) => fact.code), facts.speaksAgainst.map((fact) => fact.code)];
}

test('what one side left open speaks neither for nor against', () => {
  assert.deepEqual(weighed({}), [[], []]);
  const budget = { minimumMinor: null, maximumMinor: '50', currency: 'CNY' };
  assert.deepEqual(weighed({ budget }, { price: null }), [[], []]);
});

test('a division meets its section and itself, not its neighbour', () => {
  assert.deepEqual(weighed({ fields: ['C'] }), [['same_field'], []]);
  assert.deepEqual(weighed({ fields: ['38', 'N'] }), [['same_field'], []]);
  assert.deepEqual(weighed({ fields: ['39'] }), [[], ['no_field_in_common']]);
});

test('maturity on the line is enough', () => {
  assert.deepEqual(weighed({ leastMaturity: 5 }), [['maturity_enough'], []]);
  assert.deepEqual(weighed({ leastMaturity: 6 }), [[], ['maturity_too_low']]);
});

test('the most that is there is held against the least that is asked, as whole numbers', () => {
  const budget = (maximumMinor: string | null, minimumMinor: string | null = null) => ({
    budget: { minimumMinor, maximumMinor, currency: 'CNY' },
  });
  assert.deepEqual(weighed(budget('100')), [['budget_covers_price'], []]);
  assert.deepEqual(weighed(budget('99')), [[], ['budget_below_price']]);
  assert.deepEqual(weighed(budget(null, '1000')), [['budget_covers_price'], []]);
  const large = { ...technology.price!, minimumMinor: '9007199254740993' };
  assert.deepEqual(weighed(budget('9007199254740992'), { price: large }), [
    [],
    ['budget_below_price'],
  ]);
  const euros = { ...technology.price!, currency: 'EUR' };
  assert.deepEqual(weighed(budget('100'), { price: euros }), [[], ['currencies_differ']]);
});

test('a region is in scope with all that lies in it', () => {
  assert.deepEqual(weighed({ regionScope: ['120000'] }), [['region_in_scope'], []]);
  assert.deepEqual(weighed({ regionScope: ['130000'] }), [[], ['region_out_of_scope']]);
  assert.deepEqual(weighed({ regionScope: ['130000'] }, { regionPath: [] }), [
    [],
    ['region_out_of_scope'],
  ]);
});

test('a deadline of today is still ahead', () => {
  assert.deepEqual(weighed({ deadline: '2026-11-22' }), [['deadline_ahead'], []]);
  assert.deepEqual(weighed({ deadline: '2026-11-21' }), [[], ['deadline_has_passed']]);
});
