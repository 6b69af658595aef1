/** The closed lists of the registry: the table, the contract and the screens use the same words. */

export const organisationKinds = [
  'government',
  'enterprise',
  'university',
  'research_institute',
  'platform',
  'fund',
  'service_agency',
  'other',
] as const;
export type OrganisationKind = (typeof organisationKinds)[number];

export const organisationStatuses = ['active', 'inactive', 'withdrawn', 'merged'] as const;
export type OrganisationStatus = (typeof organisationStatuses)[number];

export const nameKinds = ['label', 'alias', 'acronym', 'former'] as const;
export type NameKind = (typeof nameKinds)[number];

/** Schemes that name an organisation and whose values can be checked. */
export const organisationSchemes = [
  'uscc',
  'ror',
  'isni',
  'pic',
  'grid',
  'wikidata',
  'crossref_funder',
] as const;
export type OrganisationScheme = (typeof organisationSchemes)[number];

export const relationKinds = ['parent', 'child', 'related', 'predecessor', 'successor'] as const;
export type RelationKind = (typeof relationKinds)[number];

export const collaborationKinds = ['project', 'paper', 'patent'] as const;
export type CollaborationKind = (typeof collaborationKinds)[number];

export const participationRoles = [
  'coordinator',
  'participant',
  'partner',
  'third_party',
  'author',
  'applicant',
  'funder',
] as const;
export type ParticipationRole = (typeof participationRoles)[number];

export const regionSchemes = ['gbt2260', 'iso3166-1', 'iso3166-2', 'nuts'] as const;
export type RegionScheme = (typeof regionSchemes)[number];

/** From the widest to the narrowest. */
export const regionLevels = ['country', 'province', 'prefecture', 'county'] as const;
export type RegionLevel = (typeof regionLevels)[number];
