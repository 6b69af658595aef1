import { spawn } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { type Database, migrate, openDatabase } from '../database.ts';
import { joinPostgres } from '../postgres/index.ts';

export interface TestDatabase {
  readonly url: string;
  /** Opened as the server opens its own. */
  readonly database: Database;
  /** The pool of `database`. Ended after the test; take connections from it freely, also many at once. */
  readonly pool: pg.Pool;
}

/**
 * A fresh database with every migration applied, for one test; dropped after it.
 *
 * Give it the test context, or for a database shared by a whole file the module's own hook:
 * `testDatabase({ after })` with `import { after } from 'node:test'`.
 */
export async function testDatabase(
  t: { after(fn: () => Promise<void>): void },
  ground?: Ground,
): Promise<TestDatabase> {
  const admin = await adminUrl();
  const migrated = await migratedTemplate(admin);
  const template = ground === undefined ? migrated : await laidTemplate(admin, migrated, ground);
  const name = `test_${randomBytes(8).toString('hex')}`;
  await clone(admin, template, name);
  const url = named(admin, name);
  const database = openDatabase({ connectionString: url }, silent, 20);
  t.after(async () => {
    await database.close();
    await drop(admin, name);
  });
  return { url, database, pool: database.pool };
}

/** What stands in a database before a test begins; laid once and copied for each test that asks. */
export interface Ground {
  readonly name: string;
  /** Files, from the root, whose change means that it has to be laid anew. */
  readonly files: readonly string[];
  readonly lay: (url: string) => Promise<void>;
}

/** Tests end connections on purpose; that is not worth a line. */
const silent = { warn: () => {} };

/** A server whose role may make databases: of the test command, else kept for files run by hand. */
async function adminUrl(): Promise<string> {
  keptUrl ??= process.env.YUNHE_TEST_DATABASE ?? (await joinKept());
  return keptUrl;
}

let keptUrl: string | undefined;

const source = resolve(import.meta.dirname, '../..');

async function joinKept(): Promise<string> {
  const dataDir = join(source, '../../.cache/test-database');
  const until = Date.now() + 60_000;
  let isStarted = false;
  for (;;) {
    const joined = await joinPostgres(dataDir);
    if (joined) return joined.url;
    if (!isStarted) startKeeper(dataDir);
    isStarted = true;
    if (Date.now() > until) throw new Error(`No test database came up in ${dataDir}`);
    await sleep(50);
  }
}

function startKeeper(dataDir: string): void {
  const keeper = spawn(process.execPath, [join(import.meta.dirname, 'keeper.ts'), dataDir], {
    detached: true,
    stdio: 'ignore',
    env: { ...process.env, NODE_OPTIONS: '', NODE_TEST_CONTEXT: '' },
  });
  keeper.unref();
}

/** Makes the template once for each state of the migrations; every test file asks, one makes. */
async function migratedTemplate(admin: string): Promise<string> {
  knownTemplate ??= await template(
    admin,
    `template_${digestOf(source, ['**/migrations/*.sql', 'runtime/database.ts', 'modules.ts'])}`,
    async (part) => {
      await withAdmin(admin, (client) => client.query(`create database ${part}`));
      await migrateInto(named(admin, part));
    },
  );
  return knownTemplate;
}

async function laidTemplate(admin: string, migrated: string, ground: Ground): Promise<string> {
  const digest = digestOf(join(source, '../..'), ground.files);
  return await template(admin, `${migrated}_${ground.name}_${digest}`, async (part) => {
    await clone(admin, migrated, part);
    await ground.lay(named(admin, part));
  });
}

/** One makes what all wait for; a half-made one is never taken for whole. */
async function template(
  admin: string,
  name: string,
  make: (part: string) => Promise<void>,
): Promise<string> {
  await withAdmin(admin, async (client) => {
    await client.query('select pg_advisory_lock(7070)');
    const found = await client.query('select 1 from pg_database where datname = $1', [name]);
    if (found.rowCount) return;
    const part = `part_${createHash('sha256').update(name).digest('hex').slice(0, 16)}`;
    await client.query(`drop database if exists ${part} with (force)`);
    await make(part);
    await client.query(`alter database ${part} rename to ${name}`);
  });
  return name;
}

let knownTemplate: string | undefined;

function digestOf(folder: string, patterns: readonly string[]): string {
  // A server that was started for one run sees no other state of the files.
  if (process.env.YUNHE_TEST_DATABASE !== undefined) return 'of_this_run';
  const hash = createHash('sha256');
  for (const pattern of patterns) {
    for (const file of globSync(pattern, { cwd: folder }).sort()) {
      hash.update(file).update(readFileSync(join(folder, file)));
    }
  }
  return hash.digest('hex').slice(0, 16);
}

/** The list is imported late, so that the tests of the runtime load no domain module sooner. */
async function migrateInto(url: string): Promise<void> {
  const { modules } = await import('../../modules.ts');
  const database = openDatabase({ connectionString: url }, silent, 2);
  try {
    await migrate(database, modules);
  } finally {
    await database.close();
  }
}

async function clone(admin: string, template: string, name: string): Promise<void> {
  await withAdmin(admin, async (client) => {
    for (let attempt = 1; ; attempt += 1) {
      try {
        // Written through the log, as it would be by default, it takes three times as long.
        await client.query(`create database ${name} template ${template} strategy file_copy`);
        return;
      } catch (error) {
        // Somebody's look at the template holds it for a moment.
        if ((error as { code?: string }).code !== '55006' || attempt === 20) throw error;
        await sleep(50);
      }
    }
  });
}

async function drop(admin: string, name: string): Promise<void> {
  await withAdmin(admin, async (client) => {
    for (let attempt = 1; ; attempt += 1) {
      try {
        await client.query(`drop database if exists ${name} with (force)`);
        return;
      } catch (error) {
        // A worker that vacuums a large test belongs to the server, which alone may end it.
        if ((error as { code?: string }).code !== '42501' || attempt === 100) throw error;
        await sleep(100);
      }
    }
  });
}

async function withAdmin<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => {});
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

function named(url: string, database: string): string {
  const other = new URL(url);
  other.pathname = `/${database}`;
  return other.href;
}
