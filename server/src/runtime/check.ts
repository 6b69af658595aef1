import type { Counted, Module } from './module.ts';
import { row, type Tx } from './sql.ts';

export interface FailedCheck {
  readonly check: string;
  readonly meaning: string;
  readonly count: number;
  readonly examples: readonly string[];
}

/** Runs every module's checks; answers those that do not count zero. */
export async function failedChecks(tx: Tx, modules: readonly Module[]): Promise<FailedCheck[]> {
  const failed: FailedCheck[] = [];
  for (const module of modules) {
    for (const check of module.checks ?? []) {
      const { query } = check;
      const found = typeof query === 'function' ? await query(tx) : await row<Counted>(tx, query);
      if (Number(found.count) === 0) continue;
      failed.push({
        check: `${module.name}: ${check.name}`,
        meaning: check.meaning,
        count: Number(found.count),
        examples: found.examples ?? [],
      });
    }
  }
  return failed;
}
