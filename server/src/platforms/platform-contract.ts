/** What HTTP and the web see of platforms, their types and their founders. */
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
  Several,
} from '../runtime/endpoint.ts';
import { contributionKinds, stages } from './platform.ts';
import {
  Count,
  closed,
  FieldCode,
  Name,
  Note,
  Place,
  platformParams,
  RegionCode,
  Rights,
  TypeCode,
} from './platform-shapes.ts';

export const platformStages = stages;
export const platformContributionKinds = contributionKinds;

export const PlatformType = Type.Object({
  code: Type.String(),
  nameZh: Type.String(),
  nameEn: Type.String(),
  note: Nullable(Type.String()),
});
export type PlatformType = Static<typeof PlatformType>;

/** A type as its keepers see it, with how many platforms are of it. */
export const ListedType = Type.Object({
  ...PlatformType.properties,
  platforms: Count,
  revision: Type.Integer(),
});
export type ListedType = Static<typeof ListedType>;

const typeWords = {
  nameZh: Type.String({ minLength: 1, maxLength: 100 }),
  nameEn: Type.String({ minLength: 1, maxLength: 100 }),
  note: Type.Optional(Nullable(Note)),
};

const Contribution = Type.Object(
  {
    kind: OneOf(contributionKinds),
    /** In yuan, people or square metres, as its kind has it. */
    amount: Type.String({ pattern: '^[0-9]{1,15}(\\.[0-9]{1,2})?$' }),
    note: Type.Optional(Nullable(Type.String({ maxLength: 300 }))),
  },
  closed,
);

const FounderBody = Type.Object(
  {
    regionCode: Type.Optional(Nullable(RegionCode)),
    organisationId: Type.Optional(Nullable(Id)),
    contributions: Type.Optional(Type.Array(Contribution, { maxItems: 20 })),
  },
  closed,
);

export const Founder = Type.Object({
  place: Place,
  /** The region it is, or lies in. */
  regionCode: Nullable(Type.String()),
  contributions: Type.Array(Contribution),
});
export type Founder = Static<typeof Founder>;

const Facility = Type.Object(
  {
    name: Type.String({ minLength: 1, maxLength: 200 }),
    quantity: Type.Optional(Nullable(Type.Integer({ minimum: 1, maximum: 1_000_000 }))),
    note: Type.Optional(Nullable(Type.String({ maxLength: 300 }))),
  },
  closed,
);

const platformFacts = {
  id: Id,
  nameZh: Nullable(Type.String()),
  nameEn: Nullable(Type.String()),
  type: PlatformType,
  stage: OneOf(stages),
  fields: Type.Array(Type.String()),
  /** Where it stands; the first is its seat. */
  regions: Type.Array(Place),
  operator: Nullable(Place),
  founders: Type.Array(Founder),
  /** Yuan that the founders bring in money, as a decimal text. */
  money: Type.String(),
  openedOn: Nullable(Day),
  closedOn: Nullable(Day),
  sample: Type.Boolean(),
};

export const PlatformSummary = Type.Object(platformFacts);
export type PlatformSummary = Static<typeof PlatformSummary>;

export const Platform = Type.Object({
  ...platformFacts,
  facilities: Type.Array(Facility),
  address: Nullable(Type.String()),
  note: Nullable(Type.String()),
  journeyId: Id,
  createdAt: Instant,
  updatedAt: Instant,
  revision: Type.Integer(),
  may: Rights(['edit'] as const),
});
export type Platform = Static<typeof Platform>;

/** What was done with a platform: read off the event log. */
export const PlatformStep = Type.Object({
  at: Instant,
  by: Type.String(),
  type: Type.String(),
  changes: Type.Array(
    Type.Object({ field: Type.String(), before: Type.Unknown(), after: Type.Unknown() }),
  ),
});
export type PlatformStep = Static<typeof PlatformStep>;

const platformBody = {
  nameZh: Type.Optional(Nullable(Name)),
  nameEn: Type.Optional(Nullable(Name)),
  type: TypeCode,
  stage: Type.Optional(OneOf(stages)),
  fields: Type.Optional(Type.Array(FieldCode, { maxItems: 10, uniqueItems: true })),
  regionCodes: Type.Array(RegionCode, { minItems: 1, maxItems: 10 }),
  operatorId: Type.Optional(Nullable(Id)),
  founders: Type.Optional(Type.Array(FounderBody, { maxItems: 30 })),
  facilities: Type.Optional(Type.Array(Facility, { maxItems: 100 })),
  address: Type.Optional(Nullable(Type.String({ maxLength: 300 }))),
  note: Type.Optional(Nullable(Note)),
  openedOn: Type.Optional(Nullable(Day)),
  closedOn: Type.Optional(Nullable(Day)),
};

export const platformKeepers = ['editor', 'region_officer', 'secretariat'] as const;

