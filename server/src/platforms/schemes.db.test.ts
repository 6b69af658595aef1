import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { addCompactMember, createCompact } from '../registry/index.ts';
import { anonymous } from '../runtime/actor.ts';
import { failedChecks } from '../runtime/check.ts';
import { sql } from '../runtime/sql.ts';
import { actorWith } from '../runtime/testing/node.ts';
import { platforms } from './module.ts';
import { codesOf, officerOf, ok, platformsNode, publishDraft } from './platform-testing.ts';
import { freezeScheme, schemeOfRound, schemeVersionOf } from './scheme-of-round.ts';
import { schemeTemplateNamed } from './scheme-templates.ts';

const node = await platformsNode(after);
const beijing = officerOf('110000');
const hebei = officerOf('130000');

const aDraft = async (more: object = {}) =>
  ok(
    await node.call(
      'createScheme',
      { body: { regionCode: '110000', template: 'key-laboratories', ...more } },
      beijing,
    ),
  );
const step = async (name: string, { id, revision }: { id: string; revision: number }, body = {}) =>
  await node.call(name, { params: { versionId: id }, revision, body }, beijing);
const colleague = officerOf('110000');
const review = ({ id, revision }: { id: string; revision: number }, who: typeof beijing) =>
  node.call('reviewSchemeVersion', { params: { versionId: id }, revision }, who);
const published = async (more: object = {}) =>
  await publishDraft(node, await aDraft(more), beijing);

test('a draft is for its keepers, what is published for everyone', async () => {
  const draft = await aDraft({ types: ['basic_research'] });
  assert.deepEqual(
    [draft.number, draft.state, draft.problems, draft.document.id, draft.itemCount],
    [1, 'draft', [], draft.schemeId, 3],
  );
  const read = (who: typeof beijing) =>
    node.call('readSchemeVersion', { params: { versionId: draft.id } }, who);
  const auditor = actorWith([], [{ office: 'audit_administrator' }]);
  assert.equal((await read(auditor)).status, 200);
  for (const stranger of [hebei, anonymous]) assert.equal((await read(stranger)).status, 404);
  const listed = async (who: typeof beijing) =>
    ok(await node.call('listSchemes', { query: { limit: 100 } }, who)).items.map(
      ({ id }: { id: string }) => id,
    );
  assert.ok((await listed(beijing)).includes(draft.schemeId));
  assert.ok(!(await listed(hebei)).includes(draft.schemeId));
  assert.equal((await step('editSchemeVersion', { ...draft, revision: 9 })).status, 412);
  const { revision } = await publishDraft(node, draft, beijing);
  assert.equal((await read(anonymous)).status, 200);
  assert.ok((await listed(anonymous)).includes(draft.schemeId));
  const edited = await step('editSchemeVersion', { ...draft, revision });
  assert.deepEqual(codesOf(edited), ['scheme_state_forbids']);
});

test('nobody publishes alone: another officer reviews, and what was reviewed does not change', async () => {
  const draft = await aDraft();
  assert.deepEqual(codesOf(await step('publishSchemeVersion', draft)), ['scheme_state_forbids']);
  assert.equal(codesOf(await review(draft, beijing))[0], 'author_cannot_review');
  const reviewed = ok(await review(draft, colleague));
  assert.deepEqual(
    [reviewed.state, reviewed.reviewedBy.id, reviewed.may.review, reviewed.may.publish],
    ['reviewed', colleague.personId, false, true],
  );
  assert.deepEqual(codesOf(await step('editSchemeVersion', reviewed)), ['scheme_state_forbids']);
  const reopened = ok(await step('reopenSchemeVersion', reviewed));
  assert.deepEqual([reopened.state, reopened.reviewedBy], ['draft', null]);
  // Whoever mends it has written it too.
  const params = { versionId: draft.id };
  const mended = ok(
    await node.call(
      'editSchemeVersion',
      { params, revision: reopened.revision, body: { types: [] } },
      colleague,
    ),
  );
  assert.equal(codesOf(await review(mended, colleague))[0], 'author_cannot_review');
  assert.equal(ok(await review(mended, officerOf('110000'))).state, 'reviewed');
});

