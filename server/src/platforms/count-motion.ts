/** The seats of the body that a motion was put to, with how each stands, and how that counts. */
import { dayOf } from '../runtime/day.ts';
import type { Context } from '../runtime/module.ts';
import { type Body, bodyOf } from './charter.ts';
import { findCharter, type SeatRow, seatsOf } from './charter-store.ts';
import {
  type ConflictRow,
  conflictsOf,
  type MotionRow,
  presentAt,
  type VoteRow,
  votesOf,
} from './motion-store.ts';
import { type SeatedVote, type Tally, tallyOf } from './tally.ts';

export interface SeatStanding {
  readonly seat: SeatRow;
  readonly vote: VoteRow | null;
  readonly conflict: ConflictRow | null;
  /** At the meeting that votes on it; where there is none, whoever voted. */
  readonly isPresent: boolean;
}

export interface Count {
  readonly body: Body;
  readonly standings: readonly SeatStanding[];
  readonly tally: Tally;
}

/** By the charter under which it was raised; by the seats of the day, of the closing once closed. */
export async function countMotion(ctx: Context, motion: MotionRow): Promise<Count> {
  const charter = (await findCharter(ctx.tx, motion.charterId))!;
  const body = bodyOf(charter.content, motion.body)!;
  const day = dayOf(motion.decidedAt === null ? ctx.now : new Date(motion.decidedAt));
  const seats = (await seatsOf(ctx.tx, motion.platformId)).filter(
    (one) => one.body === body.code && one.startsOn <= day && (one.endsOn ?? '9999') > day,
  );
  const votes = await votesOf(ctx.tx, motion.id);
  const conflicts = await conflictsOf(ctx.tx, motion.id);
  const attending = motion.meetingId === null ? null : await presentAt(ctx.tx, motion.meetingId);
  const standings = seats.map((seat): SeatStanding => {
    const vote = votes.find(({ seatId }) => seatId === seat.id) ?? null;
    const conflict = conflicts.find(({ seatId }) => seatId === seat.id) ?? null;
    // By circulation, declaring a conflict is taking part, too.
    const tookPart = vote !== null || conflict !== null;
    return { seat, vote, conflict, isPresent: attending?.has(seat.id) ?? tookPart };
  });
  return { body, standings, tally: motion.result ?? tallyOf(body, standings.map(seatedVote)) };
}

function seatedVote({ seat, vote, conflict, isPresent }: SeatStanding): SeatedVote {
  return {
    ...{ seatId: seat.id, votes: seat.votes, isChair: seat.isChair, isPresent },
    ...{ isConflicted: conflict !== null, choice: vote?.choice ?? null },
  };
}
