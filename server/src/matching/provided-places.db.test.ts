import assert from 'node:assert/strict';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { matchIndexOf, startMatchIndex } from './match-index.ts';
import { matchingNode, organisationIn, publishedNeed, publishedTechnology } from './testing.ts';

/** Says that a text is about rolls, about algae, or about neither, in whichever words. */
const vectorOf = (text: string) => [
  /轧辊|轧机|cylinder/.test(text) ? 1 : 0,
  /蓝藻|水华|bloom/.test(text) ? 1 : 0,
  0.01,
];

const modes = {
  up: (response: ServerResponse, texts: string[]) =>
    answer(
      response,
      texts.map((text) => vectorOf(text)),
    ),
  down: (response: ServerResponse) => response.destroy(),
  slow: () => {},
  'of another length': (response: ServerResponse, texts: string[]) =>
    answer(
      response,
      texts.map(() => [1, 2]),
    ),
};
let mode: keyof typeof modes = 'up';
let calls = 0;

function answer(response: ServerResponse, vectors: number[][]): void {
  response.setHeader('content-type', 'application/json');
  const data = vectors.map((embedding, index) => ({ index, embedding }));
  response.end(JSON.stringify({ data }));
}

const endpoint = createServer(async (request, response) => {
  calls += 1;
  const pieces: Buffer[] = [];
  for await (const piece of request) pieces.push(piece);
  modes[mode](response, JSON.parse(Buffer.concat(pieces).toString('utf8')).input);
});
await new Promise<void>((done) => endpoint.listen(0, '127.0.0.1', done));
after(() => {
  endpoint.closeAllConnections();
  endpoint.close();
});

const node = await matchingNode(after);
const hebei = await organisationIn(node, '130200');
const tianjin = await organisationIn(node, '120000', 'university');
const rolls = await publishedTechnology(node, tianjin);
const algae = await publishedTechnology(node, tianjin, {
  title: '蓝藻水华预报',
  summary: '用遥感影像监测湖泊水面，并提前三天预报蓝藻水华的范围。',
  keywords: ['蓝藻'],
});

const told: string[] = [];
const { port } = endpoint.address() as AddressInfo;
const restMilliseconds = 2_500;
const pool = node.database.tx;
await startMatchIndex(pool, {
  folder: '/dev/null/matching',
  tell: (error, what) => told.push(`${what}: ${error}`),
  placedBy: {
    endpoint: {
      url: `http://127.0.0.1:${port}/v1`,
      model: 'small',
      key: 'top-secret',
      dimensions: 3,
      timeoutMilliseconds: 700,
    },
    restMilliseconds,
  },
});
const index = matchIndexOf({ tx: pool });

async function served(): Promise<void> {
  for (let tries = 0; index.missesEndpoint('technology'); tries += 1) {
    assert.ok(tries < 200, `records were not placed; told: ${told.join('; ')}`);
    await sleep(50);
  }
}

async function find(q: string) {
  const { body } = await node.call('findMatches', { query: { q, floor: 0 } }, hebei.viewer);
  const { items, notices } = body;
  const ids = items.map((one: { technology: { id: string } }) => one.technology.id);
  return { ids, notices };
}

test('an endpoint says what a question means that shares no word with its answer', async () => {
  await served();
  const { ids, notices } = await find('cylinder wear');
  assert.deepEqual([ids[0], notices], [rolls.id, []]);
  assert.equal((await find('bloom warning')).ids[0], algae.id);
});

test('the same question is asked once', async () => {
  await find('cylinder wear');
  const before = calls;
  await find('cylinder wear');
  assert.equal(calls, before);
});

for (const wrong of ['down', 'slow', 'of another length'] as const) {
  test(`where it is ${wrong}, words go on, the page says so, and it is used again later`, async () => {
    mode = wrong;
    const before = told.length;
    const word = await find(`轧辊 ${wrong}`);
    assert.equal(word.ids[0], rolls.id, 'found by its word');
    assert.deepEqual(word.notices, ['endpoint_away']);
    assert.equal(told.length, before + 1);
    assert.doesNotMatch(told.join(), /top-secret/);
    const asked = calls;
    const meaning = await find(`cylinder ${wrong}`);
    assert.deepEqual([meaning.ids, meaning.notices], [[], ['endpoint_away']]);
    assert.equal(calls, asked, 'left alone while it rests');
    mode = 'up';
    await sleep(restMilliseconds + 20);
    assert.equal((await find(`cylinder, ${wrong}`)).ids[0], rolls.id);
  });
}

test('what is published while it is down is placed once it is back', async () => {
  mode = 'down';
  const fresh = await publishedTechnology(node, tianjin, {
    title: '轧机工作辊修复',
    summary: '用激光熔覆修复磨损的辊面，修复后硬度与新辊相当，可以多次使用。',
    keywords: ['熔覆'],
  });
  assert.ok((await find('熔覆')).ids.includes(fresh.id), 'found by its word at once');
  mode = 'up';
  await sleep(restMilliseconds + 50);
  await served();
  assert.ok((await find('cylinder, once more')).ids.includes(fresh.id));
  await publishedNeed(node, hebei);
});
