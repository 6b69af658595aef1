import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { writeXlsx } from '../runtime/sheets/index.ts';
import { actorWith } from '../runtime/testing/node.ts';
import {
  anOrganisation,
  aPlatform,
  codesOf,
  officerOf,
  ok,
  platformsNode,
} from './platform-testing.ts';
import {
  anEvaluated,
  anExpert,
  aRound,
  goTo,
  keeper,
  openedRound,
  publishedScheme,
  reportIn,
  roundBody,
  roundCalendar,
  roundScheme,
  Walk,
} from './round-testing.ts';

const dataDir = mkdtempSync(join(tmpdir(), 'yunhe-rounds-'));
const node = await platformsNode(after, { dataDir });
after(() => rmSync(dataDir, { recursive: true }));
goTo(node, '2026-02-01');
const first = await anEvaluated(node, { fields: ['30'] });
const second = await anEvaluated(node, { fields: ['39'] });
// biome-ignore lint/suspicious/noExplicitAny: a test looks into whatever came back.
type Body = any;

const stranger = actorWith([{ organisationId: crypto.randomUUID(), role: 'manager' }]);

test('a round is prepared by those who keep it, and everything wrong is said at once', async () => {
  goTo(node, '2026-02-01');
  const { id: schemeVersionId } = await publishedScheme(node);
  const create = (more: object, as = keeper) =>
    node.call('createRound', { body: { ...roundBody, schemeVersionId, ...more } }, as);
  assert.equal((await create({}, officerOf('110000'))).status, 403);
  const wrong = await create({
    titleZh: ' ',
    dataUntil: '2024-01-01',
    sources: { plan: 'papers', nothing: 'papers' },
    lowGrades: ['worst'],
    calendar: { ...roundCalendar, publication: '2026-04-08' },
  });
  assert.deepEqual(codesOf(wrong), [
    'round_not_valid',
    'round_title_missing',
    'data_days_are_empty',
    'measure_is_not_counted',
    'measure_not_in_scheme',
    'grade_unknown',
    'too_few_days_to_appeal',
  ]);
  assert.deepEqual(codesOf(await create({ platformIds: [crypto.randomUUID()] })), [
    'round_not_valid',
    'platform_not_known',
  ]);
  const round = ok(await create({}));
  assert.deepEqual(round.sources ?? round.measures.map((one: { source: string }) => one.source), [
    null,
    'contracts_signed',
    null,
  ]);
  const read = { params: { roundId: round.id } };
  assert.equal((await node.call('readRound', read, first.manager)).status, 404);
  assert.equal((await node.call('readRound', read, keeper)).status, 200);
});

test('it opens with platforms of its type that somebody runs, and its scheme is frozen', async () => {
  goTo(node, '2026-02-01');
  const other = await aPlatform(node, { type: 'industry' });
  const { id, revision } = await aRound(node, [first], { platformIds: [other.id] });
  const opening = await node.call('openRound', { params: { roundId: id }, revision }, keeper);
  assert.deepEqual(codesOf(opening), [
    'round_cannot_open',
    'platform_of_another_type',
    'platform_without_operator',
  ]);
  const round = await openedRound(node, [first, second]);
  const codes = round.reports.map((one: { code: string }) => one.code).sort();
  assert.deepEqual([round.state, codes], ['open', ['P01', 'P02']]);
  const stricter = structuredClone(roundScheme);
  stricter.root.children[0]!.full = '20';
  const { id: schemeVersionId } = await publishedScheme(node, stricter);
  const walk = new Walk(node, round.id);
  const exchanged = await walk.onRound('editRound', { schemeVersionId });
  assert.deepEqual(codesOf(exchanged), ['scheme_is_frozen', 'scheme_differs']);
  assert.equal(exchanged.body.reasons[0].rule, 'output');
  assert.deepEqual(codesOf(await walk.onRound('editRound', { titleZh: '别名' })), [
    'round_has_begun',
  ]);
});

