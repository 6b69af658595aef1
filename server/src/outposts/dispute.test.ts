import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  type DisputeStanding,
  disputeActions,
  disputeMay,
  disputeState,
  dueAfter,
  isOverdue,
} from './dispute.ts';

const raised: DisputeStanding = {
  answeredAt: null,
  upheldAt: null,
  resolvedAt: null,
  answerDueOn: '2026-03-16',
};
const at = '2026-03-10T02:00:00.000Z';
const answered = { ...raised, answeredAt: at };
const upheld = { ...answered, upheldAt: at };
const resolved = { ...answered, resolvedAt: at };

const possible = (dispute: DisputeStanding, day: string) =>
  disputeActions.filter((action) => disputeMay(dispute, action, day));

test('a dispute is open, answered, perhaps upheld, and resolved', () => {
  assert.deepEqual([raised, answered, upheld, resolved].map(disputeState), [
    'open',
    'answered',
    'upheld',
    'resolved',
  ]);
});

test('a ruling waits for the answer or for the end of its time', () => {
  assert.deepEqual(possible(raised, '2026-03-16'), ['answer', 'withdraw']);
  assert.deepEqual(possible(raised, '2026-03-17'), ['answer', 'withdraw', 'rule']);
  assert.deepEqual(possible(answered, '2026-03-11'), ['withdraw', 'rule']);
  assert.deepEqual(possible(upheld, '2026-03-11'), ['withdraw']);
  assert.deepEqual(possible(resolved, '2026-04-11'), []);
});

test('days are counted in the calendar, and the last of them is not late', () => {
  assert.equal(dueAfter('2026-02-20', 15), '2026-03-07');
  assert.equal(dueAfter('2028-02-20', 15), '2028-03-06');
  assert.equal(isOverdue(raised, '2026-03-16'), false);
  assert.equal(isOverdue(raised, '2026-03-17'), true);
  assert.equal(isOverdue(answered, '2026-04-17'), false);
});
