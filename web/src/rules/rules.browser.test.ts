import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { openStage, walk } from '../browser-testing.ts';

const stage = await openStage();

/** Officers of Hebei and of Tianjin, and somebody of a company in Hebei. */
const officer = '李冀';
const member = '周恒';

interface Rule {
  readonly id: string;
  readonly latest: { readonly id: string; readonly nameZh: string };
}
interface Kept {
  readonly id: string;
  readonly outcome: string;
}

const { page: reader } = await stage.enter(officer);

async function read<Item>(path: string): Promise<readonly Item[]> {
  const answer = await reader.request.get(`/api/rules/${path}?limit=100`);
  return ((await answer.json()) as { items: Item[] }).items;
}

const catalogue = await read<Rule>('sets');
const refused = (await read<Kept>('decisions')).find(({ outcome }) => outcome === 'refused');
assert.ok(refused, 'the demo has a decision that is a no');

function ruleNamed(part: string): Rule {
  const found = catalogue.find(({ latest }) => latest.nameZh.includes(part));
  assert.ok(found, `the demo has a rule named ${part}`);
  return found;
}

/** Beijing and Hebei hold the first version of it, Tianjin the second. */
const grant = ruleNamed('研发补助');
const sme = ruleNamed('科技型中小企业');
const partial = ruleNamed('创新型中小企业');
/** Adopted by nobody. */
const reward = ruleNamed('科技成果转化奖励');

const tried = encodeURIComponent(
  JSON.stringify({ staff: 320, 'research spending': '150.5', 'serious dishonesty': false }),
);
const between = `ruleSetId=${grant.id}&leftRegion=130000&rightRegion=120000`;

async function wasRun(page: Page): Promise<void> {
  await page.locator('.run-steps').waitFor();
}

walk(stage, [
  { name: 'rules', path: () => '/rules', as: officer },
  { name: 'rules-adoptions', path: () => '/rules/adoptions', as: member },
  { name: 'rule-version', path: () => `/rules/versions/${sme.latest.id}`, as: officer },
  { name: 'rule-partial', path: () => `/rules/versions/${partial.latest.id}`, as: member },
  { name: 'rule-try-empty', path: () => `/rules/versions/${sme.latest.id}/try`, as: member },
  {
    name: 'rule-try',
    path: () => `/rules/versions/${grant.latest.id}/try?inputs=${tried}`,
    as: member,
    // biome-ignore lint/suspicious/noThenProperty: the name that a stop of the walk has for it
    then: wasRun,
  },
  { name: 'rule-differences', path: () => `/rules/differences?${between}`, as: member },
  { name: 'rule-differences-empty', path: () => '/rules/differences', as: officer },
  { name: 'decisions', path: () => '/rules/decisions', as: officer },
  { name: 'decision-refused', path: () => `/rules/decisions/${refused.id}`, as: officer },
  { name: 'decide', path: () => `/rules/decisions/new?ruleSetId=${grant.id}`, as: member },
]);

const open = '.ant-select-dropdown:not(.ant-select-dropdown-hidden)';

/** From a list that is all there, or from what the server finds for what is typed. */
async function choose(page: Page, label: string, option: string, typed = ''): Promise<void> {
  const box = page.getByRole('combobox', { name: label, exact: true });
  await box.click();
  await box.pressSequentially(typed);
  const offered = page.locator(`${open} .ant-select-item-option`);
  await offered.filter({ hasText: option }).first().click();
  await page.locator(open).waitFor({ state: 'detached' });
}

