import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openStage, walk } from '../browser-testing.ts';

const stage = await openStage();

/** Officers of the parties of the agreement that runs in the demo. */
const hebei = '李冀';
const beijing = '钱京';

const { page: reader } = await stage.enter(hebei);
async function firstOf(path: string): Promise<{ readonly id: string }> {
  const known = await reader.request.get(`/api/outposts/${path}`);
  const [first] = ((await known.json()) as { items: { id: string }[] }).items;
  assert.ok(first, `the demo has one of ${path}`);
  return first;
}
const running = await firstOf('agreements?state=running');
const paid = await firstOf('statements?state=paid');
const netted = await firstOf('nettings?state=paid');
const periods = `/outposts/agreements/${running.id}/periods`;

walk(stage, [
  { name: 'statements', path: () => '/outposts/statements', as: hebei },
  { name: 'nettings', path: () => '/outposts/nettings', as: hebei },
  { name: 'periods', path: () => periods, as: hebei },
  { name: 'statement', path: () => `/outposts/statements/${paid.id}`, as: hebei },
  { name: 'netting', path: () => `/outposts/nettings/${netted.id}`, as: hebei },
]);

test('an officer closes a year, computes its statement again, and accepts it', async () => {
  const { page, visit, judge } = await stage.enter(hebei);
  await visit(periods);
  await page.getByRole('button', { name: '预览' }).last().click();
  await page.getByRole('heading', { name: /年度预览/ }).waitFor();
  await page.getByRole('button', { name: '结账', exact: true }).click();
  const asked = page.getByRole('dialog');
  await asked.getByText('结账不能撤销').waitFor();
  await asked.getByRole('button', { name: '结账', exact: true }).click();
  await page.getByRole('link', { name: '2021 年度结算单' }).click();
  await page.getByRole('button', { name: '重新计算' }).click();
  await page.getByText('一致：重算得到同样的摘要').waitFor();
  await judge();
  await page.getByRole('button', { name: /^代表.*认可$/ }).click();
  await page.getByRole('dialog').getByRole('button', { name: '认可', exact: true }).click();
  await page.getByRole('button', { name: /^代表.*认可$/ }).waitFor({ state: 'detached' });
});

test('a line leads to its article and its facts', async () => {
  const { page, visit, judge } = await stage.enter(beijing);
  await visit(`/outposts/statements/${paid.id}`);
  await page.getByRole('button', { name: '如何算出' }).first().press('Enter');
  await page.getByRole('link', { name: /^2018 · .*增值税退税/ }).waitFor();
  await judge();
  await page.getByRole('link', { name: '第三条' }).first().click();
  await page.getByRole('heading', { name: '京冀迁移企业税收分享协议（示例）' }).waitFor();
  await page.locator('#clause-sharing').waitFor();
});

test('what both accepted is netted by an officer, agreed to by both, and marked as paid', async () => {
  const proposer = await stage.enter(hebei);
  await proposer.visit(periods);
  await proposer.page.getByRole('button', { name: '提出轧差' }).click();
  const agree = async ({ page }: typeof proposer) => {
    await page.getByRole('button', { name: '同意', exact: true }).click();
    await page.getByRole('dialog').getByRole('button', { name: '同意', exact: true }).click();
    await page.getByRole('button', { name: '同意', exact: true }).waitFor({ state: 'detached' });
  };
  await agree(proposer);
  const payer = await stage.enter(beijing);
  await payer.visit(new URL(proposer.page.url()).pathname);
  await agree(payer);
  await payer.page.getByRole('button', { name: '标记已支付' }).click();
  const dialog = payer.page.getByRole('dialog');
  await dialog.getByLabel('凭证号').fill('国库 2019-001');
  await payer.judge();
  await dialog.getByRole('button', { name: '标记已支付' }).click();
  await payer.page.getByText('国库 2019-001').waitFor();
});
