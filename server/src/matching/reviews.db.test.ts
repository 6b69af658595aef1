import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { newPerson } from '../identity/testing.ts';
import type { Actor } from '../runtime/actor.ts';
import { execute, rows, sql } from '../runtime/sql.ts';
import { actorWith } from '../runtime/testing/node.ts';
import {
  completeNeed,
  completeTechnology,
  matchingNode,
  type Organisation,
  organisationIn,
} from './testing.ts';

const node = await matchingNode(after);
const tianjin = await organisationIn(node, '120000', 'university');
const hebei = await organisationIn(node, '130200');
const officerOf = (regionCode: string, memberships: Actor['memberships'] = []) =>
  actorWith(memberships, [{ office: 'region_officer', regionCode }], `officer of ${regionCode}`);
const tianjinOfficer = officerOf('120000');
const managerOf = ({ id }: Organisation) =>
  actorWith([{ organisationId: id, role: 'manager' }], [], 'manager');
const tianjinManager = managerOf(tianjin);

const good = { scores: { innovation: 4, clarity: 4, expectations: 4, guidelines: 4 } };
const poor = {
  scores: { innovation: 4, clarity: 2, expectations: 0, guidelines: 3 },
  comments: { clarity: '术语未解释', expectations: '没有说明希望怎样合作' },
};

async function submitted(owner: Organisation, as = owner.editor, change: object = {}) {
  const body = { organisationId: owner.id, ...completeTechnology, ...change };
  const draft = await node.call('createTechnology', { body }, as);
  const params = { technologyId: draft.body.id };
  const answer = await node.call('submitTechnology', { params, revision: 1 }, as);
  assert.equal(answer.status, 200, answer.raw.toString());
  return { params, reviewId: answer.body.reviewId as string, record: answer.body };
}

const on = (reviewId: string, body?: object) => ({
  params: { reviewId },
  ...(body === undefined ? {} : { body }),
});

async function approved(owner: Organisation) {
  const made = await submitted(owner);
  const answer = await node.call('approveReview', on(made.reviewId, {}), managerOf(owner));
  assert.equal(answer.status, 200, answer.raw.toString());
  return made;
}

const stateOf = async (params: { technologyId: string }, as: Actor) =>
  (await node.call('readTechnology', { params }, as)).body?.state;

test('a record is looked at inside, scored outside, and published by its total', async () => {
  const { params, reviewId } = await submitted(tianjin);
  const own = await node.call('readTechnology', { params }, tianjin.editor);
  assert.deepEqual([own.body.state, own.body.reviewId], ['submitted', reviewId]);
  assert.equal(own.body.may.edit, false);
  assert.equal(await stateOf(params, hebei.viewer), undefined);
  // Nobody from outside sees it before its own organisation stands behind it.
  assert.equal((await node.call('readReview', on(reviewId), tianjinOfficer)).status, 404);
  assert.equal((await node.call('scoreReview', on(reviewId, good), tianjinOfficer)).status, 404);
  assert.equal((await node.call('approveReview', on(reviewId, {}), tianjin.editor)).status, 403);
  assert.equal((await node.call('approveReview', on(reviewId, {}), managerOf(hebei))).status, 404);

  const looked = await node.call('approveReview', on(reviewId, { note: '属实' }), tianjinManager);
  assert.equal(looked.body.state, 'approved');
  assert.equal(looked.body.insiderName, 'manager');
  const seen = await node.call('readReview', on(reviewId), tianjinOfficer);
  assert.equal(seen.body.technology.title, completeTechnology.title);
  assert.equal('contact' in seen.body.technology, false);
  assert.deepEqual([seen.body.authorName, seen.body.insiderNote], [null, null]);
  assert.deepEqual([seen.body.waitsForCaller, seen.body.may.score], [true, true]);

  const scored = await node.call('scoreReview', on(reviewId, good), tianjinOfficer);
  assert.deepEqual(
    [scored.status, scored.body.state, scored.body.total, scored.body.verdict],
    [200, 'published', 16, 'good'],
  );
  const public_ = await node.call('readTechnology', { params }, hebei.viewer);
  assert.deepEqual([public_.body.state, public_.body.quality], ['published', 'good']);
  assert.equal(public_.body.reviewId, null);
  const again = await node.call('scoreReview', on(reviewId, good), tianjinOfficer);
  assert.equal(again.body.code, 'review_state_forbids');
});