test('one platform alone is not compared with others: refused with the clause', async () => {
  goTo(node, '2026-02-01');
  const relative = structuredClone(roundScheme) as unknown as { root: { children: object[] } };
  relative.root.children[0] = {
    ...{ kind: 'relative', id: 'output', name: { zh: '产出', en: 'Output' }, of: 'articles' },
    better: 'more',
  };
  const { id: schemeVersionId } = await publishedScheme(node, relative);
  const alone = await aRound(node, [first], { schemeVersionId });
  const params = { roundId: alone.id };
  const { body } = await node.call('openRound', { params, revision: alone.revision }, keeper);
  assert.deepEqual(
    [body.code, body.reasons[0].code, body.reasons[0].rule],
    ['round_cannot_open', 'nobody_to_compare_with', 'output'],
  );
});

test('a platform reports in its phase, saved as it writes, and only itself', async () => {
  goTo(node, '2026-02-01');
  const round = await openedRound(node, [first, second]);
  const walk = new Walk(node, round.id);
  const reportId = reportIn(round, first);
  const params = { reportId };
  const values = [{ measure: 'articles', value: '8' }];
  const early = await walk.onReport('saveReport', reportId, { values }, first.manager);
  assert.deepEqual(codesOf(early), ['round_step_refused', 'not_in_this_phase']);
  goTo(node, '2026-03-02');
  assert.equal((await node.call('readReport', { params }, second.manager)).status, 404);
  assert.equal((await node.call('readReport', { params }, stranger)).status, 404);
  const wrong = await walk.onReport(
    'saveReport',
    reportId,
    {
      values: [
        { measure: 'articles', value: '-1' },
        { measure: 'plan', value: '3' },
        { measure: 'x', value: '1' },
      ],
    },
    first.manager,
  );
  assert.deepEqual(codesOf(wrong), [
    'values_not_valid',
    'value_out_of_range',
    'indicator_is_scored',
    'indicator_unknown',
  ]);
  const saved = ok(await walk.onReport('saveReport', reportId, { values }, first.manager));
  const again = { params, revision: saved.revision - 1, body: { values } };
  assert.equal((await node.call('saveReport', again, first.manager)).status, 412);
  const unready = await walk.onReport('submitReport', reportId, {}, first.manager);
  assert.deepEqual(codesOf(unready), [
    'report_not_whole',
    'value_not_reported',
    'evidence_missing',
  ]);
  await walk.report(reportId, '8', first.manager);
  const report = ok(await node.call('readReport', { params }, keeper));
  assert.deepEqual(
    report.values.map((one: { measure: string; value: string; origin: string }) => [
      one.measure,
      one.value,
      one.origin,
    ]),
    [
      ['articles', '8', 'reported'],
      ['contracts_signed', '0', 'yunhe'],
    ],
  );
  const seen = ok(await node.call('readRound', { params: { roundId: round.id } }, second.manager));
  const others = seen.reports.find((one: { id: string }) => one.id === reportId);
  assert.deepEqual([others.code, others.values, others.submittedAt], [null, 0, null]);
});

test('evidence is looked at before it is kept, and for those concerned', async () => {
  goTo(node, '2026-02-01');
  const round = await openedRound(node, [first]);
  goTo(node, '2026-03-02');
  const reportId = reportIn(round, first);
  const send = (bytes: string, file: string) => {
    const headers = { 'content-type': 'application/octet-stream', 'x-file-name': file };
    const body = Buffer.from(bytes);
    return node.call(
      'uploadReportEvidence',
      { params: { reportId }, body, headers },
      first.manager,
    );
  };
  assert.deepEqual(codesOf(await send('MZ program', 'a.pdf')), ['evidence_type_not_allowed']);
  const { id: fileId, mediaType } = ok(await send('%PDF-1.7 …', 'a.pdf'));
  assert.equal(mediaType, 'application/pdf');
  const read = (as: typeof keeper) =>
    node.call('downloadReportEvidence', { params: { fileId } }, as);
  assert.equal((await read(keeper)).status, 200);
  assert.equal((await read(second.manager)).status, 404);
});

