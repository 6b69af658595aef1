import {
  allocate,
  over,
  plus,
  type Rational,
  rational,
  roundHalfEven,
  times,
  type Unit,
  wholeWeights,
  writeRational,
} from '@yunhe/exact';
import type { Agreement } from './agreement.ts';
import {
  type BaseReader,
  baseOfYear,
  firstYearOf,
  isSettled,
  leaveOutsidePeriod,
  openClauseBase,
  stepOf,
  type YearBase,
} from './base.ts';
import type { BookedFact, FactBook } from './fact-book.ts';
import type { Outcome } from './outcome.ts';
import type { Step } from './statement.ts';
import type { FormulaClause, FormulaPart } from './terms.ts';

/** A branch with its share by the factors. */
interface Branch {
  readonly party: string;
  readonly source: string;
  readonly ratio: Rational;
  readonly steps: readonly Step[];
}

/** Where a fraction of the base belongs. */
interface Target {
  readonly part: FormulaPart;
  readonly party: string;
  readonly source: string;
  readonly ratio: Rational;
  readonly steps: readonly Step[];
}

/** Splits each year's base among places by weights over factors. */
export function settleFormula(
  agreement: Agreement,
  clause: FormulaClause,
  book: FactBook,
  through: number,
  outcome: Outcome,
): void {
  const reader = openClauseBase(agreement, book, clause.base);
  const first = firstYearOf(reader);
  if (first === null) {
    outcome.leave(clause.id, 'no_facts', null, clause.base.id);
    return;
  }
  for (let year = first; year <= through; year++) {
    leaveOutsidePeriod(reader, clause.id, year, outcome);
    const base = baseOfYear(reader, year);
    if (base === null) outcome.leave(clause.id, 'no_facts', year, `${clause.base.id} ${year}`);
    else if (isSettled(base, reader, clause.id, year, outcome)) {
      const branches = branchesOf(agreement, clause, book, year, outcome);
      if (branches !== null)
        splitYear(agreement, clause, book, reader, base, branches, year, outcome);
    }
  }
}

/** The branches of a year with their ratios, or null where a factor says nothing. */
function branchesOf(
  agreement: Agreement,
  clause: FormulaClause,
  book: FactBook,
  year: number,
  outcome: Outcome,
): readonly Branch[] | null {
  if (clause.parts.every(({ receiver }) => receiver !== undefined)) return [];
  const factorYear = clause.factorYears === 'previous' ? year - 1 : year;
  const closed = new Set(
    (book.events.get(clause.dropsOut ?? '') ?? [])
      .filter((fact) => fact.year <= year)
      .map((fact) => `${fact.party}/${fact.source}`),
  );
  const ratios = new Map<
    string,
    { ratio: Rational; steps: Step[]; party: string; source: string }
  >();
  for (const { measure, weight } of clause.factors) {
    const facts = factsOf(agreement, book, measure, factorYear).filter(
      ({ party, source }) => !closed.has(`${party}/${source}`),
    );
    const sum = facts.reduce((total, { minor }) => total + minor, 0n);
    if (sum === 0n) {
      outcome.leave(clause.id, 'factor_without_sum', year, `${measure} ${factorYear}`);
      return null;
    }
    for (const fact of facts) {
      const share = rational(fact.minor, sum);
      const name = `${fact.party}/${fact.source}`;
      const own = ratios.get(name) ?? { ratio: rational(0n), steps: [], ...placeOf(fact) };
      own.ratio = plus(own.ratio, times(agreement.numbers.get(weight)!, share));
      const value = writeRational(share);
      own.steps.push({ step: `share-of-${measure}`, value, facts: [fact.key] });
      ratios.set(name, own);
    }
  }
  return [...ratios.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, branch]) => branch);
}

function placeOf({ party, source }: BookedFact) {
  return { party, source };
}

function factsOf({ parties }: Agreement, book: FactBook, measure: string, year: number) {
  return [...parties.keys()].flatMap(
    (party) => book.series.get(`${measure} ${party}`)?.get(year) ?? [],
  );
}

function splitYear(
  agreement: Agreement,
  clause: FormulaClause,
  book: FactBook,
  reader: BaseReader,
  base: YearBase,
  branches: readonly Branch[],
  year: number,
  outcome: Outcome,
): void {
  const { unit } = reader;
  const targets = clause.parts.flatMap((part): readonly Target[] => {
    const share = agreement.numbers.get(part.share)!;
    if (part.receiver !== undefined) {
      return [{ part, party: part.receiver, source: '', ratio: share, steps: [] }];
    }
    return branches.map((branch) => ({ ...branch, part, ratio: times(share, branch.ratio) }));
  });
  const taxed = taxOf(clause, book, base.minor, targets, unit, year, outcome);
  if (taxed === null) return;
  const amounts = allocate(taxed.minor, wholeWeights(targets.map(({ ratio }) => ratio)));
  for (const [at, { part, party, source, ratio, steps }] of targets.entries()) {
    const minor = amounts[at]!;
    outcome.pay({
      year,
      payer: clause.payer,
      receiver: party,
      measure: clause.base.id,
      unit,
      minor,
      clause: clause.id,
      steps: () => [
        stepOf('base', base.minor, unit, base.facts),
        { step: 'part', value: source === '' ? part.id : `${part.id}/${source}` },
        ...steps,
        { step: 'ratio', value: writeRational(ratio) },
        ...taxed.steps,
        stepOf('to-split', taxed.minor, unit),
      ],
    });
    if (part.open === undefined) continue;
    const open = { clause: clause.id, code: 'stated_as_open', year, what: part.open };
    outcome.open.push({ ...open, shortfall: minor, unit });
  }
}

/** Splits the base, taxes each part at its own rate, and adds: null where a rate is missing. */
function taxOf(
  { id, rate }: FormulaClause,
  book: FactBook,
  minor: bigint,
  targets: readonly Target[],
  unit: Unit,
  year: number,
  outcome: Outcome,
): { readonly minor: bigint; readonly steps: readonly Step[] } | null {
  if (rate === undefined) return { minor, steps: [] };
  let sum = rational(0n);
  const steps: Step[] = [];
  for (const { party, source, ratio } of targets) {
    const facts = book.series.get(`${rate} ${party}`)?.get(year) ?? [];
    const own = facts.find((fact) => fact.source === source);
    if (own?.rate == null) {
      const name = source === '' ? party : `${party}/${source}`;
      outcome.leave(id, 'rate_missing', year, `${name} ${year}`);
      return null;
    }
    const tax = times(times(rational(minor), ratio), own.rate);
    sum = plus(sum, tax);
    const value = writeRational(over(tax, rational(10n ** BigInt(unit.digits))));
    steps.push({ step: 'tax-at-own-rate', value, unit: unit.code, facts: [own.key] });
  }
  return { minor: roundHalfEven(sum), steps };
}
