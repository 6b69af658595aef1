/** What was to be expected between regions, beside what there was: what HTTP and the web see. */
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
import { flowKinds } from './flow.ts';
import { Method, Region, RegionCode, Year, years } from './shapes.ts';

const Figure = Nullable(Type.Number());

/** Kinds of flows of the event log, or collaborations of the registry, which go both ways. */
export const expectedSubjects = [...flowKinds, 'collaborations'] as const;

const asked = {
  /** Left out: all flows of the event log. */
  kind: Type.Optional(OneOf(expectedSubjects)),
  ...years,
  /** Years are added up unless each is asked for by itself, with sizes of regions of its own. */
  eachYear: Type.Optional(Type.Boolean()),
};

export const ExpectedFlowsAsked = Type.Object(asked, { additionalProperties: false });
export type ExpectedFlowsAsked = Static<typeof ExpectedFlowsAsked>;

/** Which pairs are shown; what is expected is worked out from all. */
const shown = {
  compactId: Type.Optional(Id),
  fromRegion: Type.Optional(RegionCode),
  toRegion: Type.Optional(RegionCode),
};

const figures = {
  asked: ExpectedFlowsAsked,
  /** False where the data cannot tell; the caveats say why. */
  identified: Type.Boolean(),
  method: Method,
  /** That are in the figures, and those between the first and the last in which nothing is told. */
  years: Type.Array(Year),
  missingYears: Type.Array(Year),
  /** Ordered pairs of regions that were looked at; so many a year where each is taken by itself. */
  rows: Type.Integer(),
  /** Regions whose centre is not known. */
  leftOut: Type.Array(Region),
  caveats: Type.Array(Type.Object({ code: Type.String(), count: Type.Number() })),
  terms: Type.Array(Type.Object({ name: Type.String(), estimate: Type.Number(), error: Figure })),
  regions: Type.Array(Region),
  /** Those first that miss most; pairs about too few organisations take no part. */
  pairs: Type.Array(
    Type.Object({
      from: Type.String(),
      to: Type.String(),
      observed: Type.Number(),
      expected: Type.Number(),
      ratio: Figure,
      low: Figure,
      high: Figure,
    }),
  ),
};

export const ExpectedFlows = Type.Object(figures);
export type ExpectedFlows = Static<typeof ExpectedFlows>;

const kept = {
  id: Id,
  resultDigest: Type.String(),
  madeBy: Type.String(),
  madeAt: Instant,
  sample: Type.Boolean(),
};

export const KeptExpectedFlowsSummary = Type.Object({
  ...kept,
  asked: ExpectedFlowsAsked,
  years: Type.Array(Year),
  identified: Type.Boolean(),
});
export type KeptExpectedFlowsSummary = Static<typeof KeptExpectedFlowsSummary>;

export const KeptExpectedFlows = Type.Object({
  ...kept,
  ...figures,
  may: Type.Object({ remove: Type.Boolean() }),
});
export type KeptExpectedFlows = Static<typeof KeptExpectedFlows>;

export const ExpectedFlowsVerdict = Type.Object({
  /** What was kept has the digest that was kept. */
  sameInputs: Type.Boolean(),
  /** The same figures came out of it. */
  sameResult: Type.Boolean(),
  /** The records of today give the same inputs. */
  sameToday: Type.Boolean(),
  /** As it is now; the figures say of which version they are. */
  method: Method,
});

const params = Type.Object({ expectedId: Id });
const makers = ['region_officer', 'secretariat', 'system_administrator'] as const;
const refusals = { analysis_too_large: 413, years_out_of_order: 422 } as const;

export const expectedFlowsContract = {
  readExpectedFlows: endpoint({
    method: 'GET',
    path: '/observatory/flows/expected',
    summary: 'Flows between regions beside those that their size and distance let expect',
    rule: 'person',
    query: Type.Object({ ...asked, ...shown }),
    reply: ExpectedFlows,
    refusals,
  }),
  exportExpectedFlows: endpoint({
    method: 'GET',
    path: '/observatory/flows/expected/export',
    summary: 'The same as a file',
    rule: 'person',
    query: Type.Object({ ...asked, ...shown, ...exportQuery }),
    reply: Type.Unknown(),
    download: true,
    callsPerMinute: 20,
    refusals,
  }),
  keepExpectedFlows: endpoint({
    method: 'POST',
    path: '/observatory/flows/expected',
    summary: 'Keep what is to be expected as the records are today, with all it is worked out from',
    rule: makers,
    body: ExpectedFlowsAsked,
    reply: KeptExpectedFlowsSummary,
    status: 201,
    creates: true,
    callsPerMinute: 20,
    refusals,
  }),
  listKeptExpectedFlows: endpoint({
    method: 'GET',
    path: '/observatory/flows/expected/kept',
    summary: 'Expected flows that were kept, the newest first',
    rule: 'person',
    query: Type.Object({ ...Paging }),
    reply: Page(KeptExpectedFlowsSummary),
  }),
  readKeptExpectedFlows: endpoint({
    method: 'GET',
    path: '/observatory/flows/expected/kept/{expectedId}',
    summary: 'Expected flows as they were kept',
    rule: 'person',
    params,
    query: Type.Object(shown),
    reply: KeptExpectedFlows,
  }),
  exportKeptExpectedFlows: endpoint({
    method: 'GET',
    path: '/observatory/flows/expected/kept/{expectedId}/export',
    summary: 'The same as a file',
    rule: 'person',
    params,
    query: Type.Object({ ...shown, ...exportQuery }),
    reply: Type.Unknown(),
    download: true,
    callsPerMinute: 20,
  }),
  recomputeExpectedFlows: endpoint({
    method: 'POST',
    path: '/observatory/flows/expected/kept/{expectedId}/recomputations',
    summary: 'Work kept figures out again from what was kept with them, and compare',
    rule: 'person',
    params,
    reply: ExpectedFlowsVerdict,
    callsPerMinute: 20,
    refusals: { analysis_too_large: 413 },
  }),
  removeExpectedFlows: endpoint({
    method: 'DELETE',
    path: '/observatory/flows/expected/kept/{expectedId}',
    summary: 'Remove kept expected flows',
    rule: makers,
    params,
    reply: Type.Object({ removed: Type.Boolean() }),
  }),
} as const;
