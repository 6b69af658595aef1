import type { Event } from '../runtime/event.ts';
import type { Context } from '../runtime/module.ts';
import { doubt } from './authenticate.ts';
import { holdMembers, moveInvitations, moveMembers, writeMerger } from './store.ts';

/**
 * Follows the merger of an organisation: its members join the successor, each with the higher of
 * two roles, and an invitation that is open leads there. Told twice, it finds nobody left to move.
 */
export async function followMerger(ctx: Context, event: Pick<Event, 'subjectIds'>): Promise<void> {
  const [mergedId, intoId] = event.subjectIds;
  if (mergedId === undefined || intoId === undefined) return;
  await writeMerger(ctx.tx, mergedId, intoId);
  const moving = await holdMembers(ctx.tx, mergedId);
  await moveMembers(ctx.tx, mergedId, intoId);
  await moveInvitations(ctx.tx, mergedId, intoId, ctx.now);
  // Those of the successor may act for the old id from now on.
  for (const { personId } of await holdMembers(ctx.tx, intoId)) doubt(personId, ctx.now);
  if (moving.length === 0) return;
  ctx.announce({
    type: 'identity.members_moved',
    subjectIds: moving.map(({ personId }) => personId),
    organisationId: intoId,
    payload: { mergedId },
  });
}
