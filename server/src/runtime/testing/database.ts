import type pg from 'pg';

export interface TestDatabase {
  readonly url: string;
  /** Ended after the test; take connections from it freely, also many at once. */
  readonly pool: pg.Pool;
}

/**
 * A fresh database with every migration applied, for one test; dropped after it.
 *
 * Give it the test context, or for a database shared by a whole file the module's own hook:
 * `testDatabase({ after })` with `import { after } from 'node:test'`.
 */
export async function testDatabase(_t: {
  after(fn: () => Promise<void>): void;
}): Promise<TestDatabase> {
  throw new Error('not written yet');
}
