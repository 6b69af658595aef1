import { type Static, type TSchema, Type } from 'typebox';
import {
  AmountMinor,
  Currency,
  Day,
  endpoint,
  Id,
  Instant,
  Nullable,
  OneOf,
  Page,
  Paging,
  Several,
} from '../runtime/endpoint.ts';
import {
  collaborationKinds,
  nameKinds,
  organisationKinds,
  organisationSchemes,
  organisationStatuses,
  participationRoles,
  regionLevels,
  regionSchemes,
  relationKinds,
} from './words.ts';

export * from './import-contract.ts';
export * from './words.ts';

// Shapes ------------------------------------------------------------------------------------------

const exact = { additionalProperties: false };

function Maybe<Schema extends TSchema>(schema: Schema) {
  return Type.Optional(Nullable(schema));
}

const printable = '^[^\\u0000-\\u001f\\u007f]*$';
/** Long enough for every name there is; a longer one is a mistake in the source. */
const Name = Type.String({ minLength: 1, maxLength: 500, pattern: printable });
const Text = Type.String({ minLength: 1, maxLength: 200, pattern: printable });
const RegionCode = Type.String({ pattern: '^[A-Z0-9][A-Z0-9-]{1,9}$' });
const Query = Type.String({ maxLength: 200 });
const Year = Type.Integer({ minimum: 1000, maximum: 9999 });
const Web = Type.String({ maxLength: 500, pattern: '^https?://[^\\s]+$' });
const Format = OneOf(['csv', 'xlsx', 'jsonl']);
const Fields = Type.Array(Text, { maxItems: 50 });

export const RegionRef = Type.Object({
  code: Type.String(),
  nameZh: Nullable(Type.String()),
  nameEn: Nullable(Type.String()),
});
export type RegionRef = Static<typeof RegionRef>;

export const Region = Type.Object({
  code: Type.String(),
  scheme: OneOf(regionSchemes),
  level: OneOf(regionLevels),
  parentCode: Nullable(Type.String()),
  nameZh: Nullable(Type.String()),
  nameEn: Nullable(Type.String()),
  /** The code of the same region in ISO 3166-2, where it has one. */
  iso3166: Nullable(Type.String()),
  /** Half-open; null where it is not known or has not happened. */
  validFrom: Nullable(Day),
  validUntil: Nullable(Day),
  successorCode: Nullable(Type.String()),
  hasChildren: Type.Boolean(),
});
export type Region = Static<typeof Region>;

export const RegionWithHistory = Type.Object({
  ...Region.properties,
  /** From the country down to the parent. */
  ancestors: Type.Array(RegionRef),
  successor: Nullable(RegionRef),
  /** Codes that were abolished in favour of this one. */
  predecessors: Type.Array(Type.Object({ ...RegionRef.properties, validUntil: Nullable(Day) })),
  compacts: Type.Array(
    Type.Object({
      id: Id,
      nameZh: Type.String(),
      nameEn: Type.String(),
      startsOn: Day,
      endsOn: Nullable(Day),
    }),
  ),
});
export type RegionWithHistory = Static<typeof RegionWithHistory>;

export const Compact = Type.Object({
  id: Id,
  nameZh: Type.String(),
  nameEn: Type.String(),
  sample: Type.Boolean(),
  revision: Type.Integer(),
  createdAt: Instant,
  /** Regions that are in it today. */
  regions: Type.Array(RegionRef),
});
export type Compact = Static<typeof Compact>;

export const CompactMember = Type.Object({
  region: RegionRef,
  startsOn: Day,
  endsOn: Nullable(Day),
});
export type CompactMember = Static<typeof CompactMember>;

export const CompactWithMembers = Type.Object({
  ...Compact.properties,
  /** All that ever were, the earliest first. */
  members: Type.Array(CompactMember),
  may: Type.Object({ edit: Type.Boolean() }),
});
export type CompactWithMembers = Static<typeof CompactWithMembers>;

