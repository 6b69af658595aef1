import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { actorWith } from '../runtime/testing/node.ts';
import {
  completeNeed,
  completeTechnology,
  matchingNode,
  organisationIn,
  publishedNeed,
  publishedTechnology,
  secretariat,
} from './testing.ts';

const node = await matchingNode(after);
const tianjin = await organisationIn(node, '120000', 'university');
const hebei = await organisationIn(node, '130200');
const beijing = await organisationIn(node, '110000');

test('a draft may be incomplete, is saved as it is typed, and is nobody else’s business', async () => {
  const body = { organisationId: tianjin.id, title: '轧辊' };
  const draft = await node.call('createTechnology', { body }, tianjin.editor);
  assert.equal(draft.status, 201);
  assert.equal(draft.body.state, 'draft');
  assert.equal(draft.headers.etag, '"1"');
  const params = { technologyId: draft.body.id };
  const saved = await node.call(
    'editTechnology',
    { params, body: { summary: '做什么', keywords: [' 轧辊 ', '', '轧辊'] }, revision: 1 },
    tianjin.editor,
  );
  assert.equal(saved.status, 200);
  assert.deepEqual(
    [saved.body.title, saved.body.summary, saved.body.keywords, saved.body.revision],
    ['轧辊', '做什么', ['轧辊'], 2],
  );
  for (const stranger of [hebei.editor, secretariat]) {
    const seen = await node.call('readTechnology', { params }, stranger);
    assert.equal(seen.status, 404);
    const list = await node.call('listTechnologies', { query: { state: ['draft'] } }, stranger);
    assert.deepEqual(list.body.items, []);
  }
  const edit = { params, body: { title: '改' }, revision: 2 };
  assert.equal((await node.call('editTechnology', edit, hebei.editor)).status, 404);
  assert.equal((await node.call('editTechnology', edit, tianjin.viewer)).status, 403);
});

test('of two people who save the same draft the second is told and loses nothing of the first', async () => {
  const body = { organisationId: hebei.id, title: '第一稿' };
  const draft = await node.call('createNeed', { body }, hebei.editor);
  const params = { needId: draft.body.id };
  const save = (title: string) =>
    node.call('editNeed', { params, body: { title }, revision: 1 }, hebei.editor);
  const [one, two] = await Promise.all([save('甲写的标题'), save('乙写的标题')]);
  assert.deepEqual([one.status, two.status].sort(), [200, 412]);
  const winner = one.status === 200 ? one : two;
  const now = await node.call('readNeed', { params }, hebei.editor);
  assert.equal(now.body.title, winner.body.title);
  assert.equal(now.body.revision, 2);
});

test('publishing an incomplete draft names every reason and where it is', async () => {
  const body = { organisationId: tianjin.id, title: 'x' };
  const draft = await node.call('createTechnology', { body }, tianjin.editor);
  const params = { technologyId: draft.body.id };
  const answer = await node.call('submitTechnology', { params, revision: 1 }, tianjin.editor);
  assert.equal(answer.status, 422);
  assert.equal(answer.body.code, 'technology_not_valid');
  assert.deepEqual(
    answer.body.reasons.map((one: { code: string; pointer: string }) => [one.code, one.pointer]),
    [
      ['title_too_short', '/title'],
      ['summary_too_short', '/summary'],
      ['field_missing', '/fields'],
      ['maturity_missing', '/maturity'],
      ['ip_position_missing', '/ipPosition'],
      ['price_mode_missing', '/price/modes'],
    ],
  );
});

test('a need that names what the registry does not know is refused with each of them', async () => {
  const body = {
    organisationId: hebei.id,
    ...completeNeed,
    regionScope: ['120000', '999999'],
    visibility: 'named',
    namedOrganisationIds: ['019a0000-0000-7000-8000-000000000000'],
    compactId: '019a0000-0000-7000-8000-000000000001',
  };
  const answer = await node.call('createNeed', { body }, hebei.editor);
  assert.equal(answer.status, 422);
  assert.deepEqual(
    answer.body.reasons.map((one: { code: string; pointer: string }) => [one.code, one.pointer]),
    [
      ['region_unknown', '/regionScope/1'],
      ['organisation_unknown', '/namedOrganisationIds/0'],
      ['compact_unknown', '/compactId'],
    ],
  );
});

