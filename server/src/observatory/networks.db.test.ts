import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, test } from 'node:test';
import { identity } from '../identity/module.ts';
import { matching } from '../matching/module.ts';
import { createCollaboration, createOrganisation } from '../registry/index.ts';
import { registry } from '../registry/module.ts';
import { execute, sql } from '../runtime/sql.ts';
import { actorWith, testNode } from '../runtime/testing/node.ts';
import { observatory } from './module.ts';

const node = await testNode({ after } as never, {
  modules: [identity, registry, matching, observatory],
});
const person = actorWith([]);
const hebei = actorWith([], [{ office: 'region_officer', regionCode: '130000' }]);

async function ok(name: string, input: object = {}, as = hebei) {
  const answer = await node.call(name, input, as);
  assert.ok(answer.status < 300, `${name}: ${answer.status} ${answer.raw}`);
  return answer.body;
}

// 京甲–京乙–津甲–津乙–冀甲 in a row over the years, 冀乙 and 冀丙 by themselves, 冀丁 without any.
const ids = new Map<string, string>();
const ties = [
  ['京甲', '京乙', 2019],
  ['京乙', '津甲', 2020],
  ['津甲', '津乙', 2020],
  ['津乙', '冀甲', 2021],
  ['冀乙', '冀丙', 2021],
] as const;
await node.transact(async (ctx) => {
  const regions = { 京: '110108', 津: '120104', 冀: '130100' };
  for (const nameZh of ['京甲', '京乙', '津甲', '津乙', '冀甲', '冀乙', '冀丙', '冀丁']) {
    const regionCode = regions[nameZh[0] as keyof typeof regions];
    const made = await createOrganisation(ctx, { kind: 'university', nameZh, regionCode });
    ids.set(nameZh, made.id);
  }
  for (const [one, other, year] of ties) {
    await createCollaboration(ctx, {
      kind: 'project',
      title: `${one}${other}`,
      startsOn: `${year}-03-01`,
      participations: [one, other].map((name) => ({
        organisationId: ids.get(name)!,
        role: 'participant' as const,
      })),
    });
  }
});
await node.runJob('registry.refresh_network');

async function measured(body: object): Promise<string> {
  const { id, state } = await ok('measureNetwork', { body });
  assert.equal(state, 'waiting');
  await node.runJob('observatory.measure_network', { networkId: id });
  return id;
}
const whole = await measured({ of: 'collaborations', windowYears: 1 });
const params = { networkId: whole };

test('a network is measured beside the node and kept with its method and digests', async () => {
  const read = await ok('readMeasuredNetwork', { params }, person);
  assert.equal(read.state, 'finished');
  assert.equal(read.method.name, 'network');
  assert.match(read.method.inputsDigest, /^[0-9a-f]{64}$/);
  const { summary, windows, newLinks, openness } = read.figures;
  assert.deepEqual(summary.apart, { unlinked: 1, detached: 2, inward: 1 });
  assert.deepEqual(
    windows.map(({ toYear, links }: { toYear: number; links: number }) => [toYear, links]),
    [
      [2019, 1],
      [2020, 2],
      [2021, 2],
    ],
  );
  assert.ok(newLinks[0].first.organisation.nameZh);
  assert.ok(newLinks[0].pairsJoined > 0);
  const few = openness.filter(({ suppressed }: { suppressed: boolean }) => suppressed);
  assert.deepEqual(
    few.map(({ region }: { region: { code: string } }) => region.code),
    ['110000', '120000'],
  );
  assert.equal(few[0].eiIndex, null);
  const tianjin = actorWith([], [{ office: 'region_officer', regionCode: '120000' }]);
  const own = (await ok('readMeasuredNetwork', { params }, tianjin)).figures.openness[1];
  assert.deepEqual([own.suppressed, own.linked], [false, 2]);
});

test('actors are listed by their measures, brokers and those apart by themselves', async () => {
  const names = async (query: object) =>
    (await ok('listNetworkActors', { params, query }, person)).items.map(
      ({ organisation }: { organisation: { nameZh: string } }) => organisation.nameZh,
    );
  assert.deepEqual(await names({ apart: 'unlinked' }), ['冀丁']);
  assert.deepEqual((await names({ sort: '-betweenness' }))[0], '津甲');
  assert.deepEqual((await names({ sort: '-across', brokers: true })).toSorted(), [
    '京乙',
    '津乙',
    '津甲',
  ]);
  const first = await ok('listNetworkActors', { params, query: { limit: 3 } }, person);
  const next = { limit: 3, cursor: first.next };
  assert.equal((await ok('listNetworkActors', { params, query: next }, person)).items.length, 3);
  const file = await node.call('exportNetworkActors', { params, query: { format: 'csv' } }, person);
  assert.equal(file.raw.toString().trim().split('\n').length, 1 + 8);
});

