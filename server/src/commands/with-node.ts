/** Opens the database for the time of a command, beside a running node or without one. */
import { modules } from '../modules.ts';
import { openInside } from '../node.ts';
import { type Database, migrate, openDatabase } from '../runtime/database.ts';
import { openQueue } from '../runtime/jobs.ts';
import { openLog } from '../runtime/log.ts';
import type { JobContext } from '../runtime/module.ts';
import { connectPostgres } from '../runtime/postgres/index.ts';
import type { Settings } from '../runtime/settings.ts';

export async function withDatabase<Result>(
  settings: Settings,
  purpose: string,
  work: (database: Database) => Promise<Result>,
): Promise<Result> {
  const postgres = await connectPostgres({
    dataDir: settings.dataDir,
    url: settings.databaseUrl ?? undefined,
    purpose,
  });
  try {
    const database = openDatabase({ connectionString: postgres.url }, openLog('silent'), 6);
    try {
      return await work(database);
    } finally {
      await database.close();
    }
  } finally {
    await postgres.stop();
  }
}

/**
 * The same with an up-to-date schema and the means to run use cases as the node itself. The jobs
 * they ask for are done by the node that runs, or by the next that starts.
 */
export async function withNode<Result>(
  settings: Settings,
  purpose: string,
  work: (ctx: JobContext) => Promise<Result>,
): Promise<Result> {
  return await withDatabase(settings, purpose, async (database) => {
    await migrate(database, modules);
    const log = openLog('warn');
    const inside = openInside(database, { settings, log });
    const jobs = modules.flatMap((module) => module.jobs ?? []);
    const queue = await openQueue(database, jobs, inside.jobContext, { onlyAsks: true });
    inside.use({ queue });
    try {
      return await work(inside.jobContext);
    } finally {
      await queue.stop();
    }
  });
}
