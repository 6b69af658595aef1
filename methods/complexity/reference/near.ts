import assert from 'node:assert/strict';

/** Asserts that two lists agree within a tolerance, relative above 1; NaN agrees with NaN. */
export function near(
  found: ArrayLike<number>,
  wanted: ArrayLike<number>,
  tolerance: number,
  what = 'value',
): void {
  assert.equal(found.length, wanted.length, `${what}: ${found.length} of ${wanted.length}`);
  for (let at = 0; at < wanted.length; at++) {
    const [one, other] = [found[at]!, wanted[at]!];
    if (Number.isNaN(one) && Number.isNaN(other)) continue;
    const apart = Math.abs(one - other) / Math.max(1, Math.abs(other));
    assert.ok(apart <= tolerance, `${what} ${at}: ${one}, not ${other}`);
  }
}

export function correlation(a: ArrayLike<number>, b: ArrayLike<number>): number {
  const centred = (list: ArrayLike<number>) => {
    const values = Array.from(list);
    const mean = values.reduce((sum, one) => sum + one, 0) / values.length;
    return values.map((one) => one - mean);
  };
  const [x, y] = [centred(a), centred(b)];
  const inner = (p: readonly number[], q: readonly number[]) =>
    p.reduce((sum, one, at) => sum + one * q[at]!, 0);
  return inner(x, y) / Math.sqrt(inner(x, x) * inner(y, y));
}
