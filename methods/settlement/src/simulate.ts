import {
  type Chance,
  chanceOf,
  checkShape,
  readAmount,
  type Unit,
  writeAmount,
} from '@yunhe/exact';
import { type Agreement, unitOfMeasure } from './agreement.ts';
import { drawFrom } from './chance.ts';
import { uncovered } from './coverage.ts';
import { evaluate } from './evaluate.ts';
import { type BookedFact, bookFacts, enter, type FactBook } from './fact-book.ts';
import type { DraftLine } from './outcome.ts';
import { type Scenario, scenarioSchema } from './scenario.ts';
import { Spread } from './spread.ts';
import type { Problem } from './statement.ts';
import { termsSchema } from './terms-schema.ts';

/** What a party gains in a year over all draws, as decimals. */
export interface YearOfGains {
  readonly party: string;
  readonly unit: string;
  readonly year: number;
  readonly mean: string;
  readonly low5: string;
  readonly median: string;
  readonly high95: string;
}

export interface BreakEven {
  readonly party: string;
  readonly unit: string;
  /** The part of the draws, 0 to 1, in which gains made up for costs within the years drawn. */
  readonly reached: number;
  /** The middle of the years in which it was reached; null if it never was. */
  readonly medianYear: number | null;
}

export interface Alternative {
  readonly terms: string;
  readonly version: number;
  readonly years: readonly YearOfGains[];
  readonly breakEven: readonly BreakEven[];
  /** Draws in which the case is not covered. */
  readonly uncoveredDraws: number;
  /** Draws in which a clause left something open. */
  readonly open: readonly {
    readonly clause: string;
    readonly code: string;
    readonly draws: number;
  }[];
}

export interface Simulation {
  readonly draws: number;
  readonly seed: number;
  readonly alternatives: readonly Alternative[];
}

export type SimulationResult =
  | { readonly simulation: Simulation }
  | { readonly problems: readonly Problem[] };

const MOST_ALTERNATIVES = 5;
const MOST_DRAWS = 1_000_000;

/**
 * What terms would mean in years to come: draws futures by a scenario and settles each, every
 * alternative on the same futures, so that their difference is that of the terms. Facts that are
 * drawn count as confirmed. Assumptions are binary fractions; every amount drawn from them is whole
 * minor units, and settled as exactly as a reported one.
 *
 * A gain is what a party receives and what it keeps of a shared base; what it pays from elsewhere,
 * as a yield or once, is taken off.
 *
 * @param agreements  One to five alternatives that know the scenario's parties and measures.
 * @param json        A scenario as parsed JSON.
 * @param told        Called about a hundred times with how many draws are done, for whoever waits.
 * @returns           `{ simulation }`, the same for the same seed, or `{ problems }`.
 * @throws RangeError if there are no or more than five alternatives, or draws are not 1…1,000,000.
 * @example simulate([], {}, 10, 1) // → throws RangeError
 *
 * Cost: about 50 µs for ten years of one agreement.
 */
export function simulate(
  agreements: readonly Agreement[],
  json: unknown,
  draws: number,
  seed: number,
  told: (done: number) => void = () => {},
): SimulationResult {
  if (agreements.length < 1 || agreements.length > MOST_ALTERNATIVES) {
    throw new RangeError(`Compare one to ${MOST_ALTERNATIVES} terms.`);
  }
  if (!Number.isInteger(draws) || draws < 1 || draws > MOST_DRAWS) {
    throw new RangeError(`Draws are a whole number from 1 to ${MOST_DRAWS}.`);
  }
  if (!Number.isInteger(seed)) throw new RangeError('A seed is a whole number.');
  const shape = checkShape(json, scenarioSchema, termsSchema);
  if (shape.length > 0) return { problems: shape };
  const scenario = json as Scenario;
  const trials: Trial[] = [];
  for (const agreement of agreements) {
    const problems = unknownNames(agreement, scenario);
    const given = bookFacts(agreement, scenario.given ?? []);
    if ('problems' in given) problems.push(...given.problems);
    else trials.push(new Trial(agreement, scenario, given.book, draws));
    if (problems.length > 0) return { problems };
  }
  const tellEvery = Math.ceil(draws / 100);
  for (let draw = 0; draw < draws; draw++) {
    if (draw % tellEvery === 0) told(draw);
    const future = drawFuture(scenario, chanceOf(seed, draw));
    for (const trial of trials) trial.settle(future, draw);
  }
  return { simulation: { draws, seed, alternatives: trials.map((trial) => trial.result()) } };
}