test('the picture of a window holds its own links, at the places of the whole', async () => {
  const all = await ok('drawNetwork', { params }, person);
  assert.equal(all.nodes.length, 7);
  assert.equal(all.links.length, 5 * 3);
  const later = await ok('drawNetwork', { params, query: { toYear: 2021 } }, person);
  assert.equal(later.links.length, 2 * 3);
  const placeOf = ({ nodes, places }: typeof all, name: string) => {
    const at = nodes.findIndex(({ nameZh }: { nameZh: string }) => nameZh === name);
    return places.slice(2 * at, 2 * at + 2);
  };
  assert.deepEqual(placeOf(later, '冀乙'), placeOf(all, '冀乙'));
});

test('the same asked again has the same digests until the records change', async () => {
  const again = async () => {
    const { id } = await ok('repeatNetwork', { params });
    await node.runJob('observatory.measure_network', { networkId: id });
    return (await ok('readMeasuredNetwork', { params: { networkId: id } })).earlier;
  };
  const same = await again();
  assert.deepEqual([same.id, same.sameInputs, same.sameResult], [whole, true, true]);
  await node.transact((ctx) =>
    createOrganisation(ctx, { kind: 'university', nameZh: '冀戊', regionCode: '130100' }),
  );
  const changed = await again();
  assert.deepEqual([changed.sameInputs, changed.sameResult], [false, false]);
});

test('a kept network is measured again from what was kept with it', async () => {
  const params = { networkId: whole };
  const recomputed = async () => {
    const waiting = await ok('recomputeNetwork', { params });
    assert.equal(waiting.state, 'waiting');
    await node.runJob('observatory.resume_networks');
    const { state, sameInputs, sameResult, sameToday } = (
      await ok('readMeasuredNetwork', { params }, person)
    ).recomputed;
    return [state, sameInputs, sameResult, sameToday];
  };
  // An organisation was registered since.
  assert.deepEqual(await recomputed(), ['finished', true, true, false]);
  const weigh = (weight: number) =>
    execute(
      node.database.tx,
      sql`update observatory.network_links set weights[1] = ${weight}
          where network_id = ${whole} and year = 2019`,
    );
  await weigh(7);
  assert.deepEqual(await recomputed(), ['finished', false, false, false]);
  await weigh(1);
});

test('flows make a network of regions, without pairs behind which few stand', async () => {
  await node.transact(async ({ announce }) => {
    const flow = (fromRegion: string, toRegion: string, times: number, of = randomUUID) => {
      for (let time = 0; time < times; time++) {
        announce({
          type: 'registry.collaboration_created',
          organisationId: of(),
          fromRegion,
          toRegion,
        });
      }
    };
    const one = randomUUID();
    flow('110000', '130100', 4);
    flow('120000', '130100', 3);
    flow('110000', '110000', 3);
    flow('120000', '110000', 9, () => one);
  });
  await node.deliver();
  const id = await measured({ of: 'flows', windowYears: 1 });
  const { figures } = await ok('readMeasuredNetwork', { params: { networkId: id } }, person);
  assert.equal(figures.summary.actors, 3);
  assert.equal(figures.summary.links, 2);
  const few = figures.caveats.find(({ code }: { code: string }) => code === 'few_organisations');
  assert.equal(few.count >= 1, true);
  const beijing = figures.openness.find(
    ({ region }: { region: { code: string } }) => region.code === '110000',
  );
  // Four within, one of them the collaboration of 京甲 and 京乙, count at both ends; four go out.
  assert.equal(beijing.openness, 4 / 12);
});

test('what cannot be measured is refused, and whoever asked for a network removes it', async () => {
  const code = async (body: object) =>
    (await node.call('measureNetwork', { body: { windowYears: 1, ...body } }, hebei)).body.code;
  assert.equal(await code({ of: 'collaborations', region: ['130900'] }), 'nothing_to_measure');
  assert.equal(await code({ of: 'collaborations', region: ['XX'] }), 'region_not_known');
  const years = { fromYear: 2021, toYear: 2020 };
  assert.equal(await code({ of: 'collaborations', ...years }), 'years_out_of_order');
  const other = actorWith([], [{ office: 'region_officer', regionCode: '120000' }]);
  assert.equal((await node.call('removeNetwork', { params }, other)).status, 403);
  await ok('removeNetwork', { params });
  assert.equal((await node.call('listNetworkActors', { params }, person)).status, 404);
});

