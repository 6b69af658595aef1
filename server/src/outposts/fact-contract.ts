/** What HTTP and the web see of facts: reports, confirmations, corrections, files and disputes. */

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
import {
  answers,
  disputeActions,
  disputeGrounds,
  disputeOutcomes,
  disputeStates,
} from './dispute.ts';
import { factKinds, factOrigins, factStates } from './fact.ts';
import { closed, Digest, Rights, Words } from './outpost-shapes.ts';

const PartyId = Type.String({ minLength: 1, maxLength: 64 });
const Said = Type.String({ minLength: 1, maxLength: 2_000 });
const Cell = Type.String({ maxLength: 2_000 });
const Count = Type.Integer({ minimum: 0 });

export const EvidenceFile = Type.Object({
  id: Id,
  name: Type.String(),
  mediaType: Type.String(),
  bytes: Count,
  digest: Digest,
});
export type EvidenceFile = Static<typeof EvidenceFile>;

/** Reporting is confirming for the own side. */
const Confirmation = Type.Object({ party: PartyId, by: Type.String(), at: Instant });

export const factActions = ['confirm', 'dispute', 'correct', 'reverse'] as const;

const factFacts = {
  id: Id,
  agreementId: Id,
  /** As statements name it. */
  key: Type.String(),
  state: OneOf(factStates),
  kind: OneOf(factKinds),
  /** 0 for what was reported first. */
  revision: Count,
  period: Type.String(),
  year: Type.Integer(),
  party: PartyId,
  measure: Type.String(),
  /** A decimal; 1 for an event. */
  amount: Type.String(),
  unit: Type.String(),
  source: Type.String(),
  evidence: Type.String(),
  evidenceUrl: Nullable(Type.String()),
  files: Type.Array(EvidenceFile),
  columns: Type.Record(Type.String(), Type.String()),
  /** Why it was corrected or reversed. */
  reason: Nullable(Type.String()),
  reportedFor: PartyId,
  reportedBy: Type.String(),
  reportedAt: Instant,
  origin: OneOf(factOrigins),
  moveId: Nullable(Id),
  confirmations: Type.Array(Confirmation),
  /** The parties whose confirmation the clauses ask for. */
  wanted: Type.Array(PartyId),
  /** The clauses that count it. */
  clauses: Type.Array(Type.String()),
  /** The dispute that pauses it. */
  disputeId: Nullable(Id),
  sample: Type.Boolean(),
  may: Rights(factActions),
};
export const ReportedFact = Type.Object(factFacts);
export type ReportedFact = Static<typeof ReportedFact>;

export const Dispute = Type.Object({
  id: Id,
  agreementId: Id,
  factId: Id,
  fact: Type.Object({
    period: Type.String(),
    party: PartyId,
    measure: Type.String(),
    amount: Type.String(),
    unit: Type.String(),
    source: Type.String(),
  }),
  state: OneOf(disputeStates),
  overdue: Type.Boolean(),
  ground: OneOf(disputeGrounds),
  note: Type.String(),
  raisedFor: PartyId,
  raisedBy: Type.String(),
  raisedAt: Instant,
  answerDueOn: Day,
  answer: Nullable(OneOf(answers)),
  answerNote: Nullable(Type.String()),
  answeredFor: Nullable(PartyId),
  answeredBy: Nullable(Type.String()),
  answeredAt: Nullable(Instant),
  upheldNote: Nullable(Type.String()),
  upheldBy: Nullable(Type.String()),
  upheldAt: Nullable(Instant),
  outcome: Nullable(OneOf(disputeOutcomes)),
  outcomeNote: Nullable(Type.String()),
  resolvedBy: Nullable(Type.String()),
  resolvedAt: Nullable(Instant),
  sample: Type.Boolean(),
  revision: Type.Integer(),
  may: Rights(disputeActions),
});
export type Dispute = Static<typeof Dispute>;

export const FactWithHistory = Type.Object({
  ...factFacts,
  /** The same fact from its first report on, the latest first. */
  revisions: Type.Array(ReportedFact),
  disputes: Type.Array(Dispute),
});
export type FactWithHistory = Static<typeof FactWithHistory>;

