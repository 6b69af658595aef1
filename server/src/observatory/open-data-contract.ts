/** Open data: what officers gave to anybody, with its licence, for people and for catalogues. */
import { type Static, Type } from 'typebox';
import { Day, endpoint, Id, Instant, Nullable, OneOf, Page, Paging } from '../runtime/endpoint.ts';
import { Both } from './report-contract.ts';
import { RegionCode, years } from './shapes.ts';

const exact = { additionalProperties: false };
const Count = Type.Integer({ minimum: 0 });

export const licences = ['CC-BY-4.0', 'CC0-1.0', 'ODC-By-1.0', 'PDDL-1.0'] as const;
export const datasetSubjects = ['series', 'barriers', 'flows', 'report'] as const;
/** Tables are there as CSV and JSON, reports as PDF and JSON. */
export const distributionForms = ['csv', 'json', 'pdf'] as const;

export const Dataset = Type.Object({
  id: Id,
  subject: OneOf(datasetSubjects),
  title: Both,
  description: Both,
  source: Type.String(),
  licence: OneOf(licences),
  publisher: Type.Object({
    regionCode: Nullable(Type.String()),
    compactId: Nullable(Id),
    name: Both,
  }),
  regions: Type.Array(Type.Object({ code: Type.String(), name: Both })),
  startsOn: Day,
  /** The day after the last. */
  endsOn: Day,
  rows: Count,
  /** Rows whose figure is left out, since it would be about too few. */
  suppressed: Count,
  digest: Type.String(),
  issuedAt: Instant,
  modifiedAt: Instant,
  /** Of a withdrawn one nothing is left but this. */
  withdrawnBecause: Nullable(Type.String()),
  revision: Type.Integer(),
  sample: Type.Boolean(),
  may: Type.Object({ withdraw: Type.Boolean() }),
});
export type Dataset = Static<typeof Dataset>;

const Title = Type.String({ minLength: 1, maxLength: 200, pattern: '\\S' });
const Description = Type.String({ minLength: 1, maxLength: 2_000, pattern: '\\S' });
const params = Type.Object({ datasetId: Id });

export const openDataContract = {
  readCatalogue: endpoint({
    method: 'GET',
    path: '/observatory/open-data',
    summary: 'The catalogue of open data as DCAT-AP in JSON-LD',
    rule: 'anyone',
    reply: Type.Unknown(),
    download: true,
    callsPerMinute: 60,
  }),
  listDatasets: endpoint({
    method: 'GET',
    path: '/observatory/open-data/datasets',
    summary: 'Open data, the latest first',
    rule: 'anyone',
    query: Type.Object({ ...Paging }),
    reply: Page(Dataset),
  }),
  readDataset: endpoint({
    method: 'GET',
    path: '/observatory/open-data/datasets/{datasetId}',
    summary: 'One dataset with its licence, or that it was withdrawn and why',
    rule: 'anyone',
    params,
    reply: Dataset,
  }),
  downloadDataset: endpoint({
    method: 'GET',
    path: '/observatory/open-data/datasets/{datasetId}/{form}',
    summary: 'A dataset as CSV, PDF or JSON; it never changes, so that it may be kept',
    rule: 'anyone',
    params: Type.Object({ datasetId: Id, form: OneOf(distributionForms) }),
    /** Of a PDF. */
    query: Type.Object({ lang: Type.Optional(OneOf(['zh', 'en'] as const)) }),
    reply: Type.Unknown(),
    download: true,
    callsPerMinute: 60,
    refusals: { dataset_withdrawn: 410 },
  }),
  publishDataset: endpoint({
    method: 'POST',
    path: '/observatory/open-data/datasets',
    summary: 'Give figures to anybody under a licence; small ones are left out',
    rule: ['region_officer', 'secretariat'],
    body: Type.Object(
      {
        subject: OneOf(datasetSubjects),
        seriesId: Type.Optional(Id),
        /** A yearly report that everybody may read already. */
        reportId: Type.Optional(Id),
        /** Of barriers; the last day included. */
        since: Type.Optional(Day),
        until: Type.Optional(Day),
        /** Of flows: years that are over. */
        ...years,
        /** Values of a series that count persons or enterprises: small ones are left out. */
        countsUnits: Type.Optional(Type.Boolean()),
        titleZh: Title,
        titleEn: Title,
        descriptionZh: Description,
        descriptionEn: Description,
        licence: OneOf(licences),
        regionCode: Type.Optional(RegionCode),
        compactId: Type.Optional(Id),
      },
      exact,
    ),
    reply: Dataset,
    status: 201,
    creates: true,
    refusals: {
      owner_not_named: 422,
      nothing_to_publish: 422,
      subject_not_whole: 422,
      report_not_published: 409,
    },
  }),
  withdrawDataset: endpoint({
    method: 'POST',
    path: '/observatory/open-data/datasets/{datasetId}/withdrawal',
    summary: 'Take a dataset back; that it was there, and why it is gone, stays',
    rule: ['region_officer', 'secretariat'],
    params,
    body: Type.Object(
      { because: Type.String({ minLength: 1, maxLength: 2_000, pattern: '\\S' }) },
      exact,
    ),
    reply: Dataset,
    edits: true,
    refusals: { dataset_withdrawn: 410 },
  }),
} as const;
