import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { type Actor, anonymous } from '../runtime/actor.ts';
import { failedChecks } from '../runtime/check.ts';
import { actorWith } from '../runtime/testing/node.ts';
import { matching } from './module.ts';
import {
  matchingNode,
  type Organisation,
  organisationIn,
  publishedNeed,
  publishedTechnology,
  secretariat,
} from './testing.ts';

const node = await matchingNode(after);

interface Pair {
  readonly hebei: Organisation;
  readonly tianjin: Organisation;
  readonly needId: string;
  readonly technologyId: string;
  readonly journeyId: string;
}

async function aPair(): Promise<Pair> {
  const hebei = await organisationIn(node, '130200');
  const tianjin = await organisationIn(node, '120000', 'university');
  const need = await publishedNeed(node, hebei);
  const technology = await publishedTechnology(node, tianjin);
  return {
    hebei,
    tianjin,
    needId: need.id,
    technologyId: technology.id,
    journeyId: need.journeyId,
  };
}

function ask(pair: Pair, by: Organisation, more: object = {}, as: Actor = by.editor) {
  const { needId, technologyId } = pair;
  const body = { organisationId: by.id, needId, technologyId, message: '想进一步了解', ...more };
  return node.call('askIntroduction', { body }, as);
}

async function asked(pair: Pair): Promise<{ introductionId: string }> {
  const answer = await ask(pair, pair.hebei);
  assert.equal(answer.status, 201, answer.raw.toString());
  return { introductionId: answer.body.id };
}

const codes = (answer: { body: { reasons?: { code: string }[] } }) =>
  answer.body.reasons?.map((one) => one.code);

test('asked, accepted, concluded: each side sees what it should at each step', async () => {
  const pair = await aPair();
  const params = await asked(pair);
  const read = (as: Actor) => node.call('readIntroduction', { params }, as);
  const forTianjin = (await read(pair.tianjin.viewer)).body;
  assert.equal(forTianjin.side, 'asked');
  assert.equal(forTianjin.askerContact, null);
  assert.equal(forTianjin.askedContact, null);
  assert.ok(Object.values(forTianjin.may).every((may) => may === false));
  const forEditor = (await read(pair.tianjin.editor)).body;
  assert.equal(forEditor.may.accept, true);
  assert.equal(forEditor.may.withdraw, false);
  const forHebei = (await read(pair.hebei.editor)).body;
  assert.equal(forHebei.askerContact.name, '周工');
  assert.equal(forHebei.may.withdraw, true);
  const stranger = await organisationIn(node, '110000');
  assert.equal((await read(stranger.editor)).status, 404);
  assert.equal((await read(secretariat)).status, 403);

  const inbox = await node.call('readInbox', {}, pair.tianjin.viewer);
  assert.equal(inbox.body.counts.toAnswer, 1);

  const accepted = await node.call('acceptIntroduction', { params, body: {} }, pair.tianjin.editor);
  assert.equal(accepted.body.state, 'accepted');
  assert.equal((await read(pair.hebei.viewer)).body.askedContact.email, 'zheng@example.org');
  assert.equal((await read(pair.tianjin.viewer)).body.askerContact.email, 'zhou@example.org');

  const early = await node.call(
    'concludeIntroduction',
    { params, body: { outcome: 'contract_signed', signedOn: '2999-01-01' } },
    pair.hebei.editor,
  );
  assert.deepEqual(codes(early), [
    'deal_kind_missing',
    'amount_missing',
    'currency_missing',
    'signing_day_in_the_future',
  ]);
  const body = {
    outcome: 'contract_signed',
    kind: 'licence',
    amountMinor: '123456700',
    currency: 'CNY',
    signedOn: '2026-01-02',
  };
  const concluded = await node.call('concludeIntroduction', { params, body }, pair.hebei.editor);
  assert.equal(concluded.body.state, 'concluded');
  assert.equal(concluded.body.deal.state, 'recorded');
  const timeline = (await read(pair.hebei.editor)).body.timeline;
  const own = concluded.body.timeline.at(-1);
  assert.deepEqual([own.sequence, own.words], [null, timeline[2].words]);
  assert.deepEqual(
    timeline.map((step: { type: string; fromRegion: string; toRegion: string }) => [
      step.type,
      step.fromRegion,
      step.toRegion,
    ]),
    [
      ['matching.introduction_requested', '130000', '120000'],
      ['matching.introduction_accepted', '120000', '130000'],
      ['matching.introduction_concluded', '130000', '120000'],
    ],
  );
  assert.match(timeline[2].words.en, /CNY 1,234,567\.00/);
});

