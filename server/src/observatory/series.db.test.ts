import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { identity } from '../identity/module.ts';
import { matching } from '../matching/module.ts';
import { createOrganisation } from '../registry/index.ts';
import { registry } from '../registry/module.ts';
import { rows, sql } from '../runtime/sql.ts';
import { actorWith, testNode } from '../runtime/testing/node.ts';
import { keepSeries } from './keep-series.ts';
import { observatory } from './module.ts';

const dataDir = mkdtempSync(join(tmpdir(), 'yunhe-series-'));
after(() => rmSync(dataDir, { recursive: true, force: true }));
const node = await testNode({ after } as never, {
  modules: [identity, registry, matching, observatory],
  settings: { dataDir },
});
const hebei = actorWith([], [{ office: 'region_officer', regionCode: '130000' }]);
const person = actorWith([]);

const table = `地区,行业,数值
北京市,C39,90
北京,M73,120
110000,I65,"1,500"
天津市,C39,40
天津,C34,60
天津,I65,20
河北省,C31,140
河北,C34,50
河北,C33,45
内蒙古,C31,80
内蒙古,B06,90
`;

async function upload(text: string, as = hebei, more: Record<string, string> = {}) {
  return await node.call(
    'uploadSeries',
    {
      query: { title: '规上企业', unit: '家', source: '测试', on: '2026-01-01', ...more },
      body: Buffer.from(text),
      headers: { 'content-type': 'application/octet-stream', 'x-file-name': 'series.csv' },
    },
    as,
  );
}

async function ok(name: string, input: object, as = hebei) {
  const answer = await node.call(name, input, as);
  assert.ok(answer.status < 300, `${name}: ${answer.status} ${answer.raw}`);
  return answer.body;
}

const series = await upload(table);
assert.equal(series.status, 201, String(series.raw));
const params = { seriesId: series.body.id };

test('a table in a region’s own words becomes a series with its figures', async () => {
  assert.deepEqual([series.body.regions, series.body.fields, series.body.cells], [4, 7, 11]);
  const read = await ok('readSeries', { params }, person);
  assert.equal(read.standings.length, 4);
  const beijing = read.standings.find(
    (one: { region: { code: string } }) => one.region.code === '110000',
  );
  assert.equal(beijing.volume, 1710);
  assert.equal(beijing.region.nameZh, '北京市');
  const field = read.shownFields.find(
    (one: { field: { code: string } }) => one.field.code === 'C39',
  );
  assert.match(field.field.nameZh, /计算机|电子/);
  assert.equal(read.method.inputsDigest, series.body.digest);
  assert.equal(read.may.remove, false);
  const ofRegion = async (regionCode: string) =>
    (await ok('listSeries', { query: { regionCode } })).items.map(({ id }: { id: string }) => id);
  assert.ok((await ofRegion('110000')).includes(series.body.id));
  assert.deepEqual(await ofRegion('659000'), []);
});

test('what is wrong in a table is told row by row, and nothing is kept', async () => {
  const before = (await ok('listSeries', {})).total;
  const wrong =
    '地区,行业,数值\n河南,C39,x\n火星,C39,1\n北京,,3\n北京,C39,-1\n天津,C39,1\n天津市,C39,2\n';
  const { status, body } = await upload(wrong);
  assert.equal(status, 422);
  assert.deepEqual(
    body.reasons.map(({ code, params: { row } }: { code: string; params: { row: number } }) => [
      row,
      code,
    ]),
    [
      [2, 'value_not_a_number'],
      [3, 'region_not_understood'],
      [4, 'field_missing'],
      [5, 'value_not_a_number'],
      [7, 'cell_told_twice'],
    ],
  );
  const headless = await upload('a,b\n1,2\n');
  assert.deepEqual(
    headless.body.reasons.map(({ params: { column } }: { params: { column: string } }) => column),
    ['region', 'field', 'value'],
  );
  assert.equal(
    (await upload('地区,行业,数值\n北京,C39,0\n')).body.reasons[0].code,
    'no_cell_above_zero',
  );
  assert.equal((await ok('listSeries', {})).total, before);
});

