/** A need that stands before others stays there for a time, and is taken back or met. */
import type { Context, InputOf } from '../runtime/module.ts';
import { Refusal } from '../runtime/refusal.ts';
import type { contract, Need } from './contract.ts';
import { recordEvent } from './journey.ts';
import { lapseAskedAbout } from './lapse-introductions.ts';
import { judgeNeed } from './need.ts';
import { stakeIn } from './rights.ts';
import {
  loadIntroduction,
  markFulfilled,
  markRenewed,
  markWithdrawn,
  type NeedRow,
  updateNeed,
} from './store.ts';
import { loadOwnNeed, refuseNeed, reread } from './write-need.ts';

export async function renewNeed(
  ctx: Context,
  input: InputOf<typeof contract.renewNeed>,
): Promise<Need> {
  const record = await loadOwnNeed(ctx, input, 'renew');
  const deadline = input.deadline === undefined ? record.deadline : input.deadline;
  const text = { ...record, expiresOn: input.expiresOn, deadline };
  await refuseNeed(ctx, judgeNeed(text, ctx.now), text, record);
  await updateNeed(ctx.tx, record.id, text, ctx.now);
  await markRenewed(ctx.tx, 'need', record.id, input.expiresOn, ctx.now);
  ctx.announce(recordEvent({ kind: 'need', ...record }, 'renewed', { until: input.expiresOn }));
  return await reread(ctx, record.id);
}

export async function withdrawNeed(
  ctx: Context,
  input: InputOf<typeof contract.withdrawNeed>,
): Promise<Need> {
  const record = await loadOwnNeed(ctx, input, 'withdraw');
  const about = { because: input.reason, note: input.note ?? null, now: ctx.now };
  await markWithdrawn(ctx.tx, 'need', record.id, about);
  ctx.announce(recordEvent({ kind: 'need', ...record }, 'withdrawn', { reason: input.reason }));
  await lapseAskedAbout(ctx, 'need', record.id, 'record_withdrawn');
  return await reread(ctx, record.id);
}

export async function fulfilNeed(
  ctx: Context,
  input: InputOf<typeof contract.fulfilNeed>,
): Promise<Need> {
  const record = await loadOwnNeed(ctx, input, 'fulfil');
  const introductionId = input.introductionId ?? null;
  if (introductionId !== null) await expectAccepted(ctx, introductionId, record);

  await markFulfilled(ctx.tx, record.id, input.note ?? null, ctx.now);
  ctx.announce(
    recordEvent({ kind: 'need', ...record }, 'fulfilled', { byIntroduction: introductionId }),
  );
  await lapseAskedAbout(ctx, 'need', record.id, 'need_fulfilled');
  return await reread(ctx, record.id);
}

/** A need is met by talks that took place about it. */
async function expectAccepted(ctx: Context, introductionId: string, need: NeedRow) {
  const introduction = await loadIntroduction(ctx.tx, introductionId);
  const took = introduction?.state === 'accepted' || introduction?.state === 'concluded';
  if (took && introduction?.need?.id === need.id) return;
  throw new Refusal(
    'introduction_not_accepted',
    'Name an introduction of this need that was accepted, or none.',
    { params: { introductionId }, stake: stakeIn(need) },
  );
}
