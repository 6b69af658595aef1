import assert from 'node:assert/strict';
import { test } from 'node:test';
import { strengthsOf, verdictOf } from './repeat.ts';

const none = { quotient: 0, platforms: 0 };
const strong = { quotient: 1, platforms: null };
const untold = { quotient: null, platforms: null };

test('a quotient of one or a platform makes a region strong', () => {
  assert.deepEqual(strengthsOf(strong), ['quotient']);
  assert.deepEqual(strengthsOf({ quotient: 0.99, platforms: 2 }), ['platforms']);
  assert.deepEqual(strengthsOf({ quotient: 3, platforms: 1 }), ['quotient', 'platforms']);
  assert.deepEqual(strengthsOf(untold), []);
});

test('a strong neighbour makes a repetition, and two strong regions a doubling', () => {
  assert.equal(verdictOf(none, [none, strong]), 'repeats');
  assert.equal(verdictOf(null, [strong]), 'repeats');
  assert.equal(verdictOf(strong, [strong]), 'doubles');
  assert.equal(verdictOf(strong, [none]), 'open');
  assert.equal(verdictOf(untold, [untold]), 'unknown');
  assert.equal(verdictOf(null, []), 'unknown');
});
