import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, test } from 'node:test';
import { canonicalText, sha256 } from '@yunhe/exact';
import { identity } from '../identity/module.ts';
import { ledger } from '../ledger/module.ts';
import { matching } from '../matching/module.ts';
import { outposts } from '../outposts/module.ts';
import {
  addCompactMember,
  createCollaboration,
  createCompact,
  createOrganisation,
} from '../registry/index.ts';
import { registry } from '../registry/module.ts';
import { rules } from '../rules/module.ts';
import { anonymous } from '../runtime/actor.ts';
import { execute, sql } from '../runtime/sql.ts';
import { actorWith, testNode } from '../runtime/testing/node.ts';
import type { Report, YearlyReport } from './contract.ts';
import { observatory } from './module.ts';

const node = await testNode({ after } as never, {
  modules: [identity, registry, rules, matching, ledger, outposts, observatory],
});
node.setNow(new Date('2026-02-01T04:00:00Z'));

const compactId = await node.transact(async (ctx) => {
  const { id } = await createCompact(ctx, { nameZh: '京津冀', nameEn: 'Jing-Jin-Ji' });
  for (const regionCode of ['110000', '120000', '130000']) {
    await addCompactMember(ctx, { compactId: id, regionCode, startsOn: '2020-01-01' });
  }
  return id;
});
const hebei = actorWith([], [{ office: 'region_officer', regionCode: '130000' }]);
const elsewhere = actorWith([], [{ office: 'region_officer', regionCode: '310000' }]);

const anEnterprise = (regionCode: string, field: string, nth: number) =>
  node.transact((ctx) =>
    createOrganisation(ctx, {
      kind: 'enterprise',
      nameZh: `企业${regionCode}${field}${nth}`,
      regionCode,
      fields: [field],
    }),
  );
const made: string[] = [];
for (const [region, field, count] of [
  ['110000', '39', 4],
  ['120000', '34', 3],
  ['120000', '39', 3],
  ['130000', '31', 2],
] as const) {
  for (let at = 0; at < count; at += 1) made.push((await anEnterprise(region, field, at)).id);
}
await node.transact((ctx) =>
  createCollaboration(ctx, {
    kind: 'project',
    title: '联合研制',
    startsOn: '2026-01-15',
    participations: [0, 1, 4].map((at) => ({
      organisationId: made[at]!,
      role: 'participant' as const,
    })),
  }),
);
await node.transact(async ({ announce }) => {
  const one = (toRegion: string, amountMinor: bigint) => ({
    ...{ fromRegion: '110000', toRegion, organisationId: randomUUID(), unit: 'CNY', amountMinor },
    payload: { reasons: ['too_early'], giverRegion: '110000', takerRegion: toRegion },
  });
  for (const amountMinor of [10_000n, 20_000n, 30_000n]) {
    announce({ type: 'matching.introduction_declined', ...one('120000', amountMinor) });
    announce({ type: 'matching.deal_confirmed', ...one('120000', amountMinor) });
  }
  announce({ type: 'matching.introduction_declined', ...one('130000', 7_654_321n) });
  announce({ type: 'matching.deal_confirmed', ...one('130000', 7_654_321n) });
});
await node.deliver();

async function ok(name: string, input: object = {}, as = hebei) {
  const answer = await node.call(name, input as never, as);
  assert.ok(answer.status < 300, `${name}: ${answer.status} ${answer.raw}`);
  return answer.body;
}

async function aReport(year: number): Promise<YearlyReport> {
  const { id: reportId, state } = await ok('makeYearlyReport', { body: { compactId, year } });
  assert.equal(state, 'waiting');
  await node.runJob('observatory.make_yearly_report', { reportId });
  return await ok('readYearlyReport', { params: { reportId } });
}

const sectionOf = ({ sections }: Report, name: string) =>
  sections.find((one) => one.name === name)!;

const first = await aReport(2026);

test('a report writes itself from the records, in both languages, and keeps its digest', async () => {
  assert.deepEqual([first.state, first.done, first.number], ['draft', first.steps, 1]);
  const report = first.report!;
  assert.equal(first.digest, sha256(canonicalText(report)));
  for (const { name, heading, sentences, table, chart } of report.sections) {
    assert.ok(table !== null && chart !== null, name);
    for (const { zh, en } of [heading, ...sentences]) {
      assert.match(zh, /[\u4e00-\u9fff]/);
      assert.doesNotMatch(en, /[\u4e00-\u9fff]|undefined|null|NaN/);
    }
  }
  assert.match(sectionOf(report, 'organisations').sentences[0]!.zh, /3 个地区.*合计 10 家/);
  assert.deepEqual(sectionOf(report, 'flows').table!.rows[0], {
    ...{ from: { zh: '北京市', en: 'Beijing' }, to: { zh: '天津市', en: 'Tianjin' } },
    ...{ count: 3, amounts: '600.00 CNY', suppressed: false },
  });
  assert.match(sectionOf(report, 'collaborations').sentences[0]!.zh, /合计 1 项/);
  assert.match(sectionOf(report, 'barriers').sentences[0]!.en, /too early.*3 times/i);
  assert.equal(sectionOf(report, 'complementarity').table!.rows.length, 1);
});

