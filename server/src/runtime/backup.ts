/**
 * Logical backups: every row of every table of ours as JSON, one a line, in one compressed file.
 * The database itself turns rows into JSON and back, so a file written by one version of
 * PostgreSQL is read by another, and no value passes through a JavaScript number.
 * Left out: the queue of jobs, which the node fills again.
 */
import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { rename, rm, stat } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import { type Database, type Migratable, migrate, readMigrations } from './database.ts';
import { execute, row, rows, sql, type Tx } from './sql.ts';

const format = 'yunhe-backup 1';
const rowsAtOnce = 1_000;

interface Heading {
  readonly format: string;
  readonly madeAt: string;
  readonly migrations: readonly string[];
  readonly head: string | null;
}

interface Table {
  readonly name: string;
  readonly columns: string[];
}

export interface BackupSummary {
  readonly file: string;
  readonly bytes: number;
  readonly tables: number;
  readonly rows: number;
  /** The last hash of the event chain. */
  readonly head: string | null;
}

/** A backup that cannot be used, and why; nothing was changed. */
export class BackupProblem extends Error {}

/** Our tables with the columns that are stored and not computed. */
async function tablesOf(tx: Tx): Promise<Table[]> {
  return await rows<Table>(
    tx,
    sql`select format('%I.%I', n.nspname, c.relname) as name,
          array_agg(quote_ident(a.attname) order by a.attnum) as columns
        from pg_class c
        join pg_namespace n on n.oid = c.relnamespace
        join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
        where c.relkind = 'r' and a.attgenerated = ''
          and n.nspname not in ('pg_catalog', 'information_schema', 'public', 'pgboss')
        group by 1 order by 1`,
  );
}

/** Writes a backup from one snapshot; the file appears under its name when it is whole. */
export async function writeBackup(
  database: Database,
  file: string,
  now: Date,
): Promise<BackupSummary> {
  const part = `${file}.part`;
  const counted = { tables: 0, rows: 0, head: null as string | null };
  try {
    await database.tx
      .transaction()
      .setIsolationLevel('repeatable read')
      .execute(async (tx) => {
        await execute(tx, sql`set local statement_timeout = 0`);
        await execute(tx, sql`set local idle_in_transaction_session_timeout = 0`);
        await pipeline(
          Readable.from(linesOf(tx, now, counted)),
          createGzip({ level: 6 }),
          createWriteStream(part, { flags: 'w', mode: 0o600 }),
        );
      });
    await rename(part, file);
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  }
  const { size } = await stat(file);
  await execute(
    database.tx,
    sql`insert into runtime.backup (made_at, file, bytes, head)
        values (${now}, ${file}, ${size}, ${counted.head})`,
  );
  return { file, bytes: size, ...counted };
}

async function* linesOf(
  tx: Tx,
  now: Date,
  counted: { tables: number; rows: number; head: string | null },
): AsyncGenerator<string> {
  const migrations = await rows<{ key: string }>(
    tx,
    sql`select module || '/' || name as key from public.yunhe_migration order by applied_at, 1`,
  );
  const last = await rows<{ head: string }>(
    tx,
    sql`select encode(hash, 'hex') as head from runtime.event order by sequence desc limit 1`,
  );
  counted.head = last[0]?.head ?? null;
  const heading: Heading = {
    format,
    madeAt: now.toISOString(),
    migrations: migrations.map((one) => one.key),
    head: counted.head,
  };
  yield `${JSON.stringify(heading)}\n`;
  for (const table of await tablesOf(tx)) {
    yield `${JSON.stringify({ table: table.name, columns: table.columns })}\n`;
    const digest = createHash('sha256');
    let count = 0;
    await execute(
      tx,
      sql`declare backup_rows no scroll cursor for
          select to_jsonb(t)::text as line from ${sql.raw(table.name)} t`,
    );
    for (;;) {
      const batch = await rows<{ line: string }>(
        tx,
        sql`fetch ${sql.raw(String(rowsAtOnce))} from backup_rows`,
      );
      if (batch.length === 0) break;
      const text = batch.map((one) => `${one.line}\n`).join('');
      digest.update(text);
      count += batch.length;
      yield text;
    }
    await execute(tx, sql`close backup_rows`);
    yield `${JSON.stringify({ end: table.name, rows: count, sha256: digest.digest('hex') })}\n`;
    counted.tables += 1;
    counted.rows += count;
  }
  yield `${JSON.stringify({ end: format })}\n`;
}

/**
 * Loads a backup into an empty database, all or nothing. The schema is first brought to where it
 * was when the backup was made, and to the present one after loading.
 *
 * @throws BackupProblem if the file is not a whole backup, is newer than this program, or the
 *   database holds data already.
 */
export async function restoreBackup(
  database: Database,
  modules: readonly Migratable[],
  file: string,
): Promise<{ tables: number; rows: number; head: string | null }> {
  const heading = await readHeading(file);
  const foreign = await unknownMigrations(modules, heading.migrations);
  if (foreign.length > 0) {
    throw new BackupProblem(
      `The backup was made by a newer Yunhe: it knows ${foreign[0]}, this one does not. ` +
        'Install that version or a newer one and restore there.',
    );
  }
  await refuseFull(database);
  await migrate(database, modules, new Set(heading.migrations));
  const result = await database.tx.transaction().execute(async (tx) => {
    await execute(tx, sql`set local statement_timeout = 0`);
    await execute(tx, sql`set local idle_in_transaction_session_timeout = 0`);
    const restoreConstraints = await liftConstraints(tx);
    const loaded = await load(tx, file);
    await restoreConstraints();
    return loaded;
  });
  await migrate(database, modules);
  return { ...result, head: heading.head };
}