test('what is on hold says why, is mended and goes through the next round', async () => {
  const { params, reviewId } = await approved(tianjin);
  const bare = { scores: poor.scores };
  const unexplained = await node.call('scoreReview', on(reviewId, bare), tianjinOfficer);
  assert.equal(unexplained.body.code, 'review_not_explained');
  assert.deepEqual(
    unexplained.body.reasons.map((one: { pointer: string }) => one.pointer),
    ['/comments/clarity', '/comments/expectations'],
  );
  const scored = await node.call('scoreReview', on(reviewId, poor), tianjinOfficer);
  assert.deepEqual([scored.body.state, scored.body.total], ['on_hold', 9]);

  const own = await node.call('readReview', on(reviewId), tianjin.viewer);
  assert.deepEqual(own.body.reasons, ['clarity', 'expectations']);
  assert.equal(own.body.comments.clarity, '术语未解释');
  const record = (await node.call('readTechnology', { params }, tianjin.editor)).body;
  assert.deepEqual([record.state, record.may.edit, record.may.submit], ['on_hold', true, true]);
  const mended = await node.call(
    'editTechnology',
    {
      params,
      body: { summary: `${completeTechnology.summary}希望许可或合作开发。` },
      revision: record.revision,
    },
    tianjin.editor,
  );
  const second = await node.call(
    'submitTechnology',
    { params, revision: mended.body.revision },
    tianjin.editor,
  );
  assert.equal(second.body.state, 'submitted');
  assert.notEqual(second.body.reviewId, reviewId);
  await node.call('approveReview', on(second.body.reviewId, {}), tianjinManager);
  const done = await node.call('scoreReview', on(second.body.reviewId, good), tianjinOfficer);
  assert.deepEqual(
    done.body.rounds.map((one: { round: number; state: string }) => [one.round, one.state]),
    [
      [2, 'published'],
      [1, 'on_hold'],
    ],
  );
  // The first round still shows the text it spoke of.
  const first = await node.call('readReview', on(reviewId), tianjinOfficer);
  assert.equal(first.body.technology.summary, completeTechnology.summary);
});

test('the own organisation may give it back, and its author may recall it', async () => {
  const { params, reviewId } = await submitted(tianjin);
  const bare = await node.call('returnReview', on(reviewId, { reasons: [] }), tianjinManager);
  assert.equal(bare.status, 422);
  const back = { reasons: ['clarity'], note: '请补充指标' };
  const answer = await node.call('returnReview', on(reviewId, back), tianjinManager);
  assert.deepEqual([answer.body.state, answer.body.reasons], ['returned', ['clarity']]);
  assert.equal(await stateOf(params, tianjin.editor), 'draft');

  const other = await approved(tianjin);
  assert.equal((await node.call('recallReview', on(other.reviewId), tianjin.viewer)).status, 403);
  const recalled = await node.call('recallReview', on(other.reviewId), tianjin.editor);
  assert.equal(recalled.body.state, 'recalled');
  assert.equal(await stateOf(other.params, tianjin.editor), 'draft');
  assert.equal((await node.call('readReview', on(other.reviewId), tianjinOfficer)).status, 404);
});

test('four ones are rejected for good', async () => {
  const { params, reviewId } = await approved(tianjin);
  const ones = { innovation: 1, clarity: 1, expectations: 1, guidelines: 1 };
  const comments = { innovation: '无', clarity: '无', expectations: '无', guidelines: '无' };
  const body = { scores: ones, comments };
  const answer = await node.call('scoreReview', on(reviewId, body), tianjinOfficer);
  assert.deepEqual([answer.body.state, answer.body.total], ['rejected', 4]);
  const record = (await node.call('readTechnology', { params }, tianjin.editor)).body;
  assert.deepEqual(Object.values(record.may).filter(Boolean), [true], 'it may only be matched');
  const again = await node.call(
    'submitTechnology',
    { params, revision: record.revision },
    tianjin.editor,
  );
  assert.equal(again.body.code, 'record_state_forbids');
});