/** What a form or a file of facts may say, by the terms in force. */
export const FactsOutline = Type.Object({
  parties: Type.Array(Type.Object({ id: PartyId, name: Words })),
  measures: Type.Array(
    Type.Object({
      id: Type.String(),
      name: Words,
      unit: Type.String(),
      refundOf: Nullable(Type.String()),
    }),
  ),
  /** Columns that the terms declare beyond those every agreement has. */
  columns: Type.Array(Type.Object({ name: Type.String(), meaning: Words })),
  hasSource: Type.Boolean(),
  years: Type.Array(Type.Integer()),
  /** Years up to this one take corrections alone. */
  closedThrough: Nullable(Type.Integer()),
  /** The parties that the caller acts for. */
  actsFor: Type.Array(PartyId),
  counts: Type.Object({ standing: Count, waiting: Count, disputed: Count }),
});
export type FactsOutline = Static<typeof FactsOutline>;

/** What the facts that stand still leave open, by the terms; nothing of it is refused. */
export const FactsOpen = Type.Object({
  covered: Type.Boolean(),
  reasons: Type.Array(
    Type.Object({
      code: Type.String(),
      clause: Nullable(Type.String()),
      field: Type.String(),
      detail: Type.String(),
    }),
  ),
  open: Type.Array(
    Type.Object({
      clause: Type.String(),
      code: Type.String(),
      period: Nullable(Type.String()),
      what: Words,
    }),
  ),
});
export type FactsOpen = Static<typeof FactsOpen>;

/** Rows of a file from 1, as a person sees them below the header. */
export const RowOfFacts = Type.Object({
  row: Type.Integer(),
  column: Type.String(),
  code: Type.String(),
  clause: Nullable(Type.String()),
  detail: Type.String(),
});

export const FactsFile = Type.Object({
  id: Id,
  name: Type.String(),
  rows: Count,
  /** Rows that would be reported, that are known already, and that cannot be. */
  fresh: Count,
  same: Count,
  bad: Count,
  /** Up to 200 of what is wrong. */
  problems: Type.Array(RowOfFacts),
});
export type FactsFile = Static<typeof FactsFile>;

const factBody = {
  period: Type.String({ minLength: 4, maxLength: 10 }),
  party: PartyId,
  measure: Type.String({ minLength: 1, maxLength: 64 }),
  amount: Type.String({ minLength: 1, maxLength: 60 }),
  unit: Type.Optional(Type.String({ maxLength: 32 })),
  source: Type.Optional(Type.String({ maxLength: 100 })),
  evidence: Type.Optional(Cell),
  evidenceUrl: Type.Optional(Nullable(Type.String({ maxLength: 500, pattern: '^https?://' }))),
  fileIds: Type.Optional(Type.Array(Id, { maxItems: 20, uniqueItems: true })),
  columns: Type.Optional(Type.Record(Type.String({ maxLength: 64 }), Cell, { maxProperties: 50 })),
};
/** For which party the caller speaks; needed where it is several. */
const speaksFor = { speaksFor: Type.Optional(PartyId) };

const agreementParams = Type.Object({ agreementId: Id });
const factParams = Type.Object({ factId: Id });
const disputeParams = Type.Object({ disputeId: Id });
const reporters = ['editor', 'region_officer'] as const;

const speakingRefusals = {
  agreement_is_not_signed: 409,
  party_to_speak_for_missing: 422,
  party_is_not_yours: 403,
} as const;
const factRefusals = {
  ...speakingRefusals,
  fact_not_valid: 422,
  fact_is_known_already: 409,
  too_many_facts: 409,
  evidence_file_not_known: 422,
} as const;
const fileRefusals = {
  file_too_large: 413,
  file_empty: 422,
} as const;
const notStanding = { fact_was_replaced: 409 } as const;

const filters = {
  year: Type.Optional(Type.Array(Type.Integer({ minimum: 1900, maximum: 2200 }), { maxItems: 50 })),
  party: Type.Optional(Several(PartyId)),
  measure: Type.Optional(Several(Type.String({ maxLength: 64 }))),
  reportedBy: Type.Optional(Several(PartyId)),
  /** Those that wait for this party to confirm. */
  waiting: Type.Optional(PartyId),
  disputed: Type.Optional(Type.Boolean()),
  /** Also those that were corrected or reversed. */
  all: Type.Optional(Type.Boolean()),
};

