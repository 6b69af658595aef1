import { allocate, type Rational, readAmount, type Unit, wholeWeights } from '@yunhe/exact';
import type { Agreement } from './agreement.ts';
import {
  type BaseReader,
  baseOfYear,
  firstYearOf,
  isSettled,
  leaveOutsidePeriod,
  openBase,
  openClauseBase,
  stepOf,
  type YearBase,
} from './base.ts';
import { dayOf, type Start } from './clock.ts';
import type { BookedFact, FactBook } from './fact-book.ts';
import type { Outcome } from './outcome.ts';
import type { Step } from './statement.ts';
import type { Cap, ShareClause, Split } from './terms.ts';

/** What is due to the capped party as the years go by. */
interface Running {
  readonly cap: { readonly minor: bigint; readonly facts: readonly BookedFact[] } | null;
  received: bigint;
  carried: bigint;
}

/** Shares a base year by year, from the start of the clock to the end of the splits. */
export function settleShares(
  agreement: Agreement,
  clause: ShareClause,
  book: FactBook,
  start: Start,
  through: number,
  outcome: Outcome,
): void {
  const reader = openClauseBase(agreement, book, clause.base);
  const first = start.kind === 'year' ? start.year : firstYearOf(reader);
  if (start.kind === 'missing') {
    if (first !== null) {
      outcome.leave(clause.id, 'clock_not_started', null, start.events.join(', '));
    }
    return;
  }
  if (first === null) {
    outcome.leave(clause.id, 'no_facts', null, clause.base.id);
    return;
  }
  const cap = capOf(agreement, clause, book, reader.unit, outcome);
  if (cap === undefined) return;
  const running: Running = { cap, received: 0n, carried: 0n };
  const remembers = clause.cap?.per === 'agreement' || clause.cap?.carryForward === true;
  const lastRegular = Math.max(...clause.splits.map(({ years }) => years?.to ?? Infinity));
  let extended = 0;
  let openYear: number | null = null;
  for (let year = first; year <= through; year++) {
    const index = year - first + 1;
    const isLeft = cap !== null && running.received < cap.minor;
    if (index === lastRegular + 1 && isLeft) extended = clause.extension?.years ?? 0;
    const splits = splitsOf(clause, year).filter((one) => rules(one, index, lastRegular, extended));
    if (splits.length === 0) {
      keepAll(clause, reader, year, outcome);
      continue;
    }
    leaveOutsidePeriod(reader, clause.id, year, outcome);
    const base = baseOfYear(reader, year);
    if (base === null) outcome.leave(clause.id, 'no_facts', year, `${clause.base.id} ${year}`);
    else if (openYear !== null && remembers) {
      outcome.leave(clause.id, 'depends_on_open', year, String(openYear));
    } else if (isSettled(base, reader, clause.id, year, outcome)) {
      shareYear(agreement, clause, { reader, base, splits, year, index }, running, outcome);
      continue;
    }
    openYear ??= year;
  }
  const isOver = through >= first + lastRegular + extended - 1;
  if (cap === null || clause.cap?.per !== 'agreement' || !isOver || openYear !== null) return;
  // Before the end of the regular years nobody knows yet whether there is an extension.
  const mayExtend = extended === 0 && running.received < cap.minor;
  if (mayExtend && through < first + lastRegular - 1 + (clause.extension?.years ?? 0)) return;
  const left = cap.minor - running.received;
  outcome.leftOfCaps.set(clause.id, { left, unit: reader.unit });
}

/** What held in a year: the splits of the earliest version that held through it, or today's. */
function splitsOf({ earlier = [], splits }: ShareClause, year: number): readonly Split[] {
  const held = earlier.filter(({ through }) => through >= year);
  return held.toSorted((a, b) => a.through - b.through)[0]?.splits ?? splits;
}

