import type { Levels } from './levels.ts';
import { weightedProduct } from './normal-equations.ts';

const MOST_STEPS = 10_000;

/**
 * Takes effects out of variables: the weighted least-squares fit of a variable by one value for
 * every level of every effect, and what it leaves.
 *
 * The normal equations are solved by conjugate gradients over all levels at once, each step one
 * pass over the rows. A solution of before, given as a start, saves most of the steps. The values
 * of levels are not unique (a constant can move between effects); what is left of a variable is.
 *
 * Source: Correia, Linear models with high-dimensional fixed effects (2016); Golub & Van Loan,
 * Matrix computations, 4th ed., §11.5.
 */
export class Within {
  /** How many levels there are in all effects together. */
  readonly size: number;
  readonly #places: readonly Uint32Array[];
  readonly #weightOfLevel: Float64Array;
  #weights = new Float64Array(0);

  constructor(effects: readonly Levels[]) {
    let before = 0;
    this.#places = effects.map(({ of, count }) => {
      const start = before;
      before += count;
      return start === 0 ? of : of.map((level) => level + start);
    });
    this.size = before;
    this.#weightOfLevel = new Float64Array(before);
  }

  /** From now on rows weigh so much; each > 0. The array is kept, not copied. */
  weigh(weights: Float64Array<ArrayBuffer>): void {
    this.#weights = weights;
    this.#weightOfLevel.fill(0);
    for (const place of this.#places) {
      for (let row = 0; row < place.length; row++) {
        this.#weightOfLevel[place[row]!]! += weights[row]!;
      }
    }
  }

  /**
   * Moves `levels` to where they fit the variable, up to a tolerance relative to the variable's own
   * size; false if that took too many steps.
   */
  fit(variable: Float64Array, levels: Float64Array, tolerance: number): boolean {
    if (this.size === 0) return true;
    const diagonal = this.#weightOfLevel;
    const left = this.#sums(variable, levels);
    const smallest = tolerance ** 2 * weightedProduct(variable, variable, this.#weights);
    const direction = left.map((value, level) => value / diagonal[level]!);
    const product = new Float64Array(this.size);
    let size = weightedProduct(left, direction);
    for (let step = 0; step < MOST_STEPS; step++) {
      if (!(size > smallest)) return !Number.isNaN(size);
      this.#multiply(direction, product);
      const along = size / weightedProduct(direction, product);
      for (let level = 0; level < this.size; level++) {
        levels[level]! += along * direction[level]!;
        left[level]! -= along * product[level]!;
      }
      let next = 0;
      for (let level = 0; level < this.size; level++) next += left[level]! ** 2 / diagonal[level]!;
      const turn = next / size;
      size = next;
      for (let level = 0; level < this.size; level++) {
        direction[level] = left[level]! / diagonal[level]! + turn * direction[level]!;
      }
    }
    return false;
  }

  /** Writes over `into` what the levels leave of the variable. */
  leave(variable: Float64Array, levels: Float64Array, into: Float64Array): void {
    into.set(variable);
    for (const place of this.#places) {
      for (let row = 0; row < place.length; row++) into[row]! -= levels[place[row]!]!;
    }
  }

  /** For every level the weighted sum of what the levels leave of its rows. */
  #sums(variable: Float64Array, levels: Float64Array): Float64Array {
    const weights = this.#weights;
    const sums = new Float64Array(this.size);
    const [first, second, ...more] = this.#places;
    if (first !== undefined && second !== undefined && more.length === 0) {
      for (let row = 0; row < first.length; row++) {
        const a = first[row]!;
        const b = second[row]!;
        const rest = weights[row]! * (variable[row]! - levels[a]! - levels[b]!);
        sums[a]! += rest;
        sums[b]! += rest;
      }
      return sums;
    }
    for (let row = 0; row < weights.length; row++) {
      let rest = variable[row]!;
      for (const place of this.#places) rest -= levels[place[row]!]!;
      rest *= weights[row]!;
      for (const place of this.#places) sums[place[row]!]! += rest;
    }
    return sums;
  }

  /** The weighted counts of how levels meet, times a value for each level. */
  #multiply(values: Float64Array, out: Float64Array): void {
    const weights = this.#weights;
    out.fill(0);
    const [first, second, ...more] = this.#places;
    if (first !== undefined && second !== undefined && more.length === 0) {
      for (let row = 0; row < first.length; row++) {
        const a = first[row]!;
        const b = second[row]!;
        const sum = weights[row]! * (values[a]! + values[b]!);
        out[a]! += sum;
        out[b]! += sum;
      }
      return;
    }
    for (let row = 0; row < weights.length; row++) {
      let sum = 0;
      for (const place of this.#places) sum += values[place[row]!]!;
      sum *= weights[row]!;
      for (const place of this.#places) out[place[row]!]! += sum;
    }
  }
}
