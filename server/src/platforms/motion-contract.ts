/** What HTTP and the web see of motions, votes, conflicts of interest, meetings and minutes. */
import { type Static, Type } from 'typebox';
import {
  endpoint,
  Id,
  Instant,
  Nullable,
  OneOf,
  Page,
  Paging,
  Several,
} from '../runtime/endpoint.ts';
import { BodyCode, Seat } from './charter-contract.ts';
import { meetingStates, motionKinds, motionStates } from './motion.ts';
import {
  Count,
  closed,
  Note,
  platformParams,
  Reason,
  Rights,
  Who,
  Words,
} from './platform-shapes.ts';
import { choices } from './tally.ts';

export const voteChoices = choices;
export const platformMotionStates = motionStates;

export const Tally = Type.Object({
  outcome: OneOf(['carried', 'defeated', 'no_quorum'] as const),
  present: Count,
  presentNeeded: Count,
  seats: Count,
  for: Count,
  against: Count,
  abstain: Count,
  base: Count,
  forNeeded: Count,
  conflicted: Count,
  brokenByChair: Type.Boolean(),
  clause: Type.String(),
});
export type Tally = Static<typeof Tally>;

const motionFacts = {
  id: Id,
  platformId: Id,
  body: Type.String(),
  bodyNameZh: Type.String(),
  bodyNameEn: Type.String(),
  kind: OneOf(motionKinds),
  title: Type.String(),
  state: OneOf(motionStates),
  meetingId: Nullable(Id),
  closesAt: Instant,
  raisedBy: Who,
  raisedAt: Instant,
  decidedAt: Nullable(Instant),
  sample: Type.Boolean(),
};
export const MotionSummary = Type.Object(motionFacts);
export type MotionSummary = Static<typeof MotionSummary>;

export const Motion = Type.Object({
  ...motionFacts,
  note: Nullable(Type.String()),
  /** Why it is here: what the mandate said. */
  reasons: Type.Array(Words),
  actId: Nullable(Id),
  budgetId: Nullable(Id),
  /** As it stands, or as it was when it was closed. */
  tally: Tally,
  seats: Type.Array(
    Type.Object({
      seat: Seat,
      choice: Nullable(OneOf(choices)),
      note: Nullable(Type.String()),
      castAt: Nullable(Instant),
      present: Type.Boolean(),
      conflict: Nullable(Type.String()),
    }),
  ),
  may: Rights(['vote', 'declare', 'close', 'withdraw'] as const),
});
export type Motion = Static<typeof Motion>;

const DurationMinutes = Type.Integer({ minimum: 15, maximum: 1440 });

const meetingFacts = {
  id: Id,
  platformId: Id,
  body: Type.String(),
  bodyNameZh: Type.String(),
  bodyNameEn: Type.String(),
  number: Type.Integer(),
  state: OneOf(meetingStates),
  calledFor: Instant,
  durationMinutes: DurationMinutes,
  place: Nullable(Type.String()),
  closedAt: Nullable(Instant),
  /** What it was called for before it was moved, and why it was moved or cancelled. */
  movedFrom: Nullable(Instant),
  changeNote: Nullable(Type.String()),
  sample: Type.Boolean(),
};
export const MeetingSummary = Type.Object(meetingFacts);
export type MeetingSummary = Static<typeof MeetingSummary>;

export const Meeting = Type.Object({
  ...meetingFacts,
  agenda: Nullable(Type.String()),
  minutes: Nullable(Type.String()),
  calledBy: Who,
  seats: Type.Array(Type.Object({ seat: Seat, present: Type.Boolean() })),
  motions: Type.Array(MotionSummary),
  revision: Type.Integer(),
  may: Rights(['attend', 'close', 'move', 'raise'] as const),
});
export type Meeting = Static<typeof Meeting>;

/** To decide, to do, and to know: a cancelled meeting is told of until its time is over. */
export const waitings = ['vote', 'count', 'adopt', 'minutes', 'attend', 'cancelled'] as const;

const motionParams = Type.Object({ motionId: Id });
const meetingParams = Type.Object({ meetingId: Id });
const Title = Type.String({ minLength: 1, maxLength: 200 });

