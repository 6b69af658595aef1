/** What HTTP and the web see of agreements: their terms, versions, parties and signatures. */

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
import { agreementActions, agreementStates, returnReasons, versionStates } from './agreement.ts';
import {
  closed,
  Digest,
  Note,
  Place,
  RegionCode,
  Rights,
  Who,
  Words,
  Year,
} from './outpost-shapes.ts';

// Terms -------------------------------------------------------------------------------------------

/** `yunhe-terms-1`: its own published JSON Schema judges it, and a draft may be incomplete. */
export const TermsData = Type.Record(Type.String({ maxLength: 100 }), Type.Unknown(), {
  maxProperties: 50,
});
export type TermsData = Static<typeof TermsData>;

/** A party of the terms and who it is; both are null while nobody said. */
export const BoundParty = Type.Object({
  /** The party's id in the terms. */
  party: Type.String(),
  role: Type.String(),
  name: Words,
  place: Nullable(Place),
});
export type BoundParty = Static<typeof BoundParty>;

/** One of the two is given. */
export const PartyBinding = Type.Object(
  {
    party: Type.String({ minLength: 1, maxLength: 64 }),
    regionCode: Type.Optional(Nullable(RegionCode)),
    organisationId: Type.Optional(Nullable(Id)),
  },
  closed,
);
export type PartyBinding = Static<typeof PartyBinding>;

const PartyBindings = Type.Array(PartyBinding, { maxItems: 100 });

/** What stands against terms, where, and by which clause it matters. */
export const TermsProblem = Type.Object({
  code: Type.String(),
  detail: Type.String(),
  params: Type.Optional(Type.Record(Type.String(), Type.Union([Type.String(), Type.Number()]))),
  /** The clause's id; null where the whole is meant. */
  clause: Nullable(Type.String()),
  /** JSON pointer into the terms, or `/parties/…` of who the parties are. */
  pointer: Type.String(),
});
export type TermsProblem = Static<typeof TermsProblem>;

/** What the arithmetic and the module find wrong with terms. */
export const termsProblemCodes = [
  'wrong_shape',
  'declared_twice',
  'unit_not_declared',
  'refund_of_unlike',
  'successor_unfit',
  'measure_not_declared',
  'measure_unfit',
  'party_unknown',
  'units_differ',
  'amount_given_twice',
  'no_such_cap',
  'rest_to_nobody',
  'floor_of_the_payer',
  'cap_of_the_payer',
  'cap_without_amount',
  'extension_without_cap',
  'extension_without_end',
  'shares_not_whole',
  'slices_do_not_meet',
  'sources_overlap',
  'not_a_number',
  'no_amount',
  'not_an_amount',
  'years_reversed',
  'scenario_unfit',
  'party_not_bound',
  'party_region_abolished',
  'party_region_not_yet_founded',
  'party_organisation_merged',
  'party_organisation_withdrawn',
  'parties_are_one_place',
  'in_force_missing',
  'versions_overlap',
  'closed_years_amended',
  'not_simulated_yet',
] as const;

/** A clause as people read it; `clause` is its id in the terms, null for the opening. */
export const Paragraph = Type.Object({
  clause: Nullable(Type.String()),
  /** Clauses are counted; the opening has no number. */
  number: Nullable(Type.Integer()),
  text: Words,
});
export type Paragraph = Static<typeof Paragraph>;

// Versions and agreements -------------------------------------------------------------------------

const versionFacts = {
  id: Id,
  agreementId: Id,
  number: Type.Integer({ minimum: 1 }),
  state: OneOf(versionStates),
  title: Words,
  /** Number of the document it follows, and how that was seen. */
  document: Type.String(),
  grade: Nullable(Type.String()),
  template: Nullable(Type.String()),
  /** Half-open: the calendar years it rules, cut where a later version follows. */
  startsOn: Nullable(Day),
  endsOn: Nullable(Day),
  /** SHA-256 of the canonical terms; null while they cannot be read. */
  termsDigest: Nullable(Digest),
  problemCount: Type.Integer(),
  signedAt: Nullable(Instant),
};
export const VersionOfAgreement = Type.Object(versionFacts);
export type VersionOfAgreement = Static<typeof VersionOfAgreement>;

