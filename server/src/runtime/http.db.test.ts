import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { Type } from 'typebox';
import { endpoint } from './endpoint.ts';
import { pageOfList } from './keyset.ts';
import { type Module, mount } from './module.ts';
import { Refusal } from './refusal.ts';
import { execute, row, sql } from './sql.ts';
import { type Answer, actorWith, testNode } from './testing/node.ts';

const Note = Type.Object({ id: Type.String(), text: Type.String(), revision: Type.Integer() });

/** Under an id of its own, as two operations take it. */
const noteParams = () =>
  Type.Object({ noteId: Type.String({ format: 'uuid' }) }, { $id: 'https://example.org/note' });

const contract = {
  readNote: endpoint({
    method: 'GET',
    path: '/notes/{noteId}',
    summary: 'One note',
    rule: 'person',
    params: noteParams(),
    query: Type.Object({ times: Type.Optional(Type.Integer({ minimum: 1, maximum: 3 })) }),
    reply: Note,
  }),
  writeNote: endpoint({
    method: 'POST',
    path: '/notes',
    summary: 'A new note',
    rule: 'person',
    creates: true,
    body: Type.Object(
      {
        text: Type.String({ minLength: 1, maxLength: 20 }),
        mood: Type.Optional(Type.String({ maxLength: 5 })),
      },
      { additionalProperties: false },
    ),
    reply: Note,
    refusals: { note_is_rude: 409 },
  }),
  editNote: endpoint({
    method: 'PUT',
    path: '/notes/{noteId}',
    summary: 'Another text',
    rule: 'secretariat',
    edits: true,
    params: noteParams(),
    body: Type.Object({ text: Type.String() }),
    reply: Note,
  }),
  countNotes: endpoint({
    method: 'GET',
    path: '/note-count',
    summary: 'How many were written, and how often this was worked out',
    rule: 'anyone',
    keptSeconds: 60,
    query: Type.Object({ limit: Type.Optional(Type.Integer({ maximum: 9 })) }),
    reply: Type.Object({ written: Type.Integer(), asked: Type.Integer(), next: Type.String() }),
  }),
  breakDown: endpoint({
    method: 'POST',
    path: '/breakdown',
    summary: 'A fault',
    rule: 'anyone',
    reply: Type.Null(),
  }),
};

let created = 0;
let asked = 0;
/** Writers wait here, so that a test can hold one in the middle. */
let gate: Promise<void> = Promise.resolve();

const notes: Module = {
  name: 'notes',
  needs: [],
  routes: mount(contract, {
    readNote: async (_ctx, { noteId, times = 1 }) => ({
      id: noteId,
      text: 'x'.repeat(times),
      revision: 7,
    }),
    writeNote: async (ctx, { text }) => {
      if (text === 'rude') {
        throw new Refusal('note_is_rude', 'Be kind.', {
          reasons: [{ code: 'word_is_rude', detail: 'rude', pointer: '/text', rule: 'manners 1' }],
          stake: { fromRegion: '120000', toRegion: '130000', amountMinor: 500n, unit: 'CNY' },
        });
      }
      created += 1;
      const id = randomUUID();
      ctx.announce({ type: 'notes.written', subjectIds: [id] });
      await gate;
      if (text === 'fall') throw new Error('secret detail');
      return { id, text, revision: 1 };
    },
    editNote: async (_ctx, { noteId, text, revision }) => ({
      id: noteId,
      text,
      revision: revision + 1,
    }),
    countNotes: async () => {
      asked += 1;
      return { written: created, asked, next: 'more' };
    },
    breakDown: async () => {
      throw new Error('a secret detail');
    },
  }),
};

const someone = () => actorWith([]);
const count = async (tx: Parameters<typeof row>[0], type: string) =>
  (
    await row<{ count: number }>(
      tx,
      sql`select count(*)::int as count from runtime.event where type = ${type}`,
    )
  ).count;

test('a read is validated, answered and tagged with its revision', async (t) => {
  const node = await testNode(t, { modules: [notes] });
  const noteId = randomUUID();
  const answer = await node.call(
    'readNote',
    { params: { noteId }, query: { times: 2 } },
    someone(),
  );
  assert.equal(answer.status, 200);
  assert.deepEqual(answer.body, { id: noteId, text: 'xx', revision: 7 });
  assert.equal(answer.headers.etag, '"7"');
  assert.match(String(answer.headers['x-request-id']), /^[0-9a-f-]{36}$/);
  assert.match(String(answer.headers['content-security-policy']), /script-src 'self';/);
});

