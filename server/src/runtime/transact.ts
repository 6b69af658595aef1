import type { Actor } from './actor.ts';
import { type Database, isWorthAnotherTry } from './database.ts';
import { makeDurable } from './durable.ts';
import { appendEvents, type NewEvent } from './event.ts';
import type { Context } from './module.ts';
import { Refusal } from './refusal.ts';
import type { Settings } from './settings.ts';
import type { Tx } from './sql.ts';

/** Puts a job into the queue within a transaction; set once the queue is open. */
export type Enqueue = (tx: Tx, job: string, data: object) => Promise<void>;

export interface Surroundings {
  readonly database: Database;
  readonly enqueue: Enqueue;
  readonly now: () => Date;
  readonly settings: Settings;
  /** Called after a commit that appended events. */
  readonly announced: () => void;
}

const triesAtMost = 3;

/**
 * Runs a use case in one transaction and appends what it announced as the last act of it. When it
 * answers, all of it is on disk.
 * Where the database gives the transaction up for another's sake, it runs again.
 */
export async function transact<Result>(
  around: Surroundings,
  actor: Actor,
  requestId: string | null,
  work: (ctx: Context) => Promise<Result>,
): Promise<Result> {
  for (let tries = 1; ; tries += 1) {
    const announced: NewEvent[] = [];
    try {
      const result = await around.database.tx.transaction().execute(async (tx) => {
        const ctx: Context = {
          tx,
          pool: around.database.tx,
          actor,
          now: around.now(),
          settings: around.settings,
          requestId,
          announce: (event) => announced.push(event),
          enqueue: (job, data) => around.enqueue(tx, job, data),
        };
        const answer = await work(ctx).then(
          (value) => () => value,
          (error: unknown) => refuseLater(error),
        );
        await appendEvents(tx, ctx, announced);
        return answer;
      });
      if (announced.length > 0) {
        await makeDurable(around.database.tx);
        around.announced();
      }
      return result();
    } catch (error) {
      if (tries >= triesAtMost || !isWorthAnotherTry(error)) throw error;
    }
  }
}

/** A refusal that keeps its changes is thrown after the commit; all else is thrown at once. */
function refuseLater(error: unknown): () => never {
  if (!(error instanceof Refusal && error.keepsChanges)) throw error;
  return () => {
    throw error;
  };
}

/** The context of a read: the pool itself, and no way to announce. */
export function reading(around: Surroundings, actor: Actor, requestId: string | null): Context {
  const refuse = () => {
    throw new Error('A read changes nothing: it announces no event and queues no job.');
  };
  return {
    tx: around.database.tx,
    actor,
    now: around.now(),
    settings: around.settings,
    requestId,
    announce: refuse,
    enqueue: refuse,
  };
}
