/** What HTTP and the web see of mandates: what was done by them, and what they sent to a body. */
import { type Static, Type } from 'typebox';
import {
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
import { actKinds, actStates, actSubjects, settlements } from './act.ts';
import { BodyCode, Seat } from './charter-contract.ts';
import {
  Count,
  closed,
  Note,
  Place,
  platformParams,
  Rights,
  Who,
  Words,
} from './platform-shapes.ts';

export const platformActKinds = actKinds;
export const platformActSubjects = actSubjects;
export const platformActStates = actStates;

/** Fen; at most ten thousand billion yuan, so that a rule reads it exactly. */
export const Fen = Type.String({ pattern: '^[0-9]{1,15}$' });
export const Heading = Type.String({ pattern: '^[a-z][a-z_]{0,38}[a-z]$' });
export const BudgetYear = Type.Integer({ minimum: 1900, maximum: 2200 });

export const Answer = Type.Object({
  within: Type.Boolean(),
  decidedBy: Nullable(Type.String()),
  clause: Nullable(Type.String()),
  reasons: Type.Array(Words),
  rule: Type.String(),
  digest: Type.String(),
});

export const Act = Type.Object({
  id: Id,
  platformId: Id,
  body: Type.String(),
  kind: OneOf(actKinds),
  subject: OneOf(actSubjects),
  title: Type.String(),
  note: Nullable(Type.String()),
  amountMinor: Type.String(),
  counterparty: Nullable(Type.String()),
  organisation: Nullable(Place),
  year: BudgetYear,
  heading: Nullable(Type.String()),
  state: OneOf(actStates),
  /** What the mandate's rule said when it was asked; the decision is kept by the rules. */
  answer: Answer,
  decisionId: Id,
  motionId: Nullable(Id),
  transactionId: Nullable(Id),
  /** What was paid of it so far. */
  paidMinor: Type.String(),
  /** Null while something of it is committed, or nothing ever was. */
  settled: Nullable(Type.Object({ as: OneOf(settlements), at: Instant })),
  actedBy: Who,
  actedAt: Instant,
  sample: Type.Boolean(),
  revision: Type.Integer(),
  may: Rights(['settle'] as const),
});
export type Act = Static<typeof Act>;

const filters = {
  state: Type.Optional(Several(OneOf(actStates))),
  kind: Type.Optional(Several(OneOf(actKinds))),
  year: Type.Optional(BudgetYear),
};
const keepers = ['editor', 'region_officer', 'secretariat'] as const;

export const actContract = {
  readMandates: endpoint({
    method: 'GET',
    path: '/platforms/platforms/{platformId}/mandates',
    summary: 'What bodies may do alone, what they did of it in a year, and the own seats',
    rule: 'person',
    params: platformParams,
    query: Type.Object({ year: Type.Optional(BudgetYear) }),
    reply: Type.Object({
      year: BudgetYear,
      /** What the charter's rule lets each body do alone; empty where nothing is delegated. */
      powers: Type.Array(
        Type.Object({
          body: Type.String(),
          kind: OneOf(actKinds),
          /** Null where the rule sets no limit. */
          singleMinor: Nullable(Type.String()),
          yearlyMinor: Nullable(Type.String()),
          clause: Nullable(Type.String()),
          /** The negative list, with how much of it is allowed all the same. */
          except: Type.Array(
            Type.Object({ subject: OneOf(actSubjects), upToMinor: Type.String() }),
          ),
        }),
      ),
      used: Type.Array(
        Type.Object({
          body: Type.String(),
          kind: OneOf(actKinds),
          count: Count,
          amountMinor: Type.String(),
        }),
      ),
      seats: Type.Array(Seat),
    }),
  }),
  listActs: endpoint({
    method: 'GET',
    path: '/platforms/platforms/{platformId}/acts',
    summary: 'What was done or asked for by mandates, the latest first',
    rule: 'person',
    params: platformParams,
    query: Type.Object({ ...filters, ...Paging }),
    reply: Page(Act),
  }),
  exportActs: endpoint({
    method: 'GET',
    path: '/platforms/platforms/{platformId}/acts/export',
    summary: 'The same list as a file',
    rule: 'person',
    params: platformParams,
    query: Type.Object({ ...filters, ...exportQuery }),
    reply: Type.Unknown(),
    download: true,
    callsPerMinute: 20,
  }),
  makeAct: endpoint({
    method: 'POST',
    path: '/platforms/platforms/{platformId}/acts',
    summary: 'Uses a mandate: done at once inside it, sent to the body that may decide outside it',
    rule: 'person',
    params: platformParams,
    body: Type.Object(
      {
        body: BodyCode,
        kind: OneOf(actKinds),
        subject: Type.Optional(OneOf(actSubjects)),
        title: Type.String({ minLength: 1, maxLength: 200 }),
        note: Type.Optional(Nullable(Note)),
        amountMinor: Fen,
        counterparty: Type.Optional(Nullable(Type.String({ maxLength: 200 }))),
        organisationId: Type.Optional(Nullable(Id)),
        year: Type.Optional(BudgetYear),
        heading: Type.Optional(Nullable(Heading)),
      },
      closed,
    ),
    reply: Act,
    creates: true,
    refusals: {
      seat_not_held: 409,
      no_charter_in_force: 409,
      nothing_is_delegated: 409,
      body_not_in_charter: 422,
      platform_is_closed: 409,
      organisation_not_known: 422,
      organisation_is_merged: 422,
      organisation_is_dissolved: 422,
      conflict_of_interest: 409,
      heading_missing: 422,
      heading_not_budgeted: 422,
      over_budget: 409,
      no_rule_holds_there: 422,
      rules_conflict_there: 409,
      rule_does_not_hold_there: 422,
      organisation_has_no_region: 422,
      decision_not_in_model: 422,
      inputs_not_valid: 422,
      limit_reached: 422,
      mandate_does_not_say_who_decides: 422,
    },
  }),
  readAct: endpoint({
    method: 'GET',
    path: '/platforms/acts/{actId}',
    summary: 'One act, with what the mandate said of it',
    rule: 'person',
    params: Type.Object({ actId: Id }),
    reply: Act,
  }),
  settleAct: endpoint({
    method: 'POST',
    path: '/platforms/acts/{actId}/settlement',
    summary: 'Says that the commitment was paid, wholly, in part or for less, or is not needed',
    rule: keepers,
    params: Type.Object({ actId: Id }),
    body: Type.Object(
      {
        as: OneOf(settlements),
        amountMinor: Type.Optional(Nullable(Fen)),
        /** Whether what is not paid now stays committed; else the heading has it again. */
        restStays: Type.Optional(Type.Boolean()),
        on: Type.Optional(Day),
      },
      closed,
    ),
    reply: Act,
    creates: true,
    refusals: { act_not_open: 409, actual_exceeds_commitment: 422 },
  }),
} as const;
