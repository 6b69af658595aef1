/**
 * Feeds events to the modules that listen for them. The log has no gaps and is in commit order,
 * so a reader is one number: the last sequence it has handled, moved in the transaction of the
 * handling. A handler that keeps failing holds back its own module only.
 */
import { anonymous } from './actor.ts';
import { eventsAfter } from './event.ts';
import type { Logger } from './log.ts';
import type { Module } from './module.ts';
import { execute, rowOrNull, sql } from './sql.ts';
import { type Surroundings, transact } from './transact.ts';

const batch = 200;
const pauseMilliseconds = 1_000;

export interface Delivery {
  /** Something was appended: look now and not at the next tick. */
  wake(): void;
  stop(): Promise<void>;
}

/** Handles what one module has not seen yet; answers whether there may be more. */
export async function deliverTo(
  around: Surroundings,
  module: Pick<Module, 'name' | 'on'>,
): Promise<boolean> {
  const handlers = module.on ?? {};
  return await transact(
    around,
    { ...anonymous, kind: 'system', name: 'system' },
    null,
    async (ctx) => {
      const free = await rowOrNull<{ free: boolean }>(
        ctx.tx,
        sql`select pg_try_advisory_xact_lock(hashtext(${`deliver ${module.name}`})) as free`,
      );
      if (!free?.free) return false;
      const reader = await rowOrNull<{ sequence: bigint }>(
        ctx.tx,
        sql`select sequence from runtime.event_reader where name = ${module.name}`,
      );
      const events = await eventsAfter(ctx.tx, reader?.sequence ?? 0n, batch);
      if (events.length === 0) return false;
      for (const event of events) await (handlers[event.type] ?? handlers['*'])?.(ctx, event);
      await execute(
        ctx.tx,
        sql`insert into runtime.event_reader (name, sequence)
          values (${module.name}, ${events.at(-1)!.sequence})
          on conflict (name) do update set sequence = excluded.sequence,
            failures = 0, failed_because = null`,
      );
      return events.length === batch;
    },
  );
}

export function startDelivery(
  around: Surroundings,
  modules: readonly Module[],
  log: Logger,
): Delivery {
  const listening = modules.filter((module) => module.on !== undefined);
  let stopped = false;
  let wakeUp = () => {};
  const loop = async () => {
    while (!stopped) {
      let more = false;
      for (const module of listening) {
        try {
          more = (await deliverTo(around, module)) || more;
        } catch (error) {
          log.warn({ module: module.name, error: String(error) }, 'an event could not be handled');
        }
      }
      if (more || stopped) continue;
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, pauseMilliseconds);
        wakeUp = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
  };
  const running = listening.length > 0 ? loop() : Promise.resolve();
  return {
    wake: () => wakeUp(),
    stop: async () => {
      stopped = true;
      wakeUp();
      await running;
    },
  };
}
