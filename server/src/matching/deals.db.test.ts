import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import type { Actor } from '../runtime/actor.ts';
import { failedChecks } from '../runtime/check.ts';
import { rows, sql } from '../runtime/sql.ts';
import { actorWith } from '../runtime/testing/node.ts';
import { matching } from './module.ts';
import { type AcceptedPair, acceptedPair, matchingNode, organisationIn } from './testing.ts';

const node = await matchingNode(after);

const signed = {
  outcome: 'contract_signed',
  kind: 'transfer',
  amountMinor: '120000000',
  currency: 'CNY',
  signedOn: '2026-01-02',
};

interface Signed extends AcceptedPair {
  readonly dealId: string;
}

/** Hebei says that a contract was signed. */
async function recorded(): Promise<Signed> {
  const pair = await acceptedPair(node);
  const { introductionId } = pair;
  const answer = await node.call(
    'concludeIntroduction',
    { params: { introductionId }, body: signed },
    pair.hebei.editor,
  );
  assert.equal(answer.status, 200, answer.raw.toString());
  return { ...pair, dealId: answer.body.deal.id };
}

function onDeal(operation: string, { dealId }: Signed, revision: number, as: Actor, body?: object) {
  const sent = { params: { dealId }, revision, ...(body === undefined ? {} : { body }) };
  return node.call(operation, sent, as);
}
const read = ({ dealId }: Signed, as: Actor) => node.call('readDeal', { params: { dealId } }, as);
const waits = async (as: Actor) => (await node.call('readInbox', {}, as)).body.counts.toConfirm;

test('one side records a contract, the other confirms it, and then it counts', async () => {
  const pair = await recorded();
  const { hebei, tianjin } = pair;
  const seen = (await read(pair, tianjin.editor)).body;
  assert.deepEqual(
    [seen.state, seen.side, seen.recordedBy, seen.giver.id, seen.taker.id],
    ['recorded', 'asked', 'asker', tianjin.id, hebei.id],
  );
  assert.deepEqual(seen.may, {
    confirm: true,
    dispute: true,
    amend: false,
    retract: false,
    register: false,
  });
  assert.deepEqual([await waits(tianjin.viewer), await waits(hebei.viewer)], [1, 0]);
  const own = await onDeal('confirmDeal', pair, 1, hebei.editor);
  assert.equal(own.body.code, 'deal_state_forbids');
  assert.equal((await onDeal('confirmDeal', pair, 1, tianjin.viewer)).status, 403);
  assert.equal((await onDeal('confirmDeal', pair, 7, tianjin.editor)).status, 412);
  const confirmed = await onDeal('confirmDeal', pair, 1, tianjin.editor);
  assert.equal(confirmed.body.state, 'confirmed');
  assert.match(
    confirmed.body.timeline.at(-1).words.zh,
    /确认与 .* 的技术转让合同，金额 CNY 1,200,000.00/,
  );
  assert.equal(await waits(tianjin.viewer), 0);

  const flows = await rows<Record<string, string>>(
    node.database.tx,
    sql`select giver_province_code, taker_province_code, amount_minor, currency, state
        from matching.v_deal where id = ${pair.dealId}`,
  );
  assert.deepEqual(flows, [
    {
      giverProvinceCode: '120000',
      takerProvinceCode: '130000',
      amountMinor: '120000000',
      currency: 'CNY',
      state: 'confirmed',
    },
  ]);
});

test('amounts are for the two sides: officers see the step without it', async () => {
  const pair = await recorded();
  const stranger = await organisationIn(node, '110000');
  assert.equal((await read(pair, stranger.viewer)).status, 404);
  const officer = actorWith([], [{ office: 'region_officer', regionCode: '120000' }]);
  assert.equal((await read(pair, officer)).status, 403);
  const journey = async (as: Actor) =>
    (await node.call('readJourney', { params: { journeyId: pair.journeyId } }, as)).body.steps.find(
      (step: { type: string }) => step.type === 'matching.introduction_concluded',
    );
  assert.match((await journey(pair.tianjin.viewer)).words.zh, /金额/);
  const forOfficer = await journey(officer);
  assert.deepEqual([forOfficer.amountMinor, forOfficer.unit], [null, null]);
  assert.doesNotMatch(forOfficer.words.zh, /金额|1,200,000/);
});

test('what is disputed is mended by either side and confirmed by the other', async () => {
  const pair = await recorded();
  const { hebei, tianjin } = pair;
  const no = { reasons: ['amount_differs'], note: '合同上是 110 万元' };
  const disputed = await onDeal('disputeDeal', pair, 1, tianjin.editor, no);
  assert.deepEqual(
    [disputed.body.state, disputed.body.disputeReasons, disputed.body.disputeNote],
    ['disputed', ['amount_differs'], '合同上是 110 万元'],
  );
  const step = disputed.body.timeline.at(-1);
  assert.deepEqual(
    [step.fromRegion, step.toRegion, step.reasons, step.amountMinor],
    ['120000', '130000', ['amount_differs'], '120000000'],
  );
  assert.equal(await waits(hebei.viewer), 1);
  assert.equal((await onDeal('confirmDeal', pair, 2, tianjin.editor)).status, 409);
  const bad = await onDeal('amendDeal', pair, 2, tianjin.editor, { signedOn: '2999-01-01' });
  assert.equal(bad.body.reasons[0].code, 'signing_day_in_the_future');
  const mended = await onDeal('amendDeal', pair, 2, tianjin.editor, { amountMinor: '110000000' });
  assert.deepEqual(
    [mended.body.state, mended.body.recordedBy, mended.body.amountMinor],
    ['recorded', 'asked', '110000000'],
  );
  assert.equal((await onDeal('confirmDeal', pair, 3, tianjin.editor)).status, 409);
  assert.equal((await onDeal('confirmDeal', pair, 3, hebei.editor)).body.state, 'confirmed');
});

