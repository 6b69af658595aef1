import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { near } from '../reference/near.ts';
import {
  compareRegions,
  complexityIndex,
  concentration,
  couplingCoordination,
  denseMatrix,
  density,
  fitness,
  locationQuotients,
  presencesOf,
  relatedness,
  relatednessMatrix,
  restricted,
  selected,
  specialisation,
  transposed,
} from './index.ts';

const numRuns = 60;

const someRows = fc
  .tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 21 }))
  .chain(([rows, columns]) => {
    const value = fc.oneof(
      { weight: 2, arbitrary: fc.constant(0) },
      fc.integer({ max: 9, min: 1 }),
    );
    const row = fc.array(value, { minLength: columns, maxLength: columns });
    return fc.array(row, { minLength: rows, maxLength: rows });
  });

test('quotients stay when a unit changes or a field is measured in another', () => {
  fc.assert(
    fc.property(someRows, fc.integer({ min: 2, max: 9 }), (rows, scale) => {
      const of = (told: readonly (readonly number[])[]) =>
        locationQuotients(denseMatrix(told)).values;
      near(of(rows.map((row) => row.map((value) => value * scale))), of(rows), 1e-12);
    }),
    { numRuns },
  );
});

test('turning a matrix twice gives it back', () => {
  fc.assert(
    fc.property(someRows, (rows) => {
      const matrix = denseMatrix(rows);
      assert.deepEqual(transposed(transposed(matrix)), matrix);
    }),
    { numRuns },
  );
});

test('every index is within its bounds', () => {
  fc.assert(
    fc.property(someRows, (rows) => {
      const matrix = denseMatrix(rows);
      const within = (values: Float64Array | Float32Array, low: number, high: number) => {
        for (const value of values) {
          if (!Number.isNaN(value))
            assert.ok(value >= low - 1e-9 && value <= high + 1e-9, `${value}`);
        }
      };
      const { herfindahl, entropy, krugman, hachman, gini } = specialisation(matrix);
      within(herfindahl, 1 / matrix.columns, 1);
      within(entropy, 0, Math.log2(matrix.columns));
      within(krugman, 0, 2);
      within(hachman, 0, 1);
      within(gini, 0, 1);
      within(concentration(matrix).locationalGini, 0, 0.5);
      const has = presencesOf(locationQuotients(matrix));
      for (const measure of ['minimum-conditional', 'cosine', 'jaccard'] as const) {
        const close = relatedness(has, { measure });
        within(relatednessMatrix(close), 0, 1);
        within(density(has, close), 0, 1);
      }
      const fit = fitness(has).regions.filter((value) => !Number.isNaN(value));
      if (fit.length > 0) near([fit.reduce((sum, one) => sum + one, 0)], [fit.length], 1e-9);
    }),
    { numRuns },
  );
});

test('relatedness is symmetric, and rows asked for in parts are those of the whole', () => {
  fc.assert(
    fc.property(someRows, fc.nat(), (rows, split) => {
      const has = denseMatrix(rows);
      const close = relatedness(has, { measure: 'cosine' });
      const n = has.columns;
      const whole = relatednessMatrix(close);
      for (let p = 0; p < n; p++) {
        for (let q = 0; q < n; q++) assert.equal(whole[p * n + q], whole[q * n + p]);
      }
      const middle = split % (n + 1);
      const halves = [
        relatednessMatrix(close, { to: middle }),
        relatednessMatrix(close, { from: middle }),
      ];
      assert.deepEqual(
        halves.flatMap((half) => [...half]),
        [...whole],
      );
      const all = density(has, close);
      const [left, right] = [
        density(has, close, { to: middle }),
        density(has, close, { from: middle }),
      ];
      for (let row = 0; row < has.rows; row++) {
        const parts = [
          ...left.subarray(row * middle, (row + 1) * middle),
          ...right.subarray(row * (n - middle), (row + 1) * (n - middle)),
        ];
        near(parts, all.subarray(row * n, (row + 1) * n), 0);
      }
    }),
    { numRuns },
  );
});

test('the order of regions and fields changes no index', () => {
  fc.assert(
    fc.property(someRows, fc.integer(), (rows, seed) => {
      const has = presencesOf(locationQuotients(denseMatrix(rows)));
      const shuffled = (count: number) =>
        Array.from({ length: count }, (_, at) => at).sort(
          (a, b) => Math.sin(a * 97 + seed) - Math.sin(b * 97 + seed),
        );
      const [order, columns] = [shuffled(has.rows), shuffled(has.columns)];
      const moved = restricted(has, order, columns);
      const [before, after] = [complexityIndex(has), complexityIndex(moved)];
      const unclear = ['eigenvalue_tied', 'sign_undecided', 'apart_from_the_largest_part'];
      if (before.caveats.some(({ code }) => unclear.includes(code))) return;
      near(
        after.regions,
        order.map((row) => before.regions[row]!),
        1e-6,
      );
      near(
        after.fields,
        columns.map((column) => before.fields[column]!),
        1e-6,
      );
      const [fit, fitMoved] = [fitness(has), fitness(moved)];
      near(
        fitMoved.regions,
        order.map((row) => fit.regions[row]!),
        1e-6,
      );
    }),
    { numRuns },
  );
});

test('a pair is the same seen from either side', () => {
  fc.assert(
    fc.property(someRows, (rows) => {
      if (rows.length < 2) return;
      const volumes = denseMatrix(rows);
      const presences = presencesOf(locationQuotients(volumes));
      const known = { volumes, presences, density: density(presences, relatedness(presences)) };
      const [one, other] = [compareRegions(known, 0, 1), compareRegions(known, 1, 0)];
      near(
        [one.overlap, one.cosine, one.jaccard],
        [other.overlap, other.cosine, other.jaccard],
        1e-12,
      );
      assert.deepEqual(one.forSecond, other.forFirst);
      for (const { field } of one.forSecond.close) assert.ok(!one.shared.includes(field));
    }),
    { numRuns },
  );
});

test('coordination is at most the root of development and of coupling', () => {
  const level = fc.double({ min: 0, max: 1, noNaN: true });
  fc.assert(
    fc.property(fc.array(level, { minLength: 2, maxLength: 5 }), (levels) => {
      const { coupling, development, coordination, grade } = couplingCoordination(levels);
      assert.ok(grade >= 1 && grade <= 10);
      if (Number.isNaN(coupling)) return;
      assert.ok(coordination <= Math.sqrt(Math.min(coupling, development)) + 1e-12);
    }),
    { numRuns },
  );
});

test('what is selected reaches the thresholds, and what is not is told with its reason', () => {
  fc.assert(
    fc.property(someRows, (rows) => {
      const matrix = denseMatrix(rows);
      const chosen = selected(matrix, { regionVolume: 5, diversity: 2, ubiquity: 2 });
      const told = chosen.excludedRegions.map(({ index }) => index);
      assert.deepEqual(
        [...chosen.regions, ...told].sort((a, b) => a - b),
        rows.map((_, at) => at),
      );
      const has = presencesOf(locationQuotients(chosen.matrix));
      for (let row = 0; row < has.rows; row++) {
        assert.ok(has.starts[row + 1]! - has.starts[row]! >= 2);
      }
    }),
    { numRuns },
  );
});
