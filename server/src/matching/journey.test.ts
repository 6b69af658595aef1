import assert from 'node:assert/strict';
import { test } from 'node:test';
import { declineReasons } from './introduction.ts';
import { amountInWords, type IntroductionStepName, introductionEvent, tell } from './journey.ts';

const introduction = {
  id: 'i',
  journeyId: 'j',
  askerId: 'hebei',
  askedId: 'tianjin',
  askerProvince: '130000',
  askedProvince: '120000',
  needId: 'n',
  technologyId: null,
  giver: 'asked' as const,
  stake: { amountMinor: 500n, unit: 'CNY' },
};

test('a step goes from the region of who takes it to the other; technology goes its own way', () => {
  const asked = introductionEvent(introduction, 'introduction_requested', 'asker');
  assert.deepEqual([asked.fromRegion, asked.toRegion], ['130000', '120000']);
  const accepted = introductionEvent(introduction, 'introduction_accepted', 'asked');
  assert.deepEqual([accepted.fromRegion, accepted.toRegion], ['120000', '130000']);
  for (const event of [asked, accepted]) {
    assert.deepEqual(
      [event.payload?.giverRegion, event.payload?.takerRegion],
      ['120000', '130000'],
    );
    assert.deepEqual(event.subjectIds, ['i', 'n']);
  }
});

const told = {
  who: { zh: '甲', en: 'A' },
  whom: { zh: '乙', en: 'B' },
  title: '题',
  reasons: [],
  outcome: null,
  kind: null,
  startsAt: null,
  slots: null,
  amount: null,
};

test('what ends a way carries the amount at stake, what goes on does not', () => {
  const amountOf = (step: IntroductionStepName) =>
    introductionEvent(introduction, step, 'asked').amountMinor ?? null;
  assert.equal(amountOf('introduction_declined'), 500n);
  assert.equal(amountOf('introduction_withdrawn'), 500n);
  assert.equal(amountOf('introduction_lapsed'), 500n);
  assert.equal(amountOf('meeting_lapsed'), 500n);
  assert.equal(amountOf('introduction_accepted'), null);
  assert.equal(amountOf('meeting_arranged'), null);
});

test('a meeting is told in the time of Beijing, a contract with its kind', () => {
  const type = 'matching.meeting_arranged';
  const words = tell({ ...told, type, startsAt: '2026-03-19T22:30:00.000Z' });
  assert.equal(words?.zh, '甲 与 乙 约定 2026-03-20 06:30 会面');
  const deal = { ...told, type: 'matching.deal_confirmed', kind: 'licence' };
  assert.equal(
    tell({ ...deal, amount: 'CNY 1.00' })?.zh,
    '甲 确认与 乙 的技术许可合同，金额 CNY 1.00',
  );
  assert.equal(tell(deal)?.en, 'A confirmed a licence contract with B');
});

test('every reason of a "no" has words in both languages', () => {
  for (const reason of declineReasons) {
    const words = tell({ ...told, type: 'matching.introduction_declined', reasons: [reason] });
    assert.ok(words !== null);
    assert.doesNotMatch(words.zh, /[a-z_]{3}/);
    assert.doesNotMatch(words.en, /_/);
  }
});

test('what is no step of a journey is not told', () => {
  assert.equal(tell({ ...told, type: 'runtime.key_forgotten' }), null);
});

test('amounts are written with the decimals of their currency, and exactly', () => {
  assert.equal(amountInWords('12345600', 'CNY'), 'CNY 123,456.00');
  assert.equal(amountInWords('5', 'EUR'), 'EUR 0.05');
  assert.equal(amountInWords('5000', 'JPY'), 'JPY 5,000');
  assert.equal(amountInWords('900719925474099301', 'CNY'), 'CNY 9,007,199,254,740,993.01');
});
