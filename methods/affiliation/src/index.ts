export type { Evidence } from './evidence.ts';
export type { Region } from './places.ts';
export { CHINESE_POSTCODES, type PostcodePrefix, regionOfPostcode } from './postcodes.ts';
export {
  type Candidate,
  CERTAIN_FROM,
  createResolver,
  type Organisation,
  type OrganisationName,
  type Resolution,
  type ResolverInput,
} from './resolver.ts';
export {
  type PrintedAffiliation,
  type PrintedAuthor,
  type SplitHeader,
  splitAffiliations,
} from './split-affiliations.ts';
