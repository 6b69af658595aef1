import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Decimal as Library } from 'decimal.js';
import fc from 'fast-check';
import {
  add,
  compare,
  type Decimal,
  divide,
  exponential,
  fromNumber,
  keyOf,
  modulo,
  multiply,
  naturalLog,
  negate,
  parseDecimal,
  power,
  roundTo,
  squareRoot,
  subtract,
  toNumber,
} from './decimal.ts';

const d = (text: string): Decimal => parseDecimal(text)!;
const show = (value: Decimal | null) => (value === null ? null : String(value));

test('decimals add as they are written', () => {
  assert.equal(show(add(d('1.1'), d('1.3'))), '2.4');
  assert.equal(show(add(d('0.1'), d('0.2'))), '0.3');
  assert.equal(show(subtract(d('1'), d('0.9'))), '0.1');
  assert.equal(show(add(d('9999999999999999'), d('1'))), '10000000000000000');
});

test('results keep 34 digits, rounded half to even', () => {
  assert.equal(show(divide(d('2'), d('3'))), `0.${'6'.repeat(33)}7`);
  const nines = '9'.repeat(34);
  assert.equal(show(add(d(nines), d('0.4'))), nines);
  // Halfway: the even neighbour.
  assert.equal(show(add(d(`1${'0'.repeat(33)}`), d('0.5'))), `1${'0'.repeat(33)}`);
  assert.equal(show(add(d(`1${'0'.repeat(32)}1`), d('0.5'))), `1${'0'.repeat(32)}2`);
  assert.equal(show(add(d(`1${'0'.repeat(33)}`), d('0.50000000001'))), `1${'0'.repeat(32)}1`);
});

test('known constants come to the last digit', () => {
  assert.equal(show(exponential(d('1'))), '2.718281828459045235360287471352662');
  assert.equal(show(naturalLog(d('2'))), '0.6931471805599453094172321214581766');
  assert.equal(show(naturalLog(d('10'))), '2.302585092994045684017991454684364');
  assert.equal(show(squareRoot(d('2'))), '1.414213562373095048801688724209698');
  assert.equal(show(squareRoot(d('152.2756'))), '12.34');
  assert.equal(show(power(d('2'), d('100'))), '1267650600228229401496703205376');
  assert.equal(show(power(d('4'), d('0.5'))), '2');
  assert.equal(show(power(d('2'), d('-2'))), '0.25');
});

test('what has no value is null', () => {
  assert.equal(divide(d('1'), d('0')), null);
  assert.equal(squareRoot(d('-1')), null);
  assert.equal(naturalLog(d('0')), null);
  assert.equal(power(d('-8'), d('0.5')), null);
  assert.equal(power(d('0'), d('-1')), null);
  assert.equal(parseDecimal('1e6145'), null);
  assert.equal(multiply(d('1e6000'), d('1e6000')), null);
  assert.equal(show(multiply(d('1e-6000'), d('1e-6000'))), '0');
  assert.equal(fromNumber(Number.NaN), null);
  for (const text of ['', '.', '1.2.3', 'abc', '1e', '0x1', ' 1', '1_000']) {
    assert.equal(parseDecimal(text), null, text);
  }
});

test('the ends of decimal128 are kept', () => {
  const largest = `${'9'.repeat(34)}e6111`;
  assert.equal(show(d(largest)), `9.${'9'.repeat(33)}e+6144`);
  assert.equal(add(d(largest), d('5e6110')), null);
  assert.equal(compare(add(d(largest), d('4e6110'))!, d(largest)), 0);
  // Below 1e-6143 fewer and fewer digits are left; half of the last goes to the even neighbour.
  assert.equal(show(d('1.25e-6175')), '1.2e-6175');
  assert.equal(show(multiply(d('1.5e-3000'), d('1e-3176'))), '2e-6176');
  assert.equal(show(divide(d('1e-6176'), d('2'))), '0');
  assert.equal(show(d(`1e-${'9'.repeat(400)}`)), '0');
  assert.equal(d(`1e${'9'.repeat(400)}`), null);
});

test('zero has one sign, and powers that nothing else has', () => {
  for (const zero of [
    d('-0'),
    multiply(d('-1'), d('0'))!,
    negate(d('0')),
    divide(d('0'), d('-3'))!,
  ])
    assert.ok(Object.is(toNumber(zero), 0) && show(zero) === '0');
  assert.equal(show(power(d('0'), d('0'))), '1');
  assert.equal(show(power(d('0'), d('1e-5000'))), '0');
  assert.equal(power(d('0'), d('-1e-5000')), null);
});

