export { checkIdentifier, IDENTIFIER_SCHEMES, type IdentifierScheme } from './check-identifier.ts';
export { judgeCrossrefFunder } from './crossref-funder.ts';
export { judgeDoi } from './doi.ts';
export { judgeGrid } from './grid.ts';
export {
  type IndustryLevel,
  industryLevel,
  judgeIndustryCode,
  parentIndustryCode,
} from './industry-code.ts';
export { judgeIsni } from './isni.ts';
export { judgeIso31662 } from './iso-3166-2.ts';
export type { Judgement, Warning } from './judgement.ts';
export { mod112CheckCharacter } from './mod-11-2.ts';
export { judgeNuts } from './nuts.ts';
export { judgeOrcid } from './orcid.ts';
export { judgePic } from './pic.ts';
export { judgeRegionCode, parentRegionCode, type RegionLevel, regionLevel } from './region-code.ts';
export { judgeRor, rorCheckDigits } from './ror.ts';
export {
  judgeSocialCreditCode,
  organisationCodeCheckCharacter,
  socialCreditCheckCharacter,
} from './social-credit-code.ts';
export { judgeWikidata } from './wikidata.ts';
