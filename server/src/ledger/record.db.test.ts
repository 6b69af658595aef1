import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { system } from '../runtime/actor.ts';
import { failedChecks } from '../runtime/check.ts';
import { Refusal } from '../runtime/refusal.ts';
import type { Account, NewTransaction } from './index.ts';
import {
  balanceAsOf,
  balanceOf,
  post,
  postAll,
  postAlone,
  postPending,
  voidPending,
} from './index.ts';
import { ledger } from './module.ts';
import { ledgerNode, regionAccount, transfer } from './testing.ts';

const node = await ledgerNode(after);
const { database } = node;
const words = { zh: '测试', en: 'test' };

const record = (one: NewTransaction) => node.transact((ctx) => post(ctx, one));
const held = async (account: Account) => {
  const { postedMinor, pendingInMinor, pendingOutMinor } = await balanceOf(
    database,
    account.id,
    'CNY',
  );
  return [postedMinor, pendingInMinor, pendingOutMinor];
};
const two = async (more = {}) =>
  [await regionAccount(node, '110000', more), await regionAccount(node, '130000')] as const;

function refusedWith(code: string) {
  return (error: unknown) => error instanceof Refusal && error.code === code;
}

test('a transfer moves an amount once, however often it is asked for', async () => {
  const [from, to] = await two();
  const asked = transfer(from, to, 12_345n);
  const first = await record(asked);
  const again = await record(asked);
  assert.deepEqual([first.isNew, again.isNew], [true, false]);
  assert.equal(again.id, first.id);
  assert.deepEqual(await held(from), [-12_345n, 0n, 0n]);
  assert.deepEqual(await held(to), [12_345n, 0n, 0n]);
  const other = { ...asked, entries: transfer(from, to, 1n).entries };
  await assert.rejects(record(other), refusedWith('key_reused'));
  await assert.rejects(record({ ...asked, validOn: '2026-07-01' }), refusedWith('key_reused'));
});

test('every fault of a transaction is told', async () => {
  const [from, to] = await two();
  const wrong: NewTransaction = {
    ...transfer(from, to, 5n),
    key: 'short',
    entries: [
      { account: from.id, unit: 'CNY', amountMinor: -5n },
      { account: to.id, unit: 'EUR', amountMinor: 5n },
      { account: to.id, unit: 'JPY', amountMinor: 0n },
    ],
  };
  await assert.rejects(record(wrong), (error) => {
    assert.ok(error instanceof Refusal);
    assert.deepEqual(
      error.reasons.map(({ code, pointer }) => [code, pointer]),
      [
        ['key_not_usable', '/key'],
        ['amount_is_zero', '/entries/2/amountMinor'],
        ['entries_do_not_balance', '/entries'],
        ['entries_do_not_balance', '/entries'],
      ],
    );
    return true;
  });
  const nobody = { ...from, id: '01950000-0000-7000-8000-000000000000' };
  await assert.rejects(record(transfer(nobody, to, 5n)), refusedWith('account_not_known'));
  const inGold = transfer(from, to, 5n).entries.map((one) => ({ ...one, unit: 'XAU' }));
  await assert.rejects(
    record({ ...transfer(from, to, 5n), entries: inGold }),
    refusedWith('unit_not_declared'),
  );
  assert.deepEqual(await held(from), [0n, 0n, 0n]);
});

test('the database itself refuses what does not balance, changes and removals', async () => {
  const [from, to] = await two();
  const { id } = await record(transfer(from, to, 7n));
  const { pool } = database;
  await assert.rejects(
    pool.query(
      `insert into ledger.entry select transaction_id, line + 10, account_id, unit, 1, valid_on,
         recorded_at, ordinal + 10, balance_minor from ledger.entry where transaction_id = $1`,
      [id],
    ),
    /do not sum to zero/,
  );
  await assert.rejects(
    pool.query(
      `insert into ledger.entry select '01950000-0000-7000-8000-000000000000', line, account_id,
         unit, amount_minor, valid_on, recorded_at, ordinal + 10, 0
       from ledger.entry where transaction_id = $1`,
      [id],
    ),
    /there is no transaction/,
  );
  for (const table of ['transaction', 'entry', 'pending_entry', 'balance']) {
    for (const what of [`delete from ledger.${table}`, `truncate ledger.${table} cascade`]) {
      await assert.rejects(pool.query(what), /append-only|permission denied/, what);
    }
  }
  for (const table of ['transaction', 'entry']) {
    await assert.rejects(
      pool.query(`update ledger.${table} set valid_on = valid_on + 1`),
      /append-only|permission denied/,
    );
  }
});

test('a pending transaction is held, and posted or voided once', async () => {
  const [from, to] = await two();
  const pend = async () => (await record({ ...transfer(from, to, 100n), pending: true })).id;
  const settle = { key: 'settling one', description: words };
  const first = await pend();
  assert.deepEqual(await held(from), [0n, 0n, 100n]);
  assert.deepEqual(await held(to), [0n, 100n, 0n]);
  const act = { ...settle, transactionId: first };
  const posted = await node.transact((ctx) => postPending(ctx, act));
  assert.equal((await node.transact((ctx) => postPending(ctx, act))).id, posted.id);
  assert.deepEqual(await held(from), [-100n, 0n, 0n]);
  await assert.rejects(
    node.transact((ctx) => voidPending(ctx, { ...act, key: 'settling again' })),
    refusedWith('pending_is_settled'),
  );
  const second = await pend();
  await node.transact((ctx) =>
    voidPending(ctx, { ...settle, key: 'voiding', transactionId: second }),
  );
  assert.deepEqual(await held(from), [-100n, 0n, 0n]);
  assert.deepEqual(await held(to), [100n, 0n, 0n]);
  await assert.rejects(
    node.transact((ctx) =>
      postPending(ctx, { ...settle, key: 'of nothing', transactionId: posted.id }),
    ),
    refusedWith('not_found'),
  );
});