/** An organisation as lists show it. */
export const OrganisationSummary = Type.Object({
  id: Id,
  kind: OneOf(organisationKinds),
  status: OneOf(organisationStatuses),
  displayName: Type.String(),
  nameZh: Nullable(Type.String()),
  nameEn: Nullable(Type.String()),
  region: Nullable(RegionRef),
  /** The province, or the country abroad, that the region lies in. */
  province: Nullable(RegionRef),
  city: Nullable(Type.String()),
  fields: Type.Array(Type.String()),
  parentId: Nullable(Id),
  /** How many collaborations name it. */
  prominence: Type.Integer(),
  sample: Type.Boolean(),
});
export type OrganisationSummary = Static<typeof OrganisationSummary>;

export const OrganisationName = Type.Object({
  id: Id,
  text: Type.String(),
  lang: Nullable(Type.String()),
  kind: OneOf(nameKinds),
  source: Type.String(),
  statedOn: Nullable(Day),
});
export type OrganisationName = Static<typeof OrganisationName>;

export const Identifier = Type.Object({
  scheme: Type.String(),
  value: Type.String(),
  source: Type.String(),
  statedOn: Nullable(Day),
});
export type Identifier = Static<typeof Identifier>;

const OrganisationRef = Type.Object({ id: Id, displayName: Type.String() });

/** Who said it and when, for one attribute. */
export const Claim = Type.Object({
  source: Type.String(),
  statedOn: Nullable(Day),
  importId: Nullable(Id),
});
export type Claim = Static<typeof Claim>;

export const Organisation = Type.Object({
  ...OrganisationSummary.properties,
  website: Nullable(Type.String()),
  established: Nullable(Type.Integer()),
  latitude: Nullable(Type.Number()),
  longitude: Nullable(Type.Number()),
  names: Type.Array(OrganisationName),
  identifiers: Type.Array(Identifier),
  relations: Type.Array(
    Type.Object({
      kind: OneOf(relationKinds),
      to: OrganisationRef,
      source: Type.String(),
      statedOn: Nullable(Day),
    }),
  ),
  parent: Nullable(OrganisationRef),
  branchCount: Type.Integer(),
  collaborationCount: Type.Integer(),
  /** For each single-valued attribute, by its name. */
  provenance: Type.Record(Type.String(), Claim),
  /** Records that were merged into this one, however far back. */
  absorbed: Type.Array(Type.Object({ ...OrganisationRef.properties, mergedAt: Instant })),
  /** The merged record that was asked for, if this is its successor; null otherwise. */
  mergedFrom: Nullable(OrganisationRef),
  may: Type.Object({ edit: Type.Boolean(), merge: Type.Boolean(), addBranch: Type.Boolean() }),
  revision: Type.Integer(),
  createdAt: Instant,
  updatedAt: Instant,
});
export type Organisation = Static<typeof Organisation>;

export const Person = Type.Object({
  id: Id,
  nameZh: Nullable(Type.String()),
  nameEn: Nullable(Type.String()),
  orcid: Nullable(Type.String()),
  organisation: Nullable(OrganisationRef),
  title: Nullable(Type.String()),
  fields: Type.Array(Type.String()),
  /** Shown to others only while consent stands. */
  consents: Type.Boolean(),
  sample: Type.Boolean(),
  revision: Type.Integer(),
  may: Type.Object({ edit: Type.Boolean(), erase: Type.Boolean() }),
});
export type Person = Static<typeof Person>;

export const Participation = Type.Object({
  organisation: Type.Object({ ...OrganisationRef.properties, region: Nullable(RegionRef) }),
  role: OneOf(participationRoles),
  amountMinor: Nullable(AmountMinor),
  confidence: Nullable(Type.Number()),
});
export type Participation = Static<typeof Participation>;

export const CollaborationSummary = Type.Object({
  id: Id,
  kind: OneOf(collaborationKinds),
  source: Type.String(),
  sourceKey: Type.String(),
  title: Nullable(Type.String()),
  startsOn: Nullable(Day),
  endsOn: Nullable(Day),
  amountMinor: Nullable(AmountMinor),
  currency: Nullable(Currency),
  participantCount: Type.Integer(),
  sample: Type.Boolean(),
});
export type CollaborationSummary = Static<typeof CollaborationSummary>;

