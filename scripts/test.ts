import {
  chmodSync,
  existsSync,
  globSync,
  mkdtempSync,
  rmSync,
  statfsSync,
  statSync,
} from 'node:fs';
import { join } from 'node:path';
import { type Binaries, systemBinaries } from '../server/src/runtime/postgres/binaries.ts';
import { databaseUser } from '../server/src/runtime/postgres/database-user.ts';
import { openPostgres, type Postgres } from '../server/src/runtime/postgres/index.ts';
import { findBrowser } from './browser.ts';
import { checks, runCheck, webBuild } from './checks.ts';
import { isWanted, type Ring, readArguments, ringOf } from './rings.ts';
import { Tally } from './tally.ts';
import { type FileReport, hasPassed, runTestFile } from './test-file.ts';

/**
 * `npm test`: everything, ending with one line `N passed, N failed`.
 *
 * The quick and pure first, then what needs a database, on PostgreSQL 18 and, where the system
 * has it, on 15, then the browser. `npm test -- PART-OF-A-FILE-NAME` runs only such files.
 */

const root = join(import.meta.dirname, '..');

/** Two files at once: the machine that has to do this within fifteen minutes has two cores. */
const filesAtOnce = 2;

const minute = 60_000;
const limitOfFile: Record<Ring, number> = {
  pure: 2 * minute,
  db: 8 * minute,
  stories: 4 * minute,
  browser: 6 * minute,
  long: 30 * minute,
};

const wanted = readArguments(process.argv.slice(2));
const isNarrowed = wanted.patterns.length > 0 || wanted.ring !== undefined;
const print = (line: string) => process.stdout.write(`${line}\n`);
const tally = new Tally(print);
const interrupted = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.once(signal, () => {
    interrupted.abort();
    process.exitCode = 130;
  });
}

function filesOf(...inRings: Ring[]): string[] {
  const areas = '{*,demo/**/*,methods/**/*,server/**/*,web/**/*,stories/**/*,scripts/**/*}.test.ts';
  return globSync(areas, { cwd: root, exclude: (name) => name === 'node_modules' })
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => inRings.includes(ringOf(file)) && isWanted(file, wanted))
    .sort((a, b) => sizeOf(b) - sizeOf(a) || (a < b ? -1 : 1));
}

/** The larger a file the longer it runs, as a rule; whatever takes long must not start last. */
function sizeOf(file: string): number {
  return statSync(join(root, file)).size;
}

async function runFile(file: string): Promise<FileReport> {
  return await runTestFile(join(root, file), {
    env: process.env,
    limitMs: limitOfFile[ringOf(file)],
    signal: interrupted.signal,
    onOutput: wanted.show ? (text) => process.stdout.write(text) : undefined,
  });
}

async function runFiles(files: readonly string[], setting: string): Promise<void> {
  if (files.length === 0) return;
  print(`\n${setting}: ${files.length} ${files.length === 1 ? 'file' : 'files'}`);
  const waiting = [...files];
  const doubtful: { file: string; first: FileReport }[] = [];
  const worker = async () => {
    for (let file = waiting.shift(); file; file = waiting.shift()) {
      if (interrupted.signal.aborted) return;
      const report = await runFile(file);
      if (ringOf(file) === 'browser' && !hasPassed(report)) doubtful.push({ file, first: report });
      else tally.file(file, setting, report);
    }
  };
  await Promise.all(Array.from({ length: filesAtOnce }, worker));
  // A browser has clocks of its own: what fails in it counts when it fails again with the machine
  // to itself, and is named as unsteady when it does not.
  for (const { file, first } of doubtful) {
    const second = interrupted.signal.aborted ? first : await runFile(file);
    tally.file(file, setting, second, first);
  }
}

const gibibyte = 2 ** 30;

/** In memory where there is plenty: a disk is what hundreds of fresh databases wait for most. */
function placeOfDatabases(): string {
  if (process.platform === 'win32') return join(root, '.cache');
  const memory = '/dev/shm';
  if (!existsSync(memory)) return '/tmp';
  const { bavail, bsize } = statfsSync(memory);
  return Math.min(bavail * bsize, process.availableMemory()) > 6 * gibibyte ? memory : '/tmp';
}

/** Runs files against a throw-away server, told to them by an environment variable. */
async function withDatabase(
  binaries: Binaries | undefined,
  work: (postgres: Postgres) => Promise<void>,
): Promise<void> {
  const dataDir = mkdtempSync(join(placeOfDatabases(), 'yunhe-test-'));
  // Else the database's user could not enter, and the database would stand elsewhere.
  chmodSync(dataDir, 0o711);
  const postgres = await openPostgres({ dataDir, throwAway: true, purpose: 'tests', binaries });
  process.env.YUNHE_TEST_DATABASE = postgres.url;
  try {
    await work(postgres);
  } finally {
    delete process.env.YUNHE_TEST_DATABASE;
    await postgres.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

const placesOf15 = [
  '/usr/lib/postgresql/15/bin',
  '/usr/pgsql-15/bin',
  '/opt/homebrew/opt/postgresql@15/bin',
  '/usr/local/opt/postgresql@15/bin',
];

function postgres15(): Binaries | undefined {
  const user = databaseUser();
  return placesOf15.map((place) => systemBinaries(place, user)).find((found) => found);
}

/** How Yunhe runs its own server does not depend on the version that its tests would get. */
function dependsOnVersion(file: string): boolean {
  return !file.startsWith('server/src/runtime/postgres/');
}

async function main(): Promise<void> {
  if (!isNarrowed) {
    print('Checks');
    for (const check of checks) tally.check(check.name, await runCheck(check));
  }
  const onDatabase = filesOf('db', 'stories');
  const inBrowser = filesOf('browser');
  const long = filesOf('long');
  const needsPages = inBrowser.length > 0 || long.some((file) => file.startsWith('web/'));
  if (!isNarrowed || needsPages) tally.check(webBuild.name, await runCheck(webBuild));
  await runFiles(filesOf('pure'), 'Pure');
  if (onDatabase.length + inBrowser.length + long.length > 0) {
    if (inBrowser.length > 0) process.env.YUNHE_BROWSER = (await findBrowser()).executablePath;
    await withDatabase(undefined, async () => {
      await runFiles(onDatabase, 'PostgreSQL 18');
      await runFiles(inBrowser, 'Browser');
      await runFiles(long, 'Long');
    });
  }

  const again = onDatabase.filter(dependsOnVersion);
  const fifteen = postgres15();
  if (again.length + inBrowser.length === 0 || interrupted.signal.aborted) return;
  if (fifteen) {
    process.env.YUNHE_TEST_REPEATED = '1';
    await withDatabase(fifteen, async () => {
      await runFiles(again, 'PostgreSQL 15');
      await runFiles(inBrowser, 'Browser on PostgreSQL 15');
    });
  } else {
    print('\nPostgreSQL 15: not on this machine, so these tests were not run a second time');
  }
}

if (!isNarrowed) process.env.YUNHE_TEST_PICTURES ??= '';
// Each test file is a process of its own, and most of it loads the same files.
process.env.NODE_COMPILE_CACHE ??= join(root, '.cache/compiled');

const began = performance.now();
await main();
print(`\nTook ${((performance.now() - began) / minute).toFixed(1)} minutes`);
const { passed, failed } = tally.close();
if (failed > 0 || passed === 0) process.exitCode ||= 1;
