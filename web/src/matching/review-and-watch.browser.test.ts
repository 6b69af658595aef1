import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openStage, walk } from '../browser-testing.ts';

const stage = await openStage();

/** A maker of pharmaceutical equipment in Hebei, who submitted a need, and the region's officer. */
const author = '吴燕';
const officer = '李冀';
const university = '郑转';

interface Listed {
  readonly items: readonly { readonly id: string; readonly recordId: string }[];
}

async function read(as: string, path: string): Promise<Listed> {
  const { page } = await stage.enter(as);
  return (await (await page.request.get(`/api/matching/${path}`)).json()) as Listed;
}

const [waiting] = (await read(officer, 'reviews?waiting=true')).items;
assert.ok(waiting, 'the demo has a need that waits to be scored');
const address = `/reviews/${waiting.id}`;

walk(stage, [
  { name: 'reviews', path: () => '/reviews', as: officer },
  { name: 'review-to-score', path: () => address, as: officer },
  { name: 'review-of-ours', path: () => address, as: author },
  { name: 'watches-empty', path: () => '/watches', as: officer },
  { name: 'stop-mails', path: () => '/stop-mails#no-such-token-but-long-enough', as: null },
]);

test('a need is put on hold with reasons, mended on a phone, and published as excellent', async () => {
  const reviewer = await stage.enter(officer, 'en');
  await reviewer.visit('/');
  await reviewer.page.getByText('waits for your scores').waitFor();
  await reviewer.visit('/reviews?waiting=true');
  await reviewer.page.getByRole('link', { name: '西林瓶微小裂纹在线检测' }).click();
  const { page } = reviewer;
  const give = async (scores: Record<string, number>) => {
    for (const [category, score] of Object.entries(scores)) {
      await page
        .getByRole('radiogroup', { name: category })
        .getByRole('radio', { name: String(score), exact: true })
        .check();
    }
  };
  await give({
    'Advantages and innovation': 5,
    'Clarity and coherence': 2,
    'Expectations of the co-operation': 0,
    'Guidelines and language': 5,
  });
  await page.getByText('Comes to 12: On hold').waitFor();
  await page.getByRole('button', { name: 'Submit the scores' }).click();
  await page.getByText('Say what is missing', { exact: true }).first().waitFor();
  assert.equal(await page.getByText('Say what is missing', { exact: true }).count(), 2);
  await reviewer.judge();
  await page.getByLabel('Clarity and coherence: comment').fill('没有说明现有灯检的环境条件');
  await page.getByLabel('Expectations of the co-operation: comment').fill('没有说明希望怎样合作');
  await page.getByRole('button', { name: 'Submit the scores' }).click();
  await page.getByRole('heading', { name: 'Scores from outside' }).waitFor();
  await reviewer.judge();
  await reviewer.picture('review-on-hold-en');

  const phone = await stage.enter(author, 'zh', 'phone');
  await phone.visit('/');
  await phone.page.getByText(/审核暂缓发布，请修改/).waitFor();
  await phone.visit(address);
  await phone.page.getByText('没有说明希望怎样合作').waitFor();
  await phone.judge();
  await phone.page.getByRole('link', { name: '修改并重新提交' }).click();
  await phone.page
    .getByLabel('问题描述')
    .fill(
      '注射剂包装线每分钟 400 瓶，室内恒温；希望与检测设备厂合作开发在线裂纹检测，我方提供产线与样品。',
    );
  await phone.page.getByRole('button', { name: '提交审核' }).click();
  await phone.page.getByRole('link', { name: '查看审核' }).click();
  await phone.page.getByRole('button', { name: '通过，送外部审核' }).click();
  await phone.judge();
  await phone.page.getByRole('dialog').getByRole('button', { name: '通过，送外部审核' }).click();
  await phone.page.getByText('待外部审核').first().waitFor();

  await reviewer.visit('/reviews?waiting=true');
  await page.getByRole('link', { name: '西林瓶微小裂纹在线检测' }).click();
  await give({
    'Advantages and innovation': 5,
    'Clarity and coherence': 4,
    'Expectations of the co-operation': 4,
    'Guidelines and language': 4,
  });
  await page.getByText('Comes to 17: Excellent').waitFor();
  await page.getByRole('button', { name: 'Submit the scores' }).click();
  await page.getByText('Passed and published').first().waitFor();
  await phone.visit(`/needs/${waiting.recordId}`);
  await phone.page.getByText('优秀').waitFor();
  await phone.picture('need-reviewed-zh-phone');
});

