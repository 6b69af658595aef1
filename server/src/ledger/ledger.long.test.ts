/** Kills under load, and many deliveries: what was answered is there, once, and balances. */
import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { after, type TestContext, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { failedChecks } from '../runtime/check.ts';
import { openDatabase } from '../runtime/database.ts';
import { verifyChain } from '../runtime/event.ts';
import { openPostgres } from '../runtime/postgres/index.ts';
import { dataFolder, postmasterPid } from '../runtime/testing/killing.ts';
import { balanceOf } from './index.ts';
import { ledger } from './module.ts';
import { deliver, ledgerNode, regionAccount } from './testing.ts';

const killsOfServer = 50;
const killsOfPostgres = 10;
const loadMilliseconds = 400;

interface Poster {
  readonly process: ChildProcess;
  /** Resolves once so many more keys were answered. */
  more(count: number): Promise<void>;
}

/** Posts in a process of its own; every key it prints was answered. */
function startPoster(t: TestContext, dataDir: string, answered: Set<string>): Poster {
  const script = join(import.meta.dirname, 'testing/acknowledging-poster.ts');
  const child = spawn(process.execPath, [script, dataDir], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  t.after(() => child.kill('SIGKILL'));
  const lines = createInterface({ input: child.stdout });
  // The last line may have been cut by the kill: only whole keys count.
  lines.on('line', (key) => /^kills [0-9a-f-]{36}$/.test(key) && answered.add(key));
  const ended = once(child, 'exit').then(() => assert.fail('the poster ended by itself'));
  ended.catch(() => {});
  return {
    process: child,
    more: async (count) => {
      const wanted = answered.size + count;
      while (answered.size < wanted) await Promise.race([once(lines, 'line'), ended]);
    },
  };
}

async function killHard({ process: child }: Poster): Promise<void> {
  const closed = once(child, 'close');
  assert.equal(child.exitCode, null, 'the poster ended by itself');
  child.kill('SIGKILL');
  await closed;
}

interface Counts {
  readonly answered: number;
  readonly recorded: number;
  readonly lost: number;
  readonly unbalanced: number;
}

/** Opens the folder again, counts what is there, and has everything verified. */
async function verifyFolder(dataDir: string, answered: ReadonlySet<string>): Promise<Counts> {
  const postgres = await openPostgres({ dataDir });
  const database = openDatabase({ connectionString: postgres.url }, { warn: () => {} }, 2);
  try {
    const { rows } = await database.pool.query<{ key: string }>(
      'select key from ledger.transaction',
    );
    const recorded = new Set(rows.map(({ key }) => key));
    const unbalanced = await database.pool.query(
      `select transaction_id from ledger.entry group by transaction_id, unit
       having sum(amount_minor) <> 0 or count(*) <> 2`,
    );
    assert.deepEqual(await failedChecks(database.tx, [ledger]), []);
    assert.equal((await verifyChain(database.tx)).brokenAt, null);
    return {
      answered: answered.size,
      recorded: recorded.size,
      lost: [...answered].filter((key) => !recorded.has(key)).length,
      unbalanced: unbalanced.rowCount ?? 0,
    };
  } finally {
    await database.close();
    await postgres.stop();
  }
}

test('server and PostgreSQL killed hard under load: nothing answered is lost', async (t) => {
  const dataDir = await dataFolder(t);
  const answered = new Set<string>();
  for (let round = 1; round <= killsOfServer; round += 1) {
    const poster = startPoster(t, dataDir, answered);
    await poster.more(1);
    await sleep(Math.random() * loadMilliseconds);
    await killHard(poster);
  }
  const poster = startPoster(t, dataDir, answered);
  for (let round = 1; round <= killsOfPostgres; round += 1) {
    await poster.more(20);
    await sleep(Math.random() * loadMilliseconds);
    process.kill(postmasterPid(dataDir), 'SIGKILL');
  }
  await poster.more(20);
  await killHard(poster);
  const counts = await verifyFolder(dataDir, answered);
  process.stdout.write(
    `${killsOfServer} kills of the server, ${killsOfPostgres} of PostgreSQL: ` +
      `${counts.answered} answered, ${counts.recorded} recorded, ` +
      `${counts.lost} answered and lost, ${counts.unbalanced} unbalanced\n`,
  );
  assert.equal(counts.lost, 0);
  assert.equal(counts.unbalanced, 0);
});

test('10,000 deliveries of 1,000 requests have 1,000 effects', async () => {
  const node = await ledgerNode(after);
  const from = await regionAccount(node, '110000');
  const to = await regionAccount(node, '130000');
  assert.equal(await deliver(node, { from, to, requests: 1_000, deliveries: 10_000 }), 1_000);
  const { postedMinor } = await balanceOf(node.database, to.id, 'CNY');
  assert.equal(postedMinor, 500_500n);
  assert.deepEqual(await failedChecks(node.database.tx, [ledger]), []);
});
