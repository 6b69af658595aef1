import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { type Agreement, readTerms, type Terms } from '@yunhe/settlement';
import {
  confirmersOf,
  contentOf,
  type FactContent,
  identityOf,
  judgeFacts,
  minorOf,
  stateOf,
  versionFor,
} from './fact.ts';

const folder = join(import.meta.dirname, '../../../demo/agreements');

function agreementOf(change: (terms: Terms) => unknown = (terms) => terms): Agreement {
  const terms = JSON.parse(readFileSync(join(folder, 'cn-2015-92.json'), 'utf8')) as Terms;
  const reading = readTerms(change(terms));
  assert.ok('agreement' in reading, JSON.stringify(reading));
  return reading.agreement;
}

const agreement = agreementOf();
const tax = { period: '2019', party: 'host', measure: 'vat', amount: '100', unit: 'CNY' };
const fact = (change: Readonly<Record<string, string>> = {}): FactContent =>
  contentOf(agreement, { ...tax, ...change });

const codesOf = (...args: Parameters<typeof judgeFacts>) =>
  judgeFacts(...args).problems.map(({ code, column, clause }) => `${clause} ${column} ${code}`);

test('the same amount is written the same way, and a unit that is left out is that of the measure', () => {
  assert.equal(fact().amount, '100.00');
  assert.equal(fact({ amount: ' 100.0 ', unit: '' }).amount, '100.00');
  assert.equal(fact({ unit: '' }).unit, 'CNY');
  assert.equal(minorOf(agreement, fact()), 10_000n);
  assert.equal(fact({ amount: 'much' }).amount, 'much');
});

test('an event is the same one on another day; an amount belongs to its year', () => {
  const move = { measure: 'move', party: 'sender', unit: 'event', amount: '1' };
  const [early, late] = ['2017-06-30', '2017-07-01'].map((period) => fact({ ...move, period }));
  assert.equal(identityOf(early!), identityOf(late!));
  assert.notEqual(identityOf(fact()), identityOf(fact({ period: '2020' })));
});

test('what cannot be is told with the clause and the column', () => {
  const of = (change: Record<string, string>) => codesOf(agreement, [fact(change)], []);
  assert.deepEqual(of({}), []);
  assert.deepEqual(of({ unit: 'USD' }), ['threshold unit unit_not_declared']);
  assert.deepEqual(of({ amount: '1000000000000000' }), ['threshold amount amount_implausible']);
  assert.deepEqual(of({ amount: '-1' }), ['threshold amount amount_negative']);
  assert.deepEqual(of({ amount: '1.005' }), ['threshold amount amount_unreadable']);
  assert.deepEqual(of({ party: 'nobody' }), ['threshold party party_unknown']);
  assert.deepEqual(of({ measure: 'luck', unit: 'CNY' }), ['null measure measure_unknown']);
  assert.deepEqual(of({ period: '2019-13' }), ['threshold period period_unreadable']);
  const day = { measure: 'move', unit: 'event', amount: '1', period: '2019' };
  assert.deepEqual(of(day), ['threshold period day_missing']);
});

test('a refund is no more than the tax, whichever of them came first', () => {
  const refund = fact({ measure: 'vat-refund', amount: '101' });
  const above = ['threshold amount refund_above_tax'];
  assert.deepEqual(codesOf(agreement, [refund], [fact()]), above);
  assert.deepEqual(codesOf(agreement, [fact(), refund], []), above);
  const fits = fact({ measure: 'vat-refund', amount: '100' });
  assert.deepEqual(codesOf(agreement, [fits, fact()], []), []);
  const lower = fact({ amount: '99.99' });
  const corrects = identityOf(lower);
  assert.deepEqual(codesOf(agreement, [lower], [fact(), fits], { corrects }), above);
});

