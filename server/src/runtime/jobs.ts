/** Work that outlives a request: kept in the database, tried again, run on the clock. */
import { CompiledQuery } from 'kysely';
import { PgBoss, type SendOptions } from 'pg-boss';
import type { Database } from './database.ts';
import type { Job, JobContext } from './module.ts';
import type { Tx } from './sql.ts';

export interface Queue {
  enqueue(tx: Tx, job: string, data: object): Promise<void>;
  stop(): Promise<void>;
}

/** Lets the queue write within our transaction. */
function executorOf(tx: Tx): NonNullable<SendOptions['db']> {
  return {
    executeSql: async (text: string, values?: unknown[]) => {
      const result = await tx.executeQuery(CompiledQuery.raw(text, values ?? []));
      return { rows: result.rows as never[], rowCount: Number(result.numAffectedRows ?? 0n) };
    },
  };
}

/**
 * Opens the queue and starts working on the jobs of all modules; one that only asks leaves them
 * to the node that runs, or to the next that starts. A job that fails is tried three more times
 * with growing pauses, or as often as it says; after that it stays in the queue's table as failed.
 */
export async function openQueue(
  database: Database,
  jobs: readonly Job[],
  ctx: JobContext,
  { onlyAsks = false }: { readonly onlyAsks?: boolean } = {},
): Promise<Queue> {
  const boss = new PgBoss({
    ...database.connection,
    max: 2,
    schema: 'pgboss',
    application_name: 'yunhe jobs',
    supervise: !onlyAsks,
    schedule: !onlyAsks,
  } as ConstructorParameters<typeof PgBoss>[0]);
  boss.on('error', (error) => ctx.log.warn({ error: error.message }, 'the queue of jobs stumbled'));
  await boss.start();
  for (const job of jobs) {
    const { tries = 4, firstPauseSeconds = 5 } = job.patience ?? {};
    const retries = { retryLimit: tries - 1, retryDelay: firstPauseSeconds, retryBackoff: true };
    await boss.createQueue(job.name, retries);
    if (onlyAsks) continue;
    await boss.work(
      job.name,
      { pollingIntervalSeconds: 1 },
      async (batch: readonly { data: unknown }[]) => {
        for (const one of batch) {
          try {
            await job.run(ctx, (one.data ?? {}) as Record<string, unknown>);
          } catch (error) {
            ctx.log.error({ job: job.name, error: String(error) }, 'a job failed');
            throw error;
          }
        }
      },
    );
    if (job.every !== undefined)
      await boss.schedule(job.name, job.every, {}, { tz: 'Asia/Shanghai' });
  }
  return {
    enqueue: async (tx, job, data) => {
      await boss.send(job, data, { db: executorOf(tx) });
    },
    stop: () => boss.stop({ graceful: true, timeout: 5_000 }),
  };
}
