/**
 * Transfers a second through the ledger beside the same rows written by SQL alone, in one run on
 * one durable database: one a commit by eight writers beside pgbench (the driver alone, where there
 * is none), and a thousand a commit beside set-based SQL.
 */
import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { chmodSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type Account,
  type NewTransaction,
  openAccount,
  postAll,
  postAlone,
} from '../../server/src/ledger/index.ts';
import { ledger } from '../../server/src/ledger/module.ts';
import { type Node, openNode } from '../../server/src/node.ts';
import { registry } from '../../server/src/registry/module.ts';
import { system } from '../../server/src/runtime/actor.ts';
import { failedChecks } from '../../server/src/runtime/check.ts';
import { openLog } from '../../server/src/runtime/log.ts';
import { openPostgres } from '../../server/src/runtime/postgres/index.ts';
import { testSettings } from '../../server/src/runtime/testing/node.ts';
import { type Figure, print } from './figure.ts';
import { processorSeconds } from './process-tree.ts';

const writers = 8;
const seconds = 4;
const rounds = 5;
const accountsOfEach = 1_000;
const atOnce = 1_000;
const batches = 5;
const words = { zh: '测量', en: 'measured' };

const peerTables = `
  create schema peer;
  create table peer.account (id int primary key, balance bigint not null) with (fillfactor = 50);
  insert into peer.account select id, 0 from generate_series(1, ${accountsOfEach}) id;
  create table peer.transaction (id uuid primary key, external_id uuid not null unique,
    recorded_at timestamptz not null default now());
  create table peer.entry (transaction_id uuid not null references peer.transaction,
    line int not null, account_id int not null references peer.account,
    amount bigint not null, primary key (transaction_id, line));
  create index on peer.entry (account_id);`;

/** The lower account first, as the ledger does, so that nobody waits in a circle. */
const pgbenchScript = `
\\set a random(1, ${accountsOfEach - 1})
\\set b random(:a + 1, ${accountsOfEach})
begin;
insert into peer.transaction (id, external_id) values (gen_random_uuid(), gen_random_uuid())
  returning id as transaction \\gset
insert into peer.entry values (:transaction, 1, :a, -5), (:transaction, 2, :b, 5);
update peer.account set balance = balance - 5 where id = :a;
update peer.account set balance = balance + 5 where id = :b;
commit;
`;

interface Ground {
  readonly node: Node;
  readonly url: string;
  readonly accounts: readonly Account[];
}

