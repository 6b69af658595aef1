import type { Module } from './module.ts';
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
      const found = await row<{ count: number | bigint; examples: string[] | null }>(
        tx,
        check.query,
      );
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
