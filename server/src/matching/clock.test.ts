import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Clock, clockOf, isReminderDue, outcomeDueAt, type Running } from './clock.ts';

const now = new Date('2026-11-10T00:00:00Z');
const running: Running = {
  state: 'accepted',
  askerId: 'hebei',
  askedAt: '2026-11-01T08:00:00Z',
  answerDueAt: '2026-11-15T08:00:00Z',
  outcomeDueAt: '2027-02-01T00:00:00.000Z',
  meeting: null,
  deal: null,
};
const meeting = {
  state: 'proposed' as const,
  proposedById: 'hebei',
  proposedAt: '2026-11-09T00:00:00Z',
  pickDueAt: '2026-11-16T00:00:00Z',
  startsAt: null,
  endsAt: null,
};
const arranged = {
  ...meeting,
  state: 'arranged' as const,
  startsAt: '2026-11-20T01:00:00Z',
  endsAt: '2026-11-20T02:00:00Z',
};

function runs(change: Partial<Running>, at = now): string | null {
  const clock = clockOf({ ...running, ...change }, at);
  return clock === null ? null : `${clock.waitsFor} ${clock.on} ${clock.dueAt}`;
}

test('at each step one clock runs, for the side whose turn it is', () => {
  assert.equal(runs({ state: 'asked' }), 'answer asked 2026-11-15T08:00:00Z');
  assert.equal(runs({}), 'outcome both 2027-02-01T00:00:00.000Z');
  assert.equal(runs({ meeting }), 'pick asked 2026-11-16T00:00:00.000Z');
  const theirs = { ...meeting, proposedById: 'tianjin' };
  assert.equal(runs({ meeting: theirs }), 'pick asker 2026-11-16T00:00:00.000Z');
  assert.equal(runs({ meeting: arranged }), 'meeting both 2026-11-20T01:00:00.000Z');
  const after = new Date('2026-11-20T02:00:00Z');
  assert.equal(runs({ meeting: arranged }, after), 'outcome both 2027-02-01T00:00:00.000Z');
  const lapsed = { ...meeting, state: 'lapsed' as const };
  assert.equal(runs({ meeting: lapsed }), 'outcome both 2027-02-01T00:00:00.000Z');
});

test('a recorded contract waits for the other side without end', () => {
  const deal = {
    state: 'recorded' as const,
    recordedById: 'hebei',
    recordedAt: '2026-11-02T00:00:00Z',
  };
  assert.equal(runs({ state: 'concluded', deal }), 'confirmation asked null');
  const confirmed = { ...deal, state: 'confirmed' as const };
  assert.equal(runs({ state: 'concluded', deal: confirmed }), null);
  assert.equal(runs({ state: 'concluded' }), null);
  assert.equal(runs({ state: 'declined' }), null);
  assert.equal(runs({ state: 'lapsed', meeting }), null);
});

test('a reminder comes before the clock runs out', () => {
  const due = (change: Partial<Running>, at: string) =>
    isReminderDue(clockOf({ ...running, ...change }, now) as Clock, new Date(at));
  assert.equal(due({ state: 'asked' }, '2026-11-08T07:59:59Z'), false);
  assert.equal(due({ state: 'asked' }, '2026-11-08T08:00:00Z'), true);
  assert.equal(due({ meeting }, '2026-11-12T11:59:59Z'), false);
  assert.equal(due({ meeting }, '2026-11-12T12:00:00Z'), true);
  assert.equal(due({ meeting: arranged }, '2026-11-19T01:00:00Z'), true);
  assert.equal(due({}, '2027-01-17T23:59:59Z'), false);
  assert.equal(due({}, '2027-01-18T00:00:00Z'), true);
  assert.equal(isReminderDue(null, now), false);
});

test('an outcome is due a month after a meeting, three months after a step without one', () => {
  assert.equal(outcomeDueAt(now, true).toISOString(), '2026-12-10T00:00:00.000Z');
  assert.equal(outcomeDueAt(now, false).toISOString(), '2027-02-08T00:00:00.000Z');
});
