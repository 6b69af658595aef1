import assert from 'node:assert/strict';
import { test } from 'node:test';
import { factsOf, judgeFacts, judgeText } from './match.ts';

const now = new Date('2026-11-22T12:00:00Z');
type Need = Parameters<typeof judgeFacts>[0];
type Technology = Parameters<typeof judgeFacts>[1];

const need: Need = {
  fields: [],
  leastMaturity: null,
  budget: null,
  regionScope: [],
  deadline: null,
  languages: [],
  visibility: 'public',
};
const technology: Technology = {
  fields: ['38'],
  maturity: 5,
  price: { modes: ['licence'], minimumMinor: '100', maximumMinor: '300', currency: 'CNY' },
  languages: ['zh'],
  regionPath: ['120100', '120000'],
  ownerSeesNeed: false,
};

function weighed(change: Partial<Need>, other: Partial<Technology> = {}) {
  const facts = factsOf(judgeFacts({ ...need, ...change }, { ...technology, ...other }, now));
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

function part(name: string, change: Partial<Need>, other: Partial<Technology> = {}) {
  const parts = judgeFacts({ ...need, ...change }, { ...technology, ...other }, now);
  const found = parts.find((one) => one.part === name);
  assert.ok(found !== undefined);
  return found;
}

test('each part is a score between 0 and 1 with its reason, or says who left it open', () => {
  const patents = part('field', { fields: ['IPC-H01'] });
  assert.equal(patents.score, 0.9);
  assert.deepEqual(patents.fact, {
    code: 'field_near',
    params: { asked: 'IPC-H01', offered: '38' },
  });
  assert.deepEqual(
    [part('maturity', { leastMaturity: 6 }), part('maturity', { leastMaturity: 9 })].map(
      ({ score }) => score,
    ),
    [0.7, 0],
  );
  const budget = { minimumMinor: null, maximumMinor: '75', currency: 'CNY' };
  assert.equal(part('money', { budget }).score, 0.5);
  const silent = part('money', { budget }, { price: null });
  assert.deepEqual([silent.asked, silent.score, silent.openBy], [true, null, 'technology']);
  assert.deepEqual([part('money', {}).asked, part('money', {}).openBy], [false, null]);
});

test('a deadline asks whether there is time to grow up', () => {
  const soon = { deadline: '2026-12-22', leastMaturity: 6 };
  // One level takes half a year, and a month is left.
  const short = part('deadline', soon);
  assert.equal(short.score, 30 / 180);
  assert.deepEqual(short.fact?.params, { day: '2026-12-22', levels: 1 });
  assert.equal(part('deadline', { ...soon, leastMaturity: 5 }).score, 1);
  assert.equal(part('deadline', { ...soon, deadline: '2026-11-21' }).score, 0);
});

test('who sees the need counts only where not everyone does', () => {
  assert.equal(part('visibility', {}).asked, false);
  const named = { visibility: 'named' } as const;
  assert.equal(part('visibility', named).score, 0);
  assert.equal(part('visibility', named, { ownerSeesNeed: true }).score, 1);
});

test('the text orders and speaks neither for nor against', () => {
  assert.deepEqual(factsOf([judgeText(1), judgeText(0.1)]), { speaksFor: [], speaksAgainst: [] });
  assert.deepEqual(
    [1, 0.5, 0.49].map((score) => judgeText(score).fact?.code),
    ['text_best', 'text_near', 'text_far'],
  );
});
