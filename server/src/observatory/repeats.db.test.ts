import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { identity } from '../identity/module.ts';
import { matching } from '../matching/module.ts';
import { addCompactMember, createCompact, createOrganisation } from '../registry/index.ts';
import { registry } from '../registry/module.ts';
import { execute, rows, sql } from '../runtime/sql.ts';
import { actorWith, testNode } from '../runtime/testing/node.ts';
import { keepSeries } from './keep-series.ts';
import { observatory } from './module.ts';

const node = await testNode({ after } as never, {
  modules: [identity, registry, matching, observatory],
});
const person = actorWith([]);
const [beijing, tianjin, hebei, inner] = ['110000', '120000', '130000', '150000'];

const compactId = await node.transact(async (ctx) => {
  const { id } = await createCompact(ctx, { nameZh: '三地协同体', nameEn: 'Three regions' });
  for (const regionCode of [beijing, tianjin, hebei]) {
    await addCompactMember(ctx, { compactId: id, regionCode, startsOn: '2020-01-01' });
  }
  for (const name of ['甲', '乙', '丙']) {
    const made = { kind: 'enterprise', nameZh: `${name}芯`, regionCode: beijing, fields: ['39'] };
    await createOrganisation(ctx, made as never);
  }
  const lone = { kind: 'enterprise', nameZh: '孤', regionCode: tianjin, fields: ['C39'] };
  await createOrganisation(ctx, lone as never);
  const told = [
    [beijing, 'C39', 90, 40],
    [beijing, 'M73', 120, 40],
    [tianjin, 'C34', 60, 2],
    [tianjin, 'C39', 10, 9],
    [tianjin, 'I65', 50, 9],
    [hebei, 'C31', 140, 30],
    [hebei, 'C34', 50, 9],
    [inner, 'C39', 400, 30],
  ] as const;
  const cells = told.map(([region, field, value, organisations]) => ({
    ...{ region, field, value, organisations },
  }));
  const about = { title: '企业', unit: '家', source: '测试', on: '2026-01-01' };
  const origin = 'organisations';
  await keepSeries(ctx, { ...about, origin, sourceUrl: null, licence: null, cells });
  return id;
});

async function repeats(query: object, as = person) {
  const answer = await node.call('readRepeats', { query: { ...query } }, as);
  assert.equal(answer.status, 200, String(answer.raw));
  return answer.body;
}
const codes = (standings: { region: { code: string } }[]) =>
  standings.map(({ region }) => region.code);

test('a neighbour of the same compact that is strong is named, with figures and partners', async () => {
  // 90 of 210 in Beijing, 500 of 860 that are told in all, Inner Mongolia included.
  const found = await repeats({ regionCode: hebei, field: '39', planned: 'platform' });
  assert.deepEqual(codes(found.neighbours).sort(), [beijing, tianjin]);
  assert.equal(found.neighbours[0].quotient, 90 / 210 / (500 / 860));
  assert.equal(found.field.code, 'C39');
  assert.equal(found.verdict, 'open');
  const heavy = await repeats({ regionCode: beijing, field: 'C34', planned: 'park' });
  assert.equal(heavy.verdict, 'repeats');
  assert.deepEqual(heavy.neighbours[0].strongBy, ['quotient']);
  assert.deepEqual(codes(heavy.partners), [hebei]);
  assert.equal(heavy.method.inputsDigest, heavy.series.digest);
  assert.equal(found.neighbours[0].organisations, 3);
});

test('a platform that stands there makes a neighbour strong, whatever the series says', async () => {
  const { tx } = node.database;
  await execute(
    tx,
    sql`insert into platforms.type (code, name_zh, name_en, created_at)
        values ('industry', '产业创新类', 'Industry', now())`,
  );
  await execute(
    tx,
    sql`insert into platforms.platform (id, name_zh, sort_key, type, stage, fields, region_codes,
          journey_id, created_at, updated_at)
        values (gen_random_uuid(), '芯片平台', 'xp', 'industry', 'running', '{39}', ${[beijing]}::text[],
          gen_random_uuid(), now(), now())`,
  );
  const found = await repeats({ regionCode: hebei, field: 'C39' });
  assert.equal(found.verdict, 'repeats');
  assert.deepEqual(codes(found.partners), [beijing]);
  assert.deepEqual([found.neighbours[0].platforms, found.here.platforms], [1, 0]);
  assert.equal(found.partners[0].organisations.length, 3);
});

test('what is about too few is told to those alone who answer for the region', async () => {
  const asked = { regionCode: hebei, field: 'C34' };
  const told = (found: { neighbours: { region: { code: string } }[] }) =>
    found.neighbours.find(({ region }) => region.code === tianjin) as Record<string, unknown>;
  const outside = told(await repeats(asked));
  assert.deepEqual([outside.quotient, outside.suppressed], [null, true]);
  const officer = actorWith([], [{ office: 'region_officer', regionCode: tianjin! }]);
  const inside = told(await repeats(asked, officer));
  // The value, and no quotient: what few do is no strength of a region.
  assert.deepEqual([inside.value, inside.quotient, inside.suppressed], [60, null, false]);
  const counted = told(await repeats({ regionCode: hebei, field: '39' }));
  assert.equal(counted.organisations, null);
});

test('without a compact all regions of the series are neighbours; without a series none', async () => {
  const alone = await repeats({ regionCode: inner, field: 'C31' });
  assert.deepEqual(alone.compacts, []);
  assert.deepEqual(codes(alone.neighbours).sort(), [beijing, tianjin, hebei].sort());
  assert.equal(alone.verdict, 'repeats');
  const nothing = await repeats({ regionCode: hebei, field: '没有这个领域' });
  assert.deepEqual([nothing.verdict, nothing.series], ['unknown', null]);
  for (const query of [
    { regionCode: '999999', field: '39' },
    { regionCode: hebei, field: '39', compactId: crypto.randomUUID() },
  ]) {
    assert.equal((await node.call('readRepeats', { query: query as never }, person)).status, 404);
  }
});

test('other modules read who would repeat whom', async () => {
  const found = await rows(
    node.database.tx,
    sql`select region_code, neighbour_code, field, quotient > 1 as strong from observatory.v_repeat
        where compact_id = ${compactId} and region_code = ${beijing} order by neighbour_code, field`,
  );
  // Tianjin's machines are told of two organisations, and so not told.
  assert.deepEqual(found, [
    { regionCode: beijing, neighbourCode: tianjin, field: 'I65', strong: true },
    { regionCode: beijing, neighbourCode: hebei, field: 'C31', strong: true },
    { regionCode: beijing, neighbourCode: hebei, field: 'C34', strong: true },
  ]);
});
