import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { readFacts, readTerms, settle } from '@yunhe/settlement';
import { failedChecks } from '../runtime/check.ts';
import { execute, sql } from '../runtime/sql.ts';
import { actorWith } from '../runtime/testing/node.ts';
import { rowsToSettle } from './fact.ts';
import { aFact, beijing, hebei, signedAgreement, taxFact } from './fact-testing.ts';
import { standingFacts } from './fact-views.ts';
import { outposts } from './module.ts';
import { anEnterprise, codesOf, officerOf, ok, outpostsNode } from './outpost-testing.ts';

const dataDir = mkdtempSync(join(tmpdir(), 'yunhe-facts-'));
const node = await outpostsNode(after, { dataDir });
after(() => rmSync(dataDir, { recursive: true }));
node.setNow(new Date('2026-03-01T04:00:00Z'));

const report = (agreementId: string, more: object, as = hebei) =>
  node.call('reportFact', { params: { agreementId }, body: { ...taxFact, ...more } }, as);
const onFact = (name: string, factId: string, body: object, as = hebei) =>
  node.call(name, { params: { factId }, body }, as);
const confirm = (agreementId: string, factIds: readonly string[], as = beijing) =>
  node.call('confirmFacts', { params: { agreementId }, body: { factIds } }, as);
const read = async (factId: string, as = hebei) =>
  ok(await node.call('readFact', { params: { factId } }, as));

test('one side reports, the other confirms; strangers do not know of it', async () => {
  const { agreementId } = await signedAgreement(node, { isPublic: true });
  const fact = await aFact(node, agreementId, { evidence: 'tax ledger 2019' });
  assert.deepEqual(
    [fact.state, fact.amount, fact.reportedFor, fact.wanted, fact.clauses],
    ['reported', '100.00', 'host', ['host', 'sender'], ['threshold', 'sharing']],
  );
  assert.deepEqual(fact.may, { confirm: false, dispute: false, correct: true, reverse: true });
  assert.deepEqual((await read(fact.id, beijing)).may.confirm, true);
  const { items } = ok(await confirm(agreementId, [fact.id]));
  assert.equal(items[0].state, 'confirmed');
  // A second click changes nothing.
  assert.equal(ok(await confirm(agreementId, [fact.id])).items[0].confirmations.length, 2);
  const params = { agreementId };
  assert.equal((await node.call('listFacts', { params }, officerOf('310000'))).status, 404);
  assert.equal((await node.call('readFact', { params: { factId: fact.id } })).status, 401);
  const auditor = actorWith([], [{ office: 'audit_administrator' }]);
  assert.equal(ok(await node.call('listFacts', { params }, auditor)).items.length, 1);
  assert.equal((await report(agreementId, { period: '2020' }, auditor)).status, 403);
});

test('what cannot be is refused with the clause and the field', async () => {
  const { agreementId } = await signedAgreement(node);
  const refused = async (more: object) => {
    const answer = await report(agreementId, more);
    const [reason] = answer.body.reasons ?? [];
    return [answer.status, answer.body.code, reason?.code, reason?.rule, reason?.pointer];
  };
  const at = (code: string, pointer: string) => [422, 'fact_not_valid', code, 'threshold', pointer];
  assert.deepEqual(await refused({ unit: 'BTC' }), at('unit_not_declared', '/unit'));
  assert.deepEqual(
    await refused({ amount: `1${'0'.repeat(15)}` }),
    at('amount_implausible', '/amount'),
  );
  assert.deepEqual(await refused({ period: '2019-02-30' }), at('period_unreadable', '/period'));
  const refund = { measure: 'vat-refund', amount: '1' };
  assert.deepEqual(await refused(refund), at('refund_above_tax', '/amount'));
  const unknown = await refused({ columns: { colour: 'red' } });
  assert.deepEqual(unknown.slice(2), ['column_unknown', undefined, '/columns/colour']);
  await aFact(node, agreementId);
  assert.deepEqual(await refused({ amount: '101' }), at('fact_reported_already', '/amount'));
  assert.equal((await report(agreementId, {})).body.code, 'fact_is_known_already');
  ok(await report(agreementId, refund));
});

