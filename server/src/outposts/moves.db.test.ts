import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { failedChecks } from '../runtime/check.ts';
import { rows, sql } from '../runtime/sql.ts';
import { aFact, beijing, hebei, signedAgreement } from './fact-testing.ts';
import { outposts } from './module.ts';
import { anEnterprise, codesOf, officerOf, ok, outpostsNode } from './outpost-testing.ts';

const node = await outpostsNode(after);
node.setNow(new Date('2026-03-01T04:00:00Z'));

const organisationId = await anEnterprise(node, '110108');
const moveBody = {
  ...{ kind: 'enterprise', organisationId, extent: 'whole', ledBy: 'government' },
  ...{ fromRegion: '110108', toRegion: '130600', listedOn: '2016-03-01', movedOn: '2017-06-30' },
  ...{ registeredOn: '2017-09-01', producingOn: '2018-01-01' },
  taxesBefore: [2014, 2015, 2016].map((year) => ({
    ...{ year, tax: 'vat', amount: '20000000', unit: 'CNY' },
  })),
};

async function aMove(more: object = {}, as = beijing) {
  return ok(await node.call('createMove', { body: { ...moveBody, ...more } }, as));
}

test('a move is a flow of enterprises; what was paid is for those it concerns', async () => {
  const move = await aMove();
  assert.deepEqual(
    [move.from.id, move.to.id, move.average.average],
    ['110108', '130600', '20000000.00'],
  );
  const params = { moveId: move.id };
  const seen = ok(await node.call('readMove', { params }));
  assert.deepEqual([seen.taxesBefore, seen.average, seen.may.edit], [null, null, false]);
  assert.equal((await node.call('readMoveHistory', { params }, officerOf('310000'))).status, 403);
  const flows = await rows<object>(
    node.database.tx,
    sql`select type, organisation_id, from_region, to_region from runtime.event
        where ${move.id}::uuid = any (subject_ids)`,
  );
  assert.deepEqual(flows, [
    {
      type: 'outposts.move_recorded',
      ...{ organisationId, fromRegion: '110108', toRegion: '130600' },
    },
  ]);
});

test('the order of the days is judged when it is told and when it is changed', async () => {
  const wrong = { ...moveBody, producingOn: '2017-08-01' };
  const answer = await node.call('createMove', { body: wrong }, beijing);
  assert.deepEqual(codesOf(answer), ['move_not_valid', 'production_before_registration']);
  const { id: moveId, revision } = await aMove();
  const edit = (body: object) =>
    node.call('editMove', { params: { moveId }, revision, body }, hebei);
  assert.deepEqual(codesOf(await edit({ registeredOn: null })), [
    'move_not_valid',
    'registration_day_missing',
  ]);
  const edited = ok(await edit({ note: '分两期' }));
  assert.equal(edited.note, '分两期');
  assert.equal((await edit({ note: 'x' })).status, 412);
  const nowhere = await node.call(
    'createMove',
    { body: { ...moveBody, toRegion: '999999' } },
    beijing,
  );
  assert.equal(nowhere.body.code, 'region_not_known');
  const agreementId = '01950000-0000-7000-8000-000000000000';
  const unseen = await node.call('createMove', { body: { ...moveBody, agreementId } }, beijing);
  assert.equal(unseen.body.code, 'agreement_not_known');
});

test('an agreement counts a move by the facts it says, once', async () => {
  const { agreementId } = await signedAgreement(node);
  const { id: moveId } = await aMove({ agreementId });
  const params = { moveId };
  const proposed = ok(await node.call('readFactsOfMove', { params }, hebei));
  assert.equal(proposed.items.length, 7);
  assert.ok(proposed.items.every(({ standing }: { standing: string }) => standing === 'fresh'));
  assert.equal((await node.call('readFactsOfMove', { params }, officerOf('310000'))).status, 404);
  const report = (as = beijing) => node.call('reportFactsOfMove', { params, body: {} }, as);
  const [first, second] = await Promise.all([report(), report(hebei)]);
  assert.deepEqual([first?.status, second?.status], [201, 201]);
  const facts = ok(
    await node.call('listFacts', { params: { agreementId }, query: { limit: 50 } }, beijing),
  ).items;
  assert.equal(facts.length, 7);
  assert.ok(facts.every((fact: { moveId: string }) => fact.moveId === moveId));
  const ids = facts.map(({ id }: { id: string }) => id);
  for (const as of [beijing, hebei]) {
    ok(await node.call('confirmFacts', { params: { agreementId }, body: { factIds: ids } }, as));
  }
  const open = ok(await node.call('readFactsOpen', { params: { agreementId } }, hebei));
  assert.deepEqual([open.covered, open.reasons], [true, []]);
  const { id: without } = await aMove();
  const none = await node.call('readFactsOfMove', { params: { moveId: without } }, beijing);
  assert.equal(none.body.code, 'move_has_no_agreement');
});

test('without a start of production the clock is shown as not begun', async () => {
  const { agreementId } = await signedAgreement(node);
  const { id: moveId } = await aMove({ agreementId, producingOn: null });
  ok(await node.call('reportFactsOfMove', { params: { moveId }, body: {} }, beijing));
  await aFact(node, agreementId);
  const page = ok(await node.call('listFacts', { params: { agreementId } }, hebei));
  const factIds = page.items.map(({ id }: { id: string }) => id);
  for (const as of [beijing, hebei]) {
    ok(await node.call('confirmFacts', { params: { agreementId }, body: { factIds } }, as));
  }
  const open = ok(await node.call('readFactsOpen', { params: { agreementId } }, hebei));
  assert.deepEqual(
    open.open.map(({ code }: { code: string }) => code),
    ['clock_not_started'],
  );
});

test('moves are listed, filtered and exported', async () => {
  const project = { kind: 'project', organisationId: null, nameZh: '氢能示范线（示例）' };
  const market = { ...project, ledBy: 'market', listedOn: null, toRegion: '120000' };
  const { id } = await aMove(market);
  const ids = async (query: Record<string, string | readonly string[]>) =>
    ok(await node.call('listMoves', { query })).items.map((one: { id: string }) => one.id);
  assert.deepEqual(await ids({ to: ['120000'] }), [id]);
  assert.deepEqual(await ids({ ledBy: ['market'], from: ['110000'] }), [id]);
  assert.deepEqual(await ids({ q: '氢能', kind: ['project'] }), [id]);
  assert.deepEqual(await ids({ movedUntil: '2017-06-30' }), []);
  const csv = await node.call('exportMoves', { query: { lang: 'en', to: ['120000'] } });
  assert.match(csv.raw.toString(), /Led by[\s\S]*氢能示范线（示例）/);
});

test('after all this every check counts zero', async () => {
  assert.deepEqual(await failedChecks(node.database.tx, [outposts]), []);
});
