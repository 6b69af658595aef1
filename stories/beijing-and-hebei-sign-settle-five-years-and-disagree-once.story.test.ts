import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { type FactRow, readFacts } from '@yunhe/settlement';
import { ledgerContract as ledger } from '../server/src/ledger/contract.ts';
import {
  agreementContract as agreements,
  factContract as facts,
  nettingContract as nettings,
  simulationContract as simulations,
  statementContract as statements,
} from '../server/src/outposts/contract.ts';
import { foundCompact, ok } from './founded-compact.ts';
import { type Came, openRegion, type Person, type Region } from './node-over-http.ts';
import { table } from './table.ts';

const story = 'beijing-and-hebei-sign-settle-five-years-and-disagree-once';
const expected = readFileSync(join(import.meta.dirname, `${story}.expected.txt`), 'utf8');
const form = join(import.meta.dirname, '../demo/agreements/cn-2015-92');

function exampleFacts(): readonly FactRow[] {
  const reading = readFacts(readFileSync(`${form}.csv`, 'utf8'));
  assert.ok('rows' in reading);
  return reading.rows;
}

interface Sides {
  readonly region: Region;
  readonly secretariat: Person;
  readonly compactId: string;
  readonly beijing: Person;
  readonly hebei: Person;
}

async function sidesOf(region: Region): Promise<Sides> {
  const { compactId, secretariat } = await foundCompact(region);
  const officer = (name: string, regionCode: string) =>
    region.person(name, { office: { office: 'region_officer', regionCode } });
  const beijing = await officer('周京', '110000');
  return { region, compactId, secretariat, beijing, hebei: await officer('李冀', '130000') };
}

/** By the published form: drafted by Beijing, tried on years to come, signed by both. */
async function sign({ region, compactId, beijing, hebei }: Sides): Promise<string> {
  const terms = { ...JSON.parse(readFileSync(`${form}.json`, 'utf8')), inForce: { from: 2018 } };
  const parties = [
    { party: 'sender', regionCode: '110000' },
    { party: 'host', regionCode: '130000' },
  ];
  const body = { regionCode: '110000', compactId, terms, parties };
  const { id, agreementId } = ok(await beijing.call(agreements.createAgreement, { body }));
  const params = { versionId: id };
  const { scenario } = ok(await beijing.call(simulations.draftScenario, { params }));
  const trial = { params, body: { scenario, draws: 20, seed: 7 } };
  const simulation = ok(await beijing.call(simulations.startSimulation, trial));
  await region.node.runJob('outposts.run_simulation', { simulationId: simulation.id });
  const { revision } = ok(await beijing.call(agreements.readAgreementVersion, { params }));
  const sent = ok(await beijing.call(agreements.sendAgreementVersion, { params, revision }));
  for (const [party, person] of [
    ['sender', beijing],
    ['host', hebei],
  ] as const) {
    const signature = { party, termsDigest: sent.termsDigest };
    ok(await person.call(agreements.signAgreementVersion, { params, body: signature }));
  }
  return agreementId;
}

/** Each side reports what happened in its place, and the other confirms it. */
async function report(sides: Sides, agreementId: string, rows: readonly FactRow[]): Promise<void> {
  const params = { agreementId };
  for (const [party, teller, other] of [
    ['sender', sides.beijing, sides.hebei],
    ['host', sides.hebei, sides.beijing],
  ] as const) {
    const factIds: string[] = [];
    for (const row of rows.filter((one) => one.party === party)) {
      const { period, measure, amount, unit, evidence } = row;
      const body = { period, party, measure, amount, unit, evidence };
      factIds.push(ok(await teller.call(facts.reportFact, { params, body })).id);
    }
    if (factIds.length === 0) continue;
    ok(await other.call(facts.confirmFacts, { params, body: { factIds } }));
  }
}

async function close(
  { beijing }: Sides,
  agreementId: string,
  year: number,
  body: object = {},
): Promise<Came['body'][]> {
  const params = { agreementId, year: String(year) };
  return ok(await beijing.call(statements.closePeriod, { params, body })).statements;
}

const yuan = (minor: string) => `${minor.slice(0, -2)}.${minor.slice(-2)}`;
const partyNames: Readonly<Record<string, string>> = { sender: '北京', host: '河北' };

function linesTable(read: readonly Came['body'][]): string {
  return table(
    ['结算单', '行', '支付方', '接收方', '金额（元）', '依据的事实'],
    read.flatMap(({ year, number, lines }) =>
      lines.map((line: Came['body'], at: number) => [
        number === 0 ? `${year}` : `${year} 差额`,
        String(at + 1),
        partyNames[line.payer] ?? line.payer,
        line.payer === line.receiver ? '（留存）' : (partyNames[line.receiver] ?? line.receiver),
        line.amount,
        [
          ...new Set(
            line.steps
              .flatMap((one: Came['body']) => (one.step === 'cap' ? [] : (one.facts ?? [])))
              .map((key: string) => key.replace('host/', '')),
          ),
        ].join('，'),
      ]),
    ),
  );
}