test('nobody scores a record of their own organisation, its parent, or what it became', async () => {
  const parent = await organisationIn(node, '120000', 'university');
  const predecessor = await organisationIn(node, '120000', 'university');
  const sibling = await organisationIn(node, '120000', 'university');
  const institute = await organisationIn(node, '120000', 'research_institute');
  for (const child of [institute, sibling]) {
    await execute(
      node.database.tx,
      sql`update registry.organisation set parent_id = ${parent.id} where id = ${child.id}`,
    );
  }
  await execute(
    node.database.tx,
    sql`update registry.organisation set status = 'merged', merged_into_id = ${institute.id}
        where id = ${predecessor.id}`,
  );
  const { reviewId } = await approved(institute);
  for (const { id } of [institute, parent, predecessor]) {
    const officer = officerOf('120000', [{ organisationId: id, role: 'viewer' }]);
    const seen = await node.call('readReview', on(reviewId), officer);
    assert.deepEqual(
      [seen.body.may.score, seen.body.waitsForCaller, seen.body.mayNot],
      [false, false, ['own_organisation_cannot_review']],
    );
    const answer = await node.call('scoreReview', on(reviewId, good), officer);
    assert.deepEqual([answer.status, answer.body.code], [409, 'review_not_yours']);
    assert.equal(answer.body.reasons[0].code, 'own_organisation_cannot_review');
  }
  const colleague = officerOf('120000', [{ organisationId: sibling.id, role: 'viewer' }]);
  const answer = await node.call('scoreReview', on(reviewId, good), colleague);
  assert.equal(answer.body.state, 'published');
});

test('an author is not their own reviewer where the organisation has another manager', async () => {
  const owner = await organisationIn(node, '120000');
  const membership = { organisationId: owner.id, role: 'manager' } as const;
  const [one, two] = [
    await newPerson(node, { memberships: [membership] }),
    await newPerson(node, { memberships: [membership] }),
  ];
  const as = (personId: string): Actor => ({ ...managerOf(owner), personId });
  const { reviewId } = await submitted(owner, as(one.id));
  const waits = async (id: string) =>
    (await node.call('listReviews', { query: { waiting: true } }, as(id))).body.total;
  assert.deepEqual([await waits(one.id), await waits(two.id)], [0, 1]);
  const answer = await node.call('approveReview', on(reviewId, {}), as(one.id));
  assert.deepEqual(
    [answer.body.code, answer.body.reasons[0].code],
    ['review_not_yours', 'author_cannot_review'],
  );
  assert.equal((await node.call('approveReview', on(reviewId, {}), as(two.id))).status, 200);

  // The only manager there is may: otherwise nothing would ever be published.
  const alone = await organisationIn(node, '120000');
  const only = managerOf(alone);
  const small = await submitted(alone, only);
  assert.equal((await node.call('approveReview', on(small.reviewId, {}), only)).status, 200);
});

test('two who score at once come to one verdict', async () => {
  const { reviewId } = await approved(tianjin);
  const answers = await Promise.all(
    Array.from({ length: 8 }, (_, at) =>
      node.call('scoreReview', on(reviewId, at % 2 === 0 ? good : poor), tianjinOfficer),
    ),
  );
  assert.equal(answers.filter(({ status }) => status === 200).length, 1);
  assert.ok(
    answers.every(({ status, body }) => status === 200 || body.code === 'review_state_forbids'),
  );
});

