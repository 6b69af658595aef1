import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import {
  aDraft,
  adopted,
  anOrganisation,
  grantModel,
  hebeiMakers,
  officerOf,
  ok,
  published,
  rulesNode,
  sendModel,
} from './testing.ts';

const dataDir = await mkdtemp(join(tmpdir(), 'yunhe-replays-'));
const node = await rulesNode(after, { dataDir });
after(() => rm(dataDir, { recursive: true }));
const hebei = officerOf('130000');

/** Up to 300 people and a fifth, against up to 500 people and an eighth. */
const first = await published(node, hebeiMakers, await aDraft(node, hebeiMakers));
await adopted(node, first, { regionCode: '130000' });
const { ruleSetId } = first;
const begun = ok(await node.call('addVersion', { params: { ruleSetId }, body: {} }, hebei));
const draft = ok(await sendModel(node, begun, grantModel(500, '0.125'), hebei));
const cases = [
  ...draft.cases,
  { name: 'middle', inputs: { staff: 400, spending: 8 }, expected: 'passes' },
];
const candidate = ok(
  await node.call(
    'editVersion',
    { params: { versionId: draft.id }, revision: draft.revision, body: { cases } },
    hebei,
  ),
);

const here = await anOrganisation(node, '130200');
const there = await anOrganisation(node, '130100');
for (const [organisationId, staff, spending] of [
  [here, 100, 80],
  [here, 400, 40],
  [there, 600, 10],
  [there, 20, 0],
  [there, null, 5],
] as const) {
  const inputs = { ...(staff === null ? {} : { staff }), spending };
  ok(await node.call('decide', { body: { organisationId, ruleSetId, inputs } }, hebei));
}

async function replayed(asked: object, as = hebei) {
  const about = { title: '放宽到500人', regionCode: '130000', candidateVersionId: candidate.id };
  const replay = ok(await node.call('startReplay', { body: { ...about, ...asked } }, as));
  assert.equal(replay.state, 'waiting');
  await node.runJob('rules.run_replay', { replayId: replay.id });
  return ok(await node.call('readReplay', { params: { replayId: replay.id } }, as));
}

const size = { input: 'staff', bounds: ['20', '300'] };

test('past decisions under a candidate: who gains, who loses, and how much', async () => {
  const replay = await replayed({ decisions: {}, size });
  assert.equal(replay.state, 'finished');
  assert.deepEqual([replay.done, replay.total, replay.percent], [5, 5, 100]);
  // 80 × 0.2 = 16 becomes 80 × 0.125 = 10; 40 × 0.125 = 5 is new; what is unknown stays so.
  assert.deepEqual(replay.counts, {
    ...{ gains: 1, loses: 1, same: 2, unclear: 1 },
    ...{ gained: '5', lost: '6' },
  });
  assert.equal(replay.unit, '万元');
  const groups = replay.groups.map(
    ({ by, key, gains, loses, gained, lost }: Record<string, string>) =>
      [by, key, gains, loses, gained, lost] as const,
  );
  assert.deepEqual(
    groups.filter(([by]: string[]) => by === 'region'),
    [
      ['region', '130100', 0, 0, '0', '0'],
      ['region', '130200', 1, 1, '5', '6'],
    ],
  );
  assert.deepEqual(
    groups.filter(([by, , gains]: unknown[]) => by === 'size' && gains === 1),
    [['size', '≥ 300', 1, 0, '5', '0']],
  );
});