test('before everyone has signed there is nothing to report', async () => {
  const { agreementId } = await signedAgreement(node);
  const draft = await node.call(
    'createAgreement',
    { body: { regionCode: '110000', template: 'one-off' } },
    beijing,
  );
  const early = await report(ok(draft).agreementId, {}, beijing);
  assert.equal(early.body.code, 'agreement_is_not_signed');
  const both = actorWith(
    [],
    [
      { office: 'region_officer', regionCode: '110000' },
      { office: 'region_officer', regionCode: '130000' },
    ],
  );
  assert.equal((await report(agreementId, {}, both)).body.code, 'party_to_speak_for_missing');
  ok(await report(agreementId, { speaksFor: 'host' }, both));
  const other = { speaksFor: 'sender', period: '2020' };
  assert.equal((await report(agreementId, other)).body.code, 'party_is_not_yours');
});

test('a correction stands beside what it corrects, and a reversal takes both away', async () => {
  const { agreementId } = await signedAgreement(node);
  const first = await aFact(node, agreementId);
  ok(await confirm(agreementId, [first.id]));
  node.setNow(new Date('2026-03-02T04:00:00Z'));
  const reason = '汇算清缴后更正';
  const nothing = await onFact('correctFact', first.id, { reason, amount: '100.0' });
  assert.equal(nothing.body.code, 'correction_changes_nothing');
  const second = ok(await onFact('correctFact', first.id, { reason, amount: '120' }));
  assert.deepEqual([second.revision, second.state, second.reason], [1, 'reported', reason]);
  const late = await onFact('correctFact', first.id, { reason, amount: '130' });
  assert.equal(late.body.code, 'fact_was_replaced');
  const seen = await read(first.id);
  assert.equal(seen.state, 'corrected');
  assert.deepEqual(
    seen.revisions.map(({ amount, state }: { amount: string; state: string }) => [amount, state]),
    [
      ['120.00', 'reported'],
      ['100.00', 'corrected'],
    ],
  );
  node.setNow(new Date('2026-03-03T04:00:00Z'));
  ok(await onFact('reverseFact', second.id, { reason: '误报' }, beijing));
  const list = async (query: object) =>
    ok(await node.call('listFacts', { params: { agreementId }, query: { ...query } }, hebei)).items
      .length;
  assert.deepEqual([await list({}), await list({ all: true })], [0, 3]);
  // What was taken back may be reported anew.
  const anew = await aFact(node, agreementId, { amount: '90' });
  assert.deepEqual([anew.revision, anew.kind], [3, 'report']);
  // Of any day it is known what was known then.
  const amountsOn = async (day: string) =>
    (await standingFacts(node.database.tx, agreementId, new Date(`${day}T12:00:00Z`))).map(
      ({ amount, confirmedBy }) => [amount, confirmedBy.join()],
    );
  assert.deepEqual(await amountsOn('2026-02-28'), []);
  assert.deepEqual(await amountsOn('2026-03-01'), [['100.00', 'host,sender']]);
  assert.deepEqual(await amountsOn('2026-03-02'), [['120.00', 'host']]);
  assert.deepEqual(await amountsOn('2026-03-03'), [['90.00', 'host']]);
});

test('a tax is not corrected below its refund, nor taken back under it', async () => {
  const { agreementId } = await signedAgreement(node);
  const tax = await aFact(node, agreementId);
  await aFact(node, agreementId, { measure: 'vat-refund', amount: '60' });
  const reason = 'too much';
  const lower = await onFact('correctFact', tax.id, { reason, amount: '59.99' });
  assert.deepEqual(codesOf(lower), ['fact_not_valid', 'refund_above_tax']);
  const back = await onFact('reverseFact', tax.id, { reason });
  assert.deepEqual(codesOf(back), ['fact_not_valid', 'refund_above_tax']);
  ok(await onFact('correctFact', tax.id, { reason, amount: '60' }));
});

test('a closed period is corrected, and nothing is added to it', async () => {
  const { agreementId } = await signedAgreement(node);
  const fact = await aFact(node, agreementId);
  for (const year of ['2018', '2019']) {
    const input = { params: { agreementId, year }, body: { openPointsKnown: true } };
    ok(await node.call('closePeriod', input, hebei));
  }
  const closed = await report(agreementId, { measure: 'corporate-income-tax' });
  assert.deepEqual(codesOf(closed), ['fact_not_valid', 'period_is_closed']);
  const reason = 'found later';
  ok(await onFact('correctFact', fact.id, { reason, amount: '101' }));
  ok(await report(agreementId, { period: '2020' }));
  const outline = ok(await node.call('readFactsOutline', { params: { agreementId } }, beijing));
  assert.deepEqual(
    [outline.closedThrough, outline.years, outline.actsFor, outline.counts],
    [2019, [2020, 2019], ['sender'], { standing: 2, waiting: 2, disputed: 0 }],
  );
});

