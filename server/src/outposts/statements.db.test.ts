import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { settle } from '../commands/settle.ts';
import { failedChecks } from '../runtime/check.ts';
import { rows, sql } from '../runtime/sql.ts';
import { beijing, hebei, signedAgreement } from './fact-testing.ts';
import { outposts } from './module.ts';
import { codesOf, officerOf, ok, outpostsNode } from './outpost-testing.ts';
import { accept, both, close, exampleFacts, tell } from './statement-testing.ts';

const folder = mkdtempSync(join(tmpdir(), 'yunhe-statements-'));
after(() => rmSync(folder, { recursive: true }));
const node = await outpostsNode(after, { dataDir: folder });
node.setNow(new Date('2024-03-01T04:00:00Z'));

const facts = exampleFacts('cn-2015-92');

/** Signed, with the facts of the form up to a year. */
async function told(until = 2022): Promise<string> {
  const { agreementId } = await signedAgreement(node);
  await tell(
    node,
    agreementId,
    facts.filter(({ period = '' }) => Number(period.slice(0, 4)) <= until),
  );
  return agreementId;
}

async function closed(agreementId: string, years: readonly number[]) {
  const issued = [];
  for (const year of years) issued.push(...(await close(node, agreementId, year)));
  return issued;
}

async function factOf(agreementId: string, year: number) {
  const query = { year: String(year), measure: 'vat', party: 'host' };
  const { items } = ok(await node.call('listFacts', { params: { agreementId }, query }, hebei));
  return items[0];
}

async function correct(agreementId: string, year: number, amount: string) {
  const { id: factId, period } = await factOf(agreementId, year);
  const body = { period, amount, reason: '更正' };
  const fact = ok(await node.call('correctFact', { params: { factId }, body }, hebei));
  const input = { params: { agreementId }, body: { factIds: [fact.id] } };
  ok(await node.call('confirmFacts', input, beijing));
}

const read = async (statementId: string, as = beijing) =>
  ok(await node.call('readStatement', { params: { statementId } }, as));

test('years close in their order, once they are over, and say what they leave open', async () => {
  const agreementId = await told(2018);
  const params = { agreementId, year: '2018' };
  const refused = async (year: string) =>
    codesOf(
      await node.call('closePeriod', { params: { agreementId, year }, body: {} }, beijing),
    )[0];
  assert.equal(await refused('2017'), 'period_not_in_force');
  assert.equal(await refused('2019'), 'earlier_period_open');
  assert.equal(await refused('2024'), 'earlier_period_open');
  const preview = ok(await node.call('previewPeriod', { params }, hebei));
  assert.equal(preview.lines.length, 2);

  const late = { period: '2018', party: 'host', measure: 'vat-refund', amount: '1' };
  const { id: factId } = await factOf(agreementId, 2018);
  const dispute = { ground: 'amount_differs', note: '与我方台账不符' };
  ok(await node.call('disputeFact', { params: { factId }, body: dispute }, beijing));
  assert.equal(await refused('2018'), 'period_has_open_points');
  const [statement] = await close(node, agreementId, 2018, { openPointsKnown: true });
  assert.deepEqual([statement.year, statement.number, statement.openPoints], [2018, 0, 1]);
  assert.equal(await refused('2018'), 'period_is_closed');
  const answer = await node.call('reportFact', { params: { agreementId }, body: late }, hebei);
  assert.ok(codesOf(answer).includes('period_is_closed'), String(answer.raw));

  const stranger = officerOf('310000');
  for (const name of ['readStatement', 'recomputeStatement']) {
    const input = { params: { statementId: statement.id } };
    assert.equal((await node.call(name, input, stranger)).status, 404);
  }
  assert.equal((await node.call('listPeriods', { params: { agreementId } }, stranger)).status, 404);
  assert.equal(ok(await node.call('listStatements', {}, stranger)).items.length, 0);
  assert.deepEqual(await failedChecks(node.database.tx, [outposts]), []);
});

test('what the download and `yunhe settle` make are the same bytes', async () => {
  const agreementId = await told(2019);
  const [first] = await closed(agreementId, [2018, 2019]);
  await correct(agreementId, 2018, '28000000.00');
  const input = { params: { agreementId }, body: {} };
  const { statements } = ok(await node.call('issueDifferences', input, hebei));
  assert.deepEqual(
    statements.map((one: { year: number; number: number }) => [one.year, one.number]),
    [[2018, 1]],
  );
  for (const { id } of [first, statements[0]]) {
    const file = async (name: string) => {
      const query = { file: name, format: 'json' };
      const input = { params: { statementId: id }, query };
      return String((await node.call('downloadStatement', input, beijing)).raw);
    };
    const path = async (name: string, text: string) => {
      const to = join(folder, name);
      writeFileSync(to, text);
      return to;
    };
    const terms = await path('terms.json', await file('terms'));
    const known = await path('facts.csv', await file('facts'));
    const isFirst = id === first.id;
    const before = isFirst ? {} : { before: await path('before.csv', await file('facts-before')) };
    const said: string[] = [];
    await settle.run({
      args: [terms, known],
      flags: { period: '2018', ...before },
      json: true,
      settings: () => assert.fail('no settings are needed'),
      say: (line) => said.push(line),
      talk: () => undefined,
    });
    assert.equal(`${said.join('\n')}\n`, await file('statement'));
    const params = { statementId: id };
    const again = ok(await node.call('recomputeStatement', { params }, hebei));
    assert.deepEqual([again.same, again.differences], [true, []]);
    assert.equal(again.digest, again.keptDigest);
  }
  for (const format of ['csv', 'xlsx', 'pdf']) {
    for (const lang of ['zh', 'en']) {
      const query = { format, lang };
      const answer = await node.call(
        'downloadStatement',
        { params: { statementId: first.id }, query },
        beijing,
      );
      assert.equal(answer.status, 200, String(answer.raw));
    }
  }
  assert.deepEqual(await failedChecks(node.database.tx, [outposts]), []);
});

