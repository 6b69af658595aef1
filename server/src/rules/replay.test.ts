import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { compared, difference, negated } from './decimal-text.ts';
import { bandOf, type Side, turnOf } from './replay.ts';

const yes = (amount: string | null = null): Side => ({ outcome: 'granted', amount });
const no = (amount: string | null = null): Side => ({ outcome: 'refused', amount });
const open: Side = { outcome: 'undetermined', amount: null };

test('whoever is refused and would be granted gains, and the other way round loses', () => {
  assert.deepEqual(turnOf(no(), yes('37.5'), null), { change: 'gains', difference: '37.5' });
  assert.deepEqual(turnOf(yes('37.5'), no(), null), { change: 'loses', difference: '-37.5' });
  assert.deepEqual(turnOf(no(), yes(), null), { change: 'gains', difference: null });
  assert.deepEqual(turnOf(yes(), yes(), null), { change: 'same', difference: null });
});

test('where both say yes the amounts decide, exactly', () => {
  assert.deepEqual(turnOf(yes('1.1'), yes('2.4'), null), { change: 'gains', difference: '1.3' });
  assert.deepEqual(turnOf(yes('0.3'), yes('0.1'), null), { change: 'loses', difference: '-0.2' });
  assert.deepEqual(turnOf(yes('5.0'), yes('5'), null), { change: 'same', difference: '0' });
});

test('a rule without outcomes is compared by its amounts', () => {
  const amount = (text: string): Side => ({ outcome: null, amount: text });
  assert.deepEqual(turnOf(amount('0'), amount('37.5'), null), {
    change: 'gains',
    difference: '37.5',
  });
  assert.equal(turnOf({ outcome: null, amount: null }, amount('1'), null).change, 'unclear');
});

test('a stake is won or lost as a whole when the answer turns, and not touched otherwise', () => {
  assert.deepEqual(turnOf(no(), yes('1'), '500'), { change: 'gains', difference: '500' });
  assert.deepEqual(turnOf(yes('1'), no(), '500'), { change: 'loses', difference: '-500' });
  assert.deepEqual(turnOf(yes('1'), yes('9'), '500'), { change: 'same', difference: '0' });
});

test('where a rule has no answer nothing is claimed', () => {
  for (const [base, candidate] of [
    [open, yes('1')],
    [no(), open],
    [open, open],
  ] as const) {
    assert.deepEqual(turnOf(base, candidate, '500'), { change: 'unclear', difference: null });
  }
});

test('a bound belongs to the band above it', () => {
  const bounds = ['300', '20'];
  assert.equal(bandOf(19, bounds), '< 20');
  assert.equal(bandOf('20.0', bounds), '20 – < 300');
  assert.equal(bandOf('299.99', bounds), '20 – < 300');
  assert.equal(bandOf(300, bounds), '≥ 300');
  assert.equal(bandOf('many', bounds), null);
  assert.equal(bandOf(undefined, bounds), null);
});

test('decimals are subtracted as numbers are, with nothing lost', () => {
  assert.equal(difference('0.3', '0.1'), '0.2');
  assert.equal(difference('1000000000000000000000.01', '0.02'), '999999999999999999999.99');
  assert.equal(negated('0'), '0');
  const hundredths = fc.integer({ min: -1_000_000, max: 1_000_000 });
  const text = (value: number) => (value / 100).toFixed(2);
  fc.assert(
    fc.property(hundredths, hundredths, (a, b) => {
      assert.equal(Number(difference(text(a), text(b))), (a - b) / 100);
      assert.equal(compared(text(a), text(b)), Math.sign(a - b));
      assert.equal(difference(text(a), text(b)), negated(difference(text(b), text(a))));
    }),
  );
});
