import assert from 'node:assert/strict';
import { test } from 'node:test';
import { system } from '../runtime/actor.ts';
import { execute, sql } from '../runtime/sql.ts';
import { actorWith, testNode } from '../runtime/testing/node.ts';
import { createOrganisation } from './index.ts';
import { registry } from './module.ts';

test('collaborations and the network', async (t) => {
  const ids: Record<string, string> = {};
  const reader = actorWith([]);

  const collaborate = (
    kind: string,
    year: number,
    people: Record<string, string | null>,
    more: object = {},
  ) =>
    node.call(
      'createCollaboration',
      {
        body: {
          kind,
          title: `${kind} ${year}`,
          startsOn: `${year}-05-01`,
          currency: 'CNY',
          participations: Object.entries(people).map(([name, amountMinor]) => ({
            organisationId: ids[name] ?? name,
            role: 'participant',
            amountMinor,
          })),
          ...more,
        },
      },
      everyone,
    );

  const node = await testNode(t, { modules: [registry] });
  await node.transact(async (ctx) => {
    for (const [name, regionCode] of [
      ['A', '110108'],
      ['B', '110105'],
      ['C', '120104'],
      ['D', '130100'],
    ] as const) {
      const made = await createOrganisation(ctx, {
        kind: name === 'D' ? 'enterprise' : 'university',
        nameEn: name,
        regionCode,
      });
      ids[name] = made.id;
    }
  });
  const everyone = actorWith(
    Object.values(ids).map((organisationId) => ({ organisationId, role: 'editor' })),
  );
  // The table that the assertions below are worked out from by hand:
  //   project 2020: A 100, B 50, C 30 · project 2021: A 10, C 20 · paper 2021: C, D
  for (const answer of [
    await collaborate('project', 2020, { A: '100', B: '50', C: '30' }, { amountMinor: '180' }),
    await collaborate('project', 2021, { A: '10', C: '20' }, { amountMinor: '30' }),
    await collaborate('paper', 2021, { C: null, D: null }, { currency: null }),
  ]) {
    assert.equal(answer.status, 201, answer.raw.toString());
  }
  await node.runJob('registry.refresh_network');

  const network = async (query: Record<string, string | number | readonly string[]> = {}) => {
    const { body, status, raw } = await node.call('readNetwork', { query }, reader);
    assert.equal(status, 200, raw.toString());
    const name = (at: number) => body.nodes[at].displayName;
    const edges = body.edges.map(
      (edge: { a: number; b: number; weight: number }) =>
        `${[name(edge.a), name(edge.b)].toSorted().join('–')} ${edge.weight}`,
    );
    return { body, edges: edges.toSorted() };
  };

  await t.test('edges count collaborations, nodes their partners and weights', async () => {
    const { body, edges } = await network();
    assert.deepEqual(edges, ['A–B 1', 'A–C 2', 'B–C 1', 'C–D 1']);
    const c = body.nodes.find((one: { displayName: string }) => one.displayName === 'C');
    assert.deepEqual([c.degree, c.strength, c.provinceCode], [3, 4, '120000']);
    assert.equal(body.nodes[0].displayName, 'C', 'the strongest first');
    assert.deepEqual(
      body.provinces.map((one: { code: string }) => one.code),
      ['110000', '120000', '130000'],
    );
  });

  await t.test('filters by region, kind, years, weight and number', async () => {
    assert.deepEqual((await network({ region: ['110000', '120000'] })).edges, [
      'A–B 1',
      'A–C 2',
      'B–C 1',
    ]);
    assert.deepEqual((await network({ kind: 'university', fromYear: 2021 })).edges, ['A–C 1']);
    assert.deepEqual((await network({ collaborationKind: 'paper' })).edges, ['C–D 1']);
    assert.deepEqual((await network({ minWeight: 2 })).edges, ['A–C 2']);
    const two = await network({ nodes: 2 });
    assert.deepEqual(two.edges, ['A–C 2']);
    assert.deepEqual([two.body.nodesFound, two.body.edgesFound], [4, 1]);
  });

  await t.test('the matrix counts each collaboration once for each pair of provinces', async () => {
    const { body } = await node.call('readRegionMatrix', {}, reader);
    const cells = body.cells.map(
      (cell: {
        a: number;
        b: number;
        count: number;
        money: { currency: string; amountMinor: string }[];
      }) => [
        body.regions[cell.a].nameEn,
        body.regions[cell.b].nameEn,
        cell.count,
        cell.money.map((one) => `${one.amountMinor} ${one.currency}`).join(),
      ],
    );
    // Beijing–Tianjin: (100 + 50 + 30) + (10 + 20); within Beijing: 100 + 50.
    assert.deepEqual(cells, [
      ['Beijing', 'Beijing', 1, '150 CNY'],
      ['Beijing', 'Tianjin', 2, '210 CNY'],
      ['Tianjin', 'Hebei', 1, ''],
    ]);
  });

  await t.test('partners come with their counts, the closest first', async () => {
    const { body } = await node.call(
      'listPartners',
      { params: { organisationId: ids.C! } },
      reader,
    );
    assert.deepEqual(
      body.items.map((one: { organisation: { displayName: string }; count: number }) => [
        one.organisation.displayName,
        one.count,
      ]),
      [
        ['A', 2],
        ['B', 1],
        ['D', 1],
      ],
    );
  });

  await t.test(
    'organisations have places once they were worked out, in every picture alike',
    async () => {
      const places = async (query: Record<string, string> = {}) =>
        (await node.call('readNetwork', { query }, reader)).body.nodes.map(
          ({ displayName, x, y }: { displayName: string; x: number | null; y: number | null }) =>
            [displayName, x, y] as const,
        );
      assert.ok((await places()).every(([, x]: readonly [string, number | null]) => x === null));
      await node.runJob('registry.place_network');
      const whole = await places();
      for (const [, x, y] of whole) assert.ok(Math.hypot(x!, y!) <= 1.001);
      const [first] = await places({ collaborationKind: 'paper' });
      assert.deepEqual(
        first,
        whole.find(([name]: readonly [string]) => name === first[0]),
      );
    },
  );

  await t.test('collaborations are listed by organisation, region and year', async () => {
    const titles = async (query: Record<string, string | number>) =>
      (await node.call('listCollaborations', { query }, reader)).body.items.map(
        (one: { title: string }) => one.title,
      );
    assert.deepEqual(await titles({ region: '130000' }), ['paper 2021']);
    assert.deepEqual(await titles({ organisationId: ids.A!, toYear: 2020 }), ['project 2020']);
    assert.deepEqual(await titles({ organisationId: ids.A!, partnerId: ids.B! }), ['project 2020']);
    assert.deepEqual(await titles({ region: '110000', partnerRegion: '110000' }), ['project 2020']);
    assert.deepEqual(await titles({ q: 'PAP' }), ['paper 2021']);
    assert.deepEqual(await titles({ q: '%' }), []);
  });

  await t.test('what cannot be is refused', async () => {
    const code = async (answer: ReturnType<typeof collaborate>) => (await answer).body.code;
    const nobody = '019aa000-0000-7000-8000-000000000000';
    assert.equal(
      await code(collaborate('paper', 2020, { A: null, [nobody]: null })),
      'participant_not_found',
    );
    assert.equal(
      await code(collaborate('paper', 2020, { A: '5', B: null }, { currency: null })),
      'amount_without_currency',
    );
    assert.equal(
      await code(collaborate('paper', 2020, { A: null, B: null }, { endsOn: '2019-01-01' })),
      'collaboration_ends_before_it_starts',
    );
    const twice = { reference: 'No. 7' };
    assert.equal((await collaborate('paper', 2020, { A: null, B: null }, twice)).status, 201);
    assert.equal(
      await code(collaborate('paper', 2020, { A: null, B: null }, twice)),
      'collaboration_already_known',
    );
  });

  await t.test(
    'a merge moves the edges, and the network is counted only where something changed',
    async () => {
      const { tx } = node.contextOf(system);
      await node.runJob('registry.refresh_network');
      await execute(tx, sql`delete from registry.pair`);
      await node.runJob('registry.refresh_network');
      assert.deepEqual((await network()).edges, [], 'nothing was marked, so nothing was counted');
      const china = actorWith([], [{ office: 'region_officer', regionCode: 'CN' }]);
      const merged = await node.call(
        'mergeOrganisation',
        { params: { organisationId: ids.B! }, body: { successorId: ids.A! }, revision: 1 },
        china,
      );
      assert.equal(merged.status, 200, merged.raw.toString());
      await node.runJob('registry.refresh_network');
      // Both worked on 2020's project: it is one collaboration of A with C, and A has 150 of it.
      assert.deepEqual((await network({ collaborationKind: 'project' })).edges, ['A–C 2']);
      const { body } = await node.call(
        'listCollaborations',
        { query: { organisationId: ids.A!, toYear: 2020, kind: 'project' } },
        reader,
      );
      const one = await node.call(
        'readCollaboration',
        { params: { collaborationId: body.items[0].id } },
        reader,
      );
      assert.deepEqual(
        one.body.participations.map(
          (part: { organisation: { displayName: string }; amountMinor: string }) => [
            part.organisation.displayName,
            part.amountMinor,
          ],
        ),
        [
          ['A', '150'],
          ['C', '30'],
        ],
      );
    },
  );
});
