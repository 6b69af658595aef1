import { asNumber, decimal, writeNumber } from './number.ts';
import type { Scheme } from './scheme.ts';
import type { Stages } from './stages.ts';

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

/** What came of all replications. */
export class PlaceTally {
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
        return [id, writeNumber(count / draws)] as const;
      });
      return {
        unit,
        place: this.#stages.graded[at]!.place,
        low5: placeAt(counts, 0.05 * draws),
        median: placeAt(counts, 0.5 * draws),
        high95: placeAt(counts, 0.95 * draws),
        mean: scored ? writeNumber(this.#base[at]! + off) : '',
        deviation: scored ? writeNumber(Math.sqrt(variance)) : '',
        moved: writeNumber(this.#moved[at]! / draws),
        grades: Object.fromEntries(scored ? grades : []),
      };
    });
  }

  moved(draws: number): string {
    const n = this.#places.length;
    return writeNumber(this.#moved.reduce((sum, one) => sum + one, 0) / draws / n);
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
