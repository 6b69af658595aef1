import type { Caveat } from './caveat.ts';
import { caveatsOf } from './complexity-index.ts';
import { type Matrix, sumsOf, transposed } from './matrix.ts';

export interface Fitness {
  /** Fitness per region, mean 1; NaN without any field. */
  readonly regions: Float64Array;
  /** Complexity per field, mean 1; NaN for a field that is nowhere. */
  readonly fields: Float64Array;
  readonly iterations: number;
  /** Whether no value moved by more than the tolerance in the last iteration. */
  readonly converged: boolean;
  readonly caveats: readonly Caveat[];
}

export interface FitnessRule {
  /** At most so many; 1,000 unless told. */
  readonly iterations?: number;
  /** It ends when no value moves by more, means being 1; 1e-9 unless told, 0 for all iterations. */
  readonly tolerance?: number;
}

const VANISHING = 1e-6;

/**
 * Fitness of regions and complexity of fields: a region is as fit as the sum of its fields'
 * complexity, and a field at most as complex as its least fit region allows.
 *
 * In many matrices some values go to 0, slowly; a caveat names the regions whose fitness is below a
 * millionth of the mean. Their order still means something, their size does not.
 *
 * @param presences  Regions × fields; what is told counts as present, whatever its value.
 * @returns          In the order of rows and columns.
 * @throws RangeError if the iterations are not a whole number from 1 or the tolerance is negative.
 * @example
 * fitness(denseMatrix([[1, 1], [0, 1]]), { iterations: 1 }).regions // → Float64Array.of(4 / 3, 2 / 3)
 *
 * Cost: O(n) an iteration. Source: Tacchella et al., A new metrics for countries' fitness and
 * products' complexity (2012), eq. 1; Pugliese, Zaccaria & Pietronero, On the convergence of the
 * fitness-complexity algorithm (2016).
 */
export function fitness(
  presences: Matrix,
  { iterations = 1000, tolerance = 1e-9 }: FitnessRule = {},
): Fitness {
  if (!Number.isInteger(iterations) || iterations < 1 || !(tolerance >= 0)) {
    throw new RangeError(
      `Neither ${iterations} iterations nor a tolerance of ${tolerance} will do.`,
    );
  }
  const byField = transposed(presences);
  const { ofRows, ofColumns } = sumsOf(presences);
  let regions: Float64Array = ofRows.map((sum) => (sum > 0 ? 1 : Number.NaN));
  let fields: Float64Array = ofColumns.map((sum) => (sum > 0 ? 1 : Number.NaN));
  let moved = Infinity;
  let done = 0;
  while (done < iterations && (moved > tolerance || tolerance === 0)) {
    const [before, of] = [regions, fields];
    regions = toMeanOne(sumsOver(presences, of));
    fields = toMeanOne(sumsOver(byField, before.map(inverse)).map(inverse));
    moved = Math.max(largestMove(before, regions), largestMove(of, fields));
    done++;
  }
  const caveats = caveatsOf(presences);
  const converged = moved <= tolerance;
  if (!converged && tolerance > 0) caveats.push({ code: 'not_converged' });
  const vanishing = Array.from(regions.keys()).filter((row) => regions[row]! < VANISHING);
  if (vanishing.length > 0) caveats.push({ code: 'fitness_vanishes', regions: vanishing });
  return { regions, fields, iterations: done, converged, caveats };
}

const inverse = (value: number) => 1 / value;

/** For each row the sum over its columns; NaN for an empty row. */
function sumsOver({ rows, starts, at }: Matrix, values: Float64Array): Float64Array {
  const sums = new Float64Array(rows);
  for (let row = 0; row < rows; row++) {
    let sum = starts[row] === starts[row + 1] ? Number.NaN : 0;
    for (let cell = starts[row]!; cell < starts[row + 1]!; cell++) sum += values[at[cell]!]!;
    sums[row] = sum;
  }
  return sums;
}

function toMeanOne(values: Float64Array): Float64Array {
  let [sum, count] = [0, 0];
  for (const value of values) {
    if (Number.isNaN(value)) continue;
    sum += value;
    count++;
  }
  return values.map((value) => (value * count) / sum);
}

function largestMove(before: Float64Array, after: Float64Array): number {
  let most = 0;
  for (let at = 0; at < before.length; at++) {
    const move = Math.abs(after[at]! - before[at]!);
    if (move > most) most = move;
  }
  return most;
}
