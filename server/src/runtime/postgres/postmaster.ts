import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { closeSync, openSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Binaries } from './binaries.ts';
import { cleanEnvironment } from './cluster.ts';
import { asUser, type DatabaseUser } from './database-user.ts';
import type { Place } from './place.ts';
import { gone, running } from './process.ts';

/** Where a database listens: the folder of its unix socket, or the loopback address. */
export interface Listens {
  readonly host: string;
  readonly port: number;
}

export interface Launch {
  readonly place: Place;
  readonly binaries: Binaries;
  readonly user: DatabaseUser | undefined;
  readonly listens: Listens;
  /** Beyond postgresql.conf: `{ fsync: 'on' }`. */
  readonly settings: Record<string, string>;
  readonly log: (line: string) => void;
}

/** One running server process; `ended` resolves when it is over, however it ends. */
export interface Postmaster {
  readonly pid: number;
  readonly ended: Promise<void>;
  isOver(): boolean;
  /** From now on this process stays until the server's end was seen. */
  awaitEnd(): void;
}

/** How long a server may take to leave its backends' memory after a kill -9. */
const patienceMs = 15_000;

/** Starts the server and waits until it takes connections, through crash recovery if need be. */
export async function startPostmaster(launch: Launch): Promise<Postmaster> {
  const until = Date.now() + patienceMs;
  for (;;) {
    try {
      return await tryToStart(launch);
    } catch (error) {
      // Backends of a server that was killed notice within moments and let go of its memory.
      const passing = /shared memory block|lock file/.test((error as Error).message);
      if (!passing || Date.now() > until) throw error;
      await sleep(200);
    }
  }
}

async function tryToStart(launch: Launch): Promise<Postmaster> {
  const { place, binaries, user, listens, log } = launch;
  const args = ['-D', place.cluster, ...listenArguments(listens)];
  for (const [name, value] of Object.entries(launch.settings)) args.push('-c', `${name}=${value}`);
  setLongLogAside(place.log);
  const logFile = openSync(place.log, 'a', 0o600);
  const logStart = statSync(place.log).size;
  // Detached: Ctrl-C in a terminal is for Yunhe, which ends the database when its work is done.
  const child = spawn(join(binaries.folder, 'postgres'), args, {
    cwd: '/',
    detached: true,
    stdio: ['ignore', logFile, logFile],
    env: cleanEnvironment(),
    ...asUser(user),
  });
  closeSync(logFile);
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    child.once('error', () => resolve());
  });
  let over = false;
  ended.then(() => {
    over = true;
  });
  await Promise.race([once(child, 'spawn'), ended]);
  const began = Date.now();
  let told = began;
  while (!over) {
    if (child.pid && isReady(place, child.pid)) {
      child.unref();
      watchOver(child.pid, ended, user);
      return { pid: child.pid, ended, isOver: () => over, awaitEnd: () => child.ref() };
    }
    if (Date.now() - told > 10_000) {
      told = Date.now();
      log(`PostgreSQL is still starting after ${Math.round((told - began) / 1000)} s`);
    }
    await sleep(10);
  }
  const said = readFileSync(place.log).subarray(logStart).toString('utf8').trim();
  throw new Error(`PostgreSQL did not start (log in ${place.log}):\n${said.slice(-2000)}`);
}

function once(child: ChildProcess, event: string): Promise<void> {
  return new Promise((resolve) => {
    child.once(event, () => resolve());
  });
}

function listenArguments({ host, port }: Listens): string[] {
  const onSocket = host.startsWith('/');
  return [
    ...['-c', `unix_socket_directories=${onSocket ? host : ''}`],
    ...['-c', `listen_addresses=${onSocket ? '' : host}`],
    ...['-c', `port=${port}`],
  ];
}

/** The server itself writes into its pid file that it is ready; no connection is needed. */
function isReady(place: Place, pid: number): boolean {
  const lines = pidFile(place);
  return Number(lines[0]) === pid && lines[7]?.trim() === 'ready';
}

function pidFile(place: Place): string[] {
  try {
    return readFileSync(join(place.cluster, 'postmaster.pid'), 'utf8').split('\n');
  } catch {
    return [];
  }
}

/**
 * Lets a server that lost its parent stop by itself: a shell waits on a pipe that only this
 * process holds, and the pipe closes when this process dies, by kill -9 too.
 */
function watchOver(pid: number, ended: Promise<void>, user: DatabaseUser | undefined): void {
  if (process.platform === 'win32') return;
  const watch = spawn('/bin/sh', ['-c', 'read -r _; kill -INT "$0" 2>/dev/null', String(pid)], {
    cwd: '/',
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
    env: {},
    ...asUser(user),
  });
  watch.on('error', () => {});
  watch.stdin.on('error', () => {});
  watch.unref();
  (watch.stdin as unknown as { unref(): void }).unref();
  ended.then(() => watch.kill('SIGKILL'));
}

/**
 * Ends what an earlier Yunhe, killed, left running in this cluster, and clears a pid file that
 * would keep PostgreSQL from starting because its number belongs to a zombie or to a stranger.
 */
export async function endOrphan(
  place: Place,
  binaries: Binaries,
  log: (line: string) => void,
): Promise<void> {
  const pid = Number(pidFile(place)[0]);
  if (!pid) return;
  const found = running(pid);
  const isOurs = found && (process.platform === 'win32' || found.command.includes(place.cluster));
  if (isOurs) {
    log(`Stopping the PostgreSQL that an earlier run left behind (process ${pid})`);
    await stopServer(pid, place, binaries);
  } else {
    rmSync(join(place.cluster, 'postmaster.pid'), { force: true });
  }
}

/** Fast shutdown, then an immediate one, then the hard way; what was committed is safe in all. */
export async function stopServer(pid: number, place: Place, binaries: Binaries): Promise<void> {
  signal(pid, 'fast', place, binaries);
  if (await gone(pid, 30_000)) return;
  signal(pid, 'immediate', place, binaries);
  if (await gone(pid, 10_000)) return;
  process.kill(pid, 'SIGKILL');
  await gone(pid, 5_000);
}

function signal(pid: number, mode: 'fast' | 'immediate', place: Place, binaries: Binaries): void {
  if (process.platform === 'win32') {
    // Windows has no signals; pg_ctl speaks to the server through its pipe.
    const args = ['stop', '-D', place.cluster, '-m', mode, '-W'];
    spawnSync(join(binaries.folder, 'pg_ctl'), args, { stdio: 'ignore' });
    return;
  }
  try {
    process.kill(pid, mode === 'fast' ? 'SIGINT' : 'SIGQUIT');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

function setLongLogAside(log: string): void {
  try {
    if (statSync(log).size > 10_000_000) renameSync(log, `${log}.1`);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
}
