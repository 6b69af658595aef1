import assert from 'node:assert/strict';
import { test } from 'node:test';
import { chanceOf } from '@yunhe/exact';
import {
  criticWeights,
  cronbachAlpha,
  entropyWeights,
  imputeByExpectation,
  imputeByGroup,
  principalComponents,
  scaleOf,
  treatOutliers,
} from './index.ts';
import { shapeOf } from './statistics.ts';

const gap = Number.NaN;
const near = (found: number, wanted: number, tolerance = 1e-9) =>
  assert.ok(Math.abs(found - wanted) <= tolerance, `${found}, not ${wanted}`);

/** Pairs that go along with each other, three parts of four. */
function pairs(count: number): readonly [Float64Array, Float64Array] {
  const chance = chanceOf(2, 0);
  const normal = () => Math.sqrt(-2 * Math.log(1 - chance())) * Math.cos(2 * Math.PI * chance());
  const first = Float64Array.from({ length: count }, normal);
  return [first, first.map((value) => 3 * value + normal())];
}

test('a column with a tail above is treated by logarithm and by power, one below likewise', () => {
  const tail = Float64Array.from({ length: 60 }, (_, at) => Math.exp(at / 8));
  const before = shapeOf(tail);
  assert.ok(before.skew > 2 && before.kurtosis > 3.5);
  for (const method of ['log', 'box-cox'] as const) {
    const above = treatOutliers(tail, { method });
    assert.ok(above.passes && Math.abs(above.after.skew) < 1, method);
    assert.ok(above.column.every((value, at) => at === 0 || value > above.column[at - 1]!));
    const below = treatOutliers(
      tail.map((value) => -value),
      { method },
    );
    assert.ok(below.column.every((value, at) => at === 0 || value < below.column[at - 1]!));
    near(below.after.skew, -above.after.skew, 1e-6);
  }
});

test('the power of Box and Cox is the likeliest: nought for a lognormal, one for a normal', () => {
  const [normal] = pairs(4000);
  const rule = { method: 'box-cox', skew: 0, kurtosis: -10 } as const;
  near(
    treatOutliers(
      normal.map((one) => Math.exp(one)),
      rule,
    ).power!,
    0,
    0.08,
  );
  near(
    treatOutliers(
      normal.map((one) => 50 + one),
      rule,
    ).power!,
    1,
    0.35,
  );
});

test('winsorising stops at its bound and then does as the rule says', () => {
  const wild = Float64Array.from({ length: 32 }, (_, at) => (at < 30 ? at : 10 ** (at - 22)));
  const one = treatOutliers(wild, { method: 'winsorise', most: 1 });
  assert.deepEqual([one.method, one.winsorised, one.passes], ['winsorise', 1, false]);
  assert.equal(one.column[31], one.column[30]);
  const other = treatOutliers(wild, { method: 'winsorise', most: 1, otherwise: 'log' });
  assert.equal(other.method, 'log');
  const calm = treatOutliers(Float64Array.of(1, 2, gap, 3), { method: 'winsorise' });
  assert.deepEqual([calm.method, calm.winsorised], ['keep', 0]);
  assert.ok(Number.isNaN(calm.column[2]!));
});

test('gaps are filled within their group', () => {
  const column = Float64Array.of(1, 5, gap, 10, 30, gap, gap);
  const groups = ['a', 'a', 'a', 'b', 'b', 'b', 'c'];
  const { column: filled, spread } = imputeByGroup(column, groups, 'mean');
  assert.deepEqual([...filled.slice(0, 6)], [1, 5, 3, 10, 30, 20]);
  assert.ok(Number.isNaN(filled[6]!));
  near(spread[2]!, Math.sqrt(8));
  assert.equal(spread[0], 0);
});

test('gaps are filled by what the other column lets expect, with what it leaves open', () => {
  const [first, second] = pairs(600);
  const known = second.map((value, at) => (at % 4 === 0 ? gap : value));
  const { imputed, converged } = imputeByExpectation([first, known]);
  assert.equal(converged, true);
  const { column, spread } = imputed[1]!;
  let squares = 0;
  for (let at = 0; at < 600; at += 4) squares += (column[at]! - second[at]!) ** 2;
  // The residual of the pairs has the deviation 1.
  near(Math.sqrt(squares / 150), 1, 0.15);
  near(spread[0]!, 1, 0.1);
  assert.equal(spread[1], 0);
  assert.equal(column[1], second[1]);
  assert.throws(() => imputeByExpectation([Float64Array.of(gap, gap)]), RangeError);
});

test('scales are those of the table, both ways', () => {
  const column = Float64Array.of(2, 4, 6, 6, gap);
  const by = (method: Parameters<typeof scaleOf>[1], better: 'more' | 'less' = 'more') =>
    Array.from(column, scaleOf(column, method, better).score).slice(0, 4);
  assert.deepEqual(by({ method: 'rank' }), [1, 2, 3, 3]);
  assert.deepEqual(by({ method: 'rank' }, 'less'), [4, 3, 1, 1]);
  assert.deepEqual(by({ method: 'percentile' }).map(Math.round), [0, 33, 67, 67]);
  assert.deepEqual(by({ method: 'goalposts', low: '0', high: '5' }), [40, 80, 100, 100]);
  assert.deepEqual(by({ method: 'goalposts', low: '4', high: '8' }, 'less'), [100, 100, 50, 50]);
  assert.deepEqual(by({ method: 'distance-to-target', target: '10' }), [0, 25, 50, 50]);
  assert.deepEqual(by({ method: 'distance-to-target', target: '4' }, 'less'), [100, 100, 0, 0]);
  assert.deepEqual(
    by({ method: 'distance-to-reference', reference: 'best' }).map(Math.round),
    [33, 67, 100, 100],
  );
  near(by({ method: 'distance-to-reference', reference: 'median' }, 'less')[0]!, 250);
  assert.throws(() => by({ method: 'distance-to-target', target: '1' }), RangeError);
  const constant = Float64Array.of(3, 3);
  assert.throws(() => scaleOf(constant, { method: 'z-score' }, 'more'), RangeError);
});

test('weights by data keep their laws', () => {
  const [first, second] = pairs(50);
  const shifted = [first, second].map((column) => column.map((value) => value + 20));
  for (const weights of [entropyWeights(shifted), criticWeights(shifted)]) {
    near(
      weights.reduce((sum, one) => sum + one, 0),
      1,
    );
    assert.ok(weights.every((one) => one > 0));
  }
  const { variances, loadings } = principalComponents(shifted);
  near(
    variances.reduce((sum, one) => sum + one, 0),
    2,
  );
  near(loadings[0]![0]! * loadings[1]![0]! + loadings[0]![1]! * loadings[1]![1]!, 0);
  assert.ok(cronbachAlpha(shifted) > 0.5);
  assert.throws(() => entropyWeights([Float64Array.of(-1, 2)]), RangeError);
  assert.throws(() => criticWeights([Float64Array.of(1, 1)]), RangeError);
  assert.throws(() => cronbachAlpha([first]), RangeError);
});
