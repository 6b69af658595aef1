import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  appendFileSync,
  existsSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import type { Binaries } from './binaries.ts';
import { asUser, type DatabaseUser } from './database-user.ts';
import { type Place, privateFolder } from './place.ts';

/** The role and the database that Yunhe works with. */
export const role = 'yunhe';
export const database = 'yunhe';

export interface ClusterOptions {
  /** True for tests only: faster, and worthless after a crash; its role may make databases. */
  readonly throwAway?: boolean;
}

/**
 * What an administrator may change later in the cluster's postgresql.conf. Small on purpose:
 * the first machine is somebody's laptop, and the file cache of the system does the rest.
 */
const settings: Record<string, string> = {
  max_connections: '60',
  shared_buffers: '64MB',
  work_mem: '8MB',
  maintenance_work_mem: '128MB',
  effective_cache_size: '1GB',
  random_page_cost: '1.1',
  max_wal_size: '1GB',
  jit: 'off',
  huge_pages: 'off',
  log_checkpoints: 'off',
  timezone: "'UTC'",
  log_timezone: "'UTC'",
};

/** Nothing has to outlive a crash, and little log is kept, since it may stand in memory. */
const settingsOfTests: Record<string, string> = {
  fsync: 'off',
  full_page_writes: 'off',
  synchronous_commit: 'off',
  wal_level: 'minimal',
  max_wal_senders: '0',
  max_wal_size: '128MB',
  max_connections: '200',
};

/** PostgreSQL 18 would keep three processes for reading ahead; a small node reads by itself. */
const since18 = { io_method: "'sync'" };

/**
 * Makes the cluster if there is none. Otherwise checks that these programs can run it.
 *
 * It is made under another name and renamed at the end: a crash leaves no half of one.
 */
export function ensureCluster(
  place: Place,
  binaries: Binaries,
  user: DatabaseUser | undefined,
  options: ClusterOptions = {},
): { made: boolean } {
  const versionFile = join(place.cluster, 'PG_VERSION');
  if (existsSync(versionFile)) {
    const major = Number(readFileSync(versionFile, 'utf8'));
    if (major === binaries.major) return { made: false };
    throw new Error(
      `The database in ${place.root} was made by PostgreSQL ${major} and this Yunhe brings ` +
        `${binaries.major}. Back up with the earlier Yunhe (yunhe backup FILE), move the folder ` +
        'away, and restore with this one (yunhe restore FILE).',
    );
  }
  const part = `${place.cluster}.new`;
  rmSync(part, { recursive: true, force: true });
  privateFolder(part, user);
  initialise(part, binaries, user);
  const ofTests = options.throwAway ? settingsOfTests : {};
  const lines = Object.entries({
    ...settings,
    ...(binaries.major >= 18 ? since18 : {}),
    ...ofTests,
  }).map(([name, value]) => `${name} = ${value}\n`);
  appendFileSync(join(part, 'postgresql.conf'), `\n# Chosen by Yunhe.\n${lines.join('')}`);
  // The superuser has no password, so nobody comes in as it; everybody else proves themselves.
  writeFileSync(
    join(part, 'pg_hba.conf'),
    'local all all scram-sha-256\nhost all all 127.0.0.1/32 scram-sha-256\n',
  );
  const password = randomBytes(24).toString('base64url');
  writeFileSync(place.password, password, { mode: 0o600 });
  runAlone(part, binaries, user, [
    `create role ${role} login ${options.throwAway ? 'createdb ' : ''}password '${password}'`,
    `create database ${database} owner ${role}`,
  ]);
  renameSync(part, place.cluster);
  return { made: true };
}

/** Names by code point would put 安 after 李; ICU's Chinese order sorts them by pinyin. */
const collation = ['--locale-provider=icu', '--icu-locale=zh-Hans-CN', '--encoding=UTF8'];

/** What letters are is still asked of the C library; trigrams of Chinese need a UTF-8 locale. */
const locales = ['C.UTF-8', 'en_US.UTF-8', 'zh_CN.UTF-8', 'C'];

function initialise(folder: string, binaries: Binaries, user: DatabaseUser | undefined): void {
  const program = join(binaries.folder, 'initdb');
  let complaint = '';
  for (const locale of locales) {
    const args = ['-D', folder, '-U', 'postgres', `--locale=${locale}`, '--lc-messages=C'];
    const run = spawnSync(program, [...args, '--auth=reject', ...collation], {
      encoding: 'utf8',
      cwd: '/',
      env: cleanEnvironment(),
      ...asUser(user),
    });
    if (run.status === 0) return;
    complaint = run.error?.message ?? run.stderr;
    if (!complaint.includes('locale name')) break;
  }
  throw new Error(`The database could not be made in ${folder}: ${complaint.trim()}`);
}

/** Runs statements in single-user mode, before anybody can connect. */
function runAlone(
  folder: string,
  binaries: Binaries,
  user: DatabaseUser | undefined,
  statements: string[],
): void {
  const args = ['--single', '-D', folder, '-c', 'exit_on_error=true', 'template1'];
  const run = spawnSync(join(binaries.folder, 'postgres'), args, {
    input: statements.map((statement) => `${statement}\n`).join(''),
    encoding: 'utf8',
    cwd: '/',
    env: cleanEnvironment(),
    ...asUser(user),
  });
  if (run.status !== 0) {
    throw new Error(`The database could not be prepared in ${folder}: ${run.stderr.trim()}`);
  }
}

/** PG* variables and secrets of the caller are no business of the database. */
export function cleanEnvironment(): NodeJS.ProcessEnv {
  const kept = ['PATH', 'SystemRoot', 'TEMP', 'TMP'];
  return Object.fromEntries(
    kept.flatMap((name) => {
      const value = process.env[name];
      return value === undefined ? [] : [[name, value]];
    }),
  );
}