export const Signature = Type.Object({
  party: Type.String(),
  person: Who,
  /** As what the person signed, and for whom. */
  office: Type.Object({ office: Type.String(), place: Place }),
  termsDigest: Digest,
  signedAt: Instant,
  /** The terms still are what was signed. */
  holds: Type.Boolean(),
});
export type Signature = Static<typeof Signature>;

export const AgreementVersion = Type.Object({
  ...versionFacts,
  terms: TermsData,
  parties: Type.Array(BoundParty),
  prose: Type.Array(Paragraph),
  problems: Type.Array(TermsProblem),
  /** Of the present round, in the order in which they came. */
  signatures: Type.Array(Signature),
  authors: Type.Array(Who),
  simulatedAt: Nullable(Instant),
  sentAt: Nullable(Instant),
  withdrawnAt: Nullable(Instant),
  /** Why it came back from review, or was withdrawn. */
  returned: Nullable(
    Type.Object({ reason: Type.String(), note: Nullable(Type.String()), by: Type.String() }),
  ),
  isPublic: Type.Boolean(),
  compactId: Nullable(Id),
  sample: Type.Boolean(),
  createdAt: Instant,
  updatedAt: Instant,
  revision: Type.Integer(),
  /** The parties that the caller may sign for now. */
  signsFor: Type.Array(Type.String()),
  may: Rights(agreementActions),
});
export type AgreementVersion = Static<typeof AgreementVersion>;

const agreementFacts = {
  id: Id,
  state: OneOf(agreementStates),
  /** The version that rules today, else the next or last one signed, else the one in the making. */
  version: VersionOfAgreement,
  parties: Type.Array(BoundParty),
  /** Another version is being made beside the one that is signed. */
  amending: Type.Boolean(),
  /** Of the parties, who have signed the version under review. */
  signedBy: Type.Array(Type.String()),
  compact: Nullable(
    Type.Object({ id: Id, nameZh: Nullable(Type.String()), nameEn: Nullable(Type.String()) }),
  ),
  isPublic: Type.Boolean(),
  sample: Type.Boolean(),
  createdAt: Instant,
};
export const AgreementSummary = Type.Object(agreementFacts);
export type AgreementSummary = Static<typeof AgreementSummary>;

export const Agreement = Type.Object({
  ...agreementFacts,
  journeyId: Id,
  begunBy: Place,
  /** The newest first; those in the making for the parties alone. */
  versions: Type.Array(VersionOfAgreement),
  /** The parties that the caller acts for. */
  actsFor: Type.Array(Type.String()),
  revision: Type.Integer(),
  may: Rights(['amend'] as const),
});
export type Agreement = Static<typeof Agreement>;

// What terms say and mean ---------------------------------------------------------------------------

/** A row of facts by its columns. */
export const Fact = Type.Record(Type.String({ maxLength: 40 }), Type.String({ maxLength: 2_000 }), {
  maxProperties: 60,
});
export type Fact = Static<typeof Fact>;

const Step = Type.Object({
  step: Type.String(),
  value: Type.String(),
  unit: Type.Optional(Type.String()),
  facts: Type.Optional(Type.Array(Type.String())),
});

