import type { Outliers } from './scheme.ts';
import { extent, known, mean, shapeOf } from './statistics.ts';

export interface Treatment {
  readonly column: Float64Array;
  readonly method: 'keep' | 'winsorise' | 'log' | 'box-cox';
  /** How many values were winsorised. */
  readonly winsorised: number;
  /** The power of Box–Cox, from −3 to 3. */
  readonly power: number | null;
  readonly before: Shape;
  readonly after: Shape;
  /** Whether skew and kurtosis are within their bounds in the end. */
  readonly passes: boolean;
}

interface Shape {
  readonly skew: number;
  readonly kurtosis: number;
}

const SKEW = 2;
const KURTOSIS = 3.5;
const MOST_WINSORISED = 5;

/**
 * Treats a column for outliers where its skew and its kurtosis both reach their bounds. Winsorising
 * sets the most extreme value on the side of the skew to the next one, one more at a time; where the
 * allowed number does not suffice, the column as it was is transformed as `otherwise` says.
 *
 * `log` is ln(x − least + 1 % of the range), turned over for a column with a tail below. `box-cox`
 * is taken of the column, shifted likewise where it is not above 0, with the power that makes it most like a normal one.
 *
 * @param column  Values of units; NaN where missing, and left so.
 * @returns       A new column with what was done. Fewer than four or equal values are kept.
 * @example treatOutliers(Float64Array.of(1, 2, 3, 4, 5, 99), { method: 'winsorise' }).column[5] // → 5
 *
 * Cost: O(n log n) and a pass a value winsorised; Box–Cox some hundred passes.
 * Source: OECD & JRC Handbook (2008), 1.3; Box & Cox, An analysis of transformations (1964), eq. 1.
 */
export function treatOutliers(column: Float64Array, rule: Outliers): Treatment {
  const { skew = SKEW, kurtosis = KURTOSIS, otherwise = 'keep' } = rule;
  const holds = (shape: Shape) => !(Math.abs(shape.skew) >= skew && shape.kurtosis >= kurtosis);
  const before = shapeOf(column);
  const done = (
    method: Treatment['method'],
    treated: Float64Array,
    more: { winsorised?: number; power?: number } = {},
  ): Treatment => {
    const after = shapeOf(treated);
    const { winsorised = 0, power = null } = more;
    return { column: treated, method, winsorised, power, before, after, passes: holds(after) };
  };
  const transformed = (method: 'keep' | 'log' | 'box-cox'): Treatment => {
    if (method === 'keep') return done('keep', Float64Array.from(column));
    if (method === 'log') return done('log', mirrored(column, before.skew, logarithm));
    const { treated, power } = boxCox(column, before.skew < 0);
    return done('box-cox', treated, { power });
  };
  if (holds(before) || rule.method === 'keep') return transformed('keep');
  if (rule.method !== 'winsorise') return transformed(rule.method);
  const most = rule.most ?? MOST_WINSORISED;
  for (let count = 1; count <= most; count++) {
    const treated = winsorised(column, before.skew > 0, count);
    if (holds(shapeOf(treated))) return done('winsorise', treated, { winsorised: count });
  }
  if (otherwise !== 'keep') return transformed(otherwise);
  return done('winsorise', winsorised(column, before.skew > 0, most), { winsorised: most });
}

/** The most extreme values on one side set to the next one. */
function winsorised(column: Float64Array, high: boolean, count: number): Float64Array {
  const sorted = known(column).sort();
  const bound = high ? sorted[sorted.length - 1 - count] : sorted[count];
  if (bound === undefined) return Float64Array.from(column);
  return column.map((value) => ((high ? value > bound : value < bound) ? bound : value));
}

/** Applies what straightens a tail above to a tail below, and turns the result back. */
function mirrored(
  column: Float64Array,
  skew: number,
  apply: (column: Float64Array) => Float64Array,
): Float64Array {
  if (skew >= 0) return apply(column);
  return apply(column.map((value) => -value)).map((value) => -value);
}

function aboveZero(column: Float64Array): Float64Array {
  const { least, most } = extent(column);
  const shift = 0.01 * (most - least) - least;
  return column.map((value) => value + shift);
}

function logarithm(column: Float64Array): Float64Array {
  return aboveZero(column).map(Math.log);
}

function boxCox(
  column: Float64Array,
  turned: boolean,
): { readonly treated: Float64Array; readonly power: number } {
  const upright = turned ? column.map((value) => -value) : column;
  const positive = extent(upright).least > 0 ? upright : aboveZero(upright);
  const logs = known(positive).map(Math.log);
  const sumOfLogs = mean(logs) * logs.length;
  const likelihood = (power: number) => {
    const values = logs.map((one) => raised(one, power));
    const middle = mean(values);
    let squares = 0;
    for (const value of values) squares += (value - middle) ** 2;
    return (-logs.length / 2) * Math.log(squares / logs.length) + (power - 1) * sumOfLogs;
  };
  const power = highestOf(likelihood, -3, 3);
  const treated = positive.map((value) => raised(Math.log(value), power));
  return { treated: turned ? treated.map((value) => -value) : treated, power };
}

/** (xᵖ − 1) / p from the logarithm of x; the logarithm itself where p is 0. */
function raised(log: number, power: number): number {
  return Math.abs(power) < 1e-9 ? log : Math.expm1(power * log) / power;
}

/** Where a function with one summit is highest, by golden section. */
function highestOf(value: (at: number) => number, from: number, to: number): number {
  const ratio = (Math.sqrt(5) - 1) / 2;
  let [low, high] = [from, to];
  let [left, right] = [high - ratio * (high - low), low + ratio * (high - low)];
  let [atLeft, atRight] = [value(left), value(right)];
  while (high - low > 1e-8) {
    if (atLeft > atRight) {
      [high, right, atRight] = [right, left, atLeft];
      left = high - ratio * (high - low);
      atLeft = value(left);
    } else {
      [low, left, atLeft] = [left, right, atRight];
      right = low + ratio * (high - low);
      atRight = value(right);
    }
  }
  return (low + high) / 2;
}
