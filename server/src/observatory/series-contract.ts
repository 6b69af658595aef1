/** Series of regions and fields: what HTTP and the web see. */
import { type Static, Type } from 'typebox';
import {
  Day,
  endpoint,
  exportQuery,
  Id,
  Instant,
  Nullable,
  OneOf,
  Page,
  Paging,
} from '../runtime/endpoint.ts';
import { Method, Region, RegionCode } from './shapes.ts';

const sdmxVersions = ['1.0', '2.0'] as const;

const exact = { additionalProperties: false };
const Count = Type.Integer({ minimum: 0 });
const Figure = Nullable(Type.Number());
const Line = Type.String({ minLength: 1, maxLength: 300 });

export const seriesOrigins = ['imported', 'organisations', 'technologies'] as const;
/** What the node can count itself. */
export const derivedOrigins = ['organisations', 'technologies'] as const;

export const Field = Type.Object({
  code: Type.String(),
  nameZh: Nullable(Type.String()),
  nameEn: Nullable(Type.String()),
});

export const SeriesSummary = Type.Object({
  id: Id,
  origin: OneOf(seriesOrigins),
  title: Type.String(),
  unit: Type.String(),
  source: Type.String(),
  /** The same three in English, of what the node counted itself; null as a person wrote them. */
  english: Nullable(
    Type.Object({ title: Type.String(), unit: Type.String(), source: Type.String() }),
  ),
  sourceUrl: Nullable(Type.String()),
  licence: Nullable(Type.String()),
  on: Day,
  regions: Count,
  fields: Count,
  cells: Count,
  digest: Type.String(),
  madeBy: Type.String(),
  madeAt: Instant,
  sample: Type.Boolean(),
});
export type SeriesSummary = Static<typeof SeriesSummary>;

/** Cells about few organisations: no figure is worked out from them. */
export const SmallCellsTold = Type.Object({
  organisationsAtLeast: Count,
  /** How many there are, and how many of them are not told to the reader. */
  cells: Count,
  hidden: Count,
});
export type SmallCellsTold = Static<typeof SmallCellsTold>;

const RegionStanding = Type.Object({
  region: Region,
  volume: Type.Number(),
  /** In how many fields it is present. */
  diversity: Count,
  herfindahl: Figure,
  krugman: Figure,
  eci: Figure,
  fitness: Figure,
  /** Null where it is not ranked; tied regions have the same two. */
  rank: Nullable(Type.Object({ first: Type.Integer(), last: Type.Integer() })),
  excludedBecause: Nullable(OneOf(['volume_below_minimum', 'no_value'] as const)),
});

export const Series = Type.Object({
  ...SeriesSummary.properties,
  method: Method,
  minimumVolume: Type.Number(),
  converged: Type.Boolean(),
  caveats: Type.Array(Type.String()),
  standings: Type.Array(RegionStanding),
  /** The fields with the most volume, at most 60, and how regions stand in them. */
  shownFields: Type.Array(
    Type.Object({ field: Field, volume: Type.Number(), ubiquity: Count, pci: Figure }),
  ),
  heat: Type.Array(
    Type.Object({
      region: Type.String(),
      field: Type.String(),
      /** Null where it is not told. */
      value: Figure,
      /** Null where few stand behind the cell, also for those who see its value. */
      quotient: Figure,
      suppressed: Type.Boolean(),
    }),
  ),
  small: SmallCellsTold,
  may: Type.Object({ remove: Type.Boolean() }),
});
export type Series = Static<typeof Series>;

export const Profile = Type.Object({
  series: SeriesSummary,
  region: Region,
  method: Method,
  fields: Type.Array(
    Type.Object({
      field: Field,
      /** As in the heat map: null where few stand behind it. */
      value: Figure,
      share: Figure,
      quotient: Figure,
      pci: Figure,
      suppressed: Type.Boolean(),
    }),
  ),
  small: SmallCellsTold,
  /** What it lacks and is close to; the best first. */
  opportunities: Type.Array(
    Type.Object({
      field: Field,
      density: Type.Number(),
      pci: Type.Number(),
      /** Regions that have it already: a new platform there would repeat them. */
      presentIn: Type.Array(Region),
    }),
  ),
  /** Fields of the series of which it has nothing, as far as that is told. */
  lacks: Type.Array(Field),
  others: Type.Array(Region),
});
export type Profile = Static<typeof Profile>;

export const Partner = Type.Object({
  id: Id,
  nameZh: Nullable(Type.String()),
  nameEn: Nullable(Type.String()),
});

const Complement = Type.Object({
  field: Field,
  /** How close the one who lacks it is to it. */
  density: Type.Number(),
  /** Organisations of the giver in the field, and of the taker in the fields nearest to it. */
  givers: Type.Array(Partner),
  takers: Type.Array(Partner),
});

export const Pair = Type.Object({
  series: SeriesSummary,
  first: Region,
  second: Region,
  method: Method,
  /** Null where one has nothing that is told. */
  overlap: Figure,
  cosine: Figure,
  jaccard: Figure,
  small: SmallCellsTold,
  shared: Type.Array(Field),
  forFirst: Type.Array(Complement),
  forSecond: Type.Array(Complement),
  /** 耦合协调度; null where one has nothing that the other lacks. */
  coupling: Nullable(
    Type.Object({
      coupling: Figure,
      development: Type.Number(),
      coordination: Type.Number(),
      grade: Type.Integer(),
    }),
  ),
});
export type Pair = Static<typeof Pair>;

