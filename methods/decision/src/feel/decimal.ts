/**
 * Decimals of 34 significant digits, rounded half to even: IEEE 754 decimal128 without infinities,
 * as FEEL wants its numbers. What would be infinite or undefined is null. decimal.js counts; short
 * numbers, which most are, are counted as whole numbers of the host.
 */
import { Decimal as Library } from 'decimal.js';

const SMALLEST_NORMAL = -6143;
const SMALLEST_EXPONENT = -6176;
const LONGEST_QUOTIENT = 1000;

/** A constructor of its own, since the settings of decimal.js are shared by all who import it. */
const Long = Library.clone({
  defaults: true,
  precision: 34,
  rounding: Library.ROUND_HALF_EVEN,
  modulo: Library.ROUND_FLOOR,
  maxE: 6144,
  // Room to round what decimal128 keeps with fewer digits.
  minE: 2 * SMALLEST_EXPONENT,
  toExpPos: 34,
  toExpNeg: -35,
});

const kinds = {
  'half even': Library.ROUND_HALF_EVEN,
  floor: Library.ROUND_FLOOR,
  ceiling: Library.ROUND_CEIL,
  up: Library.ROUND_UP,
  down: Library.ROUND_DOWN,
  'half up': Library.ROUND_HALF_UP,
  'half down': Library.ROUND_HALF_DOWN,
} as const;
export type Rounding = keyof typeof kinds;

/** Digits that a number of the host holds, whatever they are. */
const SHORT = 15;
/** Up to here a short number is neither too large nor too small. */
const SAFE_EXPONENT = 6000;
const powers = Array.from({ length: SHORT + 1 }, (_, at) => 10 ** at);

/** `coefficient` × 10^`exponent`; one of decimal.js has the exponent 0. */
export class Decimal {
  readonly coefficient: number | Library;
  readonly exponent: number;

  /** Takes a safe integer and an exponent of at most 6,000 on either side. */
  constructor(coefficient: number | Library, exponent: number) {
    this.coefficient = coefficient;
    this.exponent = exponent;
  }

  /** Plain digits, in scientific notation from 1e34 on and below 1e-34. */
  toString(): string {
    return this.exponent === 0 ? String(this.coefficient) : String(long(this));
  }
}

export const ZERO = new Decimal(0, 0);
export const ONE = new Decimal(1, 0);

function long({ coefficient, exponent }: Decimal): Library {
  if (typeof coefficient !== 'number') return coefficient;
  return new Long(exponent === 0 ? coefficient : `${coefficient}e${exponent}`);
}

/** What decimal.js found, short again if it can be; null beyond the largest decimal128. */
function made(found: Library): Decimal | null {
  if (!found.isFinite()) return null;
  const value = found.e < SMALLEST_NORMAL ? found.toDecimalPlaces(-SMALLEST_EXPONENT) : found;
  const places = value.decimalPlaces();
  if (places > SHORT || value.precision(true) > SHORT) return new Decimal(value, 0);
  return new Decimal(Number(value.toFixed().replace('.', '')), -places || 0);
}

/** Of a safe integer. */
function madeShort(coefficient: number, exponent: number): Decimal | null {
  if (Math.abs(exponent) <= SAFE_EXPONENT) return new Decimal(coefficient || 0, exponent);
  return made(new Long(`${coefficient}e${exponent}`));
}

const shape = /^([+-]?)(?=\.?\d)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d+))?$/;

/** Reads `-12.50`, `.5`, `1e-3`; null if it is no number or too large. */
export function parseDecimal(text: string): Decimal | null {
  if (text.length > 10_000) return null;
  const found = shape.exec(text);
  if (found === null) return null;
  const [, sign, whole = '', fraction = '', power = '0'] = found;
  const exponent = Number(power) - fraction.length;
  if (whole.length + fraction.length > SHORT || Math.abs(exponent) > SAFE_EXPONENT) {
    return made(new Long(text).toSignificantDigits());
  }
  const coefficient = Number(whole + fraction);
  return new Decimal(sign === '-' ? -coefficient || 0 : coefficient, exponent);
}

/** The shortest decimal that reads back as this number; null where it is not finite. */
export function fromNumber(value: number): Decimal | null {
  if (Number.isSafeInteger(value)) return new Decimal(value || 0, 0);
  return Number.isFinite(value) ? parseDecimal(String(value)) : null;
}

export function fromBigInt(value: bigint): Decimal | null {
  return made(new Long(value).toSignificantDigits());
}

/** A fraction of whole numbers, rounded once; null for a denominator of 0. */
export function fromFraction(numerator: bigint, denominator: bigint): Decimal | null {
  return made(new Long(numerator).dividedBy(new Long(denominator)));
}

export function toNumber(value: Decimal): number {
  const { coefficient, exponent } = value;
  if (typeof coefficient === 'number') {
    if (exponent === 0) return coefficient;
    if (exponent < 0 && exponent >= -SHORT) return coefficient / powers[-exponent]!;
  }
  return long(value).toNumber();
}

/** As a whole number of the host; null if it is not whole or beyond ±2^53. */
export function toInteger(value: Decimal): number | null {
  if (value.exponent === 0 && typeof value.coefficient === 'number') return value.coefficient;
  const number = toNumber(value);
  if (!Number.isSafeInteger(number)) return null;
  return isWhole(value) ? number : null;
}