test('the same again is known; the same otherwise is refused, and so is twice in one file', () => {
  const judged = judgeFacts(agreement, [fact(), fact({ period: '2020' })], [fact()]);
  assert.deepEqual([judged.problems, [...judged.same]], [[], [0]]);
  const other = fact({ amount: '101' });
  assert.deepEqual(codesOf(agreement, [other], [fact()]), [
    'threshold amount fact_reported_already',
  ]);
  assert.deepEqual(codesOf(agreement, [fact(), other], []), ['threshold period fact_given_twice']);
  assert.deepEqual(codesOf(agreement, [other], [fact()], { corrects: identityOf(other) }), []);
});

test('a closed period is corrected and not added to', () => {
  const closedThrough = 2019;
  assert.deepEqual(codesOf(agreement, [fact()], [], { closedThrough }), [
    'threshold period period_is_closed',
  ]);
  const corrects = identityOf(fact());
  assert.deepEqual(codesOf(agreement, [fact()], [fact()], { closedThrough, corrects }), []);
  assert.deepEqual(codesOf(agreement, [fact({ period: '2020' })], [], { closedThrough }), []);
  const before = codesOf(agreement, [fact({ period: '2018' })], [], { closedThrough });
  assert.deepEqual(before, ['threshold period period_is_closed']);
});

test('of a party that is gone nothing new is told, unless another follows it', () => {
  const ending = (more: object) =>
    agreementOf((terms) => ({
      ...terms,
      parties: terms.parties.map((one) =>
        one.id === 'host' ? { ...one, endedIn: 2018, ...more } : one,
      ),
    }));
  assert.deepEqual(codesOf(ending({}), [fact()], []), ['threshold party party_has_ended']);
  assert.deepEqual(codesOf(ending({}), [fact({ period: '2018' })], []), []);
  assert.deepEqual(codesOf(ending({ successor: 'sender' }), [fact()], []), []);
});

test('clauses say who confirms; where none does, all parties', () => {
  assert.deepEqual(confirmersOf(agreement, fact()), ['host', 'sender']);
  const one = agreementOf((terms) => ({
    ...terms,
    clauses: terms.clauses.map((clause) =>
      clause.kind === 'share'
        ? { ...clause, base: { ...clause.base, confirmedBy: ['sender'] } }
        : clause,
    ),
  }));
  assert.deepEqual(confirmersOf(one, fact()), ['sender']);
  assert.deepEqual(confirmersOf(one, fact({ measure: 'vat-refund' })), ['sender']);
  assert.deepEqual(confirmersOf(one, fact({ party: 'sender' })), ['host', 'sender']);
});

test('the state of a fact is that of what came after it', () => {
  const state = (change: object) =>
    stateOf(
      {
        ...{ kind: 'report', latestKind: 'report', isLatest: true, isDisputed: false },
        ...{ confirmedBy: ['host'], ...change },
      } as const,
      ['host', 'sender'],
    );
  assert.equal(state({}), 'reported');
  assert.equal(state({ confirmedBy: ['sender', 'host'] }), 'confirmed');
  assert.equal(state({ isDisputed: true, confirmedBy: ['sender', 'host'] }), 'disputed');
  assert.equal(state({ isLatest: false, latestKind: 'correction' }), 'corrected');
  assert.equal(state({ isLatest: false, latestKind: 'reversal' }), 'reversed');
  assert.equal(state({ kind: 'reversal', latestKind: 'reversal' }), 'reversed');
});

test('facts are judged by the version in force in their year, else by the nearest', () => {
  const signed = [
    { number: 2, startsOn: '2021-01-01', endsOn: '2024-01-01' },
    { number: 1, startsOn: '2018-01-01', endsOn: '2021-01-01' },
  ];
  const numbers = [2014, 2018, 2020, 2021, 2023, 2030].map(
    (year) => versionFor(signed, year)?.number,
  );
  assert.deepEqual(numbers, [1, 1, 1, 2, 2, 2]);
  assert.equal(versionFor([], 2020), null);
});
