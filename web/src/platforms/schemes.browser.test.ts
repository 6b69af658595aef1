import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openStage, walk } from '../browser-testing.ts';

const stage = await openStage();

/** The secretariat keeps most of the sample schemes, an officer of Beijing the one in the making. */
const secretariat = '赵协同';
const beijing = '钱京';

interface Kept {
  readonly id: string;
  readonly template: string;
  readonly version: { readonly id: string };
}

async function schemeOf(as: string, template: string): Promise<Kept> {
  const { page } = await stage.enter(as);
  const answer = await page.request.get('/api/platforms/schemes?limit=100');
  const { items } = (await answer.json()) as { items: Kept[] };
  const found = items.find((one) => one.template === template);
  assert.ok(found, `the demo has ${template}`);
  return found;
}

const published = await schemeOf(secretariat, 'four-types');
const formula = await schemeOf(secretariat, 'four-streams');
const draft = await schemeOf(beijing, 'beijing-engineering-centre');

walk(stage, [
  { name: 'schemes', path: () => '/platforms/schemes', as: beijing },
  { name: 'scheme', path: () => `/platforms/schemes/${published.id}`, as: secretariat },
  { name: 'scheme-begin', path: () => '/platforms/schemes/new', as: beijing },
  {
    name: 'scheme-edit',
    path: () => `/platforms/scheme-versions/${draft.version.id}/edit`,
    as: beijing,
  },
  { name: 'comparisons', path: () => '/platforms/comparisons', as: null },
]);

test('a scheme is begun from a published one, mended where it is wrong, and tried with intervals', async () => {
  const { page, visit, judge } = await stage.enter(secretariat);
  await visit('/platforms/schemes/new');
  const form = page.locator('section', { hasText: '国家重点实验室评估' }).first();
  await form.getByRole('button', { name: '开始' }).click();
  await page.getByRole('heading', { name: '编辑方案' }).waitFor();
  const whole = page.getByText('内容完整，可以试算，并请另一位经办人复核。');
  await whole.waitFor();
  const weight = page.getByRole('textbox', { name: '权重', exact: true }).first();
  await weight.fill('40');
  await page.getByText('权重之和不对').first().waitFor();
  await judge();
  await page.getByRole('button', { name: '撤销' }).click();
  await whole.waitFor();
  assert.equal(await weight.inputValue(), '50');

  await page.getByRole('spinbutton', { name: '模拟次数' }).fill('200');
  await page.getByRole('button', { name: '开始试算' }).click();
  await page.getByText('已完成').waitFor();
  await page.getByRole('heading', { name: '什么左右名次' }).waitFor();
  await page.getByRole('heading', { name: '去掉一项会怎样' }).waitFor();
  await judge();
});

test('a budget is split to the last fen, each part with its step', async () => {
  const { page, visit, judge } = await stage.enter(secretariat);
  await visit(`/platforms/schemes/${formula.id}`);
  await page.getByRole('textbox', { name: '预算' }).fill('20,000,000.01');
  await page.getByRole('button', { name: '计算分配' }).click();
  await page.getByText('120 ÷ 306 = 39.2157%').waitFor();
  await page.getByRole('cell', { name: '20,000,000.01' }).waitFor();
  await judge();
});
