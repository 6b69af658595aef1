/** What HTTP and the web see of imports: files, kinds, mappings, runs, and texts to be decided. */
import { type Static, Type } from 'typebox';
import {
  Day,
  endpoint,
  Id,
  Instant,
  Nullable,
  OneOf,
  Page,
  Paging,
  Several,
} from '../runtime/endpoint.ts';
import { organisationKinds } from './words.ts';

export const importStates = [
  'waiting',
  'running',
  'finished',
  'failed',
  'cancelled',
  'undoing',
  'undone',
] as const;
export type ImportState = (typeof importStates)[number];

/** `error`: the row was left out; `warning`: a part of it was; `kept`: something stayed as it is. */
export const problemGravities = ['error', 'warning', 'kept'] as const;
export type ProblemGravity = (typeof problemGravities)[number];

export const affiliationDecisions = ['organisation', 'none'] as const;
export type AffiliationDecision = (typeof affiliationDecisions)[number];

// Shapes ------------------------------------------------------------------------------------------

const exact = { additionalProperties: false };
const Text = Type.String({ minLength: 1, maxLength: 200 });
const Params = Type.Record(Type.String(), Type.Union([Type.String(), Type.Number()]));
const Count = Type.Integer({ minimum: 0 });

/** Which column of the file stands for which column of the kind: `{nameZh: '公司全称'}`. */
const Columns = Type.Record(
  Type.String({ minLength: 1, maxLength: 60 }),
  Type.String({ minLength: 1, maxLength: 200 }),
  { maxProperties: 60 },
);

/** Values for every row where the file has no such column: `{kind: 'enterprise'}`. */
const Constants = Type.Record(
  Type.String({ minLength: 1, maxLength: 60 }),
  Type.String({ minLength: 1, maxLength: 500 }),
  { maxProperties: 60 },
);

export const ImportFile = Type.Object({
  id: Id,
  name: Type.String(),
  bytes: Type.Integer(),
  /** SHA-256 in hexadecimal digits. */
  digest: Type.String(),
  uploadedAt: Instant,
});
export type ImportFile = Static<typeof ImportFile>;

const Both = Type.Object({ zh: Type.String(), en: Type.String() });

export const ImportKindSummary = Type.Object({
  name: Type.String(),
  title: Both,
  /** What kinds of file it is read from. */
  files: Type.Array(OneOf(['csv', 'xlsx', 'jsonl'])),
  /** Empty where the format of the file is fixed and nothing is to be mapped. */
  columns: Type.Array(
    Type.Object({
      name: Type.String(),
      title: Both,
      required: Type.Boolean(),
      /** Closed lists name their words here. */
      words: Type.Optional(Type.Array(Type.String())),
    }),
  ),
});
export type ImportKindSummary = Static<typeof ImportKindSummary>;

export const ImportMapping = Type.Object({
  id: Id,
  name: Type.String(),
  kind: Type.String(),
  columns: Columns,
  constants: Constants,
  /** Comes with Yunhe: it cannot be changed or deleted. */
  builtIn: Type.Boolean(),
});
export type ImportMapping = Static<typeof ImportMapping>;

export const InspectedImportFile = Type.Object({
  file: ImportFile,
  fileKind: OneOf(['csv', 'xlsx', 'jsonl']),
  /** Null for workbooks. */
  encoding: Nullable(Type.String()),
  gzip: Type.Boolean(),
  sheets: Type.Array(Type.String()),
  columns: Type.Array(Type.String()),
  /** The first rows by column, long cells cut. */
  rows: Type.Array(Type.Record(Type.String(), Type.String())),
  /** The kinds that it may be, the likeliest first, each with the columns that were recognised. */
  suggestions: Type.Array(
    Type.Object({
      kind: Type.String(),
      columns: Columns,
      constants: Constants,
      /** The saved mapping that fits, if one does. */
      mapping: Nullable(Type.String()),
      missing: Type.Array(Type.String()),
    }),
  ),
});
export type InspectedImportFile = Static<typeof InspectedImportFile>;

