/** What HTTP and the web see of budgets split by a formula. */
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
} from '../runtime/endpoint.ts';
import { PlatformOfUnit } from './compare-contract.ts';
import { Count, closed, Digest, Who, Words } from './platform-shapes.ts';
import { SchemeRow, schemeVersionParams } from './scheme-contract.ts';

/** Where grades and measures come from. */
export const fundingSources = ['sample', 'file', 'preview', 'round'] as const;

const Amount = Type.String();

const facts = {
  id: Id,
  versionId: Id,
  title: Words,
  source: OneOf(fundingSources),
  /** The evaluation whose grades count, where it was one. */
  preview: Nullable(Type.Object({ id: Id, title: Words })),
  round: Nullable(Type.Object({ id: Id, title: Words })),
  budget: Amount,
  currency: Type.String(),
  unitCount: Count,
  /** The formula still says what was computed with. */
  current: Type.Boolean(),
  /** SHA-256 of the result, which anyone can compute again. */
  resultDigest: Digest,
  computedBy: Who,
  createdAt: Instant,
};
export const FundingSummary = Type.Object(facts);
export type FundingSummary = Static<typeof FundingSummary>;

const Part = Type.Object({
  stream: Type.String(),
  multiplier: Type.String(),
  /** Of a pool: what its formula gives, times the multiplier; of a fixed stream its amount. */
  weight: Type.String(),
  /** Of a pool: the weights of all, and this one as a percentage of them. */
  ofWeight: Nullable(Type.String()),
  percent: Nullable(Type.String()),
  amount: Amount,
});

export const FundingRun = Type.Object({
  ...facts,
  schemeId: Id,
  /** Who the units are, where the data are those of a round. */
  platforms: Type.Array(PlatformOfUnit),
  /** What the evaluation calls its grades; empty where there was none. */
  grades: Type.Array(Type.Object({ id: Type.String(), name: Words })),
  /** The formula's streams as people read them. */
  rows: Type.Array(SchemeRow),
  streams: Type.Array(Type.Object({ stream: Type.String(), amount: Amount })),
  units: Type.Array(
    Type.Object({
      unit: Type.String(),
      grade: Nullable(Type.String()),
      amount: Amount,
      parts: Type.Array(Part),
    }),
  ),
  /** What no stream gives: only where there are no pools. */
  left: Amount,
});
export type FundingRun = Static<typeof FundingRun>;

const roundParams = Type.Object({ roundId: Id });
const runParams = Type.Object({ runId: Id });
const readers = ['region_officer', 'secretariat', 'audit_administrator'] as const;

export const formulaContract = {
  computeFunding: endpoint({
    method: 'POST',
    path: '/platforms/scheme-versions/{versionId}/funding',
    summary:
      'Splits a budget by a formula, with the grades and data of an evaluation or of one’s own',
    rule: ['region_officer', 'secretariat'],
    params: schemeVersionParams,
    body: Type.Object(
      {
        source: OneOf(fundingSources),
        budget: Type.String({ pattern: '^[0-9]{1,15}([.][0-9]{1,2})?$' }),
        /** Of a file, and beside the data of a preview or a round: `unit,indicator,value`. */
        data: Type.Optional(Type.String({ maxLength: 800_000 })),
        previewId: Type.Optional(Id),
        roundId: Type.Optional(Id),
      },
      closed,
    ),
    reply: FundingRun,
    creates: true,
    callsPerMinute: 60,
    refusals: {
      scheme_not_whole: 409,
      preview_not_finished: 409,
      preview_without_data: 422,
      preview_data_not_readable: 422,
      funding_not_computable: 422,
    },
  }),
  listFundingRuns: endpoint({
    method: 'GET',
    path: '/platforms/scheme-versions/{versionId}/funding',
    summary: 'What was computed by a formula, the newest first; for those who keep it',
    rule: readers,
    params: schemeVersionParams,
    query: Type.Object(Paging),
    reply: Page(FundingSummary),
  }),
  listFundingsOfRound: endpoint({
    method: 'GET',
    path: '/platforms/rounds/{roundId}/funding',
    summary: 'What was computed with the grades of a round, by formulas that the caller makes',
    rule: 'person',
    params: roundParams,
    query: Type.Object(Paging),
    reply: Page(FundingSummary),
  }),
  readFundingRun: endpoint({
    method: 'GET',
    path: '/platforms/funding/{runId}',
    summary: 'One split of a budget, with every step',
    rule: readers,
    params: runParams,
    reply: FundingRun,
  }),
  exportFundingRun: endpoint({
    method: 'GET',
    path: '/platforms/funding/{runId}/export',
    summary: 'Who gets what from which stream, as a file',
    rule: readers,
    params: runParams,
    query: Type.Object(exportQuery),
    reply: Type.Unknown(),
    download: true,
    callsPerMinute: 20,
  }),
  downloadFundingResult: endpoint({
    method: 'GET',
    path: '/platforms/funding/{runId}/result',
    summary: 'The result as canonical JSON, with the digests of formula and result',
    rule: readers,
    params: runParams,
    reply: Type.Unknown(),
    download: true,
    callsPerMinute: 20,
  }),
} as const;
