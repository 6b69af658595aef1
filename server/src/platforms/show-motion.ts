/** Motions as HTTP shows them, and what waits for a person. */
import { dayOf } from '../runtime/day.ts';
import type { Context, UseCase } from '../runtime/module.ts';
import { notFound } from '../runtime/refusal.ts';
import { actOfMotion } from './act-store.ts';
import { budgetOfMotion } from './budget-store.ts';
import { countMotion } from './count-motion.ts';
import { governedPlatform } from './governance-rights.ts';
import { hasEnded, judgeVote } from './motion.ts';
import type { Motion, motionContract } from './motion-contract.ts';
import { findMotion } from './motion-store.ts';
import {
  chartersWaitingFor,
  meetingsWaitingFor,
  motionPage,
  motionSummary,
  motionsWaitingFor,
} from './motion-views.ts';
import { seatAnswer } from './show-charter.ts';

type Contract = typeof motionContract;

export async function motionAnswer(ctx: Context, motionId: string): Promise<Motion> {
  const motion = await findMotion(ctx.tx, motionId);
  if (motion === null) throw notFound('motion');
  await governedPlatform(ctx, motion.platformId, { what: 'motion' });
  const { standings, tally } = await countMotion(ctx, motion);
  const act = motion.kind === 'act' ? await actOfMotion(ctx.tx, motion.id) : null;
  const budget = motion.kind === 'budget' ? await budgetOfMotion(ctx.tx, motion.id) : null;
  const own = standings.find(({ seat }) => seat.personId === ctx.actor.personId);
  const open = motion.state === 'open';
  const mayVote =
    own !== undefined &&
    judgeVote(
      motion,
      {
        ...{ hasVoted: own.vote !== null, isConflicted: own.conflict !== null },
        isPresent: motion.meetingId === null || own.isPresent,
      },
      ctx.now,
    ).allowed;
  return {
    ...(await motionSummary(ctx.tx, motion.id)),
    ...{ note: motion.note, reasons: [...motion.reasons], tally },
    ...{ actId: act?.id ?? null, budgetId: budget?.id ?? null },
    seats: standings.map(({ seat, vote, conflict, isPresent }) => ({
      seat: seatAnswer(seat),
      ...{ choice: vote?.choice ?? null, note: vote?.note ?? null, castAt: vote?.castAt ?? null },
      ...{ present: isPresent, conflict: conflict?.ground ?? null },
    })),
    may: {
      vote: mayVote,
      declare: open && own !== undefined && (own.conflict === null || own.seat.isChair),
      close: open && own !== undefined && (own.seat.isChair || hasEnded(motion, ctx.now)),
      withdraw: open && motion.raisedBy.id !== null && motion.raisedBy.id === ctx.actor.personId,
    },
  };
}

export const readMotion: UseCase<Contract['readMotion']> = (ctx, { motionId }) =>
  motionAnswer(ctx, motionId);

export const listMotions: UseCase<Contract['listMotions']> = async (ctx, input) => {
  await governedPlatform(ctx, input.platformId);
  return await motionPage(ctx.tx, input);
};

export const listDecisionsToTake: UseCase<Contract['listDecisionsToTake']> = async (ctx) => {
  const { personId, memberships, offices } = ctx.actor;
  if (personId === null) return { items: [] };
  const today = dayOf(ctx.now);
  const motions = await motionsWaitingFor(ctx.tx, personId, today, ctx.now);
  const meetings = await meetingsWaitingFor(ctx.tx, personId, today, ctx.now);
  const organisations = memberships
    .filter(({ role }) => role === 'manager')
    .map(({ organisationId }) => organisationId);
  const regions = offices.flatMap(({ office, regionCode }) =>
    office === 'region_officer' && regionCode !== null ? [regionCode] : [],
  );
  const charters = await chartersWaitingFor(ctx.tx, { regions, organisations });
  return {
    items: [
      ...motions,
      ...charters.map(({ founders: _founders, startsOn, ...charter }) => ({
        ...charter,
        ...{ what: 'adopt' as const, title: startsOn, dueAt: null },
        ...{ bodyNameZh: null, bodyNameEn: null, note: null },
      })),
      ...meetings,
    ],
  };
};
