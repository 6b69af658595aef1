import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openLanes } from './lanes.ts';

test('so many run at a time, the others in the order they came', async () => {
  const inLane = openLanes(2);
  const begun: number[] = [];
  const ends: (() => void)[] = [];
  const all = [0, 1, 2, 3, 4].map((one) =>
    inLane(async () => {
      begun.push(one);
      await new Promise<void>((resolve) => ends.push(resolve));
      return one;
    }),
  );
  assert.deepEqual(begun, [0, 1]);
  ends[1]!();
  await all[1];
  assert.deepEqual(begun, [0, 1, 2]);
  while (begun.length < 5) {
    ends.at(-1)!();
    await all[begun.at(-1)!];
  }
  for (const end of ends) end();
  assert.deepEqual(await Promise.all(all), [0, 1, 2, 3, 4]);
});

test('what fails gives its lane back', async () => {
  const inLane = openLanes(1);
  const failing = inLane(() => Promise.reject(new Error('it fails')));
  const next = inLane(() => Promise.resolve('done'));
  await assert.rejects(failing, /it fails/);
  assert.equal(await next, 'done');
});
