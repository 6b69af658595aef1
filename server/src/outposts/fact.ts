/**
 * A fact: what was taken, paid or happened in a party's place. The arithmetic of settlement judges
 * what it says; here stands what only the platform knows: who reported it, who must confirm it, and
 * what a later one does to it.
 */
import { readAmount, readRational, writeAmount, writeRational } from '@yunhe/exact';
import { type Agreement, type Clause, type FactRow, settle } from '@yunhe/settlement';

export const factKinds = ['report', 'correction', 'reversal'] as const;
export type FactKind = (typeof factKinds)[number];

/** `corrected` and `reversed` ones stay visible and do not count. */
export const factStates = ['reported', 'confirmed', 'disputed', 'corrected', 'reversed'] as const;
export type FactState = (typeof factStates)[number];

export const factOrigins = ['form', 'file', 'move'] as const;
export type FactOrigin = (typeof factOrigins)[number];

/** Columns of a file of facts that every agreement has, in their order. */
export const ownColumns = ['period', 'party', 'measure', 'amount', 'unit', 'evidence'] as const;
/** What the platform itself knows of a fact: nobody can say it for another in a file. */
export const keptColumns = ['confirmed_by', 'disputed_by', 'revision'] as const;

/** What is said of a fact, by its columns. */
export interface FactContent {
  readonly period: string;
  readonly party: string;
  readonly measure: string;
  readonly amount: string;
  readonly unit: string;
  readonly evidence: string;
  /** The source or branch; empty where the terms know none. */
  readonly source: string;
  /** Columns that the terms declare. */
  readonly columns: Readonly<Record<string, string>>;
}

/** What the arithmetic takes for the same fact: an event may be corrected to another day. */
export function identityOf({ period, party, measure, source, unit }: FactContent): string {
  const what = source === '' ? `${party}/${measure}` : `${party}/${measure}/${source}`;
  return unit === 'event' ? what : `${period}/${what}`;
}

export function yearOf({ period }: Pick<FactContent, 'period'>): number {
  return Number(period.slice(0, 4));
}

/** As the arithmetic reads it; without who confirmed and who disputes. */
export function rowOf(fact: FactContent): FactRow {
  const { columns, ...own } = contentOnly(fact);
  return { ...own, ...columns };
}

/** A fact as it stands at an instant, with who had confirmed it and who disputed it by then. */
export interface StandingFact extends FactContent {
  readonly id: string;
  readonly identity: string;
  readonly revision: number;
  readonly year: number;
  readonly reportedAt: string;
  readonly confirmedBy: readonly string[];
  readonly disputedBy: readonly string[];
}

/**
 * The facts that stand as rows to settle from, in a settled order. What the terms do not know, such
 * as measures of another version, is left out of the rows and named.
 */
export function rowsToSettle(
  { parties, measures }: Pick<Agreement, 'parties' | 'measures'>,
  facts: readonly StandingFact[],
): { readonly rows: readonly FactRow[]; readonly leftOut: readonly StandingFact[] } {
  const isKnown = ({ party, measure }: StandingFact) => parties.has(party) && measures.has(measure);
  return {
    rows: facts.filter(isKnown).map((fact) => ({
      ...rowOf(fact),
      confirmed_by: fact.confirmedBy.join(';'),
      disputed_by: fact.disputedBy.join(';'),
    })),
    leftOut: facts.filter((fact) => !isKnown(fact)),
  };
}

export function contentOnly(fact: FactContent): FactContent {
  const { period, party, measure, amount, unit, evidence, source, columns } = fact;
  return { period, party, measure, amount, unit, evidence, source, columns };
}

/** A row of a file as what is said of a fact; blanks around cells say nothing. */
export function contentOf(agreement: Agreement, cells: FactRow): FactContent {
  const text = (name: string) => (cells[name] ?? '').trim();
  const declared = (agreement.terms.columns ?? []).map(({ name }) => name);
  const unit = text('unit') || (agreement.measures.get(text('measure'))?.unit ?? '');
  return {
    period: text('period'),
    party: text('party'),
    measure: text('measure'),
    amount: writtenAs(agreement, unit, text('amount')),
    unit,
    evidence: text('evidence'),
    source: text('source'),
    columns: Object.fromEntries(
      declared.filter((name) => !isKept(name)).map((name) => [name, text(name)]),
    ),
  };
}