export const Collaboration = Type.Object({
  ...CollaborationSummary.properties,
  participations: Type.Array(Participation),
});
export type Collaboration = Static<typeof Collaboration>;

export const Partner = Type.Object({
  organisation: OrganisationSummary,
  /** Collaborations that both took part in. */
  count: Type.Integer(),
  firstYear: Nullable(Type.Integer()),
  lastYear: Nullable(Type.Integer()),
});
export type Partner = Static<typeof Partner>;

export const similarityReasons = ['same_name', 'similar_name', 'same_sound'] as const;

export const SimilarOrganisation = Type.Object({
  organisation: OrganisationSummary,
  /** 1 for the same name, falling with the difference. */
  similarity: Type.Number(),
  because: OneOf(similarityReasons),
});
export type SimilarOrganisation = Static<typeof SimilarOrganisation>;

export const Network = Type.Object({
  nodes: Type.Array(
    Type.Object({
      id: Id,
      displayName: Type.String(),
      nameZh: Nullable(Type.String()),
      nameEn: Nullable(Type.String()),
      kind: OneOf(organisationKinds),
      provinceCode: Nullable(Type.String()),
      /** Partners among the nodes shown. */
      degree: Type.Integer(),
      /** Sum of the weights of its edges shown. */
      strength: Type.Integer(),
      /** Where it is drawn, from −1 to 1, in every picture alike; null where it has no place yet. */
      x: Nullable(Type.Number()),
      y: Nullable(Type.Number()),
    }),
  ),
  /** `a` and `b` are positions in `nodes`, `a` before `b`; `weight` counts collaborations. */
  edges: Type.Array(Type.Object({ a: Type.Integer(), b: Type.Integer(), weight: Type.Integer() })),
  /** The provinces and countries that `provinceCode` names. */
  provinces: Type.Array(RegionRef),
  /** Organisations with collaborations that fit; the strongest are chosen from these. */
  nodesFound: Type.Integer(),
  /** Edges between the chosen, before the limit; who has none that is shown is left out. */
  edgesFound: Type.Integer(),
});
export type Network = Static<typeof Network>;

export const RegionMatrix = Type.Object({
  regions: Type.Array(RegionRef),
  /** Positions in `regions`, `a` ≤ `b`; a pair with nothing between it is left out. */
  cells: Type.Array(
    Type.Object({
      a: Type.Integer(),
      b: Type.Integer(),
      /** Collaborations with participants in both; within one region, with two or more there. */
      count: Type.Integer(),
      /** What those participants were granted, by currency, each collaboration once. */
      money: Type.Array(Type.Object({ currency: Currency, amountMinor: AmountMinor })),
    }),
  ),
});
export type RegionMatrix = Static<typeof RegionMatrix>;

// Filters: an export takes the same as its list ---------------------------------------------------

const regionFilter = {
  q: Type.Optional(Query),
  /** Children of this code; `none` for those without a parent. */
  parent: Type.Optional(Type.String({ maxLength: 10 })),
  level: Type.Optional(Several(OneOf(regionLevels))),
  scheme: Type.Optional(OneOf(regionSchemes)),
  compactId: Type.Optional(Id),
  /** The regions that were valid on this day; today unless told. */
  on: Type.Optional(Day),
  /** Also those that were abolished or not yet founded on that day. */
  abolished: Type.Optional(Type.Boolean({ default: false })),
};

export const searchMatches = ['as_written', 'by_sound', 'similar'] as const;
export const organisationSorts = ['relevance', 'name', 'newest'] as const;

const organisationFilter = {
  q: Type.Optional(Query),
  kind: Type.Optional(Several(OneOf(organisationKinds))),
  /** Each with everything that lies in it. */
  region: Type.Optional(Several(RegionCode)),
  /** Organisations in the regions that are in this compact today. */
  compactId: Type.Optional(Id),
  /** Merged ones are left out unless they are asked for. */
  status: Type.Optional(Several(OneOf(organisationStatuses))),
  parentId: Type.Optional(Id),
  sample: Type.Optional(Type.Boolean()),
  /** By relevance where there is a `q`, else by name. */
  sort: Type.Optional(OneOf(organisationSorts)),
};