test('a request that cannot be made is told every reason, and the log keeps the refusal', async () => {
  const pair = await aPair();
  const own = await publishedTechnology(node, pair.hebei, { contact: null });
  const need = { params: { needId: pair.needId }, revision: 2, body: { contact: null } };
  assert.equal((await node.call('editNeed', need, pair.hebei.editor)).status, 200);
  const withdraw = {
    params: { technologyId: own.id },
    revision: own.revision,
    body: { reason: 'priorities_changed' },
  };
  assert.equal((await node.call('withdrawTechnology', withdraw, pair.hebei.editor)).status, 200);
  const refused = await ask({ ...pair, technologyId: own.id }, pair.hebei);
  assert.equal(refused.status, 409);
  assert.deepEqual(codes(refused), [
    'technology_not_published',
    'own_organisation',
    'contact_missing',
  ]);
  const third = await organisationIn(node, '110000');
  const meddler = await ask(pair, third, { contact: { name: '某' } });
  assert.deepEqual(codes(meddler), ['neither_side_is_yours']);
  const journey = await node.call(
    'readJourney',
    { params: { journeyId: pair.journeyId } },
    secretariat,
  );
  const refusals = journey.body.steps.filter(
    (step: { type: string }) => step.type === 'matching.refused',
  );
  assert.deepEqual(refusals[0].reasons, [
    'technology_not_published',
    'own_organisation',
    'contact_missing',
  ]);
  assert.deepEqual([refusals[1].fromRegion, refusals[1].toRegion], ['110000', '130000']);
});

test('what the asker may not see is not there', async () => {
  const pair = await aPair();
  const other = await organisationIn(node, '110000');
  const hidden = await publishedNeed(node, pair.hebei, {
    visibility: 'named',
    namedOrganisationIds: [other.id],
  });
  const answer = await ask({ ...pair, needId: hidden.id }, pair.tianjin);
  assert.equal(answer.status, 404);
  assert.equal((await ask(pair, pair.hebei, {}, pair.hebei.viewer)).status, 403);
  assert.equal((await ask(pair, pair.hebei, {}, pair.tianjin.editor)).status, 404);
  assert.equal((await ask(pair, pair.hebei, {}, anonymous)).status, 401);
  const long = await ask(pair, pair.hebei, { message: '长'.repeat(2_001) });
  assert.equal(long.status, 422);
});

test('of ten requests at the same moment, from both sides, one is made', async () => {
  const pair = await aPair();
  const answers = await Promise.all(
    Array.from({ length: 10 }, (_, at) => ask(pair, at % 2 === 0 ? pair.hebei : pair.tianjin)),
  );
  const statuses = answers.map((answer) => answer.status).sort();
  assert.deepEqual(statuses, [201, ...Array(9).fill(409)]);
  const made = answers.find((answer) => answer.status === 201);
  for (const answer of answers.filter((one) => one.status === 409)) {
    assert.deepEqual(codes(answer), ['introduction_already_open']);
    assert.equal(answer.body.reasons[0].params.introductionId, made?.body.id);
  }
});

