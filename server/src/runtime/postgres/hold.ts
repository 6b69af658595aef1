import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { running } from './process.ts';

/** Who holds a data folder, as written in its hold file. */
export interface Holder {
  readonly pid: number;
  readonly startedAt: string;
  readonly purpose: string;
  readonly since: string;
  /** The shell that npm runs the holder in; the holder ends when that is gone. */
  readonly shell?: number;
  /** Where the holder's database listens, once it does. */
  readonly listens?: { readonly host: string; readonly port: number };
}

export interface Hold {
  /** Tells commands that come beside where to connect. */
  announce(listens: { host: string; port: number }): void;
  release(): void;
}

/**
 * Takes hold of a folder for this process, or answers with the living holder.
 *
 * The file appears whole or not at all (it is linked into its place), and a holder is dead when
 * no process has its number or that process began at another time.
 */
export function takeHold(file: string, purpose: string): Hold | Holder {
  const own = running(process.pid);
  const holder: Holder = {
    pid: process.pid,
    startedAt: own?.startedAt ?? '',
    purpose,
    since: new Date().toISOString(),
    ...(process.env.npm_lifecycle_event ? { shell: process.ppid } : {}),
  };
  const mine = `${file}.${process.pid}`;
  writeFileSync(mine, JSON.stringify(holder), { mode: 0o600 });
  try {
    for (;;) {
      if (linked(mine, file)) return holding(file, mine, holder);
      const other = readHolder(file);
      if (other === 'gone') continue;
      if (other !== 'unreadable' && alive(other)) return other;
      setAside(file, other);
    }
  } finally {
    rmSync(mine, { force: true });
  }
}

export function isHolder(held: Hold | Holder): held is Holder {
  return 'pid' in held;
}

/** True if npm was told to end and the holder is about to follow: worth waiting for. */
export function isEnding(holder: Holder): boolean {
  return holder.shell !== undefined && !running(holder.shell);
}

/** The holder of a folder if it is alive. */
export function livingHolder(file: string): Holder | undefined {
  const holder = readHolder(file);
  return typeof holder === 'object' && alive(holder) ? holder : undefined;
}

function alive(holder: Holder): boolean {
  return running(holder.pid)?.startedAt === holder.startedAt;
}

function linked(from: string, to: string): boolean {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

function readHolder(file: string): Holder | 'gone' | 'unreadable' {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Holder;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return 'gone';
    if (error instanceof SyntaxError) return 'unreadable';
    throw error;
  }
}

/** Removes a dead holder's file, unless another start was quicker and the file is already its. */
function setAside(file: string, dead: Holder | 'unreadable'): void {
  const aside = `${file}.${process.pid}.dead`;
  try {
    renameSync(file, aside);
  } catch {
    return;
  }
  const moved = readHolder(aside);
  const isTheDead = JSON.stringify(moved) === JSON.stringify(dead);
  if (!isTheDead) linked(aside, file);
  rmSync(aside, { force: true });
}

function holding(file: string, mine: string, holder: Holder): Hold {
  return {
    announce(listens) {
      writeFileSync(mine, JSON.stringify({ ...holder, listens }), { mode: 0o600 });
      renameSync(mine, file);
    },
    release() {
      const current = readHolder(file);
      if (typeof current === 'object' && current.pid === holder.pid) rmSync(file, { force: true });
    },
  };
}
