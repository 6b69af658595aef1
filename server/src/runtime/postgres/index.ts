/**
 * The PostgreSQL that Yunhe stands on: its own in the data folder, or the server named by a URL.
 *
 * Callers see one shape either way. What differs is who stops it.
 */

import { existsSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { type Binaries, installedBinaries } from './binaries.ts';
import { type ClusterOptions, database, ensureCluster, role } from './cluster.ts';
import { databaseUser } from './database-user.ts';
import { type Hold, type Holder, isEnding, isHolder, livingHolder, takeHold } from './hold.ts';
import { type Place, placeFor, socketFolder } from './place.ts';
import { endOrphan, type Listens } from './postmaster.ts';
import { supervise } from './supervision.ts';

export interface Postgres {
  /** For `pg`: `new pg.Pool({ connectionString: postgres.url })`. Holds the password: never log it. */
  readonly url: string;
  /** `server_version_num`, such as 180004. */
  readonly version: number;
  /** True if this process started the server; then `stop` ends it. */
  readonly owned: boolean;
  /** Calls the listener each time the server died and is up again. Returns a way to stop listening. */
  onRestart(listener: () => void): () => void;
  /** Ends an owned server cleanly (fast shutdown, then harder) and gives the folder free. Idempotent. */
  stop(): Promise<void>;
}

export interface PostgresOptions {
  /** The data folder; made if missing. */
  readonly dataDir: string;
  /** DATABASE_URL: with it no server of our own is started and the folder is not held. */
  readonly url?: string | undefined;
  /** What this process does, for whoever is refused meanwhile: 'start', 'import ror'. */
  readonly purpose?: string;
  /** Takes one line at a time; silent by default. */
  readonly log?: (line: string) => void;
}

/** What only tests ask for. */
export interface ThrowAwayOptions extends PostgresOptions, ClusterOptions {
  /** Other programs than those that came with npm, such as Debian's PostgreSQL 15. */
  readonly binaries?: Binaries | undefined;
}

/** Another living process holds the data folder. The command line answers it with exit code 4. */
export class FolderHeld extends Error {
  readonly holder: { pid: number; purpose: string; since: string };

  constructor(dataDir: string, holder: { pid: number; purpose: string; since: string }) {
    super(
      `The data folder ${dataDir} is held by process ${holder.pid} (yunhe ${holder.purpose}, ` +
        `since ${holder.since}). Stop that process (kill ${holder.pid}) or wait until it ends; ` +
        'to run a second Yunhe, give it another folder with YUNHE_DATA.',
    );
    this.holder = holder;
  }
}

/**
 * Starts the database for a server: holds the data folder, mends what a crash left, creates the
 * cluster if there is none, and watches over it.
 *
 * @throws FolderHeld within a second if another process holds the folder.
 */
export async function openPostgres(options: ThrowAwayOptions): Promise<Postgres> {
  if (options.url) return serverOf(options.url);
  const place = placeFor(options.dataDir, databaseUser());
  const until = Date.now() + endingMs;
  for (;;) {
    const held = takeHold(place.hold, options.purpose ?? 'start');
    if (!isHolder(held)) return open(place, held, options);
    if (!isEnding(held) || Date.now() > until) throw new FolderHeld(options.dataDir, held);
    await sleep(50);
  }
}

/** How long a start waits for an earlier Yunhe that is about to end. */
const endingMs = 20_000;

/** How long a command waits for a Yunhe that is starting beside it. */
const startingMs = 60_000;

/**
 * Connects a command: joins the database of the Yunhe that holds the folder, else opens it for
 * the time of the command. Call `stop` at the end either way, after ending your pool: if other
 * commands have joined meanwhile, it waits for them.
 */
export async function connectPostgres(options: ThrowAwayOptions): Promise<Postgres> {
  if (options.url) return serverOf(options.url);
  const place = placeFor(options.dataDir, databaseUser());
  const until = Date.now() + startingMs;
  for (;;) {
    const held = takeHold(place.hold, options.purpose ?? 'a command');
    if (!isHolder(held)) {
      const postgres = await open(place, held, options);
      return { ...postgres, stop: () => stopAfterOthers(postgres, options.log) };
    }
    const joined = await join(place, held);
    if (joined) return joined;
    if (Date.now() > until) throw new FolderHeld(options.dataDir, held);
    await sleep(50);
  }
}

/** Joins the database of a Yunhe that runs on this folder; undefined if none does. */
export async function joinPostgres(dataDir: string): Promise<Postgres | undefined> {
  const place = placeFor(dataDir, databaseUser());
  const holder = livingHolder(place.hold);
  return holder && join(place, holder);
}

/** @throws Error that says what is needed if the server is older than PostgreSQL 15. */
export async function checkVersion(db: {
  query(sql: string): Promise<{ rows: Record<string, unknown>[] }>;
}): Promise<number> {
  const { rows } = await db.query('show server_version_num');
  const version = Number(rows[0]?.server_version_num);
  if (version >= 150_000) return version;
  throw new Error(
    `Yunhe needs PostgreSQL 15 or newer; the server of DATABASE_URL is version ` +
      `${Math.floor(version / 10_000)}. Upgrade it, or leave DATABASE_URL unset and Yunhe ` +
      'runs its own.',
  );
}

async function open(place: Place, held: Hold, options: ThrowAwayOptions): Promise<Postgres> {
  const log = options.log ?? (() => {});
  try {
    const user = databaseUser();
    const binaries = options.binaries ?? installedBinaries(user);
    if (!existsSync(place.cluster)) log(`Making a database in ${place.root}`);
    ensureCluster(place, binaries, user, options);
    await endOrphan(place, binaries, log);
    const onWindows = process.platform === 'win32';
    const listens: Listens = onWindows
      ? { host: '127.0.0.1', port: await freePort() }
      : { host: socketFolder(place, user), port: 5432 };
    // Said on the command line, so that no edit of postgresql.conf makes a real database unsafe.
    const settings: Record<string, string> = options.throwAway
      ? {}
      : { fsync: 'on', full_page_writes: 'on', synchronous_commit: 'on' };
    const running = await supervise({ place, binaries, user, listens, settings, log });
    const url = urlOf(place, listens);
    const version = await versionAt(url);
    held.announce(listens);
    let stopped: Promise<void> | undefined;
    return {
      url,
      version,
      owned: true,
      onRestart: running.onRestart,
      stop() {
        stopped ??= running.stop().finally(() => {
          const isFarOff = !onWindows && !listens.host.startsWith(place.root);
          if (isFarOff) rmSync(listens.host, { recursive: true, force: true });
          held.release();
        });
        return stopped;
      },
    };
  } catch (error) {
    held.release();
    throw error;
  }
}

async function join(place: Place, holder: Holder): Promise<Postgres | undefined> {
  if (!holder.listens) return undefined;
  const url = urlOf(place, holder.listens);
  return serverOf(url);
}

/** A server that somebody else runs. */
async function serverOf(url: string): Promise<Postgres> {
  const version = await versionAt(url);
  return { url, version, owned: false, onRestart: () => () => {}, stop: async () => {} };
}

async function versionAt(url: string): Promise<number> {
  return withClient(url, checkVersion);
}

async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  // Without a listener a server that goes away would end the whole process.
  client.on('error', () => {});
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

function urlOf(place: Place, { host, port }: Listens): string {
  const password = readFileSync(place.password, 'utf8');
  const whom = `${role}:${password}@localhost:${port}/${database}`;
  // The process number tells our own connections from those of others when a command ends.
  const search = new URLSearchParams({ application_name: applicationName, host });
  return `postgresql://${whom}?${search}`;
}

const applicationName = `yunhe-${process.pid}`;

async function stopAfterOthers(
  postgres: Postgres,
  log: ((line: string) => void) | undefined,
): Promise<void> {
  const others = `select count(*)::int as count from pg_stat_activity
    where usename = current_user and application_name <> $1`;
  try {
    await withClient(postgres.url, async (client) => {
      let told = false;
      for (;;) {
        const { rows } = await client.query<{ count: number }>(others, [applicationName]);
        const count = rows[0]?.count ?? 0;
        if (count === 0) return;
        if (!told)
          log?.(`Waiting for ${count} connection(s) of commands that work beside this one`);
        told = true;
        await sleep(100);
      }
    });
  } finally {
    await postgres.stop();
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
