/** Something is put to a body of the charter that is in force. */
import { whoActs } from '../runtime/actor.ts';
import { uuidv7 } from '../runtime/id.ts';
import type { Context, InputOf } from '../runtime/module.ts';
import { Refusal } from '../runtime/refusal.ts';
import type { Body } from './charter.ts';
import type { CharterRow } from './charter-store.ts';
import {
  charterInForce,
  governedPlatform,
  ownSeats,
  requireAlive,
  requireBody,
  requireSeat,
} from './governance-rights.ts';
import type { Motion, motionContract } from './motion-contract.ts';
import { findMeeting, insertMotion, type MeetingRow, type MotionRow } from './motion-store.ts';
import type { KeptPlatform } from './platform-store.ts';
import { stakeOf } from './rights.ts';
import { motionAnswer } from './show-motion.ts';
import { tellSeats } from './tell-people.ts';

const dayMs = 86_400_000;

export async function raiseMotion(
  ctx: Context,
  input: InputOf<(typeof motionContract)['raiseMotion']>,
): Promise<Motion> {
  const { platformId, title, note = null, closesAt = null, meetingId = null } = input;
  const platform = await governedPlatform(ctx, platformId, { lock: true });
  requireAlive(platform);
  const charter = await charterInForce(ctx, platform);
  const body = requireBody(charter, input.body);
  const seats = await ownSeats(ctx, platformId);
  // Any seat in the platform will do; without one the refusal names the body that is asked.
  if (seats.length === 0) await requireSeat(ctx, platform, body);
  if (closesAt !== null && new Date(closesAt) <= ctx.now) {
    const detail = 'Voting ends after it began.';
    const reasons = [{ code: 'voting_ends_too_early', detail, pointer: '/closesAt' }];
    throw new Refusal('voting_ends_too_early', detail, { reasons });
  }
  const meeting =
    meetingId === null ? null : await requireOpenMeeting(ctx, platform, meetingId, body);
  const { id } = await openMotion(ctx, platform, charter, {
    ...{ body, kind: 'other', title, note, meetingId, reasons: [] },
    // Voting does not end before the meeting that votes.
    closesAt: closesAt ?? (meeting === null ? null : votingEndOf(meeting, body)),
  });
  return await motionAnswer(ctx, id);
}

/** The days of voting that the charter gives a body, counted from its meeting. */
export function votingEndOf({ calledFor }: Pick<MeetingRow, 'calledFor'>, body: Body): string {
  return new Date(new Date(calledFor).getTime() + body.votingDays * dayMs).toISOString();
}

async function requireOpenMeeting(
  ctx: Context,
  platform: KeptPlatform,
  meetingId: string,
  body: Body,
): Promise<MeetingRow> {
  const meeting = await findMeeting(ctx.tx, meetingId);
  const fits = meeting?.platformId === platform.id && meeting.body === body.code;
  if (fits && meeting.state === 'called') return meeting;
  const detail = `There is no such meeting of ${body.nameEn} that is still to be held.`;
  const reasons = [{ code: 'meeting_not_open', detail, pointer: '/meetingId' }];
  throw new Refusal('meeting_not_open', detail, { reasons, stake: stakeOf(platform) });
}

export interface NewMotion {
  readonly body: Body;
  readonly kind: MotionRow['kind'];
  readonly title: string;
  readonly note: string | null;
  readonly reasons: MotionRow['reasons'];
  readonly closesAt?: string | null;
  readonly meetingId?: string | null;
}

/** Opens a motion by the charter's own days of voting. Whoever calls it holds the platform. */
export async function openMotion(
  ctx: Context,
  platform: KeptPlatform,
  charter: CharterRow,
  { body, closesAt, meetingId = null, ...about }: NewMotion,
): Promise<{ readonly id: string }> {
  const id = uuidv7();
  const end = closesAt ?? new Date(ctx.now.getTime() + body.votingDays * dayMs).toISOString();
  const { id: platformId, journeyId, sample } = platform;
  const row = {
    ...{ id, platformId, charterId: charter.id, body: body.code, ...about, meetingId },
    ...{ closesAt: end, raisedBy: whoActs(ctx), sample },
  };
  await insertMotion(ctx.tx, row, ctx.now);
  await tellSeats(ctx, row, { kind: 'motion', subjectId: id });
  ctx.announce({
    type: 'platforms.motion_raised',
    subjectIds: [platformId, id],
    journeyId,
    ...stakeOf(platform),
    payload: { body: body.code, kind: about.kind, title: about.title, clause: body.clause },
  });
  return { id };
}
