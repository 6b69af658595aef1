import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { openStage, walk } from '../browser-testing.ts';

const stage = await openStage();

/** The officer of Hebei, whose companies have sample decisions. */
const officer = '李冀';

interface Listed {
  readonly items: readonly {
    readonly id: string;
    readonly latest: { readonly id: string; readonly nameZh: string };
  }[];
}
interface RuleSet {
  readonly versions: readonly { readonly id: string; readonly number: number }[];
}

const { page: reader } = await stage.enter(officer);
const get = async <Answer>(path: string) =>
  (await (await reader.request.get(`/api/rules${path}`)).json()) as Answer;
const catalogue = await get<Listed>('/sets?limit=100');
const grant = catalogue.items.find(({ latest }) => latest.nameZh.includes('研发补助'));
assert.ok(grant, 'the demo has a sample rule of which two versions differ');
const { versions } = await get<RuleSet>(`/sets/${grant.id}`);
const [wide, narrow] = versions;
assert.ok(wide !== undefined && narrow !== undefined);

const asked = `/rules/replays/new?candidateVersionId=${wide.id}&baseVersionId=${narrow.id}`;
let replayAt = '';
let caseAt = '';

async function finished(page: Page): Promise<void> {
  await page.waitForURL(/\/rules\/replays\/[0-9a-f-]{36}/);
  await page.getByText('已完成').first().waitFor();
}

/** Three companies of a table: 320 staff pass at 500 only, and 20 % of 100 become 15 %. */
const cases = `企业,职工总数（人）,上一年度研发投入（万元）,存在严重失信,所在地
甲,320,100,否,130000
乙,100,100,否,130000
丙,800,100,否,120000
`;

test('an officer replays a table of cases and sees who gains and who loses', async () => {
  const { page, visit, judge, picture } = await stage.enter(officer, 'zh');
  await visit(asked);
  await page.getByLabel('标题').fill('放宽人数、降低比例');
  await page.getByText('上传案例表').click();
  await page.locator('input[type=file]').setInputFiles({
    name: '案例.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(cases),
  });
  await page.getByText('哪一列是哪项输入').waitFor();
  await page.getByText('320 · 100').waitFor();
  await picture('replay-mapping-zh-desktop');
  await judge();
  await page.getByLabel('案例名称').fill('企业');
  await page.getByLabel('案例名称').press('Enter');
  await page.getByRole('button', { name: '开始重演' }).click();
  await finished(page);
  const rows = page.getByRole('region', { name: '逐个案例' }).locator('tbody tr');
  await rows.nth(2).waitFor();
  const said = (await rows.allInnerTexts()).map((text) => text.replaceAll(/\s+/g, ' '));
  const of = (name: string) => said.find((text) => text.startsWith(name)) ?? '';
  // A gains 15 % of 100; B gets 15 instead of 20; C has too many people under both.
  assert.match(of('甲'), /受益.*\+15$/);
  assert.match(of('乙'), /受损.*-5$/);
  assert.match(of('丙'), /不变.*0$/);
  await rows.filter({ hasText: '甲' }).getByRole('link').click();
  await page.getByRole('heading', { level: 1, name: '甲' }).waitFor();
  assert.equal(await page.locator('.run-steps').count(), 2);
  await judge();
});

test('a replay over past decisions leads to each case', async () => {
  const { page, visit, judge } = await stage.enter(officer, 'zh');
  await visit(asked);
  await page.getByLabel('标题').fill('去年的案例');
  await page.getByLabel('按哪项输入分规模').click();
  await page.getByTitle('职工总数（人）').click();
  const bounds = page.getByLabel('各档的起点');
  await bounds.fill('100,300');
  await bounds.press('Enter');
  await page.getByRole('button', { name: '开始重演' }).click();
  await finished(page);
  replayAt = new URL(page.url()).pathname;
  await page.getByRole('heading', { name: '按规模' }).waitFor();
  await page.getByRole('region', { name: '逐个案例' }).getByRole('link').first().click();
  await page.locator('.run-steps').nth(1).waitFor();
  caseAt = new URL(page.url()).pathname;
  await judge();
});

let draftAt = '';

test('an officer writes a rule, draws its model in the standard editor and saves both', async () => {
  const { page, visit, judge } = await stage.enter(officer, 'zh');
  await visit('/rules');
  await page.getByRole('link', { name: '新建规则' }).click();
  await page.getByLabel('名称（中文）').fill('试写的规则');
  await page.getByRole('button', { name: '开始起草' }).click();
  await page.waitForURL(/\/rules\/versions\/[0-9a-f-]{36}\/edit/);
  draftAt = new URL(page.url()).pathname;
  const versionId = draftAt.split('/')[3] ?? '';
  await page.getByLabel('条款（中文）').fill('不超过三百人。');
  await page.getByRole('button', { name: '打开编辑器' }).click();
  const editor = page.getByRole('application', { name: 'DMN 编辑器' });
  await editor.locator('a[href*="bpmn.io"], .bjs-powered-by').first().waitFor();
  await page.getByRole('button', { name: '保存模型' }).click();
  await page.getByText('模型已保存').waitFor();
  await page.getByRole('button', { name: '保存', exact: true }).click();
  await page.getByText('已保存', { exact: true }).waitFor();
  const kept = await get<{ textZh: string; modelDigest: string | null }>(`/versions/${versionId}`);
  assert.equal(kept.textZh, '不超过三百人。');
  assert.match(kept.modelDigest ?? '', /^[0-9a-f]{64}$/);
  await visit(draftAt);
  await judge();
});

test('two who save one draft choose what stays, and nothing typed is lost', async () => {
  const { page, visit } = await stage.enter(officer, 'zh');
  await visit(draftAt);
  await page.getByLabel('文号').fill('甲〔2026〕1号');
  const versionId = draftAt.split('/')[3] ?? '';
  const before = await get<{ revision: number }>(`/versions/${versionId}`);
  const theirs = await reader.request.patch(`/api/rules/versions/${versionId}`, {
    data: { documentNumber: '乙〔2026〕2号', issuer: '示例机关' },
    headers: { 'if-match': `"${before.revision}"` },
  });
  assert.equal(theirs.status(), 200, await theirs.text());
  await page.getByRole('button', { name: '保存', exact: true }).click();
  const clash = page.locator('.conflict');
  await clash.getByText('乙〔2026〕2号').waitFor();
  await clash.getByRole('button').last().click();
  await page.getByText('已保存', { exact: true }).waitFor();
  const kept = await get<{ documentNumber: string; issuer: string }>(`/versions/${versionId}`);
  assert.deepEqual([kept.documentNumber, kept.issuer], ['甲〔2026〕1号', '示例机关']);
});

walk(stage, [
  { name: 'replays', path: () => '/rules/replays', as: officer },
  { name: 'new-replay', path: () => asked, as: officer },
  { name: 'replay', path: () => replayAt, as: officer },
  { name: 'write-rule', path: () => '/rules/new', as: officer },
  { name: 'edit-version', path: () => draftAt, as: officer },
  { name: 'replay-case', path: () => caseAt, as: officer },
]);
