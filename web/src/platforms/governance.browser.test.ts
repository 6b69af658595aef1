import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openStage, walk } from '../browser-testing.ts';

const stage = await openStage();

/** The council's chair, from Hebei; its member; and the director, who manages the operator. */
const chair = '李冀';
const secretary = '赵协同';
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
const meetings = await read<Listed>(`platforms/${platformId}/meetings`);
const meetingId = meetings.items[0]!.id;

walk(stage, [
  { name: 'platforms', path: () => '/platforms', as: chair },
  { name: 'platform', path: () => `/platforms/${platformId}`, as: chair },
  { name: 'platform-charter', path: () => `/platforms/${platformId}/charter`, as: chair },
  { name: 'platform-mandates', path: () => `/platforms/${platformId}/mandates`, as: director },
  { name: 'platform-motions', path: () => `/platforms/${platformId}/motions`, as: chair },
  { name: 'platform-budget', path: () => `/platforms/${platformId}/budget`, as: chair },
  { name: 'platform-motion', path: () => `/platforms/motions/${motionId}`, as: chair },
  { name: 'platform-decisions', path: () => '/platforms/decisions', as: chair },
  { name: 'platform-meeting', path: () => `/platforms/meetings/${meetingId}`, as: chair },
  { name: 'platform-edit', path: () => `/platforms/${platformId}/edit`, as: chair },
  { name: 'platform-types', path: () => '/platforms/types', as: secretary },
]);

test('an edit keeps what it does not touch, and a repeated neighbour is warned of', async () => {
  const { page, visit, judge } = await stage.enter(chair);
  await visit(`/platforms/${platformId}/edit`);
  await page.getByRole('button', { name: '添加设施' }).click();
  await page.getByLabel('设施名称').last().fill('高温显微镜');
  await page.getByRole('button', { name: '保存' }).click();
  await page.getByText('高温显微镜').waitFor();
  await page.getByText('轧制工艺团队').waitFor();
  await visit('/platforms/new');
  const choose = async (label: string, said: string) => {
    const box = page.getByRole('combobox', { name: label, exact: true });
    await box.click();
    await box.fill(said);
    await page.locator('.ant-select-item-option', { hasText: said }).first().click();
    await page.keyboard.press('Escape');
  };
  await choose('所在地区', '天津市');
  await choose('领域', '黑色金属冶炼');
  await page.getByText('会重复邻近地区').waitFor();
  await judge();
});

test('a meeting is moved with its reason, and a member sees it among what waits', async () => {
  const { page, visit, judge } = await stage.enter(chair);
  await visit(`/platforms/meetings/${meetingId}`);
  await page.getByRole('button', { name: '提出议案' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('议案').fill('下一年度工作计划');
  await dialog.getByRole('button', { name: '提出议案' }).click();
  await page.getByRole('link', { name: '下一年度工作计划' }).waitFor();
  await page.getByRole('button', { name: '改期' }).click();
  await dialog.getByLabel('地点').fill('保定市');
  await dialog.getByLabel('原因').fill('场地维修');
  await judge();
  await dialog.getByRole('button', { name: '改期' }).click();
  await page.getByText('场地维修').waitFor();
  const member = await stage.enter(secretary);
  await member.visit('/platforms/decisions');
  await member.page.getByText('原因：场地维修').waitFor();
});

test('a commitment is paid in part, and the rest stays committed', async () => {
  const { page, visit, judge } = await stage.enter(chair);
  await visit(`/platforms/${platformId}/mandates`);
  const row = page.getByRole('row', { name: /检测服务费/ });
  await row.getByRole('button', { name: '登记支付' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('实付金额').fill('50000');
  await dialog.getByText('余下的 7 万元').waitFor();
  await judge();
  await dialog.getByRole('button', { name: '登记支付' }).click();
  await row.getByText('已付 5 万元').waitFor();
});

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
    .getByText('理事会共 3 席，计入出席 1 席，须达 2 席（第八条）。', { exact: true })
    .waitFor();
  voting.forget();
  await voting.judge();
});
