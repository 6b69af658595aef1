import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openStage, walk } from '../browser-testing.ts';

const stage = await openStage();
const officer = '李冀';

walk(stage, [
  { name: 'barriers', path: () => '/observatory/barriers', as: officer },
  { name: 'flows', path: () => '/observatory/flows', as: officer },
  { name: 'barrier-files', path: () => '/observatory/files', as: officer },
]);

test('from a barrier to its records and its rule, and to a file that ends with words', async () => {
  const { page, visit, judge } = await stage.enter(officer, 'zh');
  await visit('/observatory/barriers?capability=rules');
  await page.getByRole('row').getByText('河北省内部').waitFor();
  await page.getByRole('row').filter({ hasText: '河北省内部' }).getByRole('link').first().click();
  await page.getByRole('link', { name: '看决定' }).first().waitFor();
  await page.getByRole('link', { name: '查看这条规则' }).waitFor();
  await judge();

  await page.getByRole('button', { name: '立案' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('说明').fill('短');
  await dialog.getByRole('button', { name: '立案' }).click();
  await dialog.getByText('说明太短').waitFor();
  await dialog.getByLabel('说明').fill('两地对职工人数的口径不同，企业两头都不符合。');
  await dialog.getByRole('button', { name: '立案' }).click();
  await page.waitForURL(/\/observatory\/files\//);
  await page.getByText('待查明').waitFor();
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

test('somebody without an office sees that there is something, and no figures of few', async () => {
  const { page, visit } = await stage.enter('周恒', 'en');
  await visit('/observatory/barriers');
  await page.getByText('Too few to tell').first().waitFor();
});