test('of ten answers at the same moment one counts', async () => {
  const pair = await aPair();
  const params = await asked(pair);
  const answers = await Promise.all(
    Array.from({ length: 10 }, (_, at) =>
      at % 2 === 0
        ? node.call('acceptIntroduction', { params, body: {} }, pair.tianjin.editor)
        : node.call(
            'declineIntroduction',
            { params, body: { reasons: ['too_early'] } },
            pair.tianjin.editor,
          ),
    ),
  );
  assert.equal(answers.filter((answer) => answer.status === 200).length, 1);
  assert.equal(answers.filter((answer) => answer.body.code === 'introduction_not_open').length, 9);
  const read = await node.call('readIntroduction', { params }, pair.hebei.viewer);
  assert.equal(read.body.timeline.length, 2);
});

test('a "no" carries its reasons to the asker, and the pair may try again', async () => {
  const pair = await aPair();
  const params = await asked(pair);
  const none = { params, body: { reasons: [] } };
  assert.equal((await node.call('declineIntroduction', none, pair.tianjin.editor)).status, 422);
  const body = { reasons: ['scientific_doubts', 'terms_not_acceptable'], note: '请补充数据' };
  const wrong = await node.call('declineIntroduction', { params, body }, pair.hebei.editor);
  assert.equal(wrong.body.code, 'introduction_not_open');
  await node.call('declineIntroduction', { params, body }, pair.tianjin.editor);
  const read = await node.call('readIntroduction', { params }, pair.hebei.viewer);
  assert.equal(read.body.state, 'declined');
  assert.deepEqual(read.body.declineReasons, body.reasons);
  assert.equal(read.body.askedContact, null);
  assert.match(read.body.timeline[1].words.zh, /科学上存疑、条件无法接受/);
  assert.equal((await ask(pair, pair.hebei)).status, 201);
});

test('an unanswered request is recalled after a week, lapses after two, and once', async (t) => {
  const pair = await aPair();
  const params = await asked(pair);
  t.after(() => node.setNow(new Date()));
  const read = async () =>
    (await node.call('readIntroduction', { params }, pair.hebei.viewer)).body;
  assert.equal((await read()).reminderDue, false);
  node.setNow(new Date(Date.now() + 7 * 86_400_000 + 1_000));
  await node.runJob('matching.lapse_introductions');
  assert.deepEqual([(await read()).state, (await read()).reminderDue], ['asked', true]);
  node.setNow(new Date(Date.now() + 14 * 86_400_000 + 1_000));
  await Promise.all([
    node.runJob('matching.lapse_introductions'),
    node.runJob('matching.lapse_introductions'),
  ]);
  const lapsed = await read();
  assert.equal(lapsed.lapsedBecause, 'not_answered');
  assert.equal(lapsed.timeline.length, 2);
  const late = await node.call('acceptIntroduction', { params, body: {} }, pair.tianjin.editor);
  assert.equal(late.body.code, 'introduction_not_open');
});

test('what a record leaves behind: requests about it lapse, both sides still read it', async () => {
  const pair = await aPair();
  const params = await asked(pair);
  const record = { technologyId: pair.technologyId };
  const withdrawn = await node.call(
    'withdrawTechnology',
    { params: record, revision: 2, body: { reason: 'licensed_elsewhere' } },
    pair.tianjin.editor,
  );
  assert.equal(withdrawn.status, 200);
  const read = await node.call('readIntroduction', { params }, pair.hebei.viewer);
  assert.equal(read.body.lapsedBecause, 'record_withdrawn');
  const seen = (as: Actor) => node.call('readTechnology', { params: record }, as);
  assert.equal((await seen(pair.hebei.viewer)).body.state, 'withdrawn');
  const stranger = await organisationIn(node, '110000');
  assert.equal((await seen(stranger.viewer)).status, 404);
});

