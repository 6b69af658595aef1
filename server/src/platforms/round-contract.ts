/** What HTTP and the web see of rounds, of what platforms report in them, and of its check. */
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
import { verdicts } from './evidence-check.ts';
import { PlatformType } from './platform-contract.ts';
import {
  Count,
  closed,
  Name,
  Note,
  Place,
  RegionCode,
  Rights,
  TypeCode,
  Who,
  Words,
} from './platform-shapes.ts';
import { phases, roundStates, sharings } from './round.ts';
import { roundSources } from './round-sources.ts';
import { roundTasks } from './round-task.ts';

export {
  phases as roundPhases,
  roundSources,
  roundStates,
  roundTasks,
  sharings as roundSharings,
  verdicts as checkVerdicts,
};

export const roundParams = Type.Object({ roundId: Id });
export const reportParams = Type.Object({ reportId: Id });
export const MeasureId = Type.String({ pattern: '^[A-Za-z][A-Za-z0-9_]{0,63}$' });

export const Calendar = Type.Object(
  {
    self_report: Day,
    evidence_check: Day,
    panel: Day,
    result: Day,
    appeal: Day,
    publication: Day,
  },
  closed,
);

export const Named = Type.Object({
  id: Id,
  nameZh: Nullable(Type.String()),
  nameEn: Nullable(Type.String()),
});

/** A region or a compact. */
export const RoundKeeper = Type.Object({
  kind: OneOf(['region', 'compact'] as const),
  id: Type.String(),
  nameZh: Nullable(Type.String()),
  nameEn: Nullable(Type.String()),
});

const roundFacts = {
  id: Id,
  titleZh: Type.String(),
  titleEn: Type.String(),
  keeper: RoundKeeper,
  type: PlatformType,
  scheme: Type.Object({
    versionId: Id,
    number: Type.Integer(),
    titleZh: Type.String(),
    titleEn: Type.String(),
  }),
  /** What is evaluated happened in these days; half-open. */
  dataFrom: Day,
  dataUntil: Day,
  calendar: Calendar,
  state: OneOf(roundStates),
  /** Of an open round, once the first has begun. */
  phase: Nullable(OneOf(phases)),
  platforms: Count,
  submitted: Count,
  sample: Type.Boolean(),
};
export const RoundSummary = Type.Object(roundFacts);
export type RoundSummary = Static<typeof RoundSummary>;

/** How far one platform is. What the caller may not know yet is null. */
export const ReportSummary = Type.Object({
  id: Id,
  platform: Named,
  operator: Nullable(Place),
  /** What it is called in the data. */
  code: Nullable(Type.String()),
  submittedAt: Nullable(Instant),
  values: Count,
  unchecked: Count,
  returned: Count,
  seats: Count,
  seatsDone: Count,
  openAppeals: Count,
  agreedAt: Nullable(Instant),
  score: Nullable(Type.String()),
  place: Nullable(Type.Integer()),
  grade: Nullable(Type.String()),
  isOwn: Type.Boolean(),
});
export type ReportSummary = Static<typeof ReportSummary>;

export const MeasureOfRound = Type.Object({
  id: Type.String(),
  name: Words,
  unit: Nullable(Type.String()),
  /** Where one of these is chosen. */
  choices: Type.Array(Type.String()),
  choiceNames: Type.Array(Words),
  least: Nullable(Type.String()),
  most: Nullable(Type.String()),
  /** A panel scores it. */
  scored: Type.Boolean(),
  /** Yunhe counts it. */
  source: Nullable(OneOf(roundSources)),
  /** The items of the scheme that it matters to. */
  clauses: Type.Array(Type.Object({ id: Type.String(), name: Words })),
});
export type MeasureOfRound = Static<typeof MeasureOfRound>;

export const RunState = Type.Object({
  id: Id,
  state: OneOf(['waiting', 'running', 'finished', 'failed'] as const),
  /** Draws that are done, of so many. */
  done: Count,
  draws: Count,
  failure: Nullable(Type.Object({ code: Type.String(), detail: Type.String() })),
  startedAt: Instant,
});

export const roundRights = [
  'edit',
  'open',
  'move',
  'endPhase',
  'cancel',
  'check',
  'seat',
  'score',
  'compute',
  'decide',
  'publish',
  /** Open what follows of a missed target. */
  'intervene',
  'seeAll',
] as const;

