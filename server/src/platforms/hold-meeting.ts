/** A body meets: it is called, who is there is written down, and it ends with its minutes. */
import { whoActs } from '../runtime/actor.ts';
import { dayOf } from '../runtime/day.ts';
import { uuidv7 } from '../runtime/id.ts';
import type { Context, InputOf, UseCase } from '../runtime/module.ts';
import { expectRevision, notFound, Refusal } from '../runtime/refusal.ts';
import { seatsOn } from './charter-store.ts';
import {
  charterInForce,
  governedPlatform,
  ownSeats,
  requireAlive,
  requireBody,
  requireSeat,
} from './governance-rights.ts';
import type { Meeting, motionContract } from './motion-contract.ts';
import {
  closeMeetingRow,
  findMeeting,
  insertMeeting,
  type MeetingRow,
  openMotionsOf,
  presentAt,
  replaceAttendance,
} from './motion-store.ts';
import { meetingPage, meetingSummary, motionSummaries } from './motion-views.ts';
import type { KeptPlatform } from './platform-store.ts';
import { mayKeep, stakeOf } from './rights.ts';
import { seatAnswer } from './show-charter.ts';
import { tellSeats } from './tell-people.ts';

type Contract = typeof motionContract;

export async function callMeeting(
  ctx: Context,
  input: InputOf<Contract['callMeeting']>,
): Promise<Meeting> {
  const { platformId, calledFor, durationMinutes = 120, place = null, agenda = null } = input;
  const platform = await governedPlatform(ctx, platformId, { lock: true });
  requireAlive(platform);
  const body = requireBody(await charterInForce(ctx, platform), input.body);
  if (!(await mayKeep(ctx, platform))) await requireSeat(ctx, platform, body);
  const id = uuidv7();
  const about = { id, platformId, body: body.code, calledFor, durationMinutes, place, agenda };
  const row = { ...about, calledBy: whoActs(ctx), sample: platform.sample };
  await insertMeeting(ctx.tx, row, ctx.now);
  announceMeeting(ctx, platform, row, 'platforms.meeting_called', { calledFor });
  await tellSeats(ctx, row, { kind: 'meeting', subjectId: id });
  return await meetingAnswer(ctx, id);
}

export const recordAttendance: UseCase<Contract['recordAttendance']> = async (ctx, input) => {
  const { platform, meeting } = await heldMeeting(ctx, input.meetingId);
  expectRevision(meeting, input.revision);
  await requireChair(ctx, platform, meeting);
  requireCalled(platform, meeting);
  const seats = await seatsOf(ctx, meeting);
  const stranger = input.seatIds.find((id) => seats.every((seat) => seat.id !== id));
  if (stranger !== undefined) {
    const detail = 'Only who has a seat in the body is counted as present.';
    const pointer = `/seatIds/${input.seatIds.indexOf(stranger)}`;
    const reasons = [{ code: 'seat_not_of_body', detail, pointer }];
    throw new Refusal('seat_not_of_body', detail, { reasons, stake: stakeOf(platform) });
  }
  await replaceAttendance(ctx.tx, meeting.id, input.seatIds);
  const present = input.seatIds.length;
  announceMeeting(ctx, platform, meeting, 'platforms.attendance_recorded', { present });
  return await meetingAnswer(ctx, meeting.id);
};

export async function closeMeeting(
  ctx: Context,
  { meetingId, minutes }: InputOf<Contract['closeMeeting']>,
): Promise<Meeting> {
  const { platform, meeting } = await heldMeeting(ctx, meetingId);
  await requireChair(ctx, platform, meeting);
  requireCalled(platform, meeting);
  const open = (await openMotionsOf(ctx.tx, meetingId)).length;
  if (open > 0) {
    const detail = `${open} motions of this meeting are open; count or withdraw them first.`;
    throw new Refusal('motions_still_open', detail, {
      params: { open },
      stake: { subjectIds: [platform.id, meetingId], ...stakeOf(platform) },
    });
  }
  await closeMeetingRow(ctx.tx, meetingId, minutes, ctx.now);
  announceMeeting(ctx, platform, meeting, 'platforms.meeting_held', { number: meeting.number });
  return await meetingAnswer(ctx, meetingId);
}

