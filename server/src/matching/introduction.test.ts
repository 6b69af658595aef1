import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  type Asking,
  answerDueAt,
  askedOrganisation,
  introductionActions,
  introductionMay,
  introductionStates,
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
    'accepted asker withdraw',
    'accepted asker meet',
    'accepted asker conclude',
    'accepted asked withdraw',
    'accepted asked meet',
    'accepted asked conclude',
  ]);
});

test('an answer is due within fourteen days', () => {
  const askedAt = '2026-11-01T08:00:00Z';
  const due = answerDueAt(new Date(askedAt)).toISOString();
  assert.equal(due, '2026-11-15T08:00:00.000Z');
});

test('a contract has its facts, an end its reasons', () => {
  const none = { kind: null, amountMinor: null, currency: null, signedOn: null, reasons: [] };
  const reasonsOf = (outcome: Parameters<typeof judgeOutcome>[0]) => {
    const judgement = judgeOutcome(outcome, '2026-11-22');
    return judgement.allowed ? [] : judgement.reasons.map((reason) => reason.code);
  };
  assert.deepEqual(reasonsOf({ outcome: 'contract_signed', ...none }), [
    'deal_kind_missing',
    'amount_missing',
    'currency_missing',
    'signing_day_missing',
  ]);
  assert.deepEqual(reasonsOf({ outcome: 'talks_ended', ...none }), ['reason_missing']);
  assert.deepEqual(reasonsOf({ outcome: 'talks_ended', ...none, reasons: ['too_early'] }), []);
});
