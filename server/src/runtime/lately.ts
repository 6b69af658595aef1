import type { Tx } from './sql.ts';

interface Remembered {
  readonly value: unknown;
  readonly until: number;
}

const millisecondsFresh = 10_000;
const rememberedAtMost = 500;
const remembered = new WeakMap<Tx, Map<string, Remembered>>();

/**
 * What was worked out for the same key on this database in the last ten seconds, if it was worth
 * keeping; else it is worked out now. A transaction is a database of its own, so none sees a
 * number from before its own changes.
 */
export async function lately<Value>(
  tx: Tx,
  key: string,
  work: () => Promise<Value>,
  worthKeeping: (value: Value) => boolean,
): Promise<Value> {
  const kept = remembered.get(tx) ?? new Map<string, Remembered>();
  remembered.set(tx, kept);
  const known = kept.get(key);
  const until = performance.now() + millisecondsFresh;
  if (known !== undefined) {
    if (known.until > performance.now()) return known.value as Value;
    // One caller works it out again, and those who ask meanwhile take what was known before.
    kept.set(key, { ...known, until });
  }
  try {
    const value = await work();
    kept.delete(key);
    if (!worthKeeping(value)) return value;
    if (kept.size >= rememberedAtMost) kept.clear();
    kept.set(key, { value, until });
    return value;
  } catch (error) {
    kept.delete(key);
    throw error;
  }
}
