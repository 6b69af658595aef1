import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { VectorStore } from './vector-store.ts';

const number = fc.double({ min: -1, max: 1, noNaN: true }).map(Math.fround);
const vectors = fc.integer({ min: 1, max: 40 }).chain((length) =>
  fc.array(fc.array(number, { minLength: length, maxLength: length }), {
    minLength: 2,
    maxLength: 9,
  }),
);

/** The cosines by slot. */
function cosines(store: VectorStore, query: Float32Array): number[] {
  const { products, scales } = store.scan(query);
  return Array.from(products, (product, slot) => product * (scales[slot] as number));
}

function cosine(a: readonly number[], b: readonly number[]): number {
  const product = (x: readonly number[], y: readonly number[]) =>
    x.reduce((sum, value, at) => sum + value * (y[at] as number), 0);
  const lengths = Math.sqrt(product(a, a) * product(b, b));
  return lengths === 0 ? 0 : product(a, b) / lengths;
}

test('law: a scan gives the cosines, up to what a byte a number leaves of them', () => {
  fc.assert(
    fc.property(vectors, ([query = [], ...others]) => {
      const length = Math.sqrt(query.reduce((sum, value) => sum + value * value, 0));
      fc.pre(length > 1e-3);
      const store = new VectorStore(query.length);
      for (const [slot, other] of others.entries()) store.set(slot, Float32Array.from(other));
      const found = cosines(
        store,
        Float32Array.from(query, (value) => value / length),
      );
      assert.equal(found.length, others.length);
      for (const [slot, other] of others.entries()) {
        const largest = Math.max(...other.map(Math.abs));
        if (largest < 1e-30) continue;
        // Each number is off by half a part of the largest at most, and so is the length.
        const bound = Math.sqrt(query.length) / 127 + 1e-3;
        assert.ok(Math.abs((found[slot] as number) - cosine(query, other)) <= bound);
      }
    }),
  );
});

test('thousands of vectors stay where they are while the memory grows', () => {
  const store = new VectorStore(24);
  const vectorOf = (slot: number) =>
    Float32Array.from({ length: 24 }, (_, at) => Math.sin(slot * 31 + at * at));
  for (let slot = 0; slot < 5_000; slot++) store.set(slot, vectorOf(slot));
  const query = store.vectorOf(4_321);
  const found = cosines(store, query);
  for (let slot = 0; slot < 5_000; slot++) {
    const expected = cosine([...query], [...vectorOf(slot)]);
    assert.ok(Math.abs((found[slot] as number) - expected) < 0.02, `slot ${slot}`);
  }
});

test('a vector of zeros is near to nothing, and can be replaced', () => {
  const store = new VectorStore(2);
  store.set(0, new Float32Array(2));
  assert.equal(store.holds(0), false);
  assert.deepEqual(cosines(store, Float32Array.of(1, 0)), [0]);
  store.set(0, Float32Array.of(0, 3));
  assert.equal(store.holds(0), true);
  assert.deepEqual([...store.vectorOf(0)].map(Math.round), [0, 1]);
  assert.ok(Math.abs((cosines(store, Float32Array.of(0, 1))[0] as number) - 1) < 1e-3);
  assert.throws(() => store.set(2, Float32Array.of(1, 1)), RangeError);
});

test('an empty store has nothing to scan', () => {
  assert.equal(cosines(new VectorStore(256), new Float32Array(256)).length, 0);
});
