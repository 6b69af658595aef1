/** A meeting is called for another time, or called off; those who sit are told why. */
import { edited } from '../runtime/changes.ts';
import type { Context, InputOf, UseCase } from '../runtime/module.ts';
import { expectRevision, Refusal } from '../runtime/refusal.ts';
import { withdraw } from './close-motion.ts';
import { countMotion } from './count-motion.ts';
import {
  announceMeeting,
  heldMeeting,
  meetingAnswer,
  requireCalled,
  requireChair,
} from './hold-meeting.ts';
import type { Meeting, motionContract } from './motion-contract.ts';
import {
  cancelMeetingRow,
  type MeetingRow,
  moveMeetingRow,
  openMotionsOf,
  putOffMotions,
} from './motion-store.ts';
import { stakeOf } from './rights.ts';
import { tellSeats } from './tell-people.ts';

type Contract = typeof motionContract;

export const moveMeeting: UseCase<Contract['moveMeeting']> = async (ctx, input) => {
  const { meetingId, revision, reason, ...sent } = input;
  const { platform, meeting } = await heldMeeting(ctx, meetingId);
  expectRevision(meeting, revision);
  await requireChair(ctx, platform, meeting);
  requireCalled(platform, meeting);
  const after = edited<MeetingRow>(meeting, sent as Partial<MeetingRow>);
  const moves = new Date(after.calledFor).getTime() !== new Date(meeting.calledFor).getTime();
  if (moves && new Date(after.calledFor) <= ctx.now) {
    const detail = 'A meeting is moved to a time that is to come.';
    const reasons = [{ code: 'meeting_in_the_past', detail, pointer: '/calledFor' }];
    throw new Refusal('meeting_in_the_past', detail, { reasons, stake: stakeOf(platform) });
  }
  await moveMeetingRow(ctx.tx, after, reason, ctx.now);
  await putOffMotions(ctx.tx, meetingId, meeting.calledFor, after.calledFor);
  const payload = { from: meeting.calledFor, calledFor: after.calledFor, reason };
  announceMeeting(ctx, platform, meeting, 'platforms.meeting_moved', payload);
  await tellSeats(ctx, meeting, { kind: 'meeting', subjectId: meetingId });
  return await meetingAnswer(ctx, meetingId);
};

/** What it was to vote on falls with it: whoever raised a motion may raise it again. */
export async function callOffMeeting(
  ctx: Context,
  { meetingId, reason }: InputOf<Contract['callOffMeeting']>,
): Promise<Meeting> {
  const { platform, meeting } = await heldMeeting(ctx, meetingId);
  await requireChair(ctx, platform, meeting);
  requireCalled(platform, meeting);
  for (const motion of await openMotionsOf(ctx.tx, meetingId)) {
    await withdraw(ctx, platform, motion, await countMotion(ctx, motion));
  }
  await cancelMeetingRow(ctx.tx, meetingId, reason, ctx.now);
  announceMeeting(ctx, platform, meeting, 'platforms.meeting_cancelled', { reason });
  await tellSeats(ctx, meeting, { kind: 'meeting', subjectId: meetingId });
  return await meetingAnswer(ctx, meetingId);
}
