import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, test } from 'node:test';
import { readScheme, reportOn } from '@yunhe/evaluation';
import { readRows } from '@yunhe/exact';
import { anonymous } from '../runtime/actor.ts';
import { codesOf, officerOf, ok, platformsNode } from './platform-testing.ts';

const node = await platformsNode(after);
const beijing = officerOf('110000');
const draws = 300;

const aDraft = async (template: string) =>
  ok(await node.call('createScheme', { body: { regionCode: '110000', template } }, beijing));
const start = (id: string, body: object) =>
  node.call(
    'startSchemePreview',
    { params: { versionId: id }, body: { source: 'sample', draws, seed: 7, ...body } },
    beijing,
  );
const finished = async (id: string, body: object = {}) => {
  const { id: previewId } = ok(await start(id, body));
  await node.runJob('platforms.run_scheme_preview', { previewId });
  return ok(await node.call('readSchemePreview', { params: { previewId } }, beijing));
};

test('a preview has the bytes of the command, places with intervals, and what drives them', async () => {
  const draft = await aDraft('four-types');
  const preview = await finished(draft.id);
  assert.deepEqual(
    [preview.state, preview.current, preview.done, preview.total],
    ['finished', true, 4 * draws, 4 * draws],
  );
  const params = { previewId: preview.id };
  const { raw } = await node.call('downloadPreviewReport', { params }, beijing);
  const reading = readScheme(draft.document);
  const rows = readRows(readFileSync('demo/schemes/four-types.csv', 'utf8'));
  assert.ok('read' in reading && 'rows' in rows);
  const wanted = reportOn(reading.read, rows.rows, draws, 7);
  assert.ok('text' in wanted);
  assert.equal(String(raw), `${wanted.text}\n`);

  const { cohorts, grades, nodes } = preview.standing;
  assert.deepEqual(
    cohorts.map(({ within }: { within: string }) => within),
    ['basic-research', 'technology', 'transformation', 'industry'],
  );
  assert.equal(grades[0].id, 'excellent');
  assert.equal(nodes[0].depth, 0);
  const [cohort] = cohorts;
  assert.ok(cohort.drivers.length > 1 && cohort.items.length > 2);
  for (const { places, place, grades: chances } of cohort.units) {
    assert.ok(places.low5 <= places.median && places.median <= places.high95);
    assert.ok(place >= 1 && place <= cohort.units.length);
    const sum = Object.values<string>(chances).reduce((all, one) => all + Number(one), 0);
    assert.ok(Math.abs(sum - 1) < 1e-9);
  }
  const file = await node.call('exportSchemePreview', { params, query: { lang: 'en' } }, beijing);
  assert.match(String(file.raw), /Probability of Excellent/);
  assert.doesNotMatch(String(file.raw), /\d\/\d/);
});

test('data of one’s own are tried; what is wrong with them is told by row', async () => {
  const { id } = await aDraft('key-laboratories');
  const header = 'unit,indicator,value,evidence,scorer,conflict\n';
  const lines = (value: string) =>
    ['research', 'team', 'openness'].map((item) => `A,${item},${value},,x,\n`).join('');
  const fine = await finished(id, { source: 'file', data: header + lines('80') });
  assert.equal(fine.standing.cohorts[0].units[0].score, '80.00');
  const wrong = await finished(id, { source: 'file', data: header + lines('many') });
  assert.equal(wrong.standing, null);
  const [{ code, pointer }] = wrong.problems;
  assert.deepEqual([code, pointer], ['number_unreadable', '/row 1, value']);
  const silent = await finished(id, { source: 'file', data: `${header}A,research,80,,x,\n` });
  const clauses = silent.problems.map((one: { code: string; clause: string }) => [
    one.code,
    one.clause,
  ]);
  assert.deepEqual(clauses.slice(0, 2), [
    ['indicator_unreported', 'team'],
    ['indicator_unreported', 'openness'],
  ]);
  const none = await start(id, { source: 'file', data: ' ' });
  assert.deepEqual(codesOf(none), ['preview_without_data']);
  const open = await start(id, { source: 'file', data: 'unit,value\n"a,1\n' });
  assert.deepEqual(codesOf(open), ['preview_data_not_readable', 'quote_not_closed']);
  const many = Array.from({ length: 1_001 }, (_one, at) => `u${at},research,1,,x,\n`).join('');
  const large = await start(id, { source: 'file', data: header + many });
  assert.deepEqual(codesOf(large), ['preview_too_large']);
});

