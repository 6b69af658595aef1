import {
  invalid,
  type Judgement,
  plainText,
  unreadable,
  valid,
  withoutPrefix,
} from './judgement.ts';

/**
 * Judges a participant identification code (PIC) of the European Commission.
 *
 * It has no check digit, so only its shape can be judged.
 *
 * @param text  Nine digits; blanks and a leading `PIC` are accepted.
 * @returns     The nine digits, or one reason: `identifier_is_empty`, `identifier_is_too_long`,
 *              `pic_is_not_nine_digits`.
 * @example judgePic('PIC 999 990 267').value // → '999990267'
 *
 * Cost: constant. Source: European Commission, participant register; CORDIS `organisationID`.
 */
export function judgePic(text: string): Judgement {
  const plain = plainText(text);
  if (plain === null) return unreadable(text);
  const digits = withoutPrefix(plain, [/^pic[:\s]*/i]).replace(/\s/g, '');
  return /^[0-9]{9}$/.test(digits)
    ? valid(digits)
    : invalid('pic_is_not_nine_digits', `${plain}: nine digits`);
}
