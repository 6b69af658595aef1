import { chanceOf } from '@yunhe/exact';
import { SobolSequence } from './sobol-sequence.ts';
import { mean } from './statistics.ts';

export interface SobolIndices {
  /** The part of the variance that goes when this input is known, the others not. */
  readonly first: readonly number[];
  /** The part that stays when all others are known: the input with all it does together with them. */
  readonly total: readonly number[];
  /** Of pairs, what they do together beyond each alone: row < column; empty unless asked for. */
  readonly second: readonly (readonly number[])[];
  readonly mean: number;
  readonly variance: number;
  readonly runs: number;
}

const MOST_RUNS = 10_000_000;

export interface SobolOptions {
  /** Points by chance; without it those of Sobol's sequence, for up to ten inputs. */
  readonly seed?: number;
  /** Pairs too, for nearly twice as many runs. */
  readonly pairs?: boolean;
}

/**
 * How much of a model's variance each of its inputs causes, alone and together with the others.
 * All are estimates: small ones may come out below 0, and first may pass total by a little.
 *
 * @param model    A pure function of k inputs from [0, 1), which it must not keep.
 * @param inputs   k ≥ 1.
 * @param samples  A power of 2 fills the space best.
 * @returns        Zeros where the model does not vary.
 * @throws RangeError if there is no input, more than ten without a seed, or more than 10⁷ runs.
 * @example sobolIndices(([a]) => a, 2, 64).total.map((one) => one.toFixed(1)) // → ['1.0', '0.0']
 *
 * Cost: samples × (k + 2) runs of the model, × (2 k + 2) with pairs.
 * Source: Saltelli et al., Variance based sensitivity analysis of model output (2010), table 2 (b)
 * and (f); for pairs Saltelli, Making best use of model evaluations (2002), eq. 15. Values are
 * centred first.
 */
export function sobolIndices(
  model: (inputs: Float64Array) => number,
  inputs: number,
  samples: number,
  { seed, pairs = false }: SobolOptions = {},
): SobolIndices {
  const runs = samples * ((pairs ? 2 : 1) * inputs + 2);
  if (inputs < 1 || samples < 2 || !(runs <= MOST_RUNS)) {
    throw new RangeError(`1 input and 2 samples at least, ${MOST_RUNS} runs at most.`);
  }
  const columns = () => Array.from({ length: inputs }, () => new Float64Array(samples));
  const [a, b] = [new Float64Array(samples), new Float64Array(samples)];
  const [aWithB, bWithA] = [columns(), pairs ? columns() : []];
  const next = pointsOf(2 * inputs, seed);
  const point = new Float64Array(2 * inputs);
  const [own, other] = [point.subarray(0, inputs), point.subarray(inputs)];
  const mixed = new Float64Array(inputs);
  const crossed = (from: Float64Array, to: Float64Array, input: number) => {
    mixed.set(from);
    mixed[input] = to[input]!;
    return model(mixed);
  };
  for (let at = 0; at < samples; at++) {
    next(point, at);
    a[at] = model(own.slice());
    b[at] = model(other.slice());
    for (let input = 0; input < inputs; input++) {
      aWithB[input]![at] = crossed(own, other, input);
      if (pairs) bWithA[input]![at] = crossed(other, own, input);
    }
  }
  const every = [a, b, ...aWithB, ...bWithA];
  const centre = every.reduce((sum, one) => sum + mean(one), 0) / every.length;
  for (const one of every) for (let at = 0; at < samples; at++) one[at]! -= centre;
  const [middle, square] = [meanOf(a, b), meanOf(a, b, (x) => x * x)];
  const variance = square - middle * middle;
  const part = (sum: (at: number) => number) => {
    // Below the digits of a binary number a model does not vary.
    if (!(variance > 1e-28 * (1 + centre * centre))) return 0;
    let total = 0;
    for (let at = 0; at < samples; at++) total += sum(at);
    return total / samples / variance;
  };
  const first = aWithB.map((one) => part((at) => b[at]! * (one[at]! - a[at]!)));
  const total = aWithB.map((one) => part((at) => (a[at]! - one[at]!) ** 2 / 2));
  const second = bWithA.map((one, row) =>
    aWithB.map((opposite, column) => {
      if (column <= row) return 0;
      const together = part((at) => one[at]! * opposite[at]! - a[at]! * b[at]!);
      return together - first[row]! - first[column]!;
    }),
  );
  return { first, total, second, mean: centre, variance, runs };
}

function meanOf(a: Float64Array, b: Float64Array, of = (value: number) => value): number {
  let sum = 0;
  for (let at = 0; at < a.length; at++) sum += of(a[at]!) + of(b[at]!);
  return sum / (2 * a.length);
}

function pointsOf(
  dimensions: number,
  seed: number | undefined,
): (point: Float64Array, at: number) => void {
  if (seed === undefined) {
    const sequence = new SobolSequence(dimensions);
    return (point) => sequence.next(point);
  }
  return (point, at) => {
    const chance = chanceOf(seed, at);
    for (let place = 0; place < dimensions; place++) point[place] = chance();
  };
}
