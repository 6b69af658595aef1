/** Votes are counted, and what was voted on is done or given up. */
import type { Context, InputOf, JobContext } from '../runtime/module.ts';
import { Refusal } from '../runtime/refusal.ts';
import { actOfMotion, updateActState } from './act-store.ts';
import { bookBudget, release, requireRoom, stakeOfAct } from './book-budget.ts';
import { budgetOfMotion, markBudget } from './budget-store.ts';
import type { Count } from './count-motion.ts';
import { requireSeat } from './governance-rights.ts';
import { closingOf, hasEnded, type MotionState } from './motion.ts';
import type { Motion, motionContract } from './motion-contract.ts';
import { closeMotionRow, type MotionRow, motionsToCount } from './motion-store.ts';
import type { KeptPlatform } from './platform-store.ts';
import { stakeOf } from './rights.ts';
import { motionAnswer } from './show-motion.ts';
import { heldMotion, refusal } from './vote-on-motion.ts';

type Contract = typeof motionContract;

/** The chair counts at any time, and everyone of the body once voting has ended. */
export async function closeMotion(
  ctx: Context,
  { motionId }: InputOf<Contract['closeMotion']>,
): Promise<Motion> {
  const { platform, motion, count } = await heldMotion(ctx, motionId);
  const seat = await requireSeat(ctx, platform, count.body);
  requireOpen(platform, motion);
  if (!seat.isChair && !hasEnded(motion, ctx.now)) {
    const params = {
      body: count.body.nameZh,
      bodyEn: count.body.nameEn,
      clause: count.body.clause,
    };
    const detail = 'The chair counts while voting goes on.';
    throw refusal(platform, motion, 'seat_not_held', detail, params);
  }
  await close(ctx, platform, motion, count);
  return await motionAnswer(ctx, motionId);
}

export async function withdrawMotion(
  ctx: Context,
  { motionId }: InputOf<Contract['withdrawMotion']>,
): Promise<Motion> {
  const { platform, motion, count } = await heldMotion(ctx, motionId);
  if (motion.raisedBy.id === null || motion.raisedBy.id !== ctx.actor.personId) {
    const detail = `${motion.raisedBy.name} raised it, and may take it back.`;
    throw refusal(platform, motion, 'not_raised_by_you', detail, { by: motion.raisedBy.name });
  }
  requireOpen(platform, motion);
  await withdraw(ctx, platform, motion, count);
  return await motionAnswer(ctx, motionId);
}

/** Whoever calls it has looked whether it may be taken back, and holds the platform. */
export async function withdraw(
  ctx: Context,
  platform: KeptPlatform,
  motion: MotionRow,
  count: Count,
): Promise<void> {
  await conclude(ctx, platform, motion, count, 'withdrawn');
}

/** Motions whose voting has ended are counted by the node, each by itself. */
export async function closeEndedMotions(ctx: JobContext): Promise<void> {
  for (const { id } of await motionsToCount(ctx.database.tx, ctx.now())) {
    try {
      await ctx.transact(async (inner) => {
        const { platform, motion, count } = await heldMotion(inner, id);
        if (motion.state === 'open') await close(inner, platform, motion, count);
      });
    } catch (error) {
      // A budget that has no room any more waits for somebody to withdraw it.
      if (!(error instanceof Refusal)) throw error;
      ctx.log.warn({ motion: id, code: error.code }, 'a motion could not be closed');
    }
  }
}

function requireOpen(platform: KeptPlatform, motion: MotionRow): void {
  if (motion.state === 'open') return;
  throw refusal(platform, motion, 'motion_not_open', `The motion is ${motion.state}.`);
}

async function close(
  ctx: Context,
  platform: KeptPlatform,
  motion: MotionRow,
  count: Count,
): Promise<void> {
  const { tally, body } = count;
  const state = closingOf(tally, hasEnded(motion, ctx.now));
  if (state !== null) return await conclude(ctx, platform, motion, count, state);
  const { present, presentNeeded: needed, seats } = tally;
  const { nameZh, nameEn, clause } = body;
  const params = { present, needed, seats, body: nameZh, bodyEn: nameEn, clause };
  const detail = `${present} of ${seats} seats of ${body.nameEn} count as present, and ${body.clause} asks for ${needed}.`;
  throw new Refusal('quorum_not_reached', detail, {
    params,
    stake: { subjectIds: [platform.id, motion.id], ...stakeOf(platform) },
  });
}

async function conclude(
  ctx: Context,
  platform: KeptPlatform,
  motion: MotionRow,
  { tally, body }: Count,
  state: Exclude<MotionState, 'open'>,
): Promise<void> {
  await closeMotionRow(ctx.tx, motion.id, state, state === 'withdrawn' ? null : tally, ctx.now);
  const ending = { carried: 'carried', defeated: 'defeated', undecided: 'lapsed' } as const;
  ctx.announce({
    type: `platforms.motion_${state === 'withdrawn' ? state : ending[state]}`,
    subjectIds: [platform.id, motion.id],
    journeyId: platform.journeyId,
    ...stakeOf(platform),
    payload: {
      ...{ body: motion.body, title: motion.title, rule: body.clause },
      ...(state === 'undecided' ? { reasons: ['quorum_not_reached'] } : {}),
      ...{ for: tally.for, against: tally.against, abstain: tally.abstain },
    },
  });
  if (motion.kind === 'act') await concludeAct(ctx, platform, motion, state, body.clause);
  if (motion.kind === 'budget') await concludeBudget(ctx, platform, motion, state);
}

async function concludeAct(
  ctx: Context,
  platform: KeptPlatform,
  motion: MotionRow,
  state: MotionState,
  clause: string,
): Promise<void> {
  const act = await actOfMotion(ctx.tx, motion.id);
  if (act === null) return;
  const became =
    state === 'carried' ? 'approved' : state === 'defeated' ? 'rejected' : ('lapsed' as const);
  await updateActState(ctx.tx, act.id, became);
  if (became !== 'approved') await release(ctx, act);
  const { subjectIds, ...stake } = stakeOfAct(platform, act.amountMinor);
  ctx.announce({
    type: `platforms.act_${became}`,
    subjectIds: [...subjectIds, act.id, motion.id],
    ...stake,
    payload: {
      kind: act.kind,
      rule: clause,
      reasons: became === 'approved' ? [] : [`motion_${state}`],
    },
  });
}

async function concludeBudget(
  ctx: Context,
  platform: KeptPlatform,
  motion: MotionRow,
  state: MotionState,
): Promise<void> {
  const budget = await budgetOfMotion(ctx.tx, motion.id);
  if (budget === null) return;
  const carried = state === 'carried';
  if (carried) await requireRoom(ctx, platform, budget);
  await markBudget(ctx.tx, budget, carried ? 'in_force' : 'rejected', ctx.now);
  if (!carried) return;
  await bookBudget(ctx, platform, budget);
  ctx.announce({
    type: 'platforms.budget_adopted',
    subjectIds: [platform.id, budget.id, motion.id],
    journeyId: platform.journeyId,
    organisationId: platform.operatorId,
    amountMinor: budget.lines.reduce((sum, line) => sum + BigInt(line.amountMinor), 0n),
    unit: 'CNY',
    payload: { year: budget.year, number: budget.number, headings: budget.lines.length },
  });
}
