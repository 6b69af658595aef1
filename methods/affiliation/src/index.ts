export type { Evidence } from './evidence.ts';
export type { Organisation, OrganisationName } from './organisation.ts';
export type { Region } from './places.ts';
export { CHINESE_POSTCODES, type PostcodePrefix, regionOfPostcode } from './postcodes.ts';
export { type Candidate, CERTAIN_FROM, type Resolution } from './resolution.ts';
export { createResolver, type ResolverInput } from './resolver.ts';
export {
  type PrintedAffiliation,
  type PrintedAuthor,
  type SplitHeader,
  splitAffiliations,
} from './split-affiliations.ts';
