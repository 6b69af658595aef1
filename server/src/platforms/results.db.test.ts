import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { evaluate } from '../commands/evaluate.ts';
import type { Actor } from '../runtime/actor.ts';
import { failedChecks } from '../runtime/check.ts';
import { execute, sql } from '../runtime/sql.ts';
import { platforms } from './module.ts';
import { anOrganisation, codesOf, officerOf, ok, platformsNode } from './platform-testing.ts';
import {
  anEvaluated,
  anExpert,
  goTo,
  keeper,
  openedRound,
  reportIn,
  Walk,
} from './round-testing.ts';

const dataDir = mkdtempSync(join(tmpdir(), 'yunhe-results-'));
const node = await platformsNode(after, { dataDir });
after(() => rmSync(dataDir, { recursive: true }));
goTo(node, '2026-02-01');
const strong = await anEvaluated(node, { nameZh: '强平台' });
const weak = await anEvaluated(node, { nameZh: '弱平台' });
const homes = [await anOrganisation(node, '110000'), await anOrganisation(node, '110000')];
const experts = [
  await anExpert(node, homes[0]!, '甲'),
  await anExpert(node, homes[1]!, '乙'),
] as const;

// biome-ignore lint/suspicious/noExplicitAny: a test looks into whatever came back.
type Body = any;

interface Ground {
  readonly walk: Walk;
  readonly round: Body;
  readonly first: string;
  readonly second: string;
}

/** A round as far as its panel has scored: 9 and 7 for one, 3 and 1 for the other. */
async function scoredRound(more: object = {}): Promise<Ground> {
  goTo(node, '2026-02-01');
  const round = await openedRound(node, [strong, weak], more);
  const walk = new Walk(node, round.id);
  const [first, second] = [reportIn(round, strong), reportIn(round, weak)];
  goTo(node, '2026-03-02');
  await walk.report(first, '9', strong.manager);
  await walk.report(second, '2', weak.manager);
  goTo(node, '2026-03-12');
  for (const id of [first, second]) await walk.accept(id);
  for (const expert of experts) await walk.addExpert(expert);
  ok(await walk.onRound('assignPanel'));
  goTo(node, '2026-03-22');
  for (const [at, expert] of experts.entries()) {
    ok(await walk.score(first, expert, String(9 - 2 * at)));
    ok(await walk.score(second, expert, String(3 - 2 * at)));
  }
  return { walk, round, first, second };
}

const readEvaluation = (reportId: string, as: Actor, query = {}) =>
  node.call('readEvaluation', { params: { reportId }, query }, as);
const lastOf = async (roundId: string): Promise<Body> =>
  ok(await node.call('listResults', { params: { roundId } }, keeper)).items.at(-1);
const fileOf = async (resultId: string, file: string, as: Actor) =>
  await node.call('downloadResult', { params: { resultId }, query: { file } }, as);

