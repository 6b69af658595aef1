import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Locator } from 'playwright-core';
import { openStage, walk } from '../browser-testing.ts';

const stage = await openStage();
const officer = '李冀';

/** Of a report as data. */
interface Told {
  readonly report: { readonly title: { readonly zh: string } };
}

walk(stage, [
  { name: 'barriers', path: () => '/observatory/barriers', as: officer },
  { name: 'flows', path: () => '/observatory/flows', as: officer },
  { name: 'series', path: () => '/observatory/series', as: officer },
  { name: 'barrier-files', path: () => '/observatory/files', as: officer },
  { name: 'open-data', path: () => '/observatory/open-data', as: null },
  { name: 'yearly-reports', path: () => '/observatory/reports', as: officer },
]);

test('from a barrier to its records and its rule, and to a file that ends with words', async () => {
  const { page, visit, judge } = await stage.enter(officer, 'zh');
  await visit('/observatory/barriers?capability=rules');
  await page.getByRole('row').getByText('河北省内部').first().waitFor();
  await page.getByRole('row').filter({ hasText: '河北省内部' }).getByRole('link').first().click();
  await page.getByRole('link', { name: '看决定' }).first().waitFor();
  await page.getByRole('link', { name: '查看这条规则' }).waitFor();
  await judge();
  const named = await page.getByRole('heading', { level: 1 }).textContent();
  const id = new URL(page.url()).pathname.split('/').at(-1);
  const told = await page.request.get(`/api/observatory/barriers/${id}/report?format=json`);
  assert.equal(((await told.json()) as Told).report.title.zh, `壁垒：${named}`);

  await page.getByRole('button', { name: '立案' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('说明').fill('短');
  await dialog.getByRole('button', { name: '立案' }).click();
  await dialog.getByText('说明太短').waitFor();
  await dialog.getByLabel('说明').fill('两地对职工人数的口径不同，企业两头都不符合。');
  await dialog.getByRole('button', { name: '立案' }).click();
  await page.waitForURL(/\/observatory\/files\//);
  await page.getByText('待查明').waitFor();
  await page.getByText(/还有 \d+ 天/).waitFor();
  await page.getByRole('link', { name: '开始推演' }).waitFor();
  await judge();

  await page.getByLabel('结案').check();
  await page.getByLabel('说明').fill('两地商定按社保口径统计职工人数。');
  await page.getByRole('button', { name: '保存' }).click();
  await page
    .getByText(/不能为空|请|必填|选择/)
    .first()
    .waitFor();
  await page.getByLabel('有所缓解').check();
  await page.getByRole('button', { name: '保存' }).click();
  await page.getByText('已结').first().waitFor();
  assert.equal(await page.locator('.timeline > li').count(), 2);
});

test('a table becomes a series, and leads from regions to a pair', async () => {
  const { page, visit, judge } = await stage.enter(officer, 'zh');
  await visit('/observatory/series');
  await page.getByRole('button', { name: '导入数据' }).click();
  const dialog = page.getByRole('dialog');
  const said = {
    名称: '规上企业',
    计量单位: '家',
    来源: '统计年鉴（示例）',
    数据日期: '2026-01-01',
  };
  for (const [label, text] of Object.entries(said)) await dialog.getByLabel(label).fill(text);
  await page.keyboard.press('Enter');
  const send = (text: string) =>
    dialog.locator('input[type=file]').setInputFiles({
      name: '规上企业.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(`地区,行业,数值\n${text}`),
    });
  await send('火星,C39,1\n');
  await dialog.getByText('第 2 行：“火星”').waitFor();
  await send(
    '北京,C39,90\n北京,M73,120\n天津,C39,40\n天津,C34,60\n河北,C31,140\n河北,C34,50\n河北,C33,45\n',
  );
  await page.getByRole('heading', { level: 1, name: '规上企业' }).waitFor();
  await page.getByRole('button', { name: '重算核对' }).click();
  await page.getByText('输入与摘要一致').waitFor();
  await judge();
  await page.getByRole('link', { name: '领域关联图' }).click();
  await page.getByRole('heading', { level: 1, name: '领域关联图' }).waitFor();
  await judge();
  await page.goBack();
  await page.getByRole('link', { name: '天津市' }).click();
  await page.getByRole('heading', { level: 1, name: '天津市的优势与机会' }).waitFor();
  await page.getByLabel('领域', { exact: true }).click();
  await page.getByTitle('黑色金属冶炼和压延加工业').click();
  await page.getByText(/会重复邻近地区：河北省（区位商/).waitFor();
  await judge();
  await page.getByLabel('与哪个地区比较').click();
  await page.getByTitle('河北省').click();
  await page.getByRole('heading', { level: 1, name: '天津市与河北省' }).waitFor();
  await page.getByText('通用设备制造业').first().waitFor();
  await judge();
});

test('a chain shows its gaps, and a wrong one is told what stands against it', async () => {
  const { page, visit, judge, become } = await stage.enter(officer, 'zh');
  await visit('/observatory/chains');
  await page.getByRole('link', { name: '生物医药' }).click();
  await page.locator('.chart canvas').first().waitFor();
  const document = page.waitForEvent('download');
  await page.getByRole('button', { name: '报告' }).click();
  await page.getByRole('menuitem', { name: 'PDF 文档' }).click();
  assert.match((await document).suggestedFilename(), /^生物医药产业链.*\.pdf$/);
  await page.getByRole('link', { name: '制药装备与在线检测' }).click();
  await page
    .getByRole('row')
    .filter({ hasText: '河北省' })
    .getByRole('link', { name: '1' })
    .click();
  await page.getByRole('heading', { name: '背后的记录' }).waitFor();
  await judge();
  await become('phone');
  await judge();
  await become('desktop');
  await page.getByRole('link', { name: '编辑新版本' }).click();
  const text = page.getByLabel('产业链数据');
  const model = JSON.parse(await text.inputValue());
  const wrong = { ...model, edges: [['hospitals', 'reagents']] };
  await text.fill(JSON.stringify(wrong));
  await page.getByRole('button', { name: '检查并预览' }).click();
  await page.getByText('从下游指向了上游').waitFor();
  await text.fill(JSON.stringify({ ...model, source: '省级产业链台账' }));
  await page.getByLabel('版本说明').fill('改来源');
  await judge();
  await page.getByRole('button', { name: '保存' }).click();
  await page.getByText('省级产业链台账').waitFor();
});

test('somebody without an office sees that there is something, and no figures of few', async () => {
  const { page, visit } = await stage.enter('周恒', 'en');
  await visit('/observatory/barriers');
  await page.getByText('Too few to tell').first().waitFor();
});

test('an officer has a yearly report written, compares it, and publishes figures for anybody', async () => {
  const { page, visit, judge } = await stage.enter(officer, 'zh');
  await visit('/observatory/reports');
  await page.getByRole('button', { name: '生成年度报告' }).click();
  await page.getByRole('dialog').getByRole('button', { name: '生成年度报告' }).click();
  await page.waitForURL(/\/observatory\/reports\/[0-9a-f-]{36}$/);
  await page.getByRole('heading', { level: 2, name: '利益共享' }).waitFor();
  await page.getByRole('button', { name: '按现在的记录重算并比较' }).click();
  await page.getByText(/完全一致|个数字不同/).waitFor();
  await judge();
  const coming = page.waitForEvent('download');
  await page.getByRole('button', { name: '报告' }).click();
  await page.getByRole('menuitem', { name: 'PDF 文档' }).click();
  assert.match((await coming).suggestedFilename(), /年度报告\.pdf$/);

  await page.getByRole('button', { name: '公布' }).click();
  await page.getByRole('dialog').getByRole('button', { name: '公布' }).click();
  await page.getByRole('link', { name: '作为开放数据提供' }).click();
  const giving = page.getByRole('dialog');
  await describe(giving, '年度报告 2026');
  await giving.getByRole('button', { name: '公开数据' }).click();
  await page.getByRole('link', { name: 'PDF（英文）' }).waitFor();

  await visit('/observatory/open-data');
  await page.getByRole('button', { name: '公开数据' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('优势与互补').click();
  await page.locator('.ant-select-item-option').first().click();
  await describe(dialog, '各地区技术');
  await dialog.getByRole('button', { name: '公开数据' }).click();
  await page.getByRole('row').filter({ hasText: '各地区技术' }).waitFor();
  await judge();
  const anybody = await page.request.get('/api/observatory/open-data');
  assert.match(await anybody.text(), /各地区技术/);
});

async function describe(dialog: Locator, title: string): Promise<void> {
  const said = {
    中文标题: title,
    英文标题: 'Title',
    中文说明: '由记录写成',
    英文说明: 'From records',
  };
  for (const [label, text] of Object.entries(said)) await dialog.getByLabel(label).fill(text);
}
