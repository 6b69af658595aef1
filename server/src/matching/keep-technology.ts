/** A technology that stands before others stays there for a time, and is taken back. */

import { judged } from '../runtime/judgement.ts';
import type { Context, InputOf } from '../runtime/module.ts';
import type { contract, Technology } from './contract.ts';
import { recordEvent } from './journey.ts';
import { lapseAskedAbout } from './lapse-introductions.ts';
import { judgeExpiry } from './record.ts';
import { markRenewed, markWithdrawn } from './store.ts';
import { loadOwnTechnology, refuseTechnology, reread } from './write-technology.ts';

export async function renewTechnology(
  ctx: Context,
  input: InputOf<typeof contract.renewTechnology>,
): Promise<Technology> {
  const record = await loadOwnTechnology(ctx, input, 'renew');
  refuseTechnology(judged(judgeExpiry(input.expiresOn, ctx.now)), record);
  await markRenewed(ctx.tx, 'technology', record.id, input.expiresOn, ctx.now);
  ctx.announce(
    recordEvent({ kind: 'technology', ...record }, 'renewed', { until: input.expiresOn }),
  );
  return await reread(ctx, record.id);
}

export async function withdrawTechnology(
  ctx: Context,
  input: InputOf<typeof contract.withdrawTechnology>,
): Promise<Technology> {
  const record = await loadOwnTechnology(ctx, input, 'withdraw');
  const about = { because: input.reason, note: input.note ?? null, now: ctx.now };
  await markWithdrawn(ctx.tx, 'technology', record.id, about);
  ctx.announce(
    recordEvent({ kind: 'technology', ...record }, 'withdrawn', { reason: input.reason }),
  );
  await lapseAskedAbout(ctx, 'technology', record.id, 'record_withdrawn');
  return await reread(ctx, record.id);
}