test('a draft of a compact is read, tried and reviewed by officers of its regions, not by others', async () => {
  const compactId = await node.transact(async (ctx) => {
    const { id } = await createCompact(ctx, { nameZh: '协同体', nameEn: 'Compact' });
    for (const regionCode of ['110000', '130000']) {
      await addCompactMember(ctx, { compactId: id, regionCode, startsOn: '2020-01-01' });
    }
    return id;
  });
  const secretariat = actorWith([], [{ office: 'secretariat', compactId }]);
  const body = { compactId, template: 'key-laboratories' };
  const draft = ok(await node.call('createScheme', { body }, secretariat));
  const params = { versionId: draft.id };
  const read = (who: typeof beijing) => node.call('readSchemeVersion', { params }, who);
  const { may } = ok(await read(hebei));
  assert.deepEqual([may.review, may.preview, may.edit, may.publish], [true, true, false, false]);
  for (const stranger of [officerOf('120000'), officerOf('130200'), anonymous]) {
    assert.equal((await read(stranger)).status, 404);
  }
  const edit = { params, revision: draft.revision, body: { types: [] } };
  assert.equal((await node.call('editSchemeVersion', edit, hebei)).status, 403);
  assert.equal((await review(draft, officerOf('120000'))).status, 404);
  const trial = { params, body: { source: 'sample', draws: 0, seed: 1 } };
  assert.equal((await node.call('startSchemePreview', trial, hebei)).status, 201);
  assert.equal(ok(await review(draft, hebei)).state, 'reviewed');
});

test('what is wrong with a draft is told by pointer, and stops its publication', async () => {
  const draft = await aDraft();
  const document = structuredClone(draft.document);
  document.root.children[0].weight = '40';
  document.title.en = '';
  const edited = ok(await step('editSchemeVersion', draft, { document }));
  const told = edited.problems.map(({ code, pointer }: { code: string; pointer: string }) => [
    code,
    pointer,
  ]);
  assert.deepEqual(told, [
    ['weights_do_not_sum', '/root/children'],
    ['scheme_name_missing', '/title/en'],
  ]);
  const refused = await review(edited, colleague);
  assert.deepEqual(codesOf(refused), [
    'scheme_not_ready',
    'weights_do_not_sum',
    'scheme_name_missing',
  ]);
  const type = await step('editSchemeVersion', edited, { types: ['no_such_type'] });
  assert.deepEqual(codesOf(type), ['platform_type_not_known', 'platform_type_not_known']);
  const { status } = await node.call(
    'createScheme',
    { body: { regionCode: '130000', template: 'key-laboratories' } },
    beijing,
  );
  assert.equal(status, 403);
});

test('a published version is renewed beside the one that holds, and compared with it', async () => {
  const first = await published();
  const params = { schemeId: first.schemeId };
  const second = ok(await node.call('addSchemeVersion', { params }, beijing));
  assert.deepEqual([second.number, second.state, second.document.version], [2, 'draft', 2]);
  const again = await node.call('addSchemeVersion', { params }, beijing);
  assert.deepEqual(codesOf(again), ['scheme_draft_exists']);
  const document = structuredClone(second.document);
  document.root.children[0].weight = '60';
  document.root.children[1].weight = '20';
  ok(await step('editSchemeVersion', second, { document }));
  const query = { leftId: first.id, rightId: second.id };
  const { differences } = ok(await node.call('compareSchemeVersions', { query }, beijing));
  assert.deepEqual(
    differences.map(({ id, fields }: { id: string; fields: unknown }) => [id, fields]),
    [
      ['research', [{ field: 'weight', left: '50', right: '60' }]],
      ['team', [{ field: 'weight', left: '30', right: '20' }]],
    ],
  );
  const seen = ok(await node.call('readScheme', { params }, anonymous));
  assert.deepEqual([seen.version.number, seen.versions.length, seen.renewing], [1, 1, false]);
  const kept = ok(await node.call('readScheme', { params }, beijing));
  assert.deepEqual([kept.version.number, kept.versions.length, kept.renewing], [1, 2, true]);
});

