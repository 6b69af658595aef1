import { invalid, type Judgement, plainText, unreadable, valid } from './judgement.ts';

/** How deep an industry stands: 门类, 大类, 中类, 小类. */
export type IndustryLevel = 'section' | 'division' | 'group' | 'class';

// The last division of each section A to T; together they run from 01 to 97 without a gap.
const LAST_DIVISIONS = [
  5, 12, 43, 46, 50, 52, 60, 62, 65, 69, 70, 72, 75, 79, 82, 83, 85, 90, 96, 97,
];
const SHAPE = /^([A-T])?([0-9]{2}[0-9]{0,2})?$/;

function sectionOfDivision(division: number): string | null {
  if (division < 1) return null;
  const index = LAST_DIVISIONS.findIndex((last) => division <= last);
  return index < 0 ? null : String.fromCharCode(65 + index);
}

/**
 * Judges the shape of a code of GB/T 4754-2017 (国民经济行业分类).
 *
 * The letter before the digits is dropped once it agrees with them: C39 and 39 are one division.
 * Groups and classes are judged by their division only; the table itself is data.
 *
 * @param text  A section `A`–`T`, or two, three or four digits, with or without the letter.
 * @returns     The letter alone or the digits alone, or one reason: `identifier_is_empty`,
 *              `identifier_is_too_long`, `industry_code_has_wrong_shape`,
 *              `industry_division_is_unknown`, `industry_section_does_not_hold_division`.
 * @example judgeIndustryCode('C3921').value // → '3921'
 * @example judgeIndustryCode('A39').reason // → 'industry_section_does_not_hold_division'
 *
 * Cost: constant. Source: GB/T 4754-2017, table 1, with amendment 1.
 */
export function judgeIndustryCode(text: string): Judgement {
  const plain = plainText(text);
  if (plain === null) return unreadable(text);
  const [, section, digits] = SHAPE.exec(plain.toUpperCase()) ?? [];
  if (digits === undefined) {
    if (section !== undefined) return valid(section);
    return invalid('industry_code_has_wrong_shape', `${plain}: a letter A–T or two to four digits`);
  }
  const holder = sectionOfDivision(Number(digits.slice(0, 2)));
  if (holder === null) {
    return invalid('industry_division_is_unknown', `${plain}: divisions run from 01 to 97`);
  }
  if (section !== undefined && section !== holder) {
    const detail = `${plain}: division ${digits.slice(0, 2)} belongs to section ${holder}`;
    return invalid('industry_section_does_not_hold_division', detail);
  }
  return valid(digits);
}

/**
 * The level of an industry.
 *
 * @param code  As `judgeIndustryCode` writes it.
 * @throws RangeError if the code is not valid.
 * @example industryLevel('392') // → 'group'
 *
 * Cost: constant. Source: GB/T 4754-2017.
 */
export function industryLevel(code: string): IndustryLevel {
  if (!judgeIndustryCode(code).valid) throw new RangeError(`${code} is not an industry code`);
  if (/^[A-T]$/.test(code)) return 'section';
  return code.length === 2 ? 'division' : code.length === 3 ? 'group' : 'class';
}

/**
 * The industry that an industry lies in; `null` for a section.
 *
 * @param code  As `judgeIndustryCode` writes it.
 * @returns     The code one level up, or `null`.
 * @throws RangeError if the code is not valid.
 * @example parentIndustryCode('3921') // → '392'
 * @example parentIndustryCode('39') // → 'C'
 *
 * Cost: constant. Source: GB/T 4754-2017.
 */
export function parentIndustryCode(code: string): string | null {
  const level = industryLevel(code);
  if (level === 'section') return null;
  return level === 'division' ? sectionOfDivision(Number(code)) : code.slice(0, -1);
}