test('what is published stays complete, and its contact stays with its own people', async () => {
  const record = await publishedTechnology(node, tianjin);
  assert.equal(record.state, 'published');
  assert.match(record.journeyId, /^[0-9a-f-]{36}$/);
  const params = { technologyId: record.id };
  const spoilt = { params, body: { summary: null }, revision: record.revision };
  assert.equal((await node.call('editTechnology', spoilt, tianjin.editor)).status, 422);
  const seen = await node.call('readTechnology', { params }, hebei.viewer);
  assert.equal(seen.status, 200);
  assert.equal(seen.body.contact, null);
  assert.equal(seen.body.may.edit, false);
  assert.equal(seen.body.may.ask, false);
  const editor = await node.call('readTechnology', { params }, hebei.editor);
  assert.equal(editor.body.may.ask, true);
  const own = await node.call('readTechnology', { params }, tianjin.viewer);
  assert.equal(own.body.contact.name, '郑老师');
  assert.equal((await node.call('readTechnology', { params })).status, 401);
});

test('a need is seen by those it was meant for', async () => {
  const created = await node.call(
    'createCompact',
    { body: { nameZh: '京津', nameEn: 'Two' } },
    secretariat,
  );
  assert.equal(created.status, 201, created.raw.toString());
  const compactId = created.body.id;
  const keeper = actorWith([], [{ office: 'secretariat', compactId }]);
  for (const regionCode of ['120000', '130000']) {
    const member = { params: { compactId }, body: { regionCode, startsOn: '2020-01-01' } };
    assert.equal((await node.call('addCompactMember', member, keeper)).status, 201);
  }
  const forCompact = await publishedNeed(node, hebei, { visibility: 'compact', compactId });
  const forOne = await publishedNeed(node, hebei, {
    visibility: 'named',
    namedOrganisationIds: [beijing.id],
  });
  const officer = actorWith([], [{ office: 'region_officer', regionCode: '120000' }]);
  const status = async (needId: string, actor: typeof officer) =>
    (await node.call('readNeed', { params: { needId } }, actor)).status;
  assert.equal(await status(forCompact.id, tianjin.viewer), 200);
  assert.equal(await status(forCompact.id, officer), 200);
  assert.equal(await status(forCompact.id, keeper), 200);
  assert.equal(await status(forCompact.id, beijing.viewer), 404);
  assert.equal(await status(forOne.id, beijing.viewer), 200);
  assert.equal(await status(forOne.id, tianjin.viewer), 404);
  assert.equal(await status(forOne.id, keeper), 404);
  const seen = await node.call('readNeed', { params: { needId: forOne.id } }, beijing.viewer);
  assert.deepEqual(seen.body.namedOrganisationIds, []);
  for (const [actor, ids] of [
    [tianjin.viewer, [forCompact.id]],
    [beijing.viewer, [forOne.id]],
  ] as const) {
    const list = await node.call('listNeeds', {}, actor);
    assert.deepEqual(
      list.body.items.map((one: { id: string }) => one.id),
      ids,
    );
    const found = await node.call('findMatches', { query: { q: '轧辊', find: 'need' } }, actor);
    assert.deepEqual(
      found.body.items.map((one: { need: { id: string } }) => one.need.id),
      ids,
    );
  }
});