export const motionContract = {
  listMotions: endpoint({
    method: 'GET',
    path: '/platforms/platforms/{platformId}/motions',
    summary: 'Motions of a platform, the latest first',
    rule: 'person',
    params: platformParams,
    query: Type.Object({
      state: Type.Optional(Several(OneOf(motionStates))),
      body: Type.Optional(Several(BodyCode)),
      ...Paging,
    }),
    reply: Page(MotionSummary),
  }),
  raiseMotion: endpoint({
    method: 'POST',
    path: '/platforms/platforms/{platformId}/motions',
    summary: 'Puts something to a body; by who has a seat in any body of the platform',
    rule: 'person',
    params: platformParams,
    body: Type.Object(
      {
        body: BodyCode,
        title: Title,
        note: Type.Optional(Nullable(Note)),
        closesAt: Type.Optional(Nullable(Instant)),
        meetingId: Type.Optional(Nullable(Id)),
      },
      closed,
    ),
    reply: Motion,
    creates: true,
    refusals: {
      seat_not_held: 409,
      no_charter_in_force: 409,
      body_not_in_charter: 422,
      platform_is_closed: 409,
      voting_ends_too_early: 422,
      meeting_not_open: 409,
    },
  }),
  readMotion: endpoint({
    method: 'GET',
    path: '/platforms/motions/{motionId}',
    summary: 'One motion with its votes and how they count',
    rule: 'person',
    params: motionParams,
    reply: Motion,
  }),
  castVote: endpoint({
    method: 'POST',
    path: '/platforms/motions/{motionId}/votes',
    summary: 'Votes by the own seat; a vote stands once it is cast',
    rule: 'person',
    params: motionParams,
    body: Type.Object(
      { choice: OneOf(choices), note: Type.Optional(Nullable(Type.String({ maxLength: 500 }))) },
      closed,
    ),
    reply: Motion,
    creates: true,
    refusals: {
      seat_not_held: 409,
      motion_not_open: 409,
      voting_has_ended: 409,
      vote_already_cast: 409,
      conflict_of_interest: 409,
      not_present: 409,
    },
  }),
  recuseSeat: endpoint({
    method: 'POST',
    path: '/platforms/motions/{motionId}/conflicts',
    summary: 'Declares a conflict of interests: of the own seat, or, by the chair, of another',
    rule: 'person',
    params: motionParams,
    body: Type.Object(
      {
        seatId: Type.Optional(Nullable(Id)),
        ground: Type.String({ minLength: 1, maxLength: 500 }),
      },
      closed,
    ),
    reply: Motion,
    creates: true,
    refusals: {
      seat_not_held: 409,
      motion_not_open: 409,
      conflict_already_declared: 409,
    },
  }),
  closeMotion: endpoint({
    method: 'POST',
    path: '/platforms/motions/{motionId}/closing',
    summary: 'Counts the votes; before voting ends only with a quorum, and by the chair',
    rule: 'person',
    params: motionParams,
    reply: Motion,
    creates: true,
    refusals: {
      seat_not_held: 409,
      motion_not_open: 409,
      quorum_not_reached: 409,
      budget_below_commitments: 409,
    },
  }),
  withdrawMotion: endpoint({
    method: 'POST',
    path: '/platforms/motions/{motionId}/withdrawal',
    summary: 'Takes a motion back; by who raised it',
    rule: 'person',
    params: motionParams,
    reply: Motion,
    creates: true,
    refusals: { not_raised_by_you: 409, motion_not_open: 409 },
  }),

  listMeetings: endpoint({
    method: 'GET',
    path: '/platforms/platforms/{platformId}/meetings',
    summary: 'Meetings of the bodies, the latest first',
    rule: 'person',
    params: platformParams,
    query: Type.Object(Paging),
    reply: Page(MeetingSummary),
  }),
  callMeeting: endpoint({
    method: 'POST',
    path: '/platforms/platforms/{platformId}/meetings',
    summary: 'Calls a meeting of a body; by who has a seat in it or keeps the platform',
    rule: 'person',
    params: platformParams,
    body: Type.Object(
      {
        body: BodyCode,
        calledFor: Instant,
        durationMinutes: Type.Optional(DurationMinutes),
        place: Type.Optional(Nullable(Type.String({ maxLength: 200 }))),
        agenda: Type.Optional(Nullable(Note)),
      },
      closed,
    ),
    reply: Meeting,
    creates: true,
    refusals: {
      seat_not_held: 409,
      no_charter_in_force: 409,
      body_not_in_charter: 422,
      platform_is_closed: 409,
    },
  }),
  moveMeeting: endpoint({
    method: 'PATCH',
    path: '/platforms/meetings/{meetingId}',
    summary: 'Calls a meeting for another time or place, with the reason; by the chair or caller',
    rule: 'person',
    params: meetingParams,
    body: Type.Object(
      {
        calledFor: Type.Optional(Instant),
        durationMinutes: Type.Optional(DurationMinutes),
        place: Type.Optional(Nullable(Type.String({ maxLength: 200 }))),
        agenda: Type.Optional(Nullable(Note)),
        reason: Reason,
      },
      closed,
    ),
    reply: Meeting,
    edits: true,
    refusals: { not_in_the_chair: 409, meeting_not_open: 409, meeting_in_the_past: 422 },
  }),
  callOffMeeting: endpoint({
    method: 'POST',
    path: '/platforms/meetings/{meetingId}/cancellation',
    summary: 'Cancels a meeting, with the reason; motions that it was to vote on are taken back',
    rule: 'person',
    params: meetingParams,
    body: Type.Object({ reason: Reason }, closed),
    reply: Meeting,
    creates: true,
    refusals: { not_in_the_chair: 409, meeting_not_open: 409 },
  }),
  downloadMeetingCalendar: endpoint({
    method: 'GET',
    path: '/platforms/meetings/{meetingId}/calendar',
    summary: 'The meeting as an iCalendar file; a later one says that it moved or is off',
    rule: 'person',
    params: meetingParams,
    query: Type.Object({ lang: Type.Optional(OneOf(['zh', 'en'] as const)) }),
    reply: Type.Unknown(),
    download: true,
    callsPerMinute: 20,
  }),
  readMeeting: endpoint({
    method: 'GET',
    path: '/platforms/meetings/{meetingId}',
    summary: 'One meeting: who is there and what is voted on',
    rule: 'person',
    params: meetingParams,
    reply: Meeting,
  }),
  recordAttendance: endpoint({
    method: 'PUT',
    path: '/platforms/meetings/{meetingId}/attendance',
    summary: 'Says who is there; by the chair or who called it',
    rule: 'person',
    params: meetingParams,
    body: Type.Object({ seatIds: Type.Array(Id, { maxItems: 200, uniqueItems: true }) }, closed),
    reply: Meeting,
    edits: true,
    refusals: { not_in_the_chair: 409, meeting_not_open: 409, seat_not_of_body: 422 },
  }),
  closeMeeting: endpoint({
    method: 'POST',
    path: '/platforms/meetings/{meetingId}/closing',
    summary: 'Ends a meeting with its minutes; no motion in it may be open',
    rule: 'person',
    params: meetingParams,
    body: Type.Object({ minutes: Type.String({ minLength: 1, maxLength: 20_000 }) }, closed),
    reply: Meeting,
    creates: true,
    refusals: { not_in_the_chair: 409, meeting_not_open: 409, motions_still_open: 409 },
  }),
  downloadMinutes: endpoint({
    method: 'GET',
    path: '/platforms/meetings/{meetingId}/minutes',
    summary: 'The minutes as PDF: who was there, what was decided, by how many votes',
    rule: 'person',
    params: meetingParams,
    query: Type.Object({ lang: Type.Optional(OneOf(['zh', 'en'] as const)) }),
    reply: Type.Unknown(),
    download: true,
    refusals: { meeting_not_held: 409 },
    callsPerMinute: 20,
  }),

  listDecisionsToTake: endpoint({
    method: 'GET',
    path: '/platforms/to-do',
    summary: 'What waits for the caller: votes, counts, charters, meetings to attend or to minute',
    rule: 'person',
    reply: Type.Object({
      items: Type.Array(
        Type.Object({
          what: OneOf(waitings),
          /** Of the motion, the charter or the meeting. */
          id: Id,
          title: Type.String(),
          platformId: Id,
          platformNameZh: Nullable(Type.String()),
          platformNameEn: Nullable(Type.String()),
          bodyNameZh: Nullable(Type.String()),
          bodyNameEn: Nullable(Type.String()),
          dueAt: Nullable(Instant),
          /** Why a meeting was moved or cancelled. */
          note: Nullable(Type.String()),
          sample: Type.Boolean(),
        }),
      ),
    }),
  }),
} as const;
