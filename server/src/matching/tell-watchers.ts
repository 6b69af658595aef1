/** What was found is told when its rhythm says so: in the inbox, and by mail where it is wanted. */
import { uuidv7 } from '../runtime/id.ts';
import type { Context } from '../runtime/module.ts';
import { tellUpTo } from './watch.ts';
import { insertDigest, markTold } from './watch-store.ts';

/** Tells some of what is due; answers how many. Told and queued in one transaction, or neither. */
export async function tellWatchers(ctx: Context): Promise<number> {
  const { now } = ctx;
  const upTo = { daily: tellUpTo('daily', now) ?? now, weekly: tellUpTo('weekly', now) ?? now };
  const told = await markTold(ctx.tx, upTo, now);
  if (ctx.settings.smtp === null) return told.length;
  const mailed = Map.groupBy(
    told.filter(({ byMail }) => byMail),
    ({ personId }) => personId,
  );
  for (const [personId, finds] of mailed) {
    const id = uuidv7();
    await insertDigest(ctx.tx, { id, personId, now }, finds);
    await ctx.enqueue('matching.mail_digest', { digestId: id });
  }
  return told.length;
}