const personFilter = {
  q: Type.Optional(Query),
  organisationId: Type.Optional(Id),
  sample: Type.Optional(Type.Boolean()),
};

const collaborationFilter = {
  q: Type.Optional(Query),
  kind: Type.Optional(Several(OneOf(collaborationKinds))),
  organisationId: Type.Optional(Id),
  /** Given with `organisationId`: only what the two did together. */
  partnerId: Type.Optional(Id),
  region: Type.Optional(RegionCode),
  /** Given with `region`: somebody took part in each; the same twice means two within it. */
  partnerRegion: Type.Optional(RegionCode),
  fromYear: Type.Optional(Year),
  toYear: Type.Optional(Year),
  sample: Type.Optional(Type.Boolean()),
  sort: Type.Optional(OneOf(['newest', 'title'])),
};

const networkFilter = {
  region: Type.Optional(Several(RegionCode)),
  compactId: Type.Optional(Id),
  kind: Type.Optional(Several(OneOf(organisationKinds))),
  collaborationKind: Type.Optional(Several(OneOf(collaborationKinds))),
  fromYear: Type.Optional(Year),
  toYear: Type.Optional(Year),
};

// Bodies ------------------------------------------------------------------------------------------

const compactBody = { nameZh: Name, nameEn: Name };

const attributes = {
  kind: OneOf(organisationKinds),
  nameZh: Maybe(Name),
  nameEn: Maybe(Name),
  regionCode: Maybe(RegionCode),
  city: Maybe(Text),
  latitude: Maybe(Type.Number({ minimum: -90, maximum: 90 })),
  longitude: Maybe(Type.Number({ minimum: -180, maximum: 180 })),
  established: Maybe(Type.Integer({ minimum: 1, maximum: 9999 })),
  website: Maybe(Web),
  fields: Type.Optional(Fields),
};

const stated = {
  /** Where it is known from; `entered` unless told. */
  source: Type.Optional(Text),
  statedOn: Maybe(Day),
};

const identifierBody = {
  scheme: OneOf(organisationSchemes),
  value: Type.String({ minLength: 1, maxLength: 100, pattern: printable }),
};

const nameBody = {
  text: Name,
  lang: Maybe(Type.String({ pattern: '^[a-z]{2,3}(-[A-Za-z0-9]{2,8})?$' })),
  kind: OneOf(nameKinds),
};

const personBody = {
  nameZh: Maybe(Name),
  nameEn: Maybe(Name),
  orcid: Maybe(Type.String({ maxLength: 60 })),
  title: Maybe(Text),
  fields: Type.Optional(Fields),
};

const CompactParams = Type.Object({ compactId: Id });
const OrganisationParams = Type.Object({ organisationId: Id });
const PersonParams = Type.Object({ personId: Id });

// Refusals ----------------------------------------------------------------------------------------

const regionRefusals = {
  /** No such code in the register of regions. */
  region_not_known: 422,
  /** The code was abolished before the day in question; `params` name the day and the successor. */
  region_abolished: 422,
  /** The code came into force after the day in question. */
  region_not_yet_founded: 422,
} as const;

const organisationRefusals = {
  ...regionRefusals,
  /** An organisation needs a Chinese or an English name with a letter or digit in it. */
  name_missing: 422,
  established_in_the_future: 422,
  stated_in_the_future: 422,
  parent_not_found: 422,
  /** The parent lies below the organisation itself, or is it. */
  parent_makes_a_cycle: 422,
  /** The record was merged into another; edit that one. */
  organisation_was_merged: 409,
} as const;

const identifierRefusals = {
  identifier_invalid: 422,
  /** Another organisation holds it; `params` name the holder. */
  identifier_held_by_another: 409,
} as const;