test('a dispute pauses what rests on the fact until there is an outcome', async () => {
  const { agreementId } = await signedAgreement(node);
  const fact = await aFact(node, agreementId);
  const wrong = { ground: 'amount_differs', note: '国库口径少 10 万元', answerWithinDays: 5 };
  assert.equal((await onFact('disputeFact', fact.id, wrong)).body.code, 'own_fact_is_not_disputed');
  const dispute = ok(await onFact('disputeFact', fact.id, wrong, beijing));
  assert.deepEqual([dispute.state, dispute.answerDueOn], ['open', '2026-03-08']);
  assert.equal((await confirm(agreementId, [fact.id])).body.code, 'fact_is_disputed');
  assert.equal((await onFact('disputeFact', fact.id, wrong, beijing)).status, 409);
  const [standing] = await standingFacts(node.database.tx, agreementId, new Date('2026-03-09'));
  assert.deepEqual(standing?.disputedBy, ['sender']);
  const step = (name: string, revision: number, body: object, as = hebei) =>
    node.call(name, { params: { disputeId: dispute.id }, revision, body }, as);
  const secretariat = await secretariatOfBoth();
  const early = await step('ruleOnDispute', 1, { ruling: 'upheld', note: 'x' }, secretariat);
  assert.equal(early.body.code, 'dispute_state_forbids');
  const answered = ok(
    await step('answerDispute', 1, { answer: 'maintained', note: '以申报表为准' }),
  );
  assert.equal(answered.state, 'answered');
  const again = await step('answerDispute', 2, { answer: 'accepted', note: 'x' });
  assert.equal(again.body.code, 'dispute_state_forbids');
  const note = '应以入库数为准';
  const upheld = ok(await step('ruleOnDispute', 2, { ruling: 'upheld', note }, secretariat));
  assert.deepEqual([upheld.state, (await read(fact.id)).state], ['upheld', 'disputed']);
  const mended = ok(await onFact('correctFact', fact.id, { reason: note, amount: '90' }));
  assert.equal(mended.state, 'reported');
  const seen = await read(mended.id);
  assert.deepEqual(
    seen.disputes.map(({ state, outcome }: { state: string; outcome: string }) => [state, outcome]),
    [['resolved', 'corrected']],
  );
});

async function secretariatOfBoth() {
  const administrator = actorWith([], [{ office: 'system_administrator' }]);
  const names = { nameZh: '京冀', nameEn: 'Beijing–Hebei' };
  const compactId = ok(await node.call('createCompact', { body: names }, administrator)).id;
  const secretariat = actorWith([], [{ office: 'secretariat', compactId }]);
  for (const regionCode of ['110000', '130000']) {
    const body = { regionCode, startsOn: '2020-01-01' };
    ok(await node.call('addCompactMember', { params: { compactId }, body }, secretariat));
  }
  return secretariat;
}

test('nobody answers: it is told once, and the secretariat may dismiss it', async () => {
  const { agreementId } = await signedAgreement(node);
  const fact = await aFact(node, agreementId);
  const wrong = { ground: 'wrong_period', note: '属上年', answerWithinDays: 3 };
  const { id: disputeId } = ok(await onFact('disputeFact', fact.id, wrong, beijing));
  node.setNow(new Date('2026-03-10T04:00:00Z'));
  await node.runJob('outposts.tell_overdue_disputes');
  await node.runJob('outposts.tell_overdue_disputes');
  const listed = ok(
    await node.call('listDisputes', { params: { agreementId }, query: { open: true } }, hebei),
  );
  assert.equal(listed.items[0].overdue, true);
  const input = {
    params: { disputeId },
    revision: 1,
    body: { ruling: 'dismissed', note: '不成立' },
  };
  const dismissed = ok(await node.call('ruleOnDispute', input, await secretariatOfBoth()));
  assert.deepEqual([dismissed.outcome, dismissed.may.withdraw], ['dismissed', false]);
  const { events } = (
    await sql<{ events: bigint }>`select count(*) as events from runtime.event
      where type = 'outposts.dispute_overdue' and ${disputeId}::uuid = any (subject_ids)`.execute(
      node.database.tx,
    )
  ).rows[0]!;
  assert.equal(Number(events), 1);
  assert.equal(ok(await confirm(agreementId, [fact.id])).items[0].state, 'confirmed');
});

