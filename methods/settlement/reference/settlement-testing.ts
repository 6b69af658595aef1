import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { type Agreement, type FactRow, readTerms, type Statement, settle } from '../src/index.ts';

const folder = new URL('../../../demo/agreements/', import.meta.url);

export function templateJson(name: string) {
  return JSON.parse(readFileSync(new URL(`${name}.json`, folder), 'utf8'));
}

export function agreementOf(json: unknown): Agreement {
  const reading = readTerms(json);
  assert.ok('agreement' in reading, JSON.stringify(reading));
  return reading.agreement;
}

/** The facts of a template; its files hold no quoted cells. */
export function templateFacts(name: string): FactRow[] {
  const [header = [], ...rows] = readFileSync(new URL(`${name}.csv`, folder), 'utf8')
    .trim()
    .split('\n')
    .map((line) => line.split(','));
  return rows.map((row) => Object.fromEntries(header.map((key, at) => [key, row[at] ?? ''])));
}

export function statementOf(
  agreement: Agreement,
  rows: readonly FactRow[],
  period: string | null = null,
): Statement {
  const settlement = settle(agreement, rows, period);
  assert.ok('statement' in settlement, JSON.stringify(settlement));
  return settlement.statement;
}

/** `receiver period amount` of every line that is no part kept. */
export function paidLines({ lines }: Statement): string[] {
  return lines
    .filter(({ payer, receiver }) => payer !== receiver)
    .map(({ receiver, period, amount }) => `${receiver} ${period} ${amount}`);
}

export const fen = (text: string) => BigInt(text.replace('.', ''));

const name = { zh: '名', en: 'name' };

/** Terms of one share clause between two parties with whatever else is given. */
export function sharingTerms(clause: Readonly<Record<string, unknown>>) {
  return {
    format: 'yunhe-terms-1',
    id: 'test',
    version: 1,
    title: name,
    source: { document: '-', grade: 'own' },
    parties: [
      { id: 'host', role: 'host', name },
      { id: 'sender', role: 'sender', name },
    ],
    measures: [
      { id: 'tax', name, unit: 'CNY' },
      { id: 'refund', name, unit: 'CNY', refundOf: 'tax' },
    ],
    clauses: [
      {
        id: 'share',
        kind: 'share',
        payer: 'host',
        base: { id: 'tax', name, party: 'host', measures: [{ measure: 'tax' }] },
        splits: [
          {
            parts: [
              { party: 'sender', share: '50 %' },
              { party: 'host', share: '50 %' },
            ],
          },
        ],
        ...clause,
      },
    ],
  };
}

export function taxFact(year: number, minor: bigint, more: FactRow = {}): FactRow {
  const text = minor.toString().padStart(3, '0');
  const amount = `${text.slice(0, -2)}.${text.slice(-2)}`;
  return { period: String(year), party: 'host', measure: 'tax', amount, unit: 'CNY', ...more };
}

const amount = fc.bigInt(0n, 10n ** 13n);

/** Random terms: shares in hundredths, tiers, caps with or without carry, floors, extensions. */
export const someSharing = fc
  .record({
    percent: fc.integer({ min: 0, max: 10_000 }),
    second: fc.integer({ min: 0, max: 10_000 }),
    edge: fc.option(amount.filter((minor) => minor > 0n)),
    cap: fc.option(fc.record({ minor: amount, perYear: fc.boolean(), carry: fc.boolean() })),
    floor: fc.option(amount),
    end: fc.integer({ min: 1, max: 5 }),
    extension: fc.boolean(),
    restToHost: fc.boolean(),
    taxes: fc.array(fc.record({ tax: amount, refunded: fc.integer({ min: 0, max: 100 }) }), {
      minLength: 1,
      maxLength: 8,
    }),
  })
  .map((one) => {
    const parts = (share: number) => [
      { party: 'sender', share: `${share / 100} %` },
      { party: 'host', share: `${(10_000 - share) / 100} %` },
    ];
    const written = (minor: bigint) => taxFact(0, minor).amount!;
    const years = { from: 1, to: one.end };
    const splits =
      one.edge === null
        ? [{ years, parts: parts(one.percent) }]
        : [
            { years, upTo: written(one.edge), parts: parts(one.percent) },
            { years, above: written(one.edge), parts: parts(one.second) },
          ];
    const cap = one.cap && {
      party: 'sender',
      per: one.cap.perYear ? 'year' : 'agreement',
      amount: written(one.cap.minor),
      carryForward: one.cap.carry,
    };
    const clause = {
      splits,
      ...(cap === null ? {} : { cap }),
      ...(one.floor === null ? {} : { floor: { party: 'sender', amount: written(one.floor) } }),
      ...(cap?.per === 'agreement' && one.extension ? { extension: { years: 2 } } : {}),
      ...(one.restToHost ? { restTo: 'host' } : {}),
    };
    const facts = one.taxes.flatMap(({ tax, refunded }, at) => [
      taxFact(2020 + at, tax),
      taxFact(2020 + at, (tax * BigInt(refunded)) / 100n, { measure: 'refund' }),
    ]);
    const bases = new Map(
      one.taxes.map(({ tax, refunded }, at) => [
        String(2020 + at),
        tax - (tax * BigInt(refunded)) / 100n,
      ]),
    );
    return { agreement: agreementOf(sharingTerms(clause)), facts, bases, cap: one.cap };
  });
