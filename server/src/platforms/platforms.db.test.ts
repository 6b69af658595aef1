import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { failedChecks } from '../runtime/check.ts';
import { actorWith } from '../runtime/testing/node.ts';
import { platforms } from './module.ts';
import {
  anOrganisation,
  aPlatform,
  codesOf,
  officerOf,
  ok,
  platformBody,
  platformsNode,
} from './platform-testing.ts';

const node = await platformsNode(after);
node.setNow(new Date('2026-06-01T04:00:00Z'));
const hebei = officerOf('130000');
const secretariat = actorWith([], [{ office: 'secretariat' }]);

test('a platform is registered by who serves one of its regions and seen by everyone', async () => {
  const made = await aPlatform(node);
  const seen = ok(await node.call('readPlatform', { params: { platformId: made.id } }));
  assert.deepEqual(
    [seen.type.nameZh, seen.stage, seen.money, seen.regions.map(({ id }: { id: string }) => id)],
    ['转化服务类', 'running', '20000000.00', ['130600', '110000']],
  );
  assert.deepEqual(seen.founders[1], {
    place: { kind: 'region', id: '130000', nameZh: '河北省', nameEn: 'Hebei' },
    ...{ regionCode: '130000', contributions: [{ kind: 'space', amount: '8000' }] },
  });
  assert.deepEqual([made.may.edit, seen.may.edit], [true, false]);
  const elsewhere = officerOf('310000');
  assert.equal((await node.call('createPlatform', { body: platformBody }, elsewhere)).status, 403);
});

test('what cannot be is refused with every reason at its field', async () => {
  const wrong = { ...platformBody, nameZh: '', nameEn: null, fields: ['Z99'], openedOn: null };
  const answer = await node.call('createPlatform', { body: wrong }, hebei);
  assert.deepEqual(codesOf(answer), [
    'platform_not_valid',
    'platform_name_missing',
    'field_unknown',
    'opening_day_missing',
  ]);
  const body = { ...platformBody, type: 'unheard_of' };
  const unknown = await node.call('createPlatform', { body }, hebei);
  assert.equal(unknown.body.code, 'platform_type_not_known');
  const founders = [{ organisationId: '01950000-0000-7000-8000-000000000000' }];
  const nobody = await node.call('createPlatform', { body: { ...platformBody, founders } }, hebei);
  assert.equal(nobody.body.code, 'organisation_not_known');
});

test('an edit takes it on and never back, and history tells what changed', async () => {
  const { id, revision } = await aPlatform(node);
  const params = { platformId: id };
  const edit = (body: object, read: number) =>
    node.call('editPlatform', { params, revision: read, body }, officerOf('110000'));
  const reorganised = ok(await edit({ stage: 'reorganised' }, revision));
  assert.equal((await edit({ note: 'late' }, revision)).status, 412);
  const back = await edit({ stage: 'planned' }, reorganised.revision);
  assert.deepEqual(codesOf(back), ['platform_not_valid', 'stage_does_not_follow']);
  const { items } = ok(await node.call('readPlatformHistory', { params }));
  assert.deepEqual(items[0].changes, [{ field: 'stage', before: 'running', after: 'reorganised' }]);
});

test('lists are filtered, paged, counted by province and exported', async () => {
  const operatorId = await anOrganisation(node, '310000');
  const editor = actorWith([{ organisationId: operatorId, role: 'editor' }]);
  const body = {
    ...platformBody,
    ...{ nameZh: '沪苏脑科学实验室（示例）', type: 'basic_research', stage: 'planned' },
    ...{ regionCodes: ['310115', '320500'], operatorId, openedOn: null, fields: ['39'] },
    founders: [{ organisationId: operatorId }, { regionCode: '320500' }],
  };
  const made = ok(await node.call('createPlatform', { body }, editor));
  const ids = async (query: Record<string, string | readonly string[]>) =>
    ok(await node.call('listPlatforms', { query })).items.map(({ id }: { id: string }) => id);
  assert.deepEqual(await ids({ region: ['320000'] }), [made.id]);
  assert.deepEqual(await ids({ founder: ['310000'], type: ['basic_research'] }), [made.id]);
  assert.deepEqual(await ids({ stage: ['planned'], field: ['C'] }), [made.id]);
  assert.deepEqual(await ids({ q: '脑科学' }), [made.id]);
  assert.deepEqual(await ids({ q: '脑科学', stage: ['closed'] }), []);
  const counted = ok(await node.call('countPlatforms', { query: { q: '脑科学' } })).items;
  assert.deepEqual(
    counted.map((one: { region: { id: string }; count: number }) => [one.region.id, one.count]),
    [
      ['310000', 1],
      ['320000', 1],
    ],
  );
  const layout = ok(await node.call('readPlatformLayout')).items;
  const brain = layout.find(({ field }: { field: string }) => field === '39');
  const places = brain.regions.map((one: { region: { id: string } }) => one.region.id);
  assert.deepEqual([brain.platforms, places], [1, ['310000', '320000']]);
  const first = ok(await node.call('listPlatforms', { query: { limit: 2, sort: '-money' } }));
  const next = ok(
    await node.call('listPlatforms', { query: { limit: 2, sort: '-money', cursor: first.next } }),
  );
  assert.equal(next.items.at(-1).id, made.id);
  const csv = await node.call('exportPlatforms', { query: { q: '脑科学', lang: 'en' } });
  assert.match(csv.raw.toString(), /Basic research[\s\S]*310115; 320500/);
});

test('a secretariat adds a type once, and says it in other words', async () => {
  const body = { code: 'pilot_base', nameZh: '中试基地', nameEn: 'Pilot base' };
  ok(await node.call('addPlatformType', { body }, secretariat));
  const again = await node.call('addPlatformType', { body }, secretariat);
  assert.equal(again.body.code, 'platform_type_exists');
  const edit = (revision: number) => {
    const change = { params: { code: 'pilot_base' }, revision, body: { note: '中间试验' } };
    return node.call('editPlatformType', change, secretariat);
  };
  assert.equal(ok(await edit(1)).note, '中间试验');
  assert.equal((await edit(1)).status, 412);
  const { items } = ok(await node.call('listPlatformTypes'));
  assert.deepEqual([items.at(-1).code, items.at(-1).nameZh], ['pilot_base', '中试基地']);
  ok(await node.call('createPlatform', { body: { ...platformBody, type: 'pilot_base' } }, hebei));
});

test('after all this every check counts zero', async () => {
  assert.deepEqual(await failedChecks(node.database.tx, [platforms]), []);
});
