/**
 * A process for tests that kill: opens the database in a folder and a node on it, posts transfers
 * by eight writers as fast as it can, half of them within a use case's transaction and half alone,
 * and prints each key only after the ledger answered. What fails because the database is away is
 * asked for again, with the same key.
 */
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { openNode } from '../../node.ts';
import { registry } from '../../registry/module.ts';
import { system } from '../../runtime/actor.ts';
import { openLog } from '../../runtime/log.ts';
import { openPostgres } from '../../runtime/postgres/index.ts';
import { testSettings } from '../../runtime/testing/node.ts';
import { type NewTransaction, openAccount, post, postAlone } from '../index.ts';
import { ledger } from '../module.ts';
import { transfer } from '../testing.ts';

const writers = 8;
const accounts = 6;
const pauseMilliseconds = 20;

const postgres = await openPostgres({ dataDir: process.argv[2]!, purpose: 'posting' });
const node = await openNode({
  settings: testSettings,
  connection: { connectionString: postgres.url },
  modules: [registry, ledger],
  log: openLog('silent'),
  authenticate: () => Promise.reject(new Error('Nobody calls here.')),
  background: false,
});

const opened = await node.transact((ctx) =>
  Promise.all(
    Array.from({ length: accounts }, (_, at) =>
      openAccount(ctx, {
        owner: { regionCode: at % 2 === 0 ? '110000' : '130000' },
        purpose: `kills ${at}`,
        name: { zh: '测试账户', en: 'test account' },
      }),
    ),
  ),
);
const any = () => Math.floor(Math.random() * accounts);

type Post = (asked: NewTransaction) => Promise<unknown>;
const within: Post = (asked) => node.transact((ctx) => post(ctx, asked));
const alone: Post = (asked) =>
  postAlone({ database: node.database, now: () => new Date(), actor: system }, asked);

async function write(record: Post): Promise<never> {
  for (;;) {
    const from = any();
    const to = (from + 1 + Math.floor(Math.random() * (accounts - 1))) % accounts;
    const asked = transfer(opened[from]!, opened[to]!, BigInt(1 + any()), {
      key: `kills ${randomUUID()}`,
    });
    await postUntilAnswered(record, asked);
    process.stdout.write(`${asked.key}\n`);
  }
}

async function postUntilAnswered(record: Post, asked: NewTransaction): Promise<void> {
  for (;;) {
    try {
      await record(asked);
      return;
    } catch {
      // The database was killed; it is being started again.
      await sleep(pauseMilliseconds);
    }
  }
}

await Promise.all(Array.from({ length: writers }, (_, at) => write(at % 2 === 0 ? within : alone)));