/** Before and after the years of the splits all stays where it is; the statement says so. */
function keepAll(
  { id, base, payer, splits }: ShareClause,
  reader: BaseReader,
  year: number,
  outcome: Outcome,
): void {
  const sources = new Set(splits.map(({ source }) => source));
  const kept = [...sources].flatMap((source) => baseOfYear(reader, year, source) ?? []);
  if (kept.length === 0) return;
  const minor = kept.reduce((sum, one) => sum + one.minor, 0n);
  const facts = kept.flatMap((one) => one.facts);
  const { unit } = reader;
  const steps = () => [stepOf('not-shared-this-year', minor, unit, facts)];
  const kind = { payer, receiver: payer, measure: base.id, unit };
  outcome.pay({ ...kind, year, minor, clause: id, steps });
}

function rules({ years }: Split, index: number, lastRegular: number, extended: number): boolean {
  const to = years?.to ?? Infinity;
  return index >= (years?.from ?? 1) && index <= (to === lastRegular ? to + extended : to);
}

/** Null where the clause has no cap, undefined where it cannot be known. */
function capOf(
  agreement: Agreement,
  { id, cap }: ShareClause,
  book: FactBook,
  unit: Unit,
  outcome: Outcome,
): Running['cap'] | undefined {
  if (cap === undefined) return null;
  if (cap.sumBefore === undefined) return { minor: readAmount(cap.amount!, unit)!, facts: [] };
  const { event, years, measures } = cap.sumBefore;
  const day = dayOf(book, event);
  if (day === null) {
    outcome.leave(id, 'cap_unknown', null, event);
    return undefined;
  }
  const reader = openBase(agreement, book, cap.party, measures);
  const until = Number(day.slice(0, 4));
  let minor = 0n;
  const facts: BookedFact[] = [];
  for (let year = until - years; year < until; year++) {
    const base = baseOfYear(reader, year);
    if (base === null) {
      outcome.leave(id, 'cap_unknown', null, `${cap.party} ${year}`);
      return undefined;
    }
    minor += base.minor;
    facts.push(...base.facts);
  }
  return { minor, facts };
}

interface YearOfSharing {
  readonly reader: BaseReader;
  readonly base: YearBase;
  readonly splits: readonly Split[];
  readonly year: number;
  readonly index: number;
}

/** What one split gave to one party. */
interface Portion {
  readonly split: Split;
  readonly slice: bigint;
  readonly share: string;
  readonly minor: bigint;
  readonly facts: readonly BookedFact[];
}

function shareYear(
  agreement: Agreement,
  clause: ShareClause,
  sharing: YearOfSharing,
  running: Running,
  outcome: Outcome,
): void {
  const { reader, year, index } = sharing;
  const portions = portionsOf(agreement, clause, sharing, outcome);
  const due = new Map<string, bigint>();
  for (const [party, own] of portions) {
    due.set(
      party,
      own.reduce((sum, { minor }) => sum + minor, 0n),
    );
  }
  const notes = limit(clause, reader.unit, due, running);
  for (const [receiver, minor] of due) {
    outcome.pay({
      year,
      payer: clause.payer,
      receiver,
      measure: clause.base.id,
      unit: reader.unit,
      minor,
      clause: clause.id,
      steps: () => [
        { step: 'year-of-agreement', value: String(index) },
        ...(portions.get(receiver) ?? []).flatMap((one) => stepsOf(one, reader.unit)),
        ...(notes.get(receiver) ?? []),
      ],
    });
  }
}