test('tables that say too little end in figures with their doubts, on every page and file', async () => {
  const cases: readonly (readonly [string, readonly string[], number])[] = [
    [
      '北京,C39,5\n天津,C39,0\n天津,C34,0\n河北,C39,2\n',
      ['regions_without_value', 'fields_without_value'],
      3,
    ],
    ['北京,C39,5\n北京,C34,2\n', ['fewer_than_two_regions'], 1],
    ['北京,C39,1\n北京,C34,1\n天津,C39,1\n天津,C34,1\n', ['fields_everywhere', 'no_variation'], 2],
    [
      '北京,C39,1\n北京,C34,1\n天津,C39,1\n天津,C34,1\n河北,C31,1\n河北,C33,1\n山西,C31,1\n',
      ['apart_from_the_largest_part'],
      4,
    ],
  ];
  for (const [rows, caveats, regions] of cases) {
    const uploaded = await upload(`地区,行业,数值\n${rows}`);
    assert.equal(uploaded.status, 201, String(uploaded.raw));
    const params = { seriesId: uploaded.body.id };
    const read = await ok('readSeries', { params }, person);
    for (const code of caveats) assert.ok(read.caveats.includes(code), `${code}: ${read.caveats}`);
    assert.equal(read.standings.length, regions);
    const [first, second] = read.standings.map(
      ({ region }: { region: { code: string } }) => region.code,
    );
    const calls = ['readFieldSpace', 'exportSeries', 'exportSeriesSdmx', 'reportSeries'].map(
      (name) => [name, params] as const,
    );
    const region = { ...params, regionCode: second ?? first };
    const pair = { ...params, firstCode: first, secondCode: second };
    for (const [name, of] of [
      ...calls,
      ['readRegionProfile', region] as const,
      ...(second === undefined ? [] : [['readRegionPair', pair] as const]),
    ]) {
      const query = name.startsWith('report') ? { format: 'json' } : {};
      const answer = await node.call(name, { params: of, query }, person);
      assert.equal(answer.status, 200, `${name}: ${answer.raw}`);
      assert.doesNotMatch(answer.raw.toString(), /NaN|Infinity|undefined/, name);
    }
  }
});

test('a pair names what one has and the other is close to, with organisations of both', async () => {
  await node.transact(async (ctx) => {
    for (const [nameZh, regionCode, field] of [
      ['津车', '120000', 'C34'],
      ['冀钢', '130000', 'C31'],
      ['冀件', '130000', 'C33'],
    ] as const) {
      await createOrganisation(ctx, { kind: 'enterprise', nameZh, regionCode, fields: [field] });
    }
  });
  const pair = await ok('readRegionPair', {
    params: { ...params, firstCode: '120000', secondCode: '130000' },
  });
  assert.deepEqual(
    pair.shared.map(({ code }: { code: string }) => code),
    ['C34'],
  );
  const codes = pair.forFirst.map(({ field }: { field: { code: string } }) => field.code);
  assert.ok(codes.includes('C31') || codes.includes('C33'), codes.join());
  const offer = pair.forFirst.find(
    ({ field }: { field: { code: string } }) => field.code === 'C33',
  );
  assert.equal(offer?.givers[0].nameZh, '冀件');
  const same = { ...params, firstCode: '120000', secondCode: '120000' };
  assert.equal((await node.call('readRegionPair', { params: same }, person)).status, 404);
});

test('profile, space and file tell the same series', async () => {
  const profile = await ok('readRegionProfile', { params: { ...params, regionCode: '130000' } });
  const shares = profile.fields.map(({ share }: { share: number }) => share);
  assert.ok(Math.abs(1 - shares.reduce((sum: number, one: number) => sum + one, 0)) < 1e-12);
  assert.equal(profile.others.length, 3);
  const space = await ok('readFieldSpace', { params });
  assert.equal(space.nodes.length, 7);
  const file = await node.call('exportSeries', { params, query: { format: 'csv' } }, person);
  assert.equal(file.raw.toString().trim().split('\n').length, 1 + 4 * 7);
  const again = await ok('recomputeSeries', { params }, person);
  assert.ok(again.same);
});

test('the node counts its own organisations, merged ones left out', async () => {
  const counted = await ok('deriveSeries', { body: { of: 'organisations' } });
  assert.equal(counted.origin, 'organisations');
  assert.equal(counted.cells, 3);
  // Each is about one organisation: nothing is worked out from any of them.
  const params = { seriesId: counted.id };
  const read = await ok('readSeries', { params }, person);
  assert.deepEqual(read.small, { organisationsAtLeast: 3, cells: 3, hidden: 3 });
  assert.ok(read.heat.every(({ value }: { value: null }) => value === null));
  assert.ok(read.standings.every(({ volume }: { volume: number }) => volume === 0));
  const own = await ok('readSeries', { params });
  assert.deepEqual(
    own.heat.flatMap(({ region, value, quotient }: Record<string, unknown>) =>
      value === null ? [] : [[region, value, quotient]],
    ),
    [
      ['130000', 1, null],
      ['130000', 1, null],
    ],
  );
  const none = await node.call('deriveSeries', { body: { of: 'technologies' } }, hebei);
  assert.equal(none.body.code, 'nothing_to_count');
});