test('a reply that is the same for everyone is kept until someone writes', async (t) => {
  const node = await testNode(t, { modules: [notes] });
  [created, asked] = [0, 0];
  const first = await node.call('countNotes');
  const second = await node.call('countNotes', {}, someone());
  assert.deepEqual(first.body, { written: 0, asked: 1, next: 'more' });
  assert.deepEqual(second.raw, first.raw);
  assert.equal(second.headers.link, '</api/note-count?cursor=more>; rel="next"');
  assert.equal(second.headers.link, first.headers.link);
  assert.equal(second.headers['content-type'], first.headers['content-type']);
  assert.notEqual(second.headers['x-request-id'], first.headers['x-request-id']);
  assert.equal((await node.call('countNotes', { query: { limit: 5 } })).body.asked, 2);
  const refused = { query: { limit: 10 } };
  assert.equal((await node.call('countNotes', refused)).status, 422);
  assert.equal((await node.call('countNotes', refused)).status, 422);
  await node.call('writeNote', { body: { text: 'kind' }, key: randomUUID() }, someone());
  assert.deepEqual((await node.call('countNotes')).body, { written: 1, asked: 3, next: 'more' });
});

test('who may not call is told so before what is sent is looked at', async (t) => {
  const node = await testNode(t, { modules: [notes] });
  const body = { text: '' };
  assert.equal((await node.call('writeNote', { body })).status, 401);
  assert.equal((await node.call('writeNote', { body }, someone())).status, 422);
  const edit = { params: { noteId: randomUUID() }, body: {}, revision: 1 };
  assert.equal((await node.call('editNote', edit, someone())).status, 403);
});

test('input that does not fit names every field by its pointer', async (t) => {
  const node = await testNode(t, { modules: [notes] });
  const answer = await node.call(
    'writeNote',
    { body: { text: '', mood: 'wonderful', extra: 1 } },
    someone(),
  );
  assert.equal(answer.status, 422);
  assert.match(String(answer.headers['content-type']), /application\/problem\+json/);
  assert.equal(answer.body.code, 'input_invalid');
  assert.deepEqual(
    answer.body.reasons
      .map((reason: { pointer: string; code: string }) => [reason.pointer, reason.code])
      .sort(),
    [
      ['/extra', 'schema_additional_properties'],
      ['/mood', 'schema_max_length'],
      ['/text', 'schema_min_length'],
    ],
  );
  const number = await node.call('writeNote', { body: { text: 5 } }, someone());
  assert.equal(number.status, 422, 'a number is not read as text');
});

test('two operations may take one schema of the same $id', async (t) => {
  const node = await testNode(t, { modules: [notes] });
  const params = { noteId: randomUUID() };
  const read = await node.call('readNote', { params }, someone());
  const secretariat = actorWith([], [{ office: 'secretariat' }]);
  const edit = { params, body: { text: 'x' }, revision: 1 };
  assert.deepEqual(
    [read.status, (await node.call('editNote', edit, secretariat)).status],
    [200, 200],
  );
});

test('a list may have a column called key', async (t) => {
  const { database } = await testNode(t, { modules: [notes] });
  const from = sql`(values ('a'), ('b')) as n (key)`;
  const order = { name: 'keys', columns: [{ sql: sql`n.key`, type: 'text' }] };
  const list = { order, from, columns: sql`n.key`, where: sql`true` };
  for (const narrow of [{}, { narrow: { from, id: sql`n.key` } }]) {
    const first = await pageOfList(database.tx, { ...list, ...narrow }, { limit: 1 });
    assert.deepEqual([first.items, first.total], [[{ key: 'a' }], 2]);
    const wish = { limit: 1, cursor: first.next! };
    const next = await pageOfList(database.tx, { ...list, ...narrow }, wish);
    assert.deepEqual(next.items, [{ key: 'b' }]);
  }
});

test('nobody signed in is 401, the wrong office is 403', async (t) => {
  const node = await testNode(t, { modules: [notes] });
  const params = { noteId: randomUUID() };
  assert.equal((await node.call('readNote', { params })).status, 401);
  const edit = { params, body: { text: 'a' }, revision: 1 };
  assert.equal((await node.call('editNote', edit, someone())).status, 403);
  assert.equal((await node.call('editNote', edit, actorWith([], [{}]))).status, 200);
});

test('an edit without If-Match is 428', async (t) => {
  const node = await testNode(t, { modules: [notes] });
  const secretary = actorWith([], [{}]);
  const input = { params: { noteId: randomUUID() }, body: { text: 'a' } };
  assert.equal((await node.call('editNote', input, secretary)).status, 428);
});

test('a refusal tells its reasons and is kept in the event log with its stake', async (t) => {
  const node = await testNode(t, { modules: [notes] });
  const answer = await node.call('writeNote', { body: { text: 'rude' } }, someone());
  assert.equal(answer.status, 409);
  assert.equal(answer.body.reasons[0].pointer, '/text');
  const kept = await row<{ fromRegion: string; amountMinor: string; payload: { code: string } }>(
    node.database.tx,
    sql`select from_region, amount_minor, payload from runtime.event where type = 'notes.refused'`,
  );
  assert.equal(kept.fromRegion, '120000');
  assert.equal(kept.amountMinor, '500');
  assert.equal(kept.payload.code, 'note_is_rude');
});

