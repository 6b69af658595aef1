import assert from 'node:assert/strict';
import { test } from 'node:test';
import { comparedBefore, mayCompare } from './lesson.ts';

test('a group is shown only where it is large on both sides', () => {
  const enough = { owners: 5, answerers: 5, answers: 20 };
  assert.equal(mayCompare(enough), true);
  assert.equal(mayCompare({ ...enough, owners: 4 }), false);
  assert.equal(mayCompare({ ...enough, answerers: 4 }), false);
  assert.equal(mayCompare({ ...enough, answers: 19 }), false);
});

test('a comparison ends with the last whole quarter', () => {
  assert.equal(comparedBefore('2026-11-22'), '2026-10-01');
  assert.equal(comparedBefore('2026-10-01'), '2026-10-01');
  assert.equal(comparedBefore('2026-09-30'), '2026-07-01');
  assert.equal(comparedBefore('2026-01-01'), '2026-01-01');
});
