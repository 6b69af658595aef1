/**
 * The observatory on real data, as a person walks through it: organisations of ROR, papers of
 * ChinaXiv and listed companies, beside the demo's accounts. `YUNHE_TEST_PICTURES=docs/screenshots`
 * renews the pictures of the README. Four to six minutes on two busy cores, most of them the imports.
 */
import assert from 'node:assert/strict';
import { createReadStream, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { after, test } from 'node:test';
import { gunzipSync } from 'node:zlib';
import type { Locator } from 'playwright-core';
import { deriveSeries } from '../../../server/src/observatory/index.ts';
import { keepSeries } from '../../../server/src/observatory/keep-series.ts';
import {
  queueImport,
  receiveFile,
  refreshNetwork,
  runImport,
} from '../../../server/src/registry/index.ts';
import type { Context, JobContext } from '../../../server/src/runtime/module.ts';
import { rows, sql } from '../../../server/src/runtime/sql.ts';
import { openStage, type Stage } from '../browser-testing.ts';

const shared = join(import.meta.dirname, '../../../../shared/data');
const isThere = existsSync(shared);
const dataDir = mkdtempSync(join(tmpdir(), 'yunhe-real-'));
after(() => rmSync(dataDir, { recursive: true, force: true }));

const sources = [
  ['ror', 'ror/ror_latest_from_records.jsonl.gz'],
  ['papers', 'chinaxiv/papers.jsonl.gz'],
  ['listed-companies', 'cn-listed-companies/stock_basic.csv'],
] as const;

/** The stage's node with a folder for files. */
function withFiles(ctx: JobContext): JobContext {
  const settings = { ...ctx.settings, dataDir };
  return {
    ...ctx,
    settings,
    transact: (work, as) => ctx.transact((inner: Context) => work({ ...inner, settings }), as),
  };
}

async function importAll(stage: Stage): Promise<void> {
  const ctx = withFiles(stage.node.jobContext);
  for (const [kind, path] of sources) {
    const importId = await ctx.transact(async (inside) => {
      const bytes = createReadStream(join(shared, path));
      const file = await receiveFile(inside, { name: basename(path), bytes });
      return await queueImport(inside, { kind, fileId: file.id, dryRun: false });
    });
    await runImport(ctx, { importId });
  }
  await ctx.transact(refreshNetwork);
}

/** Sections of the Chinese Library Classification, as its outline names them. */
const disciplines: Readonly<Record<string, string>> = {
  B: '哲学、心理学',
  F: '经济',
  G: '文化、教育、情报',
  N: '自然科学总论',
  O: '数理科学和化学',
  P: '天文学、地球科学',
  Q: '生物科学',
  R: '医药、卫生',
  S: '农业科学',
  T: '工业技术',
  U: '交通运输',
  V: '航空、航天',
  X: '环境、安全科学',
};

/** Papers by region of their authors' organisations and by discipline, in the order of a series. */
async function papersByDiscipline(stage: Stage) {
  const papers = gunzipSync(readFileSync(join(shared, sources[1][1])))
    .toString('utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { id: string; clc: string | null });
  const told = papers.flatMap(({ id, clc }) => {
    const field = disciplines[clc?.[0] ?? ''];
    return field === undefined ? [] : [{ id, field }];
  });
  return await rows<{ region: string; field: string; value: number }>(
    stage.node.database.tx,
    sql`select r.province_code as region, t.field, count(distinct c.id)::int as value
        from jsonb_to_recordset(${JSON.stringify(told)}::jsonb) as t (id text, field text)
          join registry.collaboration c on c.source_key = t.id
          join registry.participation p on p.collaboration_id = c.id
          join registry.v_organisation o on o.id = p.organisation_id
          join registry.v_region r on r.code = o.region_code
        where r.scheme = 'gbt2260'
        group by 1, 2 order by r.province_code collate "C", t.field collate "C"`,
  );
}

const stage = isThere ? await openStage() : null;
if (stage !== null) {
  await importAll(stage);
  await stage.node.jobContext.transact((ctx) => deriveSeries(ctx, { of: 'organisations' }));
}
const whole = isThere ? {} : { skip: 'needs ../shared/data beside the repository' };
const officer = '李冀';

/** Scrolls until it stands below the bar of the page. */
async function upTo(what: Locator): Promise<void> {
  await what.evaluate((element) => {
    element.scrollIntoView({ block: 'start' });
    scrollBy(0, -80);
  });
}

test('from the map to a pair of regions, to a proposal, to the organisations', whole, async (t) => {
  const { page, visit, judge, picture } = await stage!.enter(officer, 'zh');
  await visit('/observatory/series');
  // The demo has counted its own before; the newest stands first.
  await page
    .getByRole('link', { name: /机构（按行业）/ })
    .first()
    .click();
  await page.getByRole('heading', { name: '各地区' }).waitFor();
  const startedAt = performance.now();
  await page.reload();
  await page.locator('.chart canvas').first().waitFor();
  t.diagnostic(`regions × industries drawn in ${Math.round(performance.now() - startedAt)} ms`);
  await upTo(page.getByRole('figure'));
  await picture('observatory-regions');
  await judge();
  await page.getByRole('link', { name: '河北省' }).click();
  await page.getByRole('heading', { level: 1, name: '河北省的优势与机会' }).waitFor();
  await page.getByLabel('领域', { exact: true }).fill('生物制药');
  await page.getByTitle('生物制药', { exact: true }).click();
  await page.locator('.repeat-said').waitFor();
  await judge();
  await upTo(page.getByRole('heading', { name: '新建之前：会不会重复邻居' }));
  await picture('observatory-profile');
  await page.getByLabel('与哪个地区比较').fill('北京');
  await page.getByTitle('北京市', { exact: true }).click();
  await page.getByRole('heading', { level: 1, name: '河北省与北京市' }).waitFor();
  const proposal = page
    .getByRole('region')
    .or(page.locator('section'))
    .filter({
      has: page.getByRole('heading', { name: '北京市可以补河北省的' }),
    });
  const organisation = proposal.getByRole('cell').getByRole('link').first();
  await organisation.waitFor();
  await judge();
  await picture('observatory-pair');
  const name = (await organisation.textContent())!;
  await organisation.click();
  await page.getByRole('heading', { level: 1, name }).waitFor();
});

test('regions and disciplines of real papers make a space of fields', whole, async () => {
  const found = await papersByDiscipline(stage!);
  assert.ok(found.length > 100, `${found.length} cells`);
  const cells = found.map((cell) => ({ ...cell, organisations: null }));
  const about = { title: '论文（按学科）', unit: '篇', source: 'ChinaXiv 2016–2022', cells };
  await stage!.node.jobContext.transact((ctx) =>
    keepSeries(ctx, {
      ...{ ...about, origin: 'imported', sourceUrl: null, licence: 'CC BY 4.0', on: '2022-09-30' },
    }),
  );
  const { page, visit, judge, picture } = await stage!.enter(officer, 'en');
  await visit('/observatory/series');
  await page.getByRole('link', { name: '论文（按学科）' }).click();
  await page.getByRole('link', { name: 'Space of fields' }).click();
  await page.locator('.chart canvas').first().waitFor();
  await judge();
  await picture('observatory-space');
});

test('a chain shows what stands in its links, and leads to the organisations', whole, async () => {
  const { page, visit, judge, picture, become } = await stage!.enter(officer, 'zh');
  await visit('/observatory/chains');
  await page.getByRole('link', { name: '新能源和智能网联汽车' }).click();
  await page.locator('.chart canvas').first().waitFor();
  await judge();
  await picture('observatory-chain');
  await page.getByRole('link', { name: '车规芯片与传感器' }).click();
  const beijing = page.getByRole('row').filter({ hasText: '北京市' }).getByRole('link').first();
  await beijing.click();
  await page.getByRole('heading', { name: '背后的记录' }).waitFor();
  await page.locator('.chain-records').getByRole('link').first().waitFor();
  await judge();
  await become('phone');
  await judge();
});

test('from a barrier to its records and its rule', whole, async () => {
  const { page, visit, picture } = await stage!.enter(officer, 'zh');
  await visit('/observatory/barriers?capability=rules');
  await page.getByRole('row').filter({ hasText: '河北省内部' }).getByRole('link').first().click();
  await page.getByRole('link', { name: '看决定' }).first().waitFor();
  await picture('observatory-barrier');
  await page.getByRole('link', { name: '查看这条规则' }).click();
  await page.getByRole('heading', { level: 1 }).waitFor();
  assert.match(page.url(), /\/rules\//);
});