function isKept(name: string): boolean {
  return (keptColumns as readonly string[]).includes(name) || name === 'source';
}

/** The same amount is always written the same way, so that the same fact is known again. */
function writtenAs(agreement: Agreement, unitCode: string, amount: string): string {
  if (unitCode === 'rate') {
    const rate = readRational(amount);
    return rate === null ? amount : writeRational(rate);
  }
  const unit = agreement.units.get(unitCode);
  const minor = unit === undefined ? null : readAmount(amount, unit);
  return unit === undefined || minor === null ? amount : writeAmount(minor, unit);
}

/** Whole minor units of the amount, where it is counted in any. */
export function minorOf(agreement: Agreement, { amount, unit }: FactContent): bigint | null {
  const counted = agreement.units.get(unit);
  return counted === undefined ? null : readAmount(amount, counted);
}

// Judging -----------------------------------------------------------------------------------------

/** What is wrong with a row: counted from 0, with its column and the clause it matters to. */
export interface RowProblem {
  readonly row: number;
  readonly code: string;
  readonly column: string;
  readonly clause: string | null;
  readonly detail: string;
}

export interface Judged {
  readonly problems: readonly RowProblem[];
  /** Rows that say what is known already: reporting them again changes nothing. */
  readonly same: ReadonlySet<number>;
}

/**
 * Judges facts that somebody wants to report, in the light of those that stand.
 *
 * @param about.closedThrough  The last year that was closed: what it and those before it hold is
 *                             corrected, never added to.
 * @param about.corrects       The identity of the fact that the one row corrects; else nothing
 *                             known may be said again in another way.
 */
export function judgeFacts(
  agreement: Agreement,
  facts: readonly FactContent[],
  standing: readonly FactContent[],
  about: { readonly closedThrough?: number | null; readonly corrects?: string } = {},
): Judged {
  const { closedThrough = null, corrects } = about;
  const problems: RowProblem[] = [];
  const same = new Set<number>();
  const known = new Map(standing.map((fact) => [identityOf(fact), fact]));
  const seen = new Map<string, number>();
  for (const [row, fact] of facts.entries()) {
    const clause = agreement.countedBy.get(fact.measure)?.[0] ?? null;
    const wrong = (code: string, column: string, detail: string) =>
      problems.push({ row, code, column, clause, detail });
    const alone = aloneProblems(agreement, fact);
    if (alone.length > 0) {
      problems.push(...alone.map((problem) => ({ row, ...problem })));
      continue;
    }
    const identity = identityOf(fact);
    const before = known.get(identity);
    if (corrects === undefined && before !== undefined && saysTheSame(before, fact)) {
      same.add(row);
      continue;
    }
    if (seen.has(identity)) {
      wrong('fact_given_twice', 'period', `${identity} stands here twice.`);
    } else if (before !== undefined && corrects !== identity) {
      wrong('fact_reported_already', 'amount', `${identity} was reported as ${before.amount}.`);
    }
    seen.set(identity, row);
    const ended = endOf(agreement, fact);
    if (ended !== null) {
      wrong('party_has_ended', 'party', `${fact.party} exists only until the end of ${ended}.`);
    }
    if (corrects === undefined && closedThrough !== null && yearOf(fact) <= closedThrough) {
      wrong('period_is_closed', 'period', `Years up to ${closedThrough} are closed.`);
    }
  }
  if (problems.length > 0) return { problems, same };
  return { problems: refundProblems(agreement, facts, standing), same };
}

/** What the arithmetic says of a fact by itself: a refund is judged with the tax. */
function aloneProblems(agreement: Agreement, fact: FactContent): Omit<RowProblem, 'row'>[] {
  const found = settle(agreement, [rowOf(fact)]);
  if (!('problems' in found)) return [];
  return found.problems
    .filter(({ code }) => code !== 'refund_above_tax')
    .map(({ code, clause, field, detail }) => ({
      ...{ code, clause, detail },
      column: field.replace(/^row \d+, /, ''),
    }));
}

