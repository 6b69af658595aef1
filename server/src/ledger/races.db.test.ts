import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, test } from 'node:test';
import { failedChecks } from '../runtime/check.ts';
import { Refusal } from '../runtime/refusal.ts';
import {
  type Account,
  balanceOf,
  type NewTransaction,
  post,
  postPending,
  voidPending,
} from './index.ts';
import { ledger } from './module.ts';
import { deliver, ledgerNode, regionAccount, transfer } from './testing.ts';

const node = await ledgerNode(after);
const record = (one: NewTransaction) => node.transact((ctx) => post(ctx, one));
const held = async ({ id }: Account) => (await balanceOf(node.database, id, 'CNY')).postedMinor;

async function twoAccounts(more = {}) {
  const from = await regionAccount(node, '110000', more);
  const to = await regionAccount(node, '130000');
  await record(transfer(to, from, 100n));
  return { from, to };
}

/** How many were done and how many refused; what is no refusal fails the test. */
async function tally(all: readonly Promise<unknown>[]) {
  const refused: string[] = [];
  for (const one of await Promise.allSettled(all)) {
    if (one.status === 'fulfilled') continue;
    assert.ok(one.reason instanceof Refusal, String(one.reason?.stack));
    refused.push(one.reason.code);
  }
  return { done: all.length - refused.length, refused: [...new Set(refused)] };
}

test('of many posts with one key at once, one has an effect', async () => {
  const { from, to } = await twoAccounts();
  const asked = transfer(from, to, 7n);
  const answers = await Promise.all(Array.from({ length: 20 }, () => record(asked)));
  assert.equal(new Set(answers.map(({ id }) => id)).size, 1);
  assert.equal(answers.filter(({ isNew }) => isNew).length, 1);
  assert.equal(await held(to), -93n);
  const others = Array.from({ length: 10 }, (_, at) =>
    record({ ...transfer(from, to, BigInt(at + 1)), key: `the same key ${asked.key}` }),
  );
  assert.deepEqual(await tally(others), { done: 1, refused: ['key_reused'] });
});

test('of posting and voiding at once, one is done', async () => {
  const { from, to } = await twoAccounts();
  for (let round = 0; round < 5; round += 1) {
    const before = await held(to);
    const { id } = await record({ ...transfer(from, to, 3n), pending: true });
    const act = () => ({ key: randomUUID(), transactionId: id, description: { zh: '', en: '' } });
    const settling = Array.from({ length: 6 }, (_, at) =>
      node.transact((ctx) => (at % 2 === 0 ? postPending : voidPending)(ctx, act())),
    );
    assert.deepEqual(await tally(settling), { done: 1, refused: ['pending_is_settled'] });
    const moved = (await held(to)) - before;
    assert.ok(moved === 0n || moved === 3n);
    const { pendingInMinor } = await balanceOf(node.database, to.id, 'CNY');
    assert.equal(pendingInMinor, 0n);
  }
});

test('transfers in both directions do not wait in a circle', async () => {
  const { from, to } = await twoAccounts();
  const all = Array.from({ length: 60 }, (_, at) =>
    record(at % 2 === 0 ? transfer(from, to, 2n) : transfer(to, from, 1n)),
  );
  assert.deepEqual(await tally(all), { done: 60, refused: [] });
  assert.deepEqual([await held(from), await held(to)], [70n, -70n]);
});

test('what an account holds is spent once, however many spend it at once', async () => {
  const { from, to } = await twoAccounts({ guarded: true });
  const all = Array.from({ length: 30 }, (_, at) =>
    record({ ...transfer(from, to, 10n), pending: at % 3 === 0 }),
  );
  assert.deepEqual(await tally(all), { done: 10, refused: ['account_would_be_overdrawn'] });
});

test('requests delivered often, in any order, and cut, have one effect each', async () => {
  const { from, to } = await twoAccounts();
  const before = await held(to);
  assert.equal(await deliver(node, { from, to, requests: 100, deliveries: 1_000 }), 100);
  assert.equal((await held(to)) - before, 5_050n);
});

test('all that was recorded stands the checks', async () => {
  assert.deepEqual(await failedChecks(node.database.tx, [ledger]), []);
});
