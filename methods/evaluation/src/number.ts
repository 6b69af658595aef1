import {
  type Rational,
  rational,
  readRational,
  roundHalfEven,
  times,
  writeRational,
} from '@yunhe/exact';

/** The number of a text that the schema has let through. */
export function decimal(text: string): Rational {
  return readRational(text)!;
}

/** The nearest binary number. */
export function asNumber({ numerator, denominator }: Rational): number {
  const [above, below] = [Number(numerator), Number(denominator)];
  if (Number.isFinite(above) && Number.isFinite(below)) return above / below;
  // Beyond what a binary number holds, thirty digits of the quotient are enough.
  const digits = 10n ** 30n;
  return Number((numerator * digits) / denominator) / 1e30;
}

const DIGITS = 12;

/** Twelve digits: what is computed in binary is read as the decimal number it stands for. */
export function asDecimal(value: number): Rational {
  const [digits = '', power = '0'] = value.toExponential(DIGITS - 1).split('e');
  const whole = rational(BigInt(digits.replace('.', '')), 10n ** BigInt(DIGITS - 1));
  const scale = 10n ** BigInt(Math.abs(Number(power)));
  return times(whole, Number(power) < 0 ? rational(1n, scale) : rational(scale));
}

/**
 * Rounds to digits after the point: from the middle away from 0 as commerce does, or cut off
 * towards 0.
 */
export function rounded(value: Rational, decimals: number, rounding: 'half-up' | 'down'): Rational {
  const scale = 10n ** BigInt(decimals);
  const above = value.numerator * scale;
  const below = value.denominator;
  const size = above < 0n ? -above : above;
  const whole = rounding === 'down' ? size / below : (2n * size + below) / (2n * below);
  return rational(above < 0n ? -whole : whole, scale);
}

/** A number with so many digits after the point. */
export function writeFixed(value: Rational, decimals: number): string {
  const scaled = roundHalfEven(times(value, rational(10n ** BigInt(decimals))));
  const sign = scaled < 0n ? '-' : '';
  const text = (scaled < 0n ? -scaled : scaled).toString().padStart(decimals + 1, '0');
  if (decimals === 0) return sign + text;
  return `${sign}${text.slice(0, -decimals)}.${text.slice(-decimals)}`;
}

/** A number as steps show it: exact where it is, twelve digits otherwise. */
export function told(value: number, exact: Rational | null): string {
  if (exact !== null) return writeRational(exact);
  if (Number.isNaN(value)) return '';
  const text = value.toPrecision(DIGITS);
  if (text.includes('e')) return writeRational(asDecimal(value));
  if (Number(text) === 0) return '0';
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text;
}

/** Twelve digits of a number; empty where it is none. */
export function writeNumber(value: number): string {
  return Number.isFinite(value) ? told(value, null) : '';
}
