import { invalid, type Judgement, plainText, unreadable, valid } from './judgement.ts';

/** How deep a division stands: 省级, 地级, 县级. */
export type RegionLevel = 'province' | 'prefecture' | 'county';

const SHAPE = /^[1-9][0-9](?:[0-9]{2}){0,2}$/;

/**
 * Judges the shape of a code of GB/T 2260 (行政区划代码) and writes all six digits.
 *
 * Whether the division exists, and since when, is a question for the register of regions: codes
 * have intervals of validity. A county cannot hang under no prefecture, so 110001 fails.
 *
 * @param text  Two, four or six digits: 13, 1301 and 130100 are accepted.
 * @returns     Six digits, or one reason: `identifier_is_empty`, `identifier_is_too_long`,
 *              `region_code_has_wrong_shape`, `region_code_skips_a_level`.
 * @example judgeRegionCode('13').value // → '130000'
 * @example judgeRegionCode('130102').value // → '130102'
 *
 * Cost: constant. Source: GB/T 2260-2007, chapter 4.
 */
export function judgeRegionCode(text: string): Judgement {
  const plain = plainText(text);
  if (plain === null) return unreadable(text);
  if (!SHAPE.test(plain)) {
    return invalid('region_code_has_wrong_shape', `${plain}: two, four or six digits`);
  }
  const code = plain.padEnd(6, '0');
  return code.slice(2, 4) === '00' && code.slice(4) !== '00'
    ? invalid('region_code_skips_a_level', `${plain}: a county without a prefecture`)
    : valid(code);
}

/**
 * The level of a division.
 *
 * @param code  Six digits, as `judgeRegionCode` writes them.
 * @throws RangeError if the code is not valid.
 * @example regionLevel('130100') // → 'prefecture'
 *
 * Cost: constant. Source: GB/T 2260-2007.
 */
export function regionLevel(code: string): RegionLevel {
  const judgement = judgeRegionCode(code);
  if (!judgement.valid || code.length !== 6) throw new RangeError(`${code} is not a region code`);
  if (code.endsWith('0000')) return 'province';
  return code.endsWith('00') ? 'prefecture' : 'county';
}

/**
 * The division that a division lies in; `null` for a province.
 *
 * Counties that a province governs directly (4290xx, 4690xx) and the districts of municipalities
 * (1101xx) hang under a code such as 429000 or 110100, as the standard numbers them.
 *
 * @param code  Six digits, as `judgeRegionCode` writes them.
 * @returns     Six digits or `null`.
 * @throws RangeError if the code is not valid.
 * @example parentRegionCode('130102') // → '130100'
 * @example parentRegionCode('130000') // → null
 *
 * Cost: constant. Source: GB/T 2260-2007.
 */
export function parentRegionCode(code: string): string | null {
  const level = regionLevel(code);
  if (level === 'province') return null;
  return level === 'prefecture' ? `${code.slice(0, 2)}0000` : `${code.slice(0, 4)}00`;
}
