import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { after, test } from 'node:test';
import { canonicalText, sha256 } from '@yunhe/exact';
import { identity } from '../identity/module.ts';
import { matching } from '../matching/module.ts';
import { registry } from '../registry/module.ts';
import { actorWith, testNode } from '../runtime/testing/node.ts';
import { openBarrierFile } from './keep-barrier-file.ts';
import { keepSeries } from './keep-series.ts';
import { observatory } from './module.ts';

const node = await testNode({ after } as never, {
  modules: [identity, registry, matching, observatory],
});
const person = actorWith([]);
const hebei = actorWith([], [{ office: 'region_officer', regionCode: '130000' }]);

/** A price that nobody but the two regions may know, in fen and in yuan. */
const secret = { minor: '77123456', written: '771,234.56', count: '2' };

const reason = 'terms_not_acceptable';
await node.transact(async ({ announce }) => {
  const way = { fromRegion: '120000', toRegion: '130000' } as const;
  const payload = { reasons: [reason], giverRegion: '120000', takerRegion: '130000' };
  for (const amountMinor of [BigInt(secret.minor), 0n]) {
    const one = { ...way, organisationId: randomUUID(), amountMinor, unit: 'CNY', payload };
    announce({ type: 'matching.introduction_declined', ...one });
    announce({ type: 'matching.deal_confirmed', ...one });
  }
});
await node.deliver();
const cells = [
  { region: '110000', field: 'C39', value: 90 },
  { region: '110000', field: 'M73', value: 120 },
  { region: '120000', field: 'C34', value: 60 },
  { region: '120000', field: 'C39', value: 40 },
  { region: '130000', field: 'C31', value: 140 },
  { region: '130000', field: 'C34', value: 50 },
].map((cell) => ({ ...cell, organisations: null }));
const { id: seriesId } = await node.transact((ctx) =>
  keepSeries(ctx, {
    ...{ title: '规上企业', unit: '家', source: '测试', on: '2026-01-01', origin: 'imported' },
    ...{ sourceUrl: null, licence: 'CC-BY-4.0', cells },
  }),
);
const { id: barrierId } = (await node.call('listBarriers', { query: { reason } }, hebei)).body
  .items[0];
const { id: fileId } = await node.transact((ctx) =>
  openBarrierFile(ctx, {
    ...{ barrierId, title: '条件口径', note: '经核实，两地合同条件口径不同。' },
    regionCode: '130000',
  }),
);

const pages: readonly (readonly [name: string, params: Record<string, string>])[] = [
  ['reportBarriers', {}],
  ['reportBarrier', { barrierId }],
  ['reportBarrierFile', { fileId }],
  ['reportFlows', {}],
  ['reportSeries', { seriesId }],
  ['reportRegionProfile', { seriesId, regionCode: '130000' }],
  ['reportRegionPair', { seriesId, firstCode: '120000', secondCode: '130000' }],
];

async function file(name: string, params: object, query: object, as = hebei): Promise<Buffer> {
  const answer = await node.call(name, { params, query } as never, as);
  assert.equal(answer.status, 200, `${name}: ${answer.raw}`);
  return answer.raw;
}

/** What a reader finds in it; null where no reader is installed. */
function textOf(pdf: Buffer): string | null {
  const read = spawnSync('pdftotext', ['-layout', '-', '-'], { input: pdf });
  return read.error === undefined && read.status === 0 ? read.stdout.toString('utf8') : null;
}

test('every page leaves as a document in both languages, and as figures with a digest', async () => {
  for (const [name, params] of pages) {
    const { report, digest } = JSON.parse(String(await file(name, params, { format: 'json' })));
    assert.equal(digest, sha256(canonicalText(report)), name);
    assert.ok(report.source.zh !== '' && report.source.en !== '');
    for (const lang of ['zh', 'en'] as const) {
      const pdf = await file(name, params, { format: 'pdf', lang });
      assert.equal(String(pdf.subarray(0, 5)), '%PDF-');
      const text = textOf(pdf);
      if (text === null) continue;
      assert.ok(text.replaceAll(/\s/g, '').includes(digest.slice(0, 40)), name);
      assert.ok(text.includes(report.sections[0].heading[lang]), `${name} ${lang}`);
    }
    for (const { name: section, table } of report.sections) {
      if (table === null) continue;
      const csv = await file(name, params, { format: 'csv', section });
      assert.equal(String(csv).trim().split('\r\n').length, 1 + table.rows.length, section);
    }
  }
  const wrong = await node.call('reportFlows', { query: { format: 'csv', section: 'x' } }, hebei);
  assert.equal(wrong.body.code, 'no_such_table');
  assert.equal(wrong.body.params.names, 'pairs, kinds');
});

test('a suppressed figure leaves through none of the files', async () => {
  const asked = pages.slice(0, 4).flatMap(([name, params]) => [
    { name, params, query: { format: 'json' } },
    { name, params, query: { format: 'csv' } },
    { name, params, query: { format: 'pdf' } },
  ]);
  asked.push({
    name: 'reportFlows',
    params: {},
    query: { format: 'csv', section: 'kinds' } as never,
  });
  let seenByOfficer = 0;
  for (const { name, params, query } of asked) {
    const read = async (as: typeof person) => {
      const bytes = await file(name, params, query, as);
      return query.format === 'pdf' ? (textOf(bytes) ?? '') : String(bytes);
    };
    const told = await read(person);
    assert.ok(!told.includes(secret.minor) && !told.includes(secret.written), `${name}\n${told}`);
    if ((await read(hebei)).includes(secret.written)) seenByOfficer += 1;
  }
  assert.ok(seenByOfficer >= 4, 'the figure was there to be left out');
  const { report } = JSON.parse(String(await file('reportFlows', {}, { format: 'json' }, person)));
  assert.equal(report.sections[0].table.rows[0].count, null);
  assert.match(report.caveats.at(-1).zh, /不予公布/);
});

test('charts are drawn as vectors from the table beside them', async () => {
  const { report } = JSON.parse(
    String(await file('reportSeries', { seriesId }, { format: 'json' })),
  );
  for (const { chart, table } of report.sections) {
    const keys = table.columns.map(({ key }: { key: string }) => key);
    for (const key of [chart.label, chart.value]) assert.ok(keys.includes(key), key);
  }
  const pdf = await file('reportSeries', { seriesId }, { format: 'pdf' });
  assert.ok(!pdf.includes('/Subtype /Image'));
});
