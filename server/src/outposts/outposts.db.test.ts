import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { failedChecks } from '../runtime/check.ts';
import { rows, sql } from '../runtime/sql.ts';
import { actorWith } from '../runtime/testing/node.ts';
import { outposts } from './module.ts';
import {
  anEnterprise,
  anOutpost,
  codesOf,
  officerOf,
  ok,
  outpostBody,
  outpostsNode,
} from './outpost-testing.ts';

const node = await outpostsNode(after);
node.setNow(new Date('2026-06-01T04:00:00Z'));
const hebei = officerOf('130000');
const beijing = officerOf('110000');

const read = async (outpostId: string) =>
  ok(await node.call('readOutpost', { params: { outpostId } }));

test('an outpost is registered by one of its regions and seen by everyone', async () => {
  const made = await anOutpost(node);
  const seen = await read(made.id);
  assert.deepEqual(
    [seen.home.id, seen.host.id, seen.state, seen.spaceSquareMetres, seen.teamsThere],
    ['130600', '110108', 'operating', 12_000, 0],
  );
  // Without coordinates of its own it is drawn at the centre of its host region.
  assert.deepEqual(seen.at, { latitude: 39.9, longitude: 116.41 });
  assert.deepEqual(seen.may, { edit: false });
  assert.deepEqual(made.may, { edit: true });
  const shanghai = await node.call('createOutpost', { body: outpostBody }, officerOf('310000'));
  assert.equal(shanghai.status, 403);
});

test('what cannot be is refused with every reason at its field', async () => {
  const wrong = { ...outpostBody, nameZh: ' ', nameEn: null, hostRegion: '130600', latitude: 1 };
  const answer = await node.call('createOutpost', { body: wrong }, hebei);
  assert.deepEqual(codesOf(answer), [
    'outpost_not_valid',
    'outpost_name_missing',
    'outpost_regions_are_the_same',
    'coordinates_incomplete',
  ]);
  assert.equal(answer.body.reasons[1].pointer, '/hostRegion');
  const nowhere = { ...outpostBody, hostRegion: '999999' };
  const unknown = await node.call('createOutpost', { body: nowhere }, hebei);
  assert.equal(unknown.body.code, 'region_not_known');
  const operatorId = '01950000-0000-7000-8000-000000000000';
  const nobody = await node.call('createOutpost', { body: { ...outpostBody, operatorId } }, hebei);
  assert.equal(nobody.body.code, 'organisation_not_known');
});

test('an edit changes what it names, once, and history tells both', async () => {
  const { id: outpostId, revision } = await anOutpost(node);
  const params = { outpostId };
  const edit = (body: object, read = revision, as = beijing) =>
    node.call('editOutpost', { params, revision: read, body }, as);
  const edited = ok(await edit({ spaceSquareMetres: 20_000 }));
  assert.deepEqual([edited.spaceSquareMetres, edited.nameZh], [20_000, outpostBody.nameZh]);
  assert.equal((await edit({ note: 'late' })).status, 412);
  // Saving what is there already is no change.
  const again = ok(await edit({ spaceSquareMetres: 20_000 }, edited.revision));
  assert.equal(again.revision, edited.revision);
  const away = await edit({ homeRegion: '310000', hostRegion: '320000' }, edited.revision);
  assert.equal(away.status, 403);
  const { items } = ok(await node.call('readOutpostHistory', { params }));
  assert.deepEqual(
    items.map(({ type }: { type: string }) => type),
    ['outposts.outpost_edited', 'outposts.outpost_registered'],
  );
  assert.deepEqual(items[0].changes, [
    { field: 'spaceSquareMetres', before: 12_000, after: 20_000 },
  ]);
});

test('of two who edit at once one is told to read again', async () => {
  const { id: outpostId, revision } = await anOutpost(node);
  const edits = await Promise.all(
    [1, 2, 3, 4].map((number) =>
      node.call(
        'editOutpost',
        { params: { outpostId }, revision, body: { spaceSquareMetres: number } },
        hebei,
      ),
    ),
  );
  assert.deepEqual(edits.map(({ status }) => status).toSorted(), [200, 412, 412, 412]);
});

