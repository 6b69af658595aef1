/** Votes are cast by seats, and conflicts of interests take them away. */
import { isMember, whoActs } from '../runtime/actor.ts';
import type { Context, InputOf } from '../runtime/module.ts';
import { notFound, Refusal } from '../runtime/refusal.ts';
import { actOfMotion } from './act-store.ts';
import { countMotion, type SeatStanding } from './count-motion.ts';
import { governedPlatform, requireSeat } from './governance-rights.ts';
import { judgeVote } from './motion.ts';
import type { Motion, motionContract } from './motion-contract.ts';
import { findMotion, insertConflict, insertVote, type MotionRow } from './motion-store.ts';
import type { KeptPlatform } from './platform-store.ts';
import { stakeOf } from './rights.ts';
import { motionAnswer } from './show-motion.ts';

type Contract = typeof motionContract;

/** The motion with its platform, held: votes and the closing take turns. */
export async function heldMotion(ctx: Context, motionId: string) {
  const found = await findMotion(ctx.tx, motionId);
  if (found === null) throw notFound('motion');
  const about = { lock: true, what: 'motion' };
  const platform = await governedPlatform(ctx, found.platformId, about);
  const motion = (await findMotion(ctx.tx, motionId))!;
  return { platform, motion, count: await countMotion(ctx, motion) };
}

export async function castVote(
  ctx: Context,
  input: InputOf<Contract['castVote']>,
): Promise<Motion> {
  const { platform, motion, count } = await heldMotion(ctx, input.motionId);
  const seat = await requireSeat(ctx, platform, count.body);
  const own = count.standings.find((one) => one.seat.id === seat.id)!;
  await refuseOtherSide(ctx, platform, motion, own, count.body.clause);
  const judgement = judgeVote(
    motion,
    {
      ...{ hasVoted: own.vote !== null, isConflicted: own.conflict !== null },
      isPresent: motion.meetingId === null || own.isPresent,
    },
    ctx.now,
  );
  if (!judgement.allowed) {
    const { code, detail, params = {} } = judgement.reasons[0]!;
    throw refusal(platform, motion, code, detail, { ...params, clause: count.body.clause });
  }
  const { choice, note = null } = input;
  await insertVote(ctx.tx, motion.id, { seatId: seat.id, choice, note }, ctx.now);
  announce(ctx, platform, motion, 'platforms.vote_cast', { choice, votes: seat.votes });
  return await motionAnswer(ctx, motion.id);
}

/** A member of the organisation that an act concerns has a conflict, declared or not: it is kept. */
async function refuseOtherSide(
  ctx: Context,
  platform: KeptPlatform,
  motion: MotionRow,
  { seat, conflict }: SeatStanding,
  clause: string,
): Promise<void> {
  if (motion.kind !== 'act' || motion.state !== 'open' || conflict !== null) return;
  const organisationId = (await actOfMotion(ctx.tx, motion.id))?.organisationId ?? null;
  if (organisationId === null || !isMember(ctx.actor, organisationId)) return;
  const ground = 'member_of_the_other_side';
  await insertConflict(ctx.tx, motion.id, { seatId: seat.id, ground }, whoActs(ctx), ctx.now);
  announce(ctx, platform, motion, 'platforms.conflict_declared', { ground });
  const detail = 'You are a member of the organisation that it concerns: you have no vote on it.';
  throw new Refusal('conflict_of_interest', detail, {
    params: { clause },
    reasons: [{ code: ground, detail }],
    stake: { subjectIds: [platform.id, motion.id], ...stakeOf(platform) },
    keepsChanges: true,
  });
}

export async function recuseSeat(
  ctx: Context,
  input: InputOf<Contract['recuseSeat']>,
): Promise<Motion> {
  const { platform, motion, count } = await heldMotion(ctx, input.motionId);
  const own = await requireSeat(ctx, platform, count.body);
  if (motion.state !== 'open') {
    throw refusal(platform, motion, 'motion_not_open', `The motion is ${motion.state}.`);
  }
  const { seatId = null, ground } = input;
  const named = count.standings.find(({ seat }) => seat.id === (seatId ?? own.id));
  if (named === undefined || (named.seat.id !== own.id && !own.isChair)) {
    const detail = 'Each declares for the own seat; the chair may for another of the body.';
    throw refusal(platform, motion, 'seat_not_held', detail, { clause: count.body.clause });
  }
  const conflict = { seatId: named.seat.id, ground };
  if (!(await insertConflict(ctx.tx, motion.id, conflict, whoActs(ctx), ctx.now))) {
    const detail = 'A conflict was declared for this seat already.';
    throw refusal(platform, motion, 'conflict_already_declared', detail);
  }
  const payload = { ground, person: named.seat.personName };
  announce(ctx, platform, motion, 'platforms.conflict_declared', payload);
  return await motionAnswer(ctx, motion.id);
}

export function refusal(
  platform: KeptPlatform,
  motion: MotionRow,
  code: string,
  detail: string,
  params: Readonly<Record<string, string | number>> = {},
): Refusal {
  const stake = { subjectIds: [platform.id, motion.id], ...stakeOf(platform) };
  return new Refusal(code, detail, { params, stake });
}

function announce(
  ctx: Context,
  { id, journeyId, operatorId }: KeptPlatform,
  motion: MotionRow,
  type: 'platforms.vote_cast' | 'platforms.conflict_declared',
  payload: Readonly<Record<string, string | number>>,
): void {
  const about = { subjectIds: [id, motion.id], journeyId, organisationId: operatorId };
  ctx.announce({ type, ...about, payload: { body: motion.body, ...payload } });
}
