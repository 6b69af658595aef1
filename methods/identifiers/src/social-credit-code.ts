import {
  invalid,
  type Judgement,
  plainText,
  unreadable,
  valid,
  type Warning,
} from './judgement.ts';

// I, O, S, V and Z are left out because they are misread as 1, 0, 5, U and 2.
const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const SHAPE = /^[0-9A-HJ-NPQRTUWXY]{2}[0-9]{6}[0-9A-HJ-NPQRTUWXY]{10}$/;
const ORGANISATION_WEIGHTS = [3, 7, 9, 10, 5, 8, 4, 2];

/**
 * The check character of a unified social credit code.
 *
 * Every weight is a power of 3 and 31 is prime, so one wrong character always shows.
 *
 * @param first17  The first 17 characters, upper case, of the alphabet of the standard.
 * @returns        One character of the alphabet.
 * @throws RangeError if the text is not 17 such characters.
 * @example socialCreditCheckCharacter('91350100M000100Y4') // → '3'
 *
 * Cost: constant. Source: GB 32100-2015, annex A: (31 − Σ cᵢ·3^(i−1) mod 31) mod 31.
 */
export function socialCreditCheckCharacter(first17: string): string {
  if (first17.length !== 17) throw new RangeError('a check character needs 17 characters');
  let sum = 0;
  let weight = 1;
  for (const character of first17) {
    const value = ALPHABET.indexOf(character);
    if (value < 0) throw new RangeError(`${character} is not in the alphabet of GB 32100`);
    sum = (sum + value * weight) % 31;
    weight = (weight * 3) % 31;
  }
  return ALPHABET.charAt((31 - sum) % 31);
}

/**
 * The check character of the organisation code that a social credit code holds at 9 to 17.
 *
 * @param first8  Eight characters, digits or upper-case letters.
 * @returns       A digit or 'X'.
 * @throws RangeError if the text is not eight such characters.
 * @example organisationCodeCheckCharacter('M000100Y') // → '4'
 *
 * Cost: constant. Source: GB 11714-1997, 11 − Σ cᵢ·wᵢ mod 11, with 10 → X and 11 → 0.
 */
export function organisationCodeCheckCharacter(first8: string): string {
  if (!/^[0-9A-Z]{8}$/.test(first8)) throw new RangeError('an organisation code has 8 characters');
  let sum = 0;
  for (const [index, weight] of ORGANISATION_WEIGHTS.entries()) {
    sum += Number.parseInt(first8.charAt(index), 36) * weight;
  }
  const check = 11 - (sum % 11);
  return check === 10 ? 'X' : check === 11 ? '0' : String(check);
}

/**
 * Judges a unified social credit code (统一社会信用代码) and writes it in upper case without blanks.
 *
 * A wrong organisation code inside is a warning only: codes were issued with it, and they stand.
 *
 * @param text  The code as written; blanks, hyphens, lower case and full-width forms are accepted.
 * @returns     The 18 characters, or one reason: `identifier_is_empty`, `identifier_is_too_long`,
 *              `social_credit_code_has_wrong_shape`, `social_credit_code_check_fails`.
 * @example judgeSocialCreditCode('91350100M000100Y4Z').valid // → false
 * @example judgeSocialCreditCode('12100000400000624d').value // → '12100000400000624D'
 *
 * Cost: constant. Source: GB 32100-2015.
 */
export function judgeSocialCreditCode(text: string): Judgement {
  const plain = plainText(text);
  if (plain === null) return unreadable(text);
  const code = plain.replace(/[\s-]/g, '').toUpperCase();
  if (!SHAPE.test(code)) {
    return invalid(
      'social_credit_code_has_wrong_shape',
      `${plain}: 18 characters of 0–9 and A–Y without I, O, S, V; digits at 3 to 8`,
    );
  }
  const expected = socialCreditCheckCharacter(code.slice(0, 17));
  if (code.charAt(17) !== expected) {
    return invalid('social_credit_code_check_fails', `${code}: the last character is ${expected}`);
  }
  return valid(code, ...organisationCodeWarnings(code.slice(8, 17)));
}

function organisationCodeWarnings(organisationCode: string): Warning[] {
  const expected = organisationCodeCheckCharacter(organisationCode.slice(0, 8));
  if (organisationCode.charAt(8) === expected) return [];
  const detail = `${organisationCode}: by GB 11714 the last character is ${expected}`;
  return [{ code: 'organisation_code_check_fails', detail }];
}