test('a round freezes a published version and goes on with it whatever happens', async () => {
  const version = await published();
  const [roundId, versionId] = [crypto.randomUUID(), version.id as string];
  const draft = await aDraft();
  const freezing = (id: string) =>
    node.transact((ctx) => freezeScheme(ctx, { roundId, versionId: id }));
  await assert.rejects(freezing(draft.id), { code: 'scheme_not_published' });
  await freezing(versionId);
  await assert.rejects(freezing(versionId), { code: 'scheme_frozen_already' });
  const body = { reason: 'error_found' };
  const withdrawn = ok(await step('withdrawSchemeVersion', version, body));
  assert.deepEqual([withdrawn.state, withdrawn.frozenFor], ['withdrawn', 1]);
  await assert.rejects(
    node.transact((ctx) => freezeScheme(ctx, { roundId: crypto.randomUUID(), versionId })),
    { code: 'scheme_not_published' },
  );
  const ctx = node.contextOf(beijing);
  const found = await schemeOfRound(ctx, roundId);
  assert.deepEqual([found?.digest, found?.frozen], [version.digest, true]);
  assert.equal(await schemeVersionOf(ctx, draft.id), null);
});

test('the database refuses to change what is published, and a check finds it if it was', async () => {
  const { id } = await published();
  const { tx } = node.database;
  const change = sql`update platforms.scheme_version
    set document = jsonb_set(document, '{decimals}', '5') where id = ${id}`;
  await assert.rejects(change.execute(tx), /does not change/);
  assert.deepEqual(await failedChecks(tx, [platforms]), []);
  await sql`alter table platforms.scheme_version disable trigger keep_published`.execute(tx);
  await change.execute(tx);
  await sql`alter table platforms.scheme_version enable trigger keep_published`.execute(tx);
  const [failed, ...more] = await failedChecks(tx, [platforms]);
  assert.deepEqual([failed?.count, failed?.examples, more.length], [1, [id], 0]);
});

test('files read back as what was kept', async () => {
  const version = await published();
  const params = { versionId: version.id };
  const file = await node.call('downloadScheme', { params }, anonymous);
  assert.deepEqual(JSON.parse(String(file.raw)), version.document);
  const data = await node.call('downloadSchemeSample', { params }, anonymous);
  assert.equal(String(data.raw), schemeTemplateNamed('key-laboratories').sampleData);
  const tree = await node.call('exportSchemeTree', { params, query: { lang: 'en' } }, anonymous);
  assert.match(String(tree.raw), /Experts score “Research level and contribution, score”/);
  const list = await node.call('exportSchemes', { query: { q: 'key lab' } }, anonymous);
  assert.match(String(list.raw), /国家重点实验室评估/);
  const xlsx = await node.call(
    'exportSchemeTree',
    { params, query: { format: 'xlsx' } },
    anonymous,
  );
  assert.equal(xlsx.raw.subarray(0, 2).toString(), 'PK');
});

test('a document is inspected before anybody keeps it, with weights by comparisons', async () => {
  const document = structuredClone(schemeTemplateNamed('key-laboratories').document) as {
    root: Record<string, unknown> & { children: Record<string, unknown>[] };
  };
  const comparisons = [
    ['1', '2', '3'],
    ['1/2', '1', '2'],
    ['1/3', '1/2', '1'],
  ];
  document.root.weigh = { method: 'ahp', comparisons };
  for (const child of document.root.children) delete child.weight;
  const told = ok(await node.call('inspectScheme', { body: { document } }, beijing));
  assert.deepEqual(told.problems, []);
  const [{ weights, consistencyRatio }] = told.comparisons;
  assert.ok(Math.abs(weights[0] - 0.5396) < 1e-4 && consistencyRatio < 0.02);
});
