/**
 * A funding formula and what it gives: a fixed part for everyone, pools that are split in
 * proportion, multipliers by grade. Amounts are exact; what is split sums to the budget. Pure.
 */
import {
  type DataRow,
  FormulaProblem,
  type Problem,
  readFormula,
  type Formula as Weighing,
} from '@yunhe/evaluation';
import {
  allocate,
  canonicalText,
  checkShape,
  compareRationals,
  currencyOf,
  over,
  plus,
  type Rational,
  rational,
  readAmount,
  readRational,
  roundHalfEven,
  sha256,
  times,
  type Unit,
  wholeWeights,
  writeAmount,
  writeRational,
} from '@yunhe/exact';
import { formulaSchema } from './formula-schema.ts';

interface Words {
  readonly zh: string;
  readonly en: string;
}

interface StreamBase {
  readonly id: string;
  readonly name: Words;
  readonly clause?: string;
  readonly graded?: boolean;
}

export interface FixedStream extends StreamBase {
  readonly kind: 'fixed';
  readonly amount: string;
}

export interface PoolStream extends StreamBase {
  readonly kind: 'pool';
  /** Of what fixed streams leave. */
  readonly share: string;
  /** A formula over measures; the pool is split in its proportion. */
  readonly by: string;
}

export interface FundingFormula {
  readonly format: 'yunhe-funding-1';
  readonly id: string;
  readonly version: number;
  readonly title: Words;
  readonly currency: string;
  readonly measures: readonly { readonly id: string; readonly name: Words }[];
  readonly streams: readonly (FixedStream | PoolStream)[];
  readonly multipliers?: readonly { readonly id: string; readonly multiplier: string }[];
  /** Of a unit without a grade; 1 if not said. */
  readonly ungraded?: string;
}

export interface ReadFormula {
  readonly formula: FundingFormula;
  /** SHA-256 of the formula's canonical text. */
  readonly digest: string;
  readonly unit: Unit;
  /** By stream. */
  readonly weighings: ReadonlyMap<string, Weighing>;
}

export type FormulaReading =
  | { readonly read: ReadFormula }
  | { readonly problems: readonly Problem[] };

const one = rational(1n);
const zero = rational(0n);

/** Reads a formula: its shape, then names, formulas and shares; every problem at once. */
export function readFunding(json: unknown): FormulaReading {
  const shape = checkShape(json, formulaSchema, formulaSchema);
  if (shape.length > 0) return { problems: shape };
  const formula = json as FundingFormula;
  const problems: Problem[] = [];
  const wrong = (code: string, clause: string | null, field: string, detail: string) =>
    problems.push({ code, clause, field, detail });
  const measures = new Set(formula.measures.map(({ id }) => id));
  const once = (list: readonly { readonly id: string }[], name: string) => {
    for (const [at, { id }] of list.entries()) {
      if (list.findIndex((other) => other.id === id) < at) {
        wrong('declared_twice', id, `${name}/${at}/id`, `${id} stands there twice.`);
      }
    }
  };
  once(formula.measures, 'measures');
  once(formula.streams, 'streams');
  once(formula.multipliers ?? [], 'multipliers');
  const weighings = new Map<string, Weighing>();
  let shares = zero;
  for (const [at, stream] of formula.streams.entries()) {
    if (stream.kind === 'fixed') continue;
    shares = plus(shares, readRational(stream.share)!);
    const found = weighingOf(stream.by, measures);
    if (typeof found === 'string') {
      wrong('formula_unreadable', stream.id, `streams/${at}/by`, found);
    } else weighings.set(stream.id, found);
  }
  if (weighings.size > 0 && compareRationals(shares, one) !== 0) {
    const sum = `${writeRational(times(shares, rational(100n)))} %`;
    wrong('shares_not_whole', null, 'streams', `The shares of the pools sum to ${sum}, not 100 %.`);
  }
  if (problems.length > 0) return { problems };
  const unit = currencyOf(formula.currency)!;
  return { read: { formula, digest: sha256(canonicalText(formula)), unit, weighings } };
}

/** The formula, or why it is none. */
function weighingOf(text: string, measures: ReadonlySet<string>): Weighing | string {
  try {
    const read = readFormula(text, (name) => (measures.has(name) ? 'number' : undefined));
    return read.kind === 'number' ? read : 'A pool is split by a number.';
  } catch (error) {
    if (error instanceof FormulaProblem) return error.message;
    throw error;
  }
}