const filters = {
  q: Type.Optional(Type.String({ maxLength: 200 })),
  type: Type.Optional(Several(TypeCode)),
  stage: Type.Optional(Several(OneOf(stages))),
  /** In these regions, or in what lies in them. */
  region: Type.Optional(Several(RegionCode)),
  /** Founded by these regions, or by organisations in them. */
  founder: Type.Optional(Several(RegionCode)),
  /** Of these fields, or of what lies in them. */
  field: Type.Optional(Several(FieldCode)),
  operatorId: Type.Optional(Id),
};
export const platformOrders = ['name', '-openedOn', '-money'] as const;

const platformRefusals = {
  region_not_known: 422,
  region_abolished: 422,
  region_not_yet_founded: 422,
  organisation_not_known: 422,
  organisation_is_merged: 422,
  organisation_is_dissolved: 422,
  platform_not_valid: 422,
  platform_type_not_known: 422,
} as const;

export const platformContract = {
  listPlatformTypes: endpoint({
    method: 'GET',
    path: '/platforms/types',
    summary: 'The types of platforms',
    rule: 'anyone',
    reply: Type.Object({ items: Type.Array(ListedType), may: Rights(['add'] as const) }),
  }),
  addPlatformType: endpoint({
    method: 'POST',
    path: '/platforms/types',
    summary: 'Adds a type',
    rule: 'secretariat',
    body: Type.Object({ code: TypeCode, ...typeWords }, closed),
    reply: ListedType,
    creates: true,
    refusals: { platform_type_exists: 409 },
  }),
  editPlatformType: endpoint({
    method: 'PATCH',
    path: '/platforms/types/{code}',
    summary: 'Says in other words what a type is; its code stays, for schemes are made for it',
    rule: 'secretariat',
    params: Type.Object({ code: TypeCode }),
    body: Type.Partial(Type.Object(typeWords), closed),
    reply: ListedType,
    edits: true,
  }),

  listPlatforms: endpoint({
    method: 'GET',
    path: '/platforms/platforms',
    summary: 'Platforms by type, stage, region, founder and field',
    rule: 'anyone',
    query: Type.Object({ ...filters, sort: Type.Optional(OneOf(platformOrders)), ...Paging }),
    reply: Page(PlatformSummary),
  }),
  countPlatforms: endpoint({
    method: 'GET',
    path: '/platforms/by-region',
    summary: 'How many platforms of the same filters stand in each province, by type',
    rule: 'anyone',
    query: Type.Object(filters),
    reply: Type.Object({
      items: Type.Array(
        Type.Object({ region: Place, type: Type.String(), stage: OneOf(stages), count: Count }),
      ),
    }),
  }),
  readPlatformLayout: endpoint({
    method: 'GET',
    path: '/platforms/layout',
    summary: 'In which fields platforms stand in which provinces; closed ones are left out',
    rule: 'anyone',
    reply: Type.Object({
      items: Type.Array(
        Type.Object({
          field: Type.String(),
          /** How many there are; one that stands in several provinces is one. */
          platforms: Count,
          regions: Type.Array(Type.Object({ region: Place, count: Count })),
        }),
      ),
    }),
  }),
  exportPlatforms: endpoint({
    method: 'GET',
    path: '/platforms/platforms/export',
    summary: 'The same list as a file, up to 50,000 rows',
    rule: 'anyone',
    query: Type.Object({ ...filters, ...exportQuery }),
    reply: Type.Unknown(),
    download: true,
    callsPerMinute: 20,
  }),
  createPlatform: endpoint({
    method: 'POST',
    path: '/platforms/platforms',
    summary:
      'Registers or proposes a platform; by its operator, or by who serves one of its regions',
    rule: platformKeepers,
    body: Type.Object(platformBody, closed),
    reply: Platform,
    creates: true,
    refusals: platformRefusals,
  }),
  readPlatform: endpoint({
    method: 'GET',
    path: '/platforms/platforms/{platformId}',
    summary: 'One platform',
    rule: 'anyone',
    params: platformParams,
    reply: Platform,
  }),
  editPlatform: endpoint({
    method: 'PATCH',
    path: '/platforms/platforms/{platformId}',
    summary: 'Changes what is said of a platform, or takes it on to another stage',
    rule: platformKeepers,
    params: platformParams,
    body: Type.Partial(Type.Object(platformBody), closed),
    reply: Platform,
    edits: true,
    refusals: platformRefusals,
  }),
  readPlatformHistory: endpoint({
    method: 'GET',
    path: '/platforms/platforms/{platformId}/history',
    summary: 'What was done with the platform, the latest first; up to 200 steps',
    rule: 'anyone',
    params: platformParams,
    reply: Type.Object({ items: Type.Array(PlatformStep) }),
  }),
} as const;

/** What `judgePlatform` and `judgeStageChange` may say. */
export const platformReasonCodes = [
  'platform_name_missing',
  'field_unknown',
  'region_named_twice',
  'opening_day_missing',
  'closing_day_and_stage_differ',
  'platform_closes_before_it_opens',
  'founder_is_not_one',
  'founder_named_twice',
  'contribution_is_not_whole',
  'stage_does_not_follow',
] as const;
