/** New records are shown to the searches that are kept, each as its owner would see them now. */
import { peopleToTell } from '../identity/index.ts';
import type { Actor } from '../runtime/actor.ts';
import type { Context, JobContext } from '../runtime/module.ts';
import { Refusal } from '../runtime/refusal.ts';
import { findMatches, matchesOfNeed, matchesOfTechnology } from './find-matches.ts';
import { listedAmong } from './views.ts';
import { firstMatches } from './watch.ts';
import {
  type Fresh,
  freshAfter,
  insertFinds,
  lookoutAt,
  moveLookout,
  type NewFind,
  type WatchRow,
  watchesFor,
} from './watch-store.ts';

const eventsAtOnce = 500;
const watchesAtOnce = 100;
const beforeAll = '00000000-0000-0000-0000-000000000000';

/**
 * Looks at the next part of the log; answers whether there was one. What is found and how far was
 * read are written together, and only by whoever still finds the log where it began: a job that
 * is repeated, or runs twice at once, finds nothing twice.
 */
export async function lookOut(ctx: JobContext): Promise<boolean> {
  const { tx } = ctx.database;
  const from = await lookoutAt(tx);
  const { head, fresh } = await freshAfter(tx, from, eventsAtOnce);
  if (head === from) return false;
  const finds = fresh.length === 0 ? [] : await findAll(ctx, fresh, head);
  await ctx.transact(async (inner) => {
    if ((await lookoutAt(inner.tx, true)) !== from) return;
    await insertFinds(inner.tx, finds, inner.now);
    await moveLookout(inner.tx, head);
  });
  return true;
}

async function findAll(ctx: JobContext, fresh: readonly Fresh[], head: bigint): Promise<NewFind[]> {
  const { tx } = ctx.database;
  const kinds = [...new Set(fresh.map(({ kind }) => kind))];
  const finds: NewFind[] = [];
  for (let last: string | undefined = beforeAll; last !== undefined; ) {
    const watches: WatchRow[] = await watchesFor(tx, kinds, head, last, watchesAtOnce);
    const people = await peopleToTell(tx, [...new Set(watches.map(({ personId }) => personId))]);
    for (const watch of watches) {
      const person = people.get(watch.personId);
      if (person === undefined) continue;
      const ids = fresh
        .filter(({ kind, sequence }) => kind === watch.find && sequence > watch.since)
        .map(({ id }) => id);
      if (ids.length === 0) continue;
      const fitting = await fittingOf(asReader(ctx, person.actor), watch, ids);
      finds.push(...fitting.map((recordId) => ({ watchId: watch.id, kind: watch.find, recordId })));
    }
    last = watches.length === watchesAtOnce ? watches.at(-1)?.id : undefined;
  }
  return finds;
}

/** Of the new records those that fit. Who has lost the right to look is shown nothing. */
async function fittingOf(ctx: Context, watch: WatchRow, ids: readonly string[]): Promise<string[]> {
  try {
    const first = await firstOf(ctx, watch, ids);
    return ids.filter((id) => first.has(id));
  } catch (error) {
    if (error instanceof Refusal) return [];
    throw error;
  }
}

async function firstOf(
  ctx: Context,
  watch: WatchRow,
  ids: readonly string[],
): Promise<ReadonlySet<string>> {
  const { basis, find, q, filters, needId, technologyId } = watch;
  if (basis === 'list') {
    return new Set(await listedAmong(ctx, find, ids, { ...filters, ...(q === null ? {} : { q }) }));
  }
  const { organisationId: _only, ...narrowing } = filters;
  const wish = { ...narrowing, limit: firstMatches };
  const { items } =
    needId !== null
      ? await matchesOfNeed(ctx, { needId, ...wish })
      : technologyId !== null
        ? await matchesOfTechnology(ctx, { technologyId, ...wish })
        : await findMatches(ctx, { q: q ?? '', find, ...wish });
  return new Set(items.flatMap(({ technology, need }) => (technology ?? need)?.id ?? []));
}

/** Reads as the owner of a watch would, who is not there: nothing can be written like this. */
function asReader(ctx: JobContext, actor: Actor): Context {
  const refuse = () => {
    throw new Error('Looking out changes nothing.');
  };
  const { database, settings } = ctx;
  const about = { tx: database.tx, actor, now: ctx.now(), settings, requestId: null };
  return { ...about, announce: refuse, enqueue: refuse };
}