/** What stands before the point. */
export function toBigInt(value: Decimal): bigint {
  return BigInt(long(value).toFixed(0, Library.ROUND_DOWN));
}

/** The whole number towards zero; null beyond ±2^53. */
export function truncate(value: Decimal): number | null {
  const whole = roundTo(value, 0, 'down');
  return whole === null ? null : toInteger(whole);
}

export function isWhole(value: Decimal): boolean {
  const { coefficient, exponent } = value;
  if (typeof coefficient === 'number') {
    if (exponent >= 0) return true;
    if (exponent >= -SHORT) return coefficient % powers[-exponent]! === 0;
  }
  return long(value).isInteger();
}

/** A text that equal numbers share and others do not. */
export function keyOf(value: Decimal): string {
  return value.toString();
}

export function signOf({ coefficient }: Decimal): number {
  return typeof coefficient === 'number' ? Math.sign(coefficient) : coefficient.s;
}

export function negate({ coefficient, exponent }: Decimal): Decimal {
  if (typeof coefficient === 'number') return new Decimal(-coefficient || 0, exponent);
  return new Decimal(coefficient.negated(), 0);
}

export function absolute(value: Decimal): Decimal {
  return signOf(value) < 0 ? negate(value) : value;
}

export function add(left: Decimal, right: Decimal): Decimal | null {
  const a = left.coefficient;
  const b = right.coefficient;
  if (typeof a === 'number' && typeof b === 'number') {
    const gap = left.exponent - right.exponent;
    if (gap >= -SHORT && gap <= SHORT) {
      const x = gap > 0 ? a * powers[gap]! : a;
      const y = gap < 0 ? b * powers[-gap]! : b;
      const sum = x + y;
      if (Number.isSafeInteger(x) && Number.isSafeInteger(y) && Number.isSafeInteger(sum)) {
        return new Decimal(sum, gap > 0 ? right.exponent : left.exponent);
      }
    }
  }
  return made(long(left).plus(long(right)));
}

export function subtract(left: Decimal, right: Decimal): Decimal | null {
  return add(left, negate(right));
}

export function multiply(left: Decimal, right: Decimal): Decimal | null {
  const a = left.coefficient;
  const b = right.coefficient;
  if (typeof a === 'number' && typeof b === 'number') {
    const product = a * b;
    if (Number.isSafeInteger(product)) return madeShort(product, left.exponent + right.exponent);
  }
  return made(long(left).times(long(right)));
}

export function divide(left: Decimal, right: Decimal): Decimal | null {
  const a = left.coefficient;
  const b = right.coefficient;
  if (typeof a === 'number' && typeof b === 'number' && b !== 0) {
    // Quotients with few digits need no long division.
    for (let places = 0; places < 7; places++) {
      const scaled = a * powers[places]!;
      if (!Number.isSafeInteger(scaled)) break;
      if (scaled % b === 0) return madeShort(scaled / b, left.exponent - right.exponent - places);
    }
  }
  return made(long(left).dividedBy(long(right)));
}

export function compare(left: Decimal, right: Decimal): number {
  const a = left.coefficient;
  const b = right.coefficient;
  if (typeof a === 'number' && typeof b === 'number') {
    const gap = left.exponent - right.exponent;
    if (gap === 0) return a < b ? -1 : a > b ? 1 : 0;
    if (gap >= -SHORT && gap <= SHORT) {
      const x = gap > 0 ? a * powers[gap]! : a;
      const y = gap < 0 ? b * powers[-gap]! : b;
      if (Number.isSafeInteger(x) && Number.isSafeInteger(y)) return x < y ? -1 : x > y ? 1 : 0;
    }
  }
  return long(left).comparedTo(long(right));
}

/** Rounds to `places` after the point; a negative count rounds before it. */
export function roundTo(value: Decimal, places: number, rounding: Rounding): Decimal | null {
  if (typeof value.coefficient === 'number' && -value.exponent <= places) return value;
  const exact = long(value);
  if (exact.decimalPlaces() <= places) return value;
  return made(exact.toNearest(new Long(`1e${-places}`), kinds[rounding]));
}

/** FEEL's modulo: the sign of the divisor; null where the quotient is too long to be worked out. */
export function modulo(left: Decimal, right: Decimal): Decimal | null {
  const dividend = long(left);
  const divisor = long(right);
  return dividend.e - divisor.e > LONGEST_QUOTIENT ? null : made(dividend.modulo(divisor));
}

export function squareRoot(value: Decimal): Decimal | null {
  return made(long(value).squareRoot());
}

export function exponential(value: Decimal): Decimal | null {
  return made(long(value).naturalExponential());
}

export function naturalLog(value: Decimal): Decimal | null {
  return made(long(value).naturalLogarithm());
}

/** x^y; null for roots of negative numbers. */
export function power(base: Decimal, exponent: Decimal): Decimal | null {
  // decimal.js takes an exponent too small for a number of the host for 0.
  if (base.coefficient === 0 && signOf(exponent) !== 0) return signOf(exponent) > 0 ? ZERO : null;
  return made(long(base).toPower(long(exponent)));
}
