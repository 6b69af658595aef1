import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { sha256 } from '@yunhe/exact';
import fc from 'fast-check';
import {
  agreementOf,
  paidLines,
  sharingTerms,
  statementOf,
  taxFact,
  templateFacts,
  templateJson,
} from '../reference/settlement-testing.ts';
import { difference, digestHolds, type FactRow, net, readTerms, settle } from './index.ts';

function template(name: string) {
  return statementOf(agreementOf(templateJson(name)), templateFacts(name));
}

test('财预〔2015〕92号 gives its worked example', () => {
  const statement = template('cn-2015-92');
  assert.equal(statement.covered, true);
  assert.deepEqual(paidLines(statement), [
    'sender 2018 20000000.00',
    'sender 2019 25000000.00',
    'sender 2020 30000000.00',
    'sender 2021 15000000.00',
    'sender 2022 0.00',
  ]);
  assert.deepEqual(statement.undefined, []);
  const fourth = statement.lines.find(({ period }) => period === '2021');
  assert.deepEqual(fourth?.steps.at(-1), {
    step: 'cut-by-cap',
    value: '15000000.00',
    unit: 'CNY',
  });
  assert.equal(digestHolds(statement), true);
  assert.equal(digestHolds({ ...statement, covered: false }), false);
});

const referenced = new URL(
  '../../../../shared/reference/benefit-sharing/tax_share_caiyu2015_92.json',
  import.meta.url,
);

test('the worked cases of 财预〔2015〕92号 come out', (t) => {
  if (!existsSync(referenced)) return t.skip('../shared/reference/benefit-sharing is absent');
  const { cases } = JSON.parse(readFileSync(referenced, 'utf8')) as {
    cases: {
      prior3: number[];
      eligible: boolean;
      central_compensation_case: boolean;
      cap: number;
      rows: { year: number; tax: number; to_origin: number; to_host: number }[];
    }[];
  };
  const agreement = agreementOf(templateJson('cn-2015-92'));
  const events = templateFacts('cn-2015-92').filter(({ unit }) => unit === 'event');
  const vat = (year: number, party: string, amount: number): FactRow => ({
    period: String(year),
    party,
    measure: 'vat',
    amount: `${amount}0000.00`,
    unit: 'CNY',
  });
  for (const { prior3, eligible, rows, central_compensation_case, cap } of cases) {
    const statement = statementOf(agreement, [
      ...events,
      ...prior3.map((tax, at) => vat(2014 + at, 'sender', tax)),
      ...rows.map(({ year, tax }) => vat(2017 + year, 'host', tax)),
    ]);
    assert.equal(statement.covered, eligible);
    if (!eligible) {
      assert.deepEqual(
        statement.reasons.map(({ clause, code }) => [clause, code]),
        [['threshold', 'threshold_not_met']],
      );
      continue;
    }
    const sum = (receiver: string, year: number) =>
      statement.lines
        .filter((line) => line.receiver === receiver && line.period === String(2017 + year))
        .reduce((total, { amount }) => total + Number(amount) / 10_000, 0);
    for (const { year, to_origin, to_host } of rows) {
      assert.equal(sum('sender', year), to_origin);
      assert.equal(sum('host', year), to_host);
    }
    const received = rows.reduce((total, { to_origin }) => total + to_origin, 0);
    assert.deepEqual(
      statement.undefined.map(({ clause, shortfall }) => [clause, shortfall]),
      central_compensation_case ? [['central-support', `${cap - received}0000.00`]] : [],
    );
  }
});

test('财预〔2012〕40号 gives its worked example', () => {
  const { totals, lines } = template('cn-2012-40');
  assert.deepEqual(
    totals.map(({ party, paid, received }) => [party, paid, received]),
    [
      ['enterprise', '2350000.00', '0.00'],
      ['head-place', '0.00', '1645000.00'],
      ['place-b', '0.00', '352500.00'],
      ['place-c', '0.00', '352500.00'],
    ],
  );
  const branch = lines.find(({ receiver }) => receiver === 'place-b');
  assert.equal(branch?.steps.find(({ step }) => step === 'ratio')?.value, '0.15');
});