/** What one stream gives one unit, and how it comes about. */
export interface FundedPart {
  readonly stream: string;
  /** 1 where the grade does not count. */
  readonly multiplier: string;
  /** Of a pool: what the formula gives, times the multiplier; of a fixed stream its amount. */
  readonly weight: string;
  /** Of a pool: the weights of all. */
  readonly ofWeight: string | null;
  readonly amount: string;
}

export interface FundedUnit {
  readonly unit: string;
  readonly grade: string | null;
  readonly amount: string;
  readonly parts: readonly FundedPart[];
}

export interface Funding {
  readonly format: 'yunhe-funding-result-1';
  readonly formula: { readonly id: string; readonly version: number; readonly digest: string };
  readonly currency: string;
  readonly budget: string;
  /** By stream, in the order of the formula. */
  readonly streams: readonly { readonly stream: string; readonly amount: string }[];
  readonly units: readonly FundedUnit[];
  /** What no stream gives: only where there are no pools. */
  readonly left: string;
  /** SHA-256 of all that stands before, in canonical form. */
  readonly digest: string;
}

interface Asked {
  readonly unit: string;
  readonly grade: string | null;
  readonly values: ReadonlyMap<string, Rational>;
}

/** The indicator that holds a unit's grade. */
export const GRADE = 'grade';
const unitsAtMost = 1_000;

/**
 * Splits a budget. Fixed streams come first; pools split what they leave, each by its share, to the
 * smallest unit of money: what a division leaves over goes to the largest remainders.
 *
 * @param rows  `unit, indicator, value`; the indicator `grade` holds the grade. What is not
 *              reported counts as 0 in no formula: it is refused with unit and measure.
 */
export function fund(
  read: ReadFormula,
  rows: readonly DataRow[],
  budgetText: string,
): { readonly funding: Funding } | { readonly problems: readonly Problem[] } {
  const problems: Problem[] = [];
  const wrong = (code: string, clause: string | null, field: string, detail: string) => {
    if (problems.length < 50) problems.push({ code, clause, field, detail });
  };
  const { formula, unit: money, weighings } = read;
  const budget = readAmount(budgetText, money);
  if (budget === null || budget < 0n) {
    wrong('not_an_amount', null, 'budget', `${budgetText} is no amount of ${money.code}.`);
  }
  const units = unitsIn(formula, rows, wrong);
  if (problems.length > 0 || budget === null) return { problems };

  const multiplierOf = multipliersOf(formula, wrong);
  const parts = new Map<string, FundedPart[]>(units.map(({ unit }) => [unit, []]));
  const streams = new Map<string, bigint>();
  const give = (
    id: string,
    amounts: readonly bigint[],
    told: (at: number) => Omit<FundedPart, 'stream' | 'amount'>,
  ) => {
    streams.set(
      id,
      amounts.reduce((sum, amount) => sum + amount, 0n),
    );
    for (const [at, amount] of amounts.entries()) {
      const part = { stream: id, ...told(at), amount: writeAmount(amount, money) };
      parts.get(units[at]!.unit)!.push(part);
    }
  };

  let left = budget;
  for (const stream of formula.streams) {
    if (stream.kind !== 'fixed') continue;
    const each = readAmount(stream.amount, money)!;
    const factors = units.map((unit) => multiplierOf(stream, unit));
    const amounts = factors.map((factor) => roundHalfEven(times(factor, rational(each))));
    left -= amounts.reduce((sum, amount) => sum + amount, 0n);
    give(stream.id, amounts, (at) => ({
      multiplier: writeRational(factors[at]!),
      weight: stream.amount,
      ofWeight: null,
    }));
  }
  if (left < 0n) {
    const detail = `Fixed streams take ${writeAmount(budget - left, money)}, more than the budget.`;
    wrong('budget_too_small', null, 'budget', detail);
  }
  if (problems.length > 0) return { problems };

  const pools = formula.streams.filter((stream) => stream.kind === 'pool');
  const sizes =
    pools.length === 0
      ? []
      : allocate(left, wholeWeights(pools.map(({ share }) => readRational(share)!)));
  for (const [index, stream] of pools.entries()) {
    const weighing = weighings.get(stream.id)!;
    const factors = units.map((unit) => multiplierOf(stream, unit));
    const weights = units.map((unit, at) => {
      const value = weighing.compute((name) => unit.values.get(name) ?? null) as Rational | null;
      if (value !== null && compareRationals(value, zero) >= 0) return times(value, factors[at]!);
      const why = value === null ? 'cannot be computed: a measure is not reported' : 'is below 0';
      wrong('weight_unfit', stream.id, unit.unit, `${stream.by} of ${unit.unit} ${why}.`);
      return zero;
    });
    const total = weights.reduce(plus, zero);
    if (problems.length > 0) continue;
    if (compareRationals(total, zero) === 0) {
      const detail = `Nobody has a part in ${stream.id}: ${stream.by} is 0 for all.`;
      wrong(
        'pool_without_weight',
        stream.id,
        `streams/${formula.streams.indexOf(stream)}/by`,
        detail,
      );
      continue;
    }
    give(stream.id, allocate(sizes[index]!, wholeWeights(weights)), (at) => ({
      multiplier: writeRational(factors[at]!),
      weight: writeRational(weights[at]!),
      ofWeight: writeRational(total),
    }));
  }
  if (problems.length > 0) return { problems };

  const content = {
    format: 'yunhe-funding-result-1' as const,
    formula: { id: formula.id, version: formula.version, digest: read.digest },
    currency: money.code,
    budget: writeAmount(budget, money),
    streams: formula.streams.map(({ id }) => ({
      stream: id,
      amount: writeAmount(streams.get(id)!, money),
    })),
    units: units.map(({ unit, grade }): FundedUnit => {
      const own = parts.get(unit)!;
      const sum = own.reduce((all, { amount }) => all + readAmount(amount, money)!, 0n);
      return { unit, grade, amount: writeAmount(sum, money), parts: own };
    }),
    left: writeAmount(pools.length === 0 ? left : 0n, money),
  };
  return { funding: { ...content, digest: sha256(canonicalText(content)) } };
}

