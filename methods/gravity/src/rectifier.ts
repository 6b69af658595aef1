import type { Freedom } from './freedom.ts';
import { crossProducts, inverseOf, times, weightedProduct } from './normal-equations.ts';

const MOST_PARTS = 1500;
const MOST_WORK = 5e9;
/** Relative to the size of a column: what is smaller is rounding. */
const DUST = 1e-7;

/**
 * The iterative rectifier: what is free is fitted to 1 on every zero, negative values are cut off,
 * the rest is fitted again, until nothing negative is left. Null where that takes too long.
 *
 * Each round keeps what any separating mix has in common with the fit, so that the fit vanishes
 * only if there is none.
 */
export function rectified({ mixes, from, to, parts }: Freedom, zeros: number): Uint8Array | null {
  if (parts > MOST_PARTS) return null;
  const width = mixes.length;
  // The first part stays where it is: only differences of shifts count.
  const shifts = parts - 1;
  const project = projection(mixes, from, to, shifts);
  let target = new Float64Array(zeros).fill(1);
  const rounds = Math.min(200_000, MOST_WORK / (zeros * (width + 2)));
  for (let round = 0; round < rounds; round++) {
    const fitted = project(target);
    let [most, least] = [0, 0];
    for (const value of fitted) {
      if (value > most) most = value;
      if (value < least) least = value;
    }
    if (most < DUST) return new Uint8Array(zeros);
    if (-least < 1e-9 * most) return Uint8Array.from(fitted, (v) => (v > 1e-5 * most ? 1 : 0));
    target = fitted.map((value) => Math.max(value, 0));
  }
  return null;
}

/** The orthogonal projection onto what is free. */
function projection(
  mixes: readonly Float64Array[],
  from: Uint32Array,
  to: Uint32Array,
  shifts: number,
) {
  const width = mixes.length;
  const adjoint = (values: Float64Array) => {
    const sums = new Float64Array(width + shifts);
    for (const [at, mix] of mixes.entries()) sums[at] = weightedProduct(mix, values);
    if (shifts === 0) return sums;
    for (let row = 0; row < values.length; row++) {
      if (to[row]! > 0) sums[width + to[row]! - 1]! += values[row]!;
      if (from[row]! > 0) sums[width + from[row]! - 1]! -= values[row]!;
    }
    return sums;
  };
  const forward = (weights: Float64Array) => {
    const values = new Float64Array(from.length);
    for (const [at, mix] of mixes.entries()) {
      for (let row = 0; row < values.length; row++) values[row]! += weights[at]! * mix[row]!;
    }
    if (shifts === 0) return values;
    for (let row = 0; row < values.length; row++) {
      if (to[row]! > 0) values[row]! += weights[width + to[row]! - 1]!;
      if (from[row]! > 0) values[row]! -= weights[width + from[row]! - 1]!;
    }
    return values;
  };
  const unit = (at: number) => {
    const weights = new Float64Array(width + shifts);
    weights[at] = 1;
    return weights;
  };
  const products =
    shifts === 0
      ? crossProducts(mixes)
      : Array.from({ length: width + shifts }, (_, at) => adjoint(forward(unit(at))));
  const { inverse } = inverseOf(products, 1e-12);
  return (values: Float64Array) => forward(times(inverse, adjoint(values)));
}