export const factContract = {
  listFacts: endpoint({
    method: 'GET',
    path: '/outposts/agreements/{agreementId}/facts',
    summary: 'Facts of an agreement, for its parties and those who look after it',
    rule: 'person',
    params: agreementParams,
    query: Type.Object({
      ...filters,
      sort: Type.Optional(OneOf(['period', '-reportedAt'] as const)),
      ...Paging,
    }),
    reply: Page(ReportedFact),
    refusals: { agreement_is_not_signed: 409 },
  }),
  readFactsOutline: endpoint({
    method: 'GET',
    path: '/outposts/agreements/{agreementId}/facts/outline',
    summary: 'What facts of this agreement may say, and what waits',
    rule: 'person',
    params: agreementParams,
    reply: FactsOutline,
    refusals: { agreement_is_not_signed: 409 },
  }),
  readFactsOpen: endpoint({
    method: 'GET',
    path: '/outposts/agreements/{agreementId}/facts/open',
    summary: 'What the facts still leave open by the terms, for one year or all',
    rule: 'person',
    params: agreementParams,
    query: Type.Object({ year: Type.Optional(Type.Integer({ minimum: 1900, maximum: 2200 })) }),
    reply: FactsOpen,
    callsPerMinute: 60,
    refusals: { agreement_is_not_signed: 409 },
  }),
  exportFacts: endpoint({
    method: 'GET',
    path: '/outposts/agreements/{agreementId}/facts/export',
    summary: 'Facts as a file with the columns that `yunhe settle` reads',
    rule: 'person',
    params: agreementParams,
    query: Type.Object({ ...filters, ...exportQuery }),
    reply: Type.Unknown(),
    download: true,
    callsPerMinute: 20,
    refusals: { agreement_is_not_signed: 409 },
  }),
  downloadFactsTemplate: endpoint({
    method: 'GET',
    path: '/outposts/agreements/{agreementId}/facts/template',
    summary: 'An empty file of facts with the right header and a commented line a column',
    rule: 'person',
    params: agreementParams,
    reply: Type.Unknown(),
    download: true,
    refusals: { agreement_is_not_signed: 409 },
  }),
  reportFact: endpoint({
    method: 'POST',
    path: '/outposts/agreements/{agreementId}/facts',
    summary: 'Reports a fact for a party',
    rule: reporters,
    params: agreementParams,
    body: Type.Object({ ...speaksFor, ...factBody }, closed),
    reply: ReportedFact,
    creates: true,
    refusals: factRefusals,
  }),
  confirmFacts: endpoint({
    method: 'POST',
    path: '/outposts/agreements/{agreementId}/facts/confirmations',
    summary: 'Confirms facts for a party; all of them, or none',
    rule: reporters,
    params: agreementParams,
    body: Type.Object(
      { ...speaksFor, factIds: Type.Array(Id, { minItems: 1, maxItems: 200, uniqueItems: true }) },
      closed,
    ),
    reply: Type.Object({ items: Type.Array(ReportedFact) }),
    creates: true,
    refusals: {
      ...speakingRefusals,
      ...notStanding,
      fact_is_disputed: 409,
      fact_not_of_agreement: 422,
    },
  }),
  uploadFactsFile: endpoint({
    method: 'POST',
    path: '/outposts/agreements/{agreementId}/facts/files',
    summary: 'Sends a table of facts, CSV or XLSX; says row by row what would come of it',
    rule: reporters,
    params: agreementParams,
    reply: FactsFile,
    upload: true,
    creates: true,
    callsPerMinute: 30,
    refusals: {
      ...speakingRefusals,
      ...fileRefusals,
      file_cannot_be_read: 422,
      column_unknown: 422,
    },
  }),
  importFacts: endpoint({
    method: 'POST',
    path: '/outposts/agreements/{agreementId}/facts/imports',
    summary: 'Reports the facts of a file that was sent; those that are known already stay',
    rule: reporters,
    params: agreementParams,
    body: Type.Object(
      {
        ...speaksFor,
        fileId: Id,
        /** Reports the good rows although others are bad. */
        passOverBad: Type.Optional(Type.Boolean()),
      },
      closed,
    ),
    reply: FactsFile,
    creates: true,
    callsPerMinute: 30,
    refusals: {
      ...speakingRefusals,
      file_not_found: 422,
      file_cannot_be_read: 422,
      column_unknown: 422,
      facts_not_valid: 422,
      too_many_facts: 409,
    },
  }),
  uploadEvidence: endpoint({
    method: 'POST',
    path: '/outposts/agreements/{agreementId}/evidence',
    summary: 'Sends a file that proves facts: PDF, picture, table or text, up to 20 MB',
    rule: reporters,
    params: agreementParams,
    reply: EvidenceFile,
    upload: true,
    creates: true,
    callsPerMinute: 30,
    refusals: { ...speakingRefusals, ...fileRefusals, evidence_type_not_allowed: 422 },
  }),
  downloadEvidence: endpoint({
    method: 'GET',
    path: '/outposts/evidence/{fileId}',
    summary: 'A file that proves facts, as it was sent',
    rule: 'person',
    params: Type.Object({ fileId: Id }),
    reply: Type.Unknown(),
    download: true,
  }),

  readFact: endpoint({
    method: 'GET',
    path: '/outposts/facts/{factId}',
    summary: 'One fact with what came before and after it, and the disputes about it',
    rule: 'person',
    params: factParams,
    reply: FactWithHistory,
  }),
  correctFact: endpoint({
    method: 'POST',
    path: '/outposts/facts/{factId}/correction',
    summary: 'Corrects a fact by another one; the old one stays visible',
    rule: reporters,
    params: factParams,
    body: Type.Object(
      {
        ...speaksFor,
        reason: Said,
        period: Type.Optional(factBody.period),
        amount: factBody.amount,
        evidence: factBody.evidence,
        evidenceUrl: factBody.evidenceUrl,
        fileIds: factBody.fileIds,
        columns: factBody.columns,
      },
      closed,
    ),
    reply: ReportedFact,
    creates: true,
    refusals: { ...factRefusals, ...notStanding, correction_changes_nothing: 422 },
  }),
  reverseFact: endpoint({
    method: 'POST',
    path: '/outposts/facts/{factId}/reversal',
    summary: 'Takes a fact back: from now on it does not count',
    rule: reporters,
    params: factParams,
    body: Type.Object({ ...speaksFor, reason: Said }, closed),
    reply: ReportedFact,
    creates: true,
    refusals: { ...factRefusals, ...notStanding },
  }),
  disputeFact: endpoint({
    method: 'POST',
    path: '/outposts/facts/{factId}/disputes',
    summary: 'Disputes a fact: what rests on it pauses until there is an outcome',
    rule: reporters,
    params: factParams,
    body: Type.Object(
      {
        ...speaksFor,
        ground: OneOf(disputeGrounds),
        note: Said,
        answerWithinDays: Type.Optional(Type.Integer({ minimum: 1, maximum: 60 })),
      },
      closed,
    ),
    reply: Dispute,
    creates: true,
    refusals: {
      ...speakingRefusals,
      ...notStanding,
      fact_is_disputed: 409,
      own_fact_is_not_disputed: 409,
    },
  }),

  listDisputes: endpoint({
    method: 'GET',
    path: '/outposts/agreements/{agreementId}/disputes',
    summary: 'Disputes about facts of an agreement, the latest first',
    rule: 'person',
    params: agreementParams,
    query: Type.Object({ open: Type.Optional(Type.Boolean()), ...Paging }),
    reply: Page(Dispute),
    refusals: { agreement_is_not_signed: 409 },
  }),
  answerDispute: endpoint({
    method: 'POST',
    path: '/outposts/disputes/{disputeId}/answer',
    summary: 'The other side says that it will correct the fact, or that it stands by it',
    rule: reporters,
    params: disputeParams,
    body: Type.Object({ ...speaksFor, answer: OneOf(answers), note: Said }, closed),
    reply: Dispute,
    edits: true,
    refusals: { ...speakingRefusals, dispute_state_forbids: 409, own_dispute_is_not_answered: 409 },
  }),
  withdrawDispute: endpoint({
    method: 'POST',
    path: '/outposts/disputes/{disputeId}/withdrawal',
    summary: 'The party that disputed lets the fact stand',
    rule: reporters,
    params: disputeParams,
    body: Type.Object({ ...speaksFor, note: Type.Optional(Nullable(Said)) }, closed),
    reply: Dispute,
    edits: true,
    refusals: { ...speakingRefusals, dispute_state_forbids: 409, dispute_is_not_yours: 409 },
  }),
  ruleOnDispute: endpoint({
    method: 'POST',
    path: '/outposts/disputes/{disputeId}/ruling',
    summary: 'The secretariat dismisses a dispute, or upholds it: then the fact is to be corrected',
    rule: 'secretariat',
    params: disputeParams,
    body: Type.Object({ ruling: OneOf(['upheld', 'dismissed'] as const), note: Said }, closed),
    reply: Dispute,
    edits: true,
    refusals: { dispute_state_forbids: 409 },
  }),
} as const;

/** What the judgement of facts says at a column, beside what the arithmetic says of terms. */
export const factReasonCodes = [
  'column_unknown',
  'period_unreadable',
  'party_unknown',
  'measure_unknown',
  'unit_differs',
  'unit_not_declared',
  'revision_unreadable',
  'source_too_long',
  'day_missing',
  'amount_of_event',
  'amount_unreadable',
  'amount_negative',
  'amount_implausible',
  'fact_given_twice',
  'fact_reported_already',
  'refund_above_tax',
  'party_has_ended',
  'period_is_closed',
  'party_is_no_more',
  'correction_is_another_fact',
] as const;
