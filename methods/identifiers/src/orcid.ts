import {
  invalid,
  type Judgement,
  plainText,
  unreadable,
  valid,
  withoutPrefix,
} from './judgement.ts';
import { mod112CheckCharacter } from './mod-11-2.ts';

const PREFIXES = [/^https?:\/\/(?:www\.)?orcid\.org\//i, /^orcid\.org\//i, /^orcid:\s*/i];
const SHAPE = /^[0-9]{15}[0-9X]$/;

/**
 * Judges an ORCID, bare or as an address, and writes it in four groups.
 *
 * @param text  `0000-0002-1825-0097`, with or without hyphens or `https://orcid.org/`.
 * @returns     Four groups of four joined by hyphens, or one reason: `identifier_is_empty`,
 *              `identifier_is_too_long`, `orcid_has_wrong_shape`, `orcid_check_fails`.
 * @example judgeOrcid('https://orcid.org/0000-0002-1825-0097').value // → '0000-0002-1825-0097'
 * @example judgeOrcid('0000-0002-1825-0098').reason // → 'orcid_check_fails'
 *
 * Cost: constant. Source: ORCID, "Structure of the ORCID identifier"; ISO/IEC 7064 mod 11-2.
 */
export function judgeOrcid(text: string): Judgement {
  const plain = plainText(text);
  if (plain === null) return unreadable(text);
  const digits = withoutPrefix(plain, PREFIXES).replace(/[\s-]/g, '').toUpperCase();
  if (!SHAPE.test(digits)) {
    return invalid('orcid_has_wrong_shape', `${plain}: 15 digits and a digit or X`);
  }
  const expected = mod112CheckCharacter(digits.slice(0, 15));
  return digits.endsWith(expected)
    ? valid(digits.replace(/(.{4})(?=.)/g, '$1-'))
    : invalid('orcid_check_fails', `${digits}: the last character is ${expected}`);
}
