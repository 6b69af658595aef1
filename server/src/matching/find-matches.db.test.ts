import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import type { Match } from './ranking-contract.ts';
import { matchingNode, organisationIn, publishedNeed, publishedTechnology } from './testing.ts';

const node = await matchingNode(after);
const hebei = await organisationIn(node, '130200');
const tianjin = await organisationIn(node, '120000', 'university');
const beijing = await organisationIn(node, '110000', 'research_institute');

const need = await publishedNeed(node, hebei);
const ultrasonic = await publishedTechnology(node, tianjin);
const cladding = await publishedTechnology(node, beijing, {
  title: '热轧工作辊激光熔覆再制造工艺',
  summary: '采用高熵合金粉末激光熔覆恢复报废轧辊尺寸并提高耐磨性，再制造成本低。',
  maturity: 4,
  fields: ['M'],
  price: { modes: ['transfer'], minimumMinor: '300000000', maximumMinor: null, currency: 'CNY' },
});
const algae = await publishedTechnology(node, tianjin, {
  title: '湖泊蓝藻水华预报模型',
  summary: '融合卫星遥感与浮标数据，提前五天以上预报湖泊蓝藻水华的范围与强度。',
  keywords: ['蓝藻', '预报'],
  fields: ['77'],
});
await publishedTechnology(node, hebei, { title: '自有轧辊表面强化技术' });

const items = (answer: { body: { items: Match[] } }) => answer.body.items;
const ids = (answer: { body: { items: Match[] } }) =>
  items(answer).map((match) => (match.technology ?? match.need)?.id);

test('a need finds technologies with the words and facts that carried them, not one’s own', async () => {
  const params = { needId: need.id };
  const answer = await node.call('matchesOfNeed', { params }, hebei.viewer);
  assert.equal(answer.status, 200, answer.raw.toString());
  assert.deepEqual(new Set(ids(answer).slice(0, 2)), new Set([ultrasonic.id, cladding.id]));
  for (const match of items(answer)) {
    assert.notEqual(match.technology?.organisation.id, hebei.id);
    assert.ok(match.words.length > 0 && match.words.every((word) => word.share > 0));
  }
  const of = (id: string) => items(answer).find((match) => match.technology?.id === id);
  assert.ok(of(ultrasonic.id)?.words.some((word) => word.word.includes('轧辊')));
  assert.deepEqual(
    of(ultrasonic.id)?.speaksFor.map((fact) => fact.code),
    [
      'same_field',
      'maturity_enough',
      'budget_covers_price',
      'region_in_scope',
      'language_in_common',
    ],
  );
  assert.deepEqual(of(ultrasonic.id)?.speaksAgainst, []);
  assert.deepEqual(of(cladding.id)?.speaksAgainst, [
    { code: 'no_field_in_common' },
    { code: 'maturity_too_low', params: { maturity: 4, least: 5 } },
    {
      code: 'budget_below_price',
      params: { budgetMinor: '200000000', priceMinor: '300000000', currency: 'CNY' },
    },
    { code: 'region_out_of_scope', params: { region: '110000' } },
  ]);
  assert.equal((await node.call('matchesOfNeed', { params }, tianjin.viewer)).status, 404);
});

test('filters narrow, and enough are found behind what is filtered out', async () => {
  const params = { needId: need.id };
  const find = (query: Record<string, string | number>) =>
    node.call('matchesOfNeed', { params, query }, hebei.viewer);
  assert.deepEqual(ids(await find({ region: '110000' })), [cladding.id]);
  assert.deepEqual(ids(await find({ kind: 'research_institute', limit: 1 })), [cladding.id]);
  assert.deepEqual(ids(await find({ maturity: 5, field: 'C' })), [ultrasonic.id]);
});

test('a technology finds needs, and says where talks have begun', async () => {
  const params = { technologyId: ultrasonic.id };
  const before = await node.call('matchesOfTechnology', { params }, tianjin.viewer);
  assert.deepEqual(ids(before), [need.id]);
  assert.equal(items(before)[0]?.introduction, null);
  const body = {
    organisationId: tianjin.id,
    needId: need.id,
    technologyId: ultrasonic.id,
    message: '我们有合适的技术',
  };
  const asked = await node.call('askIntroduction', { body }, tianjin.editor);
  const now = await node.call('matchesOfTechnology', { params }, tianjin.viewer);
  assert.deepEqual(items(now)[0]?.introduction, { id: asked.body.id, state: 'asked' });
});

test('words as they are typed find what others offer, at once and in no older state', async () => {
  const find = (q: string, actor = hebei.viewer) =>
    node.call('findMatches', { query: { q } }, actor);
  assert.deepEqual(ids(await find('蓝藻水华')), [algae.id]);
  assert.deepEqual(ids(await find('蓝藻水华', tianjin.viewer)), []);
  const params = { technologyId: algae.id };
  const body = { reason: 'no_longer_available' };
  const input = { params, revision: algae.revision, body };
  await node.call('withdrawTechnology', input, tianjin.editor);
  assert.deepEqual(ids(await find('蓝藻水华')), []);
  const again = await publishedTechnology(node, tianjin, { title: '蓝藻水华打捞装备' });
  assert.deepEqual(ids(await find('蓝藻水华')), [again.id]);
  const [one, two] = await Promise.all([find('蓝藻'), find('蓝藻')]);
  assert.deepEqual(ids(one), ids(two));
  assert.deepEqual(ids(await find('，。')), []);
});

test('a second process that starts later answers the same', async () => {
  const { matchIndexOf } = await import('./match-index.ts');
  const other = node.database.tx.withPlugin({
    transformQuery: ({ node: query }) => query,
    transformResult: async ({ result }) => result,
  });
  const everything = async (ids: readonly string[]) => ids.map((id) => ({ id }));
  const here = matchIndexOf({ tx: node.database.tx }).search('technology', '轧辊', 10, everything);
  const there = matchIndexOf({ tx: other }).search('technology', '轧辊', 10, everything);
  assert.deepEqual(await there, await here);
});
