import assert from 'node:assert/strict';
import { test } from 'node:test';
import { defaultPoints, fitParts } from './fit-words.ts';
import { deliveredRanking, judgeWeights, pointsOf, type Wishes, weightsFor } from './weights.ts';

const none: Wishes = { model: deliveredRanking, kept: null, reasons: [], asked: [] };
const weight = (change: Partial<Wishes>, part: string) =>
  weightsFor({ ...none, ...change }).find((one) => one.part === part);

test('the weights delivered are a hundred points, the text more than the rest', () => {
  const sum = fitParts.reduce((so, part) => so + defaultPoints[part], 0);
  assert.equal(sum, 100);
  assert.ok(defaultPoints.text > 50);
  assert.ok(weightsFor(none).every(({ source }) => source === 'default'));
});

test('what is asked for holds over what is kept, that over reasons, those over what is learned', () => {
  const model = { version: 3, points: { ...defaultPoints, money: 10 } };
  assert.deepEqual(weight({ model }, 'money'), {
    part: 'money',
    points: 10,
    source: 'learned',
    usualPoints: 10,
  });
  const reasons = ['terms_not_acceptable', 'benefit_unclear', 'terms_not_acceptable'];
  // Each of two reasons adds a quarter.
  assert.equal(weight({ model, reasons }, 'money')?.points, 15);
  assert.equal(weight({ model, reasons }, 'money')?.source, 'feedback');
  const kept = { money: 40 };
  assert.equal(weight({ model, reasons, kept }, 'money')?.source, 'kept');
  assert.deepEqual(weight({ model, reasons, kept, asked: ['money:0'] }, 'money'), {
    part: 'money',
    points: 0,
    source: 'asked',
    usualPoints: 40,
  });
  assert.equal(weight({ asked: ['money:1', 'money:2'] }, 'money')?.points, 2);
});

test('where nothing counts the text alone does', () => {
  const asked = fitParts.map((part) => `${part}:0`);
  assert.deepEqual(pointsOf(weightsFor({ ...none, asked })), { text: 1 });
  assert.equal(pointsOf(weightsFor(none)).text, 55);
});

test('weights that count nothing, or name a part twice, are not kept', () => {
  assert.deepEqual(judgeWeights([{ part: 'text', points: 0 }]), { allowed: true });
  const nothing = judgeWeights(fitParts.map((part) => ({ part, points: 0 })));
  assert.equal(nothing.allowed === false && nothing.reasons[0]?.code, 'nothing_counts');
  const twice = judgeWeights([
    { part: 'text', points: 1 },
    { part: 'text', points: 2 },
  ]);
  assert.equal(twice.allowed === false && twice.reasons[0]?.code, 'part_named_twice');
});
