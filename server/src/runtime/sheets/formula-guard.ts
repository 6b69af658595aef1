/**
 * What a spreadsheet program may take for a formula when it opens a CSV file: = + - @, tab, CR
 * and LF at the beginning, and the full-width signs. Source: OWASP, CSV Injection.
 */
const MAY_BE_FORMULA = /^'*[=+\-@\t\r\n＝＋－＠]/;
const IS_GUARDED = /^'+[=+\-@\t\r\n＝＋－＠]/;
const IS_NUMBER = /^[+-]?\d+(\.\d+)?$/;

/**
 * Puts an apostrophe before a text that would be run as a formula. Numbers stay numbers. A text
 * that looks guarded already gets one more, so `unguard` always gives back what was written.
 */
export function guard(text: string): string {
  return MAY_BE_FORMULA.test(text) && !IS_NUMBER.test(text) ? `'${text}` : text;
}

/** Takes off the apostrophe that `guard`, or another careful program, put there. */
export function unguard(text: string): string {
  return IS_GUARDED.test(text) ? text.slice(1) : text;
}
