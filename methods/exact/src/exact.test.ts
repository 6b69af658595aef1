import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  allocate,
  compareRationals,
  currencyOf,
  minus,
  over,
  plus,
  rational,
  readAmount,
  readRational,
  times,
  wholeWeights,
  writeAmount,
  writeRational,
} from './index.ts';

const published = new URL(
  '../../../../shared/reference/benefit-sharing/allocation.json',
  import.meta.url,
);

test('the worked cases of allocation come out', (t) => {
  if (!existsSync(published)) return t.skip('../shared/reference/benefit-sharing is absent');
  const cases: { amount: number; ratios: number[]; expect: number[] }[] = JSON.parse(
    readFileSync(published, 'utf8'),
  );
  assert.ok(cases.length > 0);
  for (const { amount, ratios, expect } of cases) {
    assert.deepEqual(allocate(BigInt(amount), ratios.map(BigInt)), expect.map(BigInt));
  }
});

test('parts sum to the whole, and none is a unit away from its share', () => {
  const weights = fc
    .array(fc.bigInt(0n, 10n ** 12n), { minLength: 1, maxLength: 12 })
    .filter((some) => some.some((weight) => weight > 0n));
  fc.assert(
    fc.property(fc.bigInt(-(10n ** 20n), 10n ** 20n), weights, (total, shares) => {
      const parts = allocate(total, shares);
      const sum = shares.reduce((a, b) => a + b);
      assert.equal(
        parts.reduce((a, b) => a + b),
        total,
      );
      parts.forEach((part, at) => {
        const off = part * sum - total * shares[at]!;
        assert.ok(off < sum && off > -sum);
      });
      const toLast = allocate(total, shares, shares.length - 1);
      assert.equal(
        toLast.reduce((a, b) => a + b),
        total,
      );
    }),
  );
});

const anyRational = fc
  .tuple(fc.bigInt(-(10n ** 9n), 10n ** 9n), fc.bigInt(1n, 10n ** 9n))
  .map(([a, b]) => rational(a, b));

test('rationals form a field, and are read as they were written', () => {
  fc.assert(
    fc.property(anyRational, anyRational, anyRational, (a, b, c) => {
      assert.deepEqual(minus(plus(a, b), b), a);
      assert.deepEqual(times(a, plus(b, c)), plus(times(a, b), times(a, c)));
      if (b.numerator !== 0n) assert.deepEqual(times(over(a, b), b), a);
      assert.equal(compareRationals(a, b), -compareRationals(b, a) + 0);
      assert.deepEqual(readRational(writeRational(a)), a);
      if (a.numerator < 0n || b.numerator < 0n) return;
      const [x, y] = wholeWeights([a, b]);
      assert.equal(x! * b.numerator * a.denominator, y! * a.numerator * b.denominator);
    }),
  );
});

test('an amount is read as it was written, in every unit', () => {
  for (const digits of [0, 2, 6]) {
    const unit = { code: 'u', digits, kind: 'voucher' } as const;
    fc.assert(
      fc.property(fc.bigInt(-(10n ** 18n), 10n ** 18n), (minor) => {
        assert.equal(readAmount(writeAmount(minor, unit), unit), minor);
      }),
    );
  }
  const yuan = currencyOf('CNY')!;
  for (const text of ['', '1e3', '1,000', '.5', '5.', '1.001', ' 1', '٣', '+1', 'NaN']) {
    assert.equal(readAmount(text, yuan), null, text);
  }
  assert.equal(readAmount('1.500', yuan), 150n);
});
