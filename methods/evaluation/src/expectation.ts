import { choleskyOf, type Matrix, matrixOf, solveBy } from './linear-algebra.ts';
import { deviation, mean } from './statistics.ts';

const MOST_TURNS = 500;
const SETTLED = 1e-9;
/** The part of each variance that is added to the diagonal. */
const RIDGE = 1e-8;

interface Expected {
  readonly filled: readonly Float64Array[];
  readonly spreads: readonly Float64Array[];
  readonly converged: boolean;
  readonly turns: number;
}

/** Expectation and maximisation in turns, over columns that were standardised first. */
export function expectedByOthers(columns: readonly Float64Array[]): Expected {
  const scales = columns.map((column) => {
    const wide = deviation(column);
    return { middle: mean(column), wide: wide > 0 ? wide : 1 };
  });
  const standard = columns.map((column, at) => {
    const { middle, wide } = scales[at]!;
    return column.map((value) => (value - middle) / wide);
  });
  const patterns = patternsOf(standard);
  const p = columns.length;
  let middles = new Float64Array(p);
  let covariance = matrixOf(p, p);
  for (let at = 0; at < p; at++) covariance[at]![at] = 1;
  const filled = standard.map((column) => column.map((value) => (Number.isNaN(value) ? 0 : value)));
  const variances = columns.map((column) => new Float64Array(column.length));
  let [turns, converged] = [0, false];
  while (turns < MOST_TURNS && !converged) {
    turns++;
    const doubt = expect(patterns, filled, variances, middles, covariance);
    const [nextMiddles, next] = maximise(filled, doubt);
    converged = distance(covariance, next) + distance([middles], [nextMiddles]) < SETTLED;
    [middles, covariance] = [nextMiddles, next];
  }
  return {
    filled: filled.map((column, at) =>
      column.map((value, unit) =>
        Number.isNaN(standard[at]![unit]!)
          ? scales[at]!.middle + scales[at]!.wide * value
          : columns[at]![unit]!,
      ),
    ),
    spreads: variances.map((column, at) =>
      column.map((value) => scales[at]!.wide * Math.sqrt(Math.max(0, value))),
    ),
    converged,
    turns,
  };
}

interface Pattern {
  readonly gaps: readonly number[];
  readonly given: readonly number[];
  readonly units: readonly number[];
}

/** Units that miss the same columns are handled at once. */
function patternsOf(columns: readonly Float64Array[]): readonly Pattern[] {
  const found = new Map<string, { gaps: number[]; given: number[]; units: number[] }>();
  for (let unit = 0; unit < columns[0]!.length; unit++) {
    const gaps = columns.flatMap((column, at) => (Number.isNaN(column[unit]!) ? [at] : []));
    if (gaps.length === 0) continue;
    const own = found.get(gaps.join());
    const given = columns.flatMap((column, at) => (Number.isNaN(column[unit]!) ? [] : [at]));
    if (own === undefined) found.set(gaps.join(), { gaps, given, units: [unit] });
    else own.units.push(unit);
  }
  return [...found.values()];
}

/** Fills the gaps by regression on what is given; answers the covariance that remains, summed. */
function expect(
  patterns: readonly Pattern[],
  filled: readonly Float64Array[],
  variances: readonly Float64Array[],
  middles: Float64Array,
  covariance: Matrix,
): Matrix {
  const doubt = matrixOf(middles.length, middles.length);
  for (const { gaps, given, units } of patterns) {
    const inner = given.map((row) =>
      Float64Array.from(given, (column) => covariance[row]![column]!),
    );
    for (const [at, row] of inner.entries()) row[at]! += RIDGE;
    const triangle = choleskyOf(inner)!;
    const slopes = gaps.map((gap) =>
      solveBy(
        triangle,
        Float64Array.from(given, (column) => covariance[gap]![column]!),
      ),
    );
    for (const [at, gap] of gaps.entries()) {
      const slope = slopes[at]!;
      for (const [other, second] of gaps.entries()) {
        let left = covariance[gap]![second]!;
        for (const [place, column] of given.entries()) {
          left -= slope[place]! * covariance[second]![column]!;
        }
        doubt[gap]![second]! += units.length * left;
        if (at === other) for (const unit of units) variances[gap]![unit] = left;
      }
      for (const unit of units) {
        let value = middles[gap]!;
        for (const [place, column] of given.entries()) {
          value += slope[place]! * (filled[column]![unit]! - middles[column]!);
        }
        filled[gap]![unit] = value;
      }
    }
  }
  return doubt;
}

function maximise(
  filled: readonly Float64Array[],
  doubt: Matrix,
): [Float64Array<ArrayBuffer>, Matrix] {
  const n = filled[0]!.length;
  const middles = Float64Array.from(filled, mean);
  const covariance = doubt.map((row, a) =>
    row.map((left, b) => {
      let sum = left;
      const [one, other] = [filled[a]!, filled[b]!];
      for (let unit = 0; unit < n; unit++) {
        sum += (one[unit]! - middles[a]!) * (other[unit]! - middles[b]!);
      }
      return sum / n;
    }),
  );
  return [middles, covariance];
}

function distance(a: readonly Float64Array[], b: readonly Float64Array[]): number {
  let most = 0;
  for (const [row, own] of a.entries()) {
    for (const [at, value] of own.entries()) most = Math.max(most, Math.abs(value - b[row]![at]!));
  }
  return most;
}
