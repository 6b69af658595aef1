/** What HTTP and the web see of a comparison: units of one kind beside each other, and how sure that is. */
import { type Static, Type } from 'typebox';
import {
  Day,
  endpoint,
  exportQuery,
  Id,
  Instant,
  Nullable,
  Page,
  Paging,
  Several,
} from '../runtime/endpoint.ts';
import { Count, TypeCode, Words } from './platform-shapes.ts';

/** A number as the arithmetic writes it: a decimal, or twelve digits of one. */
const Figure = Type.String();

const ComparedUnit = Type.Object({
  unit: Type.String(),
  /** Null where the unit has none. */
  score: Nullable(Figure),
  /** From 1; equal scores share the better place. */
  place: Nullable(Type.Integer()),
  of: Count,
  grade: Nullable(Type.String()),
  gradeByScore: Nullable(Type.String()),
  vetoes: Type.Array(Type.String()),
  /** What was filled in, left out or counted as nothing: `policy item`. */
  flags: Type.Array(Type.String()),
  /** Scores by the id of their node; empty where the unit has none. */
  nodes: Type.Record(Type.String(), Figure),
  /** Places that 5 %, 50 % and 95 % of the draws do not pass; null where nothing was drawn. */
  places: Nullable(
    Type.Object({
      low5: Type.Integer(),
      median: Type.Integer(),
      high95: Type.Integer(),
      /** How many places it moves on average. */
      moved: Figure,
    }),
  ),
  /** The part of the draws in each grade, 0 to 1. */
  grades: Type.Record(Type.String(), Figure),
});
export type ComparedUnit = Static<typeof ComparedUnit>;

/** Units that are ranked with each other; those of another cohort are not. */
const ComparedCohort = Type.Object({
  /** The answer they share; null where the scheme ranks all together. */
  within: Nullable(Type.String()),
  /** What the scheme calls that answer. */
  withinName: Nullable(Words),
  units: Type.Array(ComparedUnit),
  /** Places that a unit moves, on average over units and draws. */
  moved: Nullable(Figure),
  /** What drives the places: Sobol's indices. */
  drivers: Type.Array(Type.Object({ input: Type.String(), first: Figure, total: Figure })),
  /** What leaving an item out does, and how it goes along with the rest. */
  items: Type.Array(
    Type.Object({
      node: Type.String(),
      withGroup: Figure,
      withWhole: Figure,
      movedWithout: Figure,
      mostMovedWithout: Type.Number(),
    }),
  ),
  /** Cronbach's alpha of each group. */
  groups: Type.Array(Type.Object({ node: Type.String(), alpha: Figure })),
  /** How far panels agree: Krippendorff's alpha, intraclass correlations; empty where untold. */
  panels: Type.Array(
    Type.Object({ node: Type.String(), alpha: Figure, single: Figure, average: Figure }),
  ),
});
export type ComparedCohort = Static<typeof ComparedCohort>;

export const Standing = Type.Object({
  /** SHA-256 of the evaluation, which anyone can compute again. */
  digest: Type.String(),
  draws: Count,
  seed: Nullable(Type.Integer()),
  /** From best to worst. */
  grades: Type.Array(Type.Object({ id: Type.String(), name: Words })),
  nodes: Type.Array(Type.Object({ id: Type.String(), name: Words, depth: Count })),
  cohorts: Type.Array(ComparedCohort),
});
export type Standing = Static<typeof Standing>;

/** Who a unit is: the data of a round call platforms by codes. */
export const PlatformOfUnit = Type.Object({
  unit: Type.String(),
  id: Id,
  nameZh: Nullable(Type.String()),
  nameEn: Nullable(Type.String()),
});
export type PlatformOfUnit = Static<typeof PlatformOfUnit>;

const roundFacts = {
  /** The round's id. */
  id: Id,
  title: Words,
  /** Code of the type of platforms; those of another type are never ranked with these. */
  type: Type.String(),
  schemeVersionId: Id,
  /** Half-open: the days in which that happened which was evaluated. */
  dataFrom: Day,
  dataUntil: Day,
  unitCount: Count,
  publishedAt: Instant,
  sample: Type.Boolean(),
};
export const ComparedRound = Type.Object(roundFacts);
export type ComparedRound = Static<typeof ComparedRound>;

export const Comparison = Type.Object({
  ...roundFacts,
  platforms: Type.Array(PlatformOfUnit),
  standing: Standing,
});
export type Comparison = Static<typeof Comparison>;

const roundParams = Type.Object({ roundId: Id });

export const compareContract = {
  listComparedRounds: endpoint({
    method: 'GET',
    path: '/platforms/comparisons',
    summary: 'Published rounds, the newest first; each compares platforms of one type',
    rule: 'anyone',
    query: Type.Object({ type: Type.Optional(Several(TypeCode)), ...Paging }),
    reply: Page(ComparedRound),
  }),
  readComparison: endpoint({
    method: 'GET',
    path: '/platforms/comparisons/{roundId}',
    summary: 'Who stands where in a published round, how sure that is, and what drives it',
    rule: 'anyone',
    params: roundParams,
    reply: Comparison,
  }),
  exportComparison: endpoint({
    method: 'GET',
    path: '/platforms/comparisons/{roundId}/export',
    summary: 'The same as a file',
    rule: 'anyone',
    params: roundParams,
    query: Type.Object(exportQuery),
    reply: Type.Unknown(),
    download: true,
    callsPerMinute: 20,
  }),
} as const;