test('a branch that was deregistered has no part', () => {
  const closed = {
    period: '2023-05-01',
    party: 'place-c',
    measure: 'deregistration',
    amount: '1',
    unit: 'event',
    source: 'branch C',
  };
  const agreement = agreementOf(templateJson('cn-2012-40'));
  const statement = statementOf(agreement, [...templateFacts('cn-2012-40'), closed]);
  assert.equal(
    statement.lines.some(({ receiver }) => receiver === 'place-c'),
    false,
  );
});

test('the other templates give what their sources say', () => {
  const songjiang = paidLines(template('songjiang-luan'));
  assert.deepEqual(songjiang.slice(0, 2), [
    'songjiang 2019 4000000.00',
    'songjiang 2019 80000000.00',
  ]);
  assert.equal(songjiang.length, 10, 'five years of tax and statistics, nothing after');
  assert.deepEqual(paidLines(template('quzhou-return')), [
    'quzhou 2021 12000000.00',
    'quzhou 2022 15500000.00',
    'quzhou 2023 18000000.00',
  ]);
  assert.deepEqual(paidLines(template('pinghu-fixed-yield')), [
    'qingtian 2019 3000000.00',
    'qingtian 2020 3000000.00',
    'qingtian 2021 3500000.00',
  ]);
  assert.deepEqual(paidLines(template('one-off')), [
    'first-contact 2025 3000000.00',
    'first-contact 2025 400000.00',
  ]);
});

test('a threshold knows its side', () => {
  const events = templateFacts('cn-2015-92').filter(({ unit }) => unit === 'event');
  const before = (last: string) =>
    ['20000000.00', '20000000.00', last].map((amount, at) => ({
      period: String(2014 + at),
      party: 'sender',
      measure: 'vat',
      amount,
      unit: 'CNY',
    }));
  const covered = (inclusive: boolean, last: string) => {
    const json = templateJson('cn-2015-92');
    json.coverage[1].inclusive = inclusive;
    return statementOf(agreementOf(json), [...events, ...before(last)]).covered;
  };
  assert.equal(covered(true, '20000000.00'), true);
  assert.equal(covered(true, '19999999.99'), false);
  assert.equal(covered(false, '20000000.00'), false);
  assert.equal(covered(false, '20000000.01'), true);
});

test('what is cut by a cap of the year is carried forward as far as there is room', () => {
  const cap = { party: 'sender', per: 'year', amount: '40', carryForward: true };
  const agreement = agreementOf(sharingTerms({ cap }));
  const facts = [100n, 60n, 20n].map((yuan, at) => taxFact(2020 + at, yuan * 100n));
  // Due 50, 30 + 10, 10: 10 is carried into the second year, nothing into the third.
  assert.deepEqual(paidLines(statementOf(agreement, facts)), [
    'sender 2020 40.00',
    'sender 2021 40.00',
    'sender 2022 10.00',
  ]);
});

test('a cap remembers what the splits of an earlier version gave in their years', () => {
  const cap = { party: 'sender', per: 'agreement', amount: '100' };
  const splitsOf = (own: string, other: string) => [
    {
      parts: [
        { party: 'sender', share: own },
        { party: 'host', share: other },
      ],
    },
  ];
  const amended = { cap, splits: splitsOf('30 %', '70 %') };
  const facts = [2020, 2021, 2022, 2023].map((year) => taxFact(year, 10_000n));
  const alone = statementOf(agreementOf(sharingTerms(amended)), facts, '2022');
  assert.deepEqual(paidLines(alone), ['sender 2022 30.00']);
  const earlier = [
    { through: 2021, splits: splitsOf('40 %', '60 %') },
    { through: 2020, splits: splitsOf('50 %', '50 %') },
  ];
  const agreement = agreementOf(sharingTerms({ ...amended, earlier }));
  const all = statementOf(agreement, facts);
  assert.deepEqual(
    paidLines(all).filter((line) => !line.includes(' 0.00')),
    ['sender 2020 50.00', 'sender 2021 40.00', 'sender 2022 10.00'],
  );
});

