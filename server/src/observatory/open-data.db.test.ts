import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, test } from 'node:test';
import { identity } from '../identity/module.ts';
import { matching } from '../matching/module.ts';
import { registry } from '../registry/module.ts';
import { anonymous } from '../runtime/actor.ts';
import { execute, sql } from '../runtime/sql.ts';
import { actorWith, testNode } from '../runtime/testing/node.ts';
import { keepSeries } from './keep-series.ts';
import { observatory } from './module.ts';

const node = await testNode({ after } as never, {
  modules: [identity, registry, matching, observatory],
});
const officer = (regionCode: string) => actorWith([], [{ office: 'region_officer', regionCode }]);
const hebei = officer('130000');

/** A value that stands for two enterprises, unlike any other. */
const small = 7_654_321;
const cells = [
  { region: '110000', field: 'C39', value: 90, organisations: 40 },
  { region: '130000', field: 'C31', value: small, organisations: 2 },
  { region: '130000', field: 'C34', value: 50, organisations: 3 },
];
const counted = await node.transact((ctx) =>
  keepSeries(ctx, {
    ...{ title: '技术', unit: '项', source: '登记', on: '2026-01-01', origin: 'technologies' },
    ...{ sourceUrl: null, licence: null, cells },
  }),
);
const about = {
  ...{ titleZh: '各地区技术', titleEn: 'Technologies by region', licence: 'CC-BY-4.0' },
  ...{ descriptionZh: '按领域', descriptionEn: 'By field', regionCode: '130000' },
};
const publish = (body: object, as = hebei) =>
  node.call('publishDataset', { body: { ...about, ...body } }, as);
const ofSeries = { subject: 'series', seriesId: counted.id };

const read = (name: string, input: object = {}) => node.call(name, input, anonymous);

test('anybody reads what an officer gave, with its licence, and small figures are left out', async () => {
  assert.equal((await publish(ofSeries, officer('120000'))).status, 403);
  const { status, body } = await publish(ofSeries);
  assert.equal(status, 201);
  assert.deepEqual([body.rows, body.suppressed], [3, 1]);
  const params = { datasetId: body.id };
  const csv = await read('downloadDataset', { params: { ...params, form: 'csv' } });
  assert.equal(csv.status, 200);
  assert.match(String(csv.headers['content-type']), /^text\/csv/);
  const lines = String(csv.raw)
    .replace(/^\ufeff/, '')
    .trim()
    .split('\r\n');
  assert.equal(lines[0], 'region,field,fieldName,value,suppressed');
  assert.match(lines[2]!, /^130000,C31,[^,]*,,yes$/);
  const json = await read('downloadDataset', { params: { ...params, form: 'json' } });
  assert.equal(json.body.licence, 'CC-BY-4.0');
  const catalogue = await read('readCatalogue');
  assert.match(String(catalogue.headers['content-type']), /^application\/ld\+json/);
  const [dataset] = JSON.parse(String(catalogue.raw))['dcat:dataset'];
  assert.equal(dataset['dct:spatial'][0]['skos:notation'], '110000');
  assert.equal(dataset['dct:temporal']['dcat:endDate']['@value'], '2026-01-01');
  assert.equal(dataset['dcat:distribution'].length, 2);
  const list = await read('listDatasets');
  for (const { raw } of [csv, json, catalogue, list]) {
    assert.ok(!String(raw).includes(String(small)));
  }
});

test('what did not change is not sent again', async () => {
  const { items } = (await read('listDatasets')).body;
  const params = { datasetId: items[0].id, form: 'csv' };
  for (const [name, input] of [
    ['downloadDataset', { params }],
    ['readCatalogue', {}],
  ] as const) {
    const first = await read(name, input);
    const { etag } = first.headers;
    assert.match(String(first.headers['cache-control']), /^public, max-age=\d+$/);
    const again = await read(name, { ...input, headers: { 'if-none-match': String(etag) } });
    assert.equal(again.status, 304);
    assert.equal(again.raw.length, 0);
    const other = await read(name, { ...input, headers: { 'if-none-match': '"other"' } });
    assert.equal(other.status, 200);
  }
});

