import {
  invalid,
  type Judgement,
  plainText,
  unreadable,
  valid,
  withoutPrefix,
} from './judgement.ts';

const CROCKFORD = '0123456789abcdefghjkmnpqrstvwxyz';
const SHAPE = /^0[0-9a-hjkmnp-tv-z]{6}[0-9]{2}$/;
const PREFIXES = [/^https?:\/\/(?:www\.)?ror\.org\//i, /^ror\.org\//i, /^ror:\s*/i];

/**
 * The two check digits of a ROR identifier.
 *
 * @param first7  The leading 0 and six characters of Crockford's base 32, lower case.
 * @returns       Two digits, '02' to '98'.
 * @throws RangeError if a character is outside the alphabet or the length is not 7.
 * @example rorCheckDigits('03cve45') // → '49'
 *
 * Cost: constant. Source: ISO/IEC 7064 mod 97-10 on the number, 98 − (n·100 mod 97).
 */
export function rorCheckDigits(first7: string): string {
  if (first7.length !== 7) throw new RangeError('the check digits need 7 characters');
  let remainder = 0;
  for (const character of first7) {
    const value = CROCKFORD.indexOf(character);
    if (value < 0) throw new RangeError(`${character} is not in Crockford's base 32`);
    remainder = (remainder * 32 + value) % 97;
  }
  return String(98 - ((remainder * 100) % 97)).padStart(2, '0');
}

/**
 * Judges a ROR identifier, bare or as an address, and writes its nine characters.
 *
 * @param text  `https://ror.org/03cve4549`, `ror.org/03cve4549` or `03cve4549`.
 * @returns     The nine characters in lower case, or one reason: `identifier_is_empty`,
 *              `identifier_is_too_long`, `ror_has_wrong_shape`, `ror_check_fails`.
 * @example judgeRor('https://ror.org/03cve4549').value // → '03cve4549'
 * @example judgeRor('03cve4548').reason // → 'ror_check_fails'
 *
 * Cost: constant. Source: ROR documentation, "ROR identifier pattern".
 */
export function judgeRor(text: string): Judgement {
  const plain = plainText(text);
  if (plain === null) return unreadable(text);
  const id = withoutPrefix(plain, PREFIXES).replace(/\/$/, '').toLowerCase();
  if (!SHAPE.test(id)) {
    return invalid('ror_has_wrong_shape', `${plain}: 0, six characters of base 32, two digits`);
  }
  const expected = rorCheckDigits(id.slice(0, 7));
  return id.endsWith(expected)
    ? valid(id)
    : invalid('ror_check_fails', `${id}: the last two digits are ${expected}`);
}
