import { type Chance, chanceOf } from '@yunhe/exact';
import { asDecimal, asNumber, decimal, told } from './number.ts';
import type { Problem } from './problem.ts';
import type { ReadScheme } from './read-scheme.ts';
import { type Choices, Replication } from './replication.ts';
import type { Aggregation, Normalisation, Scheme } from './scheme.ts';
import { sobolIndices } from './sobol.ts';
import type { Stages } from './stages.ts';
import { firstAbove, placesOf } from './statistics.ts';

export interface UnitUncertainty {
  readonly unit: string;
  readonly place: number | null;
  /** Places that at least 5 %, 50 % and 95 % of the replications do not pass. */
  readonly low5: number;
  readonly median: number;
  readonly high95: number;
  /** Mean and deviation of the scores, twelve digits. */
  readonly mean: string;
  readonly deviation: string;
  /** How many places it moves on average, up or down. */
  readonly moved: string;
  /** The part of the replications in each grade. */
  readonly grades: Readonly<Record<string, string>>;
}

export interface Driver {
  /** `weights GROUP`, `normalisation`, `aggregation`, `imputation` or `experts`. */
  readonly input: string;
  readonly first: string;
  readonly total: string;
}

export interface CohortUncertainty {
  readonly within: string | null;
  readonly units: readonly UnitUncertainty[];
  /** Places that a unit moves, on average over units and replications. */
  readonly moved: string;
  /** What drives that; empty where nothing or only one thing is uncertain. */
  readonly drivers: readonly Driver[];
}

export interface UncertaintyReport {
  readonly draws: number;
  readonly seed: number;
  readonly cohorts: readonly CohortUncertainty[];
}

export type UncertaintyResult =
  | { readonly uncertainty: UncertaintyReport }
  | { readonly problems: readonly Problem[] };

const MOST_DRAWS = 1_000_000;
/** Beyond it a table of how often each unit took each place would not fit. */
const MOST_PLACES = 5000;
/** Without a word of the scheme: weights move by a quarter either way. */
const STANDARD = { weights: 0.25, imputation: true, experts: true } as const;
const FEWEST_SAMPLES = 64;
const MOST_SAMPLES = 256;

/**
 * How sure places and grades are: the evaluation again and again, with everything that the scheme
 * calls uncertain drawn anew. Weights of each group are multiplied by factors from 1 − spread to
 * 1 + spread and scaled to their sum; one of the normalisations and one of the means is taken for
 * the whole tree; imputed values and panels' means are drawn from normal distributions, held within
 * the range of the units. Scales stay as the units have set them. Vetoes hold in every replication.
 *
 * What drives the places is told by Sobol's indices of how many places units move on average; each
 * input is one number that stands for a whole drawing of its weights or values.
 *
 * @param read    The scheme.
 * @param stages  What `evaluate` answered beside the evaluation.
 * @param draws   1 to 1,000,000.
 * @param seed    A whole number; the same seed gives the same report.
 * @returns       `{ uncertainty }`, units in the order of their names; or `{ problems }` where a
 *                choice cannot be computed, such as a geometric mean over scores of 0.
 * @throws RangeError if draws or seed are none.
 * @example replicate({}, [], 0, 1) // → throws RangeError
 *
 * Cost: about 10 ns a unit, indicator and draw, and the sorting of the units.
 * Source: Saisana, Saltelli & Tarantola, Uncertainty and sensitivity analysis techniques as tools
 * for the quality assessment of composite indicators (2005); OECD & JRC Handbook (2008), 7.
 */
export function replicate(
  read: ReadScheme,
  stages: readonly Stages[],
  draws: number,
  seed: number,
): UncertaintyResult {
  if (!Number.isInteger(draws) || draws < 1 || draws > MOST_DRAWS) {
    throw new RangeError(`Draws are a whole number from 1 to ${MOST_DRAWS}.`);
  }
  if (!Number.isInteger(seed)) throw new RangeError('A seed is a whole number.');
  const problems: Problem[] = [];
  const cohorts = stages.flatMap((one) => {
    const drawing = openDrawing(read, one, problems);
    return drawing === null ? [] : [drawing.report(draws, seed)];
  });
  return problems.length > 0 ? { problems } : { uncertainty: { draws, seed, cohorts } };
}

