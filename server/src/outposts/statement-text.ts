/**
 * A statement of a year: what the terms say by the facts known when it was issued. The arithmetic
 * is `@yunhe/settlement`; here stands what the platform does with it. Pure.
 */
import { readAmount, type Unit } from '@yunhe/exact';
import {
  type Agreement,
  type DifferenceStatement,
  difference,
  type FactRow,
  net,
  type Problem,
  readFacts,
  type Settlement,
  type Statement,
  settle,
  type Transfer,
  writeFacts,
} from '@yunhe/settlement';

/** Three texts as they are downloaded, with what a reader needs of them at once. */
export interface StatementText {
  readonly facts: string;
  readonly content: string;
  /** What it changes against the one before; null for the first of its year. */
  readonly difference: string | null;
  readonly contentDigest: string;
  /** Of what is accepted. */
  readonly digest: string;
}

export type SettledYear = StatementText | { readonly problems: readonly Problem[] };

/** Facts of the years up to one: what comes later changes nothing that was known by then. */
export function knownBy(year: number, rows: readonly FactRow[]): readonly FactRow[] {
  return rows.filter(({ period = '' }) => Number(period.slice(0, 4)) <= year);
}

/**
 * Settles a year and writes it as it will be downloaded. After a first statement it is written as
 * the difference to the one before.
 */
export function settleYear(
  agreement: Agreement,
  rows: readonly FactRow[],
  year: number,
  before: Statement | null,
): SettledYear {
  const facts = writeFacts(agreement.terms, rows);
  const settlement = settleFile(agreement, facts, year);
  if ('problems' in settlement) return settlement;
  const { statement } = settlement;
  const changed = before === null ? null : difference(before, statement);
  return {
    facts,
    content: fileOf(statement),
    difference: changed === null ? null : fileOf(changed),
    contentDigest: statement.digest,
    digest: changed?.digest ?? statement.digest,
  };
}

/** Settles from the file of facts that everybody can download, so that nobody counts otherwise. */
export function settleFile(agreement: Agreement, facts: string, year: number): Settlement {
  const reading = readFacts(facts);
  return 'problems' in reading ? reading : settle(agreement, reading.rows, String(year));
}

/** As `yunhe settle --json` prints it. */
export function fileOf(document: object): string {
  return `${JSON.stringify(document)}\n`;
}

/** What corrections make of a year that was stated. */
export type Restating = 'same' | 'awaits_confirmation' | 'differs';

/**
 * Whether a year has to be stated again: an amount differs, or what is left open. A correction that
 * waits for its confirmation takes nothing back meanwhile.
 */
export function judgeRestating(before: Statement, after: Statement): Restating {
  const open = (statement: Statement) => statement.undefined.map((one) => JSON.stringify(one));
  const known = new Set(open(before));
  const unconfirmed = after.undefined.filter(({ code }) => code === 'fact_unconfirmed');
  if (unconfirmed.some((one) => !known.has(JSON.stringify(one)))) return 'awaits_confirmation';
  const told = (one: Statement) => JSON.stringify([open(one), one.reasons, one.covered]);
  return told(before) !== told(after) || difference(before, after).lines.length > 0
    ? 'differs'
    : 'same';
}

const keyOf = ({ period = '', party = '', measure = '', source = '' }: FactRow) =>
  JSON.stringify([period, party, measure, source]);

/**
 * Facts to state a closed year again: what is disputed only since then was counted and stays so,
 * its lines are paused instead.
 */
export function withoutLaterDisputes(
  rows: readonly FactRow[],
  before: readonly FactRow[],
): readonly FactRow[] {
  const isDisputed = (row: FactRow) => (row.disputed_by ?? '') !== '';
  const then = new Set(before.filter(isDisputed).map(keyOf));
  return rows.map((row) =>
    isDisputed(row) && !then.has(keyOf(row)) ? { ...row, disputed_by: '' } : row,
  );
}

/** What of a statement is accepted and paid: the difference where there is one. */
export type Payable = Pick<Statement, 'digest' | 'units' | 'lines'>;

export function readPayable(text: Pick<StatementText, 'content' | 'difference'>): Payable {
  return JSON.parse(text.difference ?? text.content) as Statement | DifferenceStatement;
}

/** What it makes each pair of parties owe, set off within the statement. */
export function sumsOf(payable: Payable): readonly Transfer[] {
  return net([payable])
    .bilateral.filter(({ amount }) => /[1-9]/.test(amount))
    .map(({ of: _lines, ...sum }) => sum);
}

/** Who a party of the terms is, in netting and in the ledger: `region:130000`. */
export type Places = ReadonlyMap<string, string>;

/** What a line makes one place owe another. */
export interface Obligation {
  /** The line's number from 1. */
  readonly line: number;
  readonly payer: string;
  readonly receiver: string;
  readonly unit: Unit;
  readonly amountMinor: bigint;
}

/**
 * What a statement makes places owe each other, line by line. Nothing is owed of what a party keeps,
 * nor between two parties who are the same place; what is taken back goes the other way.
 */
export function obligationsOf({ units, lines }: Payable, places: Places): readonly Obligation[] {
  const known = new Map(units.map((unit) => [unit.code, unit]));
  const placeOf = (party: string) => {
    const place = places.get(party);
    if (place === undefined) throw new RangeError(`Nobody said who ${party} is.`);
    return place;
  };
  return lines.flatMap((line, at) => {
    if (line.payer === line.receiver) return [];
    const [payer, receiver] = [placeOf(line.payer), placeOf(line.receiver)];
    const unit = known.get(line.unit)!;
    const minor = readAmount(line.amount, unit)!;
    if (minor === 0n || payer === receiver) return [];
    const owed = { line: at + 1, unit };
    return minor > 0n
      ? [{ ...owed, payer, receiver, amountMinor: minor }]
      : [{ ...owed, payer: receiver, receiver: payer, amountMinor: -minor }];
  });
}

/** What makes lines wait: facts that are disputed, by their keys, and objections to lines. */
export interface Pauses {
  readonly disputedFacts: ReadonlySet<string>;
  /** Numbers from 1; null is every line. */
  readonly objectedLines: ReadonlySet<number | null>;
}

/** The numbers, from 1, of lines that are paused: the others are owed meanwhile. */
export function pausedLines(
  { lines }: Pick<Payable, 'lines'>,
  { disputedFacts, objectedLines }: Pauses,
): ReadonlySet<number> {
  const paused = new Set<number>();
  for (const [at, { steps }] of lines.entries()) {
    const number = at + 1;
    const isDisputed = steps.some(({ facts = [] }) => facts.some((one) => disputedFacts.has(one)));
    if (isDisputed || objectedLines.has(number) || objectedLines.has(null)) paused.add(number);
  }
  return paused;
}
