import assert from 'node:assert/strict';
import { test } from 'node:test';
import { clockOf, dueDays, judgeStep, monthsLater, type StepWish } from './barrier-file.ts';

const file = { state: 'opened', clarifyDueOn: '2026-03-01', redressDueOn: '2026-07-01' } as const;
const note = '两地对研发费用的口径不同，已与税务部门核实。';

function codes(wish: Partial<StepWish>, of: Parameters<typeof judgeStep>[0] = file) {
  const answer = judgeStep(of, { step: 'measure', note, ...wish }, '2026-02-01');
  return answer.allowed ? [] : answer.reasons.map(({ code }) => code);
}

test('clocks run two and six months, and end on the last day of a shorter month', () => {
  assert.deepEqual(dueDays('2025-12-31'), {
    clarifyDueOn: '2026-02-28',
    redressDueOn: '2026-06-30',
  });
  assert.equal(monthsLater('2024-01-31', 1), '2024-02-29');
  assert.equal(monthsLater('2026-11-15', 2), '2027-01-15');
});

test('the clock that runs is the one of the next step', () => {
  assert.deepEqual(clockOf(file, '2026-03-01'), { dueOn: '2026-03-01', overdue: false });
  assert.deepEqual(clockOf(file, '2026-03-02'), { dueOn: '2026-03-01', overdue: true });
  assert.deepEqual(clockOf({ ...file, state: 'clarified' }, '2026-03-02'), {
    dueOn: '2026-07-01',
    overdue: false,
  });
  assert.equal(clockOf({ ...file, state: 'closed' }, '2030-01-01').overdue, false);
});

test('no file closes silently: an outcome and reasons are owed, all told at once', () => {
  assert.deepEqual(codes({ step: 'closed', note: '已结' }), [
    'note_says_too_little',
    'outcome_missing',
  ]);
  assert.deepEqual(codes({ step: 'closed', outcome: 'eased' }), []);
  assert.deepEqual(codes({ outcome: 'eased' }), ['outcome_too_early']);
});

test('a closed file takes no step but to be opened again', () => {
  const closed = { ...file, state: 'closed' } as const;
  assert.deepEqual(codes({}, closed), ['file_is_closed']);
  assert.deepEqual(codes({ step: 'reopened' }, closed), []);
  assert.deepEqual(codes({ step: 'reopened' }), ['file_is_open']);
});

test('an extension names a later day within half a year', () => {
  assert.deepEqual(codes({ step: 'extended' }), ['day_missing']);
  assert.deepEqual(codes({ step: 'extended', dueOn: '2026-07-01' }), ['day_out_of_bounds']);
  assert.deepEqual(codes({ step: 'extended', dueOn: '2027-01-01' }), []);
  assert.deepEqual(codes({ step: 'extended', dueOn: '2027-01-02' }), ['day_out_of_bounds']);
  assert.deepEqual(codes({ dueOn: '2026-12-01' }), ['day_not_asked']);
});
