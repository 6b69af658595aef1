import { canonicalText, sha256, type Unit, writeAmount } from '@yunhe/exact';
import { CommonUnits } from './common-units.ts';
import { settlePositions } from './fewest-transfers.ts';
import type { Statement } from './statement.ts';

/** A statement, or of a statement what netting reads. */
export type NettedStatement = Pick<Statement, 'digest' | 'units'> & {
  readonly lines: readonly (Pick<
    Statement['lines'][number],
    'payer' | 'receiver' | 'unit' | 'amount'
  > & {
    /** The line's number, where not all lines are netted; else they are counted from 1. */
    readonly line?: number;
  })[];
};

/** A line of a statement, by the statement's digest and the line's number from 1. */
export interface NettedLine {
  readonly statement: string;
  readonly line: number;
  /** Negative where it goes the other way. */
  readonly amount: string;
}

export interface Transfer {
  readonly payer: string;
  readonly receiver: string;
  readonly unit: string;
  /** A statistic is set off like money, to say whose it is in the end; nobody pays it. */
  readonly kind: Unit['kind'];
  readonly amount: string;
}

export interface Position {
  readonly party: string;
  readonly unit: string;
  readonly kind: Unit['kind'];
  /** What the party is owed, less what it owes. */
  readonly net: string;
  readonly of: readonly NettedLine[];
}

export interface Netting {
  readonly statements: readonly string[];
  /** What each pair owes when only its own lines are set off. */
  readonly bilateral: readonly (Transfer & { readonly of: readonly NettedLine[] })[];
  readonly positions: readonly Position[];
  /** What is paid when all is set off: per unit fewer transfers than parties. */
  readonly transfers: readonly Transfer[];
  readonly digest: string;
}

interface Owed {
  readonly payer: string;
  readonly receiver: string;
  readonly minor: bigint;
  readonly statement: string;
  readonly line: number;
}

/**
 * Sets off what parties owe each other under many agreements: pair by pair, and all together. Each
 * unit is netted by itself. What a payer keeps is no obligation. Nobody's total changes; only who
 * pays whom. Transfers of statistics are marked by their kind: they are never paid.
 *
 * @param statements  Statements of one compact; a party has the same id in all of them.
 * @returns           Sorted by unit and party, so that the order of the statements has no influence.
 *                    For n parties with a balance in a unit at most n − 1 transfers; up to twelve
 *                    parties the fewest there are.
 * @throws RangeError if a statement is given twice, an amount is no decimal, or a unit is undeclared
 *                    or money in one statement and a statistic in another.
 * @example
 * const units = [{ code: 'CNY', digits: 2, kind: 'money' }];
 * const owes = (digest, payer, receiver, amount) =>
 *   ({ digest, units, lines: [{ payer, receiver, unit: 'CNY', amount }] });
 * net([owes('1', 'a', 'b', '5.00'), owes('2', 'b', 'c', '5.00')]).transfers
 * // → [{ payer: 'a', receiver: 'c', unit: 'CNY', kind: 'money', amount: '5.00' }]
 *
 * Cost: O(m log m) for m lines; finding the fewest transfers is hard in general, so beyond twelve
 * parties the largest debtor pays the largest creditor first.
 */
export function net(statements: readonly NettedStatement[]): Netting {
  const digests = statements.map(({ digest }) => digest).sort();
  const twice = digests.find((digest, at) => digest === digests[at - 1]);
  if (twice !== undefined) throw new RangeError(`The statement ${twice} is given twice.`);
  const units = new CommonUnits(statements.flatMap((statement) => statement.units));
  const byUnit = new Map<string, Owed[]>();
  for (const { digest, lines } of statements) {
    for (const [at, { payer, receiver, unit, amount, line = at + 1 }] of lines.entries()) {
      if (payer === receiver) continue;
      const owed = byUnit.get(unit) ?? [];
      byUnit.set(unit, owed);
      const minor = units.minor(amount, unit);
      owed.push({ payer, receiver, minor, statement: digest, line });
    }
  }
  const content = { statements: digests, ...netUnits(byUnit, units) };
  return { ...content, digest: sha256(canonicalText(content)) };
}

function netUnits(byUnit: ReadonlyMap<string, readonly Owed[]>, units: CommonUnits) {
  const bilateral: Netting['bilateral'][number][] = [];
  const positions: Position[] = [];
  const transfers: Transfer[] = [];
  for (const [code, owed] of [...byUnit].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const unit = units.of(code);
    const { kind } = unit;
    const write = (minor: bigint) => writeAmount(minor, unit);
    const sorted = [...owed].sort((a, b) => byStatement(a, b));
    bilateral.push(...pairsOf(sorted, unit));
    const balances = new Map<string, { minor: bigint; of: NettedLine[] }>();
    const change = (party: string, minor: bigint, { statement, line }: Owed) => {
      const own = balances.get(party) ?? { minor: 0n, of: [] };
      own.minor += minor;
      own.of.push({ statement, line, amount: write(minor) });
      balances.set(party, own);
    };
    for (const one of sorted) {
      change(one.payer, -one.minor, one);
      change(one.receiver, one.minor, one);
    }
    const parties = [...balances].sort(([a], [b]) => (a < b ? -1 : 1));
    for (const [party, { minor, of }] of parties) {
      positions.push({ party, unit: code, kind, net: write(minor), of });
    }
    const nets = parties.map(([party, { minor }]) => ({ party, minor }));
    for (const { payer, receiver, minor } of settlePositions(nets)) {
      transfers.push({ payer, receiver, unit: code, kind, amount: write(minor) });
    }
  }
  return { bilateral, positions, transfers };
}

function byStatement(a: Owed, b: Owed): number {
  return a.statement === b.statement ? a.line - b.line : a.statement < b.statement ? -1 : 1;
}

function pairsOf(owed: readonly Owed[], unit: Unit) {
  const write = (minor: bigint) => writeAmount(minor, unit);
  const pairs = new Map<string, { a: string; b: string; minor: bigint; lines: [Owed, bigint][] }>();
  for (const one of owed) {
    const [a = '', b = ''] = [one.payer, one.receiver].sort();
    const name = `${a} ${b}`;
    const pair = pairs.get(name) ?? { a, b, minor: 0n, lines: [] };
    const minor = one.payer === a ? one.minor : -one.minor;
    pair.minor += minor;
    pair.lines.push([one, minor]);
    pairs.set(name, pair);
  }
  return [...pairs]
    .sort(([x], [y]) => (x < y ? -1 : 1))
    .map(([, { a, b, minor, lines }]) => {
      const isTurned = minor < 0n;
      return {
        payer: isTurned ? b : a,
        receiver: isTurned ? a : b,
        unit: unit.code,
        kind: unit.kind,
        amount: write(isTurned ? -minor : minor),
        of: lines.map(([{ statement, line }, own]) => ({
          statement,
          line,
          amount: write(isTurned ? -own : own),
        })),
      };
    });
}