function unknownNames(agreement: Agreement, scenario: Scenario): Problem[] {
  const problems: Problem[] = [];
  const { id } = agreement.terms;
  const wrong = (field: string, detail: string) =>
    problems.push({ code: 'scenario_unfit', clause: null, field, detail: `${id}: ${detail}` });
  const party = (name: string, field: string) => {
    if (!agreement.parties.has(name)) wrong(field, `${name} is no party.`);
  };
  const amount = (text: string, unit: Unit | undefined, field: string) => {
    if (unit === undefined) wrong(field, 'This is not counted in a unit of the terms.');
    else if (readAmount(text, unit) === null) wrong(field, `${text} is no amount.`);
  };
  for (const [at, one] of (scenario.events ?? []).entries()) {
    party(one.party, `events/${at}/party`);
    if (agreement.measures.get(one.event)?.unit !== 'event') {
      wrong(`events/${at}/event`, `${one.event} is no event.`);
    }
  }
  for (const [at, one] of scenario.series.entries()) {
    party(one.party, `series/${at}/party`);
    const unit = agreement.units.get(agreement.measures.get(one.measure)?.unit ?? '');
    amount(one.start, unit, `series/${at}/start`);
    const { low, high, likely = low } = one.growth;
    if (low > likely || likely > high) wrong(`series/${at}/growth`, 'low ≤ likely ≤ high.');
  }
  for (const [at, one] of (scenario.costs ?? []).entries()) {
    party(one.party, `costs/${at}/party`);
    amount(one.amount, agreement.units.get(one.unit), `costs/${at}/amount`);
  }
  return problems;
}

/** One way things may go, without regard to any terms. */
interface Future {
  /** The days of the scenario's events, in its order. */
  readonly days: readonly string[];
  /** By series: the first year, and what each year is of the start, in billionths. */
  readonly paths: readonly { readonly first: number; readonly factors: readonly bigint[] }[];
}

const BILLION = 1e9;

function drawFuture(scenario: Scenario, chance: Chance): Future {
  const { from, years, events = [], series, relocation = 0 } = scenario;
  const days = events.map(({ day, delay }) => {
    const late = delay === undefined ? 0 : Math.floor(drawFrom(delay, chance));
    return `${Number(day.slice(0, 4)) + late}${day.slice(4)}`;
  });
  let end = from + years;
  for (let year = from + 1; year < end && relocation > 0; year++) {
    if (chance() < relocation) end = year;
  }
  const paths = series.map(({ growth, after }) => {
    const at = events.findIndex(({ event }) => event === after);
    const first = Math.max(from, at < 0 ? from : Number(days[at]!.slice(0, 4)));
    const factors: bigint[] = [];
    let factor = 1;
    for (let year = first; year < from + years; year++) {
      if (year > first) factor *= 1 + drawFrom(growth, chance);
      factors.push(year < end ? BigInt(Math.round(factor * BILLION)) : 0n);
    }
    return { first, factors };
  });
  return { days, paths };
}

/** One alternative through all draws. */
class Trial {
  readonly #agreement: Agreement;
  readonly #scenario: Scenario;
  readonly #given: FactBook;
  readonly #starts: readonly bigint[];
  readonly #everybody: readonly string[];
  readonly #fromBase: ReadonlySet<string>;
  readonly #spread: Spread;
  readonly #open = new Map<string, { clause: string; code: string; draws: number }>();
  #uncovered = 0;

