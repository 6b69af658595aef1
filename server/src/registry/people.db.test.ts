import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Actor, system } from '../runtime/actor.ts';
import { eventsAfter } from '../runtime/event.ts';
import { row, sql } from '../runtime/sql.ts';
import { actorWith, testNode } from '../runtime/testing/node.ts';
import { createOrganisation } from './index.ts';
import { registry } from './module.ts';

test('people', async (t) => {
  const stranger = actorWith([]);

  const node = await testNode(t, { modules: [registry] });
  const made = await node.transact((ctx) =>
    createOrganisation(ctx, { kind: 'university', nameZh: '人大', regionCode: '130100' }),
  );
  const organisationId = made.id;
  const editor = actorWith([{ organisationId, role: 'editor' }]);
  const manager = actorWith([{ organisationId, role: 'manager' }]);

  const create = (body: object, as: Actor = editor) =>
    node.call('createPerson', { body: { organisationId, ...body } }, as);
  const read = (personId: string, as: Actor) =>
    node.call('readPerson', { params: { personId } }, as);

  await t.test('a person is shown to others only while consent stands', async () => {
    const { body } = await create({ nameZh: '单田芳' });
    const names = async (as: Actor) =>
      (await node.call('listPeople', { query: { q: '单田' } }, as)).body.items.map(
        (one: { nameZh: string }) => one.nameZh,
      );
    assert.equal((await read(body.id, stranger)).status, 404);
    assert.deepEqual(await names(stranger), []);
    assert.deepEqual(await names(editor), ['单田芳']);
    const params = { personId: body.id };
    assert.equal((await node.call('recordConsent', { params }, stranger)).status, 403);
    assert.equal((await node.call('recordConsent', { params }, editor)).status, 200);
    assert.deepEqual(await names(stranger), ['单田芳']);
    assert.equal((await node.call('withdrawConsent', { params }, editor)).body.consents, false);
    assert.equal((await read(body.id, stranger)).status, 404);
  });

  await t.test('an ORCID is checked and belongs to one person', async () => {
    const wrong = await create({ nameEn: 'Josiah', orcid: '0000-0002-1825-0098' });
    assert.equal(wrong.body.code, 'orcid_invalid');
    const right = await create({
      nameEn: 'Josiah',
      orcid: 'https://orcid.org/0000-0002-1825-0097',
    });
    assert.equal(right.body.orcid, '0000-0002-1825-0097');
    const second = await create({ nameEn: 'Other', orcid: '0000-0002-1825-0097' });
    assert.equal(second.status, 409);
    assert.equal(second.body.code, 'orcid_held_by_another');
    assert.equal((await create({ nameZh: '  ' })).body.code, 'name_missing');
  });

  await t.test('only editors of the organisation register and change its people', async () => {
    const foreign = actorWith([
      { organisationId: '019aa000-0000-7000-8000-000000000000', role: 'editor' },
    ]);
    assert.equal((await create({ nameZh: '外' }, foreign)).status, 404);
    const { body } = await create({ nameZh: '内', consents: true });
    const edit = (as: Actor, revision: number) =>
      node.call(
        'editPerson',
        { params: { personId: body.id }, body: { title: '教授' }, revision },
        as,
      );
    assert.equal((await edit(foreign, 1)).status, 403, 'shown, but not theirs');
    assert.equal((await edit(editor, 1)).body.title, '教授');
    assert.equal((await edit(editor, 1)).status, 412);
  });

  await t.test(
    'an erased person leaves an id and nothing else, and no event names anyone',
    async () => {
      const { body } = await create({ nameZh: '忘记我', consents: true });
      const params = { personId: body.id };
      assert.equal((await node.call('erasePerson', { params }, editor)).status, 403);
      assert.equal((await node.call('erasePerson', { params }, manager)).status, 204);
      assert.equal((await read(body.id, editor)).status, 404);
      const { tx } = node.contextOf(system);
      const kept = await row<{ text: string }>(
        tx,
        sql`select p::text as text from registry.person p where id = ${body.id}`,
      );
      assert.ok(!kept.text.includes('忘') && !kept.text.includes('wang'));
      const events = await eventsAfter(tx, 0n, 1000);
      assert.ok(events.some((event) => event.type === 'registry.person_erased'));
      assert.ok(!JSON.stringify(events.map((event) => event.payload)).includes('忘记我'));
    },
  );
});
