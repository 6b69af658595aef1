import {
  invalid,
  type Judgement,
  plainText,
  unreadable,
  valid,
  withoutPrefix,
} from './judgement.ts';

// A DOI has no bound of its own; the longest in use stay far below this.
const LONGEST_DOI = 2048;
const PREFIXES = [/^https?:\/\/(?:dx\.|www\.)?doi\.org\//i, /^doi\.org\//i, /^doi:\s*/i];

/**
 * Judges a DOI, bare or as an address, and writes it in lower case.
 *
 * A DOI has no check digit and compares without regard to the case of ASCII letters.
 *
 * @param text  `10.1000/182`, with or without `doi:` or `https://doi.org/`.
 * @returns     The DOI, or one reason: `identifier_is_empty`, `identifier_is_too_long`,
 *              `doi_has_wrong_shape`.
 * @example judgeDoi('https://doi.org/10.1000/ABC-182').value // → '10.1000/abc-182'
 *
 * Cost: O(n). Source: ISO 26324; DOI Handbook, 2.2 to 2.4.
 */
export function judgeDoi(text: string): Judgement {
  const plain = plainText(text, LONGEST_DOI);
  if (plain === null) return unreadable(text);
  const doi = withoutPrefix(plain, PREFIXES).replace(/[A-Z]+/g, (run) => run.toLowerCase());
  return /^10\.[0-9]{4,9}(?:\.[0-9]{1,9})*\/\S+$/.test(doi)
    ? valid(doi)
    : invalid('doi_has_wrong_shape', `${plain.slice(0, 80)}: 10., a number, a slash, a suffix`);
}
