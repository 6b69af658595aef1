import {
  invalid,
  type Judgement,
  plainText,
  unreadable,
  valid,
  withoutPrefix,
} from './judgement.ts';

const PREFIXES = [
  /^https?:\/\/(?:www\.|m\.)?wikidata\.org\/(?:wiki|entity)\//i,
  /^(?:wikidata|wd):\s*/i,
];

/**
 * Judges the identifier of a Wikidata item.
 *
 * @param text  `Q16955`, bare or as an address of wikidata.org.
 * @returns     `Q` and digits without leading zero, or one reason: `identifier_is_empty`,
 *              `identifier_is_too_long`, `wikidata_has_wrong_shape`.
 * @example judgeWikidata('http://www.wikidata.org/entity/q16955').value // → 'Q16955'
 *
 * Cost: constant. Source: Wikibase data model, item identifiers.
 */
export function judgeWikidata(text: string): Judgement {
  const plain = plainText(text);
  if (plain === null) return unreadable(text);
  const id = withoutPrefix(plain, PREFIXES).toUpperCase();
  return /^Q[1-9][0-9]{0,11}$/.test(id)
    ? valid(id)
    : invalid('wikidata_has_wrong_shape', `${plain}: Q and a number without leading zero`);
}
