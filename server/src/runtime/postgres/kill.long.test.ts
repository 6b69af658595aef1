import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  assertAllThere,
  dataFolder,
  killHard,
  postmasterPid,
  startWriter,
} from '../testing/killing.ts';

const rounds = 20;

test('Yunhe killed hard, again and again, at random moments of its writing', async (t) => {
  const dataDir = await dataFolder(t);
  for (let round = 1; round <= rounds; round += 1) {
    const writer = startWriter(t, dataDir);
    await writer.reached(1);
    await sleep(Math.random() * 1000);
    await assertAllThere(dataDir, await killHard(writer));
  }
});

test('PostgreSQL and then Yunhe killed hard, again and again', async (t) => {
  const dataDir = await dataFolder(t);
  for (let round = 1; round <= rounds; round += 1) {
    const writer = startWriter(t, dataDir);
    await writer.reached(1);
    await sleep(Math.random() * 500);
    process.kill(postmasterPid(dataDir), 'SIGKILL');
    await sleep(Math.random() * 200);
    await assertAllThere(dataDir, await killHard(writer));
  }
});