test('a preview is for those who keep the scheme, and tells when the draft has changed', async () => {
  const { id, revision, document } = await aDraft('key-laboratories');
  const { id: previewId } = await finished(id, { draws: 0 });
  for (const [stranger, status] of [
    [officerOf('130000'), 404],
    [anonymous, 401],
  ] as const) {
    const { status: came } = await node.call(
      'readSchemePreview',
      { params: { previewId } },
      stranger,
    );
    assert.equal(came, status);
  }
  document.decimals = 1;
  ok(
    await node.call(
      'editSchemeVersion',
      { params: { versionId: id }, revision, body: { document } },
      beijing,
    ),
  );
  const read = ok(await node.call('readSchemePreview', { params: { previewId } }, beijing));
  assert.deepEqual([read.current, read.standing.draws], [false, 0]);
  delete document.root.children;
  ok(
    await node.call(
      'editSchemeVersion',
      { params: { versionId: id }, revision: revision + 1, body: { document } },
      beijing,
    ),
  );
  const refused = await start(id, {});
  assert.equal(codesOf(refused)[0], 'scheme_not_whole');
});

test('a budget is split by the grades of a preview, kept, and taken along', async () => {
  const evaluation = await aDraft('four-types');
  const preview = await finished(evaluation.id, { draws: 0 });
  const { id } = await aDraft('four-streams');
  const params = { versionId: id };
  const more = preview.standing.cohorts
    .flatMap(({ units }: { units: { unit: string }[] }) => units)
    .map(({ unit }: { unit: string }) =>
      [`${unit},staff,10`, `${unit},industry_income,1`, `${unit},programme_income,2`].join('\n'),
    );
  const body = {
    ...{ source: 'preview', previewId: preview.id, budget: '90000000.00' },
    data: ['unit,indicator,value', ...more].join('\n'),
  };
  const run = ok(await node.call('computeFunding', { params, body }, beijing));
  assert.equal(run.unitCount, more.length);
  assert.equal(run.grades[0].name.zh, '优秀');
  assert.deepEqual(
    [run.preview.id, run.preview.title, run.round],
    [preview.id, evaluation.title, null],
  );
  const finishedOnes = { query: { state: ['finished'], limit: 100 } };
  const offered = async (who: typeof beijing) =>
    ok(await node.call('listPreviews', finishedOnes, who)).items.map(
      (one: { id: string }) => one.id,
    );
  assert.ok((await offered(beijing)).includes(preview.id));
  assert.deepEqual(await offered(officerOf('130000')), []);
  assert.equal(run.current, true);
  const failed = run.units.filter(({ grade }: { grade: string }) => grade === 'fail');
  assert.ok(failed.length > 0);
  for (const { parts } of failed) assert.equal(parts[2].amount, '0.00');
  const runParams = { runId: run.id };
  const { raw } = await node.call('downloadFundingResult', { params: runParams }, beijing);
  assert.equal(JSON.parse(String(raw)).digest, run.resultDigest);
  const table = await node.call('exportFundingRun', { params: runParams }, beijing);
  assert.match(String(table.raw), /产业挂钩部分/);
  const listed = ok(await node.call('listFundingRuns', { params }, beijing));
  assert.deepEqual([listed.total, listed.items[0].id], [1, run.id]);
  const stranger = await node.call('readFundingRun', { params: runParams }, officerOf('130000'));
  assert.equal(stranger.status, 404);
  const small = await node.call(
    'computeFunding',
    { params, body: { source: 'sample', budget: '1.00' } },
    beijing,
  );
  assert.deepEqual(codesOf(small), ['funding_not_computable', 'budget_too_small']);
  const wrong = await node.call(
    'computeFunding',
    { params: { versionId: evaluation.id }, body: { source: 'sample', budget: '1.00' } },
    beijing,
  );
  assert.equal(wrong.status, 404);
});
