import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { openStage, walk } from '../browser-testing.ts';

const stage = await openStage();

/** An officer of Hebei, and somebody of a company in Hebei. */
const officer = '李冀';
const member = '周恒';

const { page: reader } = await stage.enter(officer);

async function read<Answer>(path: string): Promise<Answer> {
  const answer = await reader.request.get(`/api/outposts/${path}`);
  assert.equal(answer.status(), 200, await answer.text());
  return (await answer.json()) as Answer;
}

interface Listed {
  readonly items: readonly { readonly id: string }[];
}

const firstOf = async (path: string) => (await read<Listed>(path)).items[0]!.id;
const outpostId = await firstOf('outposts?home=130200');
const moveId = await firstOf('moves');
const { agreementId } = await read<{ agreementId: string }>(`moves/${moveId}`);
const facts = `/outposts/agreements/${agreementId}/facts`;
const disputedId = await firstOf(`agreements/${agreementId}/facts?disputed=true`);
const waitingId = await firstOf(`agreements/${agreementId}/facts?year=2022&disputed=false`);

async function isDrawn(page: Page): Promise<void> {
  await page.locator('.chart-place canvas').first().waitFor();
}

walk(stage, [
  {
    name: 'outposts',
    path: () => '/outposts',
    as: officer,
    // biome-ignore lint/suspicious/noThenProperty: the name that a stop of the walk has for it
    then: isDrawn,
  },
  { name: 'outpost', path: () => `/outposts/${outpostId}`, as: officer },
  { name: 'moves', path: () => '/outposts/moves', as: member },
  { name: 'move', path: () => `/outposts/moves/${moveId}`, as: officer },
  { name: 'move-edit', path: () => `/outposts/moves/${moveId}/edit`, as: officer },
  { name: 'facts', path: () => facts, as: officer },
  { name: 'facts-import', path: () => `${facts}/import`, as: officer },
  { name: 'fact-disputed', path: () => `/outposts/facts/${disputedId}`, as: officer },
]);

const open = '.ant-select-dropdown:not(.ant-select-dropdown-hidden)';

async function choose(page: Page, label: string, option: string): Promise<void> {
  await page.getByRole('dialog').getByRole('combobox', { name: label, exact: true }).click();
  await page.locator(`${open} .ant-select-item-option`, { hasText: option }).first().click();
  await page.locator(open).waitFor({ state: 'detached' });
}

test('an officer reports a fact, is told what is wrong with it, and mends it', async () => {
  const { page, visit, judge } = await stage.enter(officer);
  await visit(`${facts}?sort=-reportedAt`);
  await page.getByRole('button', { name: '报送数据' }).click();
  const dialog = page.getByRole('dialog');
  await choose(page, '指标', '企业所得税退税');
  await dialog.getByLabel('年度或日期').fill('2021');
  await dialog.getByLabel('金额或数量').fill('99000000');
  await judge();
  await dialog.getByRole('button', { name: '报送数据' }).click();
  await dialog.getByText('退税超过了同年同地的税额').waitFor();
  await dialog.getByLabel('金额或数量').fill('1000');
  await dialog.getByRole('button', { name: '报送数据' }).click();
  await dialog.waitFor({ state: 'detached' });
  const row = page.getByRole('row', { name: /企业所得税退税/ });
  await row.getByText('待确认').waitFor();
  await judge();
});

test('a fact is corrected, and the one before stays to be seen', async () => {
  const { page, visit, judge } = await stage.enter(officer, 'en');
  await visit(`/outposts/facts/${waitingId}`);
  await page.getByRole('button', { name: 'Correct', exact: true }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Amount').fill('24000000');
  await dialog.getByLabel('Reason').fill('settled after the annual return');
  await dialog.getByRole('button', { name: 'Correct', exact: true }).click();
  await page.getByRole('heading', { name: 'Revisions' }).waitFor();
  await page.getByText('settled after the annual return').first().waitFor();
  await judge();
});

test('the other side answers a dispute', async () => {
  const { page, visit, judge } = await stage.enter(officer);
  await visit(`/outposts/facts/${disputedId}`);
  await page.getByRole('button', { name: '答复', exact: true }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('维持原数据').click();
  await dialog.getByLabel('说明').fill('以申报表为准');
  await dialog.getByRole('button', { name: '答复', exact: true }).click();
  await dialog.waitFor({ state: 'detached' });
  await page.getByText('已答复').first().waitFor();
  await judge();
});

test('an outpost is registered on a phone by keyboard, and stands in the list', async () => {
  const { page, visit, judge } = await stage.enter(officer, 'en', 'phone');
  await visit('/outposts/new');
  await page.getByRole('button', { name: 'Register an outpost' }).press('Enter');
  await page.getByText('This is needed').first().waitFor();
  await judge();
});
