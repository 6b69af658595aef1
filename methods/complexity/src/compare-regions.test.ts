import assert from 'node:assert/strict';
import { test } from 'node:test';
import { near } from '../reference/near.ts';
import {
  coherence,
  compareRegions,
  couplingCoordination,
  denseMatrix,
  density,
  entriesAndExits,
  relatedness,
} from './index.ts';

/** Four fields: x and y go together, z and w go together, y and z meet once. */
const has = denseMatrix([
  [1, 1, 0, 0],
  [0, 0, 1, 1],
  [0, 1, 1, 0],
  [1, 1, 0, 0],
  [0, 0, 1, 1],
]);
const close = relatedness(has);
const known = { volumes: has, presences: has, density: density(has, close) };

test('what one region has and the other lacks but is close to', () => {
  const { shared, overlap, forFirst, forSecond, coupling } = compareRegions(known, 0, 2);
  assert.deepEqual(shared, [1]);
  assert.equal(overlap, 0.5);
  // φ(x,y) = 2⁄3, φ(y,z) = 1⁄3, φ(z,w) = 2⁄3: the third region has all that is near x.
  assert.deepEqual(forSecond.close, [{ field: 0, density: 1 }]);
  near([forSecond.share, forSecond.readiness], [0.5, 1], 1e-7);
  // The first has a third of what is near z and nothing of what is near w.
  near([forFirst.close[0]!.field, forFirst.close[0]!.density], [2, 1 / 3], 1e-7);
  near([forFirst.share, forFirst.readiness, forFirst.closeFrom], [1, 1 / 3, 1 / 6], 1e-7);
  near([coupling!.coordination], [couplingCoordination([1, 1 / 3]).coordination], 1e-7);
});

test('regions alike have nothing to complete each other with', () => {
  const { overlap, jaccard, forFirst, coupling } = compareRegions(known, 0, 3);
  near([overlap, jaccard, forFirst.share], [1, 1, 0], 1e-12);
  assert.deepEqual(forFirst.close, []);
  assert.equal(coupling, null);
});

test('coherence is the mean over pairs of fields', () => {
  near(coherence(has, close), [2 / 3, 2 / 3, 1 / 3, 2 / 3, 2 / 3], 1e-12);
});

test('coupling of unlike levels', () => {
  const { coupling, development, coordination, grade } = couplingCoordination([0.9, 0.1]);
  near([coupling, development, coordination], [0.6, 0.5, Math.sqrt(0.3)], 1e-12);
  assert.equal(grade, 6);
  assert.deepEqual(couplingCoordination([0, 0]).grade, 1);
  assert.throws(() => couplingCoordination([0.5, 1.5]), RangeError);
});

test('entries and exits, with the years that nothing is told of', () => {
  const period = (year: number, rows: number[][]) => ({
    period: year,
    presences: denseMatrix(rows),
  });
  const { changes, regions, missing } = entriesAndExits([
    period(2018, [
      [1, 1, 0],
      [0, 0, 1],
    ]),
    period(2019, [
      [1, 0, 1],
      [0, 0, 1],
    ]),
    period(2022, [
      [1, 0, 1],
      [1, 0, 0],
    ]),
  ]);
  assert.deepEqual(
    changes.map(({ kind, region, field, from, to }) => [kind, region, field, from, to]),
    [
      ['exit', 0, 1, 2018, 2019],
      ['entry', 0, 2, 2018, 2019],
      ['entry', 1, 0, 2019, 2022],
      ['exit', 1, 2, 2019, 2022],
    ],
  );
  assert.deepEqual(regions[0], { entries: 1, possibleEntries: 2, exits: 1, possibleExits: 4 });
  assert.deepEqual(missing, [2020, 2021]);
  assert.throws(() => entriesAndExits([period(2019, [[1]]), period(2018, [[1]])]), RangeError);
});
