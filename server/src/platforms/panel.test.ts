import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  type Assessed,
  agreementOf,
  derivedConflict,
  type Expert,
  seatPanel,
  suitability,
  tie,
} from './panel.ts';

const expert = (id: string, organisation: string, ...fields: string[]): Expert => ({
  id,
  name: id,
  organisationIds: [organisation],
  fields,
});
const platform = (id: string, operator: string, ...fields: string[]): Assessed => ({
  id,
  name: `platform ${id}`,
  operatorIds: [operator],
  founderIds: [],
  coFounderIds: [],
  fields,
});

test('who belongs to its operator, its founders or their fellow founders is tied to a platform', () => {
  const own = { ...platform('p', 'a'), founderIds: ['b'], coFounderIds: ['c'] };
  assert.equal(derivedConflict(expert('x', 'a'), own), 'same_organisation');
  assert.equal(derivedConflict(expert('x', 'b'), own), 'founder');
  assert.equal(derivedConflict(expert('x', 'c'), own), 'co_founder');
  assert.equal(derivedConflict(expert('x', 'd'), own), null);
});

test('an expert suits a platform as far as its fields are theirs', () => {
  assert.equal(suitability(expert('x', 'a', '39', '3911'), platform('p', 'o', '39', '30')), 0.5);
  assert.equal(suitability(expert('x', 'a', '3911'), platform('p', 'o', '3912')), 0.5);
  assert.equal(suitability(expert('x', 'a'), platform('p', 'o')), 0);
});

const experts = [expert('x', 'a', '39'), expert('y', 'b', '30'), expert('z', 'c', '26')];
const platforms = [platform('1', 'a', '39'), platform('2', 'q', '30'), platform('3', 'q', '26')];

test('seats go to those who know the field, evenly and without ties', () => {
  const conflicts = new Set([tie('x', '1')]);
  const found = seatPanel({ experts, platforms, conflicts, perPlatform: 2, mostLoad: 3 });
  assert.ok('seats' in found);
  assert.equal(found.seats.length, 6);
  assert.equal(found.value, found.bound);
  const seats = new Set(found.seats.map(({ expertId, platformId }) => tie(expertId, platformId)));
  assert.ok(!seats.has(tie('x', '1')));
  for (const { id } of experts) {
    assert.equal([...seats].filter((one) => one.startsWith(id)).length, 2);
  }
});

test('too few without a tie: refused with the platform that lacks members', () => {
  const conflicts = new Set([tie('x', '1'), tie('y', '1')]);
  const found = seatPanel({ experts, platforms, conflicts, perPlatform: 2, mostLoad: 3 });
  assert.ok('refused' in found && !found.refused.allowed);
  const [first] = found.refused.reasons;
  assert.equal(first!.code, 'panel_too_small');
  assert.deepEqual(first!.params, { platform: 'platform 1', needed: 2, available: 1 });
});

test('agreement is told where it can be told', () => {
  const scores = ['1', '2', '3'].flatMap((item, at) =>
    ['x', 'y'].map((scorer, by) => ({ item, scorer, score: 2 * at + by })),
  );
  const { alpha, icc, leniency } = agreementOf(scores);
  assert.ok(alpha !== null && alpha > 0.8 && alpha < 1);
  assert.ok(icc !== null && icc.single > 0.8);
  assert.deepEqual(
    leniency.map((one) => Math.sign(one.leniency)),
    [-1, 1],
  );
  assert.deepEqual(agreementOf(scores.slice(0, 1)), { alpha: null, icc: null, leniency: [] });
  assert.equal(agreementOf(scores.map((one) => ({ ...one, score: 1 }))).alpha, null);
});
