/** What HTTP and the web see of the observatory: operations, their shapes and their refusals. */
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
import { fileOutcomes, fileStates, fileSteps } from './barrier-file.ts';
import { flowKinds } from './flow.ts';
import { setbackKinds } from './setback.ts';
import { barrierQuery, flowQuery, Region, RegionCode, Year } from './shapes.ts';

export * from './chain-contract.ts';
export * from './expected-flows-contract.ts';
export * from './network-contract.ts';
export * from './open-data-contract.ts';
export { type RepeatWarning, repeatContract } from './repeat-contract.ts';
export * from './report-contract.ts';
export {
  type FieldSpace,
  type Pair,
  type Profile,
  type Series,
  type SeriesSummary,
  type SmallCellsTold,
  seriesContract,
} from './series-contract.ts';
export { organisationsAtLeast } from './shapes.ts';
export * from './yearly-contract.ts';

const exact = { additionalProperties: false };
const Count = Type.Integer({ minimum: 0 });

export const Amount = Type.Object({ amountMinor: Type.String(), unit: Type.String() });
export type Amount = Static<typeof Amount>;

// Barriers ----------------------------------------------------------------------------------------

const barrierFacts = {
  id: Id,
  /** Null where the log does not know them. */
  from: Nullable(Region),
  to: Nullable(Region),
  capability: Type.String(),
  reason: Type.String(),
  rule: Nullable(Type.String()),
  /** The version of a common rule that said no. */
  versionId: Nullable(Id),
};

const Measured = Type.Object({
  /** Null where too few organisations stand behind it to be told. */
  count: Nullable(Count),
  organisations: Nullable(Count),
  amounts: Type.Array(Amount),
  /** Of the last 90 days and of the 90 before them. */
  lately: Nullable(Count),
  before: Nullable(Count),
  suppressed: Type.Boolean(),
});

export const BarrierSummary = Type.Object({
  ...barrierFacts,
  measured: Measured,
  lastAt: Instant,
  /** The file that is open about it. */
  fileId: Nullable(Id),
});
export type BarrierSummary = Static<typeof BarrierSummary>;

export const Barrier = Type.Object({
  ...barrierFacts,
  measured: Measured,
  lastAt: Instant,
  fileId: Nullable(Id),
  /** By kind of "no" and month, the last 24 months; empty where too few stand behind it. */
  months: Type.Array(Type.Object({ month: Type.String(), count: Count })),
  kinds: Type.Array(Type.Object({ kind: OneOf(setbackKinds), count: Count })),
  may: Type.Object({ open: Type.Boolean(), seeRecords: Type.Boolean() }),
});
export type Barrier = Static<typeof Barrier>;

export const barrierSorts = ['-count', '-lastAt'] as const;

export const Setback = Type.Object({
  sequence: Type.String(),
  at: Instant,
  capability: Type.String(),
  eventType: Type.String(),
  kind: OneOf(setbackKinds),
  from: Nullable(Region),
  to: Nullable(Region),
  organisation: Nullable(
    Type.Object({ id: Id, nameZh: Nullable(Type.String()), nameEn: Nullable(Type.String()) }),
  ),
  reasons: Type.Array(Type.Object({ code: Type.String(), rule: Nullable(Type.String()) })),
  amount: Nullable(Amount),
  journeyId: Nullable(Id),
  /** The first thing it was about: a decision of the rules, an introduction, a need. */
  subjectId: Nullable(Id),
});
export type Setback = Static<typeof Setback>;

const setbackQuery = { barrierId: Type.Optional(Id), ...barrierQuery };

// Files -------------------------------------------------------------------------------------------

const Owner = Type.Object({
  regionCode: Nullable(Type.String()),
  compactId: Nullable(Id),
  nameZh: Nullable(Type.String()),
  nameEn: Nullable(Type.String()),
});

const fileFacts = {
  id: Id,
  title: Type.String(),
  barrier: Type.Object(barrierFacts),
  owner: Owner,
  state: OneOf(fileStates),
  openedOn: Day,
  clarifyDueOn: Day,
  redressDueOn: Day,
  /** The clock that runs. */
  dueOn: Nullable(Day),
  overdue: Type.Boolean(),
  outcome: Nullable(OneOf(fileOutcomes)),
  closedAt: Nullable(Instant),
  revision: Type.Integer(),
};

export const BarrierFileSummary = Type.Object(fileFacts);
export type BarrierFileSummary = Static<typeof BarrierFileSummary>;

export const BarrierFile = Type.Object({
  ...fileFacts,
  steps: Type.Array(
    Type.Object({
      id: Id,
      step: OneOf(['opened', ...fileSteps] as const),
      note: Type.String(),
      outcome: Nullable(OneOf(fileOutcomes)),
      dueOn: Nullable(Day),
      takenBy: Type.String(),
      takenAt: Instant,
    }),
  ),
  may: Type.Object({ step: Type.Boolean() }),
});
export type BarrierFile = Static<typeof BarrierFile>;

const fileQuery = {
  state: Type.Optional(Several(OneOf(fileStates))),
  regionCode: Type.Optional(RegionCode),
  overdue: Type.Optional(Type.Boolean()),
};

const Note = Type.String({ minLength: 1, maxLength: 4_000 });

// Flows -------------------------------------------------------------------------------------------

