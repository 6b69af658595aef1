/** Technology contracts that came of introductions, for their two sides. */
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
import { applicabilities, benefitCodes, sourceGrades } from './benefit.ts';
import { dealActions, dealKinds, dealStates, disputeReasons } from './deal.ts';
import { declineReasons, sides } from './introduction.ts';
import { About, closed, Note, Owner, Rights, Step } from './shape-contract.ts';

const Registration = Type.Object({
  number: Type.String(),
  office: Type.String(),
  registeredOn: Day,
});

const Source = Type.Object({ document: Type.String(), grade: OneOf(sourceGrades) });

/** What hangs on the registration, with the documents that say so. */
export const Benefit = Type.Object({
  code: OneOf(benefitCodes),
  grantedBy: Source,
  conditionIn: Source,
  /** `open`: the documents at hand do not say whether this kind of contract has it. */
  applies: OneOf(applicabilities),
  lost: Type.Boolean(),
});
export type Benefit = Static<typeof Benefit>;

const dealFacts = {
  id: Id,
  introductionId: Id,
  journeyId: Id,
  state: OneOf(dealStates),
  /** Null where it was recorded before kinds were asked for. */
  kind: Nullable(OneOf(dealKinds)),
  /** The side that gives the technology, and the one that takes it. */
  giver: Owner,
  taker: Owner,
  need: Nullable(About),
  technology: Nullable(About),
  amountMinor: Type.String(),
  currency: Currency,
  signedOn: Day,
  registration: Nullable(Registration),
  /** The caller’s side of the introduction. */
  side: Nullable(OneOf(sides)),
  recordedBy: OneOf(sides),
  recordedAt: Instant,
  confirmedAt: Nullable(Instant),
  sample: Type.Boolean(),
  revision: Type.Integer(),
};

export const DealSummary = Type.Object(dealFacts);
export type DealSummary = Static<typeof DealSummary>;

export const Deal = Type.Object({
  ...dealFacts,
  disputeReasons: Type.Array(OneOf(disputeReasons)),
  disputeNote: Nullable(Type.String()),
  benefits: Type.Array(Benefit),
  timeline: Type.Array(Step),
  /** What the caller may do with it now. */
  may: Rights(dealActions),
});
export type Deal = Static<typeof Deal>;

const dealParams = Type.Object({ dealId: Id });

export const dealOrders = ['-signedOn', '-amountMinor'] as const;

const dealFilters = {
  organisationId: Type.Optional(Id),
  state: Type.Optional(Several(OneOf(dealStates))),
  kind: Type.Optional(Several(OneOf(dealKinds))),
  registered: Type.Optional(Type.Boolean()),
  signedFrom: Type.Optional(Day),
  signedTo: Type.Optional(Day),
};

const wrongState = { deal_state_forbids: 409 } as const;

export const dealContract = {
  listDeals: endpoint({
    method: 'GET',
    path: '/matching/deals',
    summary: 'Contracts of the caller’s organisations',
    rule: 'viewer',
    query: Type.Object({
      ...dealFilters,
      sort: Type.Optional(OneOf(dealOrders)),
      ...Paging,
    }),
    reply: Page(DealSummary),
  }),
  exportDeals: endpoint({
    method: 'GET',
    path: '/matching/deals/export',
    summary: 'The same list as a file, up to 50,000 rows',
    rule: 'viewer',
    query: Type.Object({ ...dealFilters, ...exportQuery }),
    reply: Type.Unknown(),
    download: true,
    callsPerMinute: 20,
  }),
  readDeal: endpoint({
    method: 'GET',
    path: '/matching/deals/{dealId}',
    summary: 'One contract, with what hangs on its registration; for its two sides',
    rule: 'viewer',
    params: dealParams,
    reply: Deal,
  }),
  confirmDeal: endpoint({
    method: 'POST',
    path: '/matching/deals/{dealId}/confirm',
    summary: 'The other side says that the facts are right; from now on it counts',
    rule: 'editor',
    params: dealParams,
    reply: Deal,
    edits: true,
    refusals: { ...wrongState, deal_not_valid: 422 },
  }),
  disputeDeal: endpoint({
    method: 'POST',
    path: '/matching/deals/{dealId}/dispute',
    summary: 'The other side says what is not right',
    rule: 'editor',
    params: dealParams,
    body: Type.Object(
      {
        reasons: Type.Array(OneOf(disputeReasons), {
          minItems: 1,
          maxItems: disputeReasons.length,
          uniqueItems: true,
        }),
        note: Type.Optional(Nullable(Note)),
      },
      closed,
    ),
    reply: Deal,
    edits: true,
    refusals: wrongState,
  }),
  amendDeal: endpoint({
    method: 'PATCH',
    path: '/matching/deals/{dealId}',
    summary: 'Mends the facts before they are confirmed; the other side confirms them then',
    rule: 'editor',
    params: dealParams,
    body: Type.Partial(
      Type.Object({
        kind: OneOf(dealKinds),
        amountMinor: AmountMinor,
        currency: Currency,
        signedOn: Day,
      }),
      closed,
    ),
    reply: Deal,
    edits: true,
    refusals: { ...wrongState, deal_not_valid: 422 },
  }),
  retractDeal: endpoint({
    method: 'POST',
    path: '/matching/deals/{dealId}/retract',
    summary: 'There is no contract after all: the talks ended, for reasons',
    rule: 'editor',
    params: dealParams,
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
    reply: Deal,
    edits: true,
    refusals: wrongState,
  }),
  registerDeal: endpoint({
    method: 'PUT',
    path: '/matching/deals/{dealId}/registration',
    summary: 'Enters the registration of a confirmed contract, or mends the entry',
    rule: 'editor',
    params: dealParams,
    body: Type.Object(
      {
        number: Type.String({ minLength: 1, maxLength: 60 }),
        office: Type.String({ minLength: 1, maxLength: 200 }),
        registeredOn: Day,
      },
      closed,
    ),
    reply: Deal,
    edits: true,
    refusals: { ...wrongState, registration_not_valid: 422 },
  }),
} as const;
