import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** A living process, told apart from a later one that got the same number. */
export interface Running {
  readonly pid: number;
  /** Changes when the number is given to another process; '' where the system does not tell. */
  readonly startedAt: string;
  readonly command: string;
}

/**
 * Looks a process up by its number.
 *
 * A zombie counts as dead: it only waits to be collected, and a process 1 that never collects
 * would otherwise block every restart.
 */
export function running(pid: number): Running | undefined {
  if (!Number.isSafeInteger(pid) || pid <= 1) return undefined;
  if (process.platform === 'linux') return runningOnLinux(pid);
  if (process.platform === 'win32') return runningAtAll(pid);
  return runningByPs(pid);
}

function runningOnLinux(pid: number): Running | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name in brackets may hold blanks and brackets itself; the fields follow the last one.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const [state, ticksAfterBoot] = [fields[0], fields[19]];
    if (state === 'Z' || state === 'X') return undefined;
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
    return { pid, startedAt: `${boot}/${ticksAfterBoot}`, command };
  } catch {
    return undefined;
  }
}

function runningByPs(pid: number): Running | undefined {
  const asked = ['-o', 'state=', '-o', 'lstart=', '-o', 'command=', '-p', String(pid)];
  const { stdout } = spawnSync('ps', asked, {
    encoding: 'utf8',
    env: { ...process.env, LC_ALL: 'C' },
  });
  const line = (stdout ?? '').trim();
  if (line === '' || line.startsWith('Z')) return undefined;
  const words = line.split(/\s+/);
  // lstart is five words: Sun Nov 22 06:13:00 2026.
  return { pid, startedAt: words.slice(1, 6).join(' '), command: words.slice(6).join(' ') };
}

function runningAtAll(pid: number): Running | undefined {
  try {
    process.kill(pid, 0);
    return { pid, startedAt: '', command: '' };
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
      ? { pid, startedAt: '', command: '' }
      : undefined;
  }
}

/** Resolves to true once the process is gone, or to false when the time is over. */
export async function gone(pid: number, withinMs: number): Promise<boolean> {
  const until = Date.now() + withinMs;
  while (running(pid)) {
    if (Date.now() > until) return false;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return true;
}