test('teams come, graduate and flow home; a closed outpost has none', async () => {
  const { id: outpostId, revision } = await anOutpost(node);
  const organisationId = await anEnterprise(node, '130600');
  const params = { outpostId };
  const admit = (body: object) => node.call('admitTeam', { params, body }, hebei);
  const team = ok(await admit({ organisationId, admittedOn: '2024-05-01', field: '新材料' }));
  ok(await admit({ nameZh: '示例团队', admittedOn: '2025-01-01' }));
  assert.equal((await read(outpostId)).teamsThere, 2);
  const close = await node.call(
    'editOutpost',
    { params, revision, body: { closedOn: '2026-01-01' } },
    hebei,
  );
  assert.deepEqual(codesOf(close), ['teams_are_still_there', 'teams_are_still_there']);
  const ended = ok(
    await node.call(
      'editTeam',
      {
        params: { teamId: team.id },
        revision: team.revision,
        body: { leftOn: '2025-12-01', ending: 'landed_at_home' },
      },
      hebei,
    ),
  );
  assert.equal(ended.ending, 'landed_at_home');
  const seen = await read(outpostId);
  assert.deepEqual([seen.teamsThere, seen.teamsAdmitted, seen.teamsGraduated], [1, 2, 1]);
  const flows = await rows<object>(
    node.database.tx,
    sql`select type, from_region, to_region from runtime.event
        where ${team.id}::uuid = any (subject_ids) order by sequence`,
  );
  assert.deepEqual(flows, [
    { type: 'outposts.team_admitted', fromRegion: '130600', toRegion: '110108' },
    { type: 'outposts.team_edited', fromRegion: null, toRegion: null },
    { type: 'outposts.team_graduated', fromRegion: '110108', toRegion: '130600' },
  ]);
  const there = ok(await node.call('listTeams', { params, query: { there: true } }));
  assert.equal(there.items.length, 1);
  const file = await node.call('exportTeams', { params, query: { format: 'csv' } });
  assert.match(file.raw.toString(), /landed_at_home/);
});

test('an organisation is in an outpost once at a time, however many ask at once', async () => {
  const { id: outpostId } = await anOutpost(node);
  const organisationId = await anEnterprise(node, '130600');
  const body = { organisationId, admittedOn: '2024-05-01' };
  const answers = await Promise.all(
    [1, 2, 3].map(() => node.call('admitTeam', { params: { outpostId }, body }, hebei)),
  );
  assert.deepEqual(answers.map(({ status }) => status).toSorted(), [201, 409, 409]);
});

test('who was merged begins nothing new, and is told whom to name', async () => {
  const gone = await anEnterprise(node, '130600');
  const into = await anEnterprise(node, '130600');
  const { revision } = ok(
    await node.call('readOrganisation', { params: { organisationId: gone } }, hebei),
  );
  const merged = { params: { organisationId: gone }, revision, body: { successorId: into } };
  ok(await node.call('mergeOrganisation', merged, hebei));
  const { id: outpostId } = await anOutpost(node);
  const body = { organisationId: gone, admittedOn: '2024-05-01' };
  const answer = await node.call('admitTeam', { params: { outpostId }, body }, hebei);
  assert.equal(answer.body.code, 'organisation_is_merged');
  assert.match(answer.body.params.successor, /单位/);
});

test('the operator keeps its outpost, and lists are filtered, paged and exported', async () => {
  const operatorId = await anEnterprise(node, '310000');
  const editor = actorWith([{ organisationId: operatorId, role: 'editor' }]);
  const body = {
    ...outpostBody,
    ...{ nameZh: '沪皖产业园（示例）', kind: 'business_there', activitiesThere: ['production'] },
    ...{ homeRegion: '310117', hostRegion: '341500', operatorId, openedOn: null },
  };
  const made = ok(await node.call('createOutpost', { body }, editor));
  assert.equal(made.state, 'planned');
  const ids = async (query: Record<string, string | readonly string[]>) =>
    ok(await node.call('listOutposts', { query })).items.map(({ id }: { id: string }) => id);
  assert.deepEqual(await ids({ home: ['310000'] }), [made.id]);
  assert.deepEqual(await ids({ host: ['340000'], state: ['planned'] }), [made.id]);
  assert.deepEqual(await ids({ host: ['340000'], state: ['operating'] }), []);
  assert.deepEqual(await ids({ activity: ['production'] }), [made.id]);
  assert.deepEqual(await ids({ q: '沪皖' }), [made.id]);
  assert.deepEqual(await ids({ operatorId }), [made.id]);
  const map = ok(await node.call('mapOutposts', { query: { home: ['310000'] } }));
  assert.deepEqual(map.items[0].homeAt, { latitude: 31.03, longitude: 121.23 });
  assert.deepEqual([map.left, map.unplaced], [0, 0]);
  const first = ok(await node.call('listOutposts', { query: { limit: 2, sort: '-openedOn' } }));
  const next = ok(
    await node.call('listOutposts', { query: { limit: 2, sort: '-openedOn', cursor: first.next } }),
  );
  assert.equal(new Set([...first.items, ...next.items].map(({ id }) => id)).size, 4);
  const csv = await node.call('exportOutposts', { query: { home: ['310000'], lang: 'en' } });
  assert.match(csv.raw.toString(), /Home region code[\s\S]*310117/);
});

test('after all this every check counts zero', async () => {
  assert.deepEqual(await failedChecks(node.database.tx, [outposts]), []);
});
