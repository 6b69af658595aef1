import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { failedChecks } from '../runtime/check.ts';
import { actorWith } from '../runtime/testing/node.ts';
import { ledger } from './module.ts';
import { ledgerNode } from './testing.ts';

const node = await ledgerNode(after);

const officerOf = (regionCode: string) =>
  actorWith([], [{ office: 'region_officer', regionCode }], `officer of ${regionCode}`);
const beijing = officerOf('110000');
const hebei = officerOf('130000');
const auditor = actorWith([], [{ office: 'audit_administrator' }]);

function proposal(more: object = {}) {
  return {
    from: { regionCode: '110000' },
    to: { regionCode: '130000' },
    unit: 'CNY',
    amountMinor: '123456',
    validOn: '2026-06-30',
    description: '联合实验室设备分摊',
    ...more,
  };
}

async function propose(more: object = {}, as = beijing) {
  return await node.call('proposeTransfer', { body: proposal(more) }, as);
}

const ofTransaction = (transactionId: string) => ({ params: { transactionId } });

test('a transfer is proposed by the payer and posted by the receiver, once', async () => {
  const proposed = await propose();
  assert.equal(proposed.status, 201);
  const { id, state, may } = proposed.body;
  assert.deepEqual([state, may], ['pending', { post: false, void: true }]);
  const early = await node.call('postTransaction', ofTransaction(id), beijing);
  assert.equal(early.body.code, 'proposer_cannot_post');
  const strange = await node.call('postTransaction', ofTransaction(id), officerOf('310000'));
  assert.equal(strange.status, 404);
  const posted = await node.call('postTransaction', ofTransaction(id), hebei);
  assert.deepEqual([posted.body.state, posted.body.pendingId], ['posted', id]);
  const again = await node.call('postTransaction', ofTransaction(id), hebei);
  assert.equal(again.body.code, 'pending_is_settled');
  const before = await node.call('readTransaction', ofTransaction(id), beijing);
  assert.deepEqual([before.body.state, before.body.settledById], ['posted', posted.body.id]);
});

test('a transfer is refused with a reason, and what cannot be one is told', async () => {
  const { body } = await propose();
  const input = { ...ofTransaction(body.id), body: { reason: '金额有误' } };
  assert.equal((await node.call('voidTransaction', input, hebei)).body.state, 'voided');
  const codes = await Promise.all(
    [
      propose({ to: { regionCode: '110000' } }),
      propose({ amountMinor: '0' }),
      propose({ amountMinor: '-5' }),
      propose({ unit: 'XAU' }),
      propose({ to: { regionCode: '999999' } }),
      propose({ to: {} }),
      propose({}, hebei),
    ].map(async (answer) => (await answer).body.code),
  );
  assert.deepEqual(codes, [
    'transfer_to_oneself',
    'amount_not_positive',
    'amount_not_positive',
    'unit_not_declared',
    'owner_not_known',
    'owner_not_named',
    'not_allowed',
  ]);
});

test('each sees the own accounts, with statements as table and document', async () => {
  const own = await node.call('listAccounts', {}, hebei);
  assert.deepEqual(
    own.body.items.map((one: { owner: { id: string } }) => one.owner.id),
    ['130000'],
  );
  const [{ id: accountId, balances }] = own.body.items;
  assert.equal(balances[0].postedMinor, '123456');
  assert.equal((await node.call('listAccounts', {}, auditor)).body.total, 2);
  const params = { accountId };
  assert.equal((await node.call('readAccount', { params }, beijing)).status, 404);
  const day = { params, query: { on: '2026-06-29' } };
  assert.equal((await node.call('readAccount', day, hebei)).body.asOf.balances[0].postedMinor, '0');
  const entries = await node.call('listEntries', { params }, hebei);
  assert.equal(entries.body.items[0].balanceMinor, '123456');
  const csv = await node.call('exportEntries', { params, query: { lang: 'en' } }, hebei);
  assert.match(csv.raw.toString('utf8'), /Debit \(in\)[\s\S]*1234\.56,,1234\.56/);
  const pdf = await node.call('printStatement', { params }, hebei);
  assert.equal(pdf.raw.subarray(0, 5).toString(), '%PDF-');
});

test('how a figure came to be is told in the words of PROV', async () => {
  const { body } = await propose();
  const answer = await node.call('readProvenance', ofTransaction(body.id), beijing);
  const told = JSON.parse(answer.raw.toString('utf8'));
  const whole = `yunhe:ledger/transactions/${body.id}`;
  assert.equal(told.entity[whole]['yunhe:sha256'], body.digest);
  assert.equal(told.wasGeneratedBy['_:generated']['prov:entity'], whole);
  assert.equal(Object.keys(told.hadMember).length, 2);
  assert.equal(Object.values<Record<string, string>>(told.agent)[0]?.['prov:label'], beijing.name);
});

test('what is changed behind the ledger is found', async () => {
  const { tx, pool } = node.database;
  assert.deepEqual(await failedChecks(tx, [ledger]), []);
  const failedAfter = async (...changes: string[]) => {
    const client = await pool.connect();
    for (const change of changes) await client.query(change);
    client.release();
    return (await failedChecks(tx, [ledger])).map(({ check }) => check.replace('ledger: ', ''));
  };
  const balances = 'balances are what the entries add up to';
  assert.deepEqual(await failedAfter('update ledger.balance set posted_minor = 1'), [balances]);
  const lift = (table: string) => `alter table ledger.${table} disable trigger user`;
  const found = await failedAfter(
    lift('transaction'),
    `update ledger.transaction set valid_on = '2020-01-01' where kind = 'posted'`,
  );
  assert.ok(found.includes('transactions are as they were recorded'), found.join());
  assert.ok(found.includes('entries have their transaction and its days'), found.join());
});