function openDrawing(read: ReadScheme, stages: Stages, problems: Problem[]): Drawing | null {
  const wrong = (field: string, detail: string) => {
    problems.push({ code: 'combination_unfit', clause: null, field, detail });
    return null;
  };
  if (stages.cohort.units.length > MOST_PLACES) {
    return wrong('units', `At most ${MOST_PLACES} units can be ranked again and again.`);
  }
  try {
    const drawing = new Drawing(read, stages);
    const gap = drawing.firstGap();
    return gap === null ? drawing : wrong('uncertainty', gap);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return wrong('uncertainty/normalise', error.message);
  }
}

/** One thing that is drawn. */
interface Input {
  readonly name: string;
  /** Takes its number from [0, 1) for this replication. */
  readonly draw: (number: number) => void;
}

class Drawing {
  readonly #read: ReadScheme;
  readonly #stages: Stages;
  readonly #replication: Replication;
  readonly #normalisations: readonly (Normalisation | null)[];
  readonly #methods: readonly (Aggregation['method'] | null)[];
  readonly #factors: Float64Array;
  readonly #inputs: readonly Input[];
  readonly #sorted: Float64Array;
  readonly #places: Float64Array;
  #normalisation = 0;
  #method: Aggregation['method'] | null;

  constructor(read: ReadScheme, stages: Stages) {
    this.#read = read;
    this.#stages = stages;
    const uncertain = read.scheme.uncertainty ?? STANDARD;
    this.#normalisations = ('normalise' in uncertain && uncertain.normalise) || [null];
    this.#methods = ('aggregate' in uncertain && uncertain.aggregate) || [null];
    this.#method = this.#methods[0]!;
    this.#replication = new Replication(read, stages, this.#normalisations);
    this.#factors = new Float64Array(read.nodes.length).fill(1);
    this.#sorted = new Float64Array(this.#replication.units);
    // As the grades see them: by rounded scores.
    this.#places = placesOf(
      Float64Array.from(stages.graded, ({ score }) =>
        score === null ? Number.NaN : asNumber(score),
      ),
    );
    this.#inputs = this.#inputsOf(uncertain);
  }

  #inputsOf(uncertain: NonNullable<Scheme['uncertainty']>): readonly Input[] {
    const spread = uncertain.weights ?? 0;
    const cells = (imputed: boolean) =>
      this.#replication.cells.filter((cell) => cell.imputed === imputed);
    const noise = (name: string, wanted: boolean | undefined, imputed: boolean): Input[] => {
      const own = cells(imputed);
      if (wanted !== true || own.length === 0) return [];
      const draw = (number: number) => {
        const chance = chanceOf(Math.floor(number * 2 ** 32) | 0, 1);
        for (const cell of own) this.#replication.set(cell, this.#normalisation, normal(chance));
      };
      return [{ name, draw }];
    };
    const choice = <Value>(name: string, values: readonly Value[], take: (at: number) => void) =>
      values.length < 2
        ? []
        : [{ name, draw: (number: number) => take(Math.floor(number * values.length)) }];
    return [
      ...choice('normalisation', this.#normalisations, (at) => {
        this.#normalisation = at;
      }),
      ...choice('aggregation', this.#methods, (at) => {
        this.#method = this.#methods[at]!;
      }),
      ...(spread > 0 ? this.#replication.weighted : []).map((group): Input => {
        const children = this.#replication.childrenOf(group);
        const draw = (number: number) => {
          const chance = chanceOf(Math.floor(number * 2 ** 32) | 0, group);
          for (const child of children) this.#factors[child] = 1 + spread * (2 * chance() - 1);
        };
        return { name: `weights ${this.#read.nodes[group]!.node.id}`, draw };
      }),
      ...noise('imputation', uncertain.imputation, true),
      ...noise('experts', uncertain.experts, false),
    ];
  }

  /** Why some combination of the choices cannot be computed; null if all can. */
  firstGap(): string | null {
    for (const [at, normalisation] of this.#normalisations.entries()) {
      for (const method of this.#methods) {
        this.#replication.run(this.#choices(at, method));
        const unit = method === null ? -1 : this.#replication.notAboveZero(at, method);
        if (unit < 0) continue;
        const by = normalisation?.method ?? 'the normalisation of the scheme';
        return (
          `A ${method} mean over ${by} needs scores above 0, which ` +
          `${this.#stages.cohort.units[unit]} does not have. Take a range that begins above 0.`
        );
      }
    }
    return null;
  }

  #choices(normalisation: number, method: Aggregation['method'] | null): Choices {
    return { normalisation, method, factors: this.#factors, without: -1 };
  }

  /** One replication; the numbers say what is drawn, an input each. */
  #run(numbers: Float64Array): Float64Array {
    for (let at = 0; at < this.#inputs.length; at++) this.#inputs[at]!.draw(numbers[at]!);
    const scores = this.#replication.run(this.#choices(this.#normalisation, this.#method));
    for (let at = 0; at < scores.length; at++)
      if (Number.isNaN(scores[at]!)) scores[at] = -Infinity;
    this.#sorted.set(scores);
    this.#sorted.sort();
    return scores;
  }

  #placeOf(score: number): number {
    return this.#sorted.length - firstAbove(this.#sorted, score) + 1;
  }

  report(draws: number, seed: number): CohortUncertainty {
    const tally = new Tally(this.#read.scheme, this.#stages, this.#places);
    const numbers = new Float64Array(this.#inputs.length);
    for (let draw = 0; draw < draws; draw++) {
      const chance = chanceOf(seed, draw);
      for (let at = 0; at < numbers.length; at++) numbers[at] = chance();
      const scores = this.#run(numbers);
      for (let unit = 0; unit < scores.length; unit++) {
        tally.count(unit, scores[unit]!, this.#placeOf(scores[unit]!));
      }
    }
    return {
      within: this.#stages.cohort.answer,
      units: tally.units(draws),
      moved: tally.moved(draws),
      drivers: this.#drivers(draws, seed),
    };
  }

  #drivers(draws: number, seed: number): readonly Driver[] {
    const inputs = this.#inputs.length;
    if (inputs < 2) return [];
    const wanted = 2 ** Math.floor(Math.log2(draws / 4));
    const samples = Math.max(FEWEST_SAMPLES, Math.min(MOST_SAMPLES, wanted));
    const { first, total } = sobolIndices(
      (numbers) => {
        const scores = this.#run(numbers);
        let moved = 0;
        for (let unit = 0; unit < scores.length; unit++) {
          moved += Math.abs(this.#placeOf(scores[unit]!) - this.#places[unit]!);
        }
        return moved / scores.length;
      },
      inputs,
      samples,
      { seed },
    );
    return this.#inputs.map(({ name }, at) => ({
      input: name,
      first: written(first[at]!),
      total: written(total[at]!),
    }));
  }
}