test('whatever a reader is shown is the same, whatever the small cells hold', async () => {
  const about = { origin: 'organisations', title: '同', unit: '家', source: '测试' } as const;
  const kept = (few: number) =>
    node.transact((ctx) =>
      keepSeries(ctx, {
        ...{ ...about, on: '2026-01-01', sourceUrl: null, licence: null },
        cells: [
          ['110000', 'C31', few],
          ['110000', 'C39', 9],
          ['110000', 'M73', 6],
          ['120000', 'C34', 4],
          ['120000', 'C39', 3],
          ['130000', 'C31', 8],
          ['130000', 'C34', few],
        ].map(([region, field, value]) => ({
          region: String(region),
          field: String(field),
          value: Number(value),
          organisations: Number(value),
        })),
      }),
    );
  const shown = async (few: number) => {
    const { id: seriesId } = await kept(few);
    const region = { seriesId, regionCode: '130000' };
    const pair = { seriesId, firstCode: '110000', secondCode: '130000' };
    const calls = [
      ...['readSeries', 'readFieldSpace', 'recomputeSeries', 'exportSeries', 'exportSeriesSdmx']
        .map((name) => [name, { seriesId }] as const)
        .concat([['reportSeries', { seriesId }] as never]),
      ['readRegionProfile', region],
      ['readRegionPair', pair],
      ['reportRegionProfile', region],
      ['reportRegionPair', pair],
    ] as const;
    const said: string[] = [];
    for (const [name, params] of calls) {
      const query = name.startsWith('report') ? { format: 'json' } : {};
      const answer = await node.call(name, { params, query }, person);
      assert.equal(answer.status, 200, `${name}: ${answer.raw}`);
      const bare = seriesId.replaceAll('-', '').toUpperCase();
      said.push(answer.raw.toString().replaceAll(seriesId, '').replaceAll(bare, ''));
    }
    return said.map((text) => text.replaceAll(/"(madeAt|digest)": ?"[^"]*"/g, ''));
  };
  const [one, two] = [await shown(1), await shown(2)];
  assert.deepEqual(one, two);
  assert.match(one[0]!, /"small":\{"organisationsAtLeast":3,"cells":2,"hidden":2\}/);
  const [file, sdmx, report] = one.slice(3);
  assert.equal(file!.match(/,TRUE\r?$/gm)?.length, 2, file);
  assert.match(file!, /涉及单位少于 3 家，不公布/);
  assert.equal(sdmx!.match(/,Q,/g)!.length, 2);
  assert.match(report!, /2 cells are about fewer than 3 organisations/);
});

test('series of before small cells were left out get the digest and quotients of what is told', async () => {
  const { tx, pool } = node.database;
  const { id } = await ok('listSeries', {}).then(({ items }) =>
    items.find(({ title }: { title: string }) => title === '同'),
  );
  const stored = () =>
    rows<{ readonly quotient: string | null }>(
      tx,
      sql`select s.digest, c.region_code, c.field, round(c.quotient::numeric, 9)::text as quotient
          from observatory.series s join observatory.series_cell c on c.series_id = s.id
          where s.id = ${id} order by 2, 3`,
    );
  const before = await stored();
  await pool.query(`alter table observatory.series_cell disable trigger keep_cells;
    update observatory.series_cell set quotient = 1 where series_id = '${id}';
    alter table observatory.series_cell enable trigger keep_cells;
    update observatory.series set digest = 'of all' where id = '${id}'`);
  const file = join(import.meta.dirname, 'migrations', '0007_small_cells.sql');
  await pool.query(readFileSync(file, 'utf8'));
  assert.deepEqual(await stored(), before);
  assert.equal(before.filter(({ quotient }) => quotient === null).length, 2);
});

test('whoever made a series removes it, and nobody else', async () => {
  const other = actorWith([], [{ office: 'region_officer', regionCode: '120000' }]);
  const { id: seriesId } = (await upload(table)).body;
  const params = { seriesId };
  assert.equal((await node.call('removeSeries', { params }, other)).status, 403);
  await ok('removeSeries', { params });
  assert.equal((await node.call('readSeries', { params }, person)).status, 404);
});

test('a series leaves as SDMX-CSV and comes back the same; what is unclear in one is told', async () => {
  for (const version of ['1.0', '2.0']) {
    const file = await node.call('exportSeriesSdmx', { params, query: { version } }, person);
    assert.match(String(file.headers['content-type']), /^application\/vnd\.sdmx\.data\+csv/);
    const back = await upload(file.raw.toString());
    assert.equal(back.status, 201, String(back.raw));
    assert.equal(back.body.digest, series.body.digest);
  }
  const head = 'DATAFLOW,FREQ,GEO,NACE_R2,TIME_PERIOD,OBS_VALUE\n';
  const table = `${head}X:Y(1.0),A,CN-BJ,C39,2023,5\nX:Y(1.0),A,CN-BJ,C39,2024,7\n`;
  const unclear = await upload(table);
  assert.deepEqual(
    unclear.body.reasons.map(({ code }: { code: string }) => code),
    ['cell_told_twice', 'dimension_not_fixed'],
  );
  const clear = await upload(table, hebei, { timePeriod: '2024' });
  assert.equal(clear.body.cells, 1);
  const wrong = await upload(`${head}X:Y(1.0),A,ZZ,C39,2024,x\n`);
  assert.deepEqual(wrong.body.reasons[0].params, { column: 'GEO', value: 'ZZ', row: 2 });
  const nowhere = await upload(table, hebei, { fieldDimension: 'PRODUCT' });
  assert.equal(nowhere.body.reasons[0].code, 'dimension_not_named');
});
