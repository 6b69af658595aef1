import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readTerms, settle } from '@yunhe/settlement';
import { termsOfTemplate } from './agreement-templates.ts';
import { rowOf } from './fact.ts';
import { averageBefore, factsOfMove, judgeMove, type MoveFacts } from './move.ts';

const taxes = [
  [2014, 'vat', '8000000.00'],
  [2014, 'corporate-income-tax', '12000000.00'],
  [2015, 'vat', '9000000.00'],
  [2015, 'corporate-income-tax', '13000000.00'],
  [2016, 'vat', '11000000.00'],
  [2016, 'corporate-income-tax', '13000000.01'],
] as const;

const move: MoveFacts = {
  kind: 'enterprise',
  organisationId: '01950000-0000-7000-8000-000000000000',
  nameZh: null,
  nameEn: null,
  extent: 'whole',
  ledBy: 'government',
  fromRegion: '110108',
  toRegion: '130600',
  listedOn: '2016-03-01',
  movedOn: '2017-06-30',
  registeredOn: '2017-09-01',
  producingOn: '2018-01-01',
  deregisteredOn: null,
  taxesBefore: taxes.map(([year, tax, amount]) => ({ year, tax, amount, unit: 'CNY' as const })),
};

const codesOf = (change: Partial<MoveFacts>) =>
  judgeMove({ ...move, ...change }, '2026-01-01').map(({ code }) => code);

test('a move that can be is not complained of', () => {
  assert.deepEqual(codesOf({}), []);
  assert.deepEqual(codesOf({ producingOn: '2017-09-01' }), []);
  // Without a start of production yet: shown as open where it is counted.
  assert.deepEqual(codesOf({ producingOn: null, registeredOn: null }), []);
});

test('days come in their order, and none of them is still to come', () => {
  assert.deepEqual(codesOf({ producingOn: '2017-08-31' }), ['production_before_registration']);
  assert.deepEqual(codesOf({ registeredOn: null }), ['registration_day_missing']);
  assert.deepEqual(codesOf({ deregisteredOn: '2017-06-29' }), ['deregistration_before_move']);
  assert.deepEqual(codesOf({ producingOn: '2026-01-02' }), ['move_day_in_the_future']);
});

test('who moves, whence and whither is told, and markets have no list', () => {
  assert.deepEqual(codesOf({ organisationId: null, toRegion: '110108', ledBy: 'market' }), [
    'move_enterprise_missing',
    'move_regions_are_the_same',
    'listing_of_a_market_move',
  ]);
  assert.deepEqual(codesOf({ kind: 'project' }), ['move_name_missing']);
});

test('taxes are of the years before, once each, and sums of money', () => {
  const tax = { year: 2016, tax: 'vat', amount: '1', unit: 'CNY' } as const;
  assert.deepEqual(codesOf({ taxesBefore: [{ ...tax, year: 2017 }] }), [
    'tax_year_not_before_move',
  ]);
  assert.deepEqual(codesOf({ taxesBefore: [tax, tax] }), ['tax_given_twice']);
  for (const amount of ['-1', '1.005', 'much', `1${'0'.repeat(15)}`]) {
    const found = codesOf({ taxesBefore: [{ ...tax, amount }] });
    assert.deepEqual(found, ['tax_amount_unreadable'], amount);
  }
});

test('the average is that of all years, to the cent, or is not known', () => {
  assert.deepEqual(averageBefore(move, 3), {
    years: [
      { year: 2014, amount: '20000000.00' },
      { year: 2015, amount: '22000000.00' },
      { year: 2016, amount: '24000000.01' },
    ],
    sum: '66000000.01',
    average: '22000000.00',
    unit: 'CNY',
  });
  const { average, sum, years } = averageBefore({ ...move, movedOn: '2018-01-01' }, 3);
  assert.deepEqual([average, sum, years.at(-1)], [null, null, { year: 2017, amount: null }]);
});

test('a move is told in the words of an agreement, which then covers it', () => {
  const reading = readTerms(termsOfTemplate('cn-2015-92'));
  assert.ok('agreement' in reading);
  const { agreement } = reading;
  const facts = factsOfMove(agreement, move, { from: 'sender', to: 'host' }, 'a move');
  assert.deepEqual(
    facts.slice(0, 4).map(({ period, party, measure }) => `${period} ${party} ${measure}`),
    [
      '2016-03-01 sender listing',
      '2017-06-30 sender move',
      '2017-09-01 host registration',
      '2018-01-01 host production',
    ],
  );
  assert.equal(facts.length, 10);
  const rows = facts.map((fact) => ({ ...rowOf(fact), confirmed_by: 'sender;host' }));
  const settled = settle(agreement, rows);
  assert.ok('statement' in settled);
  assert.deepEqual([settled.statement.covered, settled.statement.reasons], [true, []]);
  assert.deepEqual(factsOfMove(agreement, move, { from: null, to: 'host' }, '').length, 2);
});
