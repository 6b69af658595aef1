import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openStage } from '../browser-testing.ts';

const stage = await openStage();

test('on a phone the navigation opens as a drawer, leads on and shuts', async () => {
  const { page, visit, picture, judge } = await stage.enter('周恒', 'zh', 'phone');
  await visit('/');
  await page.getByRole('button', { name: '打开导航' }).click();
  await page.getByRole('dialog').getByRole('link', { name: '首页', exact: true }).waitFor();
  await picture('navigation-zh-phone');
  await judge();
  await page.getByRole('dialog').getByRole('link', { name: '本单位成员' }).click();
  await page.waitForURL(/\/members\//);
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
});

test('the heading of a new page takes the focus, and the tab is named after it', async () => {
  const { page, visit } = await stage.enter('周恒', 'zh');
  await visit('/');
  await page.getByRole('link', { name: '本单位成员' }).click();
  await page.locator('h1:focus', { hasText: /的成员$/ }).waitFor();
  await page.waitForFunction(() => document.title.endsWith('的成员 · 运河'));
});

test('the language changes at once, is kept, and is told to the document', async () => {
  const { page, visit } = await stage.enter('周恒', 'zh');
  await visit('/account');
  await page.getByRole('button', { name: 'Switch to English' }).click();
  await page.getByRole('heading', { level: 1, name: 'My account' }).waitFor();
  await page.reload();
  await page.getByRole('heading', { level: 1, name: 'My account' }).waitFor();
  assert.equal(await page.getAttribute('html', 'lang'), 'en');
});

test('a filter stands in the address bar and is undone by clearing it', async () => {
  const { page, visit } = await stage.enter('褚管', 'zh');
  await visit('/administration/people');
  await page.getByLabel('姓名或邮箱').fill('周恒');
  await page.waitForURL(/\?q=/);
  await page.getByText('共 1 条').waitFor();
  await page.reload();
  await page.getByText('共 1 条').waitFor();
  await page.getByRole('button', { name: '清除筛选' }).click();
  await page.waitForURL(/people$/);
});

test('an answer that cannot be had is said with its number and can be asked for again', async () => {
  const { page, visit } = await stage.enter('褚管', 'zh');
  await page.route('**/api/identity/people?*', (route) =>
    route.fulfill({
      status: 500,
      contentType: 'application/problem+json',
      body: JSON.stringify({ code: 'fault', detail: 'x', status: 500, requestId: 'r-123' }),
    }),
  );
  await visit('/administration/people');
  await page.getByText('r-123').waitFor();
  await page.unroute('**/api/identity/people?*');
  await page.getByRole('button', { name: '重试' }).click();
  await page.getByRole('link', { name: '周恒' }).waitFor();
});