test('a floor is the payer’s to fill, and gives way to the cap', () => {
  const floor = { party: 'sender', amount: '30' };
  const facts = [taxFact(2020, 2000n)];
  const floored = statementOf(agreementOf(sharingTerms({ floor })), facts);
  assert.deepEqual(
    floored.lines.map(({ receiver, amount }) => [receiver, amount]),
    [
      ['sender', '30.00'],
      ['host', '-10.00'],
    ],
  );
  const cap = { party: 'sender', per: 'year', amount: '25' };
  const capped = statementOf(agreementOf(sharingTerms({ floor, cap })), facts);
  assert.deepEqual(paidLines(capped), ['sender 2020 25.00']);
});

test('terms that cannot be are refused with the clause and the field', () => {
  const parts = (a: string, b: string) => ({
    splits: [
      {
        parts: [
          { party: 'sender', share: a },
          { party: 'host', share: b },
        ],
      },
    ],
  });
  const negative = { cap: { party: 'sender', per: 'year', amount: '-1' } };
  const gap = [
    { upTo: '10', parts: parts('50 %', '50 %').splits[0]!.parts },
    { above: '20', parts: parts('50 %', '50 %').splits[0]!.parts },
  ];
  const cases: [Record<string, unknown>, string, string][] = [
    [parts('49.99 %', '50 %'), 'shares_not_whole', 'clauses/0/splits/0/parts'],
    [parts('1/3', '0.6667'), 'shares_not_whole', 'clauses/0/splits/0/parts'],
    [negative, 'wrong_shape', 'clauses/0/cap/amount'],
    [{ splits: gap }, 'slices_do_not_meet', 'clauses/0/splits'],
    [{ payer: 'nobody' }, 'party_unknown', 'clauses/0/payer'],
    [{ extension: { years: 2 } }, 'extension_without_cap', 'clauses/0/extension'],
    [
      { cap: { party: 'host', per: 'year', amount: '1' } },
      'cap_of_the_payer',
      'clauses/0/cap/party',
    ],
  ];
  for (const [clause, code, field] of cases) {
    const reading = readTerms(sharingTerms(clause));
    assert.ok('problems' in reading);
    const found = reading.problems.find((one) => one.code === code);
    assert.deepEqual([found?.clause, found?.field], ['share', field], code);
  }
  const json = sharingTerms({});
  json.measures[0]!.unit = 'bushel';
  const reading = readTerms(json);
  assert.ok('problems' in reading);
  assert.equal(reading.problems[0]?.code, 'unit_not_declared');
});

test('facts that cannot be are refused with the clause and the field', () => {
  const agreement = agreementOf(sharingTerms({}));
  const tax = taxFact(2020, 100n);
  const cases: [readonly FactRow[], string, string][] = [
    [[tax, tax], 'fact_given_twice', 'row 2, period'],
    [
      [tax, { ...tax, measure: 'refund', amount: '1.01' }],
      'refund_above_tax',
      '2020/host/refund, amount',
    ],
    [[{ ...tax, unit: 'bushel' }], 'unit_not_declared', 'row 1, unit'],
    [[{ ...tax, unit: 'EUR' }], 'unit_differs', 'row 1, unit'],
    [[{ ...tax, amount: '1000000000000000' }], 'amount_implausible', 'row 1, amount'],
    [[{ ...tax, amount: '-1' }], 'amount_negative', 'row 1, amount'],
    [[{ ...tax, amount: '1.005' }], 'amount_unreadable', 'row 1, amount'],
    [[{ ...tax, amount: '1e3' }], 'amount_unreadable', 'row 1, amount'],
    [[{ ...tax, period: '2020-13' }], 'period_unreadable', 'row 1, period'],
    [[{ ...tax, period: '2021-02-29' }], 'period_unreadable', 'row 1, period'],
    [[{ ...tax, party: 'nobody' }], 'party_unknown', 'row 1, party'],
  ];
  for (const [rows, code, field] of cases) {
    const settlement = settle(agreement, rows);
    assert.ok('problems' in settlement, code);
    const found = settlement.problems.find((one) => one.code === code);
    assert.deepEqual([found?.clause, found?.field], ['share', field], code);
  }
});