const personRefusals = {
  name_missing: 422,
  orcid_invalid: 422,
  orcid_held_by_another: 409,
} as const;

const managing = ['manager', 'region_officer', 'secretariat'] as const;
const officers = ['region_officer', 'secretariat'] as const;
const keepersOfCompacts = ['secretariat', 'system_administrator'] as const;

// Operations --------------------------------------------------------------------------------------

export const registryContract = {
  listRegions: endpoint({
    method: 'GET',
    path: '/registry/regions',
    summary: 'Regions by parent, level, compact and day, in the order of their codes',
    rule: 'anyone',
    keptSeconds: 10,
    query: Type.Object({
      ...regionFilter,
      ...Paging,
      limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 500, default: 100 })),
    }),
    reply: Page(Region),
  }),
  exportRegions: endpoint({
    method: 'GET',
    path: '/registry/regions/export',
    summary: 'The same regions as a file',
    rule: 'anyone',
    query: Type.Object({ ...regionFilter, format: Format }),
    reply: Type.Unknown(),
    download: true,
    callsPerMinute: 20,
  }),
  readRegion: endpoint({
    method: 'GET',
    path: '/registry/regions/{code}',
    summary: 'One region with what lies above it, what came before it and after it',
    rule: 'anyone',
    keptSeconds: 10,
    params: Type.Object({ code: RegionCode }),
    reply: RegionWithHistory,
  }),

  listCompacts: endpoint({
    method: 'GET',
    path: '/registry/compacts',
    summary: 'Compacts with the regions that are in them today',
    rule: 'anyone',
    keptSeconds: 10,
    query: Type.Object(Paging),
    reply: Page(Compact),
  }),
  readCompact: endpoint({
    method: 'GET',
    path: '/registry/compacts/{compactId}',
    summary: 'One compact with its members over time',
    rule: 'anyone',
    params: CompactParams,
    reply: CompactWithMembers,
  }),
  createCompact: endpoint({
    method: 'POST',
    path: '/registry/compacts',
    summary: 'Found a compact of regions',
    rule: keepersOfCompacts,
    body: Type.Object(compactBody, exact),
    reply: CompactWithMembers,
    creates: true,
  }),
  editCompact: endpoint({
    method: 'PATCH',
    path: '/registry/compacts/{compactId}',
    summary: 'Rename a compact',
    rule: keepersOfCompacts,
    params: CompactParams,
    body: Type.Object(compactBody, exact),
    reply: CompactWithMembers,
    edits: true,
  }),
  addCompactMember: endpoint({
    method: 'POST',
    path: '/registry/compacts/{compactId}/members',
    summary: 'Take a region into a compact from a day on',
    rule: keepersOfCompacts,
    params: CompactParams,
    body: Type.Object({ regionCode: RegionCode, startsOn: Day, endsOn: Maybe(Day) }, exact),
    reply: CompactWithMembers,
    creates: true,
    refusals: {
      ...regionRefusals,
      membership_ends_before_it_starts: 422,
      /** The region is in the compact on some of these days already. */
      membership_overlaps: 409,
    },
  }),
  endCompactMembership: endpoint({
    method: 'POST',
    path: '/registry/compacts/{compactId}/members/{regionCode}/end',
    summary: 'End the membership of a region that is open',
    rule: keepersOfCompacts,
    params: Type.Object({ compactId: Id, regionCode: RegionCode }),
    body: Type.Object({ endsOn: Day }, exact),
    reply: CompactWithMembers,
    refusals: {
      region_is_not_a_member: 404,
      membership_ends_before_it_starts: 422,
    },
  }),

  listOrganisations: endpoint({
    method: 'GET',
    path: '/registry/organisations',
    summary: 'Search organisations by name, pinyin or English, with filters',
    rule: 'person',
    query: Type.Object({ ...organisationFilter, ...Paging }),
    reply: Type.Object({
      ...Page(OrganisationSummary).properties,
      /** How far the search had to stray from what was typed to find anything. */
      matched: OneOf(searchMatches),
    }),
    refusals: { region_not_known: 422 },
  }),
  exportOrganisations: endpoint({
    method: 'GET',
    path: '/registry/organisations/export',
    summary: 'The same organisations as a file',
    rule: 'person',
    query: Type.Object({ ...organisationFilter, format: Format }),
    reply: Type.Unknown(),
    download: true,
    callsPerMinute: 20,
    refusals: { region_not_known: 422 },
  }),
  findOrganisation: endpoint({
    method: 'GET',
    path: '/registry/organisations/by-identifier',
    summary: 'The organisation that holds an identifier',
    rule: 'person',
    query: Type.Object({ scheme: Text, value: Text }),
    reply: Organisation,
    refusals: { identifier_invalid: 422 },
  }),
  listSimilarOrganisations: endpoint({
    method: 'GET',
    path: '/registry/organisations/similar',
    summary: 'Organisations that may be the same as this name or this record',
    rule: 'person',
    query: Type.Object({ name: Type.Optional(Name), organisationId: Type.Optional(Id) }),
    reply: Type.Object({ items: Type.Array(SimilarOrganisation) }),
  }),
  readOrganisation: endpoint({
    method: 'GET',
    path: '/registry/organisations/{organisationId}',
    summary: 'One organisation; a merged one answers with its successor',
    rule: 'person',
    params: OrganisationParams,
    reply: Organisation,
  }),
  createOrganisation: endpoint({
    method: 'POST',
    path: '/registry/organisations',
    summary: 'Register an organisation, or a branch of one',
    rule: managing,
    body: Type.Object(
      {
        ...attributes,
        parentId: Maybe(Id),
        names: Type.Optional(Type.Array(Type.Object(nameBody, exact), { maxItems: 50 })),
        identifiers: Type.Optional(
          Type.Array(Type.Object(identifierBody, exact), { maxItems: 20 }),
        ),
        ...stated,
      },
      exact,
    ),
    reply: Organisation,
    creates: true,
    refusals: { ...organisationRefusals, ...identifierRefusals },
  }),
  editOrganisation: endpoint({
    method: 'PATCH',
    path: '/registry/organisations/{organisationId}',
    summary: 'Change what is said of an organisation; what is left out stays',
    rule: managing,
    params: OrganisationParams,
    body: Type.Object(
      {
        ...attributes,
        kind: Type.Optional(attributes.kind),
        status: Type.Optional(OneOf(['active', 'inactive', 'withdrawn'])),
        parentId: Maybe(Id),
        ...stated,
      },
      exact,
    ),
    reply: Organisation,
    edits: true,
    refusals: organisationRefusals,
  }),
  mergeOrganisation: endpoint({
    method: 'POST',
    path: '/registry/organisations/{organisationId}/merge',
    summary: 'Merge a record into its successor, which takes over everything it has',
    rule: officers,
    params: OrganisationParams,
    body: Type.Object({ successorId: Id, reason: Maybe(Name) }, exact),
    reply: Organisation,
    edits: true,
    refusals: {
      successor_not_found: 422,
      /** The successor is the record itself or was merged into it. */
      merge_makes_a_cycle: 409,
      organisation_was_merged: 409,
    },
  }),
  addOrganisationName: endpoint({
    method: 'POST',
    path: '/registry/organisations/{organisationId}/names',
    summary: 'Add another name of an organisation',
    rule: managing,
    params: OrganisationParams,
    body: Type.Object({ ...nameBody, ...stated }, exact),
    reply: Organisation,
    creates: true,
    refusals: {
      organisation_was_merged: 409,
      name_missing: 422,
      name_already_there: 409,
      stated_in_the_future: 422,
    },
  }),
  removeOrganisationName: endpoint({
    method: 'DELETE',
    path: '/registry/organisations/{organisationId}/names/{nameId}',
    summary: 'Remove a name of an organisation',
    rule: managing,
    params: Type.Object({ organisationId: Id, nameId: Id }),
    reply: Organisation,
    refusals: { organisation_was_merged: 409 },
  }),
  addIdentifier: endpoint({
    method: 'POST',
    path: '/registry/organisations/{organisationId}/identifiers',
    summary: 'Add an identifier, after its check digit was verified',
    rule: managing,
    params: OrganisationParams,
    body: Type.Object({ ...identifierBody, ...stated }, exact),
    reply: Organisation,
    creates: true,
    refusals: {
      organisation_was_merged: 409,
      stated_in_the_future: 422,
      ...identifierRefusals,
    },
  }),
  removeIdentifier: endpoint({
    method: 'DELETE',
    path: '/registry/organisations/{organisationId}/identifiers/{scheme}/{value}',
    summary: 'Remove an identifier that does not belong to the organisation',
    rule: managing,
    params: Type.Object({ organisationId: Id, scheme: Text, value: Text }),
    reply: Organisation,
    refusals: { organisation_was_merged: 409 },
  }),
  addRelation: endpoint({
    method: 'POST',
    path: '/registry/organisations/{organisationId}/relations',
    summary: 'State how an organisation relates to another',
    rule: managing,
    params: OrganisationParams,
    body: Type.Object({ kind: OneOf(relationKinds), toId: Id, ...stated }, exact),
    reply: Organisation,
    creates: true,
    refusals: {
      organisation_was_merged: 409,
      related_organisation_not_found: 422,
      relation_to_itself: 422,
      relation_already_there: 409,
      stated_in_the_future: 422,
    },
  }),
  removeRelation: endpoint({
    method: 'DELETE',
    path: '/registry/organisations/{organisationId}/relations/{kind}/{toId}',
    summary: 'Remove a relation that does not hold',
    rule: managing,
    params: Type.Object({ organisationId: Id, kind: OneOf(relationKinds), toId: Id }),
    reply: Organisation,
    refusals: { organisation_was_merged: 409 },
  }),
  listPartners: endpoint({
    method: 'GET',
    path: '/registry/organisations/{organisationId}/partners',
    summary: 'Who an organisation collaborates with, the closest first',
    rule: 'person',
    params: OrganisationParams,
    query: Type.Object({
      kind: Type.Optional(Several(OneOf(organisationKinds))),
      region: Type.Optional(Several(RegionCode)),
      collaborationKind: Type.Optional(Several(OneOf(collaborationKinds))),
      ...Paging,
    }),
    reply: Page(Partner),
  }),

  listPeople: endpoint({
    method: 'GET',
    path: '/registry/people',
    summary: 'People who agreed to be shown, and those of one’s own organisations',
    rule: 'person',
    query: Type.Object({ ...personFilter, ...Paging }),
    reply: Page(Person),
  }),
  exportPeople: endpoint({
    method: 'GET',
    path: '/registry/people/export',
    summary: 'The same people as a file',
    rule: 'person',
    query: Type.Object({ ...personFilter, format: Format }),
    reply: Type.Unknown(),
    download: true,
    callsPerMinute: 20,
  }),
  readPerson: endpoint({
    method: 'GET',
    path: '/registry/people/{personId}',
    summary: 'One person',
    rule: 'person',
    params: PersonParams,
    reply: Person,
  }),
  createPerson: endpoint({
    method: 'POST',
    path: '/registry/people',
    summary: 'Register a person of one’s own organisation',
    rule: 'editor',
    body: Type.Object(
      {
        organisationId: Id,
        ...personBody,
        /** True if the person agreed to be shown to others. */
        consents: Type.Optional(Type.Boolean()),
      },
      exact,
    ),
    reply: Person,
    creates: true,
    refusals: personRefusals,
  }),
  editPerson: endpoint({
    method: 'PATCH',
    path: '/registry/people/{personId}',
    summary: 'Change what is said of a person; what is left out stays',
    rule: 'editor',
    params: PersonParams,
    body: Type.Object(personBody, exact),
    reply: Person,
    edits: true,
    refusals: personRefusals,
  }),
  recordConsent: endpoint({
    method: 'PUT',
    path: '/registry/people/{personId}/consent',
    summary: 'Record that a person agreed to be shown to others',
    rule: 'editor',
    params: PersonParams,
    reply: Person,
  }),
  withdrawConsent: endpoint({
    method: 'DELETE',
    path: '/registry/people/{personId}/consent',
    summary: 'Record that a person no longer agrees to be shown',
    rule: 'editor',
    params: PersonParams,
    reply: Person,
  }),
  erasePerson: endpoint({
    method: 'DELETE',
    path: '/registry/people/{personId}',
    summary: 'Erase what is known of a person; only the id stays',
    rule: ['manager', 'system_administrator'],
    params: PersonParams,
    reply: Type.Null(),
    status: 204,
  }),

  listCollaborations: endpoint({
    method: 'GET',
    path: '/registry/collaborations',
    summary: 'Projects, papers and patents, by kind, organisation, region and year',
    rule: 'person',
    query: Type.Object({ ...collaborationFilter, ...Paging }),
    reply: Page(CollaborationSummary),
    refusals: { region_not_known: 422 },
  }),
  exportCollaborations: endpoint({
    method: 'GET',
    path: '/registry/collaborations/export',
    summary: 'The same collaborations as a file',
    rule: 'person',
    query: Type.Object({ ...collaborationFilter, format: Format }),
    reply: Type.Unknown(),
    download: true,
    callsPerMinute: 20,
    refusals: { region_not_known: 422 },
  }),
  readCollaboration: endpoint({
    method: 'GET',
    path: '/registry/collaborations/{collaborationId}',
    summary: 'One collaboration with who took part',
    rule: 'person',
    params: Type.Object({ collaborationId: Id }),
    reply: Collaboration,
  }),
  createCollaboration: endpoint({
    method: 'POST',
    path: '/registry/collaborations',
    summary: 'Register a collaboration of one’s own organisation with others',
    rule: 'editor',
    body: Type.Object(
      {
        kind: OneOf(collaborationKinds),
        title: Name,
        /** A number or code by which the work is known, such as that of a grant. */
        reference: Maybe(Text),
        startsOn: Maybe(Day),
        endsOn: Maybe(Day),
        amountMinor: Maybe(AmountMinor),
        currency: Maybe(Currency),
        participations: Type.Array(
          Type.Object(
            {
              organisationId: Id,
              role: OneOf(participationRoles),
              amountMinor: Maybe(AmountMinor),
            },
            exact,
          ),
          { minItems: 2, maxItems: 500 },
        ),
      },
      exact,
    ),
    reply: Collaboration,
    creates: true,
    refusals: {
      participant_not_found: 422,
      participant_named_twice: 422,
      collaboration_already_known: 409,
      collaboration_ends_before_it_starts: 422,
      amount_without_currency: 422,
    },
  }),

  readNetwork: endpoint({
    method: 'GET',
    path: '/registry/network',
    summary: 'Who works with whom: the strongest organisations and the edges between them',
    rule: 'person',
    query: Type.Object({
      ...networkFilter,
      minWeight: Type.Optional(Type.Integer({ minimum: 1, maximum: 1000, default: 1 })),
      nodes: Type.Optional(Type.Integer({ minimum: 1, maximum: 10_000, default: 1000 })),
      edges: Type.Optional(Type.Integer({ minimum: 1, maximum: 50000, default: 10000 })),
    }),
    reply: Network,
    refusals: { region_not_known: 422 },
  }),
  readRegionMatrix: endpoint({
    method: 'GET',
    path: '/registry/region-matrix',
    summary: 'Collaborations between provinces, and the money in them',
    rule: 'person',
    query: Type.Object({
      /** The provinces in this compact today; else those with the most collaborations. */
      compactId: Type.Optional(Id),
      region: Type.Optional(Several(RegionCode)),
      collaborationKind: Type.Optional(Several(OneOf(collaborationKinds))),
      fromYear: Type.Optional(Year),
      toYear: Type.Optional(Year),
      /** How many regions, where neither a compact nor regions are named. */
      top: Type.Optional(Type.Integer({ minimum: 2, maximum: 60, default: 20 })),
    }),
    reply: RegionMatrix,
    refusals: { region_not_known: 422 },
  }),
} as const;
