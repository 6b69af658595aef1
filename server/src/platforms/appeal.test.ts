import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Judgement } from '../runtime/judgement.ts';
import { judgeDecision } from './appeal.ts';
import { isOverdue, judgeClosing, judgePlan, lowGrades } from './intervention.ts';

const codes = (judgement: Judgement) =>
  judgement.allowed ? [] : judgement.reasons.map(({ code }) => code);
const open = { state: 'open', scorers: ['a'], concerned: ['b'] } as const;
const value = { measure: 'papers', value: '12' };

test('an appeal is decided by somebody who had no part in it', () => {
  const upheld = { verdict: 'upheld', correction: value } as const;
  assert.deepEqual(codes(judgeDecision(open, 'c', upheld)), []);
  assert.deepEqual(codes(judgeDecision(open, 'a', upheld)), ['scorer_does_not_decide']);
  assert.deepEqual(codes(judgeDecision(open, 'b', upheld)), ['party_does_not_decide']);
  assert.deepEqual(codes(judgeDecision({ ...open, state: 'withdrawn' }, 'c', upheld)), [
    'appeal_is_over',
  ]);
});

test('what is upheld corrects something, and what is dismissed nothing', () => {
  const none = { verdict: 'upheld', correction: null } as const;
  assert.deepEqual(codes(judgeDecision(open, 'c', none)), ['correction_missing']);
  const scorer = { verdict: 'upheld', correction: { leaveOut: 'a' } } as const;
  assert.deepEqual(codes(judgeDecision(open, 'c', scorer)), []);
  const both = { verdict: 'dismissed', correction: value } as const;
  assert.deepEqual(codes(judgeDecision(open, 'c', both)), ['correction_without_reason']);
});

test('an intervention has an owner, a day to come and something to do', () => {
  const plan = { owner: '周恒', dueOn: '2026-06-01', measures: ['补充设备开放记录'] };
  assert.deepEqual(codes(judgePlan(plan, '2026-05-01')), []);
  assert.deepEqual(
    codes(judgePlan({ owner: ' ', dueOn: '2026-05-01', measures: [] }, '2026-05-01')),
    ['owner_missing', 'due_day_is_over', 'measures_missing'],
  );
});

test('an intervention is not closed in silence', () => {
  const done = { state: 'open', measures: ['a'], steps: 1 } as const;
  const end = { outcome: 'improved', note: '开放机时翻倍' } as const;
  assert.deepEqual(codes(judgeClosing(done, end)), []);
  assert.deepEqual(codes(judgeClosing({ ...done, steps: 0 }, { ...end, note: '' })), [
    'outcome_note_missing',
    'steps_missing',
  ]);
  assert.deepEqual(codes(judgeClosing({ ...done, state: 'closed' }, end)), [
    'intervention_is_closed',
  ]);
  const mistake = { outcome: 'opened_by_mistake', note: '同名平台' } as const;
  assert.deepEqual(codes(judgeClosing({ state: 'open', measures: [], steps: 0 }, mistake)), []);
});

test('it is overdue from the day after, and the last grade calls for one unless told', () => {
  assert.ok(!isOverdue({ state: 'open', dueOn: '2026-06-01' }, '2026-06-01'));
  assert.ok(isOverdue({ state: 'open', dueOn: '2026-06-01' }, '2026-06-02'));
  assert.ok(!isOverdue({ state: 'closed', dueOn: '2026-06-01' }, '2026-06-02'));
  assert.deepEqual(lowGrades(['good', 'pass', 'fail'], null), ['fail']);
  assert.deepEqual(lowGrades(['good', 'pass', 'fail'], []), []);
});
