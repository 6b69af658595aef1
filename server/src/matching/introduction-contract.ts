/** Introductions from the request to its answer and outcome, as HTTP and the web see them. */
import { type Static, Type } from 'typebox';
import {
  AmountMinor,
  Currency,
  Day,
  endpoint,
  exportQuery,
  Id,
  Instant,
  Nullable,
  OneOf,
  Page,
  Paging,
  Several,
} from '../runtime/endpoint.ts';
import { clockKinds } from './clock.ts';
import { dealKinds, dealStates } from './deal.ts';
import {
  declineReasons,
  introductionActions,
  introductionStates,
  lapseCauses,
  messageLettersAtMost,
  outcomes,
  sides,
  withdrawalReasons,
} from './introduction.ts';
import { cancelReasons, meetingActions, meetingStates } from './meeting.ts';
import { WeightWish } from './ranking-contract.ts';
import { About, Contact, closed, Note, Owner, Rights, Step } from './shape-contract.ts';

export const Clock = Type.Object({
  waitsFor: OneOf(clockKinds),
  remindAt: Instant,
  dueAt: Nullable(Instant),
  on: OneOf([...sides, 'both'] as const),
});
export type Clock = Static<typeof Clock>;

const introductionFacts = {
  id: Id,
  journeyId: Id,
  state: OneOf(introductionStates),
  /** The caller's side; null for officers who look on. */
  side: Nullable(OneOf(sides)),
  asker: Owner,
  asked: Owner,
  need: Nullable(About),
  technology: Nullable(About),
  askedAt: Instant,
  answerDueAt: Instant,
  answeredAt: Nullable(Instant),
  /** What it waits for now, until when, and whose turn it is. */
  clock: Nullable(Clock),
  /** The clock is about to run out, or has waited for long. */
  reminderDue: Type.Boolean(),
  declineReasons: Type.Array(OneOf(declineReasons)),
  withdrawnBecause: Nullable(OneOf(withdrawalReasons)),
  lapsedBecause: Nullable(OneOf(lapseCauses)),
  outcome: Nullable(OneOf(outcomes)),
  /** The contract that came of it. */
  deal: Nullable(Type.Object({ id: Id, state: OneOf(dealStates) })),
  sample: Type.Boolean(),
  revision: Type.Integer(),
};

export const IntroductionSummary = Type.Object(introductionFacts);
export type IntroductionSummary = Static<typeof IntroductionSummary>;

export const Meeting = Type.Object({
  id: Id,
  /** An arranged meeting has been held once its time is over. */
  state: OneOf(meetingStates),
  /** Whose slots stand; the other side picks. */
  proposedBy: OneOf(sides),
  proposedAt: Instant,
  pickDueAt: Instant,
  durationMinutes: Type.Integer(),
  /** Starts of the slots that were offered last. */
  slots: Type.Array(Instant),
  place: Nullable(Type.String()),
  link: Nullable(Type.String()),
  note: Nullable(Type.String()),
  /** Of the slot that was picked; kept of a meeting that was called off. */
  startsAt: Nullable(Instant),
  endsAt: Nullable(Instant),
  cancelledBecause: Nullable(OneOf(cancelReasons)),
  may: Rights(meetingActions),
});
export type Meeting = Static<typeof Meeting>;

export const Introduction = Type.Object({
  ...introductionFacts,
  message: Type.String(),
  /** Of the answer, the withdrawal or the end, by whoever wrote it last. */
  note: Nullable(Type.String()),
  /** One's own at once, the other's after acceptance. */
  askerContact: Nullable(Contact),
  askedContact: Nullable(Contact),
  outcomeReasons: Type.Array(OneOf(declineReasons)),
  /** The latest first. */
  meetings: Type.Array(Meeting),
  timeline: Type.Array(Step),
  /** What the caller may do with it now. */
  may: Rights(introductionActions),
});
export type Introduction = Static<typeof Introduction>;
// Operations --------------------------------------------------------------------------------------

export const introductionOrders = ['-askedAt', 'answerDueAt'] as const;
const introductionFilters = {
  side: Type.Optional(OneOf(sides)),
  state: Type.Optional(Several(OneOf(introductionStates))),
  organisationId: Type.Optional(Id),
  needId: Type.Optional(Id),
  technologyId: Type.Optional(Id),
};

const introductionParams = Type.Object({ introductionId: Id });