export const Import = Type.Object({
  id: Id,
  kind: Type.String(),
  file: Type.Object({ id: Id, name: Type.String() }),
  source: Type.String(),
  statedOn: Nullable(Day),
  dryRun: Type.Boolean(),
  state: OneOf(importStates),
  startedBy: Type.String(),
  createdAt: Instant,
  startedAt: Nullable(Instant),
  finishedAt: Nullable(Instant),
  rowsRead: Count,
  /** Known once the file has been read to its end. */
  rowsTotal: Nullable(Count),
  /** 0 to 100. */
  percent: Type.Number(),
  /** Null where it cannot be told yet, and where nothing runs. */
  secondsLeft: Nullable(Type.Number()),
  created: Count,
  changed: Count,
  unchanged: Count,
  failed: Count,
  /** Rows of the problem list, by gravity. */
  problems: Type.Object({ error: Count, warning: Count, kept: Count }),
  /** Why the whole import failed, where it did; nothing after the last batch was written. */
  failure: Nullable(Type.Object({ code: Type.String(), detail: Type.String(), params: Params })),
  /** What an undo took back, and what it left since it was changed or used meanwhile. */
  undone: Nullable(Type.Object({ at: Instant, takenBack: Count, kept: Count })),
  /** What was resolved from free text, for kinds that have some. */
  affiliations: Nullable(Type.Object({ certain: Count, toReview: Count, none: Count })),
  may: Type.Object({ cancel: Type.Boolean(), undo: Type.Boolean() }),
});
export type Import = Static<typeof Import>;

export const ImportProblem = Type.Object({
  /** As a person sees it in the file; null where the file as a whole is meant. */
  row: Nullable(Type.Integer()),
  column: Nullable(Type.String()),
  gravity: OneOf(problemGravities),
  code: Type.String(),
  detail: Type.String(),
  params: Params,
  /** What stands in the cell, cut where it is long. */
  value: Nullable(Type.String()),
});
export type ImportProblem = Static<typeof ImportProblem>;

const OrganisationRef = Type.Object({ id: Id, displayName: Type.String() });

export const Affiliation = Type.Object({
  id: Id,
  text: Type.String(),
  candidates: Type.Array(Type.Object({ organisation: OrganisationRef, confidence: Type.Number() })),
  /** How many papers carry it, and some of them. */
  paperCount: Count,
  papers: Type.Array(Type.Object({ id: Id, title: Nullable(Type.String()) })),
  decision: Nullable(OneOf(affiliationDecisions)),
  organisation: Nullable(OrganisationRef),
  decidedBy: Nullable(Type.String()),
  decidedAt: Nullable(Instant),
});
export type Affiliation = Static<typeof Affiliation>;

// Operations --------------------------------------------------------------------------------------

const importers = ['region_officer', 'secretariat', 'system_administrator'] as const;
const FileParams = Type.Object({ fileId: Id });
const ImportParams = Type.Object({ importId: Id });

/** The file cannot be read; `params.problem` says why, in the words of the table reader. */
const fileRefusals = { file_cannot_be_read: 422 } as const;

const mappingRefusals = {
  import_kind_not_known: 422,
  /** `params.columns` names them. */
  columns_missing: 422,
  column_not_known: 422,
  value_not_known: 422,
} as const;

const problemFilter = { gravity: Type.Optional(Several(OneOf(problemGravities))) };