test('an officer signs the adoption of a rule, and is told that somebody must be there', async () => {
  const { page, visit, judge } = await stage.enter(officer);
  await visit(`/rules/versions/${reward.latest.id}`);
  await page.getByText('尚无地区采用').waitFor();
  await page.getByRole('button', { name: '签署采用' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('起始日').fill('2026-01-01');
  await dialog.getByLabel('起始日').press('Enter');
  await dialog.getByLabel('联系部门（中文）').fill('河北省成果转化处（示例）');
  await dialog.getByLabel('联系部门（英文）').fill('Hebei transfer office (sample)');
  await judge();
  await dialog.getByRole('button', { name: '签署' }).click();
  await dialog.getByText('请留下邮箱、电话、网址之一').first().waitFor();
  await dialog.getByLabel('电话').fill('0311-0000000');
  await dialog.getByRole('button', { name: '签署' }).click();
  await page.getByText('签名有效').waitFor();
  await judge();
  await visit('/rules/adoptions?region=130000');
  const row = page.getByRole('row', { name: reward.latest.nameZh });
  await row.getByText('2026年1月1日 起').first().waitFor();
});

test('a case is tried by keyboard, and its address shows a colleague the same', async () => {
  const { page, visit, judge } = await stage.enter(member, 'en', 'phone');
  await visit(`/rules/versions/${grant.latest.id}/try`);
  await page.getByLabel('staff', { exact: true }).fill('501');
  await page.getByLabel('research spending (10,000 yuan)').fill('100.10');
  await choose(page, 'serious dishonesty', 'No');
  await page.getByRole('button', { name: 'Try it' }).press('Enter');
  await wasRun(page);
  await page.getByText('Every reason against it').waitFor();
  await judge();

  const colleague = await stage.enter(officer, 'zh');
  await colleague.visit(new URL(page.url()).pathname + new URL(page.url()).search);
  await wasRun(colleague.page);
  await colleague.page.getByText('不符合的全部原因').waitFor();
  assert.equal(await colleague.page.getByLabel('职工总数（人）').inputValue(), '501');
});

test('two regions see where they differ, and try an example with the rule of each', async () => {
  const { page, visit, judge } = await stage.enter(member);
  await visit('/rules/differences');
  await choose(page, '规则', '研发补助', '研发补助');
  await choose(page, '甲地', '河北省', '河北省');
  await choose(page, '乙地', '天津市', '天津市');
  await page.getByText('大于 300、至 500').waitFor();
  await judge();
  const row = page.getByRole('row').filter({ hasText: '大于 300、至 500' });
  assert.deepEqual(await row.locator('.rule-answer').allInnerTexts(), ['否\nfalse', '是\ntrue']);
  const again = page.getByRole('link', { name: '都用第 2 版会怎样' });
  assert.match((await again.getAttribute('href')) ?? '', /candidateVersionId=.+baseVersionId=.+/);
  for (const [at, outcome] of [
    [0, '不符合'],
    // The example says what the table asks for and no more: conduct is not known.
    [1, '无法判定'],
  ] as const) {
    await visit(`/rules/differences?${between}`);
    await row.getByRole('link', { name: '用这个例子试算' }).nth(at).click();
    await wasRun(page);
    await page.locator('.tag').getByText(outcome, { exact: true }).waitFor();
  }
});

test('a no carries its reasons and where to turn, and comes again to the same bytes', async () => {
  const { page, visit, judge, become } = await stage.enter(officer);
  await visit('/rules/decisions');
  await page.getByRole('link', { name: '作出决定' }).click();
  await choose(page, '单位', '恒峰', '恒峰');
  await choose(page, '规则', '研发补助');
  await page.getByText('适用第 1 版，由河北省采用').waitFor();
  await page.getByRole('spinbutton', { name: '职工总数（人）' }).fill('-3');
  await page.getByLabel('上一年度研发投入（万元）').fill('88.88');
  await choose(page, '存在严重失信', '是');
  await page.getByRole('button', { name: '增加材料' }).click();
  await page.getByLabel('材料名称 1').fill('2025 年度社保缴纳人数证明（示例）');
  await choose(page, '证明哪一项 1', '职工总数');
  await judge();
  await page.getByRole('button', { name: '作出决定并留存' }).click();
  await page.locator('.input-wrong').waitFor();
  await page.getByRole('spinbutton', { name: '职工总数（人）' }).fill('301');
  await page.getByRole('button', { name: '作出决定并留存' }).click();

  await page.getByText('对结论有疑问或异议，请联系').waitFor();
  const reasons = page.locator('h3', { hasText: '不符合的全部原因' }).locator('+ ul > li');
  assert.equal(await reasons.count(), 2);
  await page.getByRole('link', { name: 'hebei@demo.yunhe' }).waitFor();
  await page.getByText('2025 年度社保缴纳人数证明（示例）').waitFor();
  await page.getByRole('button', { name: '复算' }).click();
  await page.getByText('结果逐字节相同').waitFor();
  await judge();
  await become('phone');
  await judge();

  const ours = await stage.enter(member, 'en');
  await ours.visit(new URL(page.url()).pathname);
  await ours.page.getByText('With a question or an objection, turn to').waitFor();
  await ours.visit('/rules/decisions?outcome=refused');
  await ours.page
    .getByRole('link', { name: /Hengfeng/ })
    .first()
    .waitFor();
  await ours.judge();
});