export const Round = Type.Object({
  ...roundFacts,
  sharing: OneOf(sharings),
  seats: Count,
  mostLoad: Count,
  draws: Count,
  seed: Count,
  lowGrades: Type.Array(Type.String()),
  grades: Type.Array(Type.Object({ id: Type.String(), name: Words })),
  measures: Type.Array(MeasureOfRound),
  reports: Type.Array(ReportSummary),
  waiting: Type.Object({
    reports: Count,
    values: Count,
    scores: Count,
    results: Count,
    appeals: Count,
  }),
  run: Nullable(RunState),
  openedAt: Nullable(Instant),
  publishedAt: Nullable(Instant),
  cancelledBecause: Nullable(Type.String()),
  revision: Type.Integer(),
  may: Rights(roundRights),
});
export type Round = Static<typeof Round>;

// Self-reports ------------------------------------------------------------------------------------

export const EvidenceFile = Type.Object({
  id: Id,
  name: Type.String(),
  mediaType: Type.String(),
  bytes: Type.Integer(),
  digest: Type.String(),
});
export type EvidenceFile = Static<typeof EvidenceFile>;

/** What Yunhe counted: a contract, an introduction, a collaboration, a team. */
export const CountedRecord = Type.Object({
  kind: Type.String(),
  id: Id,
  label: Type.String(),
});

export const ReportedValue = Type.Object({
  measure: Type.String(),
  value: Type.String(),
  origin: OneOf(['reported', 'yunhe'] as const),
  records: Type.Array(CountedRecord),
  note: Nullable(Type.String()),
  evidence: Type.Array(Id),
  verdict: Nullable(OneOf(verdicts)),
  checkedValue: Nullable(Type.String()),
  checkReason: Nullable(Type.String()),
  checkedBy: Nullable(Who),
});
export type ReportedValue = Static<typeof ReportedValue>;

export const Report = Type.Object({
  id: Id,
  round: RoundSummary,
  platform: Named,
  code: Nullable(Type.String()),
  measures: Type.Array(MeasureOfRound),
  values: Type.Array(ReportedValue),
  files: Type.Array(EvidenceFile),
  submittedAt: Nullable(Instant),
  submittedBy: Nullable(Who),
  agreedAt: Nullable(Instant),
  revision: Type.Integer(),
  may: Rights(['report', 'answer', 'check', 'appeal', 'agree'] as const),
});
export type Report = Static<typeof Report>;

/** What is wrong with a row of a file, counted as it stands there. */
export const RowProblem = Type.Object({
  row: Type.Integer(),
  column: OneOf(['indicator', 'value'] as const),
  code: Type.String(),
  detail: Type.String(),
  params: Type.Record(Type.String(), Type.Union([Type.String(), Type.Integer()])),
});
export type RowProblem = Static<typeof RowProblem>;

// To-dos ------------------------------------------------------------------------------------------

export const RoundTask = Type.Object({
  task: OneOf(roundTasks),
  roundId: Id,
  titleZh: Type.String(),
  titleEn: Type.String(),
  /** The platform that it is about, where it is about one. */
  reportId: Nullable(Id),
  platform: Nullable(Named),
  interventionId: Nullable(Id),
  count: Count,
  /** The last day on which it can be done; null where there is none. */
  until: Nullable(Day),
  sample: Type.Boolean(),
});
export type RoundTask = Static<typeof RoundTask>;

// Operations --------------------------------------------------------------------------------------

export const roundKeepers = ['region_officer', 'secretariat'] as const;
const evaluated = ['editor'] as const;

const filters = {
  q: Type.Optional(Type.String({ maxLength: 200 })),
  type: Type.Optional(Several(TypeCode)),
  state: Type.Optional(Several(OneOf(roundStates))),
  platformId: Type.Optional(Id),
};

const settings = {
  titleZh: Type.Optional(Name),
  titleEn: Type.Optional(Name),
  schemeVersionId: Type.Optional(Id),
  dataFrom: Type.Optional(Day),
  dataUntil: Type.Optional(Day),
  calendar: Type.Optional(Calendar),
  platformIds: Type.Optional(Type.Array(Id, { maxItems: 500, uniqueItems: true })),
  sources: Type.Optional(Type.Record(MeasureId, OneOf(roundSources), { maxProperties: 100 })),
  sharing: Type.Optional(OneOf(sharings)),
  seats: Type.Optional(Type.Integer({ minimum: 1, maximum: 20 })),
  mostLoad: Type.Optional(Type.Integer({ minimum: 1, maximum: 500 })),
  draws: Type.Optional(Type.Integer({ minimum: 0, maximum: 100_000 })),
  seed: Type.Optional(Type.Integer({ minimum: 0, maximum: 2_147_483_647 })),
  lowGrades: Type.Optional(Nullable(Type.Array(Type.String({ maxLength: 64 }), { maxItems: 20 }))),
};

