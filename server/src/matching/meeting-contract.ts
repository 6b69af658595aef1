/** Meetings of an introduction: each answer is the whole introduction, as its page shows it. */
import { Type } from 'typebox';
import { endpoint, Id, Instant, Nullable, OneOf } from '../runtime/endpoint.ts';
import { Introduction } from './introduction-contract.ts';
import {
  cancelReasons,
  durationMinutesAtLeast,
  durationMinutesAtMost,
  slotsAtMost,
} from './meeting.ts';
import { closed, Note } from './shape-contract.ts';

/** What a person may give as a reason; the others are the node's own. */
export const givenCancelReasons = cancelReasons.filter((one) => one !== 'introduction_ended');

const meetingParams = Type.Object({ meetingId: Id });

const Proposal = Type.Object(
  {
    /** Starts of the slots; all are of one length. */
    slots: Type.Array(Instant, { minItems: 1, maxItems: slotsAtMost, uniqueItems: true }),
    durationMinutes: Type.Integer({
      minimum: durationMinutesAtLeast,
      maximum: durationMinutesAtMost,
    }),
    place: Type.Optional(Nullable(Type.String({ maxLength: 200 }))),
    link: Type.Optional(
      Nullable(Type.String({ maxLength: 500, format: 'uri', pattern: '^https?://' })),
    ),
    note: Type.Optional(Nullable(Note)),
  },
  closed,
);

export const meetingContract = {
  proposeMeeting: endpoint({
    method: 'POST',
    path: '/matching/introductions/{introductionId}/meetings',
    summary: 'Offers times for a meeting, of which the other side picks one',
    rule: 'editor',
    params: Type.Object({ introductionId: Id }),
    body: Proposal,
    reply: Introduction,
    creates: true,
    refusals: {
      introduction_not_accepted: 409,
      meeting_already_open: 409,
      meeting_not_valid: 422,
    },
  }),
  proposeOtherSlots: endpoint({
    method: 'POST',
    path: '/matching/meetings/{meetingId}/slots',
    summary: 'Offers other times instead, also for a meeting that was arranged',
    rule: 'editor',
    params: meetingParams,
    body: Proposal,
    reply: Introduction,
    refusals: { meeting_not_open: 409, meeting_not_valid: 422 },
  }),
  pickSlot: endpoint({
    method: 'POST',
    path: '/matching/meetings/{meetingId}/pick',
    summary: 'Picks one of the times that the other side offers',
    rule: 'editor',
    params: meetingParams,
    body: Type.Object({ startsAt: Instant }, closed),
    reply: Introduction,
    refusals: { meeting_not_open: 409, slot_not_offered: 409 },
  }),
  cancelMeeting: endpoint({
    method: 'POST',
    path: '/matching/meetings/{meetingId}/cancel',
    summary: 'Calls a meeting off, or the offer of one; the introduction goes on',
    rule: 'editor',
    params: meetingParams,
    body: Type.Object(
      { reason: OneOf(givenCancelReasons), note: Type.Optional(Nullable(Note)) },
      closed,
    ),
    reply: Introduction,
    refusals: { meeting_not_open: 409 },
  }),
  downloadMeeting: endpoint({
    method: 'GET',
    path: '/matching/meetings/{meetingId}/calendar',
    summary: 'The meeting as a calendar file (RFC 5545); a later file replaces an earlier one',
    rule: 'viewer',
    params: meetingParams,
    query: Type.Object({ lang: Type.Optional(OneOf(['zh', 'en'] as const)) }),
    reply: Type.Unknown(),
    download: true,
    refusals: { meeting_not_arranged: 409 },
  }),
} as const;
