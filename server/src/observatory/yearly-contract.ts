/** Yearly reports of compacts: what HTTP and the web see. */
import { type Static, Type } from 'typebox';
import { endpoint, Id, Instant, Nullable, OneOf, Page, Paging } from '../runtime/endpoint.ts';
import { Both, Report, ReportCell, reportQuery } from './report-contract.ts';

const exact = { additionalProperties: false };

export const yearlyStates = ['waiting', 'working', 'draft', 'published', 'failed'] as const;

export const YearlySummary = Type.Object({
  id: Id,
  compact: Type.Object({ id: Id, name: Both }),
  year: Type.Integer(),
  /** The first of a year is 1; one that is made again has the next number. */
  number: Type.Integer(),
  state: OneOf(yearlyStates),
  /** Sections that are written, of `steps`. */
  done: Type.Integer(),
  steps: Type.Integer(),
  digest: Nullable(Type.String()),
  madeAt: Nullable(Instant),
  askedBy: Type.String(),
  askedAt: Instant,
  publishedBy: Nullable(Type.String()),
  publishedAt: Nullable(Instant),
  revision: Type.Integer(),
  sample: Type.Boolean(),
});
export type YearlySummary = Static<typeof YearlySummary>;

export const YearlyReport = Type.Object({
  ...YearlySummary.properties,
  report: Nullable(Report),
  /** `give`: as open data under a licence. */
  may: Type.Object({ publish: Type.Boolean(), give: Type.Boolean() }),
});
export type YearlyReport = Static<typeof YearlyReport>;

const YearlyDifference = Type.Object({
  section: Type.String(),
  heading: Both,
  row: Both,
  column: Both,
  before: ReportCell,
  after: ReportCell,
});

const params = Type.Object({ reportId: Id });

export const yearlyContract = {
  listYearlyReports: endpoint({
    method: 'GET',
    path: '/observatory/reports',
    summary: 'Yearly reports of compacts, the latest first; drafts for those who answer for them',
    rule: 'anyone',
    query: Type.Object({ ...Paging }),
    reply: Page(YearlySummary),
  }),
  makeYearlyReport: endpoint({
    method: 'POST',
    path: '/observatory/reports',
    summary: 'Write the report of a compact for a year from the records',
    rule: ['region_officer', 'secretariat'],
    body: Type.Object(
      { compactId: Id, year: Type.Integer({ minimum: 2000, maximum: 2999 }) },
      exact,
    ),
    reply: YearlyReport,
    status: 201,
    creates: true,
    refusals: { year_not_begun: 422, report_being_made: 409 },
  }),
  readYearlyReport: endpoint({
    method: 'GET',
    path: '/observatory/reports/{reportId}',
    summary: 'A yearly report with its sentences, tables and charts, or how far it is',
    rule: 'anyone',
    params,
    reply: YearlyReport,
  }),
  downloadYearlyReport: endpoint({
    method: 'GET',
    path: '/observatory/reports/{reportId}/file',
    summary: 'A yearly report as a document or as figures',
    rule: 'anyone',
    params,
    query: Type.Object(reportQuery),
    reply: Type.Unknown(),
    download: true,
    callsPerMinute: 20,
    refusals: { no_such_table: 422, report_not_made: 409 },
  }),
  compareYearlyReport: endpoint({
    method: 'GET',
    path: '/observatory/reports/{reportId}/comparison',
    summary: 'Which figures differ in another report, or if it were written again now',
    rule: 'person',
    params,
    query: Type.Object({ otherId: Type.Optional(Id) }),
    reply: Type.Object({
      digest: Type.String(),
      otherDigest: Type.String(),
      same: Type.Boolean(),
      /** The first 500. */
      differences: Type.Array(YearlyDifference),
      total: Type.Integer(),
    }),
    callsPerMinute: 20,
    refusals: { report_not_made: 409 },
  }),
  publishYearlyReport: endpoint({
    method: 'POST',
    path: '/observatory/reports/{reportId}/publication',
    summary: 'Give a yearly report to everybody; it cannot be taken back',
    rule: ['region_officer', 'secretariat'],
    params,
    reply: YearlyReport,
    edits: true,
    refusals: { report_not_made: 409 },
  }),
} as const;
