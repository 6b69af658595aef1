import { invalid, type Judgement, plainText, unreadable, valid } from './judgement.ts';

/**
 * Judges the shape of a NUTS code, from the country (level 0) to level 3.
 *
 * NUTS writes Greece EL and wrote the United Kingdom UK; GR and GB get a warning.
 *
 * @param text  A country of two letters and up to three letters or digits: `DE`, `DE212`.
 * @returns     The code in upper case, or one reason: `identifier_is_empty`,
 *              `identifier_is_too_long`, `nuts_has_wrong_shape`.
 * @example judgeNuts('de212').value // → 'DE212'
 *
 * Cost: constant. Source: Regulation (EC) No 1059/2003, article 2 and annex I.
 */
export function judgeNuts(text: string): Judgement {
  const plain = plainText(text);
  if (plain === null) return unreadable(text);
  const code = plain.toUpperCase();
  if (!/^[A-Z]{2}[A-Z0-9]{0,3}$/.test(code)) {
    return invalid('nuts_has_wrong_shape', `${plain}: a country and up to three characters`);
  }
  const detail = `${code}: NUTS writes Greece EL and the United Kingdom UK`;
  return /^G[BR]/.test(code) ? valid(code, { code: 'nuts_country_differs', detail }) : valid(code);
}
