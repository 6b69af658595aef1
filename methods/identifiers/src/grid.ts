import {
  invalid,
  type Judgement,
  plainText,
  unreadable,
  valid,
  withoutPrefix,
} from './judgement.ts';

const PREFIXES = [/^https?:\/\/(?:www\.)?grid\.ac\/institutes\//i];

/**
 * Judges a GRID identifier. GRID was closed in 2021 in favour of ROR; old data still carry it.
 *
 * The rule of its last part was never published, so only the shape can be judged.
 *
 * @param text  `grid.12527.33`, bare or as an address of grid.ac.
 * @returns     The identifier in lower case, or one reason: `identifier_is_empty`,
 *              `identifier_is_too_long`, `grid_has_wrong_shape`.
 * @example judgeGrid('https://www.grid.ac/institutes/grid.12527.33').value // → 'grid.12527.33'
 *
 * Cost: constant. Source: GRID release notes; 26,007 identifiers in the ROR records.
 */
export function judgeGrid(text: string): Judgement {
  const plain = plainText(text);
  if (plain === null) return unreadable(text);
  const id = withoutPrefix(plain, PREFIXES).toLowerCase();
  return /^grid\.[0-9]{1,8}\.[0-9a-f]{1,2}$/.test(id)
    ? valid(id)
    : invalid('grid_has_wrong_shape', `${plain}: grid., digits, a point, one or two of 0–9 a–f`);
}
