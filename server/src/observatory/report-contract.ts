/** Reports: the figures of a page with their sentences, charts, source and doubts, as files. */
import { type Static, type TObject, Type } from 'typebox';
import { endpoint, Id, Nullable, OneOf } from '../runtime/endpoint.ts';
import { barrierQuery, flowQuery, gapsQuery, Method, RegionCode } from './shapes.ts';

/** In both languages. */
export const Both = Type.Object({ zh: Type.String(), en: Type.String() });
export type Both = Static<typeof Both>;

/** Null where nothing is defined or nothing may be told. */
export const ReportCell = Nullable(
  Type.Union([Type.Number(), Type.Boolean(), Type.String(), Both]),
);

const Table = Type.Object({
  columns: Type.Array(
    Type.Object({
      key: Type.String(),
      title: Both,
      type: OneOf(['text', 'number', 'share'] as const),
    }),
  ),
  /** A row with `suppressed` leaves out figures about too few organisations. */
  rows: Type.Array(Type.Record(Type.String(), ReportCell)),
});

/** Drawn from the table: its keys say which column is which. */
const Chart = Type.Object({
  title: Both,
  kind: OneOf(['bars', 'line', 'heat'] as const),
  label: Type.String(),
  /** Of a heat map. */
  across: Nullable(Type.String()),
  value: Type.String(),
});

const Section = Type.Object({
  name: Type.String(),
  heading: Both,
  sentences: Type.Array(Both),
  facts: Type.Array(Type.Object({ label: Both, value: ReportCell })),
  chart: Nullable(Chart),
  table: Nullable(Table),
});

export const Report = Type.Object({
  title: Both,
  lead: Both,
  source: Both,
  method: Nullable(Method),
  /** What was asked for: filters, region, year. */
  asked: Type.Record(Type.String(), Type.String()),
  caveats: Type.Array(Both),
  sections: Type.Array(Section),
});
export type Report = Static<typeof Report>;
export type ReportSection = Static<typeof Section>;
export type ReportTable = Static<typeof Table>;
export type ReportChart = Static<typeof Chart>;
export type ReportCell = Static<typeof ReportCell>;

export const reportFormats = ['pdf', 'csv', 'json'] as const;

export const reportQuery = {
  format: Type.Optional(OneOf(reportFormats)),
  /** Whose table is wanted as CSV; the first one where left out. */
  section: Type.Optional(Type.String({ pattern: '^[a-z_]{1,40}$' })),
  lang: Type.Optional(OneOf(['zh', 'en'] as const)),
};

function pageReport<Params extends TObject, Query extends TObject>(
  path: string,
  summary: string,
  params: Params,
  query: Query,
) {
  return endpoint({
    method: 'GET',
    path,
    summary,
    rule: 'person',
    params,
    query,
    reply: Type.Unknown(),
    download: true,
    callsPerMinute: 20,
    refusals: { no_such_table: 422, analysis_too_large: 413 },
  });
}

const nothing = Type.Object({});
const plain = Type.Object(reportQuery);

export const reportContract = {
  reportBarriers: pageReport(
    '/observatory/barriers/report',
    'Barriers as a document or as figures',
    nothing,
    Type.Object({ ...barrierQuery, ...reportQuery }),
  ),
  reportBarrier: pageReport(
    '/observatory/barriers/{barrierId}/report',
    'One barrier as a document or as figures',
    Type.Object({ barrierId: Id }),
    plain,
  ),
  reportBarrierFile: pageReport(
    '/observatory/barrier-files/{fileId}/report',
    'A barrier file as a document or as figures',
    Type.Object({ fileId: Id }),
    plain,
  ),
  reportFlows: pageReport(
    '/observatory/flows/report',
    'Flows between regions as a document or as figures',
    nothing,
    Type.Object({ ...flowQuery, ...reportQuery }),
  ),
  reportChain: pageReport(
    '/observatory/chains/{chainId}/report',
    'The gaps of a chain in a compact as a document or as figures',
    Type.Object({ chainId: Id }),
    Type.Object({ ...gapsQuery, ...reportQuery }),
  ),
  reportSeries: pageReport(
    '/observatory/series/{seriesId}/report',
    'Standings and heat map of a series as a document or as figures',
    Type.Object({ seriesId: Id }),
    plain,
  ),
  reportRegionProfile: pageReport(
    '/observatory/series/{seriesId}/regions/{regionCode}/report',
    'The profile of a region as a document or as figures',
    Type.Object({ seriesId: Id, regionCode: RegionCode }),
    plain,
  ),
  reportRegionPair: pageReport(
    '/observatory/series/{seriesId}/pairs/{firstCode}/{secondCode}/report',
    'Two regions beside each other as a document or as figures',
    Type.Object({ seriesId: Id, firstCode: RegionCode, secondCode: RegionCode }),
    plain,
  ),
} as const;