test('the evaluated gets the same bytes from the command as the result that is kept', async (t) => {
  const { walk, round, first } = await scoredRound();
  assert.deepEqual(codesOf(await walk.onRound('startResult')), [
    'round_step_refused',
    'not_in_this_phase',
  ]);
  goTo(node, '2026-04-02');
  const run = await walk.compute();
  assert.deepEqual([run.state, run.done, run.draws], ['finished', 200, 200]);
  const same = await walk.onRound('startResult');
  assert.deepEqual(codesOf(same), ['result_would_be_the_same']);
  assert.deepEqual(codesOf(await readEvaluation(first, strong.manager)), ['no_result_yet']);
  assert.deepEqual(
    ok(await node.call('listResults', { params: { roundId: round.id } }, strong.manager)).items,
    [],
  );

  goTo(node, '2026-04-07');
  const { result } = ok(await readEvaluation(first, strong.manager));
  const folder = mkdtempSync(join(tmpdir(), 'yunhe-same-bytes-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const paths: string[] = [];
  for (const [file, name] of [
    ['scheme', 'scheme.json'],
    ['data', 'data.csv'],
  ] as const) {
    const answer = await fileOf(result.id, file, strong.manager);
    assert.equal(answer.status, 200);
    paths.push(join(folder, name));
    writeFileSync(join(folder, name), answer.raw);
  }
  const options = JSON.parse(String((await fileOf(result.id, 'options', strong.manager)).raw));
  const said: string[] = [];
  const flags = { draws: String(options.draws), seed: String(options.seed) };
  const settings = () => assert.fail('no settings are needed');
  const say = (text: string) => said.push(text);
  const talk = (text: string) => assert.fail(text);
  await evaluate.run({ args: paths, flags, json: true, settings, say, talk });
  const kept = await fileOf(result.id, 'report', strong.manager);
  assert.equal(`${said.join('\n')}\n`, String(kept.raw));
  assert.ok(!String(kept.raw).includes('强平台'), 'platforms go by their codes');

  const params = { resultId: result.id };
  const again = ok(await node.call('recomputeResult', { params }, strong.manager));
  assert.deepEqual(again, {
    same: true,
    digest: result.digest,
    keptDigest: result.digest,
    schemeHolds: true,
  });
});

test('my evaluation shows every step with evidence and clause, how sure it is, and what would raise it', async () => {
  const { walk, first, second } = await scoredRound();
  goTo(node, '2026-04-02');
  await walk.compute();
  goTo(node, '2026-04-07');
  const own = ok(await readEvaluation(first, strong.manager));
  // 9 of 10 articles of 50 points, no contract, a mean of 8 of 10 of 30 points.
  assert.deepEqual([own.score, own.place, own.of, own.grade], ['69.00', 1, 2, 'pass']);
  const output = own.nodes.find(({ id }: Body) => id === 'output');
  assert.deepEqual(
    [output.clause, output.score, output.points, output.depth],
    ['第三条', '45', '50', 1],
  );
  const [reported] = output.steps;
  assert.deepEqual([reported.of, reported.value], ['articles', '9']);
  assert.equal(reported.evidence, own.files[0].digest.slice(0, 16));
  assert.ok(own.low5 >= 1 && own.high95 <= 2);
  const odds = Object.values(own.grades as Record<string, string>).map(Number);
  assert.ok(Math.abs(odds.reduce((sum, one) => sum + one, 0) - 1) < 1e-9);
  const [best] = own.improvements;
  assert.deepEqual([best.item, best.score, best.grade], ['market', '89.00', 'excellent']);
  assert.equal((await readEvaluation(second, strong.manager)).status, 404);
  assert.equal((await readEvaluation(first, officerOf('320000'))).status, 404);
  for (const format of ['pdf', 'xlsx']) {
    const query = { format, lang: 'zh' };
    const file = await node.call(
      'downloadEvaluation',
      { params: { reportId: first }, query },
      strong.manager,
    );
    assert.equal(String(file.raw).slice(0, 2), format === 'pdf' ? '%P' : 'PK');
  }
});

test('where values are shared only later, the others cannot be read before', async () => {
  const { walk, first } = await scoredRound({ sharing: 'after_publication' });
  goTo(node, '2026-04-02');
  await walk.compute();
  goTo(node, '2026-04-07');
  const { result, may } = ok(await readEvaluation(first, strong.manager));
  assert.equal(may.seeData, false);
  for (const file of ['data', 'report', 'table']) {
    assert.deepEqual(codesOf(await fileOf(result.id, file, strong.manager)), [
      'data_not_shared_yet',
    ]);
  }
  assert.equal((await fileOf(result.id, 'scheme', strong.manager)).status, 200);
  assert.equal((await fileOf(result.id, 'scheme', officerOf('320000'))).status, 404);
});

test('what cannot be computed is refused with the clause', async () => {
  goTo(node, '2026-02-01');
  const round = await openedRound(node, [strong, weak]);
  const walk = new Walk(node, round.id);
  goTo(node, '2026-03-02');
  await walk.report(reportIn(round, strong), '9', strong.manager);
  goTo(node, '2026-04-02');
  assert.deepEqual(codesOf(await walk.onRound('startResult')), ['values_unchecked']);
  goTo(node, '2026-03-12');
  await walk.accept(reportIn(round, strong));
  goTo(node, '2026-04-02');
  const { body } = await walk.onRound('startResult');
  assert.equal(body.code, 'evaluation_not_possible');
  assert.ok(
    body.reasons.some(
      ({ code, rule }: Body) =>
        code === 'not_computed_indicator_unreported' && rule === 'direction',
    ),
  );
});

test('an appeal is decided by who did not score, and gives a new result beside the old', async () => {
  const { walk, first, second, round } = await scoredRound();
  goTo(node, '2026-04-02');
  await walk.compute();
  goTo(node, '2026-04-07');
  const params = { reportId: second };
  const file = await walk.evidence(second, weak.manager);
  const body = { clause: 'output', ground: 'value_wrong', reason: '漏计三篇', evidence: [file] };
  const appealing = (more: object = {}, as = weak.manager) =>
    node.call('fileAppeal', { params, body: { ...body, ...more } }, as);
  assert.equal((await appealing({}, strong.manager)).status, 404);
  assert.deepEqual(codesOf(await appealing({ clause: 'nothing' })), [
    'clause_not_known',
    'clause_not_known',
  ]);
  const appeal = ok(await appealing());
  assert.deepEqual(codesOf(await appealing()), ['appeal_is_open']);
  const decide = (more: object, as: Actor = keeper) => {
    const about = { params: { appealId: appeal.id }, revision: appeal.revision };
    const decision = { verdict: 'upheld', reason: '补交清单属实', ...more };
    return node.call('decideAppeal', { ...about, body: decision }, as);
  };
  const scorer: Actor = { ...experts[0], offices: keeper.offices };
  const correction = { measure: 'articles', value: '5' };
  assert.deepEqual(codesOf(await decide({ correction }, scorer)), [
    'appeal_not_decided_so',
    'scorer_does_not_decide',
  ]);
  assert.deepEqual(codesOf(await decide({})), ['appeal_not_decided_so', 'correction_missing']);
  assert.deepEqual(
    codesOf(await decide({ correction: { measure: 'contracts_signed', value: '5' } })),
    ['correction_not_of_the_clause'],
  );
  const publish = await walk.onRound('publishRound');
  assert.deepEqual(codesOf(publish), ['round_step_refused', 'not_in_this_phase']);
  const before = await lastOf(round.id);
  ok(await decide({ correction }));
  assert.equal((await decide({ correction })).status, 412);
  await walk.computeWaiting();
  const result = await lastOf(round.id);
  const unit = result.units.find(({ reportId }: Body) => reportId === second);
  assert.deepEqual([before.number, result.number, result.appealId], [1, 2, appeal.id]);
  assert.deepEqual([unit.before.score, unit.score], ['16.00', '31.00']);
  const old = ok(await readEvaluation(second, weak.manager, { number: 1 }));
  assert.deepEqual([old.score, old.result.digest], ['16.00', before.digest]);
  const { digest } = ok(await readEvaluation(first, strong.manager)).result;
  const agree = { params: { reportId: first }, body: { digest } };
  ok(await node.call('agreeToResult', agree, strong.manager));
  assert.equal(ok(await walk.onRound('endPhase')).phase, 'publication');

  const published = ok(await walk.onRound('publishRound'));
  assert.equal(published.state, 'published');
  const seen = ok(await readEvaluation(second, officerOf('320000')));
  assert.equal(seen.score, '31.00');
  assert.equal(seen.files.length, 0);
  const own = ok(
    await node.call('listOwnEvaluations', { query: { state: 'published' } }, weak.manager),
  );
  const mine = own.items.find(({ reportId }: Body) => reportId === second);
  assert.deepEqual(
    [mine.result.score, mine.result.place, mine.result.of, mine.result.grade.zh],
    ['31.00', 2, 2, '不合格'],
  );
  assert.deepEqual([mine.task, mine.openInterventions], [null, 1]);
  const tasks = ok(await node.call('listRoundTasks', {}, weak.manager)).items;
  assert.ok(tasks.some(({ task, reportId }: Body) => task === 'mend' && reportId === second));
  await splitBy(round.id);
  const view = await node.database.tx.executeQuery(
    sql`select score, place, grade from platforms.v_result where round_id = ${round.id}
        order by place`.compile(node.database.tx),
  );
  assert.deepEqual(view.rows, [
    { score: '69.00', place: 1, grade: 'pass' },
    { score: '31.00', place: 2, grade: 'fail' },
  ]);
  const { items } = ok(
    await node.call('listInterventions', { query: { roundId: round.id } }, weak.manager),
  );
  assert.deepEqual(
    items.map(({ cause, subject }: Body) => [cause, subject.zh]),
    [['low_grade', '不合格']],
  );
});

/** A budget is split by its grades, and each leads to the other. */
async function splitBy(roundId: string): Promise<void> {
  const draft = ok(
    await node.call(
      'createScheme',
      { body: { regionCode: '130000', template: 'four-streams' } },
      keeper,
    ),
  );
  const lines = ['P01', 'P02'].flatMap((unit) =>
    ['staff', 'industry_income', 'programme_income'].map((one) => `${unit},${one},5`),
  );
  const data = `unit,indicator,value\n${lines.join('\n')}\n`;
  const body = { source: 'round', roundId, budget: '10000000.00', data };
  const params = { versionId: draft.id };
  const split = ok(await node.call('computeFunding', { params, body }, keeper));
  assert.equal(split.round.id, roundId);
  const of = { params: { roundId } };
  const { items } = ok(await node.call('listFundingsOfRound', of, keeper));
  assert.deepEqual([items.length, items[0].id], [1, split.id]);
  const others = await node.call('listFundingsOfRound', of, officerOf('320000'));
  assert.deepEqual(ok(others).items, []);
}

test('a scorer who is left out by an appeal is kept and not heard', async () => {
  const { walk, first, round } = await scoredRound();
  goTo(node, '2026-04-02');
  await walk.compute();
  goTo(node, '2026-04-07');
  const body = { clause: 'direction', ground: 'scorer_biased', reason: '该专家与竞争平台有往来' };
  const appeal = ok(
    await node.call('fileAppeal', { params: { reportId: first }, body }, strong.manager),
  );
  const seen = ok(await node.call('listAppeals', { params: { roundId: round.id } }, keeper))
    .items[0];
  const leaveOut = seen.scorers.find(({ name }: Body) => name === '乙').memberId;
  const decision = { verdict: 'upheld', reason: '属实', correction: { leaveOut } };
  const about = { params: { appealId: appeal.id }, revision: appeal.revision, body: decision };
  ok(await node.call('decideAppeal', about, keeper));
  await walk.computeWaiting();
  // 9 of 10 alone: 45 + 27.
  assert.equal(ok(await readEvaluation(first, strong.manager)).score, '72.00');
});

test('of two who compute at once, and two who decide at once, one comes first', async () => {
  const { walk, second, round } = await scoredRound();
  goTo(node, '2026-04-02');
  const starts = await Promise.all([1, 2, 3, 4].map(() => walk.onRound('startResult')));
  assert.deepEqual(starts.map(({ status }) => status).sort(), [202, 409, 409, 409]);
  await walk.computeWaiting();
  goTo(node, '2026-04-07');
  const body = { clause: 'output', ground: 'value_wrong', reason: '漏计' };
  const appeal = ok(
    await node.call('fileAppeal', { params: { reportId: second }, body }, weak.manager),
  );
  const decide = (value: string) =>
    node.call(
      'decideAppeal',
      {
        params: { appealId: appeal.id },
        revision: appeal.revision,
        body: { verdict: 'upheld', reason: '属实', correction: { measure: 'articles', value } },
      },
      keeper,
    );
  const decided = await Promise.all(['4', '5', '6'].map(decide));
  assert.deepEqual(decided.map(({ status }) => status).sort(), [200, 412, 412]);
  await walk.computeWaiting();
  assert.equal((await lastOf(round.id)).number, 2);
});

test('an intervention is planned, worked at, told when overdue, and not closed in silence', async () => {
  const { items } = ok(await node.call('listInterventions', { query: { state: 'open' } }, keeper));
  const { id } = items[0];
  const params = { interventionId: id };
  const read = async () => ok(await node.call('readIntervention', { params }, keeper));
  const on = async (name: string, body: object, as: Actor = keeper) =>
    node.call(name, { params, revision: (await read()).revision, body }, as);
  const end = { outcome: 'improved', note: '论文增加' };
  assert.deepEqual(codesOf(await on('closeIntervention', end)), [
    'intervention_not_closed_so',
    'measures_missing',
    'steps_missing',
  ]);
  const plan = { owner: '弱平台办公室', dueOn: '2026-06-30', measures: ['补充成果'] };
  assert.equal((await on('planIntervention', plan, weak.manager)).status, 403);
  ok(await on('planIntervention', plan));
  assert.equal((await node.call('readIntervention', { params }, strong.manager)).status, 404);
  goTo(node, '2026-07-01');
  const told = async () => {
    await node.runJob('platforms.tell_overdue_interventions');
    const found = await node.database.tx.executeQuery(
      sql`select 1 from runtime.event where type = 'platforms.intervention_overdue'
          and subject_ids @> array[${id}::uuid]`.compile(node.database.tx),
    );
    return found.rows.length;
  };
  assert.deepEqual([await told(), await told()], [1, 1]);
  assert.ok((await read()).isOverdue);
  ok(await on('writeInterventionStep', { text: '新增论文四篇' }, weak.manager));
  ok(await on('closeIntervention', end));
  await assert.rejects(
    node.transact(({ tx }) =>
      execute(tx, sql`update platforms.intervention set note = 'x' where id = ${id}`),
    ),
    /closed once/,
  );
});

test('what is kept cannot be changed, and every check counts zero', async () => {
  for (const statement of [
    sql`update platforms.result set report = report || ' '`,
    sql`delete from platforms.result_unit`,
    sql`update platforms.appeal set reason = 'x' where state <> 'open'`,
  ]) {
    await assert.rejects(node.transact(({ tx }) => execute(tx, statement)));
  }
  assert.deepEqual(await failedChecks(node.database.tx, [platforms]), []);
});
