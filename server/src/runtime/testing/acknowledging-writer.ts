import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { openPostgres } from '../postgres/index.ts';

/**
 * A process for tests that kill: opens the database in a folder, writes numbered rows as fast as
 * it can, and prints each number only after the database acknowledged it.
 */

const postgres = await openPostgres({ dataDir: process.argv[2]!, purpose: 'writing' });
for (;;) {
  const client = new pg.Client({ connectionString: postgres.url });
  client.on('error', () => {});
  try {
    await client.connect();
    await write(client);
  } catch {
    // The database was killed; Yunhe is starting it again.
    await sleep(20);
  }
}

async function write(client: pg.Client): Promise<never> {
  await client.query('create table if not exists written (id bigint primary key)');
  // The last row may be there without having been acknowledged.
  const { rows } = await client.query('select coalesce(max(id), 0)::int as last from written');
  for (let id = rows[0].last + 1; ; id += 1) {
    await client.query('insert into written values ($1)', [id]);
    process.stdout.write(`${id}\n`);
  }
}
