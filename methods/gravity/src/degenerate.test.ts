/** Flows that say too little, and errors of clusters against their definition. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { levelsOf, pairsOf, ppml } from './index.ts';

const x = (...values: number[]) => ({ name: 'x', values: Float64Array.from(values) });

test('flows that are all zero leave nothing to estimate', () => {
  const fit = ppml({
    outcome: new Float64Array(3),
    regressors: [x(1, 2, 3)],
    effects: [levelsOf('from', ['a', 'b', 'b'])],
  });
  assert.deepEqual(fit.terms, []);
  assert.deepEqual(fit.caveats, ['all_flows_zero']);
  assert.deepEqual([...fit.separated], [0, 1, 2]);
});

test('perfect separation takes the rows out and says so', () => {
  const fit = ppml({
    outcome: Float64Array.of(0, 0, 3, 4, 5),
    regressors: [x(1, 1, 0, 0, 0)],
    effects: [],
  });
  assert.deepEqual([...fit.separated], [0, 1]);
  assert.deepEqual(fit.collinear, ['x']);
  assert.deepEqual(fit.caveats, ['rows_separated', 'collinear_dropped']);
  assert.ok(Math.abs(fit.terms[0]!.estimate - Math.log(4)) < 1e-9);
});

test('a regressor that the effects tell is dropped', () => {
  const from = levelsOf('from', ['a', 'a', 'b', 'b', 'c', 'c']);
  const fit = ppml({
    outcome: Float64Array.of(1, 2, 3, 4, 5, 6),
    regressors: [
      { name: 'of-from', values: Float64Array.of(1, 1, 7, 7, 2, 2) },
      x(0, 1, 0, 1, 0, 1.5),
    ],
    effects: [from],
  });
  assert.deepEqual(fit.collinear, ['of-from']);
  assert.deepEqual(
    fit.terms.map(({ name }) => name),
    ['x'],
  );
});

test('as many parameters as rows: estimates, but no errors', () => {
  const fit = ppml({ outcome: Float64Array.of(1, 2), regressors: [x(0, 1)], effects: [] });
  assert.ok(Math.abs(fit.terms[1]!.estimate - Math.log(2)) < 1e-9);
  assert.ok(Number.isNaN(fit.terms[1]!.error));
  assert.deepEqual(fit.caveats, ['no_degrees_of_freedom']);
});

test('a bad row is named', () => {
  const run = (flow: number, value: number) =>
    ppml({ outcome: Float64Array.of(1, flow), regressors: [x(1, value)], effects: [] });
  assert.throws(() => run(-1, 1), /Row 1: -1 is no flow/);
  assert.throws(() => run(1, Number.NaN), /Row 1: NaN is no number/);
});

test('with a cluster for every row, clustered errors are robust ones by their own factor', () => {
  const outcome = Float64Array.of(1, 4, 2, 8, 5, 7, 3, 6, 9, 2);
  const regressors = [x(0, 1, 2, 3, 4, 5, 6, 7, 8, 10)];
  const rows = levelsOf('row', [...outcome.keys()]);
  const robust = ppml({ outcome, regressors, effects: [] });
  const clustered = ppml({ outcome, regressors, effects: [], clusters: rows });
  const n = outcome.length;
  const factor = Math.sqrt(((n / (n - 1)) * ((n - 1) / (n - 2))) / (n / (n - 2)));
  for (const [at, { error }] of robust.terms.entries()) {
    assert.ok(Math.abs(clustered.terms[at]!.error / error - factor) < 1e-9);
  }
  assert.ok(clustered.caveats.includes('few_clusters'));
});

test('clusters that hold an effect do not pay for its levels', () => {
  const outcome = Float64Array.of(1, 4, 2, 8, 5, 7, 3, 6);
  const regressors = [x(0, 1, 2, 3, 4, 5, 6, 9)];
  const of = levelsOf('from', ['a', 'a', 'b', 'b', 'c', 'c', 'd', 'd']);
  const split = levelsOf('half', [0, 1, 0, 1, 0, 1, 0, 1]);
  const fit = ppml({ outcome, regressors, effects: [of], clusters: of });
  const other = ppml({ outcome, regressors, effects: [of], clusters: split });
  const { expected } = fit;
  assert.deepEqual(other.expected, expected);
  // One regressor, so that bread and scores can be written out.
  const left = [0, 2, 4, 6].flatMap((row) => {
    const [a, b] = [expected[row]!, expected[row + 1]!];
    const [p, q] = [regressors[0]!.values[row]!, regressors[0]!.values[row + 1]!];
    const mean = (a * p + b * q) / (a + b);
    return [p - mean, q - mean];
  });
  const bread = 1 / left.reduce((sum, value, row) => sum + value * value * expected[row]!, 0);
  const scores = left.map((value, row) => value * (outcome[row]! - expected[row]!));
  const errorOf = (sums: readonly number[], parameters: number) => {
    const meat = sums.reduce((sum, one) => sum + one * one, 0);
    const groups = sums.length;
    return bread * Math.sqrt(meat * (groups / (groups - 1)) * (7 / (8 - parameters)));
  };
  const pairs = [0, 2, 4, 6].map((row) => scores[row]! + scores[row + 1]!);
  const halves = [0, 1].map((from) =>
    [0, 2, 4, 6].reduce((sum, row) => sum + scores[row + from]!, 0),
  );
  assert.ok(Math.abs(fit.terms[0]!.error / errorOf(pairs, 2) - 1) < 1e-7);
  assert.ok(Math.abs(other.terms[0]!.error / errorOf(halves, 5) - 1) < 1e-7);
});

test('pairs are by direction, whatever their names hold', () => {
  const { of, keys } = pairsOf(['a', 'b', 'a', 'a,b'], ['b', 'a', 'b', '']);
  assert.deepEqual([...of], [0, 1, 0, 2]);
  assert.deepEqual(keys, [
    ['a', 'b'],
    ['b', 'a'],
    ['a,b', ''],
  ]);
});