async function* readLines(file: string): AsyncGenerator<string> {
  const source = createReadStream(file);
  const unpacked = createGunzip();
  const failed = new Promise<never>((_resolve, reject) => {
    source.on('error', reject);
    unpacked.on('error', reject);
  });
  failed.catch(() => {});
  const lines = createInterface({
    input: source.pipe(unpacked),
    crlfDelay: Number.POSITIVE_INFINITY,
  });
  const iterator = lines[Symbol.asyncIterator]();
  try {
    for (;;) {
      const next = await Promise.race([iterator.next(), failed]);
      if (next.done) return;
      yield next.value;
    }
  } catch (error) {
    throw new BackupProblem(`${file} cannot be read as a backup: ${(error as Error).message}`);
  } finally {
    lines.close();
    source.destroy();
  }
}

async function readHeading(file: string): Promise<Heading> {
  for await (const line of readLines(file)) {
    try {
      const heading = JSON.parse(line) as Heading;
      if (heading.format === format) return heading;
    } catch {}
    break;
  }
  throw new BackupProblem(`${file} is not a backup of Yunhe (${format}).`);
}

async function unknownMigrations(
  modules: readonly Migratable[],
  wanted: readonly string[],
): Promise<string[]> {
  const known = new Set((await readMigrations(modules)).map((one) => `${one.module}/${one.name}`));
  return wanted.filter((key) => !known.has(key));
}

async function refuseFull(database: Database): Promise<void> {
  const events = await row<{ found: boolean }>(
    database.tx,
    sql`select to_regclass('runtime.event') is not null as found`,
  );
  if (!events.found) return;
  for (const table of await tablesOf(database.tx)) {
    const held = await row<{ some: boolean }>(
      database.tx,
      sql`select exists (select from ${sql.raw(table.name)}) as some`,
    );
    if (!held.some) continue;
    throw new BackupProblem(
      `The database holds data already (${table.name}). Restore into an empty one: give another ` +
        'folder with YUNHE_DATA, or another database with DATABASE_URL.',
    );
  }
}

/** Lifts foreign keys and triggers for the load; answers how to put them back. */
async function liftConstraints(tx: Tx): Promise<() => Promise<void>> {
  const keys = await rows<{ table: string; name: string; definition: string }>(
    tx,
    sql`select conrelid::regclass::text as table, quote_ident(conname) as name,
          pg_get_constraintdef(oid) as definition
        from pg_constraint
        where contype = 'f' and connamespace::regnamespace::text not in ('pgboss', 'public')`,
  );
  const tables = await tablesOf(tx);
  for (const key of keys) {
    await execute(tx, sql.raw(`alter table ${key.table} drop constraint ${key.name}`));
  }
  for (const { name } of tables) {
    await execute(tx, sql.raw(`alter table ${name} disable trigger user`));
  }
  return async () => {
    for (const { name } of tables) {
      await execute(tx, sql.raw(`alter table ${name} enable trigger user`));
    }
    for (const key of keys) {
      await execute(
        tx,
        sql.raw(`alter table ${key.table} add constraint ${key.name} ${key.definition}`),
      );
    }
  };
}

async function load(tx: Tx, file: string): Promise<{ tables: number; rows: number }> {
  const known = new Map((await tablesOf(tx)).map((table) => [table.name, table]));
  const counted = { tables: 0, rows: 0 };
  let table: Table | null = null;
  let digest = createHash('sha256');
  let count = 0;
  let batch: string[] = [];
  let ended = false;
  let isHeading = true;

  const flush = async () => {
    if (table === null || batch.length === 0) return;
    const columns = table.columns.join(', ');
    await execute(
      tx,
      sql`insert into ${sql.raw(table.name)} (${sql.raw(columns)})
          select ${sql.raw(columns)}
          from jsonb_populate_recordset(null::${sql.raw(table.name)},
            ${`[${batch.join(',')}]`}::jsonb)`,
    );
    batch = [];
  };

  for await (const line of readLines(file)) {
    if (isHeading) {
      isHeading = false;
    } else if (table === null) {
      const mark = JSON.parse(line) as { table?: string; columns?: string[]; end?: string };
      if (mark.end === format) {
        ended = true;
        break;
      }
      const found = known.get(mark.table ?? '');
      if (found === undefined || mark.columns === undefined) {
        throw new BackupProblem(`${file} holds ${mark.table}, which this version does not know.`);
      }
      table = { name: found.name, columns: mark.columns.filter((c) => found.columns.includes(c)) };
      digest = createHash('sha256');
      count = 0;
    } else if (line.startsWith('{"end":')) {
      await flush();
      const mark = JSON.parse(line) as { end: string; rows: number; sha256: string };
      if (mark.end !== table.name || mark.rows !== count || mark.sha256 !== digest.digest('hex')) {
        throw new BackupProblem(`${file} is damaged in ${table.name}; nothing was restored.`);
      }
      counted.tables += 1;
      counted.rows += count;
      table = null;
    } else {
      digest.update(`${line}\n`);
      count += 1;
      batch.push(line);
      if (batch.length >= rowsAtOnce) await flush();
    }
  }
  if (!ended) throw new BackupProblem(`${file} ends too early; nothing was restored.`);
  return counted;
}
