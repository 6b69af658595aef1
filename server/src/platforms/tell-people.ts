/**
 * Who must decide or attend is told by mail, where the node sends any; pages tell everyone. Whom to
 * tell is kept with the change itself; what the mail says is composed when it leaves.
 */
import { dayOf } from '../runtime/day.ts';
import { uuidv7 } from '../runtime/id.ts';
import type { Context } from '../runtime/module.ts';
import { type CharterFounder, seatsOn } from './charter-store.ts';
import { insertNotice, type Notice, peopleForFounders } from './notice-store.ts';

type Told = Pick<Notice, 'kind' | 'subjectId'>;

/** Everyone who has a seat in the body today, but for who does it. */
export async function tellSeats(
  ctx: Context,
  { platformId, body }: { readonly platformId: string; readonly body: string },
  what: Told,
): Promise<void> {
  if (ctx.settings.smtp === null) return;
  const seats = await seatsOn(ctx.tx, platformId, dayOf(ctx.now), body);
  const ids = seats.map(({ personId }) => personId);
  await tellPeople(ctx, ids, what);
}

/** The officers of founding regions and the managers of founding organisations. */
export async function tellFounders(
  ctx: Context,
  founders: readonly CharterFounder[],
  charterId: string,
): Promise<void> {
  if (ctx.settings.smtp === null) return;
  const ids = await peopleForFounders(ctx.tx, founders);
  await tellPeople(ctx, ids, { kind: 'charter', subjectId: charterId });
}

export async function tellPeople(
  ctx: Context,
  personIds: readonly string[],
  what: Told,
): Promise<void> {
  if (ctx.settings.smtp === null) return;
  for (const personId of new Set(personIds)) {
    if (personId === ctx.actor.personId) continue;
    const id = uuidv7();
    await insertNotice(ctx.tx, { id, personId, ...what }, ctx.now);
    await ctx.enqueue('platforms.mail_notice', { noticeId: id });
  }
}
