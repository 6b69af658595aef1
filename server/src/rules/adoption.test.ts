import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type AdoptionPeriod, holdingOn, isInForce, ladderOf } from './adoption.ts';

const always = { startsOn: '2020-01-01', endsOn: null };
const open = { effectiveFrom: null, effectiveUntil: null, withdrawnOn: null };

function adopted(placeId: string, versionId: string, more: Partial<AdoptionPeriod> = {}) {
  return { id: `${placeId} ${versionId}`, placeId, versionId, ...always, ...open, ...more };
}

/** Tangshan lies in Hebei; Hebei is in one compact, Tangshan in two. */
const path = ['130200', '130000'];
const memberships = [
  { compactId: 'jjj', regionCode: '130000', ...always },
  { compactId: 'coast', regionCode: '130200', ...always },
  { compactId: 'steel', regionCode: '130200', startsOn: '2024-01-01', endsOn: '2025-01-01' },
];

test('the ladder goes from the place outwards, compacts after what is in them', () => {
  assert.deepEqual(ladderOf(path, memberships, '2024-06-01'), [
    ['130200'],
    ['coast', 'steel'],
    ['130000'],
    ['jjj'],
  ]);
  // A membership is half-open: on its last day it is over.
  assert.deepEqual(ladderOf(path, memberships, '2025-01-01')[1], ['coast']);
  assert.deepEqual(ladderOf(path, memberships, '2023-12-31')[1], ['coast']);
  assert.deepEqual(ladderOf([], memberships, '2024-06-01'), []);
});

test('a compact reached twice stands where it is nearest', () => {
  const twice = [...memberships, { compactId: 'coast', regionCode: '130000', ...always }];
  assert.deepEqual(ladderOf(path, twice, '2026-01-01'), [
    ['130200'],
    ['coast'],
    ['130000'],
    ['jjj'],
  ]);
});

const ladder = ladderOf(path, memberships, '2024-06-01');

test('the nearest place decides, and what it overrides is shown', () => {
  const adoptions = [adopted('jjj', 'v1'), adopted('130000', 'v2'), adopted('310000', 'v9')];
  const held = holdingOn(adoptions, ladder, '2024-06-01');
  assert.equal(held.versionId, 'v2');
  assert.equal(held.conflict, false);
  assert.deepEqual(
    held.adoptions.map(({ standing, adoption }) => [standing, adoption.placeId]),
    [
      ['holds', '130000'],
      ['overridden', 'jjj'],
    ],
  );
});

test('two compacts that are equally near and disagree are a conflict', () => {
  const adoptions = [adopted('coast', 'v1'), adopted('steel', 'v2'), adopted('130000', 'v3')];
  const held = holdingOn(adoptions, ladder, '2024-06-01');
  assert.equal(held.versionId, null);
  assert.equal(held.conflict, true);
  assert.deepEqual(
    held.adoptions.map(({ standing }) => standing),
    ['conflicts', 'conflicts', 'overridden'],
  );
  // A year later one of the two compacts has come to its end.
  const later = ladderOf(path, memberships, '2025-06-01');
  assert.equal(holdingOn(adoptions, later, '2025-06-01').versionId, 'v1');
});

test('two that agree are no conflict', () => {
  const held = holdingOn([adopted('coast', 'v1'), adopted('steel', 'v1')], ladder, '2024-06-01');
  assert.equal(held.versionId, 'v1');
  assert.equal(held.adoptions.length, 2);
});

test('nothing adopted, nothing holds', () => {
  assert.deepEqual(holdingOn([], ladder, '2024-06-01'), {
    versionId: null,
    conflict: false,
    adoptions: [],
  });
});

test('the first day is inside and the last is not, of adoption, version and withdrawal', () => {
  const about = { startsOn: '2024-01-01', endsOn: '2025-01-01' };
  assert.equal(isInForce(adopted('x', 'v', about), '2023-12-31'), false);
  assert.equal(isInForce(adopted('x', 'v', about), '2024-01-01'), true);
  assert.equal(isInForce(adopted('x', 'v', about), '2024-12-31'), true);
  assert.equal(isInForce(adopted('x', 'v', about), '2025-01-01'), false);
  const withdrawn = { ...about, withdrawnOn: '2024-05-01' };
  assert.equal(isInForce(adopted('x', 'v', withdrawn), '2024-04-30'), true);
  assert.equal(isInForce(adopted('x', 'v', withdrawn), '2024-05-01'), false);
  const limited = { ...about, effectiveFrom: '2024-02-01', effectiveUntil: '2024-03-01' };
  assert.equal(isInForce(adopted('x', 'v', limited), '2024-01-31'), false);
  assert.equal(isInForce(adopted('x', 'v', limited), '2024-02-29'), true);
  assert.equal(isInForce(adopted('x', 'v', limited), '2024-03-01'), false);
});

test('the order in which adoptions come does not matter', () => {
  const places = fc.constantFrom('130200', 'coast', 'steel', '130000', 'jjj', '310000');
  const one = fc.record({ place: places, version: fc.constantFrom('v1', 'v2', 'v3') });
  const list = fc.uniqueArray(one, { selector: ({ place }) => place, maxLength: 6 });
  fc.assert(
    fc.property(list, fc.infiniteStream(fc.nat()), (given, order) => {
      const adoptions = given.map(({ place, version }) => adopted(place, version));
      const shuffled = adoptions
        .map((adoption) => ({ adoption, at: order.next().value as number }))
        .sort((a, b) => a.at - b.at)
        .map(({ adoption }) => adoption);
      const day = '2024-06-01';
      assert.deepEqual(holdingOn(shuffled, ladder, day), holdingOn(adoptions, ladder, day));
    }),
  );
});
