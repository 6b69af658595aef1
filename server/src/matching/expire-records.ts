import type { Context } from '../runtime/module.ts';
import { recordEvent } from './journey.ts';
import { recordKinds, today } from './record.ts';
import { expireSome } from './store.ts';

/** Expires some records whose last day has passed; answers how many. Safe to repeat. */
export async function expireRecords(ctx: Context): Promise<number> {
  let count = 0;
  for (const kind of recordKinds) {
    const expired = await expireSome(ctx.tx, kind, today(ctx.now), ctx.now);
    for (const record of expired) {
      ctx.announce(recordEvent({ kind, ...record }, 'expired', { reasons: ['last_day_passed'] }));
    }
    count += expired.length;
  }
  return count;
}
