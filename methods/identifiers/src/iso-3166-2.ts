import { invalid, type Judgement, plainText, unreadable, valid } from './judgement.ts';

/**
 * Judges the shape of a subdivision code of ISO 3166-2. Whether it is assigned is not asked.
 *
 * @param text  `CN-BJ`: two letters, a hyphen, one to three letters or digits.
 * @returns     The code in upper case, or one reason: `identifier_is_empty`,
 *              `identifier_is_too_long`, `iso_3166_2_has_wrong_shape`.
 * @example judgeIso31662('cn-he').value // → 'CN-HE'
 *
 * Cost: constant. Source: ISO 3166-2:2020, clause 5.
 */
export function judgeIso31662(text: string): Judgement {
  const plain = plainText(text);
  if (plain === null) return unreadable(text);
  const code = plain.toUpperCase();
  return /^[A-Z]{2}-[A-Z0-9]{1,3}$/.test(code)
    ? valid(code)
    : invalid(
        'iso_3166_2_has_wrong_shape',
        `${plain}: a country, a hyphen, one to three characters`,
      );
}
