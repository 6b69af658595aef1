import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Tx } from '../runtime/sql.ts';
import { matchIndexOf, startMatchIndex } from './match-index.ts';
import { matchingNode, organisationIn, publishedTechnology } from './testing.ts';

const folder = await mkdtemp(join(tmpdir(), 'yunhe-index-'));
const node = await matchingNode(after);
// What is being kept may still be written for a moment.
after(() => rm(folder, { recursive: true, force: true, maxRetries: 10 }));
const tianjin = await organisationIn(node, '120000', 'university');

const pairs = [
  ['锂电池', '正极材料'],
  ['轧辊', '表面强化'],
  ['蓝藻', '水华预报'],
  ['高炉', '煤气净化'],
];
for (let at = 0; at < 108; at += 1) {
  const [one, other] = pairs[at % pairs.length] as [string, string];
  await publishedTechnology(node, tianjin, {
    title: `${one}${other}第${at}号`,
    summary: `关于${one}的${other}，编号 n${at}，在生产线上与${one}相关的${other}一起验证过。`,
    keywords: [one, other],
  });
}

/** The same database as another process would see it: nothing in memory is shared. */
function anotherProcess(): Tx {
  return node.database.tx.withPlugin({
    transformQuery: ({ node: query }) => query,
    transformResult: async ({ result }) => result,
  });
}

const told: string[] = [];
const keeping = { folder, tell: (error: unknown, what: string) => told.push(`${what}: ${error}`) };
const everything = async (ids: readonly string[]) => ids.map((id) => ({ id }));

async function until(met: () => boolean | Promise<boolean>): Promise<void> {
  for (let tries = 0; !(await met()); tries += 1) {
    assert.ok(tries < 600, `waited too long; told: ${told.join('; ')}`);
    await sleep(50);
  }
}

async function start() {
  const tx = anotherProcess();
  await startMatchIndex(tx, keeping);
  return matchIndexOf({ tx });
}

async function best(index: ReturnType<typeof matchIndexOf>, query: string) {
  const found = await index.search('technology', query, 5, everything);
  return found.map(({ row, text }) => [row.id, text]);
}

test('meaning is learned beside the work, and kept for the next start', async () => {
  const index = await start();
  assert.ok((await best(index, '锂电池')).length > 0, 'words find before anything is learned');
  await until(() => index.knowsMeaning('technology'));
  await until(async () => (await readdir(folder)).includes('state.json'));
  const second = await start();
  assert.ok(second.knowsMeaning('technology'), 'known at once, from what was kept');
  assert.ok(second.knowsMeaning('need'));
  assert.equal(second.digest(), index.digest());
  assert.deepEqual(await best(second, '锂电池 正极'), await best(index, '锂电池 正极'));
  assert.deepEqual(told, []);
});

test('what happened since is read from the log', async () => {
  const fresh = await publishedTechnology(node, tianjin, { title: '磁悬浮轴承试验台' });
  const index = await start();
  assert.deepEqual((await best(index, '磁悬浮轴承'))[0], [fresh.id, 1]);
  const body = { reason: 'no_longer_available' };
  const input = { params: { technologyId: fresh.id }, revision: fresh.revision, body };
  await node.call('withdrawTechnology', input, tianjin.editor);
  const ids = (await best(index, '磁悬浮轴承')).map(([id]) => id);
  assert.ok(!ids.includes(fresh.id));
});

test('what was broken, or is of another log, is left aside and made anew', async () => {
  const kept = async () => JSON.parse(await readFile(join(folder, 'state.json'), 'utf8'));
  const other = { ...(await kept()), logDigest: '00' };
  await writeFile(join(folder, 'state.json'), JSON.stringify(other));
  const index = await start();
  assert.equal(index.size('technology'), 108);
  await until(() => index.knowsMeaning('technology'));
  await until(async () => (await kept()).logDigest !== '00');
  assert.deepEqual(told, []);
  const file = join(folder, `technology-${(await kept()).sequence}.index`);
  const bytes = await readFile(file);
  bytes[bytes.length - 9]! ^= 0xff;
  await writeFile(file, bytes);
  const broken = await start();
  assert.equal(broken.size('technology'), 108);
  assert.match(told.join(), /the kept index cannot be used/);
});

test('where nothing can be kept, the ranking goes on', async () => {
  const tx = anotherProcess();
  const said: string[] = [];
  const nowhere = {
    folder: '/dev/null/matching',
    tell: (_: unknown, what: string) => said.push(what),
  };
  await startMatchIndex(tx, nowhere);
  const index = matchIndexOf({ tx });
  await until(() => index.knowsMeaning('technology'));
  assert.ok((await best(index, '轧辊')).length > 0);
});