/** The last year of a party that is gone and that nobody follows. */
function endOf(agreement: Agreement, fact: FactContent): number | null {
  const { endedIn, successor } = agreement.parties.get(fact.party)!;
  const isGone = endedIn !== undefined && successor === undefined && yearOf(fact) > endedIn;
  return isGone ? endedIn : null;
}

function saysTheSame(one: FactContent, other: FactContent): boolean {
  return JSON.stringify(sorted(rowOf(one))) === JSON.stringify(sorted(rowOf(other)));
}

function sorted(row: FactRow): readonly (readonly [string, string])[] {
  return Object.entries(row)
    .filter(([, value]) => value !== '')
    .sort(([a], [b]) => (a < b ? -1 : 1));
}

/** What is taken back cannot be more than what was taken: that shows only with all facts at hand. */
function refundProblems(
  agreement: Agreement,
  facts: readonly FactContent[],
  standing: readonly FactContent[],
): RowProblem[] {
  const replaced = new Set(facts.map(identityOf));
  const rest = standing.filter((fact) => !replaced.has(identityOf(fact)));
  const found = settle(agreement, [...rest, ...facts].map(rowOf));
  if (!('problems' in found)) return [];
  return found.problems.map(({ code, clause, field, detail }) => {
    const key = field.replace(/, \w+$/, '');
    const row = facts.findIndex((fact) => keyOf(fact) === key);
    return { row: Math.max(row, 0), code, clause, detail, column: 'amount' };
  });
}

/** The name by which statements speak of a fact. */
export function keyOf({ period, party, measure, source }: FactContent): string {
  return `${period}/${party}/${measure}${source === '' ? '' : `/${source}`}`;
}

// Confirming --------------------------------------------------------------------------------------

/**
 * Who must have confirmed a fact so that the clauses count it. Where no clause says, all parties:
 * the published rule asks for joint confirmation.
 */
export function confirmersOf(
  agreement: Agreement,
  { measure, party }: Pick<FactContent, 'measure' | 'party'>,
): readonly string[] {
  const { coverage = [], clauses } = agreement.terms;
  const counted = agreement.measures.get(measure)?.refundOf ?? measure;
  const named = [
    ...coverage.flatMap((one) =>
      one.kind === 'event' && one.event === measure ? (one.confirmedBy ?? []) : [],
    ),
    ...clauses.flatMap((clause) => {
      const base = baseOf(clause);
      const counts = base?.party === party && base.measures.some((one) => one.measure === counted);
      return counts ? (base.confirmedBy ?? []) : [];
    }),
  ];
  const wanted = named.length === 0 ? [...agreement.parties.keys()] : named;
  return [...new Set(wanted)].sort();
}

function baseOf(clause: Clause) {
  if (clause.kind === 'open') return undefined;
  return clause.kind === 'one-off' ? clause.of : clause.base;
}

export interface Standing {
  readonly kind: FactKind;
  readonly isLatest: boolean;
  readonly latestKind: FactKind;
  readonly isDisputed: boolean;
  readonly confirmedBy: readonly string[];
}

export function stateOf(fact: Standing, wanted: readonly string[]): FactState {
  if (fact.kind === 'reversal' || fact.latestKind === 'reversal') return 'reversed';
  if (!fact.isLatest) return 'corrected';
  if (fact.isDisputed) return 'disputed';
  return wanted.every((party) => fact.confirmedBy.includes(party)) ? 'confirmed' : 'reported';
}

/** The version whose terms judge facts of a year: the one in force, else the nearest one. */
export function versionFor<V extends { readonly startsOn: string; readonly endsOn: string | null }>(
  signed: readonly V[],
  year: number,
): V | null {
  const inOrder = signed.toSorted((a, b) => (a.startsOn < b.startsOn ? -1 : 1));
  const day = `${year}-12-31`;
  return inOrder.find(({ endsOn }) => endsOn === null || endsOn > day) ?? inOrder.at(-1) ?? null;
}
