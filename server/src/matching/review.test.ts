import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  againstInsider,
  againstOutsider,
  judgeComments,
  reviewMay,
  reviewStates,
  type Scores,
  type Verdict,
  weighScores,
} from './review.ts';

const scores = (...given: readonly [number, number, number, number]): Scores => ({
  innovation: given[0],
  clarity: given[1],
  expectations: given[2],
  guidelines: given[3],
});

test('the total decides at every boundary of the published rule', () => {
  const cases: readonly (readonly [readonly [number, number, number, number], number, Verdict])[] =
    [
      [[5, 5, 5, 5], 20, 'excellent'],
      [[5, 4, 4, 4], 17, 'excellent'],
      [[4, 4, 4, 4], 16, 'good'],
      [[4, 4, 4, 3], 15, 'good'],
      [[4, 4, 3, 3], 14, 'sufficient'],
      [[3, 3, 2, 2], 10, 'sufficient'],
      [[3, 2, 2, 2], 9, 'on_hold'],
      [[2, 1, 1, 1], 5, 'on_hold'],
      [[1, 1, 1, 1], 4, 'rejected'],
    ];
  for (const [given, total, verdict] of cases) {
    const outcome = weighScores(scores(...given));
    assert.deepEqual([outcome.total, outcome.verdict], [total, verdict], given.join());
  }
});

test('one zero keeps a record on hold whatever the rest', () => {
  assert.equal(weighScores(scores(5, 5, 5, 0)).verdict, 'on_hold');
  assert.equal(weighScores(scores(0, 5, 5, 5)).verdict, 'on_hold');
  // The rule says "whatever the rest", so a zero also saves from rejection.
  assert.equal(weighScores(scores(0, 0, 0, 0)).verdict, 'on_hold');
  assert.equal(weighScores(scores(1, 1, 1, 0)).verdict, 'on_hold');
});

test('for any scores the verdict follows the total, and a "no" names what it falls short in', () => {
  const score = fc.integer({ min: 0, max: 5 });
  fc.assert(
    fc.property(score, score, score, score, (...given) => {
      const { total, verdict, shortIn } = weighScores(scores(...given));
      assert.equal(total, given[0] + given[1] + given[2] + given[3]);
      const published = total >= 10 && !given.includes(0);
      assert.equal(['excellent', 'good', 'sufficient'].includes(verdict), published);
      assert.equal(shortIn.length > 0, !published);
    }),
  );
});

test('a score is a whole number from 0 to 5', () => {
  for (const wrong of [-1, 6, 2.5, Number.NaN]) {
    assert.throws(() => weighScores(scores(wrong, 3, 3, 3)), RangeError);
  }
});

test('who is turned away is told why, category by category', () => {
  const outcome = weighScores(scores(5, 2, 0, 5));
  assert.deepEqual(outcome.shortIn, ['clarity', 'expectations']);
  const judgement = judgeComments(outcome, { clarity: ' ', expectations: '未说明合作方式' });
  assert.deepEqual(judgement.allowed ? [] : judgement.reasons.map(({ pointer }) => pointer), [
    '/comments/clarity',
  ]);
  assert.deepEqual(judgeComments(outcome, { clarity: '不清楚', expectations: '缺' }), {
    allowed: true,
  });
  assert.deepEqual(judgeComments(weighScores(scores(3, 3, 2, 2)), {}), { allowed: true });
});

test('nobody looks at their own submission where there is somebody else', () => {
  const codes = (authorId: string | null, personId: string | null, otherManagers: number) =>
    againstInsider({ authorId, personId, otherManagers }).map(({ code }) => code);
  assert.deepEqual(codes('a', 'b', 0), []);
  assert.deepEqual(codes('a', 'a', 1), ['author_cannot_review']);
  assert.deepEqual(codes('a', 'a', 0), []);
  assert.deepEqual(codes(null, null, 3), []);
});

test('nobody scores a record of their own organisation or of its family', () => {
  assert.deepEqual(
    againstOutsider(['x', 'parent'], ['own', 'parent']).map(({ code }) => code),
    ['own_organisation_cannot_review'],
  );
  assert.deepEqual(againstOutsider(['x'], ['own', 'parent']), []);
  assert.deepEqual(againstOutsider([], ['own']), []);
});

test('each step is possible in its own state alone', () => {
  const possible = Object.fromEntries(
    reviewStates.map((state) => [
      state,
      (['approve', 'return', 'score', 'recall'] as const).filter((one) => reviewMay(state, one)),
    ]),
  );
  assert.deepEqual(possible, {
    submitted: ['approve', 'return', 'recall'],
    approved: ['score', 'recall'],
    returned: [],
    recalled: [],
    published: [],
    on_hold: [],
    rejected: [],
  });
});
