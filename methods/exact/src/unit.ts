/** What an amount counts: money, a statistic for assessment, or vouchers. */
export interface Unit {
  /** `CNY`, or the code under which an agreement declares a unit of its own. */
  readonly code: string;
  /** Decimals of the smallest part that is counted: 2 for fen, 0 for patents. */
  readonly digits: number;
  /** `statistic`: split for assessment and never paid. */
  readonly kind: 'money' | 'statistic' | 'voucher';
}

/** Digits of ISO 4217, list one. */
const CURRENCY_DIGITS: Readonly<Record<string, number>> = { CNY: 2, EUR: 2, JPY: 0 };

/**
 * The currency of that code.
 *
 * @param code  Three capital letters: CNY, EUR or JPY.
 * @returns     The unit, or null: other units are declared where they are used.
 * @example currencyOf('JPY') // → { code: 'JPY', digits: 0, kind: 'money' }
 * @example currencyOf('XYZ') // → null
 *
 * Source: ISO 4217:2015, list one.
 */
export function currencyOf(code: string): Unit | null {
  const digits = Object.hasOwn(CURRENCY_DIGITS, code) ? CURRENCY_DIGITS[code] : undefined;
  return digits === undefined ? null : { code, digits, kind: 'money' };
}

const AMOUNT = /^(-?)(\d{1,24})(?:\.(\d{1,12}))?$/;

/**
 * Reads a decimal amount as minor units, exactly. Zeros beyond the unit's digits are accepted; a
 * digit beyond them is not an amount of this unit.
 *
 * @param text  `1234.50`: no separators, no exponent, at most 24 digits and 12 decimals.
 * @returns     Minor units, or null if the text is no amount of this unit.
 * @example readAmount('12.5', currencyOf('CNY')) // → 1250n
 * @example readAmount('12.505', currencyOf('CNY')) // → null
 * @example readAmount('-3', currencyOf('JPY')) // → -3n
 */
export function readAmount(text: string, { digits }: Unit): bigint | null {
  const found = AMOUNT.exec(text);
  if (found === null) return null;
  const [, sign, whole = '', fraction = ''] = found;
  if (fraction.slice(digits).replaceAll('0', '') !== '') return null;
  const minor = BigInt(whole + fraction.slice(0, digits).padEnd(digits, '0'));
  return sign === '-' ? -minor : minor;
}

/**
 * Writes minor units as a decimal with all digits of the unit; `readAmount` reads it back.
 *
 * @example writeAmount(-5n, currencyOf('CNY')) // → '-0.05'
 * @example writeAmount(7n, currencyOf('JPY')) // → '7'
 */
export function writeAmount(minor: bigint, { digits }: Unit): string {
  if (minor < 0n) return `-${writeAmount(-minor, { code: '', digits, kind: 'money' })}`;
  if (digits === 0) return minor.toString();
  const text = minor.toString().padStart(digits + 1, '0');
  return `${text.slice(0, -digits)}.${text.slice(-digits)}`;
}
