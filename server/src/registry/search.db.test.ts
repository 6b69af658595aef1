import assert from 'node:assert/strict';
import { test } from 'node:test';
import { actorWith, testNode } from '../runtime/testing/node.ts';
import { createOrganisation } from './index.ts';
import { registry } from './module.ts';

const names = [
  ['清华大学', 'Tsinghua University'],
  ['清华大学出版社', 'Tsinghua University Press'],
  ['北京大学', 'Peking University'],
  ['北京交通大学', 'Beijing Jiaotong University'],
  ['南开大学', 'Nankai University'],
  ['天津大学', 'Tianjin University'],
  ['河北工业大学', 'Hebei University of Technology'],
  ['复旦大学', 'Fudan University'],
] as const;

test('search', async (t) => {
  const reader = actorWith([]);

  const node = await testNode(t, { modules: [registry] });
  await node.transact(async (ctx) => {
    for (const [nameZh, nameEn] of names) {
      const regionCode = nameZh.startsWith('天津') || nameZh === '南开大学' ? '120104' : '110108';
      await createOrganisation(ctx, { kind: 'university', nameZh, nameEn, regionCode });
    }
  });

  async function search(q: string, query: Record<string, string> = {}) {
    const { body } = await node.call('listOrganisations', { query: { q, ...query } }, reader);
    const shown = body.items.map((one: { displayName: string }) => one.displayName);
    return { shown, matched: body.matched, total: body.total };
  }

  for (const [q, first, matched] of [
    ['清华大学', '清华大学', 'as_written'],
    ['qinghua', '清华大学', 'as_written'],
    ['qinghuadaxue', '清华大学', 'as_written'],
    ['qhdx', '清华大学', 'as_written'],
    ['TSINGHUA univ', '清华大学', 'as_written'],
    ['jiaotong', '北京交通大学', 'as_written'],
    ['交通', '北京交通大学', 'as_written'],
    ['清化大学', '清华大学', 'by_sound'],
    ['天金大学', '天津大学', 'by_sound'],
    ['tsinghau university', '清华大学', 'similar'],
    ['tsingua', '清华大学', 'similar'],
    ['fodan', '复旦大学', 'similar'],
    ['qinghau', '清华大学', 'similar'],
    ['河北土业大学', '河北工业大学', 'similar'],
  ] as const) {
    await t.test(`${q} finds ${first} first, ${matched}`, async () => {
      const found = await search(q);
      assert.equal(found.shown[0], first, found.shown.join(' '));
      assert.equal(found.matched, matched);
    });
  }

  await t.test('what nobody is called finds nothing, and signs alone ask for nothing', async () => {
    for (const q of [
      'xqzwvk',
      '😀',
      "'; drop table registry.organisation; --",
      '%',
      '\\',
      ':*&|!',
    ]) {
      const found = await search(q);
      assert.deepEqual(found.shown, [], q);
      assert.equal(found.total, 0);
    }
    assert.equal((await search('   ')).total, names.length);
  });

  await t.test('filters stand in the query; a region counts with all that lies in it', async () => {
    const found = await search('大学', { region: '120000' });
    assert.deepEqual(found.shown, ['南开大学', '天津大学']);
    const unknown = await node.call('listOrganisations', { query: { region: '999999' } }, reader);
    assert.equal(unknown.body.code, 'region_not_known');
  });

  for (const sort of ['relevance', 'name', 'newest']) {
    await t.test(`pages by ${sort} neither skip nor repeat, in both directions`, async () => {
      const page = async (cursor?: string) =>
        (
          await node.call(
            'listOrganisations',
            { query: { q: 'university', sort, limit: 3, ...(cursor && { cursor }) } },
            reader,
          )
        ).body;
      const first = await page();
      const second = await page(first.next);
      const third = await page(second.next);
      const ids = [...first.items, ...second.items, ...third.items].map((one) => one.id);
      assert.equal(new Set(ids).size, names.length);
      assert.equal(third.next, null);
      assert.deepEqual((await page(second.previous)).items, first.items);
      assert.deepEqual((await page(third.previous)).items, second.items);
    });
  }

  await t.test('a cursor of another order is refused', async () => {
    const first = await node.call('listOrganisations', { query: { limit: 1 } }, reader);
    const { body } = await node.call(
      'listOrganisations',
      { query: { limit: 1, sort: 'newest', cursor: first.body.next } },
      reader,
    );
    assert.equal(body.code, 'cursor_invalid');
  });
});