async function withGround<Result>(work: (ground: Ground) => Promise<Result>): Promise<Result> {
  const dataDir = mkdtempSync(join(tmpdir(), 'yunhe-bench-ledger-'));
  chmodSync(dataDir, 0o711);
  const postgres = await openPostgres({ dataDir, purpose: 'bench' });
  const node = await openNode({
    settings: testSettings,
    connection: { connectionString: postgres.url },
    modules: [registry, ledger],
    log: openLog('silent'),
    authenticate: () => Promise.reject(new Error('Nobody calls here.')),
    background: false,
    connections: writers + 2,
  });
  try {
    await node.database.pool.query(peerTables);
    const accounts = await node.transact(async (ctx) => {
      const opened: Account[] = [];
      for (let at = 0; at < accountsOfEach; at += 1) {
        const owner = { regionCode: at % 2 === 0 ? '110000' : '130000' };
        opened.push(await openAccount(ctx, { owner, purpose: `bench ${at}`, name: words }));
      }
      return opened;
    });
    return await work({ node, url: postgres.url, accounts });
  } finally {
    await node.close();
    await postgres.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

function someTransfer(accounts: readonly Account[]): NewTransaction {
  const from = Math.floor(Math.random() * accounts.length);
  const to = (from + 1 + Math.floor(Math.random() * (accounts.length - 1))) % accounts.length;
  return {
    key: randomUUID(),
    validOn: '2026-06-30',
    description: words,
    entries: [
      { account: accounts[from]!.id, unit: 'CNY', amountMinor: -5n },
      { account: accounts[to]!.id, unit: 'CNY', amountMinor: 5n },
    ],
  };
}

/** Each in a commit of its own. */
async function oneByOne({ node, accounts }: Ground): Promise<Run> {
  const alone = { database: node.database, now: () => new Date(), actor: system };
  const from = performance.now();
  let done = 0;
  const write = async () => {
    while (performance.now() - from < seconds * 1000) {
      await postAlone(alone, someTransfer(accounts));
      done += 1;
    }
  };
  await Promise.all(Array.from({ length: writers }, write));
  return { transfers: done, seconds: (performance.now() - from) / 1000 };
}

const pgbench = ['/usr/lib/postgresql/15/bin/pgbench', '/usr/bin/pgbench'].find(existsSync);
const singlePeer = pgbench === undefined ? 'the same SQL by the driver (no pgbench)' : 'pgbench';

/** The statements of pgbench's script by the driver alone, where there is no pgbench. */
async function oneByOneByDriver({ node }: Ground): Promise<Run> {
  const from = performance.now();
  let done = 0;
  const write = async () => {
    const client = await node.database.pool.connect();
    while (performance.now() - from < seconds * 1000) {
      const a = 1 + Math.floor(Math.random() * (accountsOfEach - 1));
      const b = a + 1 + Math.floor(Math.random() * (accountsOfEach - a));
      const id = randomUUID();
      await client.query('begin');
      await client.query('insert into peer.transaction (id, external_id) values ($1, $2)', [
        id,
        randomUUID(),
      ]);
      await client.query('insert into peer.entry values ($1, 1, $2, -5), ($1, 2, $3, 5)', [
        id,
        a,
        b,
      ]);
      await client.query('update peer.account set balance = balance - 5 where id = $1', [a]);
      await client.query('update peer.account set balance = balance + 5 where id = $1', [b]);
      await client.query('commit');
      done += 1;
    }
    client.release();
  };
  await Promise.all(Array.from({ length: writers }, write));
  return { transfers: done, seconds: (performance.now() - from) / 1000 };
}

/** As many as pgbench reports. */
async function oneByOneInSql(ground: Ground): Promise<Run> {
  if (pgbench === undefined) return await oneByOneByDriver(ground);
  const file = join(mkdtempSync(join(tmpdir(), 'yunhe-pgbench-')), 'transfer.sql');
  writeFileSync(file, pgbenchScript);
  const options = ['-n', '-M', 'prepared', '-c', String(writers), '-j', '2', '-T', String(seconds)];
  const run = spawnSync(pgbench, [...options, '-f', file, ground.url], { encoding: 'utf8' });
  rmSync(file);
  const found = /actually processed: (\d+)/.exec(run.stdout);
  if (run.status !== 0 || found === null) throw new Error(run.stderr || run.stdout);
  return { transfers: Number(found[1]), seconds };
}

async function many({ node, accounts }: Ground): Promise<Run> {
  const all = Array.from({ length: batches }, () =>
    Array.from({ length: atOnce }, () => someTransfer(accounts)),
  );
  const from = performance.now();
  for (const some of all) await node.transact((ctx) => postAll(ctx, some));
  return { transfers: batches * atOnce, seconds: (performance.now() - from) / 1000 };
}

/** The same number of transfers by three statements on whole sets. */
async function manyInSql({ node }: Ground): Promise<Run> {
  const all = Array.from({ length: batches }, () => {
    const ids = Array.from({ length: atOnce }, () => randomUUID());
    const any = () => 1 + Math.floor(Math.random() * accountsOfEach);
    return { ids, keys: ids.map(() => randomUUID()), from: ids.map(any), to: ids.map(any) };
  });
  const client = await node.database.pool.connect();
  const began = performance.now();
  for (const { ids, keys, from, to } of all) {
    await client.query('begin');
    await client.query(
      'insert into peer.transaction (id, external_id) select * from unnest($1::uuid[], $2::uuid[])',
      [ids, keys],
    );
    await client.query(
      `insert into peer.entry
       select id, 1, a, -5 from unnest($1::uuid[], $2::int[]) as given (id, a)
       union all select id, 2, b, 5 from unnest($1::uuid[], $3::int[]) as given (id, b)`,
      [ids, from, to],
    );
    await client.query(
      `update peer.account set balance = balance + change from (
         select account_id, sum(amount) as change from (
           select a as account_id, -5 as amount from unnest($1::int[]) a
           union all select b, 5 from unnest($2::int[]) b) moved group by account_id) changed
       where id = account_id`,
      [from, to],
    );
    await client.query('commit');
  }
  const took = (performance.now() - began) / 1000;
  client.release();
  return { transfers: batches * atOnce, seconds: took };
}

interface Measured {
  /** Transfers a second. */
  readonly ours: number;
  readonly theirs: number;
  readonly ratio: number;
  /** How much less processor time a transfer takes by SQL alone; null off Linux. */
  readonly processorRatio: number | null;
}

/** Both in turn, several times; the middle one of the ratios. */
async function compare(ours: () => Promise<Run>, theirs: () => Promise<Run>): Promise<Measured> {
  const measured: Measured[] = [];
  // Once before it counts: a node that runs for days has its plans made.
  await ours();
  for (let round = 0; round < rounds; round += 1) {
    const [one, other] = [await timed(ours), await timed(theirs)];
    const processorRatio = one.micros === null ? null : (other.micros ?? 0) / one.micros;
    const [a, b] = [one.perSecond, other.perSecond];
    measured.push({ ours: a, theirs: b, ratio: a / b, processorRatio });
    const each = (micros: number | null) => (micros === null ? '' : ` (${told(micros)} µs each)`);
    process.stdout.write(`     ${told(a)}/s${each(one.micros)} beside `);
    process.stdout.write(`${told(b)}/s${each(other.micros)}\n`);
  }
  const middle = (of: (one: Measured) => number) =>
    measured.toSorted((a, b) => of(a) - of(b))[Math.floor(rounds / 2)]!;
  const { processorRatio } = middle((one) => one.processorRatio ?? 0);
  return { ...middle((one) => one.ratio), processorRatio };
}

/** How many transfers were made in how many seconds. */
interface Run {
  readonly transfers: number;
  readonly seconds: number;
}

/** With the processor time of each transfer: of the database and of who asks it. */
async function timed(run: () => Promise<Run>) {
  const before = processorSeconds();
  const { transfers, seconds: took } = await run();
  const after = processorSeconds();
  const micros = before === null || after === null ? null : ((after - before) / transfers) * 1e6;
  return { perSecond: transfers / took, micros };
}

const told = (value: number) => Math.round(value).toLocaleString('en-US');
const percent = (share: number) => `${(share * 100).toFixed(0)} %`;

function figure(
  what: string,
  { ratio, ours, theirs, processorRatio }: Measured,
  goal: number,
): Figure {
  const byProcessor =
    processorRatio === null ? '' : `; ${percent(processorRatio)} by processor time`;
  return {
    what,
    measured: `${percent(ratio)} (${told(ours)}/s beside ${told(theirs)}/s${byProcessor})`,
    goal: `≥ ${percent(goal)}`,
    holds: ratio >= goal,
  };
}

export async function measureLedger(): Promise<readonly Figure[]> {
  return await withGround(async (ground) => {
    const single = await compare(
      () => oneByOne(ground),
      () => oneByOneInSql(ground),
    );
    const batch = await compare(
      () => many(ground),
      () => manyInSql(ground),
    );
    const failed = await failedChecks(ground.node.database.tx, [ledger]);
    return [
      figure(
        `transfers through the ledger, one a commit, ${writers} writers, beside ${singlePeer}`,
        single,
        0.5,
      ),
      figure(`transfers, ${told(atOnce)} a commit, beside set-based SQL`, batch, 0.7),
      {
        what: 'checks of the ledger after it',
        measured: failed.length === 0 ? 'all count zero' : JSON.stringify(failed),
        goal: 'all count zero',
        holds: failed.length === 0,
      },
    ];
  });
}

if (import.meta.main) for (const figure of await measureLedger()) print(figure);
