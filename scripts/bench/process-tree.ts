/** Processor time of this process with the database and the programs that it started. */
import { readdirSync, readFileSync } from 'node:fs';

/** Of `/proc/PID/stat`: hundredths of a second, as Linux counts. */
const ticksASecond = 100;

interface Stat {
  readonly parent: number;
  readonly own: number;
  /** Of its children that have ended. */
  readonly ended: number;
}

function statOf(pid: number): Stat | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name stands in brackets and may hold anything.
    const fields = text
      .slice(text.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number);
    const at = (field: number) => fields[field - 3] ?? 0;
    return { parent: at(4), own: at(14) + at(15), ended: at(16) + at(17) };
  } catch {
    return null;
  }
}

/** Seconds of processor time of this process and all below it, ended ones too; null off Linux. */
export function processorSeconds(): number | null {
  const root = statOf(process.pid);
  if (root === null) return null;
  const all = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((name) => ({ pid: Number(name), stat: statOf(Number(name)) }));
  const ticksOf = (pid: number, { own, ended }: Stat): number =>
    all
      .filter(({ stat }) => stat?.parent === pid)
      .reduce((sum, child) => sum + ticksOf(child.pid, child.stat!), own + ended);
  return ticksOf(process.pid, root) / ticksASecond;
}