/** A normal deviate from two numbers of chance. */
function normal(chance: Chance): number {
  return Math.sqrt(-2 * Math.log(1 - chance())) * Math.cos(2 * Math.PI * chance());
}

function written(value: number): string {
  return told(value, asDecimal(value));
}

/** What came of all replications. */
class Tally {
  readonly #scheme: Scheme;
  readonly #stages: Stages;
  readonly #places: Float64Array;
  readonly #counts: Uint32Array;
  readonly #grades: Uint32Array;
  readonly #bounds: readonly { readonly at: number; readonly included: boolean }[];
  readonly #base: Float64Array;
  readonly #sums: Float64Array;
  readonly #squares: Float64Array;
  readonly #moved: Float64Array;
  readonly #scale: number;
  readonly #lift: number;

  constructor(scheme: Scheme, stages: Stages, places: Float64Array) {
    const n = places.length;
    this.#scheme = scheme;
    this.#stages = stages;
    this.#places = places;
    this.#counts = new Uint32Array(n * n);
    const grades = scheme.grades ?? [];
    this.#grades = new Uint32Array(n * grades.length);
    this.#scale = 10 ** scheme.decimals;
    // Binary noise below the twelfth digit must not decide a rounding.
    this.#lift = (scheme.rounding === 'down' ? 0 : 0.5) + 1e-9;
    this.#bounds = grades.map(({ least, above }) => {
      const bound = least ?? above;
      const at =
        bound === undefined ? -Infinity : Math.round(asNumber(decimal(bound)) * this.#scale);
      return { at, included: above === undefined };
    });
    this.#base = stages.nodes[0]!.score.values;
    this.#sums = new Float64Array(n);
    this.#squares = new Float64Array(n);
    this.#moved = new Float64Array(n);
  }

  count(unit: number, score: number, place: number): void {
    const n = this.#places.length;
    this.#counts[unit * n + place - 1]!++;
    // Counted from the evaluation's own score, so that no digits are lost.
    const off = score - this.#base[unit]!;
    this.#sums[unit]! += off;
    this.#squares[unit]! += off * off;
    this.#moved[unit]! += Math.abs(place - this.#places[unit]!);
    if (this.#bounds.length === 0) return;
    const grade = Math.max(this.#gradeOf(score), this.#vetoedTo(unit));
    this.#grades[unit * this.#bounds.length + grade]!++;
  }

  #gradeOf(score: number): number {
    const sign = score < 0 ? -1 : 1;
    const rounded = sign * Math.floor(Math.abs(score) * this.#scale + this.#lift);
    for (let at = 0; at < this.#bounds.length; at++) {
      const bound = this.#bounds[at]!;
      if (rounded > bound.at || (rounded === bound.at && bound.included)) return at;
    }
    return this.#bounds.length - 1;
  }

  #vetoedTo(unit: number): number {
    const { grade, vetoes } = this.#stages.graded[unit]!;
    return vetoes.length === 0 || grade === null ? -1 : this.#scheme.grades!.indexOf(grade);
  }

  units(draws: number): readonly UnitUncertainty[] {
    const n = this.#places.length;
    return this.#stages.cohort.units.map((unit, at) => {
      const counts = this.#counts.subarray(at * n, (at + 1) * n);
      const off = this.#sums[at]! / draws;
      const scored = this.#stages.graded[at]!.score !== null;
      const variance = Math.max(0, this.#squares[at]! / draws - off * off);
      const grades = (this.#scheme.grades ?? []).map(({ id }, place) => {
        const count = this.#grades[at * this.#bounds.length + place]!;
        return [id, written(count / draws)] as const;
      });
      return {
        unit,
        place: this.#stages.graded[at]!.place,
        low5: placeAt(counts, 0.05 * draws),
        median: placeAt(counts, 0.5 * draws),
        high95: placeAt(counts, 0.95 * draws),
        mean: scored ? written(this.#base[at]! + off) : '',
        deviation: scored ? written(Math.sqrt(variance)) : '',
        moved: written(this.#moved[at]! / draws),
        grades: Object.fromEntries(scored ? grades : []),
      };
    });
  }

  moved(draws: number): string {
    const n = this.#places.length;
    return written(this.#moved.reduce((sum, one) => sum + one, 0) / draws / n);
  }
}

/** The first place up to which so many replications came. */
function placeAt(counts: Uint32Array, wanted: number): number {
  let sum = 0;
  for (let at = 0; at < counts.length; at++) {
    sum += counts[at]!;
    if (sum >= wanted) return at + 1;
  }
  return counts.length;
}
