import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { openAccount, post } from '../../../server/src/ledger/index.ts';
import { openStage, walk } from '../browser-testing.ts';

const stage = await openStage();

/** Officers of Hebei and of Beijing. */
const payer = '李冀';
const receiver = '钱京';

const words = { zh: '按协议结算 2025 年税收分享', en: 'Tax shared for 2025 under the agreement' };

/** An account with a page of entries, in money and in a statistic, and something pending. */
const ground = await stage.node.transact(async (ctx) => {
  const wanted = { purpose: 'settlement', name: { zh: '结算账户', en: 'Settlement account' } };
  const hebei = await openAccount(ctx, { owner: { regionCode: '130000' }, ...wanted });
  const beijing = await openAccount(ctx, { owner: { regionCode: '110000' }, ...wanted });
  const move = (at: number, pending = false) =>
    post(ctx, {
      key: `browser ${at}`,
      validOn: `2025-0${1 + (at % 9)}-15`,
      description: words,
      entries: [
        { account: beijing.id, unit: 'CNY', amountMinor: -BigInt(at * 1_234_567) },
        { account: hebei.id, unit: 'CNY', amountMinor: BigInt(at * 1_234_567) },
      ],
      sources: [
        { kind: 'outposts.statement', id: `S-2025-${at}`, name: words, digest: 'a'.repeat(64) },
      ],
      pending,
    });
  for (let at = 1; at <= 25; at += 1) await move(at);
  const pending = await move(26, true);
  return { accountId: hebei.id, transactionId: pending.id };
});

walk(stage, [
  { name: 'ledger', path: () => '/ledger', as: payer },
  { name: 'ledger-account', path: () => `/ledger/accounts/${ground.accountId}`, as: payer },
  { name: 'ledger-transactions', path: () => '/ledger/transactions', as: payer },
  {
    name: 'ledger-transaction',
    path: () => `/ledger/transactions/${ground.transactionId}`,
    as: payer,
  },
  { name: 'ledger-propose', path: () => '/ledger/transfers/new', as: payer },
]);

const open = '.ant-select-dropdown:not(.ant-select-dropdown-hidden)';

async function propose(page: Page): Promise<void> {
  const box = page.getByRole('combobox', { name: '收方', exact: true });
  await box.click();
  await box.pressSequentially('北京');
  await page.locator(`${open} .ant-select-item-option`).filter({ hasText: '110000' }).click();
  await page.getByLabel('金额').fill('1,000.50');
  await page.getByLabel('摘要').fill('联合实验室设备分摊');
  await page.getByRole('button', { name: '提出划转' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('1,000.50 CNY').waitFor();
  await dialog.getByRole('button', { name: '提出划转' }).click();
  await page.getByText('待定').first().waitFor();
}

test('one side proposes a transfer, the other posts it, and both see the same balance', async () => {
  const ours = await stage.enter(payer);
  await ours.visit('/ledger/transfers/new');
  await propose(ours.page);
  await ours.page.getByText('等待对方确认').first().waitFor();
  assert.equal(await ours.page.getByRole('button', { name: '确认入账' }).count(), 0);
  const path = new URL(ours.page.url()).pathname;

  const theirs = await stage.enter(receiver);
  await theirs.visit(path);
  await theirs.page.getByRole('button', { name: '确认入账' }).click();
  await theirs.page.getByRole('dialog').getByRole('button', { name: '确认入账' }).click();
  await theirs.page.waitForURL((url) => url.pathname !== path);
  await theirs.page.getByText('已入账').first().waitFor();
  await theirs.visit('/ledger');
  await theirs.page.getByText('1,000.50').first().waitFor();
  await theirs.judge();
});

test('a statement is downloaded as PDF, and how a figure came to be as PROV', async () => {
  const { page, visit } = await stage.enter(payer);
  await visit(`/ledger/accounts/${ground.accountId}`);
  const [pdf] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: '下载 PDF 对账单' }).click(),
  ]);
  assert.match(pdf.suggestedFilename(), /^账户对账单-河北省-.*\.pdf$/);
  await visit(`/ledger/transactions/${ground.transactionId}`);
  const [prov] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: /PROV/ }).click(),
  ]);
  assert.match(prov.suggestedFilename(), /^provenance-.*\.json$/);
});
