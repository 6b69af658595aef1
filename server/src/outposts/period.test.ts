import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type AskedClosing, isClosed, judgeClosing, nextToClose } from './period.ts';

const asked: AskedClosing = {
  year: 2019,
  firstYear: 2018,
  closedThrough: 2018,
  isRuled: true,
  today: '2020-01-01',
};

function codes(change: Partial<AskedClosing>) {
  const judgement = judgeClosing({ ...asked, ...change });
  return judgement.allowed ? [] : judgement.reasons.map(({ code }) => code);
}

test('a year is closed once, when it is over, after the one before it', () => {
  assert.deepEqual(codes({}), []);
  assert.deepEqual(codes({ year: 2018 }), ['period_is_closed']);
  assert.deepEqual(codes({ today: '2019-12-31' }), ['period_not_over']);
  assert.deepEqual(codes({ year: 2020 }), ['earlier_period_open', 'period_not_over']);
  assert.deepEqual(codes({ isRuled: false }), ['period_not_in_force']);
  assert.deepEqual(codes({ year: 2018, closedThrough: null }), []);
  assert.equal(nextToClose({ firstYear: 2018, closedThrough: null }), 2018);
});

test('a fact of a closed year, or of one before it, is corrected and not reported', () => {
  assert.equal(isClosed('2018-07-01', 2018), true);
  assert.equal(isClosed('2014', 2018), true);
  assert.equal(isClosed('2019', 2018), false);
  assert.equal(isClosed('2014', null), false);
});