test('of those who confirm, dispute and correct at once each sees what the others did', async () => {
  const { agreementId } = await signedAgreement(node);
  const fact = await aFact(node, agreementId);
  const wrong = { ground: 'amount_differs', note: 'x' };
  const correction = (amount: string) => ({ reason: 'x', amount });
  const answers = await Promise.all([
    confirm(agreementId, [fact.id]),
    onFact('disputeFact', fact.id, wrong, beijing),
    onFact('disputeFact', fact.id, wrong, beijing),
    onFact('correctFact', fact.id, correction('1')),
    onFact('correctFact', fact.id, correction('2')),
  ]);
  const [, ...rest] = answers.map(({ status }) => status);
  assert.ok(answers.every(({ status }) => status === 201 || status === 409));
  // One of the corrections came first, and at most one dispute before it.
  assert.equal(rest.slice(2).filter((status) => status === 201).length, 1);
  assert.ok(rest.slice(0, 2).filter((status) => status === 201).length <= 1);
  const { revisions, disputes } = await read(fact.id);
  assert.equal(revisions.length, 2);
  assert.ok(disputes.every(({ state }: { state: string }) => state === 'resolved'));
});

test('of two who report the same at once one is told that it is known', async () => {
  const { agreementId } = await signedAgreement(node);
  const answers = await Promise.all([1, 2, 3].map(() => report(agreementId, {})));
  assert.deepEqual(answers.map(({ status }) => status).toSorted(), [201, 409, 409]);
});

const file = { 'content-type': 'application/octet-stream' };
const send = (
  name: string,
  agreementId: string,
  text: string,
  as = hebei,
  filename = 'facts.csv',
) =>
  node.call(
    name,
    {
      params: { agreementId },
      body: Buffer.from(text),
      headers: { ...file, 'x-file-name': filename },
    },
    as,
  );

test('a file is judged row by row before anything is kept, and may come twice', async () => {
  const { agreementId } = await signedAgreement(node);
  const header = 'period,party,measure,amount,unit,evidence\n';
  const good = '2019,host,vat,100,CNY,ledger\n2020,host,vat,200,CNY,ledger\n';
  const bad = '# a note\n2021,nobody,vat,1,CNY,\n2019,host,vat,7,CNY,\n';
  const seen = ok(await send('uploadFactsFile', agreementId, header + good + bad));
  assert.deepEqual([seen.rows, seen.fresh, seen.same, seen.bad], [4, 2, 0, 2]);
  assert.deepEqual(
    seen.problems.map(({ row, column, code }: Record<string, unknown>) => [row, column, code]),
    [
      [5, 'party', 'party_unknown'],
      [6, 'period', 'fact_given_twice'],
    ],
  );
  const take = (body: object) => node.call('importFacts', { params: { agreementId }, body }, hebei);
  const whole = await take({ fileId: seen.id });
  assert.deepEqual(codesOf(whole), ['facts_not_valid', 'party_unknown', 'fact_given_twice']);
  assert.equal(ok(await take({ fileId: seen.id, passOverBad: true })).fresh, 2);
  const again = ok(await send('uploadFactsFile', agreementId, header + good));
  assert.deepEqual([again.fresh, again.same, again.bad], [0, 2, 0]);
  ok(await take({ fileId: again.id }));
  const strange = await send('uploadFactsFile', agreementId, 'period,colour\n2019,red\n');
  assert.equal(strange.body.code, 'column_unknown');
  const program = await send('uploadFactsFile', agreementId, 'MZ\u0000\u0001');
  assert.equal(program.body.code, 'file_cannot_be_read');
  const { agreementId: other } = await signedAgreement(node);
  const stolen = { params: { agreementId: other }, body: { fileId: again.id } };
  assert.equal((await node.call('importFacts', stolen, hebei)).body.code, 'file_not_found');
});

