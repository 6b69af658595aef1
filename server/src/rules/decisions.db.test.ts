import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { failedChecks } from '../runtime/check.ts';
import { actorWith } from '../runtime/testing/node.ts';
import { rules } from './module.ts';
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
} from './testing.ts';

const node = await rulesNode(after);
const hebei = officerOf('130000');

const version = await published(node, hebeiMakers, await aDraft(node, hebeiMakers));
await adopted(node, version, { regionCode: '130000' });
const organisationId = await anOrganisation(node, '130200');
const { ruleSetId } = version;

async function decided(inputs: object, as = hebei, more: object = {}) {
  const evidence = [{ input: 'staff', text: '2025年度统计年报' }];
  const body = { organisationId, ruleSetId, inputs, evidence, on: '2026-03-01', ...more };
  return await node.call('decide', { body }, as);
}

test('a yes is kept with its inputs, its amount and its explanation in both languages', async () => {
  const decision = ok(await decided({ staff: 120, spending: '0.3' }));
  assert.equal(decision.outcome, 'granted');
  // 0.3 × 0.2 in decimals; binary floating point says 0.06 with a tail.
  assert.deepEqual(decision.amount, { amount: '0.06', unit: '万元' });
  assert.deepEqual(decision.evidence, [{ input: 'staff', text: '2025年度统计年报' }]);
  assert.equal(decision.version.number, 1);
  const said = decision.run.explanation.map(({ zh, en }: { zh: string; en: string }) => [zh, en]);
  assert.deepEqual(said.slice(0, 2), [
    ['结论：符合', 'Outcome: it qualifies'],
    ['“研发投入（万元）”为 0.3', '“research spending (10,000 yuan)” is 0.3'],
  ]);
  assert.ok(
    said.some(
      ([zh]: string[]) =>
        zh === '“属于小微企业”：适用第 1 条规则（职工总数 120，要求 <= 300），得 是',
    ),
    JSON.stringify(said),
  );
});

test('a no says every reason and where to turn, and is counted with the other refusals', async () => {
  const decision = ok(
    await decided({ staff: 500, spending: 10 }, hebei, { stakeMinor: '2000000' }),
  );
  assert.equal(decision.outcome, 'refused');
  assert.deepEqual(
    decision.run.reasons.map(({ zh, en }: { zh: string; en: string }) => [zh, en]),
    [['不满足“属于小微企业”（职工总数：500）', '“a small enterprise” does not hold (staff: 500)']],
  );
  assert.equal(decision.turnTo.place.nameZh, '河北省');
  assert.equal(decision.turnTo.office.email, 'policy@example.org');
  const { rows } = await node.database.pool.query(
    `select type, from_region, to_region, amount_minor::text as amount, unit, payload
     from runtime.event where $1 = any (subject_ids) order by sequence`,
    [decision.id],
  );
  assert.deepEqual(
    rows.map(({ type, from_region, amount, unit }) => [type, from_region, amount, unit]),
    [
      ['rules.decided', '130200', '2000000', 'CNY'],
      ['rules.refused', '130200', '2000000', 'CNY'],
    ],
  );
  assert.equal(rows[1].payload.reasons[0].rule, '示例〔2026〕1号 v1');
});

test('what is missing is named, and nothing is claimed', async () => {
  const decision = ok(await decided({ spending: 10 }));
  assert.equal(decision.outcome, 'undetermined');
  assert.deepEqual(decision.run.missing, ['staff']);
  assert.ok(decision.run.reasons.some(({ zh }: { zh: string }) => zh === '没有提供“职工总数”'));
});

test('a wrong type or a forbidden value points at its input and keeps nothing', async () => {
  for (const staff of [-1, 'many', { deep: true }, '1e7000']) {
    const answer = await decided({ staff, spending: 10 });
    assert.equal(answer.status, 422, JSON.stringify(answer.body));
    assert.equal(answer.body.code, 'inputs_not_valid');
    assert.equal(answer.body.reasons[0].pointer, '/inputs/staff');
  }
});

test('a name that the model does not have is a slip, and is named', async () => {
  const answer = await decided({ staff: 1, spending: 1, 'staff ': 2 });
  assert.equal(answer.body.code, 'inputs_not_valid');
  assert.deepEqual(answer.body.reasons[0].params, { input: 'staff ' });
});