test('a suppressed figure leaves through no file of a report', async () => {
  const params = { reportId: first.id };
  const names = first.report!.sections.map(({ name }) => name);
  const asked = [
    { format: 'json' },
    { format: 'pdf' },
    ...names.map((section) => ({ format: 'csv', section })),
  ];
  for (const query of asked) {
    const { status, raw } = await node.call('downloadYearlyReport', { params, query }, hebei);
    assert.equal(status, 200, String(raw));
    assert.doesNotMatch(String(raw), /7654321|76,543\.21/);
  }
  const [, small] = sectionOf(first.report!, 'flows').table!.rows;
  assert.deepEqual([small!.count, small!.amounts, small!.suppressed], [null, null, true]);
  const { rows } = sectionOf(first.report!, 'organisations').table!;
  assert.equal(rows.find(({ suppressed }) => suppressed === true)!.count, null);
});

test('drafts are for those who answer for the compact; a published one is for all, for good', async () => {
  const params = { reportId: first.id };
  assert.equal((await node.call('readYearlyReport', { params }, elsewhere)).status, 404);
  assert.equal((await ok('listYearlyReports', {}, anonymous)).total, 0);
  const asked = { params, revision: first.revision };
  assert.equal((await node.call('publishYearlyReport', asked, elsewhere)).status, 404);
  const published = await ok('publishYearlyReport', asked);
  assert.equal(published.digest, first.digest);
  assert.equal((await ok('readYearlyReport', { params }, anonymous)).state, 'published');
  assert.equal((await ok('listYearlyReports', {}, anonymous)).total, 1);
  for (const change of [
    sql`update observatory.yearly_report set content = '{}' where id = ${first.id}`,
    sql`delete from observatory.yearly_report where id = ${first.id}`,
  ]) {
    await assert.rejects(execute(node.database.tx, change), /does not change/);
  }
});

test('written again it is the same, until records come; then each figure that differs is told', async () => {
  const params = { reportId: first.id };
  const now = await ok('compareYearlyReport', { params });
  assert.deepEqual([now.same, now.differences], [true, []]);
  await anEnterprise('130000', '31', 2);
  const next = await aReport(2026);
  assert.equal(next.number, 2);
  const { same, differences } = await ok('compareYearlyReport', {
    ...{ params, query: { otherId: next.id } },
  });
  assert.equal(same, false);
  const changed = differences.find(
    ({ section, row }: { section: string; row: { en: string } }) =>
      section === 'organisations' && /Hebei/.test(row.en),
  );
  assert.deepEqual([changed.before, changed.after], [null, 3]);
});

test('a year that has not begun and one that is being written are refused', async () => {
  const make = (year: number, as = hebei) =>
    node.call('makeYearlyReport', { body: { compactId, year } }, as);
  assert.equal((await make(2027)).body.code, 'year_not_begun');
  assert.equal((await make(2025, elsewhere)).status, 403);
  assert.equal((await make(2025)).status, 201);
  assert.equal((await make(2025)).body.code, 'report_being_made');
});

test('a published report is given to anybody as documents and figures, with its licence', async () => {
  const { id: reportId, revision, digest } = await aReport(2026);
  const about = {
    ...{ subject: 'report', reportId, licence: 'CC-BY-4.0', regionCode: '130000' },
    ...{ titleZh: '2026 年度报告', titleEn: 'Report of 2026' },
    ...{ descriptionZh: '年度报告', descriptionEn: 'A yearly report' },
  };
  const early = await node.call('publishDataset', { body: about }, hebei);
  assert.deepEqual([early.status, early.body.code], [409, 'report_not_published']);
  await ok('publishYearlyReport', { params: { reportId }, revision });
  const { id: datasetId, suppressed } = await ok('publishDataset', { body: about });
  assert.ok(suppressed > 0);
  const file = (form: string, lang = 'zh', headers = {}) =>
    node.call(
      'downloadDataset',
      { params: { datasetId, form }, query: { lang }, headers },
      anonymous,
    );
  const [pdf, again] = [await file('pdf', 'en'), await file('pdf', 'en')];
  assert.match(String(pdf.headers['content-type']), /^application\/pdf/);
  assert.match(String(pdf.headers['cache-control']), /max-age=3600/);
  assert.ok(Buffer.from(pdf.raw).equals(Buffer.from(again.raw)));
  const json = await file('json');
  assert.equal(json.body.digest, digest);
  assert.equal(sha256(canonicalText(json.body.report)), digest);
  assert.equal((await file('csv')).status, 404);
  const catalogue = (await node.call('readCatalogue', {}, anonymous)).body;
  const entry = catalogue['dcat:dataset'].find(
    (one: object) => 'dct:identifier' in one && one['dct:identifier'] === datasetId,
  );
  assert.match(entry['dct:license']['@id'], /CC_BY_4_0/);
  assert.deepEqual(
    entry['dcat:distribution'].map((one: Record<string, unknown>) => one['dct:language']),
    [['zh'], ['en'], ['zh', 'en']],
  );
});
