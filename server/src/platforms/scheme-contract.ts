/** What HTTP and the web see of evaluation schemes: documents, versions, templates, comparisons. */
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
import {
  Count,
  closed,
  Digest,
  RegionCode,
  Rights,
  TypeCode,
  Who,
  Words,
} from './platform-shapes.ts';
import {
  schemeActions,
  schemeGrades,
  schemeKinds,
  schemeStates,
  schemeTrials,
  schemeWithdrawals,
} from './scheme.ts';

// Documents ---------------------------------------------------------------------------------------

/**
 * `yunhe-scheme-1`, or `yunhe-funding-1`: its own published JSON Schema judges it, and a draft may be
 * incomplete.
 */
export const SchemeDocument = Type.Record(Type.String({ maxLength: 100 }), Type.Unknown(), {
  maxProperties: 50,
});
export type SchemeDocument = Static<typeof SchemeDocument>;

/** Lines of `unit,indicator,value`, and `evidence,scorer,conflict` where they are needed. */
const DataText = Type.String({ maxLength: 800_000 });

/** What stands against a scheme or its data, and where. */
export const SchemeProblem = Type.Object({
  code: Type.String(),
  detail: Type.String(),
  params: Type.Optional(Type.Record(Type.String(), Type.Union([Type.String(), Type.Number()]))),
  /** The node or veto it is about; null where the whole is meant. */
  clause: Nullable(Type.String()),
  /** JSON pointer into the document; of data, the row and column or the unit. */
  pointer: Type.String(),
});
export type SchemeProblem = Static<typeof SchemeProblem>;

/** A node of the tree as people read it, a group before its children. */
export const SchemeRow = Type.Object({
  id: Type.String(),
  kind: Type.String(),
  name: Words,
  depth: Count,
  parent: Nullable(Type.String()),
  pointer: Type.String(),
  /** Where the document says so. */
  clause: Nullable(Type.String()),
  weight: Nullable(Type.String()),
  /** A weight that is a formula, case by case, a line each. */
  weighs: Nullable(Words),
  points: Nullable(Type.String()),
  note: Nullable(Words),
  /** What it asks for. */
  says: Words,
});
export type SchemeRow = Static<typeof SchemeRow>;

/** When a veto holds, in words. */
const VetoSaid = Type.Object({ id: Type.String(), says: Words });
export type VetoSaid = Static<typeof VetoSaid>;

// Schemes and their versions ----------------------------------------------------------------------

/** Who keeps a scheme: a region or a compact of regions. */
export const keeperKinds = ['region', 'compact'] as const;
export const Keeper = Type.Object({
  kind: OneOf(keeperKinds),
  /** The region's code or the compact's id. */
  id: Type.String(),
  nameZh: Nullable(Type.String()),
  nameEn: Nullable(Type.String()),
});
export type Keeper = Static<typeof Keeper>;

/** One of the two is given. */
export const keptBy = {
  regionCode: Type.Optional(RegionCode),
  compactId: Type.Optional(Id),
};

const Types = Type.Array(TypeCode, { maxItems: 20, uniqueItems: true });

const versionFacts = {
  id: Id,
  schemeId: Id,
  number: Type.Integer({ minimum: 1 }),
  state: OneOf(schemeStates),
  title: Words,
  /** Number of the document it follows, and how that was seen. */
  source: Type.String(),
  grade: Nullable(Type.String()),
  itemCount: Count,
  /** SHA-256 of the canonical document; null while it cannot be read. */
  digest: Nullable(Digest),
  problemCount: Count,
  publishedAt: Nullable(Instant),
  /** Rounds that compute with it. */
  frozenFor: Count,
};
export const VersionOfScheme = Type.Object(versionFacts);
export type VersionOfScheme = Static<typeof VersionOfScheme>;