  constructor(agreement: Agreement, scenario: Scenario, given: FactBook, draws: number) {
    this.#agreement = agreement;
    this.#scenario = scenario;
    this.#given = given;
    this.#starts = scenario.series.map(
      ({ measure, start }) => readAmount(start, unitOfMeasure(agreement, measure))!,
    );
    this.#everybody = [...agreement.parties.keys()];
    const shares = agreement.terms.clauses.filter(({ kind }) => kind === 'share');
    this.#fromBase = new Set(shares.map(({ id }) => id));
    this.#spread = new Spread(scenario.from, scenario.years, draws);
    for (const { party, year, amount, unit: code } of scenario.costs ?? []) {
      const unit = agreement.units.get(code)!;
      this.#spread.cost(party, unit, year, readAmount(amount, unit)!);
    }
  }

  settle(future: Future, draw: number): void {
    const book = this.#bookOf(future);
    if (uncovered(this.#agreement, book).length > 0) {
      this.#uncovered++;
      return;
    }
    const { from, years } = this.#scenario;
    const { lines, open } = evaluate(this.#agreement, book, from + years - 1);
    for (const line of lines) this.#count(line, draw);
    const names = new Set<string>();
    for (const { clause, code } of open) {
      const name = `${clause} ${code}`;
      if (names.has(name)) continue;
      names.add(name);
      const own = this.#open.get(name) ?? { clause, code, draws: 0 };
      own.draws++;
      this.#open.set(name, own);
    }
  }

  #count({ payer, receiver, unit, year, minor, clause }: DraftLine, draw: number): void {
    this.#spread.gain(receiver, unit, year, draw, minor);
    if (payer === receiver || this.#fromBase.has(clause)) return;
    this.#spread.gain(payer, unit, year, draw, -minor);
  }

  #bookOf({ days, paths }: Future): FactBook {
    const { events = [], series } = this.#scenario;
    const book: FactBook = {
      ...this.#given,
      series: new Map(this.#given.series),
      events: new Map(this.#given.events),
    };
    const base = { rate: null, disputed: false, confirmedBy: this.#everybody };
    for (const [at, { event, party }] of events.entries()) {
      const day = days[at]!;
      const year = Number(day.slice(0, 4));
      const fact = { ...base, key: '', party, year, day, source: '', minor: 0n };
      book.events.set(event, [...(book.events.get(event) ?? []), fact]);
    }
    const own = new Set<string>();
    for (const [at, { party, measure, source = '' }] of series.entries()) {
      const name = `${measure} ${party}`;
      const past = book.series.get(name);
      // What is given stays as it is, for the next draw too.
      if (past !== undefined && !own.has(name)) {
        book.series.set(name, new Map([...past].map(([year, facts]) => [year, [...facts]])));
      }
      own.add(name);
      const { first, factors } = paths[at]!;
      for (const [index, factor] of factors.entries()) {
        const minor = (this.#starts[at]! * factor) / BigInt(BILLION);
        const fact: BookedFact = {
          ...base,
          key: '',
          party,
          year: first + index,
          day: null,
          source,
          minor,
        };
        enter(book, measure, party, fact);
      }
    }
    return book;
  }

  result(): Alternative {
    const { id, version } = this.#agreement.terms;
    return {
      terms: id,
      version,
      years: this.#spread.years().map(({ party, unit, year, sorted }) => ({
        party,
        unit: unit.code,
        year,
        mean: writeAmount(sorted.reduce((a, b) => a + b, 0n) / BigInt(sorted.length), unit),
        low5: writeAmount(quantile(sorted, 0.05), unit),
        median: writeAmount(quantile(sorted, 0.5), unit),
        high95: writeAmount(quantile(sorted, 0.95), unit),
      })),
      breakEven: this.#spread.breakEven(),
      uncoveredDraws: this.#uncovered,
      open: [...this.#open.values()],
    };
  }
}

/** The smallest value that at least this part of the draws does not pass. */
function quantile(sorted: readonly bigint[], part: number): bigint {
  return sorted[Math.max(0, Math.ceil(part * sorted.length) - 1)]!;
}
