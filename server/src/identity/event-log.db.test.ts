import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { appendEvents, type NewEvent } from '../runtime/event.ts';
import { actorWith, type TestNode, testNode } from '../runtime/testing/node.ts';
import type { LoggedEvent } from './contract.ts';
import { identity } from './module.ts';

const auditor = actorWith([], [{ office: 'audit_administrator' }]);
const administrator = actorWith([], [{ office: 'system_administrator' }]);

const open = (t: Parameters<typeof testNode>[0]) => testNode(t, { modules: [identity] });

async function append(node: TestNode, events: readonly NewEvent[], now = new Date()) {
  const actor = actorWith([], [], '王五');
  await node.transact(({ tx }) => appendEvents(tx, { actor, now }, events));
  return actor;
}

const types = (page: { items: LoggedEvent[] }) => page.items.map((event) => event.type);

test('who keeps the node does not read its log, who audits does not change people', async (t) => {
  const node = await open(t);
  for (const name of ['events', 'exportEvents', 'verifyEvents']) {
    const query = name === 'exportEvents' ? { query: { format: 'csv' } } : {};
    assert.equal((await node.call(name, query, administrator)).status, 403, name);
    assert.equal((await node.call(name, query, auditor)).status, 200, name);
  }
  const params = { personId: randomUUID() };
  assert.equal((await node.call('accounts', {}, auditor)).status, 403);
  const suspend = { params, body: { reason: 'none' } };
  assert.equal((await node.call('suspendPerson', suspend, auditor)).status, 403);
});

test('the log is read newest first and filtered by each of its columns', async (t) => {
  const node = await open(t);
  const [journeyId, organisationId, subjectId] = [randomUUID(), randomUUID(), randomUUID()];
  const day = (date: number) => new Date(Date.UTC(2026, 10, date));
  await append(node, [{ type: 'matching.need_posted', journeyId, fromRegion: '130000' }], day(1));
  const actor = await append(
    node,
    [{ type: 'matching.introduction_asked', journeyId, fromRegion: '130000', toRegion: '120000' }],
    day(2),
  );
  await append(
    node,
    [{ type: 'registry.merged', organisationId, subjectIds: [subjectId] }],
    day(3),
  );
  const read = async (query: Record<string, string | readonly string[]>) =>
    types((await node.call('events', { query }, auditor)).body);

  const [posted, asked, merged] = [
    'matching.need_posted',
    'matching.introduction_asked',
    'registry.merged',
  ];
  assert.deepEqual(await read({}), [merged, asked, posted]);
  assert.deepEqual(await read({ type: [posted, merged] }), [merged, posted]);
  assert.deepEqual(await read({ capability: 'matching' }), [asked, posted]);
  assert.deepEqual(await read({ journeyId }), [asked, posted]);
  assert.deepEqual(await read({ actorId: actor.personId! }), [asked]);
  assert.deepEqual(await read({ organisationId }), [merged]);
  assert.deepEqual(await read({ subjectId }), [merged]);
  assert.deepEqual(await read({ fromRegion: '130000', toRegion: '120000' }), [asked]);
  const second = day(2).toISOString();
  assert.deepEqual(await read({ since: second }), [merged, asked]);
  assert.deepEqual(await read({ until: second }), [posted]);
});

test('pages neither skip nor repeat while the log grows', async (t) => {
  const node = await open(t);
  const events = (count: number) =>
    Array.from({ length: count }, (): NewEvent => ({ type: 'notes.written' }));
  await append(node, events(25));
  const page = async (cursor: string | null) =>
    (await node.call('events', { query: cursor === null ? {} : { cursor } }, auditor)).body;
  const first = await page(null);
  assert.equal(first.total, 25);
  await append(node, events(5));
  const second = await page(first.next);
  const numbers = [...first.items, ...second.items].map((event: LoggedEvent) => event.sequence);
  assert.deepEqual(
    numbers,
    Array.from({ length: 25 }, (_, index) => 25 - index),
  );
  assert.equal(second.next, null);
});

test('the log leaves as CSV and as JSON lines, oldest first and whole', async (t) => {
  const node = await open(t);
  await append(node, [
    { type: 'notes.written', amountMinor: 12_345_678_901_234_567n, unit: 'CNY' },
    { type: 'notes.written', payload: { text: '=1+1, "quoted"\n线' } },
  ]);
  await append(
    node,
    Array.from({ length: 1_100 }, (): NewEvent => ({ type: 'notes.counted' })),
  );
  const lines = await node.call('exportEvents', { query: { format: 'jsonl' } }, auditor);
  const parsed = lines.raw
    .toString()
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
  assert.deepEqual(
    parsed.map((event) => event.sequence),
    Array.from({ length: 1_102 }, (_, index) => index + 1),
  );
  assert.equal(parsed[0].amountMinor, '12345678901234567');
  assert.equal(parsed[1].payload.text, '=1+1, "quoted"\n线');

  const query = { format: 'csv', type: 'notes.written' };
  const sheet = await node.call('exportEvents', { query }, auditor);
  assert.match(String(sheet.headers['content-disposition']), /events-.*\.csv/);
  const [head, ...rest] = sheet.raw.toString().trimEnd().split('\r\n');
  assert.match(String(head), /^\uFEFFsequence,at,type,/);
  assert.equal(rest.length, 2);
  assert.match(String(rest[0]), /,12345678901234567,CNY,/);
});

test('verify says that the chain holds, and where it does not', async (t) => {
  const node = await open(t);
  await append(node, [{ type: 'notes.written' }, { type: 'notes.read' }]);
  const verify = async () => (await node.call('verifyEvents', {}, auditor)).body;
  const before = await verify();
  assert.deepEqual([before.holds, before.events, before.brokenAt], [true, 2, null]);
  assert.match(before.head, /^[0-9a-f]{64}$/);
  await node.database.pool.query('alter table runtime.event disable trigger append_only');
  await node.database.pool.query(`update runtime.event set actor_name = 'x' where sequence = 2`);
  const broken = await verify();
  assert.deepEqual([broken.holds, broken.brokenAt], [false, 2]);
});