const schemeFacts = {
  id: Id,
  kind: OneOf(schemeKinds),
  keeper: Keeper,
  /** Codes of the types of platforms it is meant for; none where it does not say. */
  types: Type.Array(Type.String()),
  /** The shipped scheme that it was begun with. */
  template: Nullable(Type.String()),
  /** The version that the caller may see and rounds would take; else the one in the making. */
  version: VersionOfScheme,
  /** Another version is being made beside the published one. */
  renewing: Type.Boolean(),
  sample: Type.Boolean(),
  createdAt: Instant,
};
export const SchemeSummary = Type.Object(schemeFacts);
export type SchemeSummary = Static<typeof SchemeSummary>;

export const Scheme = Type.Object({
  ...schemeFacts,
  /** The newest first; the draft for those who may see it. */
  versions: Type.Array(VersionOfScheme),
  may: Rights(['renew'] as const),
});
export type Scheme = Static<typeof Scheme>;

export const SchemeVersion = Type.Object({
  ...versionFacts,
  kind: OneOf(schemeKinds),
  keeper: Keeper,
  types: Type.Array(Type.String()),
  template: Nullable(Type.String()),
  document: SchemeDocument,
  /** Data to try it on; empty where there are none. */
  sampleData: Type.String(),
  rows: Type.Array(SchemeRow),
  vetoes: Type.Array(VetoSaid),
  problems: Type.Array(SchemeProblem),
  authors: Type.Array(Who),
  /** The second person, who is none of the authors. */
  reviewedAt: Nullable(Instant),
  reviewedBy: Nullable(Who),
  publishedBy: Nullable(Who),
  withdrawnAt: Nullable(Instant),
  withdrawnBy: Nullable(Who),
  withdrawalReason: Nullable(OneOf(schemeWithdrawals)),
  sample: Type.Boolean(),
  createdAt: Instant,
  updatedAt: Instant,
  revision: Type.Integer(),
  may: Rights([...schemeActions, ...schemeTrials]),
});
export type SchemeVersion = Static<typeof SchemeVersion>;

export const SchemeTemplate = Type.Object({
  name: Type.String(),
  kind: OneOf(schemeKinds),
  title: Words,
  source: Type.String(),
  grade: OneOf(schemeGrades),
  note: Nullable(Words),
  itemCount: Count,
  rows: Type.Array(SchemeRow),
  document: SchemeDocument,
});
export type SchemeTemplate = Static<typeof SchemeTemplate>;

export const SchemeInspection = Type.Object({
  digest: Nullable(Digest),
  problems: Type.Array(SchemeProblem),
  rows: Type.Array(SchemeRow),
  /** Weights of groups that judge by comparisons in pairs, as they follow from these. */
  comparisons: Type.Array(
    Type.Object({
      node: Type.String(),
      weights: Type.Array(Type.Number()),
      /** Above 0.1 the judgements contradict each other too much. */
      consistencyRatio: Type.Number(),
    }),
  ),
});
export type SchemeInspection = Static<typeof SchemeInspection>;

/** What the document says of one part in two versions. */
export const schemeParts = ['setting', 'measure', 'node', 'stream', 'grade', 'veto'] as const;
export const schemeChanges = ['added', 'removed', 'changed'] as const;
export const SchemeDifference = Type.Object({
  part: OneOf(schemeParts),
  /** Of a measure, node, grade or veto; of a setting its name. */
  id: Type.String(),
  name: Words,
  change: OneOf(schemeChanges),
  fields: Type.Array(
    Type.Object({
      field: Type.String(),
      left: Nullable(Type.String()),
      right: Nullable(Type.String()),
    }),
  ),
});
export type SchemeDifference = Static<typeof SchemeDifference>;

export const SchemeComparison = Type.Object({
  left: VersionOfScheme,
  right: VersionOfScheme,
  differences: Type.Array(SchemeDifference),
});
export type SchemeComparison = Static<typeof SchemeComparison>;

// Operations --------------------------------------------------------------------------------------

export const schemeMakers = ['region_officer', 'secretariat'] as const;
const schemeParams = Type.Object({ schemeId: Id });
export const schemeVersionParams = Type.Object({ versionId: Id });

