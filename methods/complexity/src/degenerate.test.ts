/** What comes of matrices that say too little. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { near } from '../reference/near.ts';
import {
  type Caveat,
  complexityIndex,
  denseMatrix,
  density,
  fitness,
  locationQuotients,
  presencesOf,
  relatedness,
  sparseMatrix,
  specialisation,
} from './index.ts';

const codes = (caveats: readonly Caveat[]) => caveats.map(({ code }) => code);
const presencesIn = (rows: readonly (readonly number[])[]) =>
  presencesOf(locationQuotients(denseMatrix(rows)));

test('regions without a field have no index and are named', () => {
  const has = presencesIn([
    [3, 0, 1],
    [0, 0, 0],
    [1, 2, 0],
  ]);
  const { regions, caveats } = complexityIndex(has);
  assert.ok(Number.isNaN(regions[1]));
  assert.deepEqual(caveats[0], { code: 'regions_without_field', regions: [1] });
  assert.ok(Number.isNaN(fitness(has).regions[1]));
  assert.ok(
    Number.isNaN(
      specialisation(
        denseMatrix([
          [0, 0],
          [1, 1],
        ]),
      ).herfindahl[0],
    ),
  );
});

test('one region, and none', () => {
  const one = complexityIndex(presencesIn([[3, 1]]));
  assert.ok(codes(one.caveats).includes('fewer_than_two_regions'));
  assert.ok(one.regions.every(Number.isNaN));
  const none = complexityIndex(sparseMatrix(0, 0, []));
  assert.deepEqual(codes(none.caveats), ['fewer_than_two_regions']);
  assert.equal(fitness(sparseMatrix(0, 0, [])).regions.length, 0);
});

test('all regions alike: every quotient is exactly 1, every field everywhere, nothing varies', () => {
  // Thirds and sevenths leave dust that must not decide who has a field.
  const has = presencesIn([
    [1, 3, 7],
    [3, 9, 21],
    [7, 21, 49],
  ]);
  assert.equal(has.at.length, 9);
  const { regions, caveats } = complexityIndex(has);
  assert.deepEqual(regions, new Float64Array(3));
  assert.deepEqual(codes(caveats), ['fields_everywhere', 'no_variation']);
});

test('parts that share no field: the largest is indexed, the others are named', () => {
  const has = denseMatrix([
    [1, 1, 0, 0],
    [0, 1, 1, 0],
    [0, 0, 1, 0],
    [0, 0, 0, 1],
  ]);
  const { regions, caveats } = complexityIndex(has);
  assert.deepEqual(caveats, [{ code: 'apart_from_the_largest_part', regions: [3], fields: [3] }]);
  assert.deepEqual(
    Array.from(regions, (value) => Number.isNaN(value)),
    [false, false, false, true],
  );
});

test('a tie of the second eigenvalue is told', () => {
  // Three regions, each with a field of its own and all with one: the plane between them is free.
  const has = denseMatrix([
    [1, 0, 0, 1],
    [0, 1, 0, 1],
    [0, 0, 1, 1],
  ]);
  const { caveats, eigenvalue, nextEigenvalue } = complexityIndex(has);
  assert.ok(Math.abs(eigenvalue - nextEigenvalue) < 1e-9);
  assert.ok(codes(caveats).includes('eigenvalue_tied'));
});

test('an eigenvalue that is there twice is found twice, whatever the start of the search', () => {
  const { caveats, eigenvalue, nextEigenvalue } = complexityIndex(
    denseMatrix([
      [0, 0, 1, 0, 1, 1, 0],
      [1, 0, 0, 1, 1, 0, 0],
      [0, 0, 0, 0, 1, 0, 0],
      [0, 1, 1, 0, 0, 0, 0],
      [0, 0, 0, 0, 1, 1, 1],
      [1, 1, 0, 0, 0, 1, 1],
      [0, 0, 1, 0, 0, 1, 0],
      [0, 0, 1, 1, 0, 0, 0],
    ]),
  );
  near([eigenvalue, nextEigenvalue], [0.5, 0.5], 1e-9);
  assert.ok(codes(caveats).includes('eigenvalue_tied'));
});

test('a field that nothing is near has no density', () => {
  const has = denseMatrix([
    [1, 1, 0],
    [0, 0, 1],
  ]);
  near(density(has, relatedness(has)), [1, 1, NaN, 0, 0, NaN], 0);
});

test('fitness that goes to 0 is told', () => {
  const has = denseMatrix([
    [1, 1, 1, 1],
    [1, 0, 0, 0],
    [1, 0, 0, 0],
    [1, 0, 0, 0],
  ]);
  const { caveats } = fitness(has, { iterations: 30 });
  assert.ok(
    codes(caveats).includes('not_converged') || codes(caveats).includes('fitness_vanishes'),
  );
});

test('negative values and uneven rows are refused by name', () => {
  assert.throws(
    () =>
      denseMatrix([
        [1, 2],
        [1, -2],
      ]),
    /Cell 3 \(row 1, column 1\) is -2/,
  );
  assert.throws(() => denseMatrix([[1, 2], [1]]), /Row 1 has 1 values, not 2/);
});