test('each case links to both explanations, those with most at stake first', async () => {
  const { id: replayId } = await replayed({ decisions: {}, size });
  const page = ok(await node.call('listReplayRows', { params: { replayId } }, hebei));
  assert.deepEqual(
    page.items.map(({ change, difference }: Record<string, string>) => [change, difference]),
    [
      ['loses', '-6'],
      ['gains', '5'],
      ['same', '0'],
      ['same', '0'],
      ['unclear', null],
    ],
  );
  const [loser, winner] = page.items;
  const params = { replayId, number: String(winner.number) };
  const one = ok(await node.call('readReplayCase', { params }, hebei));
  assert.equal(one.base.run.outcome, 'refused');
  assert.equal(one.candidate.run.outcome, 'granted');
  assert.equal(one.base.version.number, 1);
  assert.equal(one.candidate.version.number, 2);
  assert.ok(one.candidate.run.explanation.length > 2);
  const losing = { params: { replayId }, query: { change: ['loses'] } };
  const list = ok(await node.call('listReplayRows', losing, hebei));
  assert.deepEqual(
    list.items.map(({ number }: { number: number }) => number),
    [loser.number],
  );
  const file = await node.call('exportReplayRows', { params: { replayId } }, hebei);
  assert.equal(file.raw.toString().trim().split('\r\n').length, 6);
});

test('a table of cases under two versions, with an input as the stake', async () => {
  const table = '单位,职工总数,投入,地区\n甲,400,"1,000",石家庄\n乙,100,50%,唐山\n丙,,3,唐山\n';
  const sent = ok(
    await node.call(
      'uploadCases',
      {
        body: Buffer.from(table),
        headers: { 'content-type': 'application/octet-stream', 'x-file-name': 'cases.csv' },
      },
      hebei,
    ),
  );
  assert.deepEqual(sent.columns, ['单位', '职工总数', '投入', '地区']);
  const seen = ok(
    await node.call(
      'inspectCases',
      { params: { fileId: sent.id }, query: { versionId: candidate.id } },
      hebei,
    ),
  );
  assert.deepEqual(seen.suggested, { staff: '职工总数' });
  const columns = { staff: '职工总数', spending: '投入' };
  const file = { fileId: sent.id, columns, name: '单位', region: '地区' };
  const money = { input: 'spending', unit: '万元' };
  const replay = await replayed({ file, baseVersionId: first.id, money });
  assert.equal(replay.state, 'finished', JSON.stringify(replay.failure));
  assert.deepEqual(replay.counts, {
    ...{ gains: 1, loses: 0, same: 1, unclear: 1 },
    ...{ gained: '1000', lost: '0' },
  });
  const rows = ok(await node.call('listReplayRows', { params: { replayId: replay.id } }, hebei));
  assert.equal(rows.items[0].name, '甲');
});

test('what cannot be run is refused before the first case', async () => {
  const about = { title: 'x', regionCode: '130000', candidateVersionId: candidate.id };
  const code = async (more: object) =>
    (await node.call('startReplay', { body: { ...about, ...more } }, hebei)).body.code;
  assert.equal(await code({}), 'replay_source_not_named');
  const money = { input: 'weight', unit: 'kg' };
  assert.equal(await code({ decisions: {}, money }), 'input_not_in_model');
  const output = { output: { decision: 'weight' }, unit: 'kg' };
  assert.equal(await code({ decisions: {}, money: output }), 'decision_not_in_model');
  const fileId = '01950000-0000-7000-8000-000000000000';
  assert.equal(await code({ file: { fileId, columns: {} } }), 'base_version_missing');
  const base = { baseVersionId: first.id };
  assert.equal(await code({ file: { fileId, columns: {} }, ...base }), 'file_not_found');
});

test('a replay is for those who serve its place, and stops when it is told to', async () => {
  const about = { title: 'x', regionCode: '130000', candidateVersionId: candidate.id };
  const { id } = ok(await node.call('startReplay', { body: { ...about, decisions: {} } }, hebei));
  const params = { replayId: id };
  assert.equal((await node.call('readReplay', { params }, officerOf('120000'))).status, 404);
  const stopped = ok(await node.call('cancelReplay', { params }, hebei));
  assert.equal(stopped.state, 'cancelled');
  await node.runJob('rules.run_replay', { replayId: id });
  assert.equal(ok(await node.call('readReplay', { params }, hebei)).done, 0);
  assert.equal((await node.call('cancelReplay', { params }, hebei)).body.code, 'replay_is_over');
});