const filters = {
  q: Type.Optional(Type.String({ maxLength: 200 })),
  kind: Type.Optional(OneOf(schemeKinds)),
  type: Type.Optional(Several(TypeCode)),
  state: Type.Optional(Several(OneOf(schemeStates))),
  grade: Type.Optional(Several(OneOf(schemeGrades))),
  /** Kept by these regions, or by what lies in them. */
  region: Type.Optional(Several(RegionCode)),
  compactId: Type.Optional(Id),
  sort: Type.Optional(OneOf(['title', '-createdAt'] as const)),
};

const bodyRefusals = {
  scheme_too_large: 413,
  scheme_not_readable: 422,
  platform_type_not_known: 422,
} as const;
const stateForbids = { scheme_state_forbids: 409 } as const;

export const schemeContract = {
  listSchemes: endpoint({
    method: 'GET',
    path: '/platforms/schemes',
    summary: 'The schemes of evaluation and of funding that the caller may see',
    rule: 'anyone',
    query: Type.Object({ ...filters, ...Paging }),
    reply: Page(SchemeSummary),
  }),
  exportSchemes: endpoint({
    method: 'GET',
    path: '/platforms/schemes/export',
    summary: 'The same list as a file',
    rule: 'anyone',
    query: Type.Object({ ...filters, ...exportQuery }),
    reply: Type.Unknown(),
    download: true,
    callsPerMinute: 20,
  }),
  createScheme: endpoint({
    method: 'POST',
    path: '/platforms/schemes',
    summary: 'Begins a scheme with a draft: from a shipped scheme, a document, or a blank',
    rule: schemeMakers,
    body: Type.Object(
      {
        ...keptBy,
        /** That of the template, else of evaluation. */
        kind: Type.Optional(OneOf(schemeKinds)),
        types: Type.Optional(Types),
        template: Type.Optional(Type.String({ maxLength: 100 })),
        document: Type.Optional(SchemeDocument),
        sampleData: Type.Optional(DataText),
      },
      closed,
    ),
    reply: SchemeVersion,
    creates: true,
    refusals: {
      ...bodyRefusals,
      keeper_not_named: 422,
      compact_not_known: 422,
      region_not_known: 422,
      region_abolished: 422,
      region_not_yet_founded: 422,
      scheme_template_not_known: 422,
    },
  }),
  readScheme: endpoint({
    method: 'GET',
    path: '/platforms/schemes/{schemeId}',
    summary: 'One scheme with its versions',
    rule: 'anyone',
    params: schemeParams,
    reply: Scheme,
  }),
  addSchemeVersion: endpoint({
    method: 'POST',
    path: '/platforms/schemes/{schemeId}/versions',
    summary: 'Begins another version of a published scheme, as a copy of its latest',
    rule: schemeMakers,
    params: schemeParams,
    reply: SchemeVersion,
    creates: true,
    refusals: { scheme_not_published: 409, scheme_draft_exists: 409 },
  }),
  readSchemeVersion: endpoint({
    method: 'GET',
    path: '/platforms/scheme-versions/{versionId}',
    summary: 'One version: its document, its tree in words, and what is wrong with it',
    rule: 'anyone',
    params: schemeVersionParams,
    reply: SchemeVersion,
  }),
  editSchemeVersion: endpoint({
    method: 'PATCH',
    path: '/platforms/scheme-versions/{versionId}',
    summary: 'Saves a draft; what is left out stays as it is',
    rule: schemeMakers,
    params: schemeVersionParams,
    body: Type.Object(
      {
        document: Type.Optional(SchemeDocument),
        sampleData: Type.Optional(DataText),
        types: Type.Optional(Types),
      },
      closed,
    ),
    reply: SchemeVersion,
    edits: true,
    refusals: { ...bodyRefusals, ...stateForbids },
  }),
  discardSchemeVersion: endpoint({
    method: 'DELETE',
    path: '/platforms/scheme-versions/{versionId}',
    summary: 'Throws a draft away; a scheme without versions goes with it',
    rule: schemeMakers,
    params: schemeVersionParams,
    reply: Type.Null(),
    status: 204,
    edits: true,
    refusals: stateForbids,
  }),
  reviewSchemeVersion: endpoint({
    method: 'POST',
    path: '/platforms/scheme-versions/{versionId}/review',
    summary: 'Says that a draft is right; by somebody who did not write it',
    rule: schemeMakers,
    params: schemeVersionParams,
    reply: SchemeVersion,
    edits: true,
    refusals: { ...stateForbids, author_cannot_review: 409, scheme_not_ready: 422 },
  }),
  reopenSchemeVersion: endpoint({
    method: 'POST',
    path: '/platforms/scheme-versions/{versionId}/reopen',
    summary: 'Makes a reviewed version a draft again',
    rule: schemeMakers,
    params: schemeVersionParams,
    reply: SchemeVersion,
    edits: true,
    refusals: stateForbids,
  }),
  publishSchemeVersion: endpoint({
    method: 'POST',
    path: '/platforms/scheme-versions/{versionId}/publish',
    summary: 'Publishes a version that was reviewed; it does not change any more',
    rule: schemeMakers,
    params: schemeVersionParams,
    reply: SchemeVersion,
    edits: true,
    refusals: { ...stateForbids, scheme_not_ready: 422 },
  }),
  withdrawSchemeVersion: endpoint({
    method: 'POST',
    path: '/platforms/scheme-versions/{versionId}/withdraw',
    summary: 'No new round takes it; rounds that began with it go on with it',
    rule: schemeMakers,
    params: schemeVersionParams,
    body: Type.Object({ reason: OneOf(schemeWithdrawals) }, closed),
    reply: SchemeVersion,
    edits: true,
    refusals: stateForbids,
  }),
  compareSchemeVersions: endpoint({
    method: 'GET',
    path: '/platforms/scheme-comparison',
    summary: 'What two versions have differently: measures, items, weights, bounds, grades, vetoes',
    rule: 'anyone',
    query: Type.Object({ leftId: Id, rightId: Id }),
    reply: SchemeComparison,
  }),
  downloadScheme: endpoint({
    method: 'GET',
    path: '/platforms/scheme-versions/{versionId}/document',
    summary: 'The document as a file that `yunhe evaluate` reads',
    rule: 'anyone',
    params: schemeVersionParams,
    reply: Type.Unknown(),
    download: true,
  }),
  downloadSchemeSample: endpoint({
    method: 'GET',
    path: '/platforms/scheme-versions/{versionId}/sample-data',
    summary: 'The data to try it on as a file that `yunhe evaluate` reads',
    rule: 'anyone',
    params: schemeVersionParams,
    reply: Type.Unknown(),
    download: true,
  }),
  exportSchemeTree: endpoint({
    method: 'GET',
    path: '/platforms/scheme-versions/{versionId}/tree',
    summary: 'The tree as a table, with clauses, weights and what each item asks for',
    rule: 'anyone',
    params: schemeVersionParams,
    query: Type.Object(exportQuery),
    reply: Type.Unknown(),
    download: true,
    callsPerMinute: 20,
  }),
  listSchemeTemplates: endpoint({
    method: 'GET',
    path: '/platforms/scheme-templates',
    summary: 'The schemes that are shipped, with document number and grade',
    rule: 'anyone',
    reply: Type.Object({ items: Type.Array(SchemeTemplate) }),
    keptSeconds: 3_600,
  }),
  readSchemeSchema: endpoint({
    method: 'GET',
    path: '/platforms/scheme-schema',
    summary: 'The JSON Schema of schemes of evaluation, or of funding',
    rule: 'anyone',
    query: Type.Object({ kind: Type.Optional(OneOf(schemeKinds)) }),
    reply: Type.Object({ schema: Type.Unknown() }),
    keptSeconds: 3_600,
  }),
  inspectScheme: endpoint({
    method: 'POST',
    path: '/platforms/scheme-inspection',
    summary: 'What a document says and what is wrong with it, before anybody keeps it',
    rule: schemeMakers,
    body: Type.Object(
      { document: SchemeDocument, kind: Type.Optional(OneOf(schemeKinds)) },
      closed,
    ),
    reply: SchemeInspection,
    callsPerMinute: 240,
    refusals: { scheme_too_large: 413, scheme_not_readable: 422 },
  }),
} as const;