test('what all accept is owed; a line that is disputed waits and a correction is stated apart', async () => {
  const agreementId = await told(2019);
  const [of2018, of2019] = await closed(agreementId, [2018, 2019]);
  const statementId = of2018.id;
  const wrong = { params: { statementId }, body: { digest: '0'.repeat(64) } };
  const other = codesOf(await node.call('acceptStatement', wrong, beijing));
  assert.equal(other[0], 'statement_is_not_what_was_read');
  const paying = of2018.sums[0];
  assert.deepEqual(
    [paying.payer, paying.receiver, paying.amount],
    ['host', 'sender', '20000000.00'],
  );

  const { id: factId } = await factOf(agreementId, 2018);
  const dispute = { ground: 'amount_differs', note: '与我方台账不符' };
  ok(await node.call('disputeFact', { params: { factId }, body: dispute }, beijing));
  const waiting = await accept(node, of2018, ...both);
  assert.deepEqual([waiting.state, waiting.obligations, waiting.paused], ['accepted', [], [1, 2]]);
  const twice = { params: { statementId }, body: { digest: of2018.digest } };
  assert.equal(
    codesOf(await node.call('acceptStatement', twice, hebei))[0],
    'statement_is_accepted',
  );
  const free = await accept(node, of2019, ...both);
  assert.equal(free.obligations[0].amount, '25000000.00');

  // The correction ends the dispute: the line is owed, and what it changes is stated apart.
  await correct(agreementId, 2018, '28000000.00');
  await node.deliver();
  assert.equal((await read(statementId)).obligations[0].amount, '20000000.00');
  const periods = ok(await node.call('listPeriods', { params: { agreementId } }, hebei));
  assert.deepEqual(
    periods.items.filter((one: { isOutdated: boolean }) => one.isOutdated).length,
    1,
  );
  const input = { params: { agreementId }, body: {} };
  const { statements } = ok(await node.call('issueDifferences', input, hebei));
  assert.equal(statements[0].issuedIn, 2020);
  const difference = await accept(node, statements[0], ...both);
  assert.deepEqual(
    [difference.isDifference, difference.obligations[0].amount],
    [true, '1000000.00'],
  );
  assert.equal(codesOf(await node.call('issueDifferences', input, hebei))[0], 'nothing_differs');
  assert.deepEqual(await failedChecks(node.database.tx, [outposts]), []);
});

test('an objection holds its line back until it is taken back or answered', async () => {
  const agreementId = await told(2019);
  const [statement] = await closed(agreementId, [2018]);
  const params = { statementId: statement.id };
  const body = { line: 1, reason: 'clause_read_otherwise', note: '退税如何扣除' };
  const objected = ok(await node.call('objectToStatement', { params, body }, beijing));
  assert.deepEqual([objected.openObjections, objected.paused], [1, [1]]);
  const again = await node.call('objectToStatement', { params, body }, beijing);
  assert.equal(again.body.code, 'objection_is_open');
  const beyond = { params, body: { ...body, line: 99 } };
  const far = await node.call('objectToStatement', beyond, beijing);
  assert.equal(far.body.code, 'line_not_in_statement');
  assert.deepEqual((await accept(node, statement, ...both)).obligations, []);
  const withdraw = { params: { objectionId: objected.objections[0].id } };
  assert.equal((await node.call('withdrawObjection', withdraw, hebei)).status, 403);
  const free = ok(await node.call('withdrawObjection', withdraw, beijing));
  assert.deepEqual([free.openObjections, free.obligations.length], [0, 1]);
  assert.equal(
    codesOf(await node.call('withdrawObjection', withdraw, beijing))[0],
    'objection_is_over',
  );
  const late = await node.call('objectToStatement', { params, body }, beijing);
  assert.equal(late.body.code, 'line_is_booked');
  assert.deepEqual(await failedChecks(node.database.tx, [outposts]), []);
});

