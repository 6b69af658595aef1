import { canonicalText, sha256, type Unit, writeAmount } from '@yunhe/exact';
import type { Agreement } from './agreement.ts';
import { uncovered } from './coverage.ts';
import { evaluate } from './evaluate.ts';
import { bookFacts, type FactRow } from './fact-book.ts';
import type { DraftLine, DraftOpen, Outcome } from './outcome.ts';
import type { Line, Open, Problem, Statement, Total } from './statement.ts';

export type Settlement =
  | { readonly statement: Statement }
  | { readonly problems: readonly Problem[] };

/**
 * The statement of an agreement: a pure function of its terms, the facts and the period. The order
 * of the facts has no influence. Facts that cannot be are refused with the clause and the field;
 * what the terms or the facts leave open stands in `undefined`. A case that is not covered has no
 * lines and every reason.
 *
 * @param agreement  What `readTerms` found whole.
 * @param rows       Facts by their columns; of a fact with revisions the latest counts.
 * @param period     A year to speak of; all years up to the last fact if absent.
 * @returns          `{ statement }` with lines by year, in the order of the clauses, or
 *                   `{ problems }`. In every year the lines of a share clause sum to its base.
 * @throws RangeError if the period is no year.
 * @example
 * const { agreement } = readTerms({
 *   format: 'yunhe-terms-1', id: 'park', version: 1, title: { zh: '园区', en: 'Park' },
 *   source: { document: '-', grade: 'own' },
 *   parties: [{ id: 'a', role: 'host', name: { zh: '甲', en: 'A' } },
 *     { id: 'b', role: 'sender', name: { zh: '乙', en: 'B' } }],
 *   measures: [{ id: 'tax', name: { zh: '税', en: 'tax' }, unit: 'CNY' }],
 *   clauses: [{ id: '1', kind: 'share', payer: 'a',
 *     base: { id: 'tax', name: { zh: '税', en: 'tax' }, party: 'a', measures: [{ measure: 'tax' }] },
 *     splits: [{ parts: [{ party: 'b', share: '40 %' }, { party: 'a', share: '60 %' }] }] }] });
 * const facts = [{ period: '2020', party: 'a', measure: 'tax', amount: '100', unit: 'CNY' }];
 * settle(agreement, facts).statement.lines[0].amount // → '40.00'
 *
 * Cost: linear in facts and years; about 0.1 ms for twelve facts.
 */
export function settle(
  agreement: Agreement,
  rows: readonly FactRow[],
  period: string | null = null,
): Settlement {
  if (period !== null && !/^\d{4}$/.test(period)) {
    throw new RangeError(`${period} is no year.`);
  }
  const reading = bookFacts(agreement, rows);
  if ('problems' in reading) return reading;
  const { book } = reading;
  const reasons = uncovered(agreement, book);
  const through = period === null ? book.lastYear : Number(period);
  const outcome = reasons.length === 0 ? evaluate(agreement, book, through) : null;
  return { statement: write(agreement, rows, period, reasons, outcome) };
}

function write(
  agreement: Agreement,
  rows: readonly FactRow[],
  period: string | null,
  reasons: readonly Problem[],
  outcome: Outcome | null,
): Statement {
  const { id, version, inForce } = agreement.terms;
  const speaksOf = (year: number) =>
    (period === null || Number(period) === year) &&
    year >= (inForce?.from ?? -Infinity) &&
    year <= (inForce?.to ?? Infinity);
  const lines = (outcome?.lines ?? [])
    .filter(({ year }) => speaksOf(year))
    .sort((a, b) => a.year - b.year);
  const open = (outcome?.open ?? []).filter(({ year }) => year === null || speaksOf(year));
  const content = {
    terms: { id, version, digest: agreement.digest },
    facts: sha256(rows.map(canonicalText).sort().join('\n')),
    period,
    units: unitsOf(lines),
    lines: lines.map(writeLine),
    totals: totalsOf(lines),
    undefined: open.map(writeOpen),
    covered: reasons.length === 0,
    reasons,
  };
  return { ...content, digest: sha256(canonicalText(content)) };
}

function unitsOf(lines: readonly DraftLine[]): readonly Unit[] {
  const units = new Map(lines.map(({ unit }) => [unit.code, unit]));
  return [...units.values()].sort((a, b) => (a.code < b.code ? -1 : 1));
}

function writeLine(line: DraftLine): Line {
  const { year, payer, receiver, measure, unit, minor, clause, steps } = line;
  return {
    period: String(year),
    payer,
    receiver,
    measure,
    unit: unit.code,
    amount: writeAmount(minor, unit),
    clause,
    steps: steps(),
  };
}

function writeOpen({ clause, code, year, what, shortfall, unit }: DraftOpen): Open {
  return {
    clause,
    code,
    period: year === null ? null : String(year),
    what,
    shortfall: shortfall === null || unit === null ? null : writeAmount(shortfall, unit),
    unit: unit?.code ?? null,
  };
}

function totalsOf(lines: readonly DraftLine[]): readonly Total[] {
  const sums = new Map<string, { party: string; unit: Unit; of: [bigint, bigint, bigint] }>();
  const add = (party: string, unit: Unit, column: 0 | 1 | 2, minor: bigint) => {
    const name = `${party} ${unit.code}`;
    const own = sums.get(name) ?? { party, unit, of: [0n, 0n, 0n] };
    own.of[column] += minor;
    sums.set(name, own);
  };
  for (const { payer, receiver, unit, minor } of lines) {
    if (payer === receiver) add(payer, unit, 2, minor);
    else {
      add(payer, unit, 0, minor);
      add(receiver, unit, 1, minor);
    }
  }
  return [...sums.entries()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, { party, unit, of }]) => {
      const [paid, received, kept] = of.map((minor) => writeAmount(minor, unit));
      return { party, unit: unit.code, paid: paid!, received: received!, kept: kept! };
    });
}