type Wrong = (code: string, clause: string | null, field: string, detail: string) => void;

/** The units in the order of their names, each with its grade and its numbers. */
function unitsIn(formula: FundingFormula, rows: readonly DataRow[], wrong: Wrong): Asked[] {
  const measures = new Set(formula.measures.map(({ id }) => id));
  const found = new Map<string, { grade: string | null; values: Map<string, Rational> }>();
  for (const [at, row] of rows.entries()) {
    const [unit = '', indicator = '', value = ''] = [row.unit, row.indicator, row.value];
    if (unit === '') wrong('unit_unnamed', null, `row ${at + 1}, unit`, 'A unit has a name.');
    const own = found.get(unit) ?? { grade: null, values: new Map<string, Rational>() };
    found.set(unit, own);
    if (value === '') continue;
    if (indicator === GRADE) own.grade = value;
    // Data of an evaluation hold more than a formula asks for.
    else if (measures.has(indicator)) {
      const number = readRational(value);
      const where = `row ${at + 1}, value`;
      if (number === null)
        wrong('number_unreadable', null, where, `"${value.slice(0, 60)}" is no number.`);
      else if (own.values.has(indicator))
        wrong('value_twice', null, where, `${indicator} of ${unit} stands there twice.`);
      else own.values.set(indicator, number);
    }
  }
  if (found.size === 0) wrong('no_units', null, 'unit', 'There is no unit to fund.');
  if (found.size > unitsAtMost)
    wrong('too_many_units', null, 'unit', `At most ${unitsAtMost} units are funded at once.`);
  return [...found]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([unit, { grade, values }]) => ({ unit, grade, values }));
}

function multipliersOf(formula: FundingFormula, wrong: Wrong) {
  const known = new Map(
    (formula.multipliers ?? []).map(({ id, multiplier }) => [id, readRational(multiplier)!]),
  );
  const ungraded = readRational(formula.ungraded ?? '1')!;
  return (stream: StreamBase, { unit, grade }: Asked): Rational => {
    if (stream.graded !== true) return one;
    if (grade === null) return ungraded;
    const factor = known.get(grade);
    if (factor === undefined)
      wrong(
        'grade_without_multiplier',
        stream.id,
        unit,
        `The formula has no multiplier for ${grade}.`,
      );
    return factor ?? zero;
  };
}

/** What a unit's part is of a pool, as a percentage with four digits; null for a fixed part. */
export function percentOf({ weight, ofWeight }: FundedPart): string | null {
  if (ofWeight === null) return null;
  const part = over(readRational(weight)!, readRational(ofWeight)!);
  return (Number(roundHalfEven(times(part, rational(1_000_000n)))) / 10_000).toFixed(4);
}
