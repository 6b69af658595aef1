/** What HTTP and the web see of results: of a round, and of one platform step by step. */
import { type Static, Type } from 'typebox';
import { endpoint, Id, Instant, Nullable, OneOf } from '../runtime/endpoint.ts';
import { Count, closed, Digest, Who, Words } from './platform-shapes.ts';
import {
  EvidenceFile,
  Named,
  phaseRefusals,
  Round,
  RoundSummary,
  RunState,
  reportParams,
  roundKeepers,
  roundParams,
} from './round-contract.ts';

const Standing = Type.Object({
  score: Nullable(Type.String()),
  place: Nullable(Type.Integer()),
  grade: Nullable(Type.String()),
});

const resultFacts = {
  id: Id,
  number: Type.Integer(),
  /** The appeal that it came of. */
  appealId: Nullable(Id),
  draws: Count,
  seed: Count,
  digest: Digest,
  computedAt: Instant,
  computedBy: Who,
};
export const ResultRef = Type.Object(resultFacts);
export type ResultRef = Static<typeof ResultRef>;

const unitFacts = {
  /** The answer by which it is ranked apart, and what the scheme calls it. */
  within: Nullable(Type.String()),
  withinName: Nullable(Words),
  score: Nullable(Type.String()),
  place: Nullable(Type.Integer()),
  of: Count,
  grade: Nullable(Type.String()),
  /** Places that 5 % and 95 % of the replications do not pass. */
  low5: Nullable(Type.Integer()),
  high95: Nullable(Type.Integer()),
  grades: Type.Record(Type.String(), Type.String()),
  /** As it was in the result before; null where that said the same. */
  before: Nullable(Standing),
};

export const ResultUnit = Type.Object({
  reportId: Id,
  platform: Named,
  code: Type.String(),
  ...unitFacts,
});
export type ResultUnit = Static<typeof ResultUnit>;

export const Result = Type.Object({ ...resultFacts, units: Type.Array(ResultUnit) });
export type Result = Static<typeof Result>;

export const StepShown = Type.Object({
  step: Type.String(),
  value: Type.String(),
  of: Type.Optional(Type.String()),
  weight: Type.Optional(Type.String()),
  evidence: Type.Optional(Type.String()),
});

export type StepShown = Static<typeof StepShown>;

/** A node of the scheme, with how the platform's score came about. */
export const NodeShown = Type.Object({
  id: Type.String(),
  name: Words,
  kind: Type.String(),
  depth: Count,
  parent: Nullable(Type.String()),
  /** Where the document says so. */
  clause: Nullable(Type.String()),
  text: Nullable(Words),
  points: Nullable(Type.String()),
  score: Type.String(),
  steps: Type.Array(StepShown),
});
export type NodeShown = Static<typeof NodeShown>;

export const ImprovementShown = Type.Object({
  item: Type.String(),
  name: Words,
  from: Type.String(),
  to: Type.String(),
  score: Type.String(),
  grade: Nullable(Type.String()),
});

export const MyEvaluation = Type.Object({
  reportId: Id,
  round: RoundSummary,
  platform: Named,
  code: Type.String(),
  result: ResultRef,
  /** All of the round, the first one first. */
  results: Type.Array(ResultRef),
  ...unitFacts,
  gradeByScore: Nullable(Type.String()),
  vetoes: Type.Array(Type.Object({ id: Type.String(), name: Words })),
  flags: Type.Array(Type.String()),
  gradeNames: Type.Array(Type.Object({ id: Type.String(), name: Words })),
  measures: Type.Array(
    Type.Object({ id: Type.String(), name: Words, unit: Nullable(Type.String()) }),
  ),
  nodes: Type.Array(NodeShown),
  improvements: Type.Array(ImprovementShown),
  /** For those who see what was reported. */
  files: Type.Array(EvidenceFile),
  command: Type.String(),
  agreedAt: Nullable(Instant),
  may: Type.Unsafe<{ appeal: boolean; agree: boolean; seeData: boolean }>(
    Type.Object({ appeal: Type.Boolean(), agree: Type.Boolean(), seeData: Type.Boolean() }),
  ),
});
export type MyEvaluation = Static<typeof MyEvaluation>;

export const RecomputedResult = Type.Object({
  same: Type.Boolean(),
  digest: Nullable(Digest),
  keptDigest: Digest,
  /** The scheme still is what was frozen. */
  schemeHolds: Type.Boolean(),
});