test('what is owed is netted, agreed to and paid once, whoever asks at the same time', async () => {
  const agreementId = await told(2019);
  for (const one of await closed(agreementId, [2018, 2019])) await accept(node, one, ...both);
  const preview = ok(await node.call('previewNetting', { query: { agreementId } }, hebei));
  assert.equal(preview.transfers[0].amount, '45000000.00');
  assert.equal(preview.bilateral[0].of.length, 2);
  const body = { agreementId };
  const proposals = await Promise.all(
    [beijing, hebei, beijing].map((actor) => node.call('proposeNetting', { body }, actor)),
  );
  const proposed = proposals.filter(({ status }) => status < 300);
  assert.equal(proposed.length, 1);
  for (const { status, body: problem } of proposals.filter((one) => one.status >= 300)) {
    assert.ok(['nothing_to_net', 'netted_meanwhile'].includes(problem.code), `${status}`);
  }
  const netting = proposed[0]!.body;
  const params = { nettingId: netting.id };
  const pay = () => {
    const input = {
      params: { ...params, number: '1' },
      body: { paidOn: '2024-03-01', reference: '国库 2024-001' },
    };
    return node.call('markPayment', input, hebei);
  };
  assert.equal((await pay()).body.code, 'netting_state_forbids');
  const consent = { params, body: { digest: netting.digest } };
  ok(await node.call('agreeToNetting', consent, beijing));
  const agreed = ok(await node.call('agreeToNetting', consent, hebei));
  assert.equal(agreed.state, 'agreed');
  assert.equal((await node.call('readNetting', { params }, officerOf('310000'))).status, 404);

  const marked = await Promise.all(Array.from({ length: 6 }, pay));
  assert.equal(marked.filter(({ status }) => status < 300).length, 1);
  const paid = ok(await node.call('readNetting', { params }, beijing));
  assert.equal(paid.state, 'paid');
  const [held] = await rows<{ posted: string; waiting: string }>(
    node.database.tx,
    sql`select b.posted_minor::text as posted, b.pending_in_minor::text as waiting
        from ledger.v_balance b join ledger.v_account a on a.id = b.account_id
        join outposts.obligation o on true
        join ledger.v_transaction t on t.id = o.transaction_id and t.settled_as = 'posted'
        join outposts.statement s on s.id = o.statement_id and s.agreement_id = ${agreementId}
        where a.region_code = '110000' limit 1`,
  );
  assert.equal(held?.posted, '4500000000');
  for (const format of ['json', 'csv', 'xlsx', 'pdf']) {
    const answer = await node.call('downloadNetting', { params, query: { format } }, beijing);
    assert.equal(answer.status, 200, String(answer.raw));
  }
  assert.equal(codesOf(await node.call('proposeNetting', { body }, beijing))[0], 'nothing_to_net');
  assert.deepEqual(await failedChecks(node.database.tx, [outposts]), []);
});

test('two nettings that are paid at once are both paid, and the ledger has both sums', async () => {
  const posted = async () => {
    const [sum] = await rows<{ minor: bigint }>(
      node.database.tx,
      sql`select coalesce(sum(b.posted_minor), 0)::bigint as minor from ledger.v_balance b
          join ledger.v_account a on a.id = b.account_id where a.region_code = '110000'`,
    );
    return sum!.minor;
  };
  const before = await posted();
  const nettings: string[] = [];
  for (let at = 0; at < 2; at += 1) {
    const agreementId = await told(2018);
    for (const one of await closed(agreementId, [2018])) await accept(node, one, ...both);
    const { id, digest } = ok(
      await node.call('proposeNetting', { body: { agreementId } }, beijing),
    );
    for (const actor of both) {
      ok(await node.call('agreeToNetting', { params: { nettingId: id }, body: { digest } }, actor));
    }
    nettings.push(id);
  }
  const answers = await Promise.all(
    nettings.map((nettingId) =>
      node.call(
        'markPayment',
        { params: { nettingId, number: '1' }, body: { paidOn: '2024-03-01' } },
        hebei,
      ),
    ),
  );
  assert.deepEqual(
    answers.map((answer) => ok(answer).state),
    ['paid', 'paid'],
  );
  assert.equal((await posted()) - before, 2n * 2_000_000_000n);
  assert.deepEqual(await failedChecks(node.database.tx, [outposts]), []);
});

test('a netting that was given up frees what is owed', async () => {
  const agreementId = await told(2018);
  for (const one of await closed(agreementId, [2018])) await accept(node, one, ...both);
  const body = { agreementId };
  const first = ok(await node.call('proposeNetting', { body }, beijing));
  const duties = ok(await node.call('listDuties', {}, hebei)).items;
  assert.ok(duties.some((one: { subjectId: string }) => one.subjectId === first.id));
  const giveUp = { params: { nettingId: first.id }, body: { reason: 'parties_pay_otherwise' } };
  assert.equal(ok(await node.call('voidNetting', giveUp, hebei)).state, 'voided');
  assert.equal(codesOf(await node.call('voidNetting', giveUp, hebei))[0], 'netting_state_forbids');
  const second = ok(await node.call('proposeNetting', { body }, beijing));
  assert.equal(second.digest, first.digest);
  assert.deepEqual(await failedChecks(node.database.tx, [outposts]), []);
});