export const importContract = {
  uploadImportFile: endpoint({
    method: 'POST',
    path: '/registry/import-files',
    summary: 'Send a file; its name comes percent-encoded in the header X-File-Name',
    rule: importers,
    reply: ImportFile,
    upload: true,
    creates: true,
    callsPerMinute: 30,
    refusals: { file_too_large: 413, file_empty: 422 },
  }),
  inspectImportFile: endpoint({
    method: 'GET',
    path: '/registry/import-files/{fileId}',
    summary: 'What a file is, its columns and first rows, and how it may be mapped',
    rule: importers,
    params: FileParams,
    query: Type.Object({ sheet: Type.Optional(Text) }),
    reply: InspectedImportFile,
    refusals: fileRefusals,
  }),
  listImportKinds: endpoint({
    method: 'GET',
    path: '/registry/import-kinds',
    summary: 'What can be imported, with the columns of each kind',
    rule: importers,
    reply: Type.Object({ items: Type.Array(ImportKindSummary) }),
  }),
  listImportMappings: endpoint({
    method: 'GET',
    path: '/registry/import-mappings',
    summary: 'Saved mappings of columns, those that come with Yunhe first',
    rule: importers,
    query: Type.Object({ kind: Type.Optional(Text) }),
    reply: Type.Object({ items: Type.Array(ImportMapping) }),
  }),
  saveImportMapping: endpoint({
    method: 'PUT',
    path: '/registry/import-mappings',
    summary: 'Save a mapping under its kind and name, in place of one that stands there',
    rule: importers,
    body: Type.Object(
      { name: Text, kind: Text, columns: Columns, constants: Type.Optional(Constants) },
      exact,
    ),
    reply: ImportMapping,
    refusals: { ...mappingRefusals, mapping_is_built_in: 409 },
  }),
  deleteImportMapping: endpoint({
    method: 'DELETE',
    path: '/registry/import-mappings/{mappingId}',
    summary: 'Delete a saved mapping; imports that used it keep theirs',
    rule: importers,
    params: Type.Object({ mappingId: Id }),
    reply: Type.Null(),
    status: 204,
    refusals: { mapping_is_built_in: 409 },
  }),

  startImport: endpoint({
    method: 'POST',
    path: '/registry/imports',
    summary: 'Import a file, or try it without writing anything',
    rule: importers,
    body: Type.Object(
      {
        fileId: Id,
        kind: Text,
        /** The name of a saved mapping; `columns` and `constants` go before what it says. */
        mapping: Type.Optional(Text),
        columns: Type.Optional(Columns),
        constants: Type.Optional(Constants),
        sheet: Type.Optional(Text),
        /** Where the facts are from; that of the kind, else the name of the file, unless told. */
        source: Type.Optional(Text),
        /** The day on which the source said so. */
        statedOn: Type.Optional(Day),
        dryRun: Type.Boolean(),
      },
      exact,
    ),
    reply: Import,
    creates: true,
    refusals: {
      ...mappingRefusals,
      ...fileRefusals,
      file_not_found: 422,
      mapping_not_found: 422,
      stated_in_the_future: 422,
    },
  }),
  listImports: endpoint({
    method: 'GET',
    path: '/registry/imports',
    summary: 'Imports with their progress, the latest first',
    rule: importers,
    query: Type.Object({
      kind: Type.Optional(Several(Text)),
      state: Type.Optional(Several(OneOf(importStates))),
      ...Paging,
    }),
    reply: Page(Import),
  }),
  readImport: endpoint({
    method: 'GET',
    path: '/registry/imports/{importId}',
    summary: 'One import with its progress',
    rule: importers,
    params: ImportParams,
    reply: Import,
  }),
  listImportProblems: endpoint({
    method: 'GET',
    path: '/registry/imports/{importId}/problems',
    summary: 'What is wrong with single rows, in the order of the file',
    rule: importers,
    params: ImportParams,
    query: Type.Object({ ...problemFilter, ...Paging }),
    reply: Page(ImportProblem),
  }),
  exportImportProblems: endpoint({
    method: 'GET',
    path: '/registry/imports/{importId}/problems/export',
    summary: 'The same problems as a file',
    rule: importers,
    params: ImportParams,
    query: Type.Object({
      ...problemFilter,
      format: Type.Optional(OneOf(['csv', 'xlsx', 'jsonl'])),
    }),
    reply: Type.Unknown(),
    download: true,
    callsPerMinute: 20,
  }),
  cancelImport: endpoint({
    method: 'POST',
    path: '/registry/imports/{importId}/cancel',
    summary: 'Stop an import after its current batch; what is written stays until it is undone',
    rule: importers,
    params: ImportParams,
    reply: Import,
    refusals: { import_is_over: 409 },
  }),
  undoImport: endpoint({
    method: 'POST',
    path: '/registry/imports/{importId}/undo',
    summary: 'Take back what is still as the import left it; the rest is kept and listed',
    rule: importers,
    params: ImportParams,
    reply: Import,
    refusals: {
      import_is_running: 409,
      import_was_undone: 409,
      dry_run_wrote_nothing: 409,
      /** Not one record can be taken back; the reasons say why. */
      nothing_can_be_undone: 409,
    },
  }),

  listAffiliations: endpoint({
    method: 'GET',
    path: '/registry/affiliations',
    summary: 'Affiliation texts that are not certain, those of most papers first',
    rule: importers,
    query: Type.Object({
      q: Type.Optional(Type.String({ maxLength: 200 })),
      decided: Type.Optional(Type.Boolean({ default: false })),
      /** Only those with, or without, an organisation that may be meant. */
      withCandidates: Type.Optional(Type.Boolean()),
      ...Paging,
    }),
    reply: Page(Affiliation),
  }),
  decideAffiliation: endpoint({
    method: 'POST',
    path: '/registry/affiliations/{affiliationId}/decision',
    summary: 'Say once which organisation a text means; its papers follow, now and later',
    rule: importers,
    params: Type.Object({ affiliationId: Id }),
    body: Type.Object(
      {
        decision: OneOf(['organisation', 'none', 'new_organisation']),
        /** With `organisation`. */
        organisationId: Type.Optional(Id),
        /** With `new_organisation`. */
        organisation: Type.Optional(
          Type.Object(
            {
              nameZh: Type.Optional(Type.String({ minLength: 1, maxLength: 500 })),
              nameEn: Type.Optional(Type.String({ minLength: 1, maxLength: 500 })),
              kind: OneOf(organisationKinds),
              regionCode: Type.Optional(Type.String({ maxLength: 10 })),
            },
            exact,
          ),
        ),
      },
      exact,
    ),
    reply: Affiliation,
    refusals: {
      organisation_not_named: 422,
      organisation_not_found: 422,
      name_missing: 422,
      region_not_known: 422,
      region_abolished: 422,
      region_not_yet_founded: 422,
    },
  }),
} as const;