function portionsOf(
  agreement: Agreement,
  clause: ShareClause,
  { reader, base, splits, year }: YearOfSharing,
  outcome: Outcome,
): Map<string, Portion[]> {
  const portions = new Map<string, Portion[]>();
  const sources = new Set(splits.map(({ source }) => source));
  if (!sources.has(undefined)) {
    const unshared = new Set(base.facts.map(({ source }) => source).filter((s) => !sources.has(s)));
    for (const one of unshared) outcome.leave(clause.id, 'source_not_shared', year, one);
  }
  for (const split of splits) {
    const own = split.source === undefined ? base : baseOfYear(reader, year, split.source);
    if (own === null) continue;
    const slice = sliceOf(own.minor, split, reader.unit);
    const shares = split.parts.map(({ share }) => agreement.numbers.get(share)!);
    const restTo = split.parts.findIndex(({ party }) => party === clause.restTo);
    const parts = allocate(slice, weightsOf(split, shares), restTo < 0 ? undefined : restTo);
    for (const [at, { party, share }] of split.parts.entries()) {
      const portion = { split, slice, share, minor: parts[at]!, facts: own.facts };
      const before = portions.get(party);
      if (before === undefined) portions.set(party, [portion]);
      else before.push(portion);
    }
  }
  return portions;
}

const weights = new WeakMap<Split, readonly bigint[]>();

/** The same for every year and every draw, so they are brought to one denominator once. */
function weightsOf(split: Split, shares: readonly Rational[]): readonly bigint[] {
  let own = weights.get(split);
  if (own === undefined) {
    own = wholeWeights(shares);
    weights.set(split, own);
  }
  return own;
}

function sliceOf(minor: bigint, { above, upTo }: Split, unit: Unit): bigint {
  if (above === undefined && upTo === undefined) return minor;
  const low = above === undefined ? 0n : readAmount(above, unit)!;
  const end = upTo === undefined ? minor : readAmount(upTo, unit)!;
  const high = minor < end ? minor : end;
  return high > low ? high - low : 0n;
}

/**
 * Raises a part to its floor, adds what earlier years carried over, and cuts at the cap, in this
 * order, so that no cap is ever passed. What is added or cut is the payer's own.
 */
function limit(
  { cap, floor, payer }: ShareClause,
  unit: Unit,
  due: Map<string, bigint>,
  running: Running,
): ReadonlyMap<string, readonly Step[]> {
  const notes = new Map<string, Step[]>();
  const move = (party: string, to: bigint, step: Step) => {
    const before = due.get(party) ?? 0n;
    due.set(party, to);
    due.set(payer, (due.get(payer) ?? 0n) + before - to);
    const own = notes.get(party);
    if (own === undefined) notes.set(party, [step]);
    else own.push(step);
  };
  if (floor !== undefined) {
    const least = readAmount(floor.amount, unit)!;
    if ((due.get(floor.party) ?? 0n) < least) {
      move(floor.party, least, stepOf('raised-to-floor', least, unit));
    }
  }
  if (cap !== undefined && running.cap !== null) applyCap(cap, unit, due, running, move, notes);
  return notes;
}

function applyCap(
  cap: Cap,
  unit: Unit,
  due: Map<string, bigint>,
  running: Running,
  move: (party: string, to: bigint, step: Step) => void,
  notes: Map<string, Step[]>,
): void {
  const { minor: most, facts } = running.cap!;
  const { party, per, carryForward } = cap;
  if (running.carried > 0n) {
    const raised = (due.get(party) ?? 0n) + running.carried;
    move(party, raised, stepOf('carried-from-before', running.carried, unit));
  }
  const before = running.received;
  const room = per === 'year' ? most : most - before;
  const wanted = due.get(party) ?? 0n;
  const granted = wanted < room ? wanted : room;
  const own = notes.get(party) ?? [];
  notes.set(party, own);
  own.push(stepOf('cap', most, unit, facts));
  if (per === 'agreement') own.push(stepOf('received-before', before, unit));
  if (granted < wanted) move(party, granted, stepOf('cut-by-cap', wanted - granted, unit));
  running.received += granted;
  running.carried = carryForward === true ? wanted - granted : 0n;
}

function stepsOf({ split, slice, share, minor, facts }: Portion, unit: Unit): readonly Step[] {
  const tier = split.above === undefined && split.upTo === undefined ? 'base' : 'slice-of-base';
  return [
    stepOf(tier, slice, unit, facts),
    { step: 'share', value: share },
    stepOf('part', minor, unit),
  ];
}
