import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  type Asking,
  answerDueAt,
  askedOrganisation,
  introductionActions,
  introductionMay,
  introductionStates,
  isReminderDue,
  judgeAsking,
  judgeOutcome,
  sides,
} from './introduction.ts';

const need = { organisationId: 'hebei', state: 'published' };
const technology = { organisationId: 'tianjin', state: 'published' };
const asking: Asking = { askerId: 'hebei', need, technology, hasContact: true, openId: null };

function codes(change: Partial<Asking>): string[] {
  const judgement = judgeAsking({ ...asking, ...change });
  return judgement.allowed ? [] : judgement.reasons.map((reason) => reason.code);
}

test('either side may ask the other', () => {
  assert.deepEqual(codes({}), []);
  assert.deepEqual(codes({ askerId: 'tianjin' }), []);
  assert.equal(askedOrganisation(asking), 'tianjin');
  assert.equal(askedOrganisation({ ...asking, askerId: 'tianjin' }), 'hebei');
  assert.equal(askedOrganisation({ ...asking, need: null }), 'tianjin');
  assert.equal(askedOrganisation({ ...asking, askerId: 'beijing' }), null);
  assert.equal(askedOrganisation({ ...asking, askerId: 'tianjin', need: null }), null);
});

test('every reason against a request is told', () => {
  const gone = { organisationId: 'hebei', state: 'withdrawn' };
  assert.deepEqual(codes({ need: null, technology: null }), ['nothing_to_ask_about']);
  assert.deepEqual(codes({ technology: gone, hasContact: false, openId: 'x' }), [
    'technology_not_published',
    'own_organisation',
    'contact_missing',
    'introduction_already_open',
  ]);
  assert.deepEqual(codes({ askerId: 'beijing' }), ['neither_side_is_yours']);
});

test('each step belongs to one side and one state', () => {
  const possible: string[] = [];
  for (const state of introductionStates) {
    for (const side of sides) {
      for (const action of introductionActions) {
        if (introductionMay(state, side, action)) possible.push(`${state} ${side} ${action}`);
      }
    }
  }
  assert.deepEqual(possible, [
    'asked asker withdraw',
    'asked asked accept',
    'asked asked decline',
    'accepted asker conclude',
    'accepted asked conclude',
  ]);
});

test('an answer is due within fourteen days, a reminder after seven', () => {
  const askedAt = '2026-11-01T08:00:00Z';
  const due = answerDueAt(new Date(askedAt)).toISOString();
  assert.equal(due, '2026-11-15T08:00:00.000Z');
  const open = { state: 'asked' as const, askedAt, answerDueAt: due };
  assert.equal(isReminderDue(open, new Date('2026-11-08T07:59:59Z')), false);
  assert.equal(isReminderDue(open, new Date('2026-11-08T08:00:00Z')), true);
  const answered = { ...open, state: 'accepted' as const };
  assert.equal(isReminderDue(answered, new Date('2026-11-09T00:00:00Z')), false);
});

test('a contract has its sum and day, an end its reasons', () => {
  const none = { amountMinor: null, currency: null, signedOn: null, reasons: [] };
  const reasonsOf = (outcome: Parameters<typeof judgeOutcome>[0]) => {
    const judgement = judgeOutcome(outcome, '2026-11-22');
    return judgement.allowed ? [] : judgement.reasons.map((reason) => reason.code);
  };
  assert.deepEqual(reasonsOf({ kind: 'contract_signed', ...none }), [
    'amount_missing',
    'currency_missing',
    'signing_day_missing',
  ]);
  const signed = { ...none, amountMinor: '0', currency: 'CNY', signedOn: '2026-11-22' };
  assert.deepEqual(reasonsOf({ kind: 'contract_signed', ...signed }), []);
  assert.deepEqual(
    reasonsOf({ kind: 'contract_signed', ...signed, amountMinor: '-5', signedOn: '2026-11-23' }),
    ['amount_negative', 'signing_day_in_the_future'],
  );
  assert.deepEqual(reasonsOf({ kind: 'talks_ended', ...none }), ['reason_missing']);
  assert.deepEqual(reasonsOf({ kind: 'talks_ended', ...none, reasons: ['too_early'] }), []);
});