export async function heldMeeting(ctx: Context, meetingId: string) {
  const found = await findMeeting(ctx.tx, meetingId);
  if (found === null) throw notFound('meeting');
  const about = { lock: true, what: 'meeting' };
  const platform = await governedPlatform(ctx, found.platformId, about);
  return { platform, meeting: (await findMeeting(ctx.tx, meetingId))! };
}

/** Seats of the day on which it was held, or, while it is not, of today. */
async function seatsOf(ctx: Context, meeting: MeetingRow) {
  const day = dayOf(meeting.closedAt === null ? ctx.now : new Date(meeting.closedAt));
  return await seatsOn(ctx.tx, meeting.platformId, day, meeting.body);
}

async function isInChair(ctx: Context, meeting: MeetingRow): Promise<boolean> {
  if (meeting.calledBy.id !== null && meeting.calledBy.id === ctx.actor.personId) return true;
  const seats = await ownSeats(ctx, meeting.platformId);
  return seats.some(({ body, isChair }) => isChair && body === meeting.body);
}

export async function requireChair(
  ctx: Context,
  platform: KeptPlatform,
  meeting: MeetingRow,
): Promise<void> {
  if (await isInChair(ctx, meeting)) return;
  const detail = 'The chair, or who called the meeting, moves, cancels and minutes it.';
  throw new Refusal('not_in_the_chair', detail, {
    stake: { subjectIds: [platform.id, meeting.id], ...stakeOf(platform) },
  });
}

export function requireCalled(platform: KeptPlatform, { state }: MeetingRow): void {
  if (state === 'called') return;
  throw new Refusal('meeting_not_open', `The meeting is ${state}.`, { stake: stakeOf(platform) });
}

export async function meetingAnswer(ctx: Context, meetingId: string): Promise<Meeting> {
  const meeting = await findMeeting(ctx.tx, meetingId);
  if (meeting === null) throw notFound('meeting');
  await governedPlatform(ctx, meeting.platformId, { what: 'meeting' });
  const present = await presentAt(ctx.tx, meetingId);
  const called = meeting.state === 'called';
  const inChair = called && (await isInChair(ctx, meeting));
  return {
    ...(await meetingSummary(ctx.tx, meetingId)),
    ...{ agenda: meeting.agenda, minutes: meeting.minutes, calledBy: { ...meeting.calledBy } },
    seats: (await seatsOf(ctx, meeting)).map((seat) => ({
      seat: seatAnswer(seat),
      present: present.has(seat.id),
    })),
    motions: await motionSummaries(ctx.tx, meetingId),
    revision: meeting.revision,
    may: {
      ...{ attend: inChair, close: inChair, move: inChair },
      raise: called && (await ownSeats(ctx, meeting.platformId)).length > 0,
    },
  };
}

export const readMeeting: UseCase<Contract['readMeeting']> = (ctx, { meetingId }) =>
  meetingAnswer(ctx, meetingId);

export const listMeetings: UseCase<Contract['listMeetings']> = async (ctx, input) => {
  await governedPlatform(ctx, input.platformId);
  return await meetingPage(ctx.tx, input.platformId, input);
};

export function announceMeeting(
  ctx: Context,
  { id, journeyId, operatorId }: KeptPlatform,
  meeting: Pick<MeetingRow, 'id' | 'body'>,
  type:
    | `platforms.meeting_${'called' | 'moved' | 'cancelled' | 'held'}`
    | 'platforms.attendance_recorded',
  payload: Readonly<Record<string, string | number>>,
): void {
  const about = { subjectIds: [id, meeting.id], journeyId, organisationId: operatorId };
  ctx.announce({ type, ...about, payload: { body: meeting.body, ...payload } });
}
