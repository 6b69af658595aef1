import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { chainCodes, chainOf } from '../../../demo/chains.ts';
import { identity } from '../identity/module.ts';
import { matching } from '../matching/module.ts';
import { addCompactMember, createCompact, createOrganisation } from '../registry/index.ts';
import { registry } from '../registry/module.ts';
import { execute, sql } from '../runtime/sql.ts';
import { actorWith, testNode } from '../runtime/testing/node.ts';
import type { ChainModel } from './chain-model.ts';
import { observatory } from './module.ts';

const node = await testNode({ after } as never, {
  modules: [identity, registry, matching, observatory],
});
const [beijing, tianjin, hebei, shanghai] = ['110000', '120000', '130000', '310000'] as const;
const person = actorWith([]);
const officer = actorWith([], [{ office: 'region_officer', regionCode: hebei }]);

const tied = { industries: [], patents: [], names: [], keywords: [] };
const model: ChainModel = {
  name: { zh: '汽车链', en: 'Cars' },
  source: '测试',
  links: [
    {
      ...tied,
      key: 'chips',
      stage: 'upstream',
      name: { zh: '芯片', en: 'Chips' },
      keywords: ['车规芯片'],
    },
    {
      ...tied,
      key: 'parts',
      stage: 'midstream',
      name: { zh: '零部件', en: 'Parts' },
      names: ['汽车配件'],
    },
    {
      ...tied,
      key: 'cars',
      stage: 'downstream',
      name: { zh: '整车', en: 'Cars' },
      industries: ['36'],
    },
    {
      ...tied,
      key: 'tests',
      stage: 'downstream',
      name: { zh: '路测', en: 'Tests' },
      keywords: ['路测'],
    },
  ],
  edges: [
    ['chips', 'cars'],
    ['parts', 'cars'],
    ['cars', 'tests'],
  ],
};

async function ok(name: string, input: object, as = person) {
  const answer = await node.call(name, input, as);
  assert.ok(answer.status < 300, `${name}: ${answer.status} ${answer.raw}`);
  return answer.body;
}

const compactId = await node.transact(async (ctx) => {
  const { id } = await createCompact(ctx, { nameZh: '三地', nameEn: 'Three' });
  for (const regionCode of [beijing, tianjin, hebei]) {
    await addCompactMember(ctx, { compactId: id, regionCode, startsOn: '2020-01-01' });
  }
  return id;
});
const made = new Map<string, string>();
await node.transact(async (ctx) => {
  const told = [
    ...['甲', '乙', '丙', '丁'].map((name) => [name, hebei, '汽车配件']),
    ...['戊', '己'].map((name) => [name, tianjin, 'C36']),
    ['申', shanghai, '36'],
    ['丁测', beijing, 'M'],
  ] as const;
  for (const [nameZh, regionCode, field] of told) {
    const facts = {
      kind: 'enterprise' as const,
      nameZh: nameZh!,
      regionCode: regionCode!,
      fields: [field!],
    };
    made.set(nameZh!, (await createOrganisation(ctx, facts)).id);
  }
});

/** Published as if it had been reviewed: how it came there does not matter here. */
async function publish(kind: 'technology' | 'need', owner: string, title: string) {
  const id = crypto.randomUUID();
  const table = sql.table(`matching.${kind}`);
  const about =
    kind === 'technology'
      ? sql`insert into ${table} (id, organisation_id, state, title, journey_id, published_at,
          expires_on, created_at, updated_at, summary)`
      : sql`insert into ${table} (id, organisation_id, state, title, journey_id, published_at,
          expires_on, created_at, updated_at, problem)`;
  await execute(
    node.database.tx,
    sql`${about} values (${id}, ${made.get(owner)}, 'published', ${title}, ${id}, now(),
      current_date + 90, now(), now(), '说明')`,
  );
  return id;
}
const chipNeeds = [
  await publish('need', '甲', '找车规芯片'),
  await publish('need', '乙', '车规芯片国产化'),
  await publish('need', '丙', '车规芯片可靠性'),
];
await publish('need', '丁测', '封闭道路路测');
await publish('technology', '丁测', '雨雾天路测系统');
await execute(
  node.database.tx,
  sql`insert into matching.introduction (id, journey_id, need_id, asker_id, asked_id, state, message,
        asker_contact, asked_contact, asked_at, answer_due_at, answered_at, outcome_due_at,
        updated_at)
      values (gen_random_uuid(), ${chipNeeds[0]}, ${chipNeeds[0]}, ${made.get('申')}, ${made.get('甲')},
        'accepted', '我们能做', '{}', '{}', now(), now(), now(), now(), now())`,
);