const settingRefusals = {
  round_not_valid: 422,
  scheme_not_published: 422,
  scheme_not_known: 422,
} as const;
export const phaseRefusals = { round_step_refused: 409 } as const;

const ValueGiven = Type.Object(
  {
    measure: MeasureId,
    /** An empty text takes it back. */
    value: Type.String({ maxLength: 100 }),
    note: Type.Optional(Nullable(Note)),
    evidence: Type.Optional(Type.Array(Id, { maxItems: 20, uniqueItems: true })),
  },
  closed,
);

export const roundContract = {
  listRounds: endpoint({
    method: 'GET',
    path: '/platforms/rounds',
    summary: 'Rounds of evaluation: those that have begun, and own drafts',
    rule: 'person',
    query: Type.Object({ ...filters, ...Paging }),
    reply: Page(RoundSummary),
  }),
  exportRounds: endpoint({
    method: 'GET',
    path: '/platforms/rounds/export',
    summary: 'The same list as a file',
    rule: 'person',
    query: Type.Object({ ...filters, ...exportQuery }),
    reply: Type.Unknown(),
    download: true,
    callsPerMinute: 20,
  }),
  listRoundTasks: endpoint({
    method: 'GET',
    path: '/platforms/round-tasks',
    summary: 'What the caller has to do in open rounds, the most urgent first',
    rule: 'person',
    reply: Type.Object({ items: Type.Array(RoundTask) }),
  }),
  createRound: endpoint({
    method: 'POST',
    path: '/platforms/rounds',
    summary: 'A region or a compact prepares a round for a type of platforms',
    rule: roundKeepers,
    body: Type.Object(
      {
        ...settings,
        titleZh: Name,
        titleEn: Name,
        regionCode: Type.Optional(RegionCode),
        compactId: Type.Optional(Id),
        type: TypeCode,
        schemeVersionId: Id,
        dataFrom: Day,
        dataUntil: Day,
        calendar: Calendar,
      },
      closed,
    ),
    reply: Round,
    status: 201,
    creates: true,
    refusals: {
      ...settingRefusals,
      keeper_not_named: 422,
      compact_not_known: 422,
      region_not_known: 422,
      region_abolished: 422,
      region_not_yet_founded: 422,
    },
  }),
  readRound: endpoint({
    method: 'GET',
    path: '/platforms/rounds/{roundId}',
    summary: 'One round: its calendar, how far each platform is, and what the caller may do',
    rule: 'person',
    params: roundParams,
    reply: Round,
  }),
  editRound: endpoint({
    method: 'PATCH',
    path: '/platforms/rounds/{roundId}',
    summary: 'Changes a round that has not begun',
    rule: roundKeepers,
    params: roundParams,
    body: Type.Object(settings, closed),
    reply: Round,
    edits: true,
    refusals: { ...settingRefusals, round_has_begun: 409, scheme_is_frozen: 409 },
  }),
  openRound: endpoint({
    method: 'POST',
    path: '/platforms/rounds/{roundId}/opening',
    summary: 'Freezes the scheme and the platforms that take part, and begins',
    rule: roundKeepers,
    params: roundParams,
    reply: Round,
    edits: true,
    refusals: {
      ...settingRefusals,
      round_has_begun: 409,
      round_cannot_open: 409,
      scheme_frozen_already: 409,
    },
  }),
  moveRound: endpoint({
    method: 'POST',
    path: '/platforms/rounds/{roundId}/calendar',
    summary: 'Gives what is to come more time, with a reason',
    rule: roundKeepers,
    params: roundParams,
    body: Type.Object(
      { calendar: Calendar, reason: Type.String({ minLength: 1, maxLength: 2000 }) },
      closed,
    ),
    reply: Round,
    edits: true,
    refusals: { ...phaseRefusals, calendar_not_valid: 422 },
  }),
  endPhase: endpoint({
    method: 'POST',
    path: '/platforms/rounds/{roundId}/phase-end',
    summary: 'Ends a phase before its day, once nobody waits in it',
    rule: roundKeepers,
    params: roundParams,
    reply: Round,
    edits: true,
    refusals: { phase_cannot_end: 409 },
  }),
  cancelRound: endpoint({
    method: 'POST',
    path: '/platforms/rounds/{roundId}/cancellation',
    summary: 'Ends a round without a result, with a reason; it stays to be read',
    rule: roundKeepers,
    params: roundParams,
    body: Type.Object({ reason: Type.String({ minLength: 1, maxLength: 2000 }) }, closed),
    reply: Round,
    edits: true,
    refusals: { round_is_over: 409 },
  }),
  downloadRoundCalendar: endpoint({
    method: 'GET',
    path: '/platforms/rounds/{roundId}/calendar.ics',
    summary: 'The days of a round as calendars take them in (RFC 5545)',
    rule: 'person',
    params: roundParams,
    query: Type.Object({ lang: Type.Optional(OneOf(['zh', 'en'] as const)) }),
    reply: Type.Unknown(),
    download: true,
  }),

  readReport: endpoint({
    method: 'GET',
    path: '/platforms/reports/{reportId}',
    summary: 'What one platform reported in a round, with its evidence and its check',
    rule: 'person',
    params: reportParams,
    reply: Report,
  }),
  saveReport: endpoint({
    method: 'PATCH',
    path: '/platforms/reports/{reportId}',
    summary: 'Keeps values while they are written; every wrong one is named',
    rule: evaluated,
    params: reportParams,
    body: Type.Object({ values: Type.Array(ValueGiven, { minItems: 1, maxItems: 500 }) }, closed),
    reply: Report,
    edits: true,
    refusals: { ...phaseRefusals, values_not_valid: 422, evidence_not_known: 422 },
  }),
  pullValues: endpoint({
    method: 'POST',
    path: '/platforms/reports/{reportId}/counted',
    summary: 'Counts what Yunhe knows, with links to the records',
    rule: evaluated,
    params: reportParams,
    body: Type.Object({}, closed),
    reply: Report,
    refusals: phaseRefusals,
  }),
  downloadReportSheet: endpoint({
    method: 'GET',
    path: '/platforms/reports/{reportId}/sheet',
    summary: 'What is reported as a sheet to fill in, which is taken back as it is',
    rule: 'person',
    params: reportParams,
    query: Type.Object(exportQuery),
    reply: Type.Unknown(),
    download: true,
    callsPerMinute: 60,
  }),
  uploadValues: endpoint({
    method: 'POST',
    path: '/platforms/reports/{reportId}/values-file',
    summary:
      'Takes `indicator,value` rows of CSV or XLSX; those that are wrong are told, the others kept if asked',
    rule: evaluated,
    params: reportParams,
    query: Type.Object({ keep: Type.Optional(Type.Boolean()) }),
    upload: true,
    reply: Type.Object({
      rows: Count,
      kept: Count,
      problems: Type.Array(RowProblem),
      values: Type.Array(Type.Object({ measure: Type.String(), value: Type.String() })),
    }),
    refusals: { ...phaseRefusals, file_cannot_be_read: 422, file_too_large: 413, file_empty: 422 },
  }),
  uploadReportEvidence: endpoint({
    method: 'POST',
    path: '/platforms/reports/{reportId}/evidence',
    summary: 'Takes a file that proves a value or an appeal',
    rule: evaluated,
    params: reportParams,
    upload: true,
    reply: EvidenceFile,
    status: 201,
    refusals: {
      ...phaseRefusals,
      evidence_type_not_allowed: 422,
      file_too_large: 413,
      file_empty: 422,
      too_many_files: 409,
    },
  }),
  downloadReportEvidence: endpoint({
    method: 'GET',
    path: '/platforms/evidence/{fileId}',
    summary: 'A file of evidence as it came',
    rule: 'person',
    params: Type.Object({ fileId: Id }),
    reply: Type.Unknown(),
    download: true,
  }),
  submitReport: endpoint({
    method: 'POST',
    path: '/platforms/reports/{reportId}/submission',
    summary: 'Says that the report is whole; until the phase ends it can be sent again',
    rule: evaluated,
    params: reportParams,
    reply: Report,
    edits: true,
    refusals: { ...phaseRefusals, report_not_whole: 422 },
  }),
  checkValue: endpoint({
    method: 'POST',
    path: '/platforms/reports/{reportId}/checks',
    summary: 'A checker accepts a value, corrects it, or returns it with a reason',
    rule: roundKeepers,
    params: reportParams,
    body: Type.Object(
      {
        /** All that are unchecked where it is left out; these are accepted only. */
        measure: Type.Optional(MeasureId),
        verdict: OneOf(verdicts),
        value: Type.Optional(Type.String({ maxLength: 100 })),
        reason: Type.Optional(Note),
      },
      closed,
    ),
    reply: Report,
    edits: true,
    refusals: { ...phaseRefusals, check_not_valid: 422, values_not_valid: 422 },
  }),
} as const;