test('a need is met by an introduction of its own that was accepted; others lapse', async () => {
  const pair = await aPair();
  const params = await asked(pair);
  const fulfil = (introductionId: string) =>
    node.call(
      'fulfilNeed',
      { params: { needId: pair.needId }, revision: 2, body: { introductionId } },
      pair.hebei.editor,
    );
  assert.equal((await fulfil(params.introductionId)).body.code, 'introduction_not_accepted');
  await node.call('acceptIntroduction', { params, body: {} }, pair.tianjin.editor);
  const beijing = await organisationIn(node, '110000', 'research_institute');
  const rival = await publishedTechnology(node, beijing);
  const second = await ask({ ...pair, technologyId: rival.id }, beijing);
  assert.equal(second.status, 201);
  assert.equal((await fulfil(params.introductionId)).body.state, 'fulfilled');
  const left = await node.call(
    'readIntroduction',
    { params: { introductionId: second.body.id } },
    beijing.viewer,
  );
  assert.equal(left.body.lapsedBecause, 'need_fulfilled');

  const journey = (as: Actor) =>
    node.call('readJourney', { params: { journeyId: pair.journeyId } }, as);
  const types = async (as: Actor) =>
    (await journey(as)).body.steps.map((step: { type: string }) =>
      step.type.replace('matching.', ''),
    );
  const whole = [
    'need_published',
    'introduction_requested',
    'introduction_accepted',
    'introduction_requested',
    'need_fulfilled',
    'introduction_lapsed',
  ];
  const refusal = 'refused';
  assert.deepEqual(await types(pair.hebei.viewer), whole.toSpliced(2, 0, refusal));
  // A rival sees its own steps and the need's, not those of the other laboratory.
  assert.deepEqual(await types(beijing.viewer), [
    'need_published',
    'introduction_requested',
    'need_fulfilled',
    'introduction_lapsed',
  ]);
  const officer = (regionCode: string) => actorWith([], [{ office: 'region_officer', regionCode }]);
  assert.equal((await types(officer('130000'))).length, 7);
  assert.equal((await types(officer('120000'))).length, 4);
  assert.equal((await journey(officer('310000'))).status, 404);
  const stranger = await organisationIn(node, '120000');
  assert.equal((await journey(stranger.viewer)).status, 404);
});

test('a technology can be asked for without a need, and a need be answered without a technology', async () => {
  const pair = await aPair();
  const alone = await ask({ ...pair, needId: null as never }, pair.hebei, {
    contact: { name: '周工' },
  });
  assert.equal(alone.status, 201, alone.raw.toString());
  const technology = await node.call(
    'readTechnology',
    { params: { technologyId: pair.technologyId } },
    pair.hebei.viewer,
  );
  assert.equal(alone.body.journeyId, technology.body.journeyId);
  const offer = await ask({ ...pair, technologyId: null as never }, pair.tianjin, {
    contact: { name: '郑老师' },
  });
  assert.equal(offer.body.journeyId, pair.journeyId);
  const params = { introductionId: offer.body.id };
  const accepted = await node.call('acceptIntroduction', { params, body: {} }, pair.hebei.editor);
  assert.equal(accepted.body.askedContact.name, '周工');
});

test('lists show what we asked and what we are asked', async () => {
  const pair = await aPair();
  const { introductionId } = await asked(pair);
  const ids = async (query: Record<string, string>, as: Actor) =>
    (await node.call('listIntroductions', { query }, as)).body.items.map(
      (one: { id: string }) => one.id,
    );
  assert.deepEqual(await ids({ side: 'asker' }, pair.hebei.viewer), [introductionId]);
  assert.deepEqual(await ids({ side: 'asked' }, pair.hebei.viewer), []);
  assert.deepEqual(await ids({ side: 'asked', state: 'asked' }, pair.tianjin.viewer), [
    introductionId,
  ]);
  assert.deepEqual(await ids({ organisationId: pair.hebei.id }, pair.tianjin.viewer), [
    introductionId,
  ]);
  const stranger = await organisationIn(node, '110000');
  assert.deepEqual(await ids({ organisationId: pair.hebei.id }, stranger.viewer), []);
  const file = await node.call('exportIntroductions', {}, pair.hebei.viewer);
  assert.equal(file.raw.toString().trim().split('\r\n').length, 2);
});

test('after all this every check counts zero', async () => {
  assert.deepEqual(await failedChecks(node.database.tx, [matching]), []);
});
