/**
 * The check character of ISO/IEC 7064 mod 11-2, which ORCID and ISNI share.
 *
 * It shows every single wrong digit and every exchange of two neighbours.
 *
 * @param digits  Decimal digits, at least one.
 * @returns       A digit or 'X'.
 * @throws RangeError if the text is empty or not all digits.
 * @example mod112CheckCharacter('000000021825009') // → '7'
 *
 * Cost: O(n). Source: ISO/IEC 7064:2003, pure system mod 11-2.
 */
export function mod112CheckCharacter(digits: string): string {
  if (!/^[0-9]+$/.test(digits)) throw new RangeError('mod 11-2 needs decimal digits');
  let total = 0;
  for (const digit of digits) total = ((total + Number(digit)) * 2) % 11;
  const check = (12 - total) % 11;
  return check === 10 ? 'X' : String(check);
}
