import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CamelCasePlugin, Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import type { Logger } from './log.ts';
import { execute, rows, sql, type Tx } from './sql.ts';

const instant = (text: string) => `${text.replace(' ', 'T').replace(/\+00$/, '')}Z`;

/** What leaves the driver: instants and days as ISO text, bigint as bigint, numeric as text. */
const parsers: Record<number, (text: string) => unknown> = {
  [pg.types.builtins.TIMESTAMPTZ]: instant,
  [pg.types.builtins.DATE]: (text) => text,
  [pg.types.builtins.INT8]: BigInt,
};

export interface Database {
  readonly tx: Tx;
  readonly pool: pg.Pool;
  /** For libraries that open connections of their own and expect the driver's plain types. */
  readonly connection: pg.PoolConfig;
  close(): Promise<void>;
}

/**
 * Opens a pool. A connection that dies while idle or checked out is logged and replaced, never
 * fatal: the database may go away under load and come back.
 */
export function openDatabase(
  connection: pg.PoolConfig,
  log: Pick<Logger, 'warn'>,
  connections = 10,
): Database {
  const pool = new pg.Pool({
    max: connections,
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: 30_000,
    ...connection,
    options: '-c TimeZone=UTC -c statement_timeout=30s -c idle_in_transaction_session_timeout=60s',
    types: {
      getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
        (format !== 'binary' && parsers[oid]) ||
        pg.types.getTypeParser(oid, format as 'text')) as typeof pg.types.getTypeParser,
    },
  });
  const warn = (error: Error) => log.warn({ error: error.message }, 'database connection lost');
  pool.on('error', warn);
  pool.on('connect', (client) => {
    client.on('error', warn);
    prepareQueries(client);
  });
  const tx = new Kysely({
    dialect: new PostgresDialect({ pool }),
    plugins: [new CamelCasePlugin({ maintainNestedObjectKeys: true })],
  });
  return { tx, pool, connection, close: () => tx.destroy() };
}

const preparedAtMost = 500;
const preparedNames = new Map<string, string>();

/**
 * Has each connection plan a query once and not at every call: planning a join of six tables
 * takes longer than running it. The same text has the same name on every connection; texts beyond
 * the first few hundred, put together by rare filters, go unprepared.
 */
function prepareQueries(client: pg.ClientBase): void {
  const query = client.query.bind(client) as (...given: unknown[]) => unknown;
  const prepared = (...given: unknown[]) => {
    const [text, values, ...rest] = given;
    if (typeof text !== 'string' || !Array.isArray(values) || values.length === 0) {
      return query(...given);
    }
    let name = preparedNames.get(text);
    if (name === undefined) {
      if (preparedNames.size >= preparedAtMost) return query(...given);
      name = `q${preparedNames.size}`;
      preparedNames.set(text, name);
    }
    return query({ name, text, values }, ...rest);
  };
  client.query = prepared as typeof client.query;
}

interface Migration {
  readonly module: string;
  readonly name: string;
  readonly digest: string;
  readonly text: string;
}

/** Modules in the order of their needs, each with the folder that holds its migrations. */
export interface Migratable {
  readonly name: string;
  readonly migrations?: string | undefined;
}

const runtimeFolder = join(import.meta.dirname, 'migrations');

export async function readMigrations(modules: readonly Migratable[]): Promise<Migration[]> {
  const all: Migration[] = [];
  for (const module of [{ name: 'runtime', migrations: runtimeFolder }, ...modules]) {
    if (module.migrations === undefined) continue;
    const names = (await readdir(module.migrations)).filter((name) => name.endsWith('.sql')).sort();
    for (const name of names) {
      const text = await readFile(join(module.migrations, name), 'utf8');
      const digest = createHash('sha256').update(text).digest('hex');
      all.push({ module: module.name, name, digest, text });
    }
  }
  return all;
}

interface Applied {
  readonly module: string;
  readonly name: string;
  readonly digest: string;
}

async function readApplied(tx: Tx): Promise<Map<string, Applied>> {
  const known = await rows<{ found: boolean }>(
    tx,
    sql`select to_regclass('public.yunhe_migration') is not null as found`,
  );
  if (!known[0]?.found) return new Map();
  const applied = await rows<Applied>(tx, sql`select module, name, digest from yunhe_migration`);
  return new Map(applied.map((one) => [`${one.module}/${one.name}`, one]));
}

/**
 * Brings the schema up to date, one transaction for all, under a lock so that two processes
 * starting together do not both try. An applied file that has changed since is a fault: write
 * a new one instead.
 *
 * @param only  Where given, no other migrations than these (`module/file`) are applied.
 * @returns the migrations that were applied now, as `module/file`.
 */
export async function migrate(
  database: Database,
  modules: readonly Migratable[],
  only?: ReadonlySet<string>,
): Promise<string[]> {
  const wanted = (await readMigrations(modules)).filter(
    (one) => only?.has(`${one.module}/${one.name}`) ?? true,
  );
  return await database.tx.transaction().execute(async (tx) => {
    await execute(tx, sql`select pg_advisory_xact_lock(hashtext('yunhe_migration'))`);
    await execute(tx, sql`set local statement_timeout = 0`);
    await execute(
      tx,
      sql`create table if not exists public.yunhe_migration (
            module text not null, name text not null, digest text not null,
            applied_at timestamptz not null default now(), primary key (module, name))`,
    );
    const applied = await readApplied(tx);
    const done: string[] = [];
    for (const migration of wanted) {
      const key = `${migration.module}/${migration.name}`;
      const before = applied.get(key);
      if (before !== undefined) {
        if (before.digest !== migration.digest) {
          throw new Error(`Migration ${key} was applied and has changed since; write a new one.`);
        }
        continue;
      }
      await execute(tx, sql.raw(migration.text));
      await execute(
        tx,
        sql`insert into public.yunhe_migration (module, name, digest)
            values (${migration.module}, ${migration.name}, ${migration.digest})`,
      );
      done.push(key);
    }
    return done;
  });
}

/** Migrations that are in the tree and not in the database, as `module/file`. */
export async function pendingMigrations(
  database: Database,
  modules: readonly Migratable[],
): Promise<string[]> {
  const applied = await readApplied(database.tx);
  const wanted = await readMigrations(modules);
  return wanted.map((one) => `${one.module}/${one.name}`).filter((key) => !applied.has(key));
}

/** True for errors that say the database is away, restarting or full: the caller may try again. */
export function isDatabaseAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  return (
    /^(08|57P0|53300|ECONNREFUSED|ECONNRESET|ENOENT|EPIPE)/.test(code) ||
    /Connection terminated|connection timeout|timeout exceeded when trying to connect|not queryable/i.test(
      error.message,
    )
  );
}

/** True where the database gave one of two transactions up: running it again is right. */
export function isWorthAnotherTry(error: unknown): boolean {
  return error instanceof Error && 'code' in error && /^40(001|P01)$/.test(String(error.code));
}