export const resultFiles = ['report', 'scheme', 'data', 'options', 'table'] as const;
const resultParams = Type.Object({ resultId: Id });
const lang = { lang: Type.Optional(OneOf(['zh', 'en'] as const)) };

export const resultContract = {
  startResult: endpoint({
    method: 'POST',
    path: '/platforms/rounds/{roundId}/results',
    summary: 'Computes a result from the frozen scheme and the checked data, beside the node',
    rule: roundKeepers,
    params: roundParams,
    body: Type.Object({}, closed),
    reply: RunState,
    status: 202,
    creates: true,
    refusals: {
      ...phaseRefusals,
      values_unchecked: 409,
      evaluation_not_possible: 422,
      result_is_being_computed: 409,
      result_would_be_the_same: 409,
    },
  }),
  readResultRun: endpoint({
    method: 'GET',
    path: '/platforms/result-runs/{runId}',
    summary: 'How far a computation is',
    rule: [...roundKeepers, 'audit_administrator'],
    params: Type.Object({ runId: Id }),
    reply: RunState,
  }),
  listResults: endpoint({
    method: 'GET',
    path: '/platforms/rounds/{roundId}/results',
    summary: 'The results of a round with all platforms: for its keepers, then for everyone',
    rule: 'person',
    params: roundParams,
    reply: Type.Object({ items: Type.Array(Result) }),
  }),
  downloadResult: endpoint({
    method: 'GET',
    path: '/platforms/results/{resultId}/file',
    summary: 'Scheme, data and options that give the same bytes, the kept report, or a table',
    rule: 'person',
    params: resultParams,
    query: Type.Object({
      file: OneOf(resultFiles),
      /** Of the table. */
      format: Type.Optional(OneOf(['csv', 'xlsx', 'pdf'] as const)),
      ...lang,
    }),
    reply: Type.Unknown(),
    download: true,
    callsPerMinute: 60,
    refusals: { data_not_shared_yet: 409 },
  }),
  recomputeResult: endpoint({
    method: 'GET',
    path: '/platforms/results/{resultId}/recomputation',
    summary:
      'Computes it again from the kept scheme and data, and says whether the same bytes come',
    rule: 'person',
    params: resultParams,
    reply: RecomputedResult,
    callsPerMinute: 20,
  }),
  readEvaluation: endpoint({
    method: 'GET',
    path: '/platforms/reports/{reportId}/evaluation',
    summary:
      'How one platform came to its score: every step, its evidence and clause, and how sure',
    rule: 'person',
    params: reportParams,
    query: Type.Object({ number: Type.Optional(Type.Integer({ minimum: 1, maximum: 10_000 })) }),
    reply: MyEvaluation,
    refusals: { no_result_yet: 409 },
  }),
  downloadEvaluation: endpoint({
    method: 'GET',
    path: '/platforms/reports/{reportId}/evaluation/file',
    summary: 'The same as PDF or XLSX',
    rule: 'person',
    params: reportParams,
    query: Type.Object({
      number: Type.Optional(Type.Integer({ minimum: 1, maximum: 10_000 })),
      format: OneOf(['pdf', 'xlsx'] as const),
      ...lang,
    }),
    reply: Type.Unknown(),
    download: true,
    callsPerMinute: 60,
    refusals: { no_result_yet: 409 },
  }),
  agreeToResult: endpoint({
    method: 'POST',
    path: '/platforms/reports/{reportId}/agreement',
    summary: 'The evaluated says that the result is right and gives up the rest of its time',
    rule: 'manager',
    params: reportParams,
    body: Type.Object({ digest: Digest }, closed),
    reply: MyEvaluation,
    creates: true,
    refusals: {
      ...phaseRefusals,
      no_result_yet: 409,
      result_is_not_what_was_read: 409,
      result_is_agreed: 409,
      appeal_is_open: 409,
    },
  }),
  publishRound: endpoint({
    method: 'POST',
    path: '/platforms/rounds/{roundId}/publication',
    summary: 'Shows the results to everyone and opens what follows of low grades',
    rule: roundKeepers,
    params: roundParams,
    reply: Round,
    edits: true,
    refusals: { ...phaseRefusals, round_cannot_be_published: 409 },
  }),
} as const;
