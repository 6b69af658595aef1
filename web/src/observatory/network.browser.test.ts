import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { openStage, type Visitor, walk } from '../browser-testing.ts';

const stage = await openStage();
const officer = '李冀';

// Flows between six regions, fewer than elsewhere from Shanxi to Hebei, between which the demo has none.
const regions = ['110000', '120000', '130000', '140000', '150000', '210000'];
await stage.node.transact(async ({ announce }) => {
  for (const [at, fromRegion] of regions.entries()) {
    for (const [to, toRegion] of regions.entries()) {
      const times = at === to ? 0 : at === 3 && to === 2 ? 3 : 4 + at + to;
      for (let time = 0; time < times; time++) {
        const organisationId = randomUUID();
        announce({ type: 'outposts.team_admitted', organisationId, fromRegion, toRegion });
      }
    }
  }
});
// What stands between the two: three owners said no.
await stage.node.transact(async ({ announce }) => {
  for (let time = 0; time < 3; time++) {
    announce({
      type: 'matching.introduction_declined',
      organisationId: randomUUID(),
      fromRegion: '140000',
      toRegion: '130000',
      payload: { reasons: ['terms_not_acceptable'] },
    });
  }
});
const reading = '/api/observatory/flows/expected?kind=talent';
const { page: asked } = await stage.enter(officer);
await asked.goto('/livez');
for (;;) {
  // Events are read a moment after they were told.
  const answer = await asked.context().request.get(reading);
  if (((await answer.json()) as { rows: number }).rows === 30) break;
}

async function expectedShown(page: Visitor['page']): Promise<void> {
  await page.locator('tbody tr').first().waitFor();
}

walk(stage, [
  { name: 'networks', path: () => '/observatory/network', as: officer },
  {
    name: 'flows-expected',
    path: () => '/observatory/flows?kind=talent',
    as: officer,
    // biome-ignore lint/suspicious/noThenProperty: the name that a stop of the walk has for it
    then: expectedShown,
  },
]);

test('an officer measures a network, reads who is left out, and walks through the years', async () => {
  const { page, visit, judge, picture } = await stage.enter(officer, 'zh');
  await visit('/observatory/network?ask.windowYears=1');
  await page.getByRole('button', { name: '开始测算' }).click();
  await page.waitForURL(/\/observatory\/network\/[0-9a-f-]{36}/);
  await page.getByRole('heading', { name: '地区之间的中间人' }).waitFor();
  await page.locator('.network-picture canvas').first().waitFor();
  await page.getByRole('heading', { name: '游离的主体' }).waitFor();
  await page.getByRole('row').getByText('没有任何合作').first().waitFor();
  await page.getByRole('heading', { name: '最值得新建的连接' }).waitFor();
  await judge();
  await picture('measured-network');
  const drawn = page.locator('figure').filter({ has: page.locator('.network-picture') });
  for (const [file, ending] of [
    ['数据表（CSV）', /\.csv$/],
    ['图片（PNG）', /\.png$/],
  ] as const) {
    const coming = page.waitForEvent('download');
    await drawn.getByRole('button', { name: '下载这张图' }).click();
    await page.getByRole('menuitem', { name: file }).click();
    assert.match((await coming).suggestedFilename(), ending);
  }
  await page.getByRole('button', { name: '重算核对' }).click();
  await page.getByText('重算得到同样的数字').waitFor();
  await page.getByRole('slider', { name: '时间窗口' }).press('ArrowRight');
  await page.waitForURL(/toYear=\d{4}/);
  await page.getByRole('link', { name: '在合作网络中查看' }).click();
  await page.waitForURL(/\/network/);
  await page.getByRole('link', { name: '测算与中间人' }).click();
  await page.getByRole('row').getByText('机构合作').first().waitFor();
});

test('expected flows are kept, worked out again, and found the same', async () => {
  const { page, visit, judge, picture } = await stage.enter(officer, 'zh');
  await visit('/observatory/flows?kind=talent');
  await page.getByRole('button', { name: '保存这组数字' }).click();
  await page.waitForURL(/\/flows\/expected\/[0-9a-f-]{36}/);
  await page.getByRole('rowheader', { name: '天津市 → 河北省' }).waitFor();
  await page.getByRole('button', { name: '重算核对' }).click();
  await page.getByText('重算得到同样的数字').waitFor();
  await judge();
  await picture('kept-expected-flows');
});

test('from a pair whose flows are missing to its barriers, and what one costs', async () => {
  const { page, visit, judge, picture } = await stage.enter(officer, 'zh');
  await visit('/observatory/flows?kind=talent');
  const first = page.getByRole('row', { name: /山西省 → 河北省/ }).last();
  await first.getByRole('link', { name: '查看' }).click();
  await page.waitForURL(/barriers\?.*fromRegion=/);
  assert.match(page.url(), /toRegion=.*130000/);
  await page.getByRole('link', { name: '条件无法接受' }).click();
  await page.getByRole('heading', { name: '预期效果' }).waitFor();
  await page.getByText(/山西省 → 河北省实际 3 次.*补上/).waitFor();
  await page.getByRole('row').filter({ hasText: '婉拒' }).first().waitFor();
  await judge();
  await picture('barrier-with-expected-effect');
});
