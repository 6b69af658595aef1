import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  judgeTechnology,
  judgeTechnologyDraft,
  type TechnologyText,
  technologyActions,
  technologyMay,
  technologyStates,
} from './technology.ts';

const now = new Date('2026-11-22T12:00:00Z');

const complete: TechnologyText = {
  title: '固态电解质薄膜',
  summary: '以连续涂布法制备的固态电解质薄膜，室温离子电导率高，可用于软包电池。',
  keywords: [],
  fields: ['38'],
  maturity: 4,
  ipPosition: 'patent_pending',
  price: { modes: ['negotiable'], minimumMinor: null, maximumMinor: null, currency: null },
  languages: [],
  source: null,
  contact: null,
  expiresOn: null,
};

function codes(text: Partial<TechnologyText>): string[] {
  const judgement = judgeTechnology({ ...complete, ...text }, now);
  return judgement.allowed ? [] : judgement.reasons.map((reason) => reason.code);
}

test('a complete technology may be published', () => {
  assert.deepEqual(judgeTechnology(complete, now), { allowed: true });
});

test('each part that is missing is a reason of its own', () => {
  assert.deepEqual(codes({ title: '！！ 。。' }), ['title_too_short']);
  assert.deepEqual(codes({ summary: null }), ['summary_too_short']);
  assert.deepEqual(codes({ fields: [] }), ['field_missing']);
  assert.deepEqual(codes({ maturity: null }), ['maturity_missing']);
  assert.deepEqual(codes({ ipPosition: null }), ['ip_position_missing']);
  assert.deepEqual(codes({ price: null }), ['price_mode_missing']);
  assert.deepEqual(codes({ fields: ['38', 'Z'] }), ['field_unknown']);
});

test('amounts must make sense together, in a draft too', () => {
  const price = { modes: [], minimumMinor: '200', maximumMinor: '100', currency: null };
  const judgement = judgeTechnologyDraft({ ...complete, price });
  assert.ok(!judgement.allowed);
  assert.deepEqual(
    judgement.reasons.map((reason) => [reason.code, reason.pointer]),
    [
      ['amounts_crossed', '/price/minimumMinor'],
      ['currency_missing', '/price/currency'],
    ],
  );
  // As text "9" is above "10", as an amount it is not.
  const fine = { modes: [], minimumMinor: '9', maximumMinor: '10', currency: 'CNY' };
  assert.deepEqual(judgeTechnologyDraft({ ...complete, price: fine }), { allowed: true });
});

test('it stands through its last day as it is counted in Beijing', () => {
  // 20:00 of the 22nd in Beijing.
  assert.deepEqual(codes({ expiresOn: '2026-11-22' }), []);
  assert.deepEqual(codes({ expiresOn: '2026-11-21' }), ['expiry_has_passed']);
  const late = new Date('2026-11-22T16:00:00Z');
  assert.equal(judgeTechnology({ ...complete, expiresOn: '2026-11-22' }, late).allowed, false);
  assert.deepEqual(codes({ expiresOn: '2029-11-22' }), []);
  assert.deepEqual(codes({ expiresOn: '2029-11-23' }), ['expiry_too_far']);
});

test('what was withdrawn stays so, and only drafts are thrown away', () => {
  const possible = technologyStates.map((state) =>
    technologyActions.filter((action) => technologyMay(state, action)),
  );
  assert.deepEqual(Object.fromEntries(technologyStates.map((state, at) => [state, possible[at]])), {
    draft: ['edit', 'submit', 'discard'],
    submitted: [],
    approved: [],
    on_hold: ['edit', 'submit'],
    rejected: [],
    published: ['edit', 'renew', 'withdraw'],
    withdrawn: [],
    expired: ['renew', 'withdraw'],
  });
});
