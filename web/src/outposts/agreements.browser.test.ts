import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { openStage, walk } from '../browser-testing.ts';

const stage = await openStage();

/** Officers of Hebei, which is a party, and of Tianjin, which is drafting. */
const hebei = '李冀';
const tianjin = '孙津';

interface Kept {
  readonly id: string;
  readonly state: string;
  readonly version: { readonly id: string };
}

async function inState(as: string, state: string): Promise<Kept> {
  const { page } = await stage.enter(as);
  const answer = await page.request.get(`/api/outposts/agreements?state=${state}`);
  const [found] = ((await answer.json()) as { items: Kept[] }).items;
  assert.ok(found, `the demo has an agreement that is ${state}`);
  return found;
}

const running = await inState(hebei, 'running');
const draft = await inState(tianjin, 'draft');
const { page: reader } = await stage.enter(hebei);
const tried = await reader.request.get(`/api/outposts/agreements/${running.id}/simulations`);
const [simulation] = ((await tried.json()) as { items: { id: string }[] }).items;
assert.ok(simulation, 'the demo has a simulation');
const version = `/outposts/agreement-versions/${draft.version.id}`;

walk(stage, [
  { name: 'agreements', path: () => '/outposts/agreements', as: hebei },
  { name: 'agreement', path: () => `/outposts/agreements/${running.id}`, as: hebei },
  { name: 'agreement-begin', path: () => '/outposts/agreements/new', as: tianjin },
  { name: 'agreement-draft', path: () => `/outposts/agreements/${draft.id}`, as: tianjin },
  { name: 'agreement-edit', path: () => `${version}/edit`, as: tianjin },
  { name: 'agreement-simulate', path: () => `${version}/simulate`, as: tianjin },
  { name: 'simulation', path: () => `/outposts/simulations/${simulation.id}`, as: hebei },
]);

const open = '.ant-select-dropdown:not(.ant-select-dropdown-hidden)';

async function choose(page: Page, label: string, typed: string): Promise<void> {
  const box = page.getByRole('combobox', { name: label, exact: true });
  await box.click();
  await box.pressSequentially(typed);
  await page.locator(`${open} .ant-select-item-option`).filter({ hasText: typed }).first().click();
}

test('an officer drafts from a published form, is told of 99.99 %, simulates, sends and signs', async () => {
  const { page, visit, judge } = await stage.enter(tianjin);
  await visit('/outposts/agreements/new');
  const form = page.locator('section', { hasText: '六安' }).first();
  await form.getByRole('button', { name: '从这里起草' }).click();
  await page.getByRole('heading', { name: '编辑条款' }).waitFor();

  const share = page.getByRole('textbox', { name: '比例', exact: true }).first();
  await share.fill('39.99 %');
  await page.getByText('各方份额之和必须正好是 100%').first().waitFor();
  await share.fill('40 %');
  await page.getByText('各方份额之和必须正好是 100%').first().waitFor({ state: 'detached' });
  await page.getByRole('button', { name: '添加适用年度' }).click();
  await page.getByRole('button', { name: '添加起' }).first().click();
  await page.getByLabel('起', { exact: true }).first().fill('2026');
  await choose(page, '上海市松江区 地区', '天津市');
  await choose(page, '安徽省六安市 地区', '河北省');
  await page.getByText('条款完整，可以模拟。').waitFor();
  await judge();

  await page.getByRole('link', { name: '查看协议' }).click();
  await page.getByRole('link', { name: '模拟', exact: true }).click();
  await page.getByLabel('抽取次数').fill('50');
  await page.getByRole('button', { name: '开始模拟' }).click();
  await page.getByText('已完成').waitFor();
  await page.getByRole('link', { name: '查看协议' }).click();
  await page.getByRole('button', { name: '送各方审签' }).click();
  await page.getByRole('dialog').getByRole('button', { name: '送各方审签' }).click();
  await page.getByText('审签中').first().waitFor();
  await page.getByRole('button', { name: /^代表.*签署$/ }).click();
  await page.getByRole('dialog').getByRole('button', { name: '签署', exact: true }).click();
  await page.getByText('地区负责人').first().waitFor();
  await judge();
});