export const Flows = Type.Object({
  /** Of what is told. */
  kinds: Type.Array(Type.Object({ kind: OneOf(flowKinds), count: Count })),
  /** That may be asked for: those in which anything flowed, the latest first. */
  years: Type.Array(Year),
  regions: Type.Array(Region),
  cells: Type.Array(
    Type.Object({
      from: Type.String(),
      to: Type.String(),
      /** Null where too few organisations stand behind all of it to be told. */
      count: Nullable(Count),
      amounts: Type.Array(Amount),
      /** Something is left out, since too few organisations stand behind it. */
      suppressed: Type.Boolean(),
    }),
  ),
});
export type Flows = Static<typeof Flows>;

export const observatoryContract = {
  listBarriers: endpoint({
    method: 'GET',
    path: '/observatory/barriers',
    summary: 'What stands between regions: every "no" by pair of regions, reason and rule',
    rule: 'person',
    query: Type.Object({
      ...Paging,
      ...barrierQuery,
      sort: Type.Optional(OneOf(barrierSorts)),
    }),
    reply: Page(BarrierSummary),
  }),
  exportBarriers: endpoint({
    method: 'GET',
    path: '/observatory/barriers/export',
    summary: 'Barriers as a file',
    rule: 'person',
    query: Type.Object({ ...barrierQuery, ...exportQuery }),
    reply: Type.Unknown(),
    download: true,
    callsPerMinute: 20,
  }),
  readBarrierMatrix: endpoint({
    method: 'GET',
    path: '/observatory/barriers/matrix',
    summary: 'How often one region’s wish ended at another, for each pair',
    rule: 'person',
    query: Type.Object(barrierQuery),
    reply: Type.Object({
      regions: Type.Array(Region),
      cells: Type.Array(
        Type.Object({
          from: Type.String(),
          to: Type.String(),
          count: Nullable(Count),
          suppressed: Type.Boolean(),
        }),
      ),
    }),
  }),
  readBarrier: endpoint({
    method: 'GET',
    path: '/observatory/barriers/{barrierId}',
    summary: 'One barrier: how often, how much, how it moves',
    rule: 'person',
    params: Type.Object({ barrierId: Id }),
    reply: Barrier,
  }),
  listSetbacks: endpoint({
    method: 'GET',
    path: '/observatory/setbacks',
    summary: 'The records behind barriers, as far as the caller may see them',
    rule: 'person',
    query: Type.Object({ ...Paging, ...setbackQuery }),
    reply: Page(Setback),
  }),
  exportSetbacks: endpoint({
    method: 'GET',
    path: '/observatory/setbacks/export',
    summary: 'The records behind barriers as a file',
    rule: 'person',
    query: Type.Object({ ...setbackQuery, ...exportQuery }),
    reply: Type.Unknown(),
    download: true,
    callsPerMinute: 20,
  }),

  openBarrierFile: endpoint({
    method: 'POST',
    path: '/observatory/barriers/{barrierId}/files',
    summary: 'Take a barrier up: from today the clocks run',
    rule: ['region_officer', 'secretariat'],
    params: Type.Object({ barrierId: Id }),
    body: Type.Object(
      {
        title: Type.String({ minLength: 1, maxLength: 200 }),
        note: Note,
        /** Whose officers see to it; one of the two. */
        regionCode: Type.Optional(RegionCode),
        compactId: Type.Optional(Id),
      },
      exact,
    ),
    reply: BarrierFile,
    status: 201,
    creates: true,
    refusals: {
      barrier_has_open_file: 409,
      owner_not_named: 422,
      step_not_possible: 422,
    },
  }),
  listBarrierFiles: endpoint({
    method: 'GET',
    path: '/observatory/barrier-files',
    summary: 'Barriers that were taken up, those due first',
    rule: 'person',
    query: Type.Object({ ...Paging, ...fileQuery }),
    reply: Page(BarrierFileSummary),
  }),
  exportBarrierFiles: endpoint({
    method: 'GET',
    path: '/observatory/barrier-files/export',
    summary: 'Barrier files as a file',
    rule: 'person',
    query: Type.Object({ ...fileQuery, ...exportQuery }),
    reply: Type.Unknown(),
    download: true,
    callsPerMinute: 20,
  }),
  readBarrierFile: endpoint({
    method: 'GET',
    path: '/observatory/barrier-files/{fileId}',
    summary: 'A barrier file with everything that was done about it',
    rule: 'person',
    params: Type.Object({ fileId: Id }),
    reply: BarrierFile,
  }),
  takeBarrierStep: endpoint({
    method: 'POST',
    path: '/observatory/barrier-files/{fileId}/steps',
    summary: 'Clarify, try a measure, extend, close with an outcome, or open again',
    rule: ['region_officer', 'secretariat'],
    params: Type.Object({ fileId: Id }),
    body: Type.Object(
      {
        step: OneOf(fileSteps),
        note: Note,
        outcome: Type.Optional(Nullable(OneOf(fileOutcomes))),
        dueOn: Type.Optional(Nullable(Day)),
      },
      exact,
    ),
    reply: BarrierFile,
    edits: true,
    refusals: { step_not_possible: 422, barrier_has_open_file: 409 },
  }),

  readFlows: endpoint({
    method: 'GET',
    path: '/observatory/flows',
    summary: 'What went from region to region in whole years, by kind',
    rule: 'person',
    query: Type.Object(flowQuery),
    reply: Flows,
  }),
} as const;
