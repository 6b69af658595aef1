import pg from 'pg';
import { openPostgres } from '../postgres/index.ts';

/**
 * A process for tests that kill: opens the database in a folder, writes numbered rows as fast as
 * it can, and prints each number only after the database acknowledged it.
 */

const postgres = await openPostgres({ dataDir: process.argv[2]!, purpose: 'writing' });
const client = new pg.Client({ connectionString: postgres.url });
await client.connect();
await client.query('create table if not exists written (id bigint primary key)');
const { rows } = await client.query('select coalesce(max(id), 0)::int as last from written');
for (let id = rows[0].last + 1; ; id += 1) {
  await client.query('insert into written values ($1)', [id]);
  process.stdout.write(`${id}\n`);
}