test('a decision run again gives the same bytes, on another day too', async () => {
  const decision = ok(await decided({ staff: 120, spending: 7 }));
  node.setNow(new Date('2027-06-01T00:00:00Z'));
  const again = ok(
    await node.call('recomputeDecision', { params: { decisionId: decision.id } }, hebei),
  );
  node.setNow(new Date());
  assert.equal(again.same, true);
  assert.equal(again.digest, again.keptDigest);
  assert.deepEqual(again.run.explanation, decision.run.explanation);
});

test('decisions cannot be changed or removed', async () => {
  await assert.rejects(node.database.pool.query(`update rules.decision set outcome = 'granted'`));
  await assert.rejects(node.database.pool.query('delete from rules.decision'));
});

test('a decision is for its own people and the officers of its region; others find nothing', async () => {
  const decision = ok(await decided({ staff: 1, spending: 1 }));
  const params = { decisionId: decision.id };
  const read = async (as: typeof hebei) => (await node.call('readDecision', { params }, as)).status;
  assert.equal(await read(actorWith([{ organisationId, role: 'viewer' }])), 200);
  assert.equal(await read(officerOf('130200')), 200);
  assert.equal(await read(officerOf('120000')), 404);
  assert.equal(await read(actorWith([])), 404);
  const editor = actorWith([{ organisationId, role: 'editor' }]);
  assert.equal((await decided({ staff: 1, spending: 1 }, editor)).status, 201);
  assert.equal((await decided({ staff: 1, spending: 1 }, officerOf('120000'))).status, 403);
});

test('without an adoption nothing is decided, and two compacts that disagree are a conflict', async () => {
  const shandong = await anOrganisation(node, '370000');
  const as = officerOf('370000');
  const none = await decided({ staff: 1, spending: 1 }, as, { organisationId: shandong });
  assert.equal(none.body.code, 'no_rule_holds_there');

  const administrator = actorWith([], [{ office: 'system_administrator' }]);
  const draft = ok(
    await node.call('addVersion', { params: { ruleSetId }, body: {} }, hebeiMakers.author),
  );
  const second = await published(node, hebeiMakers, draft);
  for (const [at, one] of [version, second].entries()) {
    const names = { nameZh: `协同体${at}`, nameEn: `Compact ${at}` };
    const compactId = ok(await node.call('createCompact', { body: names }, administrator)).id;
    const secretariat = actorWith([], [{ office: 'secretariat', compactId }]);
    const member = { regionCode: '370000', startsOn: '2020-01-01' };
    const params = { compactId };
    ok(await node.call('addCompactMember', { params, body: member }, secretariat));
    const { id: versionId, contentDigest } = one;
    const office = { nameZh: '秘书处', nameEn: 'Secretariat', phone: '12345' };
    const body = { compactId, versionId, contentDigest, startsOn: '2026-01-01', office };
    ok(await node.call('adoptVersion', { body }, secretariat));
  }
  const about = { organisationId: shandong };
  const conflict = await decided({ staff: 1, spending: 1 }, as, about);
  assert.equal(conflict.body.code, 'rules_conflict_there');
  const chosen = { ...about, versionId: second.id };
  assert.equal(ok(await decided({ staff: 1, spending: 1 }, as, chosen)).version.number, 2);
});

test('what was published does not change, whoever asks the database', async () => {
  await assert.rejects(
    node.database.pool.query('update rules.version set model = $1 where id = $2', [
      grantModel(1),
      version.id,
    ]),
    /does not change/,
  );
});

test('every check counts zero, and finds a decision that was tampered with', async () => {
  const failed = async () =>
    (await failedChecks(node.database.tx, [rules])).map(({ check }) => check);
  assert.deepEqual(await failed(), []);
  const { pool } = node.database;
  await pool.query('alter table rules.decision disable trigger append_only');
  // A lie that is consistent in itself: only running it again finds it.
  await pool.query(`update rules.decision set
    record = replace(record, '"outcome":"fails"', '"outcome":"passes"')`);
  await pool.query(`update rules.decision set
    digest = encode(sha256(convert_to(record, 'UTF8')), 'hex')`);
  await pool.query('alter table rules.decision enable trigger append_only');
  assert.deepEqual(await failed(), ['rules: decisions run again give the same bytes']);
});