test('short numbers and long ones that are equal have one key', () => {
  const third = divide(d('1'), d('3'))!;
  const back = subtract(add(third, d('0.5'))!, third)!;
  assert.equal(compare(back, d('0.5')), 0);
  assert.equal(keyOf(back), keyOf(d('0.50')));
  assert.equal(keyOf(d('12e3')), keyOf(d('12000.0')));
  assert.equal(keyOf(d('9007199254740991')), keyOf(subtract(d('9007199254740992'), d('1'))!));
});

test('who else sets decimal.js sets nothing here', () => {
  const { precision, rounding } = Library;
  Library.set({ precision: 3, rounding: Library.ROUND_UP });
  try {
    assert.equal(show(divide(d('1'), d('3'))), `0.${'3'.repeat(34)}`);
  } finally {
    Library.set({ precision, rounding });
  }
});

test('rounding of every kind', () => {
  const rounded = (text: string, mode: Parameters<typeof roundTo>[2]) =>
    show(roundTo(d(text), 0, mode));
  assert.deepEqual(
    ['5.5', '2.5', '1.1', '-1.1', '-2.5', '-5.5'].map((text) => rounded(text, 'half even')),
    ['6', '2', '1', '-1', '-2', '-6'],
  );
  assert.deepEqual(
    ['1.1', '-1.1'].map((text) => rounded(text, 'up')),
    ['2', '-2'],
  );
  assert.deepEqual(
    ['1.9', '-1.9'].map((text) => rounded(text, 'down')),
    ['1', '-1'],
  );
  assert.deepEqual(
    ['1.9', '-1.1'].map((text) => rounded(text, 'floor')),
    ['1', '-2'],
  );
  assert.deepEqual(
    ['1.1', '-1.9'].map((text) => rounded(text, 'ceiling')),
    ['2', '-1'],
  );
  assert.equal(show(roundTo(d('1234.5678'), -2, 'half up')), '1200');
});

test('modulo takes the sign of the divisor', () => {
  assert.equal(show(modulo(d('12'), d('5'))), '2');
  assert.equal(show(modulo(d('-12'), d('5'))), '3');
  assert.equal(show(modulo(d('12'), d('-5'))), '-3');
  assert.equal(show(modulo(d('10.1'), d('4.5'))), '1.1');
});

/** Up to 17 digits a side, so that sums and products of two are exact in 34. */
const parts = fc.record({
  digits: fc.bigInt({ min: -(10n ** 17n) + 1n, max: 10n ** 17n - 1n }),
  places: fc.integer({ min: 0, max: 12 }),
});
const make = ({ digits, places }: { digits: bigint; places: number }) => d(`${digits}e-${places}`);

test('sums, products and order are those of the whole numbers behind them', () => {
  fc.assert(
    fc.property(parts, parts, (a, b) => {
      const scale = (one: typeof a) => one.digits * 10n ** BigInt(12 - one.places);
      const sum = add(make(a), make(b))!;
      assert.equal(compare(sum, d(`${scale(a) + scale(b)}e-12`)), 0);
      const product = multiply(make(a), make(b))!;
      assert.equal(compare(product, d(`${a.digits * b.digits}e-${a.places + b.places}`)), 0);
      const order = scale(a) < scale(b) ? -1 : scale(a) > scale(b) ? 1 : 0;
      assert.equal(compare(make(a), make(b)), order);
    }),
  );
});

test('a quotient times the divisor comes back within half a unit of the last digit', () => {
  fc.assert(
    fc.property(parts, parts, (a, b) => {
      fc.pre(b.digits !== 0n && a.digits !== 0n);
      const quotient = divide(make(a), make(b))!;
      const back = multiply(quotient, make(b))!;
      const gap = subtract(back, make(a))!;
      const size = Math.abs(Number(String(gap)) / Number(String(make(a))));
      assert.ok(size <= 1.1e-33, `${size}`);
    }),
  );
});

test('a number reads back as it is written', () => {
  fc.assert(
    fc.property(parts, (a) => {
      const value = make(a);
      assert.equal(compare(d(String(value)), value), 0);
    }),
  );
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
      assert.equal(Number(String(fromNumber(value))), value === 0 ? 0 : value);
    }),
  );
});
