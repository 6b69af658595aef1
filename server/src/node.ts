/**
 * One Yunhe node: the modules on one database behind one door. The command line, the tests and
 * the benchmark all start it here.
 */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { PoolConfig } from 'pg';
import { type Actor, system } from './runtime/actor.ts';
import { type Database, migrate, openDatabase } from './runtime/database.ts';
import { type Delivery, startDelivery } from './runtime/deliver.ts';
import { openDoor } from './runtime/http.ts';
import { forgetOldKeys } from './runtime/idempotency.ts';
import { openQueue, type Queue } from './runtime/jobs.ts';
import type { Logger } from './runtime/log.ts';
import type { Context, Job, JobContext, Module } from './runtime/module.ts';
import type { Settings } from './runtime/settings.ts';
import { type Surroundings, transact } from './runtime/transact.ts';
import { version } from './version.ts';

export interface NodeOptions {
  readonly settings: Settings;
  readonly connection: PoolConfig;
  readonly modules: readonly Module[];
  readonly log: Logger;
  /** Works out who calls; from identity in operation. */
  readonly authenticate: (request: FastifyRequest, node: JobContext) => Promise<Actor>;
  /** Adds the pages; left out where only the API is wanted. */
  readonly pages?: (app: FastifyInstance) => Promise<void>;
  readonly now?: () => Date;
  /** False: no queue and no delivery, for tests that drive them by hand. */
  readonly background?: boolean;
  readonly connections?: number;
}

export interface Node {
  readonly app: FastifyInstance;
  readonly database: Database;
  readonly jobContext: JobContext;
  readonly around: Surroundings;
  /** Runs work as the node itself, in one transaction. */
  transact<Result>(work: (ctx: Context) => Promise<Result>): Promise<Result>;
  /** Takes no more requests, ends running ones, then jobs, then the pool. */
  close(): Promise<void>;
}

const runtimeJobs: readonly Job[] = [
  {
    name: 'runtime.forget_old_keys',
    every: '17 * * * *',
    run: (ctx) =>
      ctx.transact(async ({ tx, now }) => {
        await forgetOldKeys(tx, now);
      }),
  },
];

/** A node's inside without its door: what the command line needs to run a use case. */
export function openInside(
  database: Database,
  about: Pick<NodeOptions, 'settings' | 'log' | 'now'>,
): {
  around: Surroundings;
  jobContext: JobContext;
  use(parts: { queue?: Queue; delivery?: Delivery }): void;
} {
  const now = about.now ?? (() => new Date());
  let queue: Queue | undefined;
  let delivery: Delivery | undefined;
  const around: Surroundings = {
    database,
    now,
    settings: about.settings,
    enqueue: async (tx, job, data) => {
      if (queue === undefined)
        throw new Error(`The queue is not open; ${job} cannot be asked for.`);
      await queue.enqueue(tx, job, data);
    },
    announced: () => delivery?.wake(),
  };
  const jobContext: JobContext = {
    database,
    log: about.log,
    settings: about.settings,
    now,
    transact: (work, as = system) => transact(around, as, null, work),
  };
  return {
    around,
    jobContext,
    use: (parts) => {
      queue = parts.queue ?? queue;
      delivery = parts.delivery ?? delivery;
    },
  };
}

/** Where nothing runs in the background, jobs are run by whoever wants them to. */
const drivenByHand: Queue = { enqueue: async () => {}, stop: async () => {} };

export async function openNode(options: NodeOptions): Promise<Node> {
  const { settings, modules, log } = options;
  const database = openDatabase(options.connection, log, options.connections);
  await migrate(database, modules);
  const inside = openInside(database, options);
  const { around, jobContext } = inside;
  let ready = false;
  const app = await openDoor({
    around,
    modules,
    settings,
    log,
    version,
    jobContext,
    authenticate: (request) => options.authenticate(request, jobContext),
    ready: () => ready,
  });
  await options.pages?.(app);

  let queue: Queue | undefined;
  let delivery: Delivery | undefined;
  if (options.background !== false) {
    const jobs = [...runtimeJobs, ...modules.flatMap((module) => module.jobs ?? [])];
    queue = await openQueue(database, jobs, jobContext);
  } else queue = drivenByHand;
  inside.use({ queue });
  for (const module of modules) await module.start?.(jobContext);
  if (options.background !== false) {
    delivery = startDelivery(around, modules, log);
    inside.use({ delivery });
  }
  await app.ready();
  ready = true;
  return {
    app,
    database,
    jobContext,
    around,
    transact: jobContext.transact,
    close: async () => {
      ready = false;
      await app.close();
      await delivery?.stop();
      await queue?.stop();
      await database.close();
    },
  };
}