test('what is not known is carried as undefined and nothing is invented', () => {
  const agreement = agreementOf(templateJson('cn-2015-92'));
  const facts = templateFacts('cn-2015-92');
  const without = (measure: string) => facts.filter((row) => row.measure !== measure);
  const unstarted = statementOf(agreement, without('production'));
  assert.deepEqual(unstarted.lines, []);
  assert.deepEqual(
    unstarted.undefined.map(({ clause, code }) => [clause, code]),
    [['sharing', 'clock_not_started']],
  );
  const unlisted = statementOf(
    agreement,
    facts.map((row) => (row.measure === 'listing' ? { ...row, confirmed_by: 'sender' } : row)),
  );
  assert.equal(unlisted.covered, false);
  assert.deepEqual(
    unlisted.reasons.map(({ clause, field, code }) => [clause, field, code]),
    [['government-led', 'confirmed_by', 'confirmation_missing']],
  );
  const disputed = statementOf(
    agreement,
    facts.map((row) => (row.period === '2019' ? { ...row, disputed_by: 'sender' } : row)),
  );
  assert.deepEqual(paidLines(disputed), ['sender 2018 20000000.00']);
  assert.ok(
    disputed.undefined.some(({ code, period }) => code === 'fact_disputed' && period === '2019'),
  );
  assert.ok(
    disputed.undefined.some(({ code, period }) => code === 'depends_on_open' && period === '2021'),
  );
});

test('a merged party is followed by its successor; of a dissolved one the line stays open', () => {
  const json = sharingTerms({});
  const [host, sender] = json.parties;
  const ended = { ...sender!, endedIn: 2020, successor: 'heir' };
  const heir = { ...sender!, id: 'heir' };
  const facts = [taxFact(2020, 100n), taxFact(2021, 100n)];
  const merged = statementOf(agreementOf({ ...json, parties: [host, ended, heir] }), facts);
  assert.deepEqual(paidLines(merged), ['sender 2020 0.50', 'heir 2021 0.50']);
  const dissolved = { ...sender!, endedIn: 2020 };
  const left = statementOf(agreementOf({ ...json, parties: [host, dissolved] }), facts);
  assert.deepEqual(
    left.undefined.map(({ code, shortfall }) => [code, shortfall]),
    [['party_ended', '0.50']],
  );
});

test('a correction gives a difference and leaves the statement as it was', () => {
  const agreement = agreementOf(templateJson('cn-2015-92'));
  const facts = templateFacts('cn-2015-92');
  const first = facts.find(({ period, measure }) => period === '2018' && measure === 'vat')!;
  const before = statementOf(agreement, facts);
  const corrected = { ...first, amount: '28000000.00', revision: '1' };
  const after = statementOf(agreement, [...facts, corrected]);
  // A million more in 2018, which the cap takes back in 2021.
  assert.deepEqual(
    difference(before, after).lines.map((line) => [line.receiver, line.period, line.amount]),
    [
      ['host', '2018', '1000000.00'],
      ['sender', '2018', '1000000.00'],
      ['host', '2021', '1000000.00'],
      ['sender', '2021', '-1000000.00'],
    ],
  );
});

test('statistics are set off like money and marked, so that nobody pays them', () => {
  const park = template('songjiang-luan');
  assert.deepEqual(
    park.units.map(({ code, kind }) => [code, kind]),
    [
      ['CNY', 'money'],
      ['CNY-statistic', 'statistic'],
    ],
  );
  assert.deepEqual(
    net([park]).transfers.map(({ receiver, unit, kind, amount }) => [receiver, unit, kind, amount]),
    [
      ['songjiang', 'CNY', 'money', '30200000.00'],
      ['songjiang', 'CNY-statistic', 'statistic', '600000000.00'],
    ],
  );
  const asMoney = {
    digest: 'other',
    lines: [],
    units: [{ ...park.units[1]!, kind: 'money' }],
  } as const;
  assert.throws(() => net([park, asMoney]), /CNY-statistic is statistic here and money there/);
  assert.throws(() => net([{ ...park, units: [] }]), /No statement declares/);
});

test('the digest is SHA-256', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (text) => {
      assert.equal(sha256(text), createHash('sha256').update(text).digest('hex'));
    }),
  );
});