const chain = await ok('createChain', { body: { code: 'cars', model } }, officer);
const params = { chainId: chain.id };
type Link = { key: string; state: string; [figure: string]: unknown };
const linksOf = ({ links }: { links: Link[] }) => new Map(links.map((one) => [one.key, one]));

test('links say what stands inside, what is too few to tell, and what comes from outside', async () => {
  const gaps = await ok('readChainGaps', { params, query: { compactId } });
  const links = linksOf(gaps);
  const states = [...links.values()].map(({ key, state }) => [key, state]);
  assert.deepEqual(states, [
    ['chips', 'outside'],
    ['parts', 'surplus'],
    ['cars', 'thin'],
    ['tests', 'thin'],
  ]);
  assert.deepEqual(links.get('parts')!.organisations, { count: 4, more: false });
  assert.equal(links.get('parts')!.surplus, 4 / 6 / (0.5 / 4));
  assert.deepEqual(links.get('cars')!.organisations, { count: 0, more: true });
  assert.equal(links.get('cars')!.surplus, null);
  assert.deepEqual(links.get('chips')!.needs, { count: 3, more: false });
  assert.deepEqual(links.get('tests')!.technologies, { count: 0, more: true });
  assert.deepEqual(gaps.caveats, ['some_cells_untold']);
  assert.equal(gaps.method.inputsDigest, chain.digest);
  assert.deepEqual(
    [...links.values()].map(({ layer }) => layer),
    [0, 1, 2, 3],
  );
  const within = linksOf(await ok('readChainGaps', { params, query: { compactId } }, officer));
  assert.deepEqual(within.get('chips')!.answeredOutside, { count: 1, more: false });
});

test('a figure leads to what stands behind it, where it may be told', async () => {
  const behind = async (linkKey: string, kind: string, as = person) => {
    const asked = { params: { ...params, linkKey }, query: { compactId, kind } };
    const { items } = await ok('listLinkRecords', asked, as);
    return items.map(({ title }: { title: string }) => title).sort();
  };
  assert.deepEqual(await behind('parts', 'organisations'), ['丁', '丙', '乙', '甲']);
  assert.deepEqual(await behind('cars', 'organisations'), []);
  const tianjinOfficer = actorWith([], [{ office: 'region_officer', regionCode: tianjin }]);
  assert.deepEqual(await behind('cars', 'organisations', tianjinOfficer), ['己', '戊']);
  assert.equal((await behind('chips', 'needs')).length, 3);
  const nowhere = { params: { ...params, linkKey: 'none' }, query: { compactId, kind: 'needs' } };
  assert.equal((await node.call('listLinkRecords', nowhere, person)).status, 404);
  const file = await node.call(
    'exportChainGaps',
    { params, query: { compactId, format: 'csv' } },
    person,
  );
  assert.equal(file.raw.toString().trim().split('\n').length, 1 + 4 * 3);
});

test('a chain is kept in versions, and an earlier one stays', async () => {
  const body = { note: '补路测', model: { ...model, source: '测试二' } };
  const revised = await ok('reviseChain', { params, revision: 1, body }, officer);
  assert.deepEqual([revised.version, revised.versions.length], [2, 2]);
  const stale = await node.call('reviseChain', { params, revision: 1, body }, officer);
  assert.equal(stale.body.code, 'changed_by_someone_else');
  const same = await node.call('reviseChain', { params, revision: 2, body }, officer);
  assert.equal(same.body.code, 'chain_not_changed');
  const { items } = await ok('listChains', {});
  assert.deepEqual([items[0].code, items[0].version, items[0].links], ['cars', 2, 4]);
  const first = await ok('readChain', { params, query: { version: 1 } });
  assert.deepEqual([first.source, first.may.edit], ['测试', false]);
  const taken = await node.call('createChain', { body: { code: 'cars', model } }, officer);
  assert.equal(taken.body.code, 'chain_code_taken');
  const wrong = { ...model, edges: [['cars', 'chips']] };
  const refused = await node.call('createChain', { body: { code: 'x', model: wrong } }, officer);
  assert.equal(refused.body.reasons[0].code, 'edge_goes_upstream');
  const noCode = structuredClone(model);
  noCode.links[2]!.industries = ['汽车'];
  const body422 = await node.call('createChain', { body: { code: 'x', model: noCode } }, officer);
  assert.deepEqual([body422.status, body422.body.code], [422, 'input_invalid']);
  const checked = await ok('checkChain', { body: wrong });
  assert.equal(checked.problems[0].pointer, '/edges/0');
});

test('the chains of the demo are sound, and their schema is published', async () => {
  for (const key of chainCodes) {
    const { problems } = await ok('checkChain', { body: await chainOf(key) });
    assert.deepEqual(problems, []);
  }
  const { schema } = await ok('readChainSchema', {});
  assert.deepEqual(schema.required, ['name', 'source', 'links', 'edges']);
});
