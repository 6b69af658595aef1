import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openStage, walk } from '../browser-testing.ts';

const stage = await openStage();

/** Of the Hebei maker of rolls. */
const maker = '周恒';

const { page: reader } = await stage.enter(maker);
const answer = await reader.request.get('/api/matching/needs?mine=true');
const [need] = ((await answer.json()) as { items: { readonly id: string }[] }).items;
assert.ok(need !== undefined, 'the demo has a need');
const matches = `/needs/${need.id}/matches`;
const q = encodeURIComponent('轧辊表面强化');

walk(stage, [
  {
    name: 'matches-weighed',
    path: () => `${matches}?weight=money:80&spread=true`,
    as: maker,
  },
  { name: 'experts-of-need', path: () => `${matches}?view=experts`, as: maker },
  { name: 'organisations-of-need', path: () => `${matches}?view=organisations`, as: maker },
  { name: 'experts-of-words', path: () => `/matches?q=${q}&view=experts`, as: maker },
  { name: 'matches-of-nothing', path: () => '/matches?q=%EF%BC%8C', as: maker },
]);

test('each match says why it stands where it stands, part by part', async () => {
  const { page, visit, judge, become, picture } = await stage.enter(maker);
  await visit(matches);
  const first = page.locator('.match').first();
  await first.getByText('为什么排在这里').click();
  const table = first.getByRole('table');
  await table.getByRole('row', { name: /^文字/ }).waitFor();
  assert.equal(await table.getByRole('row').count(), 9, 'a head and eight parts');
  await page
    .getByText(/为什么不更靠前|与上一条只差/)
    .first()
    .waitFor();
  await judge();
  await picture('match-parts');
  await become('phone');
  await judge();
});

test('weights are moved in the address bar, reset, and kept with the need', async () => {
  const { page, visit, judge } = await stage.enter(maker);
  await visit(matches);
  await page.getByText('排序权重').click();
  const money = page.getByRole('spinbutton', { name: '预算与价格的权重' });
  assert.equal(await money.inputValue(), '7');
  await money.fill('90');
  await money.press('Enter');
  await page.waitForURL(/weight=/);
  await page.getByText('刚改的').waitFor();
  await judge();
  await page.getByRole('button', { name: '存为这条需求的权重' }).click();
  await page.getByText('自存', { exact: true }).first().waitFor();
  await page.getByRole('button', { name: '不再使用自存权重' }).click();
  await page.getByText('自存', { exact: true }).first().waitFor({ state: 'detached' });
  await money.fill('33');
  await money.press('Enter');
  await page.getByText('刚改的').waitFor();
  await page.getByRole('button', { name: '恢复', exact: true }).click();
  await page.getByText('刚改的').waitFor({ state: 'detached' });
  assert.ok(!page.url().includes('weight'));
});

test('"not this, because" is one click, and can be taken back', async () => {
  const { page, visit, judge } = await stage.enter(maker);
  await visit(matches);
  const second = page.locator('.match').nth(1);
  const title = ((await second.locator('.match-title a').textContent()) ?? '').trim();
  await second.getByRole('button', { name: '不合适，因为…' }).click();
  await judge();
  await page.getByRole('menuitem', { name: '阶段过早' }).click();
  await page.getByText('已排除 1 条').click();
  await page.locator('.match-title').filter({ hasText: title }).waitFor({ state: 'detached' });
  await judge();
  await page.getByRole('button', { name: `恢复“${title}”` }).click();
  await page.locator('.match-title').filter({ hasText: title }).waitFor();
});

test('the same in English: experts, organisations, and a question that asks nothing', async () => {
  const { page, visit, judge } = await stage.enter(maker, 'en');
  await visit(matches);
  await page.getByText('Why it stands here').first().waitFor();
  await page.getByTitle('Organisations', { exact: true }).click();
  await page.waitForURL(/view=organisations/);
  await page.getByText('Technologies that fit').first().waitFor();
  await judge();
  await page.getByTitle('Experts', { exact: true }).click();
  await page.waitForURL(/view=experts/);
  await judge();
  await visit('/matches?q=%E6%8A%80%E6%9C%AF');
  await page.getByText('Only words that everything has').waitFor();
});