test('a guarded account holds nothing less than zero, what waits to go out counted', async () => {
  const [pot, other] = await two({ guarded: true });
  await record(transfer(other, pot, 100n));
  await record({ ...transfer(pot, other, 60n), pending: true });
  await assert.rejects(
    record(transfer(pot, other, 41n)),
    refusedWith('account_would_be_overdrawn'),
  );
  await record(transfer(pot, other, 40n));
  assert.deepEqual(await held(pot), [60n, 0n, 60n]);
});

test('balances are told as of a day and as they were known at an instant', async (t) => {
  const [from, to] = await two();
  t.after(() => node.setNow(new Date()));
  const at = async (now: string, validOn: string, amount: bigint) => {
    node.setNow(new Date(now));
    await record(transfer(from, to, amount, { validOn }));
  };
  await at('2027-01-10T00:00:00Z', '2027-01-05', 100n);
  await at('2027-02-10T00:00:00Z', '2027-02-05', 20n);
  // Learned late: true of January, known in March.
  await at('2027-03-10T00:00:00Z', '2027-01-20', 3n);
  const on = async (day?: string, knownAt?: string) =>
    (
      await balanceAsOf(database, to.id, 'CNY', {
        on: day,
        knownAt: knownAt === undefined ? undefined : new Date(knownAt),
      })
    ).postedMinor;
  assert.equal(await on('2027-01-04'), 0n);
  assert.equal(await on('2027-01-31'), 103n);
  assert.equal(await on('2027-01-31', '2027-02-28T00:00:00Z'), 100n);
  assert.equal(await on('2027-02-28', '2027-02-28T00:00:00Z'), 120n);
  assert.equal(await on(undefined, '2027-01-09T00:00:00Z'), 0n);
  assert.equal(await on(), 123n);
});

test('recorded time never runs backwards on an account', async (t) => {
  const [from, to] = await two();
  t.after(() => node.setNow(new Date()));
  node.setNow(new Date('2028-01-01T00:00:00Z'));
  const first = await record(transfer(from, to, 1n));
  node.setNow(new Date('2027-12-31T00:00:00Z'));
  assert.equal((await record(transfer(from, to, 1n))).recordedAt, first.recordedAt);
});

test('many are recorded all or none, repeated ones once, and one event tells of them', async () => {
  const [from, to] = await two();
  const all = Array.from({ length: 30 }, (_, at) => transfer(from, to, BigInt(at + 1)));
  const [first] = all;
  await record(first!);
  const recorded = await node.transact((ctx) => postAll(ctx, [...all, all[3]!]));
  assert.deepEqual(
    recorded.map((one) => one.isNew),
    [false, ...Array(29).fill(true), false],
  );
  assert.deepEqual(await held(to), [465n, 0n, 0n]);
  const more = [transfer(from, to, 1n), { ...first!, validOn: '2020-01-01' }];
  await assert.rejects(
    node.transact((ctx) => postAll(ctx, more)),
    refusedWith('key_reused'),
  );
  assert.deepEqual(await held(to), [465n, 0n, 0n]);
});

test('one alone is recorded once, told to the log, and refused as any other', async () => {
  const [from, to] = await two();
  const alone = { database, now: () => new Date(), actor: system };
  const asked = transfer(from, to, 9n);
  const answers = await Promise.all(Array.from({ length: 6 }, () => postAlone(alone, asked)));
  assert.equal(answers.filter(({ isNew }) => isNew).length, 1);
  assert.deepEqual(await held(to), [9n, 0n, 0n]);
  const other = { ...asked, validOn: '2020-01-01' };
  await assert.rejects(postAlone(alone, other), refusedWith('key_reused'));
  const nobody = { ...from, id: '01950000-0000-7000-8000-000000000000' };
  await assert.rejects(
    postAlone(alone, transfer(nobody, to, 5n)),
    refusedWith('account_not_known'),
  );
});

test('recorded time runs forward on an account, whatever the clocks of writers say', async () => {
  const [from, to] = await two();
  const other = await regionAccount(node, '120000');
  const at = (now: string) => ({ database, now: () => new Date(now), actor: system });
  const [early, late] = ['2026-11-22T08:00:00.000Z', '2026-11-22T08:00:01.000Z'];
  const first = [from, to].toSorted((a, b) => (a.id < b.id ? -1 : 1));
  await postAlone(at(late), transfer(other, first[1]!, 1n));
  const both = await postAlone(at(early), transfer(first[0]!, first[1]!, 1n));
  const after = await postAlone(at(early), transfer(first[0]!, other, 1n));
  assert.deepEqual(
    [both.recordedAt, after.recordedAt],
    [late, late].map((one) => one.replace('.000', '')),
  );
});

test('all that was recorded stands the checks', async () => {
  assert.deepEqual(await failedChecks(database.tx, [ledger]), []);
});