// Six regions; behind all that leaves the last one stands one organisation.
async function talent(year: number, least = 4): Promise<void> {
  node.setNow(new Date(`${year}-06-01T04:00:00Z`));
  const regions = ['110000', '120000', '130000', '140000', '150000', '210000'];
  await node.transact(async ({ announce }) => {
    for (const [at, fromRegion] of regions.entries()) {
      for (const [to, toRegion] of regions.entries()) {
        const times = at === to ? 0 : at === 1 && to === 2 ? 3 : least + at + to;
        const one = at === 5 ? randomUUID() : undefined;
        for (let time = 0; time < times; time++) {
          const organisationId = one ?? randomUUID();
          announce({ type: 'outposts.team_admitted', organisationId, fromRegion, toRegion });
        }
      }
    }
  });
  await node.deliver();
}

const expected = { kind: 'talent', fromYear: 2024, toYear: 2026 };

test('pairs of regions are ordered by what is missing, and those of few take no part', async () => {
  await talent(2024);
  await talent(2026, 6);
  const read = await ok('readExpectedFlows', { query: expected }, person);
  assert.deepEqual([read.identified, read.rows], [true, 25]);
  assert.deepEqual([read.years, read.missingYears], [[2024, 2026], [2025]]);
  assert.match(read.method.inputsDigest, /^[0-9a-f]{64}$/);
  const [first] = read.pairs;
  assert.deepEqual([first.from, first.to, first.observed], ['120000', '130000', 6]);
  assert.ok(first.expected > 6 && first.ratio < 1 && first.low < first.ratio);
  assert.equal(read.pairs.length, 25);
  const few = read.caveats.find(({ code }: { code: string }) => code === 'pairs_not_told');
  assert.equal(few.count, 5);
  const of = { ...expected, fromRegion: '120000', toRegion: '130000' };
  assert.equal((await ok('readExpectedFlows', { query: of }, person)).pairs.length, 1);
  const each = await ok('readExpectedFlows', { query: { ...expected, eachYear: true } }, person);
  assert.deepEqual([each.rows, each.pairs.length, each.pairs[0].observed], [50, 25, 6]);
  const file = await node.call(
    'exportExpectedFlows',
    { query: { ...expected, format: 'csv' } },
    person,
  );
  const lines = file.raw.toString().trim().split('\n');
  assert.equal(lines.length, 1 + 25);
  assert.match(lines[1]!, new RegExp(`2024–2026,${read.method.inputsDigest}`));
  const none = await ok('readExpectedFlows', { query: { kind: 'data' } }, person);
  assert.deepEqual([none.identified, none.pairs, none.years], [false, [], []]);
  const wrong = { ...expected, fromYear: 2027 };
  const answer = await node.call('readExpectedFlows', { query: wrong }, person);
  assert.equal(answer.body.code, 'years_out_of_order');
});

test('kept expected flows are worked out again from what was kept with them', async () => {
  const { id } = await ok('keepExpectedFlows', { body: expected });
  const params = { expectedId: id };
  const kept = await ok('readKeptExpectedFlows', { params }, person);
  assert.equal(kept.pairs.length, 25);
  const again = () => ok('recomputeExpectedFlows', { params }, person);
  const { method, ...same } = await again();
  assert.deepEqual(same, { sameInputs: true, sameResult: true, sameToday: true });
  assert.deepEqual(method, kept.method);
  await talent(2025);
  assert.deepEqual(
    { ...(await again()), method: null },
    { sameInputs: true, sameResult: true, sameToday: false, method: null },
  );
  assert.deepEqual((await ok('readKeptExpectedFlows', { params }, person)).pairs, kept.pairs);
  const { tx } = node.database;
  const change = sql`update observatory.expected_flows set made_by = 'x' where id = ${id}`;
  await assert.rejects(execute(tx, change), /do not change/);
  await execute(
    tx,
    sql`alter table observatory.expected_flows disable trigger keep_expected_flows`,
  );
  await execute(
    tx,
    sql`update observatory.expected_flows
        set inputs = jsonb_set(inputs, '{flows,1}', '999') where id = ${id}`,
  );
  assert.deepEqual(
    { ...(await again()), method: null },
    { sameInputs: false, sameResult: false, sameToday: false, method: null },
  );
  const listed = await ok('listKeptExpectedFlows', {}, person);
  assert.deepEqual([listed.items[0].id, listed.items[0].years], [id, [2024, 2026]]);
  const other = actorWith([], [{ office: 'region_officer', regionCode: '120000' }]);
  assert.equal((await node.call('removeExpectedFlows', { params }, other)).status, 403);
  await ok('removeExpectedFlows', { params });
  assert.equal((await node.call('readKeptExpectedFlows', { params }, person)).status, 404);
});