test('the queue shows what is in the caller’s care, filters, pages and exports', async () => {
  const one = await organisationIn(node, '310000');
  const ids: string[] = [];
  for (let count = 0; count < 3; count += 1) ids.push((await approved(one)).reviewId);
  const shanghai = officerOf('310000');
  const list = (query: Record<string, string | number | boolean>, as = shanghai) =>
    node.call('listReviews', { query }, as);
  const first = await list({ waiting: true, sort: 'submittedAt', limit: 2 });
  const second = await list({
    waiting: true,
    sort: 'submittedAt',
    limit: 2,
    cursor: first.body.next,
  });
  assert.deepEqual(
    [...first.body.items, ...second.body.items].map((row: { id: string }) => row.id),
    ids,
  );
  assert.equal((await list({ q: '超声冲击', state: 'approved' })).body.total, 3);
  assert.equal((await list({ q: '不存在的词' })).body.total, 0);
  assert.equal((await list({ kind: 'need' })).body.total, 0);
  assert.equal((await list({}, officerOf('440000'))).body.total, 0);
  assert.equal((await list({}, one.viewer)).body.total, 3);
  assert.equal((await node.call('listReviews', {}, actorWith([]))).status, 403);
  const file = await node.call('exportReviews', { query: { format: 'csv', lang: 'en' } }, shanghai);
  assert.equal(file.raw.toString().trimEnd().split('\r\n').length, 4);
});

test('a need that few may see is reviewed by those who look after its region', async () => {
  const body = {
    ...{ organisationId: hebei.id, ...completeNeed, visibility: 'named' },
    namedOrganisationIds: [tianjin.id],
  };
  const draft = await node.call('createNeed', { body }, hebei.editor);
  const params = { needId: draft.body.id };
  const { reviewId } = (await node.call('submitNeed', { params, revision: 1 }, hebei.editor)).body;
  await node.call('approveReview', on(reviewId, {}), managerOf(hebei));
  assert.equal((await node.call('readReview', on(reviewId), tianjinOfficer)).status, 404);
  const officer = officerOf('130000');
  const seen = await node.call('readReview', on(reviewId), officer);
  assert.equal('namedOrganisationIds' in seen.body.need, false);
  assert.equal((await node.call('scoreReview', on(reviewId, good), officer)).status, 200);
  assert.equal((await node.call('readNeed', { params }, tianjin.viewer)).body.state, 'published');
});

test('every "no" of a review is an event with its regions and reasons, for its owner alone', async () => {
  const { params, reviewId, record } = await approved(tianjin);
  await node.call('scoreReview', on(reviewId, { scores: poor.scores }), tianjinOfficer);
  await node.call('scoreReview', on(reviewId, poor), tianjinOfficer);
  const events = await rows<{ type: string; pair: string[]; reasons: unknown[] }>(
    node.database.tx,
    sql`select type, array[from_region, to_region] as pair, payload -> 'reasons' as reasons
        from runtime.event where ${record.id}::uuid = any (subject_ids)
          and type in ('matching.refused', 'matching.technology_on_hold') order by sequence`,
  );
  assert.deepEqual(
    events.map(({ type, pair }) => [type, ...pair]),
    [
      ['matching.refused', '120000', '120000'],
      ['matching.technology_on_hold', '120000', '120000'],
    ],
  );
  assert.deepEqual(events[1]?.reasons, ['clarity', 'expectations']);
  const { journeyId } = (await node.call('readTechnology', { params }, tianjin.viewer)).body;
  const journey = await node.call('readJourney', { params: { journeyId } }, tianjin.viewer);
  assert.deepEqual(
    journey.body.steps.map(({ type }: { type: string }) => type.replace('matching.', '')),
    ['technology_submitted', 'technology_approved', 'refused', 'technology_on_hold'],
  );
  assert.match(journey.body.steps.at(-1).words.en, /on hold by its review: clarity and coherence/);
});

test('a published text that is changed after its review says so', async () => {
  const { params, reviewId } = await approved(tianjin);
  await node.call('scoreReview', on(reviewId, good), tianjinOfficer);
  const edit = async (body: object) => {
    const { revision } = (await node.call('readTechnology', { params }, tianjin.editor)).body;
    return await node.call('editTechnology', { params, body, revision }, tianjin.editor);
  };
  assert.equal((await edit({ keywords: ['轧机'] })).body.changedSinceReview, false);
  assert.equal((await edit({ title: '轧辊超声冲击强化' })).body.changedSinceReview, true);
});