test('Beijing and Hebei sign, settle five years and disagree once', async () => {
  const region = await openRegion();
  region.itIs('2018-01-10T01:00:00Z');
  const sides = await sidesOf(region);
  const { beijing, hebei, secretariat, compactId } = sides;
  const agreementId = await sign(sides);
  const rows = exampleFacts();
  const yearOf = ({ period = '' }: FactRow) => Number(period.slice(0, 4));
  await report(
    sides,
    agreementId,
    rows.filter((row) => yearOf(row) < 2018),
  );

  const issued: Came['body'][] = [];
  const params = { agreementId };
  let dispute: Came['body'] = null;
  for (const year of [2018, 2019, 2020, 2021, 2022]) {
    region.itIs(`${year + 1}-03-01T01:00:00Z`);
    await report(
      sides,
      agreementId,
      rows.filter((row) => yearOf(row) === year),
    );
    const query = { year: '2020', measure: 'vat', party: 'host' };
    if (year === 2020) {
      // Beijing has other figures: the year closes, and what rests on them stays open.
      const { items } = ok(await beijing.call(facts.listFacts, { params, query }));
      const body = { ground: 'amount_differs', note: '我方台账为 3600 万元' };
      const input = { params: { factId: items[0].id }, body };
      dispute = ok(await beijing.call(facts.disputeFact, input));
      const early = await beijing.call(statements.closePeriod, {
        params: { agreementId, year: '2020' },
        body: {},
      });
      assert.equal(early.body.code, 'period_has_open_points');
      issued.push(...(await close(sides, agreementId, year, { openPointsKnown: true })));
      continue;
    }
    if (year === 2021) {
      // Hebei agrees and corrects; the year that was closed is stated again as a difference.
      const answer = {
        params: { disputeId: dispute.id },
        revision: dispute.revision,
        body: { answer: 'accepted', note: '补录一笔' },
      };
      ok(await hebei.call(facts.answerDispute, answer));
      const { items } = ok(await hebei.call(facts.listFacts, { params, query }));
      const body = { amount: '36000000.00', reason: '补录 12 月入库税款' };
      const corrected = ok(
        await hebei.call(facts.correctFact, { params: { factId: items[0].id }, body }),
      );
      const confirmed = { params, body: { factIds: [corrected.id] } };
      ok(await beijing.call(facts.confirmFacts, confirmed));
    }
    issued.push(...(await close(sides, agreementId, year)));
  }

  const read: Came['body'][] = [];
  for (const { id, digest } of issued) {
    const input = { params: { statementId: id } };
    for (const person of [beijing, hebei]) {
      const again = ok(await person.call(statements.recomputeStatement, input));
      assert.deepEqual([again.same, again.digest], [true, digest]);
      ok(await person.call(statements.acceptStatement, { ...input, body: { digest } }));
    }
    read.push(ok(await beijing.call(statements.readStatement, input)));
  }
  const left = read.flatMap(({ year, number, undefined: open }) =>
    open.map((one: Came['body']) => [
      number === 0 ? `${year}` : `${year} 差额`,
      one.clause,
      one.what.zh,
    ]),
  );

  const proposed = ok(await secretariat.call(nettings.proposeNetting, { body: { compactId } }));
  const consent = { params: { nettingId: proposed.id }, body: { digest: proposed.digest } };
  ok(await beijing.call(nettings.agreeToNetting, consent));
  ok(await hebei.call(nettings.agreeToNetting, consent));
  const payment = {
    params: { nettingId: proposed.id, number: '1' },
    body: { paidOn: '2023-03-01', reference: '国库划转 2023-017' },
  };
  const paid = ok(await hebei.call(nettings.markPayment, payment));
  assert.equal(paid.state, 'paid');
  assert.equal((await hebei.call(nettings.markPayment, payment)).status, 409);

  const books: string[][] = [];
  for (const [name, person, code] of [
    ['北京', beijing, '110000'],
    ['河北', hebei, '130000'],
  ] as const) {
    const { items } = ok(await person.call(ledger.listAccounts, { query: { region: code } }));
    const query = { limit: '100' };
    const accountId = { params: { accountId: items[0].id }, query };
    const entries = ok(await person.call(ledger.listEntries, accountId)).items as Came['body'][];
    for (const one of entries.toReversed()) {
      const { validOn, description, amountMinor, balanceMinor } = one;
      books.push([name, validOn, description.zh, yuan(amountMinor), yuan(balanceMinor)]);
    }
  }

  const name = (key: string) => paid.places[key].nameZh;
  const told = [
    ['五个年度的结算单', linesTable(read)],
    ['结算时未定的事项', table(['结算单', '条款', '事项'], left)],
    [
      '轧差后的支付',
      table(
        ['支付方', '接收方', '金额（元）', '来自结算单的行', '支付日期', '凭证号'],
        paid.transfers.map((one: Came['body']) => [
          name(one.payer),
          name(one.receiver),
          one.amount,
          paid.positions[0].of
            .map(
              (line: Came['body']) =>
                `${line.year}${line.number === 0 ? '' : ' 差额'}#${line.line}`,
            )
            .toSorted()
            .join('，'),
          one.payment.paidOn,
          one.payment.reference,
        ]),
      ),
    ],
    ['账本', table(['账户', '有效日期', '说明', '金额（元）', '余额（元）'], books)],
  ]
    .map(([heading, text]) => `${heading}\n${text}\n`)
    .join('\n');
  console.log(told);
  assert.equal(told, expected);
  assert.deepEqual(await region.failedChecks(), []);
});
