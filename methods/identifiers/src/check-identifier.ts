import { judgeCrossrefFunder } from './crossref-funder.ts';
import { judgeDoi } from './doi.ts';
import { judgeGrid } from './grid.ts';
import { judgeIndustryCode } from './industry-code.ts';
import { judgeIsni } from './isni.ts';
import { judgeIso31662 } from './iso-3166-2.ts';
import { invalid, type Judgement } from './judgement.ts';
import { judgeNuts } from './nuts.ts';
import { judgeOrcid } from './orcid.ts';
import { judgePic } from './pic.ts';
import { judgeRegionCode } from './region-code.ts';
import { judgeRor } from './ror.ts';
import { judgeSocialCreditCode } from './social-credit-code.ts';
import { judgeWikidata } from './wikidata.ts';

const JUDGES = {
  uscc: judgeSocialCreditCode,
  ror: judgeRor,
  orcid: judgeOrcid,
  isni: judgeIsni,
  pic: judgePic,
  grid: judgeGrid,
  wikidata: judgeWikidata,
  crossref_funder: judgeCrossrefFunder,
  doi: judgeDoi,
  gbt2260: judgeRegionCode,
  iso3166_2: judgeIso31662,
  nuts: judgeNuts,
  gbt4754: judgeIndustryCode,
} as const satisfies Record<string, (text: string) => Judgement>;

/** A scheme that this package can judge. `uscc` is the unified social credit code. */
export type IdentifierScheme = keyof typeof JUDGES;

/** Every scheme that `checkIdentifier` knows, in the order of the README. */
export const IDENTIFIER_SCHEMES = Object.keys(JUDGES) as readonly IdentifierScheme[];

/**
 * Judges an identifier of any scheme and writes it in the one form in which it is stored.
 *
 * An unknown scheme is an answer too (`identifier_scheme_is_unknown`), because schemes arrive
 * from imported files.
 *
 * @param scheme  One of `IDENTIFIER_SCHEMES`.
 * @param text    The identifier as written.
 * @returns       `{valid: true, value, warnings}` with the form to store, or
 *                `{valid: false, reason, detail}` with a reason in snake case.
 * @example checkIdentifier('ror', 'https://ror.org/02v51f717').value // → '02v51f717'
 * @example checkIdentifier('uscc', '91350100M000100Y44').reason
 *          // → 'social_credit_code_check_fails'
 *
 * Cost: linear in the text, whose length is bounded. Source: the file of each scheme.
 */
export function checkIdentifier(scheme: IdentifierScheme | (string & {}), text: string): Judgement {
  if (!Object.hasOwn(JUDGES, scheme)) {
    return invalid('identifier_scheme_is_unknown', `${scheme.slice(0, 80)} is not a known scheme`);
  }
  return JUDGES[scheme as IdentifierScheme](text);
}
