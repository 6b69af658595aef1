/** Whether something new would repeat a neighbour: what HTTP and the web see. */
import { type Static, Type } from 'typebox';
import { endpoint, Id, Nullable, OneOf } from '../runtime/endpoint.ts';
import { plans, strengths, verdicts } from './repeat.ts';
import { Field, Partner, SeriesSummary } from './series-contract.ts';
import { Method, Region } from './shapes.ts';

const Count = Nullable(Type.Integer({ minimum: 0 }));
const Figure = Nullable(Type.Number());
const RegionCode = Type.String({ pattern: '^[A-Z0-9-]{2,12}$' });

const Standing = Type.Object({
  region: Region,
  /** What the series tells; null where it tells nothing, or of too few organisations. */
  value: Figure,
  share: Figure,
  quotient: Figure,
  /** How close its other fields are to this one, 0 to 1. */
  density: Figure,
  /** In the register and on offer today; null where they are too few to be told. */
  organisations: Count,
  technologies: Count,
  /** Null where the node keeps no platforms. */
  platforms: Count,
  suppressed: Type.Boolean(),
  /** What makes it strong in the field; empty where nothing does. */
  strongBy: Type.Array(OneOf(strengths)),
});

export const RepeatWarning = Type.Object({
  verdict: OneOf(verdicts),
  planned: Nullable(OneOf(plans)),
  field: Field,
  /** Null where no series tells of the field. */
  series: Nullable(SeriesSummary),
  method: Nullable(Method),
  /** Whose regions are the neighbours; none: all regions of the series. */
  compacts: Type.Array(
    Type.Object({ id: Id, nameZh: Nullable(Type.String()), nameEn: Nullable(Type.String()) }),
  ),
  here: Standing,
  /** The strongest first. */
  neighbours: Type.Array(Standing),
  /** Strong neighbours with whom to do it instead, those that complete the region most first. */
  partners: Type.Array(
    Type.Object({
      region: Region,
      /** Of all that the one lacks and is close to, what the other has; the mean of both ways. */
      complementarity: Figure,
      organisations: Type.Array(Partner),
      /** What the partner could bring besides, and what it could be brought. */
      brings: Type.Array(Field),
      takes: Type.Array(Field),
    }),
  ),
});
export type RepeatWarning = Static<typeof RepeatWarning>;

export const repeatContract = {
  readRepeats: endpoint({
    method: 'GET',
    path: '/observatory/repeats',
    summary: 'Which neighbours have a field already, and who could be the partner instead',
    rule: 'person',
    query: Type.Object({
      /** Of any level; figures are of the first. */
      regionCode: RegionCode,
      field: Type.String({ minLength: 1, maxLength: 200 }),
      planned: Type.Optional(OneOf(plans)),
      /** Unless told, all compacts that the region is in today. */
      compactId: Type.Optional(Id),
      /** Unless told, the newest that tells of the field. */
      seriesId: Type.Optional(Id),
    }),
    reply: RepeatWarning,
  }),
} as const;
