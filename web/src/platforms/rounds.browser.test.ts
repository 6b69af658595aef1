import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { APIResponse } from 'playwright-core';
import { openStage, walk } from '../browser-testing.ts';

const stage = await openStage();

/** The secretariat keeps the round of the demo; somebody of the pilot base's operator reports. */
const secretariat = '赵协同';
const evaluated = '周恒';

const { page: keeper } = await stage.stay(secretariat);
const { page: own } = await stage.stay(evaluated);

interface Kept {
  readonly revision: number;
}
interface Round extends Kept {
  readonly id: string;
  readonly reports: readonly { readonly id: string }[];
  readonly run: { readonly state: string } | null;
}

async function read<Answer>(page: typeof keeper, path: string): Promise<Answer> {
  return (await (await page.request.get(`/api/platforms/${path}`)).json()) as Answer;
}

const { items } = await read<{ items: readonly { id: string }[] }>(
  keeper,
  'rounds?type=transformation_service',
);
const round = await read<Round>(keeper, `rounds/${items[0]!.id}`);
const reportId = round.reports[0]!.id;
const [roundPage, reportPage] = [`/platforms/rounds/${round.id}`, `/platforms/reports/${reportId}`];

walk(stage, [
  { name: 'rounds', path: () => '/platforms/rounds', as: evaluated },
  { name: 'round', path: () => roundPage, as: secretariat },
  { name: 'round-report', path: () => reportPage, as: evaluated },
  { name: 'my-evaluations', path: () => '/platforms/my-evaluations', as: evaluated },
  { name: 'interventions', path: () => '/platforms/interventions', as: secretariat },
]);

/** What takes no looking at is done as programs do it. */
async function done(answer: Promise<APIResponse>): Promise<APIResponse> {
  const came = await answer;
  assert.ok(came.ok(), await came.text());
  return came;
}

async function write(page: typeof keeper, path: string, kept: Kept | null, data: object = {}) {
  const headers = {
    'idempotency-key': crypto.randomUUID(),
    ...(kept === null ? {} : { 'if-match': `"${kept.revision}"` }),
  };
  return await done(page.request.post(`/api/platforms/${path}`, { headers, data }));
}

const numbers: Readonly<Record<string, string>> = {
  ...{ equipment: '3000000', site: '800', staff: '30', people: '60', research: '1000000' },
  ...{ income: '20000000', conversion: '9000000', operating: '20000000', years: '3' },
};

async function reportRest(): Promise<void> {
  const headers = { 'content-type': 'application/octet-stream' };
  const file = await done(
    own.request.post(`/api/platforms/reports/${reportId}/evidence`, {
      headers,
      data: Buffer.from('%PDF-1.7'),
    }),
  );
  const { id } = (await file.json()) as { id: string };
  const kept = await read<Kept>(own, `reports/${reportId}`);
  const values = [
    ...Object.entries(numbers).map(([measure, value]) => ({ measure, value, evidence: [id] })),
    { measure: 'area', value: 'east-west-north' },
    { measure: 'kind', value: 'research institution' },
  ];
  await done(
    own.request.patch(`/api/platforms/reports/${reportId}`, {
      headers: { 'if-match': `"${kept.revision}"` },
      data: { values },
    }),
  );
}

async function endPhase(): Promise<void> {
  await write(
    keeper,
    `rounds/${round.id}/phase-end`,
    await read<Kept>(keeper, `rounds/${round.id}`),
  );
}