test('what is written anew starts from the text that was judged', async () => {
  const { page, visit, judge } = await stage.enter(author);
  await visit(`/needs/new?review=${waiting.id}`);
  assert.equal(
    await page.getByLabel('名称', { exact: true }).inputValue(),
    '西林瓶微小裂纹在线检测',
  );
  assert.match(await page.getByLabel('问题描述').inputValue(), /漏检率约 3%/);
  await judge();
});

test('a search is kept, tells of what is new, and is changed and forgotten', async () => {
  const { page, visit, judge, picture } = await stage.enter(author, 'en');
  await visit('/technologies?q=轧辊');
  await page.getByRole('button', { name: 'Tell me what is new' }).click();
  const dialog = page.getByRole('dialog', { name: 'Tell me what is new' });
  await dialog.getByText('This node sends no mail').waitFor();
  assert.equal(await dialog.getByLabel('Name').inputValue(), '轧辊');
  await judge();
  await dialog.getByRole('radio', { name: 'At once' }).check();
  await dialog.getByRole('button', { name: 'Tell me what is new' }).click();
  await page.getByText('Kept', { exact: true }).waitFor();

  await publishAsUniversity('轧辊辊面激光毛化技术');
  await look();
  await visit('/');
  await page.getByText('new for “轧辊”').waitFor();
  await picture('home-found-en');
  await judge();

  const zh = await stage.enter(author, 'zh');
  await zh.visit('/watches');
  await zh.page.getByRole('link', { name: '轧辊辊面激光毛化技术' }).waitFor();
  await zh.judge();
  await zh.picture('watches-zh');
  await zh.become('phone');
  await zh.judge();
  await zh.become('desktop');
  await zh.page.getByRole('button', { name: '全部标为已看' }).click();
  await zh.page.getByText('新', { exact: true }).first().waitFor({ state: 'detached' });
  await zh.page.getByRole('button', { name: '修改' }).click();
  await zh.page.getByRole('dialog').getByLabel('名称').fill('轧辊表面技术');
  await zh.judge();
  await zh.page.getByRole('dialog').getByRole('button', { name: '保存' }).click();
  await zh.page.getByText('轧辊表面技术').first().waitFor();
  await zh.page.getByRole('button', { name: '取消关注' }).click();
  await zh.page.getByRole('dialog').getByRole('button', { name: '取消关注' }).click();
  await zh.page.getByText('还没有关注').waitFor();
});

test('a record that runs out is renewed with one click', async () => {
  const { page, visit, judge } = await stage.enter(university);
  const [mine] = (await read(university, 'technologies?mine=true&state=published')).items;
  assert.ok(mine);
  const found = await page.request.get(`/api/matching/technologies/${mine.id}`);
  const { revision } = await found.json();
  const soon = new Date(Date.now() + 5 * 86_400_000).toISOString().slice(0, 10);
  const answer = await page.request.post(`/api/matching/technologies/${mine.id}/renew`, {
    data: { expiresOn: soon },
    headers: { 'if-match': `"${revision}"` },
  });
  assert.equal(answer.status(), 200);
  await visit('/');
  await judge();
  await page.getByRole('button', { name: '续期一年' }).click();
  await page.getByText(/已续期到/).waitFor();
  await page.getByRole('button', { name: '续期一年' }).waitFor({ state: 'detached' });
});

/** Published without a review, as an import would be. */
async function publishAsUniversity(title: string): Promise<void> {
  const { createTechnology, publishTechnology } = await import(
    '../../../server/src/matching/index.ts'
  );
  const { page } = await stage.enter(university);
  const session = await (await page.request.get('/api/identity/session')).json();
  const { organisationId } = session.memberships[0];
  await stage.node.transact(async (ctx) => {
    const draft = await createTechnology(ctx, {
      ...{ organisationId, title, keywords: ['轧辊'], fields: ['C'], maturity: 6 },
      summary: '用激光在轧辊辊面加工微坑，使板材表面粗糙度均匀，提高涂装附着力。',
      ipPosition: 'none',
      price: { modes: ['licence'], minimumMinor: null, maximumMinor: null, currency: null },
    });
    await publishTechnology(ctx, { technologyId: draft.id, revision: draft.revision });
  });
}

/** As the clock would, and not in a minute. */
async function look(): Promise<void> {
  const { matching } = await import('../../../server/src/matching/module.ts');
  const job = matching.jobs?.find(({ name }) => name === 'matching.tell_watchers');
  await job?.run(stage.node.jobContext, {});
}
