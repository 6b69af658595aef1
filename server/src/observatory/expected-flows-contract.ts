/** What was to be expected between regions, beside what there was: what HTTP and the web see. */
import { type Static, Type } from 'typebox';
import { Day, endpoint, exportQuery, Id, Nullable, OneOf } from '../runtime/endpoint.ts';
import { flowKinds } from './flow.ts';
import { Method, Region } from './shapes.ts';

const Figure = Nullable(Type.Number());
const RegionCode = Type.String({ pattern: '^[A-Z0-9-]{2,12}$' });

/** Kinds of flows of the event log, or collaborations of the registry, which go both ways. */
export const expectedSubjects = [...flowKinds, 'collaborations'] as const;

export const ExpectedFlows = Type.Object({
  /** False where the data cannot tell; the caveats say why. */
  identified: Type.Boolean(),
  method: Method,
  /** Ordered pairs of regions that were looked at. */
  rows: Type.Integer(),
  /** Regions whose centre is not known. */
  leftOut: Type.Array(Region),
  caveats: Type.Array(Type.Object({ code: Type.String(), count: Type.Number() })),
  terms: Type.Array(Type.Object({ name: Type.String(), estimate: Type.Number(), error: Figure })),
  regions: Type.Array(Region),
  /** Those first that miss most; figures are null where too few organisations stand behind them. */
  pairs: Type.Array(
    Type.Object({
      from: Type.String(),
      to: Type.String(),
      observed: Figure,
      expected: Figure,
      ratio: Figure,
      low: Figure,
      high: Figure,
      suppressed: Type.Boolean(),
    }),
  ),
});
export type ExpectedFlows = Static<typeof ExpectedFlows>;

const expectedQuery = {
  /** Left out: all flows of the event log. */
  kind: Type.Optional(OneOf(expectedSubjects)),
  since: Type.Optional(Day),
  until: Type.Optional(Day),
  /** Shows pairs within a compact alone; what is expected is worked out from all. */
  compactId: Type.Optional(Id),
  fromRegion: Type.Optional(RegionCode),
  toRegion: Type.Optional(RegionCode),
};

export const expectedFlowsContract = {
  readExpectedFlows: endpoint({
    method: 'GET',
    path: '/observatory/flows/expected',
    summary: 'Flows between regions beside those that their size and distance let expect',
    rule: 'person',
    query: Type.Object(expectedQuery),
    reply: ExpectedFlows,
    refusals: { analysis_too_large: 413 },
  }),
  exportExpectedFlows: endpoint({
    method: 'GET',
    path: '/observatory/flows/expected/export',
    summary: 'The same as a file',
    rule: 'person',
    query: Type.Object({ ...expectedQuery, ...exportQuery }),
    reply: Type.Unknown(),
    download: true,
    callsPerMinute: 20,
    refusals: { analysis_too_large: 413 },
  }),
} as const;