test('the exported file settles as the node does', async () => {
  const { agreementId, versionId } = await signedAgreement(node);
  await aFact(node, agreementId, { evidence: 'ledger, "2019"' });
  const first = await aFact(node, agreementId, { period: '2020' });
  ok(await confirm(agreementId, [first.id]));
  const csv = await node.call('exportFacts', { params: { agreementId } }, beijing);
  const reading = readFacts(csv.raw.toString());
  assert.ok('rows' in reading);
  const { terms } = ok(await node.call('readAgreementVersion', { params: { versionId } }, beijing));
  const agreement = readTerms(terms);
  assert.ok('agreement' in agreement);
  const standing = await standingFacts(node.database.tx, agreementId, new Date('2026-12-01'));
  const own = rowsToSettle(agreement.agreement, standing).rows;
  const sums = [reading.rows, own].map((rows) => settle(agreement.agreement, rows));
  assert.ok(sums.every((sum) => 'statement' in sum));
  assert.deepEqual(
    reading.rows.map(({ confirmed_by }) => confirmed_by),
    ['host', 'host;sender'],
  );
  const template = await node.call('downloadFactsTemplate', { params: { agreementId } }, hebei);
  assert.match(template.raw.toString(), /^\ufeff?period,party,measure,amount,unit,evidence/);
  const open = ok(await node.call('readFactsOpen', { params: { agreementId } }, hebei));
  assert.deepEqual(
    [open.covered, open.reasons.map(({ code }: { code: string }) => code)],
    [false, ['event_missing', 'event_missing']],
  );
});

test('evidence is what it says it is, belongs to its agreement, and comes back as it went', async () => {
  const { agreementId } = await signedAgreement(node);
  const pdf = '%PDF-1.4 proof';
  const evidence = ok(await send('uploadEvidence', agreementId, pdf, hebei, 'proof.pdf'));
  assert.equal(evidence.mediaType, 'application/pdf');
  const fact = await aFact(node, agreementId, { fileIds: [evidence.id] });
  assert.deepEqual(
    fact.files.map(({ digest }: { digest: string }) => digest),
    [evidence.digest],
  );
  const params = { fileId: evidence.id };
  const back = await node.call('downloadEvidence', { params }, beijing);
  assert.equal(back.raw.toString(), pdf);
  assert.equal((await node.call('downloadEvidence', { params }, officerOf('310000'))).status, 404);
  const page = await send('uploadEvidence', agreementId, '<html>', hebei, 'a.html');
  assert.equal(page.body.code, 'evidence_type_not_allowed');
  const { agreementId: other } = await signedAgreement(node);
  const borrowed = await report(other, { fileIds: [evidence.id] });
  assert.deepEqual(codesOf(borrowed), ['evidence_file_not_known', 'evidence_file_not_known']);
});

test('a party that was dissolved reports nothing new', async () => {
  const organisationId = await anEnterprise(node, '130000');
  const manager = actorWith([{ organisationId, role: 'manager' }]);
  const parties = [
    { party: 'sender', regionCode: '110000' },
    { party: 'host', organisationId },
  ];
  const { agreementId } = await signedAgreement(node, { parties });
  await aFact(node, agreementId, {}, manager);
  const { revision } = ok(
    await node.call('readOrganisation', { params: { organisationId } }, manager),
  );
  const body = { status: 'withdrawn' };
  ok(await node.call('editOrganisation', { params: { organisationId }, revision, body }, manager));
  const late = await report(agreementId, { period: '2020' }, beijing);
  assert.deepEqual(codesOf(late), ['fact_not_valid', 'party_is_no_more']);
});

test('what was written is not changed behind the back of the node', async () => {
  const { agreementId } = await signedAgreement(node);
  const { id } = await aFact(node, agreementId);
  const { tx } = node.database;
  for (const query of [
    sql`update outposts.fact set amount = '1.00' where id = ${id}`,
    sql`delete from outposts.fact where id = ${id}`,
    sql`update outposts.confirmation set party = 'x'`,
  ]) {
    await assert.rejects(execute(tx, query));
  }
});

test('after all this every check counts zero', async () => {
  assert.deepEqual(await failedChecks(node.database.tx, [outposts]), []);
});
