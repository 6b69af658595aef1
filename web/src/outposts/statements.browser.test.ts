import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openStage, walk } from '../browser-testing.ts';

const stage = await openStage();

/** Officer of Hebei, which is a party of the agreement that runs in the demo. */
const hebei = '李冀';

const { page: reader } = await stage.enter(hebei);
const known = await reader.request.get('/api/outposts/agreements?state=running');
const [running] = ((await known.json()) as { items: { id: string }[] }).items;
assert.ok(running, 'the demo has an agreement that runs');
const periods = `/outposts/agreements/${running.id}/periods`;

walk(stage, [
  { name: 'statements', path: () => '/outposts/statements', as: hebei },
  { name: 'nettings', path: () => '/outposts/nettings', as: hebei },
  { name: 'periods', path: () => periods, as: hebei },
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
  await page.getByRole('link', { name: /年度结算单/ }).click();
  await page.getByRole('button', { name: '重新计算' }).click();
  await page.getByText('一致：重算得到同样的摘要').waitFor();
  await judge();
  await page.getByRole('button', { name: /^代表.*认可$/ }).click();
  await page.getByRole('dialog').getByRole('button', { name: '认可', exact: true }).click();
  await page.getByRole('button', { name: /^代表.*认可$/ }).waitFor({ state: 'detached' });
});
