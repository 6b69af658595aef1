/** What was committed is paid, wholly, in part or for less, or is not needed any more. */
import { dayOf } from '../runtime/day.ts';
import type { Context, InputOf } from '../runtime/module.ts';
import { notFound, Refusal } from '../runtime/refusal.ts';
import type { Act, actContract } from './act-contract.ts';
import { addPayment, findAct, markSettled } from './act-store.ts';
import { pay, release, stakeOfAct } from './book-budget.ts';
import { inYuan } from './budget.ts';
import { governedPlatform } from './governance-rights.ts';
import { requireKeeper } from './rights.ts';
import { actAnswer } from './show-act.ts';

export async function settleAct(
  ctx: Context,
  input: InputOf<(typeof actContract)['settleAct']>,
): Promise<Act> {
  const found = await findAct(ctx.tx, input.actId);
  if (found === null) throw notFound('act');
  const about = { lock: true, what: 'act' };
  const platform = await governedPlatform(ctx, found.platformId, about);
  await requireKeeper(ctx, platform);
  const act = (await findAct(ctx.tx, input.actId))!;
  const stake = stakeOfAct(platform, act.amountMinor);
  const decided = act.state === 'made' || act.state === 'approved';
  if (!decided || act.transactionId === null || act.settledAs !== null) {
    const params = { state: act.settledAs ?? act.state };
    throw new Refusal('act_not_open', 'Nothing is committed for this act.', { params, stake });
  }
  const { as, on = dayOf(ctx.now) } = input;
  const leftMinor = act.amountMinor - act.paidMinor;
  const amountMinor = as === 'paid' ? BigInt(input.amountMinor ?? leftMinor) : null;
  if (amountMinor !== null && amountMinor > leftMinor) {
    const params = { paid: inYuan(amountMinor), committed: inYuan(leftMinor) };
    const detail = `${params.paid} yuan is more than the ${params.committed} that are committed; ask for the rest.`;
    const reasons = [
      { code: 'actual_exceeds_commitment', detail, params, pointer: '/amountMinor' },
    ];
    throw new Refusal('actual_exceeds_commitment', detail, { params, reasons, stake });
  }
  const stays = as === 'paid' && input.restStays === true && amountMinor !== leftMinor;
  if (amountMinor === null) {
    await release(ctx, act);
  } else {
    const transactionId = await pay(ctx, platform, act, { amountMinor, leftMinor, on, stays });
    await addPayment(ctx.tx, act.id, { amountMinor, transactionId });
  }
  if (!stays) await markSettled(ctx.tx, act.id, as, ctx.now);
  const { subjectIds, ...rest } = stakeOfAct(platform, amountMinor ?? 0n);
  ctx.announce({
    type: as === 'paid' ? 'platforms.act_paid' : 'platforms.act_released',
    subjectIds: [...subjectIds, act.id],
    ...rest,
    payload: { kind: act.kind, heading: act.heading, on },
  });
  return await actAnswer(ctx, act.id);
}