/** What terms mean for facts that nobody reported: shown beside the editor, and never kept. */
export const Preview = Type.Object({
  covered: Type.Boolean(),
  /** Why it is not covered, or what is wrong with the facts. */
  reasons: Type.Array(TermsProblem),
  lines: Type.Array(
    Type.Object({
      period: Type.String(),
      payer: Type.String(),
      receiver: Type.String(),
      measure: Type.String(),
      unit: Type.String(),
      amount: Type.String(),
      clause: Type.String(),
      steps: Type.Array(Step),
    }),
  ),
  totals: Type.Array(
    Type.Object({
      party: Type.String(),
      unit: Type.String(),
      paid: Type.String(),
      received: Type.String(),
      kept: Type.String(),
    }),
  ),
  undefined: Type.Array(
    Type.Object({
      clause: Type.String(),
      code: Type.String(),
      period: Nullable(Type.String()),
      what: Words,
      shortfall: Nullable(Type.String()),
      unit: Nullable(Type.String()),
    }),
  ),
});
export type Preview = Static<typeof Preview>;

export const TermsInspection = Type.Object({
  digest: Nullable(Digest),
  problems: Type.Array(TermsProblem),
  prose: Type.Array(Paragraph),
  facts: Type.Array(Fact),
  /** Null while the terms cannot be read. */
  preview: Nullable(Preview),
});
export type TermsInspection = Static<typeof TermsInspection>;

export const AgreementTemplate = Type.Object({
  name: Type.String(),
  title: Words,
  document: Type.String(),
  grade: Type.String(),
  note: Nullable(Words),
  prose: Type.Array(Paragraph),
  terms: TermsData,
});
export type AgreementTemplate = Static<typeof AgreementTemplate>;

/** A field that two versions have differently; null on a side that has none. */
export const TermsDifference = Type.Object({
  /** The clause's id; null where the whole is meant. */
  clause: Nullable(Type.String()),
  pointer: Type.String(),
  left: Nullable(Type.String()),
  right: Nullable(Type.String()),
});
export type TermsDifference = Static<typeof TermsDifference>;

export const TermsComparison = Type.Object({
  left: VersionOfAgreement,
  right: VersionOfAgreement,
  differences: Type.Array(TermsDifference),
  /** Clauses whose prose differs; null on a side that has none. */
  prose: Type.Array(
    Type.Object({
      clause: Nullable(Type.String()),
      left: Nullable(Paragraph),
      right: Nullable(Paragraph),
    }),
  ),
});
export type TermsComparison = Static<typeof TermsComparison>;

export const HistoryStep = Type.Object({
  sequence: Type.String(),
  at: Instant,
  type: Type.String(),
  actorName: Type.String(),
  payload: Type.Record(Type.String(), Type.Unknown()),
});
export type HistoryStep = Static<typeof HistoryStep>;

// Operations --------------------------------------------------------------------------------------

const makers = ['region_officer', 'secretariat'] as const;
const signers = ['region_officer', 'manager'] as const;
const versionParams = Type.Object({ versionId: Id });
const agreementParams = Type.Object({ agreementId: Id });

const stateForbids = { agreement_state_forbids: 409 } as const;
const bindingRefusals = {
  party_not_in_terms: 422,
  party_bound_twice: 422,
  party_place_not_one: 422,
  region_not_known: 422,
  organisation_not_known: 422,
} as const;
const termsRefusals = { terms_too_large: 413, terms_not_readable: 422 } as const;

const filters = {
  q: Type.Optional(Type.String({ maxLength: 200 })),
  state: Type.Optional(Several(OneOf(agreementStates))),
  /** One of the parties lies there. */
  region: Type.Optional(Several(RegionCode)),
  organisationId: Type.Optional(Id),
  compactId: Type.Optional(Id),
  template: Type.Optional(Several(Type.String({ maxLength: 64 }))),
};

