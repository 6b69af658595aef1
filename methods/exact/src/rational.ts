/** A number as a fraction in lowest terms; the denominator is above 0. */
export interface Rational {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

/** More digits than any rule of sharing writes; bounds what a stranger's file may ask for. */
const LONGEST = 40;
const DECIMAL = /^([+-]?)(\d{1,40})(?:\.(\d{1,40}))?$/;

/**
 * The fraction of two whole numbers in lowest terms. 0 is 0/1.
 *
 * @throws RangeError if the denominator is 0.
 * @example rational(6n, -4n) // → { numerator: -3n, denominator: 2n }
 * @example rational(1n, 0n) // → throws RangeError
 *
 * Cost: one Euclidean algorithm.
 */
export function rational(numerator: bigint, denominator = 1n): Rational {
  if (denominator === 0n) throw new RangeError('A fraction has the denominator 0.');
  const sign = denominator < 0n ? -1n : 1n;
  const common = sign * greatestDivisor(numerator, denominator);
  return { numerator: numerator / common, denominator: denominator / common };
}

function greatestDivisor(a: bigint, b: bigint): bigint {
  let [x, y] = [a < 0n ? -a : a, b < 0n ? -b : b];
  while (y !== 0n) [x, y] = [y, x % y];
  return x;
}

/**
 * Reads a number as people write shares: a decimal, a fraction or a percentage, each exact. Blanks
 * around the sign of a percentage and of a fraction are ignored.
 *
 * @param text  `0.35`, `1/3`, `12.5 %`; at most 40 digits before and after the point.
 * @returns     The number, or null if the text is none of the three or divides by 0.
 * @example readRational('12.5 %') // → { numerator: 1n, denominator: 8n }
 * @example readRational('1/3') // → { numerator: 1n, denominator: 3n }
 * @example readRational('a third') // → null
 *
 * Cost: linear in the text, which is cut at its longest form.
 */
export function readRational(text: string): Rational | null {
  if (text.length > 3 * LONGEST) return null;
  const plain = text.trim();
  if (plain.endsWith('%')) {
    const percent = readDecimal(plain.slice(0, -1).trim());
    return percent === null ? null : over(percent, rational(100n));
  }
  const [above = '', below, ...more] = plain.split('/').map((part) => part.trim());
  if (below === undefined) return readDecimal(above);
  const [a, b] = [readDecimal(above), readDecimal(below)];
  if (a === null || b === null || b.numerator === 0n || more.length > 0) return null;
  return over(a, b);
}

function readDecimal(text: string): Rational | null {
  const found = DECIMAL.exec(text);
  if (found === null) return null;
  const [, sign, whole = '', fraction = ''] = found;
  const digits = BigInt(whole + fraction);
  return rational(sign === '-' ? -digits : digits, 10n ** BigInt(fraction.length));
}

/**
 * The sum.
 *
 * @example plus(rational(1n, 3n), rational(1n, 6n)) // → { numerator: 1n, denominator: 2n }
 */
export function plus(a: Rational, b: Rational): Rational {
  return rational(
    a.numerator * b.denominator + b.numerator * a.denominator,
    a.denominator * b.denominator,
  );
}

/**
 * The difference.
 *
 * @example minus(rational(1n, 2n), rational(1n, 3n)) // → { numerator: 1n, denominator: 6n }
 */
export function minus(a: Rational, b: Rational): Rational {
  return plus(a, { numerator: -b.numerator, denominator: b.denominator });
}

/**
 * The product.
 *
 * @example times(rational(2n, 3n), rational(3n, 4n)) // → { numerator: 1n, denominator: 2n }
 */
export function times(a: Rational, b: Rational): Rational {
  return rational(a.numerator * b.numerator, a.denominator * b.denominator);
}

/**
 * The quotient.
 *
 * @throws RangeError if the divisor is 0.
 * @example over(rational(1n, 2n), rational(2n)) // → { numerator: 1n, denominator: 4n }
 * @example over(rational(1n), rational(0n)) // → throws RangeError
 */
export function over(a: Rational, b: Rational): Rational {
  return rational(a.numerator * b.denominator, a.denominator * b.numerator);
}

/**
 * -1, 0 or 1 as the first is smaller, equal or larger.
 *
 * @example compareRationals(rational(1n, 3n), rational(33n, 100n)) // → 1
 */
export function compareRationals(a: Rational, b: Rational): -1 | 0 | 1 {
  const difference = a.numerator * b.denominator - b.numerator * a.denominator;
  return difference === 0n ? 0 : difference < 0n ? -1 : 1;
}

/**
 * The nearest whole number; from the middle to the even one, so that roundings of many amounts
 * lean to neither side.
 *
 * @example roundHalfEven(rational(5n, 2n)) // → 2n
 * @example roundHalfEven(rational(-7n, 2n)) // → -4n
 *
 * Source: IEEE 754-2019, 4.3.1, roundTiesToEven.
 */
export function roundHalfEven({ numerator, denominator }: Rational): bigint {
  if (numerator < 0n) return -roundHalfEven({ numerator: -numerator, denominator });
  const whole = numerator / denominator;
  const twice = 2n * (numerator % denominator);
  if (twice === denominator) return whole + (whole & 1n);
  return twice > denominator ? whole + 1n : whole;
}

/**
 * A fraction as people read it: a decimal where it ends, otherwise `numerator/denominator`. Reading
 * it again gives the same number.
 *
 * @example writeRational(rational(7n, 20n)) // → '0.35'
 * @example writeRational(rational(1n, 3n)) // → '1/3'
 */
export function writeRational({ numerator, denominator }: Rational): string {
  let digits = 0;
  let scale = 1n;
  while (digits < LONGEST && scale % denominator !== 0n) {
    scale *= 10n;
    digits++;
  }
  if (scale % denominator !== 0n) return `${numerator}/${denominator}`;
  const scaled = (numerator < 0n ? -numerator : numerator) * (scale / denominator);
  const text = scaled.toString().padStart(digits + 1, '0');
  const whole = text.slice(0, text.length - digits);
  const sign = numerator < 0n ? '-' : '';
  return digits === 0 ? `${sign}${whole}` : `${sign}${whole}.${text.slice(-digits)}`;
}

/**
 * Whole weights in the proportion of fractions, for `allocate`.
 *
 * @example wholeWeights([rational(1n, 3n), rational(1n, 6n)]) // → [2n, 1n]
 */
export function wholeWeights(fractions: readonly Rational[]): readonly bigint[] {
  const common = fractions.reduce(
    (product, { denominator }) => (product / greatestDivisor(product, denominator)) * denominator,
    1n,
  );
  return fractions.map(({ numerator, denominator }) => (common / denominator) * numerator);
}
