import {
  invalid,
  type Judgement,
  plainText,
  unreadable,
  valid,
  withoutPrefix,
} from './judgement.ts';

const PREFIXES = [/^(?:https?:\/\/(?:dx\.)?doi\.org\/|doi:\s*)?10\.13039\//i];

/**
 * Judges an identifier of the Crossref Funder Registry and writes the number after `10.13039/`.
 *
 * @param text  `501100001809` or `10.13039/501100001809`, also as an address of doi.org.
 * @returns     `100` and six or seven digits or `501100` and six digits, or one reason:
 *              `identifier_is_empty`, `identifier_is_too_long`, `crossref_funder_has_wrong_shape`.
 * @example judgeCrossrefFunder('https://doi.org/10.13039/501100001809').value // → '501100001809'
 *
 * Cost: constant. Source: Crossref Funder Registry; 17,558 identifiers in the ROR records.
 */
export function judgeCrossrefFunder(text: string): Judgement {
  const plain = plainText(text);
  if (plain === null) return unreadable(text);
  const id = withoutPrefix(plain, PREFIXES);
  return /^(?:10[01][0-9]{6,7}|501100[0-9]{6})$/.test(id)
    ? valid(id)
    : invalid('crossref_funder_has_wrong_shape', `${plain}: 10.13039/ and 9, 10 or 12 digits`);
}