test('a fault tells an id and nothing more', async (t) => {
  const node = await testNode(t, { modules: [notes] });
  const answer = await node.call('breakDown', { body: {} });
  assert.equal(answer.status, 500);
  assert.doesNotMatch(JSON.stringify(answer.body), /secret/);
  assert.equal(answer.body.requestId, answer.headers['x-request-id']);
});

test('the same key creates once, however often and however fast it is sent', async (t) => {
  const node = await testNode(t, { modules: [notes] });
  const person = someone();
  created = 0;
  const send = (text: string, key: string) =>
    node.call('writeNote', { body: { text }, key }, person);
  let open = () => {};
  gate = new Promise((resolve) => {
    open = resolve;
  });
  const told: Answer[] = [];
  const sent = Array.from({ length: 10 }, async () => {
    const answer = await send('one', 'key-number-1');
    told.push(answer);
    // Nine are told that the first is still running; only then may it end.
    if (told.length === 9) open();
    return answer;
  });
  const answers = await Promise.all(sent);
  const made = answers.filter((answer) => answer.status === 201);
  const refused = answers.filter((answer) => answer.body.code === 'request_still_running');
  assert.deepEqual([made.length, refused.length], [1, 9]);
  const again = await send('one', 'key-number-1');
  assert.equal(again.status, 201);
  assert.deepEqual(again.body, made[0]?.body);
  assert.equal(created, 1);
  assert.equal((await send('two', 'key-number-1')).body.code, 'idempotency_key_reused');
  const without = await node.call('writeNote', { body: { text: 'a' }, key: '' }, person);
  assert.equal(without.status, 400);
});

test('a fault rolls back and gives the key back', async (t) => {
  const node = await testNode(t, { modules: [notes] });
  const person = someone();
  const send = () =>
    node.call('writeNote', { body: { text: 'fall' }, key: 'key-number-2' }, person);
  assert.equal((await send()).status, 500);
  assert.equal((await send()).status, 500);
  assert.equal(await count(node.database.tx, 'notes.written'), 0);
});

test('a write from another site is refused', async (t) => {
  const node = await testNode(t, { modules: [notes] });
  const answer = await node.call(
    'writeNote',
    { body: { text: 'a' }, headers: { 'sec-fetch-site': 'cross-site' } },
    someone(),
  );
  assert.equal(answer.status, 403);
});

test('the chain holds, and shows where it was cut or rewritten', async (t) => {
  const node = await testNode(t, { modules: [notes] });
  const person = someone();
  await Promise.all(
    Array.from({ length: 20 }, (_, i) =>
      node.call('writeNote', { body: { text: `n${i}` } }, person),
    ),
  );
  const { tx, pool } = node.database;
  const verify = () =>
    row<{ events: number; brokenAt: bigint | null }>(tx, sql`select * from runtime.verify_chain()`);
  assert.deepEqual({ ...(await verify()), head: null }, { events: 20, head: null, brokenAt: null });
  await assert.rejects(execute(tx, sql`update runtime.event set actor_name = 'x'`), /append-only/);
  await assert.rejects(execute(tx, sql`delete from runtime.event`), /append-only/);
  await assert.rejects(execute(tx, sql`truncate runtime.event`), /append-only/);
  await pool.query(`alter table runtime.event disable trigger all;
    update runtime.event set payload = '{"a":1}' where sequence = 7;
    alter table runtime.event enable trigger all`);
  assert.equal((await verify()).brokenAt, 7n);
});

test('OpenAPI 3.1 names every operation, its rule and its refusals', async (t) => {
  const node = await testNode(t, { modules: [notes] });
  const { body } = await node.app.inject('/openapi.json').then((r) => ({ body: r.json() }));
  assert.equal(body.openapi, '3.1.0');
  const operation = body.paths['/api/notes/'.replace(/\/$/, '')].post;
  assert.equal(operation.operationId, 'writeNote');
  assert.equal(operation['x-rule'], 'person');
  assert.ok(operation['x-refusals'].includes('note_is_rude'));
});

test('a node with two operations of one name does not start', async (t) => {
  const again = { ...notes, name: 'more_notes' };
  await assert.rejects(
    testNode(t, { modules: [notes, again] }),
    /Two operations are called \w+, in notes and more_notes/,
  );
});

test('the database goes away under load: 503, and back by itself', async (t) => {
  const node = await testNode(t, { modules: [notes] });
  const person = someone();
  const { pool } = node.database;
  const write = () => node.call('writeNote', { body: { text: 'load' } }, person);
  const storm = Array.from({ length: 20 }, write);
  await pool.query(`select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and pid <> pg_backend_pid()`);
  const statuses = new Set((await Promise.all(storm)).map((answer) => answer.status));
  for (const status of statuses) assert.ok([201, 503].includes(status), `status ${status}`);
  assert.equal((await write()).status, 201);
});
