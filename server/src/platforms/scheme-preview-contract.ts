/** What HTTP and the web see of previews: a version of a scheme tried on data. */
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
import { PlatformOfUnit, Standing } from './compare-contract.ts';
import { Count, closed, Digest, Who, Words } from './platform-shapes.ts';
import { SchemeDocument, SchemeProblem, schemeVersionParams } from './scheme-contract.ts';
import { previewSources, previewStates } from './scheme-preview.ts';

const facts = {
  id: Id,
  versionId: Id,
  schemeId: Id,
  /** Of the scheme as it was tried. */
  title: Words,
  state: OneOf(previewStates),
  /** Where the data came from. */
  source: OneOf(previewSources),
  /** The round whose data they are. */
  roundId: Nullable(Id),
  draws: Count,
  seed: Count,
  /** Draws done, of all cohorts. */
  done: Count,
  total: Count,
  /** SHA-256 of the document that was tried. */
  digest: Digest,
  /** The version still says what was tried. */
  current: Type.Boolean(),
  /** SHA-256 of the bytes that `yunhe evaluate` prints for the same. */
  reportDigest: Nullable(Digest),
  startedBy: Who,
  createdAt: Instant,
  finishedAt: Nullable(Instant),
};
export const PreviewSummary = Type.Object(facts);
export type PreviewSummary = Static<typeof PreviewSummary>;

export const Preview = Type.Object({
  ...facts,
  /** Who the units are, where the data are those of a round. */
  platforms: Type.Array(PlatformOfUnit),
  document: SchemeDocument,
  /** Null while it is not computed, or where it cannot be. */
  standing: Nullable(Standing),
  /** What the scheme or the data forbid. */
  problems: Nullable(Type.Array(SchemeProblem)),
  failure: Nullable(OneOf(['limit_reached', 'fault'] as const)),
});
export type Preview = Static<typeof Preview>;

const previewParams = Type.Object({ previewId: Id });
const readers = ['region_officer', 'secretariat', 'audit_administrator'] as const;

export const previewContract = {
  startSchemePreview: endpoint({
    method: 'POST',
    path: '/platforms/scheme-versions/{versionId}/previews',
    summary: 'Tries a version on its sample, on lines of data, or on those of a published round',
    rule: ['region_officer', 'secretariat'],
    params: schemeVersionParams,
    body: Type.Object(
      {
        source: OneOf(previewSources),
        /** Of a file: lines of `unit,indicator,value`. */
        data: Type.Optional(Type.String({ maxLength: 800_000 })),
        roundId: Type.Optional(Id),
        draws: Type.Integer({ minimum: 0, maximum: 10_000 }),
        seed: Type.Integer({ minimum: 0, maximum: 2_147_483_647 }),
      },
      closed,
    ),
    reply: PreviewSummary,
    creates: true,
    callsPerMinute: 30,
    refusals: {
      scheme_not_whole: 409,
      preview_without_data: 422,
      preview_data_not_readable: 422,
      preview_too_large: 413,
    },
  }),
  listSchemePreviews: endpoint({
    method: 'GET',
    path: '/platforms/scheme-versions/{versionId}/previews',
    summary: 'The previews of a version, the newest first; for those who keep it',
    rule: readers,
    params: schemeVersionParams,
    query: Type.Object(Paging),
    reply: Page(PreviewSummary),
  }),
  listPreviews: endpoint({
    method: 'GET',
    path: '/platforms/scheme-previews',
    summary: 'Previews of whatever scheme that the caller may see, the newest first',
    rule: readers,
    query: Type.Object({ state: Type.Optional(Several(OneOf(previewStates))), ...Paging }),
    reply: Page(PreviewSummary),
  }),
  readSchemePreview: endpoint({
    method: 'GET',
    path: '/platforms/scheme-previews/{previewId}',
    summary: 'One preview: how far it is, or who stands where and how sure that is',
    rule: readers,
    params: previewParams,
    reply: Preview,
  }),
  exportSchemePreview: endpoint({
    method: 'GET',
    path: '/platforms/scheme-previews/{previewId}/export',
    summary: 'Scores, places, intervals and grades as a file',
    rule: readers,
    params: previewParams,
    query: Type.Object(exportQuery),
    reply: Type.Unknown(),
    download: true,
    callsPerMinute: 20,
  }),
  downloadPreviewReport: endpoint({
    method: 'GET',
    path: '/platforms/scheme-previews/{previewId}/report',
    summary: 'The very bytes that `yunhe evaluate --json` prints for the same scheme and data',
    rule: readers,
    params: previewParams,
    reply: Type.Unknown(),
    download: true,
    callsPerMinute: 20,
    refusals: { preview_not_finished: 409 },
  }),
  downloadPreviewData: endpoint({
    method: 'GET',
    path: '/platforms/scheme-previews/{previewId}/data',
    summary: 'The data that it was tried on',
    rule: readers,
    params: previewParams,
    reply: Type.Unknown(),
    download: true,
    callsPerMinute: 20,
  }),
} as const;