test('what was not signed is taken back, and the talks ended for reasons', async () => {
  const pair = await recorded();
  await onDeal('disputeDeal', pair, 1, pair.tianjin.editor, { reasons: ['not_signed'] });
  const reasons = ['terms_not_acceptable'];
  const wrong = await onDeal('retractDeal', pair, 2, pair.tianjin.editor, { reasons });
  assert.equal(wrong.status, 409);
  const back = await onDeal('retractDeal', pair, 2, pair.hebei.editor, { reasons });
  assert.deepEqual([back.body.state, back.body.benefits], ['retracted', []]);
  const introduction = await node.call(
    'readIntroduction',
    { params: { introductionId: pair.introductionId } },
    pair.tianjin.viewer,
  );
  assert.deepEqual(
    [introduction.body.outcome, introduction.body.outcomeReasons],
    ['talks_ended', reasons],
  );
});

test('a registration is entered once it is confirmed; before it the page says what is lost', async () => {
  const pair = await recorded();
  const lost = (answer: { body: { benefits: { lost: boolean }[] } }) =>
    answer.body.benefits.map((benefit) => benefit.lost);
  assert.deepEqual(lost(await read(pair, pair.tianjin.viewer)), [true, true]);
  const body = { number: '2026120000123', office: '天津市技术市场', registeredOn: '2026-01-10' };
  assert.equal((await onDeal('registerDeal', pair, 1, pair.tianjin.editor, body)).status, 409);
  await onDeal('confirmDeal', pair, 1, pair.tianjin.editor);
  const early = { ...body, registeredOn: '2026-01-01' };
  const before = await onDeal('registerDeal', pair, 2, pair.tianjin.editor, early);
  assert.deepEqual(before.body.reasons[0].code, 'registration_before_signing');
  const entered = await onDeal('registerDeal', pair, 2, pair.tianjin.editor, body);
  assert.deepEqual(entered.body.registration, body);
  assert.deepEqual(lost(entered), [false, false]);
  assert.equal(entered.body.timeline.at(-1).type, 'matching.deal_registered');
  const mended = { ...body, number: '2026120000124' };
  const again = await onDeal('registerDeal', pair, 3, pair.hebei.editor, mended);
  assert.equal(again.body.registration.number, '2026120000124');
});

test('of ten who confirm and dispute at the same moment one counts', async () => {
  const pair = await recorded();
  const answers = await Promise.all(
    Array.from({ length: 10 }, (_, n) =>
      n % 2 === 0
        ? onDeal('confirmDeal', pair, 1, pair.tianjin.editor)
        : onDeal('disputeDeal', pair, 1, pair.tianjin.editor, { reasons: ['not_signed'] }),
    ),
  );
  assert.equal(answers.filter((one) => one.status === 200).length, 1);
  assert.equal(answers.filter((one) => one.status === 412 || one.status === 409).length, 9);
});

test('contracts are listed, filtered, paged and exported for their sides', async () => {
  const first = await recorded();
  const ids = async (query: Record<string, string | string[]>, as: Actor) =>
    (await node.call('listDeals', { query }, as)).body.items.map((one: { id: string }) => one.id);
  assert.deepEqual(await ids({}, first.tianjin.viewer), [first.dealId]);
  assert.deepEqual(await ids({ kind: ['licence'] }, first.tianjin.viewer), []);
  assert.deepEqual(await ids({ kind: ['transfer'], state: ['recorded'] }, first.hebei.viewer), [
    first.dealId,
  ]);
  assert.deepEqual(await ids({ registered: 'true' }, first.hebei.viewer), []);
  assert.deepEqual(await ids({ signedFrom: '2026-01-03' }, first.hebei.viewer), []);
  assert.deepEqual(await ids({ signedTo: '2026-01-02' }, first.hebei.viewer), [first.dealId]);
  const stranger = await organisationIn(node, '110000');
  assert.deepEqual(await ids({ organisationId: first.hebei.id }, stranger.viewer), []);
  const file = await node.call('exportDeals', {}, first.hebei.viewer);
  const [, row = ''] = file.raw.toString().trim().split('\r\n');
  assert.match(row, /transfer/);
  assert.match(row, /120000000/);
});

test('after all this every check counts zero', async () => {
  assert.deepEqual(await failedChecks(node.database.tx, [matching]), []);
});
