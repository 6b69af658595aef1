/** The two sides of an accepted introduction find a time: one offers several, the other picks. */
import { isMember } from '../runtime/actor.ts';
import { uuidv7 } from '../runtime/id.ts';
import type { Context, InputOf } from '../runtime/module.ts';
import { notFound, Refusal } from '../runtime/refusal.ts';
import { loadFor } from './answer-introduction.ts';
import { outcomeDueAt } from './clock.ts';
import type { contract, Introduction } from './contract.ts';
import { type Side, sides } from './introduction.ts';
import { stakeOf, stepOf } from './introduction-step.ts';
import { introductionEvent } from './journey.ts';
import {
  endOf,
  judgeProposal,
  type MeetingAction,
  meetingMay,
  meetingStateAt,
  pickDueAt,
} from './meeting.ts';
import {
  insertMeeting,
  loadMeeting,
  type MeetingRow,
  markArranged,
  markMeetingCancelled,
  type Offer,
  replaceOffer,
} from './meeting-store.ts';
import { told } from './read-introduction.ts';
import { requireRole } from './rights.ts';
import { type IntroductionRow, loadIntroduction, postponeOutcome } from './store.ts';

type Proposing = Omit<InputOf<typeof contract.proposeMeeting>, 'introductionId'>;

function offerOf(
  ctx: Context,
  input: Proposing,
  introduction: IntroductionRow,
  by: Side,
): Offer & { readonly slots: string[] } {
  const proposal = {
    slots: input.slots.map((slot) => new Date(slot).toISOString()),
    durationMinutes: input.durationMinutes,
    place: input.place?.trim() || null,
    link: input.link ?? null,
  };
  const judgement = judgeProposal(proposal, ctx.now);
  if (!judgement.allowed) {
    throw new Refusal('meeting_not_valid', 'These times cannot be offered.', {
      reasons: judgement.reasons,
      stake: stakeOf(introduction, by),
    });
  }
  return {
    ...proposal,
    note: input.note ?? null,
    proposedById: introduction[`${by}Id`],
    now: ctx.now,
    pickDueAt: pickDueAt(ctx.now, proposal.slots),
  };
}

function proposed(introduction: IntroductionRow, meetingId: string, by: Side, offer: Offer) {
  return introductionEvent(stepOf(introduction), 'meeting_proposed', by, {
    payload: { meetingId, slots: offer.slots.length, dueAt: offer.pickDueAt.toISOString() },
  });
}

export async function proposeMeeting(
  ctx: Context,
  input: InputOf<typeof contract.proposeMeeting>,
): Promise<Introduction> {
  const { introduction, by } = await loadFor(ctx, input.introductionId, 'meet');
  const { meeting } = introduction;
  const state = meeting === null ? null : meetingStateAt(meeting, ctx.now);
  if (state === 'proposed' || state === 'arranged') {
    throw new Refusal('meeting_already_open', `There is one meeting already; it is ${state}.`, {
      params: { state },
      stake: stakeOf(introduction, by),
    });
  }
  const offer = offerOf(ctx, input, introduction, by);
  const id = uuidv7();
  await insertMeeting(ctx.tx, id, introduction.id, offer);
  await postponeOutcome(ctx.tx, introduction.id, outcomeDueAt(ctx.now, false), ctx.now);
  return await told(ctx, introduction.id, [proposed(introduction, id, by, offer)]);
}

/** Loads a meeting under the lock of its introduction; refuses as an introduction does. */
async function loadMeetingFor(
  ctx: Context,
  id: string,
  action: MeetingAction,
): Promise<{ introduction: IntroductionRow; meeting: MeetingRow; by: Side }> {
  const found = await loadMeeting(ctx.tx, id);
  if (found === null) throw notFound('meeting');
  const introduction = await loadIntroduction(ctx.tx, found.introductionId, 'update');
  const meeting = await loadMeeting(ctx.tx, id);
  if (introduction === null || meeting === null) throw notFound('meeting');
  const state = meetingStateAt(meeting, ctx.now);
  const mayNow = (side: Side) =>
    introduction.state === 'accepted' &&
    meetingMay(state, introduction[`${side}Id`] === meeting.proposedById, action);
  const stands = sides.filter((side) => isMember(ctx.actor, introduction[`${side}Id`]));
  const by = stands.find(mayNow) ?? stands[0];
  if (by === undefined) throw notFound('meeting');
  requireRole(ctx.actor, introduction[`${by}Id`], 'editor', 'meeting');
  if (mayNow(by)) return { introduction, meeting, by };
  throw new Refusal('meeting_not_open', `The meeting is ${state}; this cannot be done now.`, {
    params: { state, action, side: by },
    stake: stakeOf(introduction, by),
  });
}

export async function proposeOtherSlots(
  ctx: Context,
  input: InputOf<typeof contract.proposeOtherSlots>,
): Promise<Introduction> {
  const { introduction, meeting, by } = await loadMeetingFor(ctx, input.meetingId, 'propose');
  const offer = offerOf(ctx, input, introduction, by);
  await replaceOffer(ctx.tx, meeting.id, offer);
  await postponeOutcome(ctx.tx, introduction.id, outcomeDueAt(ctx.now, false), ctx.now);
  return await told(ctx, introduction.id, [proposed(introduction, meeting.id, by, offer)]);
}

export async function pickSlot(
  ctx: Context,
  input: InputOf<typeof contract.pickSlot>,
): Promise<Introduction> {
  const { introduction, meeting, by } = await loadMeetingFor(ctx, input.meetingId, 'pick');
  const startsAt = new Date(input.startsAt);
  const offered = meeting.slots.some((slot) => Date.parse(slot) === startsAt.getTime());
  if (!offered || startsAt <= ctx.now) {
    throw new Refusal('slot_not_offered', 'This time is not offered any more; pick another.', {
      params: { startsAt: input.startsAt },
      stake: stakeOf(introduction, by),
    });
  }
  const endsAt = endOf(input.startsAt, meeting.durationMinutes);
  await markArranged(ctx.tx, meeting.id, { startsAt, endsAt, now: ctx.now });
  await postponeOutcome(ctx.tx, introduction.id, outcomeDueAt(endsAt, true), ctx.now);
  return await told(ctx, introduction.id, [
    introductionEvent(stepOf(introduction), 'meeting_arranged', by, {
      payload: { meetingId: meeting.id, startsAt: startsAt.toISOString() },
    }),
  ]);
}

export async function cancelMeeting(
  ctx: Context,
  input: InputOf<typeof contract.cancelMeeting>,
): Promise<Introduction> {
  const { introduction, meeting, by } = await loadMeetingFor(ctx, input.meetingId, 'cancel');
  const { reason, note = null } = input;
  await markMeetingCancelled(ctx.tx, meeting.id, reason, note, ctx.now);
  await postponeOutcome(ctx.tx, introduction.id, outcomeDueAt(ctx.now, false), ctx.now);
  return await told(ctx, introduction.id, [
    introductionEvent(stepOf(introduction), 'meeting_cancelled', by, {
      payload: { meetingId: meeting.id, reasons: [reason] },
    }),
  ]);
}
