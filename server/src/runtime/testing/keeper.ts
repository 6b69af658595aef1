import { existsSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { FolderHeld, openPostgres } from '../postgres/index.ts';

/**
 * Keeps a throw-away server for test files run by hand, so that each starts in a moment; ends
 * when nobody has been connected for two minutes. Started by `database.ts`, with the folder.
 */

const idleMs = 120_000;
const lookEveryMs = 5_000;

async function keep(dataDir: string): Promise<void> {
  const postgres = await openPostgres({ dataDir, throwAway: true, purpose: 'tests' });
  const client = new pg.Client({ connectionString: postgres.url });
  client.on('error', () => {});
  await client.connect();
  const others = `select count(*)::int as count from pg_stat_activity
    where usename = current_user and pid <> pg_backend_pid()`;
  let idleSince = Date.now();
  try {
    while (Date.now() - idleSince < idleMs && existsSync(dataDir)) {
      await sleep(lookEveryMs);
      const { rows } = await client.query<{ count: number }>(others);
      if (rows[0]?.count !== 0) idleSince = Date.now();
    }
  } finally {
    await client.end().catch(() => {});
    await postgres.stop();
  }
}

try {
  await keep(process.argv[2]!);
} catch (error) {
  // Two test files at once started two keepers; one is enough.
  if (!(error instanceof FolderHeld)) throw error;
}
