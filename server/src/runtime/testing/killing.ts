import assert from 'node:assert/strict';
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, readFileSync } from 'node:fs';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { after, type TestContext } from 'node:test';
import pg from 'pg';
import { openPostgres } from '../postgres/index.ts';

/** A data folder for one test, in a place that every user can enter. */
export async function dataFolder(t: TestContext): Promise<string> {
  const folder = await emptyFolder();
  t.after(() => {
    unneeded.add(folder);
  });
  return folder;
}

/**
 * Folders of tests that are over, removed a little later: hooks run in the order they were set,
 * so a test's own hook, which stops the server in the folder, comes after ours.
 */
const unneeded = new Set<string>();

async function removeUnneeded(): Promise<void> {
  for (const folder of unneeded) await rm(folder, { recursive: true, force: true });
  unneeded.clear();
}

async function emptyFolder(): Promise<string> {
  await removeUnneeded();
  const parent = process.platform === 'win32' ? process.env.TEMP! : '/tmp';
  const folder = await mkdtemp(join(parent, 'yunhe-data-'));
  await chmod(folder, 0o711);
  return folder;
}

/** As `dataFolder`, with a database in it, stopped: a copy, for making one takes a second. */
export async function folderWithDatabase(t: TestContext): Promise<string> {
  prepared ??= prepare();
  const folder = await dataFolder(t);
  await cp(await prepared, folder);
  return folder;
}

let prepared: Promise<string> | undefined;

// Here, and not in `prepare`: a hook belongs to the test that is running when it is set.
after(async () => {
  if (prepared) unneeded.add(await prepared);
  await removeUnneeded();
});

async function prepare(): Promise<string> {
  const folder = await emptyFolder();
  await (await openPostgres({ dataDir: folder })).stop();
  return folder;
}

/** Node's own copy gives the files to whoever copies; here they stay the database user's. */
async function cp(from: string, to: string): Promise<void> {
  if (process.platform === 'win32') cpSync(from, to, { recursive: true });
  else assert.equal(spawnSync('cp', ['-a', `${from}/.`, to]).status, 0);
}

export interface Writer {
  readonly process: ChildProcess;
  /** Resolves once so many rows were acknowledged. */
  reached(count: number): Promise<void>;
  /** The last number that was acknowledged. */
  last(): number;
}

/** Starts a process of its own that writes into the folder's database until it is killed. */
export function startWriter(t: TestContext, dataDir: string): Writer {
  const script = join(import.meta.dirname, 'acknowledging-writer.ts');
  const child = spawn(process.execPath, [script, dataDir], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  t.after(() => child.kill('SIGKILL'));
  let [seen, count, rest] = [0, 0, ''];
  child.stdout.on('data', (chunk) => {
    const lines = (rest + chunk).split('\n');
    // What follows the last line end may be half a number.
    rest = lines.pop() ?? '';
    count += lines.length;
    seen = Number(lines.at(-1) ?? seen);
  });
  return {
    process: child,
    last: () => seen,
    async reached(wanted) {
      const ended = once(child, 'exit').then(() => assert.fail('the writer ended by itself'));
      ended.catch(() => {});
      while (count < wanted) await Promise.race([once(child.stdout, 'data'), ended]);
    },
  };
}

/** Kills the writer hard and returns the last number it was acknowledged. */
export async function killHard(writer: Writer): Promise<number> {
  const closed = once(writer.process, 'close');
  assert.equal(writer.process.exitCode, null, 'the writer ended by itself');
  writer.process.kill('SIGKILL');
  await closed;
  return writer.last();
}

/** Opens the folder again and asserts that every acknowledged row is there, without a gap. */
export async function assertAllThere(dataDir: string, acknowledged: number): Promise<void> {
  const postgres = await openPostgres({ dataDir });
  try {
    const found = await query(
      postgres.url,
      'select count(*)::int as count, max(id)::int as last from written',
    );
    const { count, last } = found[0] as { count: number; last: number };
    assert.equal(count, last, 'there is a gap');
    assert.ok(
      last >= acknowledged,
      `row ${acknowledged} was acknowledged; the last one is ${last}`,
    );
  } finally {
    await postgres.stop();
  }
}

export async function query(url: string, text: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => {});
  await client.connect();
  try {
    return (await client.query(text)).rows;
  } finally {
    await client.end().catch(() => {});
  }
}

/** The number of the server process that runs in a data folder. */
export function postmasterPid(dataDir: string): number {
  const file = join(dataDir, 'postgres/cluster/postmaster.pid');
  return Number(readFileSync(file, 'utf8').split('\n')[0]);
}