test('a round is walked from the report to an appeal and its decision', async () => {
  const operator = await stage.enter(evaluated);
  await operator.visit(reportPage);
  const { page } = operator;
  await page.getByRole('textbox', { name: '科研仪器设备原值', exact: true }).fill('3000000');
  await page.getByText('已保存').waitFor();
  await reportRest();
  await operator.visit(reportPage);
  await page.getByRole('button', { name: '提交自评' }).click();
  await page.getByText('已完成').waitFor();

  await endPhase();
  const secretary = await stage.enter(secretariat);
  await secretary.visit(reportPage);
  await secretary.page.getByRole('button', { name: '全部通过' }).click();
  await secretary.page.getByText('已通过').first().waitFor();
  await endPhase();
  await endPhase();
  await secretary.visit(roundPage);
  const computing = secretary.page.waitForResponse(
    (one) => one.url().endsWith('/results') && one.request().method() === 'POST',
  );
  await secretary.page.getByRole('button', { name: '计算结果' }).click();
  const { id: runId } = (await (await computing).json()) as { id: string };
  assert.ok(runId);
  const { computeResult } = await import('../../../server/src/platforms/compute-result.ts');
  await computeResult(stage.node.jobContext, runId);
  await secretary.page.getByRole('heading', { name: '第 1 次结果' }).waitFor();
  await endPhase();

  await operator.visit(`${reportPage}/evaluation`);
  await page.getByRole('button', { name: '重新计算' }).click();
  await page.getByText('完全一致').waitFor();
  await operator.judge();
  await page
    .getByRole('button', { name: '申 诉' })
    .or(page.getByRole('button', { name: '申诉', exact: true }))
    .click();
  await page.getByRole('textbox', { name: '理由' }).fill('研发经费漏计');
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /申\s?诉/ })
    .click();
  await page.getByText('已完成').waitFor();

  await secretary.visit(`${roundPage}/appeals`);
  await secretary.page.getByText('研发经费漏计').waitFor();
  await secretary.page.getByRole('button', { name: /裁\s?决/ }).waitFor();
  await secretary.judge();
});

interface Panel {
  readonly members: readonly {
    readonly name: string;
    readonly seats: readonly { readonly reportId: string }[];
  }[];
}

const laboratories = await read<{ items: readonly { id: string; state: string }[] }>(
  keeper,
  'rounds?type=basic_research',
);
const idOf = (state: string) => laboratories.items.find((one) => one.state === state)!.id;

test('a panel is seated, an expert scores, and one who is close declares it', async () => {
  const panelPath = `/platforms/rounds/${idOf('open')}/panel`;
  const secretary = await stage.enter(secretariat);
  await secretary.visit(panelPath);
  await secretary.page.getByRole('button', { name: '分配席位' }).click();
  await secretary.page.getByText(/已分配：适配度/).waitFor();
  await secretary.judge();
  const { members } = await read<Panel>(keeper, `rounds/${idOf('open')}/panel`);
  const seatOf = (name: string) => members.find((one) => one.name === name)!.seats[0]!.reportId;

  const expert = await stage.enter(evaluated);
  await expert.visit(`/platforms/reports/${seatOf(evaluated)}/scoring`);
  await expert.page.getByRole('textbox', { name: '研究水平评分', exact: true }).fill('120');
  await expert.page.getByRole('textbox', { name: '团队与人才评分', exact: true }).fill('80');
  await expert.page.getByRole('button', { name: '完成评分' }).click();
  await expert.page.getByText('“研究水平评分”的值 120 不在 0 至 100 之间。').waitFor();
  await expert.judge();
  await expert.page.getByRole('textbox', { name: '研究水平评分', exact: true }).fill('88');
  await expert.page.getByRole('button', { name: '完成评分' }).click();
  await expert.page.getByText('已保存').waitFor();

  const close = await stage.enter('冯桥');
  await close.visit(`/platforms/reports/${seatOf('冯桥')}/scoring`);
  await close.page.getByRole('button', { name: '申报回避' }).click();
  const dialog = close.page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: '理由' }).fill('曾共同申请专利');
  await dialog.getByRole('button', { name: '申报回避' }).click();
  await close.page.getByText('申报', { exact: true }).waitFor();
  await secretary.visit(panelPath);
  await secretary.page.getByRole('row', { name: /冯桥/ }).getByText('申报').waitFor();
});

test('an intervention is opened by hand for a target that was missed', async () => {
  const { reports } = await read<Round>(keeper, `rounds/${idOf('published')}`);
  const secretary = await stage.enter(secretariat);
  const { page } = secretary;
  await secretary.visit(`/platforms/reports/${reports[0]!.id}/interventions/new`);
  await secretary.judge();
  await page.getByRole('combobox', { name: '未达到的目标' }).fill('论文 40 篇');
  await page.getByRole('textbox', { name: '措施' }).fill('补充成果\n每季度报告');
  const due = new Date(Date.now() + 90 * 86_400_000).toISOString().slice(0, 10);
  await page.getByRole('textbox', { name: '期限' }).fill(due);
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: '立项整改' }).click();
  await page.getByText('未达目标 · 论文 40 篇').waitFor();
  await page.getByText('每季度报告').waitFor();
  await secretary.judge();
});
