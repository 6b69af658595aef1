import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  type Complete,
  type Findings,
  judgeDraft,
  judgePublication,
  judgeReview,
  reinstatableUntil,
  versionActions,
  versionMay,
  versionStates,
} from './rule-version.ts';

const complete: Complete = {
  nameZh: '科技型中小企业',
  nameEn: 'Technology-based small and medium-sized enterprises',
  documentNumber: '国科发政〔2017〕115号',
  grade: 'M',
  textZh: '职工总数不超过500人……',
  cases: [{}],
  declaredGaps: [],
  effectiveFrom: '2017-05-03',
  effectiveUntil: null,
};
const clean: Findings = {
  errors: [],
  failing: [],
  gaps: [],
  forbidden: [],
  unfinished: [],
  notInModel: [],
};

function codes(version: Complete, findings: Findings | null): string[] {
  const judgement = judgePublication(version, findings);
  return judgement.allowed ? [] : judgement.reasons.map(({ code }) => code);
}

test('every state leads somewhere, and only a draft is edited', () => {
  const able = (state: (typeof versionStates)[number]) =>
    versionActions.filter((action) => versionMay(state, action));
  assert.deepEqual(able('draft'), ['edit', 'discard', 'review']);
  assert.deepEqual(able('reviewed'), ['discard', 'reopen', 'publish']);
  assert.deepEqual(able('published'), ['withdraw', 'adopt', 'renew']);
  assert.deepEqual(able('withdrawn'), ['reinstate', 'renew']);
  assert.equal(versionStates.length, 4);
});

test('what is complete and clean may be published', () => {
  assert.deepEqual(codes(complete, clean), []);
});

test('all that is missing is said at once', () => {
  const blank: Complete = {
    ...complete,
    ...{ nameZh: ' ', nameEn: '', documentNumber: null, grade: null, textZh: '' },
    cases: [],
  };
  assert.deepEqual(codes(blank, null), [
    'rule_names_missing',
    'rule_names_missing',
    'document_number_missing',
    'grade_missing',
    'text_missing',
    'cases_missing',
    'model_missing',
  ]);
});

test('a failing case, a forbidden overlap and an open gap each speak against it', () => {
  const findings: Findings = {
    ...clean,
    errors: [{ element: 'Staff', detail: 'unknown type' }],
    failing: [{ name: 'nine per cent' }],
    gaps: [
      { key: 'a', decision: 'Score' },
      { key: 'b', decision: 'Score' },
    ],
    forbidden: [{ decision: 'Score', rules: [2, 3] }],
    notInModel: ['Result'],
  };
  const declared = { ...complete, declaredGaps: [{ key: 'b' }] };
  assert.deepEqual(codes(declared, findings), [
    'model_has_errors',
    'outcome_decision_not_in_model',
    'case_fails',
    'overlap_forbidden',
    'gap_not_declared',
  ]);
});

test('a gap that was closed is not declared any more, unless nobody looked to the end', () => {
  const declared = { ...complete, declaredGaps: [{ key: 'gone' }] };
  assert.deepEqual(codes(declared, clean), ['declared_gap_is_none']);
  assert.deepEqual(codes(declared, { ...clean, unfinished: ['Score'] }), []);
});

test('periods are half-open, and one that ends has begun', () => {
  const allowed = (effectiveFrom: string | null, effectiveUntil: string | null) =>
    judgeDraft({ effectiveFrom, effectiveUntil }).allowed;
  assert.equal(allowed(null, null), true);
  assert.equal(allowed('2024-01-01', '2024-01-02'), true);
  assert.equal(allowed('2024-01-01', '2024-01-01'), false);
  assert.equal(allowed(null, '2024-01-01'), false);
});

test('an author cannot review, somebody else can, and so can the node', () => {
  const authors = [{ id: 'a' }, { id: 'b' }];
  assert.equal(judgeReview(authors, 'b').allowed, false);
  assert.equal(judgeReview(authors, 'c').allowed, true);
  assert.equal(judgeReview([{ id: null }], null).allowed, true);
});

test('a withdrawal can be undone for seven days', () => {
  assert.equal(reinstatableUntil('2026-03-01T08:00:00Z').toISOString(), '2026-03-08T08:00:00.000Z');
});
