import { type Chance, chanceOf } from '@yunhe/exact';
import { asNumber, writeNumber } from './number.ts';
import { PlaceTally, type UnitUncertainty } from './place-tally.ts';
import type { Problem } from './problem.ts';
import type { ReadScheme } from './read-scheme.ts';
import { type Choices, Replication } from './replication.ts';
import type { Aggregation, Normalisation, Scheme } from './scheme.ts';
import { sobolIndices } from './sobol.ts';
import type { Stages } from './stages.ts';
import { firstAbove, placesOf } from './statistics.ts';

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
/** From one word about progress to the next. */
const DRAWS_BETWEEN = 256;

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
 * @param tell    Told now and then how many draws are done, and how many there are in all.
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
  tell?: (done: number, of: number) => void,
): UncertaintyResult {
  if (!Number.isInteger(draws) || draws < 1 || draws > MOST_DRAWS) {
    throw new RangeError(`Draws are a whole number from 1 to ${MOST_DRAWS}.`);
  }
  if (!Number.isInteger(seed)) throw new RangeError('A seed is a whole number.');
  const problems: Problem[] = [];
  const cohorts = stages.flatMap((one, before) => {
    const drawing = openDrawing(read, one, problems);
    const telling = (done: number) => tell?.(before * draws + done, stages.length * draws);
    return drawing === null ? [] : [drawing.report(draws, seed, telling)];
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

  report(draws: number, seed: number, tell: (done: number) => void): CohortUncertainty {
    const tally = new PlaceTally(this.#read.scheme, this.#stages, this.#places);
    const numbers = new Float64Array(this.#inputs.length);
    for (let draw = 0; draw < draws; draw++) {
      const chance = chanceOf(seed, draw);
      for (let at = 0; at < numbers.length; at++) numbers[at] = chance();
      const scores = this.#run(numbers);
      for (let unit = 0; unit < scores.length; unit++) {
        tally.count(unit, scores[unit]!, this.#placeOf(scores[unit]!));
      }
      if ((draw + 1) % DRAWS_BETWEEN === 0) tell(draw + 1);
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
      first: writeNumber(first[at]!),
      total: writeNumber(total[at]!),
    }));
  }
}

/** A normal deviate from two numbers of chance. */
function normal(chance: Chance): number {
  return Math.sqrt(-2 * Math.log(1 - chance())) * Math.cos(2 * Math.PI * chance());
}
