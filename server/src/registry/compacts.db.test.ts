import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Actor, system } from '../runtime/actor.ts';
import { eventsAfter } from '../runtime/event.ts';
import { actorWith, testNode } from '../runtime/testing/node.ts';
import { loadRegions, regionAt } from './index.ts';
import { registry } from './module.ts';

test('regions and compacts', async (t) => {
  const administrator = actorWith([], [{ office: 'system_administrator' }]);
  const officer = actorWith([], [{ office: 'region_officer', regionCode: '130000' }]);

  const node = await testNode(t, { modules: [registry] });
  node.setNow(new Date('2026-11-22T04:00:00Z'));
  const made = await node.call(
    'createCompact',
    { body: { nameZh: '京津冀', nameEn: 'Beijing–Tianjin–Hebei' } },
    administrator,
  );
  assert.equal(made.status, 201, made.raw.toString());
  const compactId: string = made.body.id;
  const secretariat = actorWith([], [{ office: 'secretariat', compactId }]);

  const add = (regionCode: string, startsOn: string, as: Actor, endsOn?: string) =>
    node.call(
      'addCompactMember',
      {
        params: { compactId },
        body: { regionCode, startsOn, ...(endsOn === undefined ? {} : { endsOn }) },
      },
      as,
    );

  await t.test('loading the regions again changes nothing', async () => {
    assert.equal(await node.transact(loadRegions), 0);
  });

  await t.test('the register is a tree that anyone may read', async () => {
    const provinces = await node.call('listRegions', { query: { parent: 'CN' } });
    assert.equal(provinces.body.total, 34);
    const found = await node.call('listRegions', { query: { q: 'sjz' } });
    assert.deepEqual(
      found.body.items.map((one: { nameEn: string }) => one.nameEn),
      ['Shijiazhuang'],
      'found by its initials',
    );
    const named = await node.call('listRegions', { query: { q: '河北省' } });
    assert.deepEqual(
      named.body.items.map(({ code }: { code: string }) => code),
      ['130000'],
    );
    const coded = await node.call('listRegions', { query: { q: '1301', level: 'prefecture' } });
    assert.deepEqual(
      coded.body.items.map(({ code }: { code: string }) => code),
      ['130100'],
    );
    const first = await node.call('listRegions', { query: { parent: '130000', limit: 5 } });
    const second = await node.call('listRegions', {
      query: { parent: '130000', limit: 5, cursor: first.body.next },
    });
    const codes = [...first.body.items, ...second.body.items].map((one) => one.code);
    assert.deepEqual(codes, codes.toSorted());
    assert.equal(new Set(codes).size, 10);
  });

  await t.test(
    'an abolished code is kept, listed only where it is asked for, and judged',
    async () => {
      const now = await node.call('listRegions', { query: { parent: '110000' } });
      assert.ok(!now.body.items.some((one: { code: string }) => one.code === '110103'));
      const then = await node.call('listRegions', {
        query: { parent: '110000', on: '2010-01-01' },
      });
      assert.ok(then.body.items.some((one: { code: string }) => one.code === '110103'));
      const one = await node.call('readRegion', { params: { code: '110101' } });
      assert.deepEqual(one.body.predecessors, [
        {
          code: '110103',
          nameZh: '崇文区',
          nameEn: 'Chongwen District',
          validUntil: '2010-06-28',
        },
      ]);
      const standing = await regionAt(node.contextOf(system).tx, '110103', '2026-11-22');
      assert.equal(!standing.valid && standing.successorCode, '110101');
    },
  );

  await t.test('members join and leave on days, and the log knows', async () => {
    assert.equal((await add('120000', '2014-02-26', secretariat)).status, 201);
    const joined = await add('130000', '2014-02-26', secretariat);
    assert.equal(joined.body.regions.length, 2);
    const ended = await node.call(
      'endCompactMembership',
      { params: { compactId, regionCode: '120000' }, body: { endsOn: '2020-01-01' } },
      secretariat,
    );
    assert.equal(ended.status, 200);
    assert.deepEqual(
      ended.body.regions.map((one: { code: string }) => one.code),
      ['130000'],
    );
    assert.equal(ended.body.members.length, 2, 'the history stays');
    assert.equal((await add('120000', '2020-01-01', secretariat)).status, 201, 'half-open');
    const events = await eventsAfter(node.contextOf(system).tx, 0n, 100);
    assert.deepEqual(
      events
        .filter((event) => event.type.startsWith('registry.compact_member'))
        .map((event) => [event.type, event.toRegion ?? event.fromRegion]),
      [
        ['registry.compact_member_added', '120000'],
        ['registry.compact_member_added', '130000'],
        ['registry.compact_member_ended', '120000'],
        ['registry.compact_member_added', '120000'],
      ],
    );
  });

  await t.test(
    'overlapping, backward and abolished memberships are refused with the reason',
    async () => {
      const overlap = await add('130000', '2025-01-01', secretariat);
      assert.equal(overlap.status, 409);
      assert.equal(overlap.body.code, 'membership_overlaps');
      const backward = await add('110000', '2026-01-01', secretariat, '2025-01-01');
      assert.equal(backward.body.code, 'membership_ends_before_it_starts');
      const abolished = await add('110103', '2026-01-01', secretariat);
      assert.equal(abolished.status, 422);
      assert.equal(abolished.body.code, 'region_abolished');
      assert.equal(abolished.body.params.successorCode, '110101');
      assert.equal(abolished.body.reasons[0].pointer, '/regionCode');
    },
  );

  await t.test('others do not change a compact, and not without having read it', async () => {
    assert.equal((await add('110000', '2026-01-01', officer)).status, 403);
    const stranger = actorWith(
      [],
      [{ office: 'secretariat', compactId: '019aa000-0000-7000-8000-000000000000' }],
    );
    assert.equal((await add('110000', '2026-01-01', stranger)).status, 403);
    const edit = (revision: number) =>
      node.call(
        'editCompact',
        { params: { compactId }, body: { nameZh: '京津冀', nameEn: 'Jing-Jin-Ji' }, revision },
        secretariat,
      );
    assert.equal((await edit(1)).status, 200);
    assert.equal((await edit(1)).body.code, 'changed_by_someone_else');
  });
});
