import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { anonymous } from '../runtime/actor.ts';
import { aPublishedRound } from './compare-testing.ts';
import { codesOf, officerOf, ok, platformsNode } from './platform-testing.ts';

const node = await platformsNode(after);
const beijing = officerOf('110000');
const roundId = await aPublishedRound(node, '110000');

test('a published round is compared by everyone, platforms by their names', async () => {
  const query = { type: ['technology_rd'] };
  const listed = ok(await node.call('listComparedRounds', { query }, anonymous));
  assert.deepEqual(
    listed.items.map(({ id, unitCount }: { id: string; unitCount: number }) => [id, unitCount]),
    [[roundId, 2]],
  );
  const other = { query: { type: ['basic_research'] } };
  assert.equal(ok(await node.call('listComparedRounds', other, anonymous)).total, 0);
  const params = { roundId };
  const { platforms, standing } = ok(await node.call('readComparison', { params }, anonymous));
  const nameOf = new Map(
    platforms.map(({ unit, nameZh }: { unit: string; nameZh: string }) => [unit, nameZh]),
  );
  const [cohort] = standing.cohorts;
  assert.deepEqual(
    cohort.units.map(({ unit, score, grade }: { unit: string; score: string; grade: string }) => [
      nameOf.has(unit),
      score,
      grade,
    ]),
    [
      [true, '5.6', 'pass'],
      [true, '5.4', 'pass'],
    ],
  );
  assert.equal(standing.draws, 100);
  const file = await node.call('exportComparison', { params, query: { lang: 'zh' } }, anonymous);
  assert.match(String(file.raw), /合格的概率/);
  assert.match(String(file.raw), /甲平台,5\.6,合格/);
  const unknown = { params: { roundId: crypto.randomUUID() } };
  assert.equal((await node.call('readComparison', unknown, anonymous)).status, 404);
});

test('a scheme is tried on the data of the last round, and its grades split a budget', async () => {
  const create = async (template: string) =>
    ok(await node.call('createScheme', { body: { regionCode: '110000', template } }, beijing));
  const params = { roundId };
  const { schemeVersionId } = ok(await node.call('readComparison', { params }, beijing));
  const body = { source: 'round', roundId, draws: 10, seed: 1 };
  const versionOf = { params: { versionId: schemeVersionId } };
  const { id: previewId } = ok(
    await node.call('startSchemePreview', { ...versionOf, body }, beijing),
  );
  await node.runJob('platforms.run_scheme_preview', { previewId });
  const preview = ok(await node.call('readSchemePreview', { params: { previewId } }, beijing));
  assert.equal(preview.standing.cohorts[0].units[0].score, '5.6');
  // Codes of a published round are told by name, also where its data are tried.
  assert.deepEqual(preview.platforms.map(({ nameZh }: { nameZh: string }) => nameZh).toSorted(), [
    '乙平台',
    '甲平台',
  ]);

  const formula = await create('four-streams');
  const ofFormula = { params: { versionId: formula.id } };
  const units = preview.standing.cohorts[0].units.map(({ unit }: { unit: string }) => unit);
  const lines = units.flatMap((unit: string) =>
    ['staff', 'industry_income', 'programme_income'].map((one) => `${unit},${one},10`),
  );
  const data = `unit,indicator,value\n${lines.join('\n')}\n`;
  const split = await node.call(
    'computeFunding',
    { ...ofFormula, body: { source: 'round', roundId, budget: '4000000.00', data } },
    beijing,
  );
  assert.deepEqual(
    ok(split).units.map(({ grade, amount }: { grade: string; amount: string }) => [grade, amount]),
    [
      ['pass', '2000000.00'],
      ['pass', '2000000.00'],
    ],
  );
  const { round, preview: none, platforms } = ok(split);
  assert.deepEqual([round.id, round.title.zh, none, platforms.length], [roundId, '比较', null, 2]);
  const table = await node.call(
    'exportFundingRun',
    { params: { runId: ok(split).id }, query: { lang: 'zh' } },
    beijing,
  );
  assert.match(String(table.raw), /甲平台/);
  const unnamed = await node.call(
    'computeFunding',
    { ...ofFormula, body: { source: 'round', budget: '1.00' } },
    beijing,
  );
  assert.deepEqual(codesOf(unnamed), ['preview_without_data']);
});
