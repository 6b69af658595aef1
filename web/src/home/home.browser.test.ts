import { test } from 'node:test';
import { openStage, walk } from '../browser-testing.ts';

const stage = await openStage();

walk(stage, [
  { name: 'demo-sign-in', path: () => '/sign-in', as: null },
  { name: 'home', path: () => '/', as: '周恒' },
  { name: 'home-asked', path: () => '/', as: '郑转' },
  { name: 'home-without-organisation', path: () => '/', as: '赵协同' },
]);

test('what one needs is looked for', async () => {
  const { page, visit } = await stage.enter('周恒', 'zh');
  await visit('/');
  await page.getByLabel('您需要什么？').fill('低温烟气脱硝');
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/matches\?q=/);
});
