import assert from 'node:assert/strict';
import { test } from 'node:test';
import { lockedUntil, withFailure } from './lock-out.ts';

const at = (minutes: number) => new Date(Date.UTC(2026, 10, 2, 8, 0) + minutes * 60_000);

function failuresAt(minutes: readonly number[]): Date[] {
  return minutes.reduce<Date[]>((failed, one) => withFailure(failed, at(one)), []);
}

test('nine failures leave the door open, the tenth locks it for fifteen minutes', () => {
  const nine = failuresAt([0, 1, 2, 3, 4, 5, 6, 7, 8]);
  assert.equal(lockedUntil(nine, at(8)), null);
  const ten = withFailure(nine, at(9));
  assert.deepEqual(lockedUntil(ten, at(9)), at(24));
  assert.deepEqual(lockedUntil(ten, at(23.99)), at(24));
  assert.equal(lockedUntil(ten, at(24)), null);
});

test('ten failures spread over more than fifteen minutes do not lock', () => {
  const spread = failuresAt([0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22]);
  assert.equal(lockedUntil(spread, at(22)), null);
});

test('after a lock has ended, one wrong password does not lock again', () => {
  const ten = failuresAt([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  const later = withFailure(ten, at(24));
  assert.equal(lockedUntil(later, at(24)), null);
});

test('a window that slides catches failures on both sides of a quarter', () => {
  const across = failuresAt([10, 11, 12, 13, 14, 16, 17, 18, 19, 20]);
  assert.deepEqual(lockedUntil(across, at(20)), at(35));
});
