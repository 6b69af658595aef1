import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openStage, walk } from '../browser-testing.ts';

const stage = await openStage();

const csv = `机构名称,英文名称,类型,地区
保定示范材料研究院,Baoding Institute of Sample Materials,research_institute,130600
没有地区的示范厂,,enterprise,999999
`;

let fileAt = '';
let importAt = '';

test('a file is tried, imported and undone', async () => {
  const { page, visit, judge, picture } = await stage.enter('赵协同', 'zh');
  await visit('/imports');
  await page.locator('input[type=file]').setInputFiles({
    name: '示范机构.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(csv),
  });
  await page.waitForURL(/\/imports\/files\//);
  fileAt = new URL(page.url()).pathname;
  await page.getByText('保定示范材料研究院').first().waitFor();
  await judge();
  await page.getByRole('button', { name: '试运行' }).click();
  await page.getByText('试运行结果（没有写入任何数据）').waitFor();
  await page.getByRole('region', { name: '逐行问题' }).waitFor();
  await picture('import-tried-zh-desktop');
  await judge();
  await page.getByRole('button', { name: '开始导入' }).click();
  await page.waitForURL(/\/imports\/[0-9a-f-]{36}$/);
  importAt = new URL(page.url()).pathname;
  await page.getByText('已完成').first().waitFor();
  await judge();
  await page.getByRole('button', { name: '撤销这次导入' }).click();
  await page.getByRole('dialog').getByRole('button', { name: '撤销这次导入' }).click();
  await page.getByText('已撤销').first().waitFor();
  assert.ok(importAt.startsWith('/imports/'));
});

walk(stage, [
  { name: 'imports', path: () => '/imports', as: '赵协同' },
  { name: 'prepare-import', path: () => fileAt, as: '赵协同' },
  { name: 'import', path: () => importAt, as: '赵协同' },
  { name: 'decide-affiliations', path: () => '/imports/affiliations', as: '赵协同' },
]);
