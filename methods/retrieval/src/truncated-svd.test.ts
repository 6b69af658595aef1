import assert from 'node:assert/strict';
import { test } from 'node:test';
import { eigen, truncatedSvd } from './truncated-svd.ts';

test('eigenvalues of a square that can be worked out by hand', () => {
  // [[2, 1], [1, 2]]: 3 along (1, 1) and 1 along (1, −1).
  const { values, vectors } = eigen(Float64Array.of(2, 1, 1, 2), 2);
  assert.ok(Math.abs((values[0] as number) - 3) < 1e-9);
  assert.ok(Math.abs((values[1] as number) - 1) < 1e-9);
  assert.ok(Math.abs((vectors[0] as number) - (vectors[2] as number)) < 1e-9);
});

test('finds the singular values of a matrix that is built from them', () => {
  // Rows of two kinds that share no column: the values are the lengths of the two blocks.
  const rows = 12;
  const starts = Uint32Array.from({ length: rows + 1 }, (_, row) => 2 * row);
  const columns = Uint32Array.from({ length: 2 * rows }, (_, at) =>
    at < rows ? at % 2 : 2 + (at % 2),
  );
  const values = Float32Array.from({ length: 2 * rows }, (_, at) => (at < rows ? 2 : 1));
  const found = truncatedSvd({ columnCount: 4, starts, columns, values }, 3);
  // Six rows of (2, 2): √(6 · 8); six rows of (1, 1): √(6 · 2); a third there is not.
  assert.equal(found.values.length, 2);
  assert.ok(Math.abs((found.values[0] as number) - Math.sqrt(48)) < 1e-4);
  assert.ok(Math.abs((found.values[1] as number) - Math.sqrt(12)) < 1e-4);
  const part = (column: number, direction: number) =>
    Math.abs(found.directions[column * 2 + direction] as number);
  assert.ok(Math.abs(part(0, 0) - Math.SQRT1_2) < 1e-4);
  assert.ok(part(0, 1) < 1e-4);
  assert.ok(Math.abs(part(3, 1) - Math.SQRT1_2) < 1e-4);
});
