/** Needs and searches are kept, changed and forgotten by the person they tell. */
import { uuidv7 } from '../runtime/id.ts';
import type { Context, InputOf } from '../runtime/module.ts';
import { expectRevision, notFound, type Reason, Refusal } from '../runtime/refusal.ts';
import { reason } from './record.ts';
import { requireRole } from './rights.ts';
import { searchQuery } from './search-text.ts';
import { visibleNeed, visibleTechnology } from './views.ts';
import { watchesAtMost } from './watch.ts';
import type { Watch, watchContract } from './watch-contract.ts';
import {
  countWatches,
  deleteWatch,
  insertWatch,
  lockWatch,
  markSeen,
  type NewWatch,
  updateWatch,
} from './watch-store.ts';
import { type ListedWatch, ownWatch } from './watch-views.ts';

/** A watch belongs to a person; the node itself waits for nothing. */
function ownerOf(ctx: Context): string {
  if (ctx.actor.personId === null) throw notFound('watch');
  return ctx.actor.personId;
}

export function showWatch(row: ListedWatch): Watch {
  const { personId: _person, needId: _need, technologyId: _technology, ...more } = row;
  const { since: _since, ...watch } = more;
  return watch;
}

async function reread(ctx: Context, id: string): Promise<Watch> {
  const watch = await ownWatch(ctx, id);
  if (watch === null) throw notFound('watch');
  return showWatch(watch);
}

type Wish = InputOf<typeof watchContract.createWatch>;

/** What a record is matched with stands on the other side. */
async function sideOf(
  ctx: Context,
  wish: Wish,
): Promise<Pick<NewWatch, 'find' | 'needId' | 'technologyId'>> {
  const nothing = { needId: null, technologyId: null };
  if (wish.basis !== 'record') return { ...nothing, find: wish.find ?? 'technology' };
  if (wish.needId) {
    const need = await visibleNeed(ctx, wish.needId);
    if (need === null) throw notFound('need');
    requireRole(ctx.actor, need.organisationId, 'viewer', 'need');
    return { ...nothing, find: 'technology', needId: need.id };
  }
  const technology = wish.technologyId ? await visibleTechnology(ctx, wish.technologyId) : null;
  if (technology === null) throw notFound('technology');
  requireRole(ctx.actor, technology.organisationId, 'viewer', 'technology');
  return { ...nothing, find: 'need', technologyId: technology.id };
}

function reasonsAgainst({ basis, q, needId, technologyId }: Wish): Reason[] {
  if (basis === 'record') {
    if (Boolean(needId) !== Boolean(technologyId)) return [];
    return [reason('watch_record_missing', 'Name one need or one technology to watch.', '/needId')];
  }
  const asked = q ?? '';
  const says = asked.trim() !== '' && searchQuery(asked) !== null;
  if (says || (basis === 'list' && asked.trim() === '')) return [];
  return [reason('watch_words_missing', 'Say in words what is to be found.', '/q')];
}

export async function createWatch(ctx: Context, input: Wish): Promise<Watch> {
  const personId = ownerOf(ctx);
  const reasons = reasonsAgainst(input);
  if (reasons.length > 0) {
    throw new Refusal('watch_not_valid', 'The search cannot be kept like this.', { reasons });
  }
  const side = await sideOf(ctx, input);
  if ((await countWatches(ctx.tx, personId)) >= watchesAtMost) {
    throw new Refusal('too_many_watches', `One person keeps ${watchesAtMost} searches at most.`, {
      params: { most: watchesAtMost },
    });
  }
  const id = uuidv7();
  const { name, basis, filters = {}, rhythm, byMail } = input;
  const q = basis === 'record' || (input.q ?? '').trim() === '' ? null : (input.q ?? null);
  const watch = { id, personId, name: name.trim(), basis, q, filters, rhythm, byMail, ...side };
  await insertWatch(ctx.tx, watch, ctx.now);
  return await reread(ctx, id);
}

async function load(ctx: Context, input: { readonly watchId: string; readonly revision: number }) {
  const watch = await lockWatch(ctx.tx, input.watchId, ownerOf(ctx));
  if (watch === null) throw notFound('watch');
  expectRevision(watch, input.revision);
  return watch;
}

export async function editWatch(
  ctx: Context,
  input: InputOf<typeof watchContract.editWatch>,
): Promise<Watch> {
  const watch = await load(ctx, input);
  const { name = watch.name, rhythm = watch.rhythm, byMail = watch.byMail } = input;
  await updateWatch(ctx.tx, watch.id, { name: name.trim(), rhythm, byMail }, ctx.now);
  return await reread(ctx, watch.id);
}

export async function removeWatch(
  ctx: Context,
  input: InputOf<typeof watchContract.removeWatch>,
): Promise<null> {
  const watch = await load(ctx, input);
  await deleteWatch(ctx.tx, watch.id);
  return null;
}

export async function markFindsSeen(
  ctx: Context,
  input: InputOf<typeof watchContract.markFindsSeen>,
): Promise<{ count: number }> {
  if (ctx.actor.personId === null) return { count: 0 };
  return { count: await markSeen(ctx.tx, ctx.actor.personId, input, ctx.now) };
}
