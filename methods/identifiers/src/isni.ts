import {
  invalid,
  type Judgement,
  plainText,
  unreadable,
  valid,
  withoutPrefix,
} from './judgement.ts';
import { mod112CheckCharacter } from './mod-11-2.ts';

const PREFIXES = [/^https?:\/\/(?:www\.)?isni\.org\/(?:isni\/)?/i, /^isni:?\s*/i];
const SHAPE = /^[0-9]{15}[0-9X]$/;

/**
 * Judges an ISNI and writes its sixteen characters without blanks, as its address has them.
 *
 * @param text  `0000 0001 0662 3178`, with or without blanks or `https://isni.org/isni/`.
 * @returns     Sixteen characters, or one reason: `identifier_is_empty`,
 *              `identifier_is_too_long`, `isni_has_wrong_shape`, `isni_check_fails`.
 * @example judgeIsni('ISNI 0000 0001 0662 3178').value // → '0000000106623178'
 *
 * Cost: constant. Source: ISO 27729; ISO/IEC 7064 mod 11-2.
 */
export function judgeIsni(text: string): Judgement {
  const plain = plainText(text);
  if (plain === null) return unreadable(text);
  const digits = withoutPrefix(plain, PREFIXES).replace(/[\s-]/g, '').toUpperCase();
  if (!SHAPE.test(digits)) {
    return invalid('isni_has_wrong_shape', `${plain}: 15 digits and a digit or X`);
  }
  const expected = mod112CheckCharacter(digits.slice(0, 15));
  return digits.endsWith(expected)
    ? valid(digits)
    : invalid('isni_check_fails', `${digits}: the last character is ${expected}`);
}