export const FieldSpace = Type.Object({
  series: SeriesSummary,
  method: Method,
  small: SmallCellsTold,
  nodes: Type.Array(Type.Object({ field: Field, volume: Type.Number(), presentIn: Count })),
  edges: Type.Array(
    Type.Object({ from: Type.String(), to: Type.String(), nearness: Type.Number() }),
  ),
});
export type FieldSpace = Static<typeof FieldSpace>;

const seriesParams = Type.Object({ seriesId: Id });
const tooLarge = { analysis_too_large: 413 } as const;

const Dimension = Type.Optional(Type.String({ pattern: '^[A-Za-z][A-Za-z0-9_@$-]{0,99}$' }));

/** What of an SDMX file is taken; usual names are known where they are left out. */
const sdmxQuery = {
  regionDimension: Dimension,
  fieldDimension: Dimension,
  timePeriod: Type.Optional(Type.String({ pattern: '^[0-9A-Z:-]{4,30}$' })),
  /** `FREQ=A,UNIT=NR` */
  fixed: Type.Optional(Type.String({ maxLength: 500 })),
};

export const seriesContract = {
  listSeries: endpoint({
    method: 'GET',
    path: '/observatory/series',
    summary: 'Series of regions and fields',
    rule: 'person',
    /** Those in which a region has a figure, where one is named. */
    query: Type.Object({ regionCode: Type.Optional(RegionCode), ...Paging }),
    reply: Page(SeriesSummary),
  }),
  uploadSeries: endpoint({
    method: 'POST',
    path: '/observatory/series/files',
    summary: 'A series from a table with region, field and value, or from SDMX-CSV 1.0 and 2.0',
    rule: ['region_officer', 'secretariat', 'system_administrator'],
    query: Type.Object({
      title: Line,
      unit: Line,
      source: Line,
      sourceUrl: Type.Optional(Type.String({ pattern: '^https?://\\S+$', maxLength: 500 })),
      licence: Type.Optional(Line),
      on: Day,
      ...sdmxQuery,
    }),
    upload: true,
    reply: SeriesSummary,
    status: 201,
    creates: true,
    refusals: {
      file_cannot_be_read: 422,
      file_too_large: 413,
      file_empty: 422,
      series_not_valid: 422,
    },
  }),
  deriveSeries: endpoint({
    method: 'POST',
    path: '/observatory/series',
    summary: 'Count organisations or technologies by region and field, as they are today',
    rule: ['region_officer', 'secretariat', 'system_administrator'],
    body: Type.Object({ of: OneOf(derivedOrigins) }, exact),
    reply: SeriesSummary,
    status: 201,
    creates: true,
    refusals: { nothing_to_count: 422 },
  }),
  readSeries: endpoint({
    method: 'GET',
    path: '/observatory/series/{seriesId}',
    summary: 'What regions are good at: quotients, specialisation, complexity, with their doubts',
    rule: 'person',
    params: seriesParams,
    reply: Series,
    refusals: tooLarge,
  }),
  recomputeSeries: endpoint({
    method: 'POST',
    path: '/observatory/series/{seriesId}/recomputations',
    summary: 'Work the digest of the inputs out again and compare',
    rule: 'person',
    params: seriesParams,
    reply: Type.Object({
      digest: Type.String(),
      same: Type.Boolean(),
      method: Method,
    }),
  }),
  removeSeries: endpoint({
    method: 'DELETE',
    path: '/observatory/series/{seriesId}',
    summary: 'Remove a series and all its figures',
    rule: ['region_officer', 'secretariat', 'system_administrator'],
    params: seriesParams,
    reply: Type.Object({ removed: Type.Boolean() }),
  }),
  exportSeries: endpoint({
    method: 'GET',
    path: '/observatory/series/{seriesId}/export',
    summary: 'The series in long form with quotients, presence and density',
    rule: 'person',
    params: seriesParams,
    query: Type.Object({
      ...exportQuery,
    }),
    reply: Type.Unknown(),
    download: true,
    refusals: tooLarge,
    callsPerMinute: 20,
  }),
  exportSeriesSdmx: endpoint({
    method: 'GET',
    path: '/observatory/series/{seriesId}/sdmx',
    summary: 'The series as SDMX-CSV',
    rule: 'person',
    params: seriesParams,
    query: Type.Object({ version: Type.Optional(OneOf(sdmxVersions)) }),
    reply: Type.Unknown(),
    download: true,
    callsPerMinute: 20,
  }),
  readFieldSpace: endpoint({
    method: 'GET',
    path: '/observatory/series/{seriesId}/space',
    summary: 'How near fields are to each other, as a network to draw',
    rule: 'person',
    params: seriesParams,
    reply: FieldSpace,
    refusals: tooLarge,
  }),
  readRegionProfile: endpoint({
    method: 'GET',
    path: '/observatory/series/{seriesId}/regions/{regionCode}',
    summary: 'Where a region stands, and what it lacks and is close to',
    rule: 'person',
    params: Type.Object({ seriesId: Id, regionCode: RegionCode }),
    reply: Profile,
    refusals: tooLarge,
  }),
  readRegionPair: endpoint({
    method: 'GET',
    path: '/observatory/series/{seriesId}/pairs/{firstCode}/{secondCode}',
    summary: 'Where two regions overlap, and who could complete whom, with whom',
    rule: 'person',
    params: Type.Object({ seriesId: Id, firstCode: RegionCode, secondCode: RegionCode }),
    reply: Pair,
    refusals: tooLarge,
  }),
} as const;
