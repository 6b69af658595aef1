import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openStage, walk } from '../browser-testing.ts';

const stage = await openStage();

/** The council's chair, from Hebei; and the director, who manages the operator. */
const chair = '李冀';
const director = '周恒';

const { page: reader } = await stage.stay(chair);

async function read<Answer>(path: string): Promise<Answer> {
  const answer = await reader.request.get(`/api/platforms/${path}`);
  assert.equal(answer.status(), 200, await answer.text());
  return (await answer.json()) as Answer;
}

interface Listed {
  readonly items: readonly { readonly id: string }[];
}

const { items } = await read<Listed>(`platforms?q=${encodeURIComponent('智能轧制')}`);
const platformId = items[0]!.id;
const motions = await read<Listed>(`platforms/${platformId}/motions?state=open`);
const motionId = motions.items[0]!.id;

walk(stage, [
  { name: 'platforms', path: () => '/platforms', as: chair },
  { name: 'platform', path: () => `/platforms/${platformId}`, as: chair },
  { name: 'platform-charter', path: () => `/platforms/${platformId}/charter`, as: chair },
  { name: 'platform-mandates', path: () => `/platforms/${platformId}/mandates`, as: director },
  { name: 'platform-motions', path: () => `/platforms/${platformId}/motions`, as: chair },
  { name: 'platform-budget', path: () => `/platforms/${platformId}/budget`, as: chair },
  { name: 'platform-motion', path: () => `/platforms/motions/${motionId}`, as: chair },
  { name: 'platform-decisions', path: () => '/platforms/decisions', as: chair },
  { name: 'platform-new', path: () => '/platforms/new', as: chair },
]);

test('a payment over the limit goes to the council, and the chair votes on it', async () => {
  const asked = await stage.enter(director);
  await asked.visit(`/platforms/${platformId}/mandates`);
  const { page } = asked;
  const amount = page.getByLabel('金额（元）', { exact: true });
  await page.getByLabel('事项', { exact: true }).fill('冷却水系统改造');
  await amount.fill('610000');
  await page.getByRole('combobox', { name: '预算科目' }).click();
  await page.locator('.ant-select-item-option', { hasText: '设备费' }).click();
  await page.getByRole('button', { name: '决定', exact: true }).click();
  const row = page.getByRole('row', { name: /冷却水系统改造/ });
  await row.getByText('待机构决定').waitFor();
  await row.getByText('单次限额').first().waitFor();
  await asked.judge();

  const voting = await stage.enter(chair);
  await voting.visit('/platforms/decisions');
  await voting.page.getByRole('link', { name: '冷却水系统改造' }).click();
  await voting.page.getByRole('button', { name: '赞成' }).click();
  await voting.page.getByRole('dialog').getByRole('button', { name: '赞成' }).click();
  const own = voting.page.getByRole('row', { name: /李冀/ });
  await own.getByText('赞成').waitFor();
  // One of three seats is no quorum: the clause says so.
  await voting.page.getByRole('button', { name: '计票' }).click();
  await voting.page
    .getByText('理事会共 3 席，计入出席 1 席，须达 2 席。', { exact: true })
    .waitFor();
  voting.forget();
  await voting.judge();
});