test('a file of values is told row by row what is wrong with it, in each form that offices write', async (t) => {
  goTo(node, '2026-02-01');
  const round = await openedRound(node, [first]);
  goTo(node, '2026-03-02');
  const params = { reportId: reportIn(round, first) };
  const upload = async (name: string, body: Buffer, keep = false) => {
    const headers = { 'content-type': 'application/octet-stream', 'x-file-name': name };
    return await node.call(
      'uploadValues',
      { params, query: { keep }, body, headers },
      first.manager,
    );
  };
  const wrong = [
    ...['articles,many', 'contracts_signed,3', 'plan,4', 'Contracts signed,2'],
    ...['articles,-1', 'rubbish,1'],
  ];
  const looked = ok(
    await upload('values.csv', Buffer.from(`indicator,value\n${wrong.join('\n')}`)),
  );
  const told = ({ row, column, code, params: said }: Body) => [
    ...[row, column, code],
    ...[said.measure, said.before ?? said.least],
  ];
  assert.deepEqual(looked.problems.map(told), [
    [2, 'value', 'number_unreadable', 'articles', '0'],
    [4, 'indicator', 'indicator_is_scored', 'plan', '0'],
    [5, 'indicator', 'value_twice_in_file', 'contracts_signed', 3],
    [6, 'indicator', 'value_twice_in_file', 'articles', 2],
    [6, 'value', 'value_out_of_range', 'articles', '0'],
    [7, 'indicator', 'indicator_unknown', 'rubbish', '−∞'],
  ]);
  assert.deepEqual([looked.kept, looked.values.length], [0, 1]);

  // 指标,数值 / 论文,8 as spreadsheets of this country save them.
  const gb = Buffer.from('d6b8b1ea2ccafdd6b50ac2dbcec42c380a', 'hex');
  assert.deepEqual(ok(await upload('values.csv', gb)).values, [
    { measure: 'articles', value: '8' },
  ]);
  const sheet = await node.call(
    'downloadReportSheet',
    { params, query: { lang: 'zh' } },
    first.manager,
  );
  assert.equal(String(sheet.raw).slice(0, 2), 'PK');
  const folder = mkdtempSync(join(tmpdir(), 'yunhe-sheet-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const columns = ['指标', '数值'].map((name) => ({ key: name, name, type: 'text' as const }));
  async function* rows() {
    yield { 指标: 'articles', 数值: '9' };
  }
  const parts: Uint8Array[] = [];
  for await (const part of writeXlsx(columns, rows(), '自评')) parts.push(part);
  assert.equal(ok(await upload('自评.xlsx', Buffer.concat(parts), true)).kept, 1);
  const kept = ok(await node.call('readReport', { params }, first.manager)).values;
  assert.deepEqual([kept.length, kept[0].value], [1, '9']);
});

test('what Yunhe counted leads to the records', async () => {
  goTo(node, '2026-02-01');
  const other = await anOrganisation(node, '110000', 'enterprise');
  const make = async (title: string, organisations: readonly string[]) => {
    const participations = organisations.map((organisationId) => ({
      organisationId,
      role: 'participant',
    }));
    const body = { kind: 'project', title, startsOn: '2025-05-01', participations };
    const manager = actorWith([{ organisationId: organisations[0]!, role: 'manager' }]);
    ok(await node.call('createCollaboration', { body }, manager));
  };
  await make('联合中试', [first.organisationId, other]);
  await make('别人的项目', [other, second.organisationId]);
  const round = await openedRound(node, [first], {
    sources: { articles: 'collaborations_with_other_regions', contracts_signed: 'projects' },
  });
  goTo(node, '2026-03-02');
  const params = { reportId: reportIn(round, first) };
  const { values } = ok(await node.call('pullValues', { params, body: {} }, first.manager));
  for (const one of values) {
    assert.deepEqual([one.value, one.origin, one.records[0].label], ['1', 'yunhe', '联合中试']);
  }
});

test('checkers accept, correct or return, and what was returned is reported once more', async () => {
  goTo(node, '2026-02-01');
  const round = await openedRound(node, [first]);
  const walk = new Walk(node, round.id);
  const reportId = reportIn(round, first);
  goTo(node, '2026-03-02');
  await walk.report(reportId, '8', first.manager);
  goTo(node, '2026-03-12');
  const check = (body: object) => walk.onReport('checkValue', reportId, body, keeper);
  assert.deepEqual(codesOf(await check({ measure: 'articles', verdict: 'corrected' })), [
    'check_not_valid',
    'check_reason_missing',
    'corrected_value_missing',
  ]);
  ok(await check({ measure: 'articles', verdict: 'returned', reason: '清单缺两篇' }));
  const late = await walk.onReport(
    'saveReport',
    reportId,
    { values: [{ measure: 'contracts_signed', value: '3' }] },
    first.manager,
  );
  assert.deepEqual(codesOf(late), ['round_step_refused', 'not_in_this_phase']);
  const tasks = ok(await node.call('listRoundTasks', {}, first.manager)).items;
  assert.ok(
    tasks.some(
      (one: { task: string; reportId: string }) =>
        one.task === 'answer' && one.reportId === reportId,
    ),
  );
  const values = [{ measure: 'articles', value: '6' }];
  ok(await walk.onReport('saveReport', reportId, { values }, first.manager));
  await walk.accept(reportId);
  const read = ok(await node.call('readReport', { params: { reportId } }, keeper));
  assert.deepEqual(
    read.values.map((one: { verdict: string }) => one.verdict),
    ['accepted', 'accepted'],
  );
});

test('dates move later with a reason, and a phase ends early once nobody waits', async () => {
  goTo(node, '2026-02-01');
  const round = await openedRound(node, [first]);
  const walk = new Walk(node, round.id);
  goTo(node, '2026-03-02');
  const calendar = { ...roundCalendar, panel: '2026-03-25' };
  ok(await walk.onRound('moveRound', { calendar, reason: '专家出差' }));
  const back = await walk.onRound('moveRound', { calendar: roundCalendar, reason: '—' });
  assert.deepEqual(codesOf(back), ['calendar_not_valid', 'phase_moves_only_later']);
  assert.deepEqual(codesOf(await walk.onRound('endPhase')), [
    'phase_cannot_end',
    'phase_is_waited_for',
  ]);
  await walk.report(reportIn(round, first), '8', first.manager);
  const ended = ok(await walk.onRound('endPhase'));
  assert.equal(ended.phase, 'evidence_check');
  const ics = await node.call(
    'downloadRoundCalendar',
    { params: { roundId: round.id } },
    first.manager,
  );
  assert.match(String(ics.raw), /BEGIN:VEVENT[\s\S]*DTSTART;VALUE=DATE:20260325/);
});

test('a panel is seated without conflicts, and refused where too few are free', async () => {
  goTo(node, '2026-02-01');
  const round = await openedRound(node, [first, second]);
  const walk = new Walk(node, round.id);
  const homes = await Promise.all([0, 1].map(() => anOrganisation(node, '110000')));
  const close = await anExpert(node, first.organisationId, '近者');
  const one = await anExpert(node, homes[0]!, '甲');
  await walk.addExpert(close);
  await walk.addExpert(one, ['30']);
  const short = await walk.onRound('assignPanel');
  assert.deepEqual(codesOf(short), ['panel_cannot_be_seated', 'panel_too_small']);
  assert.deepEqual(
    [short.body.reasons[0].params.needed, short.body.reasons[0].params.available],
    [2, 1],
  );
  await walk.addExpert(await anExpert(node, homes[1]!, '乙'), ['39']);
  const { panel } = ok(await walk.onRound('assignPanel'));
  const of = (name: string) =>
    panel.members.find((member: { name: string }) => member.name === name);
  assert.deepEqual(
    of('近者').conflicts.map((tie: { kind: string; reportId: string }) => [tie.kind, tie.reportId]),
    [['same_organisation', reportIn(round, first)]],
  );
  assert.equal(of('甲').seats.length + of('乙').seats.length + of('近者').seats.length, 4);
  assert.ok(
    !of('近者').seats.some(
      (seat: { reportId: string }) => seat.reportId === reportIn(round, first),
    ),
  );
  goTo(node, '2026-03-22');
  const early = ok(await walk.onRound('assignPanel'));
  assert.equal(early.value, early.bound);
  const params = { reportId: reportIn(round, first) };
  assert.equal((await node.call('readScoring', { params }, close)).status, 404);
  ok(await node.call('declareConflict', { params, body: { note: '共同申请专利' } }, one));
  assert.deepEqual(codesOf(await walk.score(params.reportId, one, '9')), ['own_conflict']);
});
