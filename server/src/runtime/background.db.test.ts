/** Jobs and delivered events: what happens after the answer was given. */
import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { openNode } from '../node.ts';
import { anonymous } from './actor.ts';
import type { Event } from './event.ts';
import { openLog } from './log.ts';
import type { Job, Module } from './module.ts';
import { testDatabase } from './testing/database.ts';
import { testSettings } from './testing/node.ts';

async function until(holds: () => boolean, what: string): Promise<void> {
  for (let tries = 0; tries < 200; tries += 1) {
    if (holds()) return;
    await sleep(50);
  }
  assert.fail(`waited in vain: ${what}`);
}

async function url(t: TestContext): Promise<{ url: string; closing: (() => Promise<void>)[] }> {
  const closing: (() => Promise<void>)[] = [];
  t.after(async () => {
    for (const close of closing) await close();
  });
  const database = await testDatabase({ after: (close) => closing.push(close) });
  return { url: database.url, closing };
}

function open(connectionString: string, module: Partial<Module>) {
  return openNode({
    settings: testSettings,
    connection: { connectionString },
    modules: [{ name: 'tests', needs: [], ...module }],
    log: openLog('silent'),
    authenticate: async () => anonymous,
  });
}

test('a job asked for in a transaction that rolls back was never asked for', async (t) => {
  const { url: at, closing } = await url(t);
  const ran: unknown[] = [];
  const jobs: Job[] = [{ name: 'tests.note', run: async (_ctx, data) => void ran.push(data) }];
  const node = await open(at, { jobs });
  closing.unshift(() => node.close());
  const failing = node.transact(async (ctx) => {
    await ctx.enqueue('tests.note', { number: 1 });
    throw new Error('rolled back');
  });
  await assert.rejects(failing, /rolled back/);
  await node.transact((ctx) => ctx.enqueue('tests.note', { number: 2 }));
  await until(() => ran.length > 0, 'the second job');
  assert.deepEqual(ran, [{ number: 2 }]);
});

test('an event waits for the next start, and is handed over until it is handled', async (t) => {
  const { url: at, closing } = await url(t);
  const first = await open(at, {});
  await first.transact(async (ctx) => {
    ctx.announce({ type: 'tests.happened', payload: { number: 7 } });
  });
  await first.close();

  const heard: Event[] = [];
  let tries = 0;
  const next = await open(at, {
    on: {
      'tests.happened': async (_ctx, event) => {
        tries += 1;
        if (tries === 1) throw new Error('the first try fails');
        heard.push(event);
      },
    },
  });
  closing.unshift(() => next.close());
  await until(() => heard.length > 0, 'the event');
  await sleep(1_500);
  assert.equal(heard.length, 1, 'handled once after it succeeded');
  assert.deepEqual(heard[0]?.payload, { number: 7 });
});

test('a job that was asked for before a stop runs after the next start', async (t) => {
  const { url: at, closing } = await url(t);
  let fails = true;
  const ran: unknown[] = [];
  const jobs: Job[] = [
    {
      name: 'tests.again',
      run: async (_ctx, data) => {
        if (fails) throw new Error('not yet');
        ran.push(data);
      },
    },
  ];
  const node = await open(at, { jobs });
  await node.transact((ctx) => ctx.enqueue('tests.again', { number: 3 }));
  await sleep(1_500);
  await node.close();
  fails = false;
  const next = await open(at, { jobs });
  closing.unshift(() => next.close());
  await until(() => ran.length === 1, 'the job after the restart');
  assert.deepEqual(ran, [{ number: 3 }]);
});
