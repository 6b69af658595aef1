/** What HTTP and the web see of periods and statements. */

import type { Unit } from '@yunhe/exact';
import type { Line, Open, Problem, Words as TermsWords, Total } from '@yunhe/settlement';
import { type Static, Type } from 'typebox';
import {
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
import { BoundParty, Paragraph } from './agreement-contract.ts';
import { nettingStates } from './netting.ts';
import { closed, Digest, Language, Note, Place, RegionCode, Who, Words } from './outpost-shapes.ts';
import { objectionReasons, statementStates } from './statement.ts';

const Count = Type.Integer({ minimum: 0 });
const Year = Type.Integer({ minimum: 1900, maximum: 2200 });
/** A decimal as statements write it. */
const Amount = Type.String();

// What a statement says ---------------------------------------------------------------------------

export const unitKinds = ['money', 'statistic', 'voucher'] as const;
export const UnitOfStatement = Type.Object({
  code: Type.String(),
  digits: Count,
  kind: OneOf(unitKinds),
});

export const Step = Type.Object({
  step: Type.String(),
  value: Type.String(),
  unit: Type.Optional(Type.String()),
  /** Keys of facts: year or day, party, measure, source. */
  facts: Type.Optional(Type.Array(Type.String())),
});

export const StatementLine = Type.Object({
  period: Type.String(),
  payer: Type.String(),
  /** The payer itself for the part it keeps. */
  receiver: Type.String(),
  measure: Type.String(),
  unit: Type.String(),
  amount: Amount,
  clause: Type.String(),
  steps: Type.Array(Step),
});
export type StatementLine = Static<typeof StatementLine>;

export const StatementTotal = Type.Object({
  party: Type.String(),
  unit: Type.String(),
  paid: Amount,
  received: Amount,
  kept: Amount,
});

/** What the terms or the facts leave open: shown, never computed. */
export const OpenPoint = Type.Object({
  clause: Type.String(),
  code: Type.String(),
  period: Nullable(Type.String()),
  what: Words,
  shortfall: Nullable(Amount),
  unit: Nullable(Type.String()),
});
export type OpenPoint = Static<typeof OpenPoint>;

const NotCovered = Type.Object({
  code: Type.String(),
  clause: Nullable(Type.String()),
  field: Type.String(),
  detail: Type.String(),
});

/** As the arithmetic has them. */
const content = {
  lines: Type.Unsafe<readonly Line[]>(Type.Array(StatementLine)),
  totals: Type.Unsafe<readonly Total[]>(Type.Array(StatementTotal)),
  units: Type.Unsafe<readonly Unit[]>(Type.Array(UnitOfStatement)),
  undefined: Type.Unsafe<readonly Open[]>(Type.Array(OpenPoint)),
  covered: Type.Boolean(),
  reasons: Type.Unsafe<readonly Problem[]>(Type.Array(NotCovered)),
};

// Periods -----------------------------------------------------------------------------------------

export const periodStates = ['open', 'closed'] as const;

/** A fact that is not settled: nobody confirmed it yet, or somebody disputes it. */
const UnsettledFacts = { unconfirmed: Count, disputed: Count };

const StatementRef = Type.Object({
  id: Id,
  number: Count,
  digest: Digest,
  state: OneOf(statementStates),
  issuedAt: Instant,
});

export const PeriodOfAgreement = Type.Object({
  year: Year,
  state: OneOf(periodStates),
  /** The number of the version that rules it. */
  version: Nullable(Type.Integer()),
  ...UnsettledFacts,
  closedAt: Nullable(Instant),
  closedBy: Nullable(Type.String()),
  /** The first one and its differences, in the order in which they came. */
  statements: Type.Array(StatementRef),
  /** It is over, the one before is closed, and the caller is of a party. */
  mayClose: Type.Boolean(),
  /** By what is known and confirmed now, its statement would be another one. */
  isOutdated: Type.Boolean(),
  /** A correction of a fact waits for confirmation before it is stated. */
  awaitsConfirmation: Type.Boolean(),
});
export type PeriodOfAgreement = Static<typeof PeriodOfAgreement>;

/** The terms by which a year is settled, and what they call things. */
const byTerms = {
  version: Type.Object({ id: Id, number: Type.Integer() }),
  measures: Type.Unsafe<readonly { readonly id: string; readonly name: TermsWords }[]>(
    Type.Array(Type.Object({ id: Type.String(), name: Words })),
  ),
  prose: Type.Array(Paragraph),
};

/** What closing would give, without closing. */
export const PeriodPreview = Type.Object({
  year: Year,
  ...UnsettledFacts,
  ...content,
  ...byTerms,
  /** Why it cannot be settled. */
  problems: Type.Array(NotCovered),
});
export type PeriodPreview = Static<typeof PeriodPreview>;

// Statements --------------------------------------------------------------------------------------

const summary = {
  id: Id,
  agreement: Type.Object({ id: Id, title: Words }),
  year: Year,
  /** 0 is the first statement of a year; the next ones are differences. */
  number: Count,
  /** The year that was open when it was issued. */
  issuedIn: Year,
  state: OneOf(statementStates),
  /** Of what is accepted: the statement, or the difference. */
  digest: Digest,
  parties: Type.Array(BoundParty),
  /** Who of them has accepted. */
  acceptedBy: Type.Array(Type.String()),
  /** What is owed by it between parties: by pair and unit, without what is kept. */
  sums: Type.Array(
    Type.Object({
      payer: Type.String(),
      receiver: Type.String(),
      unit: Type.String(),
      kind: OneOf(unitKinds),
      amount: Amount,
    }),
  ),
  openPoints: Count,
  /** Objections that are not settled: lines wait for them. */
  openObjections: Count,
  issuedAt: Instant,
  sample: Type.Boolean(),
};
export const StatementSummary = Type.Object(summary);
export type StatementSummary = Static<typeof StatementSummary>;

export const Acceptance = Type.Object({
  party: Type.String(),
  person: Who,
  digest: Digest,
  acceptedAt: Instant,
});

export const StatementObjection = Type.Object({
  id: Id,
  party: Type.String(),
  /** From 1; null where the whole is meant. */
  line: Nullable(Type.Integer()),
  reason: OneOf(objectionReasons),
  note: Nullable(Type.String()),
  raisedBy: Type.String(),
  raisedAt: Instant,
  withdrawnAt: Nullable(Instant),
  /** The difference that came of it. */
  answeredBy: Nullable(Id),
  mayWithdraw: Type.Boolean(),
});
export type StatementObjection = Static<typeof StatementObjection>;

export const ObligationOfStatement = Type.Object({
  line: Type.Integer(),
  payer: Place,
  receiver: Place,
  unit: Type.String(),
  kind: OneOf(unitKinds),
  amount: Amount,
  /** Of the ledger, where it waits until it is paid; null for statistics. */
  transactionId: Nullable(Id),
  nettingId: Nullable(Id),
  isPaid: Type.Boolean(),
});

export const Statement = Type.Object({
  ...summary,
  ...content,
  /** The lines are what it changes against the statement before. */
  isDifference: Type.Boolean(),
  ...byTerms,
  termsDigest: Digest,
  factsDigest: Digest,
  /** Of the whole statement, which a difference leads to. */
  contentDigest: Digest,
  acceptances: Type.Array(Acceptance),
  objections: Type.Array(StatementObjection),
  /** Numbers of lines that wait for an objection or a disputed fact; they are owed afterwards. */
  paused: Type.Array(Type.Integer()),
  obligations: Type.Array(ObligationOfStatement),
  nettings: Type.Array(Type.Object({ id: Id, state: OneOf(nettingStates) })),
  sameYear: Type.Array(StatementRef),
  issuedBy: Who,
  journeyId: Id,
  /** The parties that the caller acts for; of these, those that it may accept for. */
  actsFor: Type.Array(Type.String()),
  acceptsFor: Type.Array(Type.String()),
});
export type Statement = Static<typeof Statement>;

export const Recomputation = Type.Object({
  same: Type.Boolean(),
  digest: Nullable(Digest),
  keptDigest: Digest,
  /** Where it differs or could not be computed. */
  differences: Type.Array(Type.String()),
  /** The terms still are what was signed. */
  termsHold: Type.Boolean(),
  factsHold: Type.Boolean(),
});

// Operations --------------------------------------------------------------------------------------

const parties = ['region_officer', 'manager'] as const;
const agreementParams = Type.Object({ agreementId: Id });
const periodParams = Type.Object({ agreementId: Id, year: Type.String({ pattern: '^[0-9]{4}$' }) });
const statementParams = Type.Object({ statementId: Id });

/** For which party the caller speaks; needed where it is several. */
const speaksFor = {
  speaksFor: Type.Optional(Type.String({ minLength: 1, maxLength: 64 })),
};
const speakingRefusals = {
  agreement_is_not_signed: 409,
  party_to_speak_for_missing: 422,
  party_is_not_yours: 403,
} as const;

const filters = {
  agreementId: Type.Optional(Id),
  year: Type.Optional(Several(Type.Integer({ minimum: 1900, maximum: 2200 }))),
  state: Type.Optional(Several(OneOf(statementStates))),
  /** One of the parties lies there. */
  region: Type.Optional(Several(RegionCode)),
  compactId: Type.Optional(Id),
  /** Only first statements, or only differences. */
  kind: Type.Optional(OneOf(['first', 'difference'] as const)),
};

export const statementFiles = ['statement', 'terms', 'facts', 'facts-before'] as const;
export const statementFormats = ['json', 'csv', 'xlsx', 'pdf'] as const;

export const statementContract = {
  listPeriods: endpoint({
    method: 'GET',
    path: '/outposts/agreements/{agreementId}/periods',
    summary: 'The years of an agreement: open or closed, and their statements',
    rule: 'person',
    params: agreementParams,
    reply: Type.Object({ items: Type.Array(PeriodOfAgreement), mayIssue: Type.Boolean() }),
  }),
  previewPeriod: endpoint({
    method: 'GET',
    path: '/outposts/agreements/{agreementId}/periods/{year}/preview',
    summary: 'What the statement of a year would say by the facts known now',
    rule: 'person',
    params: periodParams,
    reply: PeriodPreview,
    callsPerMinute: 60,
    refusals: { period_not_in_force: 409 },
  }),
  closePeriod: endpoint({
    method: 'POST',
    path: '/outposts/agreements/{agreementId}/periods/{year}/closing',
    summary: 'Closes a year for good, issues its statement and the differences of earlier years',
    rule: [...parties, 'secretariat'],
    params: periodParams,
    body: Type.Object(
      {
        /** Said by whoever saw what is unconfirmed or disputed, and means it. */
        openPointsKnown: Type.Optional(Type.Boolean()),
      },
      closed,
    ),
    reply: Type.Object({ statements: Type.Array(StatementSummary) }),
    status: 201,
    creates: true,
    refusals: {
      period_is_closed: 409,
      period_not_in_force: 409,
      earlier_period_open: 409,
      period_not_over: 409,
      period_has_open_points: 409,
      facts_cannot_be_settled: 422,
    },
  }),
  issueDifferences: endpoint({
    method: 'POST',
    path: '/outposts/agreements/{agreementId}/differences',
    summary: 'States again the closed years that corrections changed, as differences',
    rule: [...parties, 'secretariat'],
    params: agreementParams,
    body: Type.Object({}, closed),
    reply: Type.Object({ statements: Type.Array(StatementSummary) }),
    status: 201,
    creates: true,
    refusals: { nothing_differs: 409, facts_cannot_be_settled: 422 },
  }),
  listStatements: endpoint({
    method: 'GET',
    path: '/outposts/statements',
    summary: 'Statements of the agreements that the caller may see',
    rule: 'person',
    query: Type.Object({
      ...filters,
      sort: Type.Optional(OneOf(['-issuedAt', '-year'] as const)),
      ...Paging,
    }),
    reply: Page(StatementSummary),
  }),
  exportStatements: endpoint({
    method: 'GET',
    path: '/outposts/statements/export',
    summary: 'The same list as a file, a row for each sum',
    rule: 'person',
    query: Type.Object({ ...filters, ...exportQuery }),
    reply: Type.Unknown(),
    download: true,
    callsPerMinute: 20,
  }),
  readStatement: endpoint({
    method: 'GET',
    path: '/outposts/statements/{statementId}',
    summary: 'One statement with its lines and steps, and who accepted it',
    rule: 'person',
    params: statementParams,
    reply: Statement,
  }),
  downloadStatement: endpoint({
    method: 'GET',
    path: '/outposts/statements/{statementId}/file',
    summary: 'The statement as a file, or the terms and facts that `yunhe settle` makes it of',
    rule: 'person',
    params: statementParams,
    query: Type.Object({
      file: Type.Optional(OneOf(statementFiles)),
      /** Of the statement; terms are JSON, facts are CSV. */
      format: Type.Optional(OneOf(statementFormats)),
      lang: Type.Optional(Language),
    }),
    reply: Type.Unknown(),
    download: true,
    callsPerMinute: 60,
    refusals: { no_statement_before: 409 },
  }),
  recomputeStatement: endpoint({
    method: 'GET',
    path: '/outposts/statements/{statementId}/recomputation',
    summary: 'Settles again from the kept terms and facts, and says whether the same bytes come',
    rule: 'person',
    params: statementParams,
    reply: Recomputation,
    callsPerMinute: 60,
  }),
  acceptStatement: endpoint({
    method: 'POST',
    path: '/outposts/statements/{statementId}/acceptances',
    summary: 'A party says that it is right; the last one books what is owed',
    rule: parties,
    params: statementParams,
    body: Type.Object(
      {
        ...speaksFor,
        /** Of what was on the screen; another one is refused. */
        digest: Digest,
      },
      closed,
    ),
    reply: Statement,
    creates: true,
    refusals: {
      ...speakingRefusals,
      statement_is_accepted: 409,
      statement_is_not_what_was_read: 409,
      unit_declared_otherwise: 409,
    },
  }),
  objectToStatement: endpoint({
    method: 'POST',
    path: '/outposts/statements/{statementId}/objections',
    summary: 'A party says that a line is wrong; the line waits, the others do not',
    rule: parties,
    params: statementParams,
    body: Type.Object(
      {
        ...speaksFor,
        /** From 1; the whole statement if left out. */
        line: Type.Optional(Nullable(Type.Integer({ minimum: 1, maximum: 100_000 }))),
        reason: OneOf(objectionReasons),
        note: Type.Optional(Nullable(Note)),
      },
      closed,
    ),
    reply: Statement,
    creates: true,
    refusals: {
      ...speakingRefusals,
      line_not_in_statement: 422,
      line_is_booked: 409,
      objection_is_open: 409,
    },
  }),
  withdrawObjection: endpoint({
    method: 'POST',
    path: '/outposts/objections/{objectionId}/withdrawal',
    summary: 'Takes an objection back; if all have accepted, its line is booked',
    rule: parties,
    params: Type.Object({ objectionId: Id }),
    reply: Statement,
    refusals: { ...speakingRefusals, objection_is_over: 409 },
  }),
} as const;
