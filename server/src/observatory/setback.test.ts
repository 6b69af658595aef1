import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setbackOf } from './setback.ts';

const of = (type: string, payload = {}) => setbackOf({ type, payload });

test('every capability’s endings are known, and nothing else is a "no"', () => {
  assert.equal(of('matching.introduction_declined')?.kind, 'declined');
  assert.equal(of('rules.refused')?.kind, 'refused');
  assert.equal(of('matching.need_on_hold')?.kind, 'held');
  assert.equal(of('instruments.booking_lapsed')?.kind, 'lapsed');
  assert.equal(of('matching.introduction_accepted'), null);
  assert.equal(of('rules.unrefused'), null);
  assert.equal(of('matching.match_refusal_taken_back'), null);
});

test('reasons are told as codes or with their rules, and each counts once', () => {
  const codes = of('matching.introduction_declined', { reasons: ['price', 'price', 'timing'] });
  assert.deepEqual(
    codes?.reasons.map(({ code }) => code),
    ['price', 'timing'],
  );
  const ruled = of('rules.refused', {
    code: 'decided_against',
    rule: '国科发火〔2016〕32号 v1',
    versionId: 'v',
    reasons: [{ code: 'growth', rule: 'v2' }, { code: 'staff' }, null, 7],
  });
  assert.deepEqual(ruled?.reasons, [
    { code: 'growth', rule: 'v2' },
    { code: 'staff', rule: '国科发火〔2016〕32号 v1' },
  ]);
  assert.equal(ruled?.versionId, 'v');
});

test('where no reason was stated, the code of the refusal stands for it, else what happened', () => {
  const [coded] = of('matching.refused', { code: 'not_allowed', reasons: [] })!.reasons;
  assert.equal(coded?.code, 'not_allowed');
  const [bare] = of('matching.need_expired')!.reasons;
  assert.deepEqual(bare, { code: 'expired', rule: null });
});
