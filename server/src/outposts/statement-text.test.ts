import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { digestHolds, type FactRow, readFacts, readTerms, type Statement } from '@yunhe/settlement';
import {
  judgeRestating,
  knownBy,
  obligationsOf,
  pausedLines,
  readPayable,
  settleYear,
  sumsOf,
  withoutLaterDisputes,
} from './statement-text.ts';

const folder = new URL('../../../demo/agreements/', import.meta.url);

function template(name: string) {
  const text = (ending: string) => readFileSync(new URL(`${name}.${ending}`, folder), 'utf8');
  const reading = readTerms(JSON.parse(text('json')));
  const facts = readFacts(text('csv'));
  assert.ok('agreement' in reading && 'rows' in facts);
  return { agreement: reading.agreement, rows: facts.rows };
}

const places = new Map([
  ['sender', 'region:110000'],
  ['host', 'region:130000'],
]);

function yearOf(rows: readonly FactRow[], before: Statement | null = null) {
  const { agreement } = template('cn-2015-92');
  const settled = settleYear(agreement, knownBy(2019, rows), 2019, before);
  assert.ok('digest' in settled, JSON.stringify(settled));
  return settled;
}

test('a year is settled by what was known of it; a correction is written as a difference', () => {
  const { rows } = template('cn-2015-92');
  const first = yearOf(rows);
  const statement = JSON.parse(first.content) as Statement;
  assert.equal(first.difference, null);
  assert.equal(first.digest, statement.digest);
  assert.ok(digestHolds(statement));
  assert.ok(!first.facts.includes('2020'), 'what came later was not known');

  const tax = rows.find(({ period, measure }) => period === '2019' && measure === 'vat')!;
  const corrected = yearOf([...rows, { ...tax, amount: '32000000.00', revision: '1' }], statement);
  const after = JSON.parse(corrected.content) as Statement;
  assert.notEqual(corrected.digest, corrected.contentDigest);
  assert.equal(judgeRestating(statement, after), 'differs');
  assert.equal(judgeRestating(statement, statement), 'same');
  assert.deepEqual(
    sumsOf(readPayable(corrected)).map(({ payer, receiver, amount }) => [payer, receiver, amount]),
    [['host', 'sender', '1000000.00']],
  );
  assert.deepEqual(obligationsOf(readPayable(corrected), places), [
    {
      line: 2,
      payer: 'region:130000',
      receiver: 'region:110000',
      unit: { code: 'CNY', digits: 2, kind: 'money' },
      amountMinor: 100_000_000n,
    },
  ]);
  const back = yearOf([...rows, { ...tax, amount: '28000000.00', revision: '1' }], statement);
  assert.deepEqual(
    obligationsOf(readPayable(back), places).map(({ payer, amountMinor }) => [payer, amountMinor]),
    [['region:110000', 100_000_000n]],
  );
  assert.throws(() => obligationsOf(readPayable(first), new Map()), /Nobody said who host is/);
  const one = new Map([...places.keys()].map((party) => [party, 'region:130000']));
  assert.deepEqual(obligationsOf(readPayable(first), one), []);
});

test('a disputed fact pauses the lines that rest on it, an objection the line it is about', () => {
  const payable = readPayable(yearOf(template('cn-2015-92').rows));
  const paused = (facts: readonly string[], lines: readonly (number | null)[]) => {
    const pauses = { disputedFacts: new Set(facts), objectedLines: new Set(lines) };
    return [...pausedLines(payable, pauses)];
  };
  assert.deepEqual(paused([], []), []);
  assert.deepEqual(paused(['2019/host/vat'], []), [1, 2]);
  assert.deepEqual(paused(['2018/host/vat'], [2]), [2]);
  assert.deepEqual(paused([], [null]), [1, 2]);
});

test('a correction waits for confirmation; what is disputed later was counted and stays so', () => {
  const { rows } = template('cn-2015-92');
  const base = readTermsWith(['sender', 'host']);
  const stated = (facts: readonly FactRow[], before: Statement | null) => {
    const settled = settleYear(base, knownBy(2019, facts), 2019, before);
    assert.ok('digest' in settled, JSON.stringify(settled));
    return JSON.parse(settled.content) as Statement;
  };
  const before = stated(rows, null);
  const tax = rows.find(({ period, measure }) => period === '2019' && measure === 'vat')!;
  const change = (more: FactRow) => rows.map((row) => (row === tax ? { ...row, ...more } : row));
  const unconfirmed = change({ amount: '1.00', confirmed_by: 'host' });
  assert.equal(judgeRestating(before, stated(unconfirmed, before)), 'awaits_confirmation');
  const disputed = change({ disputed_by: 'sender' });
  assert.equal(judgeRestating(before, stated(disputed, before)), 'differs');
  const known = withoutLaterDisputes(disputed, rows);
  assert.equal(judgeRestating(before, stated(known, before)), 'same');
  assert.deepEqual(withoutLaterDisputes(disputed, disputed), disputed);
});

/** The form with its base to be confirmed by both. */
function readTermsWith(confirmedBy: readonly string[]) {
  const terms = structuredClone(template('cn-2015-92').agreement.terms);
  const [sharing, ...rest] = terms.clauses;
  assert.ok(sharing?.kind === 'share');
  const clauses = [{ ...sharing, base: { ...sharing.base, confirmedBy } }, ...rest];
  const reading = readTerms({ ...terms, clauses });
  assert.ok('agreement' in reading, JSON.stringify(reading));
  return reading.agreement;
}