export const introductionContract = {
  askIntroduction: endpoint({
    method: 'POST',
    path: '/matching/introductions',
    summary: 'Asks the other side to talk, about a need, a technology, or one for the other',
    rule: 'editor',
    body: Type.Object(
      {
        /** For which of the caller’s organisations. */
        organisationId: Id,
        needId: Type.Optional(Nullable(Id)),
        technologyId: Type.Optional(Nullable(Id)),
        message: Type.String({ minLength: 1, maxLength: messageLettersAtMost }),
        /** Left out: the contact of our own record. */
        contact: Type.Optional(Nullable(Contact)),
        /** The weights that the asker moved before asking, so that the ranking can be made again. */
        weight: Type.Optional(Several(WeightWish)),
      },
      closed,
    ),
    reply: Introduction,
    creates: true,
    refusals: { introduction_not_possible: 409 },
  }),
  listIntroductions: endpoint({
    method: 'GET',
    path: '/matching/introductions',
    summary: 'Introductions that the caller’s organisations asked for or are asked for',
    rule: 'viewer',
    query: Type.Object({
      ...introductionFilters,
      sort: Type.Optional(OneOf(introductionOrders)),
      ...Paging,
    }),
    reply: Page(IntroductionSummary),
  }),
  exportIntroductions: endpoint({
    method: 'GET',
    path: '/matching/introductions/export',
    summary: 'The same list as a file, up to 50,000 rows',
    rule: 'viewer',
    query: Type.Object({ ...introductionFilters, ...exportQuery }),
    reply: Type.Unknown(),
    download: true,
    callsPerMinute: 20,
  }),
  readIntroduction: endpoint({
    method: 'GET',
    path: '/matching/introductions/{introductionId}',
    summary: 'One introduction with its timeline; for its two sides',
    rule: 'viewer',
    params: introductionParams,
    reply: Introduction,
  }),
  acceptIntroduction: endpoint({
    method: 'POST',
    path: '/matching/introductions/{introductionId}/accept',
    summary: 'Says yes; both sides see whom to talk to',
    rule: 'editor',
    params: introductionParams,
    body: Type.Object(
      {
        note: Type.Optional(Nullable(Note)),
        /** Left out: the contact of our own record. */
        contact: Type.Optional(Nullable(Contact)),
      },
      closed,
    ),
    reply: Introduction,
    refusals: { introduction_not_open: 409, contact_missing: 422 },
  }),
  declineIntroduction: endpoint({
    method: 'POST',
    path: '/matching/introductions/{introductionId}/decline',
    summary: 'Says no, with at least one reason',
    rule: 'editor',
    params: introductionParams,
    body: Type.Object(
      {
        reasons: Type.Array(OneOf(declineReasons), {
          minItems: 1,
          maxItems: declineReasons.length,
          uniqueItems: true,
        }),
        note: Type.Optional(Nullable(Note)),
      },
      closed,
    ),
    reply: Introduction,
    refusals: { introduction_not_open: 409 },
  }),
  withdrawIntroduction: endpoint({
    method: 'POST',
    path: '/matching/introductions/{introductionId}/withdraw',
    summary: 'Takes a request back, or steps back from an accepted one, for a reason',
    rule: 'editor',
    params: introductionParams,
    body: Type.Object(
      { reason: OneOf(withdrawalReasons), note: Type.Optional(Nullable(Note)) },
      closed,
    ),
    reply: Introduction,
    refusals: { introduction_not_open: 409 },
  }),
  concludeIntroduction: endpoint({
    method: 'POST',
    path: '/matching/introductions/{introductionId}/outcome',
    summary: 'Says what came of the talks: a contract with its facts, or an end with its reasons',
    rule: 'editor',
    params: introductionParams,
    body: Type.Object(
      {
        outcome: OneOf(outcomes),
        kind: Type.Optional(Nullable(OneOf(dealKinds))),
        amountMinor: Type.Optional(Nullable(AmountMinor)),
        currency: Type.Optional(Nullable(Currency)),
        signedOn: Type.Optional(Nullable(Day)),
        reasons: Type.Optional(
          Type.Array(OneOf(declineReasons), { maxItems: declineReasons.length, uniqueItems: true }),
        ),
        note: Type.Optional(Nullable(Note)),
      },
      closed,
    ),
    reply: Introduction,
    refusals: { introduction_not_accepted: 409, outcome_not_valid: 422 },
  }),
} as const;
