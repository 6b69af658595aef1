import assert from 'node:assert/strict';
import { test } from 'node:test';
import { judgeNeed, judgeNeedDraft, type NeedText, needMay } from './need.ts';

const now = new Date('2026-11-22T12:00:00Z');

const complete: NeedText = {
  title: '药瓶在线异物检测',
  problem: '灌装线速度 400 瓶/分钟，人工灯检漏检率高，需要低功耗的在线视觉检测。',
  targets: null,
  keywords: [],
  fields: ['C'],
  leastMaturity: null,
  budget: null,
  deadline: null,
  regionScope: [],
  visibility: 'public',
  compactId: null,
  namedOrganisationIds: [],
  languages: [],
  source: null,
  contact: null,
  expiresOn: null,
};

function codes(text: Partial<NeedText>): string[] {
  const judgement = judgeNeed({ ...complete, ...text }, now);
  return judgement.allowed ? [] : judgement.reasons.map((reason) => reason.code);
}

test('a need may leave open what only its owner can know: budget, deadline, maturity', () => {
  assert.deepEqual(judgeNeed(complete, now), { allowed: true });
});

test('all that is wrong is told at once', () => {
  const wrong = {
    title: '',
    problem: '短',
    fields: [],
    visibility: 'compact' as const,
    deadline: '2026-11-21',
    budget: { minimumMinor: '-1', maximumMinor: null, currency: 'CNY' },
  };
  assert.deepEqual(codes(wrong), [
    'title_too_short',
    'problem_too_short',
    'field_missing',
    'compact_missing',
    'deadline_has_passed',
    'amount_negative',
  ]);
  assert.deepEqual(codes({ visibility: 'named' }), ['named_organisations_missing']);
});

test('a draft may be empty', () => {
  const empty = { ...complete, title: '', problem: null, fields: [] };
  assert.deepEqual(judgeNeedDraft(empty), { allowed: true });
});

test('a need that was met is not met again', () => {
  assert.equal(needMay('published', 'fulfil'), true);
  assert.equal(needMay('expired', 'fulfil'), true);
  assert.equal(needMay('fulfilled', 'fulfil'), false);
  assert.equal(needMay('fulfilled', 'renew'), false);
  assert.equal(needMay('draft', 'fulfil'), false);
});