test('barriers of days and flows of years that are over are given, those of few left out', async () => {
  const way = { fromRegion: '120000', toRegion: '130000' } as const;
  const payload = { giverRegion: '120000', takerRegion: '130000', reasons: ['too_early'] };
  const tell = (toRegion: string, times: number) =>
    node.transact(async ({ announce }) => {
      for (let at = 0; at < times; at += 1) {
        const one = { ...way, toRegion, organisationId: randomUUID(), payload };
        announce({ type: 'matching.introduction_declined', ...one });
        announce({ type: 'outposts.team_admitted', ...one });
      }
    });
  node.setNow(new Date('2025-06-01T04:00:00Z'));
  await tell('130000', 3);
  await tell('110000', 2);
  await node.deliver();
  node.setNow(new Date('2026-05-01T04:00:00Z'));
  const year = { fromYear: 2025, toYear: 2025 };
  const days = { since: '2025-01-01', until: '2025-12-31' };
  for (const wish of [
    { subject: 'barriers', ...days },
    { subject: 'flows', ...year },
  ]) {
    const { status, body } = await publish(wish);
    assert.equal(status, 201, JSON.stringify(body));
    const file = await read('downloadDataset', { params: { datasetId: body.id, form: 'json' } });
    assert.deepEqual(file.body?.rows, [
      { from: '120000', to: '130000', count: 3, suppressed: false },
    ]);
  }
  const asTianjin = { subject: 'flows', ...year, regionCode: '120000' };
  const all = (await publish(asTianjin, officer('120000'))).body;
  assert.deepEqual([all.rows, all.suppressed], [2, 1]);
  for (const open of [
    { subject: 'barriers', since: '2026-01-01', until: '2999-01-01' },
    { subject: 'flows', ...year, toYear: 2026 },
    { subject: 'flows', ...days },
  ]) {
    assert.equal((await publish(open)).body.code, 'subject_not_whole');
  }
  const none = { subject: 'flows', fromYear: 2020, toYear: 2020 };
  assert.equal((await publish(none)).body.code, 'nothing_to_publish');
});

test('an imported series is given by whoever imported it, values of few left out', async () => {
  const imported = await node.transact((ctx) =>
    keepSeries(ctx, {
      ...{ title: '企业', unit: '家', source: '年鉴', on: '2025-12-31', origin: 'imported' },
      ...{ sourceUrl: null, licence: 'CC-BY-4.0' },
      cells: [
        { region: '110000', field: 'C39', value: 2, organisations: null },
        { region: '130000', field: 'C39', value: 9, organisations: null },
      ],
    }),
  );
  const wish = { subject: 'series', seriesId: imported.id };
  assert.equal((await publish(wish)).status, 403);
  await execute(
    node.database.tx,
    sql`update observatory.series set made_by_id = ${hebei.personId} where id = ${imported.id}`,
  );
  assert.equal((await publish(wish)).body.suppressed, 1);
  assert.equal((await publish({ ...wish, countsUnits: false })).body.suppressed, 0);
});

test('what is withdrawn leaves its name and the reason, and nothing else changes', async () => {
  const { id: datasetId, revision } = (await publish(ofSeries)).body;
  const params = { datasetId };
  const body = { because: '口径有误' };
  const withdraw = (as = hebei) => node.call('withdrawDataset', { params, revision, body }, as);
  assert.equal((await withdraw(officer('120000'))).status, 403);
  assert.equal((await withdraw()).body.withdrawnBecause, '口径有误');
  assert.equal((await withdraw()).status, 410);
  const gone = await read('downloadDataset', { params: { ...params, form: 'csv' } });
  assert.deepEqual([gone.status, gone.body.code], [410, 'dataset_withdrawn']);
  const tombstone = (await read('readDataset', { params })).body;
  assert.equal(tombstone.title.zh, '各地区技术');
  const catalogue = JSON.parse(String((await read('readCatalogue')).raw));
  const found = catalogue['dcat:dataset'].find(
    (one: Record<string, unknown>) => one['dct:identifier'] === datasetId,
  );
  assert.match(found['adms:status']['@id'], /WITHDRAWN$/);
  assert.equal(found['dcat:distribution'], undefined);
  for (const change of [
    sql`update observatory.dataset set title_zh = 'x' where id = ${datasetId}`,
    sql`delete from observatory.dataset where id = ${datasetId}`,
  ]) {
    await assert.rejects(execute(node.database.tx, change), /does not change/);
  }
});
