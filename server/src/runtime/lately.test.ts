import assert from 'node:assert/strict';
import { test } from 'node:test';
import { lately } from './lately.ts';
import type { Tx } from './sql.ts';

const database = () => ({}) as Tx;
const always = () => true;

test('what is worth keeping is worked out once for ten seconds, on one database', async (t) => {
  let now = 0;
  t.mock.method(performance, 'now', () => now);
  let worked = 0;
  const work = async () => {
    worked += 1;
    return worked;
  };
  const tx = database();
  assert.equal(await lately(tx, 'key', work, always), 1);
  now = 9_999;
  assert.equal(await lately(tx, 'key', work, always), 1);
  assert.equal(await lately(database(), 'key', work, always), 2, 'another database');
  now = 10_000;
  assert.equal(await lately(tx, 'key', work, always), 3);
});

test('what is not worth keeping, and what failed, is worked out again', async () => {
  const tx = database();
  const asked = (value: number) =>
    lately(
      tx,
      'key',
      async () => value,
      (known) => known > 1_000,
    );
  assert.equal(await asked(5), 5);
  assert.equal(await asked(6), 6);
  const fail = () => Promise.reject(new Error('away'));
  await assert.rejects(lately(tx, 'other', fail, always), /away/);
  assert.equal(await lately(tx, 'other', async () => 1, always), 1);
});

test('while one works it out again, the others take what was known before', async (t) => {
  let now = 0;
  t.mock.method(performance, 'now', () => now);
  const tx = database();
  await lately(tx, 'key', async () => 'old', always);
  now = 10_000;
  let end: (value: string) => void = () => {};
  const slow = () => new Promise<string>((resolve) => (end = resolve));
  const first = lately(tx, 'key', slow, always);
  assert.equal(await lately(tx, 'key', async () => 'other', always), 'old');
  end('new');
  assert.equal(await first, 'new');
  assert.equal(await lately(tx, 'key', async () => 'other', always), 'new');
});
