import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openStage, walk } from '../browser-testing.ts';
import { passReview } from './review-testing.ts';

const stage = await openStage();

/** Of the Hebei maker of rolls, and of the university that has what it looks for. */
const maker = '周恒';
const university = '郑转';
const steelUniversity = '王钢';
const secretariat = '赵协同';

async function read<Item>(as: string, path: string): Promise<Item[]> {
  const { page } = await stage.enter(as);
  const answer = await page.request.get(`/api/matching/${path}`);
  return ((await answer.json()) as { items: Item[] }).items;
}

interface Listed {
  readonly id: string;
  readonly journeyId: string;
}
const [need] = await read<Listed>(maker, 'needs?mine=true');
const [technology] = await read<Listed>(university, 'technologies?mine=true');
const [introduction] = await read<Listed>(university, 'introductions');
assert.ok(need && technology && introduction, 'the demo has a need, a technology and a request');

const q = encodeURIComponent('轧辊表面强化，提高耐磨寿命');

walk(stage, [
  { name: 'needs', path: () => '/needs', as: maker },
  { name: 'need', path: () => `/needs/${need.id}`, as: maker },
  { name: 'need-edit', path: () => `/needs/${need.id}/edit`, as: maker },
  { name: 'need-new', path: () => '/needs/new', as: maker },
  { name: 'technologies', path: () => '/technologies', as: maker },
  { name: 'technology', path: () => `/technologies/${technology.id}`, as: maker },
  { name: 'technology-edit', path: () => `/technologies/${technology.id}/edit`, as: university },
  { name: 'matches', path: () => `/needs/${need.id}/matches`, as: maker },
  {
    name: 'matches-of-technology',
    path: () => `/technologies/${technology.id}/matches`,
    as: university,
  },
  { name: 'matches-of-words', path: () => `/matches?q=${q}`, as: maker },
  { name: 'introductions', path: () => '/introductions', as: university },
  { name: 'introduction', path: () => `/introductions/${introduction.id}`, as: university },
]);

test('publishing says at each field what is missing, and the draft saves itself', async () => {
  const { page, visit } = await stage.enter(maker);
  await visit('/needs/new');
  await page.getByLabel('名称', { exact: true }).fill('轧辊');
  await page
    .getByText(/^已保存/)
    .first()
    .waitFor();
  await page.getByLabel('问题描述').fill('辊面剥落');
  await page.getByLabel('领域').fill('制造业');
  await page.locator('.ant-select-item-option[title="制造业"]').click();
  await page.getByRole('button', { name: '提交审核' }).click();
  await page.getByText('名称至少 4 个字').waitFor();
  await page.getByText('问题描述至少 20 个字').waitFor();
  const drafts = await read<{ title: string }>(maker, 'needs?mine=true&state=draft');
  assert.deepEqual(
    drafts.map(({ title }) => title),
    ['轧辊'],
  );
});

test('a need is posted, matched with reasons, asked about, accepted, and both see its journey', async () => {
  const { page, visit, picture, judge } = await stage.enter(maker);
  const title = '热轧工作辊激光熔覆再制造';
  await visit('/needs/new');
  await page.getByLabel('名称', { exact: true }).fill(title);
  await page
    .getByLabel('问题描述')
    .fill('热轧工作辊报废量大，希望用激光熔覆恢复辊面尺寸并提高耐磨性，成本低于新辊的一半。');
  await page.getByLabel('领域').fill('制造业');
  await page.locator('.ant-select-item-option[title="制造业"]').click();
  await page.getByRole('button', { name: '提交审核' }).click();
  await page.getByRole('heading', { level: 1, name: title }).waitFor();
  await page.getByText('待内部审核').first().waitFor();
  const posted = new URL(page.url()).pathname;
  const reviewer = await stage.enter(secretariat);
  await passReview(page, reviewer.page, posted.split('/').at(-1) ?? '');
  await visit(posted);

  await page.getByRole('link', { name: '查看匹配' }).click();
  const best = page.locator('.match').first();
  await best.getByRole('link', { name: '热轧工作辊激光熔覆再制造工艺' }).waitFor();
  assert.ok((await best.locator('mark').count()) > 0, 'the words in common are marked');
  await best.getByText('领域相同：制造业').first().waitFor();
  await picture('matches-with-reasons');

  await best.getByRole('button', { name: '请求引荐' }).click();
  const dialog = page.getByRole('dialog', { name: '请求引荐' });
  await dialog.getByLabel('留言').fill('希望了解熔覆层寿命和价格，能否安排一次交流？');
  await judge();
  await dialog.getByRole('button', { name: '发出请求' }).click();
  await page.waitForURL(/\/introductions\//);
  await page.getByText('待答复').first().waitFor();
  const address = new URL(page.url()).pathname;

  const other = await stage.enter(steelUniversity);
  await other.visit('/introductions');
  await other.page.getByRole('link', { name: title }).click();
  await other.page.getByText('希望了解熔覆层寿命').waitFor();
  await other.page.getByRole('button', { name: '接受', exact: true }).click();
  await other.page.getByRole('dialog').getByRole('button', { name: '接受', exact: true }).click();
  await other.page.getByText('已接受').first().waitFor();

  await visit(address);
  await page.getByText(steelUniversity).first().waitFor();
  await page.getByRole('link', { name: '查看全程' }).click();
  await page.getByRole('heading', { level: 1, name: title }).waitFor();
  await page.locator('.timeline > li').nth(4).waitFor();
  assert.equal(await page.locator('.timeline > li').count(), 5);
  await picture('journey');
  await judge();

  await other.page.getByRole('link', { name: '查看全程' }).click();
  await other.page.locator('.timeline > li').nth(2).waitFor();
});

test('a "no" has its reasons, and the asker reads them', async () => {
  const one = await stage.enter(university);
  await one.visit(`/introductions/${introduction.id}`);
  await one.page.getByRole('button', { name: '婉拒' }).click();
  const dialog = one.page.getByRole('dialog', { name: '婉拒' });
  await dialog.getByRole('button', { name: '婉拒', exact: true }).click();
  await dialog.getByText('请填写此项').waitFor();
  await dialog.getByLabel('阶段过早').check();
  await one.judge();
  await dialog.getByRole('button', { name: '婉拒', exact: true }).click();
  await one.page.getByText('已婉拒').first().waitFor();

  const asker = await stage.enter(maker, 'en');
  await asker.visit(`/introductions/${introduction.id}`);
  await asker.page.getByText('Too early a stage').first().waitFor();
});
