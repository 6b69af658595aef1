import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Judgement } from '../runtime/judgement.ts';
import {
  type Calendar,
  endedOn,
  endOf,
  judgeCalendar,
  judgeEnd,
  judgeMove,
  judgeStep,
  phaseOn,
  type RoundStanding,
} from './round.ts';

const calendar: Calendar = {
  self_report: '2026-03-01',
  evidence_check: '2026-03-15',
  panel: '2026-04-01',
  result: '2026-04-15',
  appeal: '2026-04-20',
  publication: '2026-05-05',
};
const open: RoundStanding = { state: 'open', calendar };
const codes = (judgement: Judgement) =>
  judgement.allowed ? [] : judgement.reasons.map(({ code }) => code);

test('a phase begins on its day and ends where the next begins', () => {
  assert.equal(phaseOn(calendar, '2026-02-28'), null);
  assert.equal(phaseOn(calendar, '2026-03-01'), 'self_report');
  assert.equal(phaseOn(calendar, '2026-03-14'), 'self_report');
  assert.equal(phaseOn(calendar, '2026-03-15'), 'evidence_check');
  assert.equal(phaseOn(calendar, '2027-01-01'), 'publication');
  assert.equal(endOf(calendar, 'panel'), '2026-04-15');
  assert.equal(endOf(calendar, 'publication'), null);
});

test('of two phases on one day the earlier is left out', () => {
  const without = { ...calendar, panel: '2026-04-15' };
  assert.equal(phaseOn(without, '2026-04-15'), 'result');
  assert.deepEqual(codes(judgeCalendar(without, '2026-02-01')), []);
});

test('a calendar has its days in order, time to report, and days to appeal', () => {
  assert.deepEqual(codes(judgeCalendar(calendar, '2026-03-14')), []);
  assert.deepEqual(codes(judgeCalendar(calendar, '2026-03-15')), ['calendar_is_over']);
  const early = { ...calendar, panel: '2026-03-01', publication: '2026-04-24' };
  assert.deepEqual(codes(judgeCalendar(early, '2026-01-01')), [
    'phase_before_the_one_before',
    'too_few_days_to_appeal',
  ]);
  const none = { ...calendar, evidence_check: '2026-03-01' };
  assert.deepEqual(codes(judgeCalendar(none, '2026-01-01')), ['no_time_to_report']);
});

test('what is done is done in its phase, and of an open round', () => {
  assert.deepEqual(codes(judgeStep(open, 'report', '2026-03-14')), []);
  assert.deepEqual(codes(judgeStep(open, 'answer', '2026-03-20')), []);
  const late = judgeStep(open, 'report', '2026-03-15');
  assert.ok(!late.allowed);
  assert.deepEqual(late.reasons[0]!.params, {
    action: 'report',
    phase: 'evidence_check',
    from: '2026-03-01',
    until: '2026-03-15',
  });
  assert.deepEqual(codes(judgeStep({ ...open, state: 'draft' }, 'report', '2026-03-02')), [
    'round_is_not_open',
  ]);
});

test('dates move later, and only those that are not over', () => {
  const today = '2026-03-20';
  const later = { ...calendar, panel: '2026-04-10' };
  assert.deepEqual(codes(judgeMove(calendar, later, today)), []);
  const wrong = { ...calendar, self_report: '2026-03-02', panel: '2026-03-25' };
  assert.deepEqual(codes(judgeMove(calendar, wrong, today)), [
    'phase_has_begun',
    'phase_moves_only_later',
  ]);
  const past = { ...calendar, panel: '2026-04-16' };
  assert.deepEqual(codes(judgeMove(calendar, past, today)), ['phase_before_the_one_before']);
  const short = { ...calendar, appeal: '2026-05-02' };
  assert.deepEqual(codes(judgeMove(calendar, short, today)), ['too_few_days_to_appeal']);
});

test('a phase ends early once nobody waits in it', () => {
  const none = { reports: 0, values: 0, scores: 0, results: 0, appeals: 0 };
  const today = '2026-03-05';
  assert.deepEqual(codes(judgeEnd(open, none, today)), []);
  assert.deepEqual(codes(judgeEnd(open, { ...none, reports: 2 }, today)), ['phase_is_waited_for']);
  assert.deepEqual(codes(judgeEnd(open, none, '2026-06-01')), ['no_phase_to_end']);
  const ended = endedOn(calendar, today);
  assert.equal(phaseOn(ended, today), 'evidence_check');
  assert.equal(ended.panel, calendar.panel);
});