test('records expire after their last day, once, and can be renewed', async (t) => {
  const record = await publishedTechnology(node, beijing, { expiresOn: dayFromNow(10) });
  t.after(() => node.setNow(new Date()));
  node.setNow(new Date(Date.now() + 9 * 86_400_000));
  const inbox = await node.call('readInbox', {}, beijing.editor);
  assert.deepEqual(
    inbox.body.expiring.map((one: { id: string }) => one.id),
    [record.id],
  );
  await node.runJob('matching.expire_records');
  const params = { technologyId: record.id };
  const state = async () =>
    (await node.call('readTechnology', { params }, beijing.editor)).body.state;
  assert.equal(await state(), 'published');
  node.setNow(new Date(Date.now() + 11 * 86_400_000));
  await node.runJob('matching.expire_records');
  await node.runJob('matching.expire_records');
  assert.equal(await state(), 'expired');
  const journey = await node.call(
    'readJourney',
    { params: { journeyId: record.journeyId } },
    beijing.viewer,
  );
  assert.deepEqual(
    journey.body.steps.map((one: { type: string }) => one.type),
    ['matching.technology_published', 'matching.technology_expired'],
  );
  const expired = journey.body.steps.at(-1);
  assert.deepEqual([expired.fromRegion, expired.reasons], ['110000', ['last_day_passed']]);
  const { revision } = (await node.call('readTechnology', { params }, beijing.editor)).body;
  const past = { params, revision, body: { expiresOn: dayFromNow(10) } };
  const refused = await node.call('renewTechnology', past, beijing.editor);
  assert.equal(refused.body.reasons[0].code, 'expiry_has_passed');
  const renewed = await node.call(
    'renewTechnology',
    { params, revision, body: { expiresOn: dayFromNow(100) } },
    beijing.editor,
  );
  assert.equal(renewed.body.state, 'published');
});

test('lists filter, sort, page both ways and can be written to files', async () => {
  const owner = await organisationIn(node, '310000');
  const titles = ['安徽的技术', '昂立的技术', '北京的技术', 'Coating technology', '天津的技术'];
  for (const [at, title] of titles.entries()) {
    await publishedTechnology(node, owner, { title, maturity: at + 3, fields: ['26'] });
  }
  const list = (query: Record<string, string | number | boolean>) =>
    node.call('listTechnologies', { query: { region: '310000', ...query } }, hebei.viewer);
  const first = await list({ sort: 'title', limit: 2 });
  assert.equal(first.body.total, 5);
  const second = await list({ sort: 'title', limit: 2, cursor: first.body.next });
  const back = await list({ sort: 'title', limit: 2, cursor: second.body.previous });
  const names = (answer: typeof first) =>
    answer.body.items.map((one: { title: string }) => one.title);
  assert.deepEqual([...names(first), ...names(second)], titles.slice(0, 4));
  assert.deepEqual(names(back), names(first));
  assert.deepEqual(names(await list({ q: 'ＣＯＡＴＩＮＧ' })), ['Coating technology']);
  assert.deepEqual(names(await list({ maturity: 7 })), ['天津的技术']);
  assert.equal((await list({ field: 'C' })).body.total, 5);
  assert.equal((await list({ field: '27' })).body.total, 0);
  assert.equal((await list({ kind: 'university' })).body.total, 0);
  const mixed = await list({ sort: 'expiresOn', cursor: first.body.next });
  assert.equal(mixed.body.code, 'cursor_invalid');
  const csv = await node.call(
    'exportTechnologies',
    { query: { region: '310000', sort: 'title', format: 'csv', lang: 'en' } },
    hebei.viewer,
  );
  const lines = csv.raw.toString().trimEnd().split('\r\n');
  assert.match(lines[0] ?? '', /^\uFEFFId,Title,Summary/);
  assert.equal(lines.length, 6);
  for (const format of ['xlsx', 'jsonl']) {
    const query = { region: '310000', format };
    const file = await node.call('exportTechnologies', { query }, hebei.viewer);
    assert.equal(file.status, 200);
    assert.ok(file.raw.length > 500);
  }
});

test('a draft is thrown away, what was published is not', async () => {
  const body = { organisationId: tianjin.id, title: '草稿' };
  const draft = await node.call('createTechnology', { body }, tianjin.editor);
  const params = { technologyId: draft.body.id };
  const gone = await node.call('discardTechnology', { params, revision: 1 }, tianjin.editor);
  assert.equal(gone.status, 204);
  assert.equal((await node.call('readTechnology', { params }, tianjin.editor)).status, 404);
  const record = await publishedTechnology(node, tianjin, completeTechnology);
  const kept = await node.call(
    'discardTechnology',
    { params: { technologyId: record.id }, revision: record.revision },
    tianjin.editor,
  );
  assert.equal(kept.body.code, 'record_state_forbids');
});

function dayFromNow(days: number): string {
  return new Date(Date.now() + days * 86_400_000 + 8 * 3_600_000).toISOString().slice(0, 10);
}