export const agreementContract = {
  listAgreements: endpoint({
    method: 'GET',
    path: '/outposts/agreements',
    summary: 'Agreements that the caller may see: their own, and public ones',
    rule: 'anyone',
    query: Type.Object({
      ...filters,
      sort: Type.Optional(OneOf(['-createdAt', 'title', 'startsOn'] as const)),
      ...Paging,
    }),
    reply: Page(AgreementSummary),
  }),
  exportAgreements: endpoint({
    method: 'GET',
    path: '/outposts/agreements/export',
    summary: 'The same list as a file',
    rule: 'anyone',
    query: Type.Object({ ...filters, ...exportQuery }),
    reply: Type.Unknown(),
    download: true,
    callsPerMinute: 20,
  }),
  createAgreement: endpoint({
    method: 'POST',
    path: '/outposts/agreements',
    summary: 'Begins an agreement from a published form, from terms as JSON, or blank',
    rule: makers,
    body: Type.Object(
      {
        /** For which region it is begun. */
        regionCode: RegionCode,
        compactId: Type.Optional(Nullable(Id)),
        isPublic: Type.Optional(Type.Boolean()),
        /** One of the two, or none for a blank. */
        template: Type.Optional(Type.String({ maxLength: 64 })),
        terms: Type.Optional(TermsData),
        parties: Type.Optional(PartyBindings),
      },
      closed,
    ),
    reply: AgreementVersion,
    creates: true,
    refusals: {
      ...bindingRefusals,
      ...termsRefusals,
      region_abolished: 422,
      region_not_yet_founded: 422,
      compact_not_known: 422,
      template_not_known: 422,
    },
  }),
  readAgreement: endpoint({
    method: 'GET',
    path: '/outposts/agreements/{agreementId}',
    summary: 'One agreement with its versions and who its parties are',
    rule: 'anyone',
    params: agreementParams,
    reply: Agreement,
  }),
  readAgreementVersion: endpoint({
    method: 'GET',
    path: '/outposts/agreement-versions/{versionId}',
    summary: 'One version: its terms as data and as prose, its problems and its signatures',
    rule: 'anyone',
    params: versionParams,
    reply: AgreementVersion,
  }),
  editAgreementVersion: endpoint({
    method: 'PATCH',
    path: '/outposts/agreement-versions/{versionId}',
    summary: 'Saves what was typed into a draft; what is wrong with it comes back with it',
    rule: makers,
    params: versionParams,
    body: Type.Object(
      {
        terms: Type.Optional(TermsData),
        parties: Type.Optional(PartyBindings),
        /** These two hold for all versions, so they are settled before the first is sent. */
        isPublic: Type.Optional(Type.Boolean()),
        compactId: Type.Optional(Nullable(Id)),
      },
      closed,
    ),
    reply: AgreementVersion,
    edits: true,
    refusals: {
      ...stateForbids,
      ...bindingRefusals,
      ...termsRefusals,
      compact_not_known: 422,
      agreement_was_signed: 409,
    },
  }),
  discardAgreementVersion: endpoint({
    method: 'DELETE',
    path: '/outposts/agreement-versions/{versionId}',
    summary:
      'Throws away a draft that was never sent, and its agreement if it has no other version',
    rule: makers,
    params: versionParams,
    reply: Type.Null(),
    status: 204,
    edits: true,
    refusals: { ...stateForbids, draft_was_sent: 409 },
  }),
  sendAgreementVersion: endpoint({
    method: 'POST',
    path: '/outposts/agreement-versions/{versionId}/review',
    summary: 'Sends a simulated draft to every party; from then on its terms do not change',
    rule: makers,
    params: versionParams,
    reply: AgreementVersion,
    edits: true,
    refusals: { ...stateForbids, agreement_not_ready: 422 },
  }),
  signAgreementVersion: endpoint({
    method: 'POST',
    path: '/outposts/agreement-versions/{versionId}/signatures',
    summary: 'Signs for one party; the last signature puts the version in force',
    rule: signers,
    params: versionParams,
    body: Type.Object(
      {
        party: Type.String({ minLength: 1, maxLength: 64 }),
        /** The digest of what the officer read: signing another content is refused. */
        termsDigest: Digest,
      },
      closed,
    ),
    reply: AgreementVersion,
    refusals: {
      ...stateForbids,
      terms_are_not_what_was_signed: 409,
      party_not_in_terms: 422,
      party_has_signed: 409,
      agreement_not_ready: 422,
      versions_overlap: 409,
    },
  }),
  returnAgreementVersion: endpoint({
    method: 'POST',
    path: '/outposts/agreement-versions/{versionId}/return',
    summary:
      'Sends a version under review back to be changed, with the reason; by one of its parties',
    rule: signers,
    params: versionParams,
    body: Type.Object(
      { reason: OneOf(returnReasons), note: Type.Optional(Nullable(Note)) },
      closed,
    ),
    reply: AgreementVersion,
    edits: true,
    refusals: stateForbids,
  }),
  withdrawAgreementVersion: endpoint({
    method: 'POST',
    path: '/outposts/agreement-versions/{versionId}/withdraw',
    summary: 'Takes a version that was sent off the table; it stays to be read',
    rule: makers,
    params: versionParams,
    body: Type.Object(
      { reason: OneOf(returnReasons), note: Type.Optional(Nullable(Note)) },
      closed,
    ),
    reply: AgreementVersion,
    edits: true,
    refusals: stateForbids,
  }),
  amendAgreement: endpoint({
    method: 'POST',
    path: '/outposts/agreements/{agreementId}/versions',
    summary: 'Begins another version of a signed agreement, from a year on',
    rule: makers,
    params: agreementParams,
    body: Type.Object(
      {
        /** The first year that it rules; the version before it is cut there. */
        fromYear: Year,
        /** The last one, where the agreement is to end. */
        toYear: Type.Optional(Nullable(Year)),
      },
      closed,
    ),
    reply: AgreementVersion,
    creates: true,
    refusals: {
      agreement_not_signed: 409,
      draft_exists_already: 409,
      versions_overlap: 409,
      closed_years_amended: 409,
    },
  }),
  compareAgreementVersions: endpoint({
    method: 'GET',
    path: '/outposts/agreement-version-comparison',
    summary: 'Where two versions of an agreement differ, by clause and field',
    rule: 'anyone',
    query: Type.Object({ leftId: Id, rightId: Id }),
    reply: TermsComparison,
  }),
  readAgreementHistory: endpoint({
    method: 'GET',
    path: '/outposts/agreements/{agreementId}/history',
    summary: 'What happened with an agreement, the newest first',
    rule: 'person',
    params: agreementParams,
    query: Type.Object(Paging),
    reply: Page(HistoryStep),
  }),
  downloadAgreementTerms: endpoint({
    method: 'GET',
    path: '/outposts/agreement-versions/{versionId}/terms',
    summary: 'The terms as a file that `yunhe settle` reads',
    rule: 'anyone',
    params: versionParams,
    reply: Type.Unknown(),
    download: true,
  }),

  listAgreementTemplates: endpoint({
    method: 'GET',
    path: '/outposts/agreement-templates',
    summary: 'The published forms that are shipped, with document number and grade',
    rule: 'anyone',
    reply: Type.Object({ items: Type.Array(AgreementTemplate) }),
    keptSeconds: 3_600,
  }),
  readTermsSchema: endpoint({
    method: 'GET',
    path: '/outposts/terms-schema',
    summary: 'The JSON Schema of terms',
    rule: 'anyone',
    reply: Type.Object({ schema: Type.Unknown() }),
    keptSeconds: 3_600,
  }),
  inspectTerms: endpoint({
    method: 'POST',
    path: '/outposts/terms-inspection',
    summary: 'What terms say and what is wrong with them, and what they mean for example facts',
    rule: [...makers, 'manager'],
    body: Type.Object(
      {
        terms: TermsData,
        /** Rows of facts by their columns; made up from the terms if absent. */
        facts: Type.Optional(Type.Array(Fact, { maxItems: 2_000 })),
      },
      closed,
    ),
    reply: TermsInspection,
    callsPerMinute: 240,
    refusals: termsRefusals,
  }),
} as const;
