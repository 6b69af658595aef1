/** Figures of one or two columns; what is not known is NaN and left out. */

export function known(column: Float64Array): Float64Array {
  return column.filter((value) => !Number.isNaN(value));
}

export function mean(column: Float64Array): number {
  let sum = 0;
  let count = 0;
  for (const value of column) {
    if (Number.isNaN(value)) continue;
    sum += value;
    count++;
  }
  return sum / count;
}

/** The standard deviation of a sample, with n − 1 below. */
export function deviation(column: Float64Array): number {
  const values = known(column);
  const middle = mean(values);
  let sum = 0;
  for (const value of values) sum += (value - middle) ** 2;
  return Math.sqrt(sum / (values.length - 1));
}

export function median(column: Float64Array): number {
  return quantileOf(known(column).sort(), 0.5);
}

/** Between the two nearest values in proportion; of sorted values. */
export function quantileOf(sorted: Float64Array, part: number): number {
  const place = part * (sorted.length - 1);
  const below = sorted[Math.floor(place)]!;
  const above = sorted[Math.ceil(place)]!;
  return below + (above - below) * (place - Math.floor(place));
}

export function extent(column: Float64Array): { readonly least: number; readonly most: number } {
  let [least, most] = [Infinity, -Infinity];
  for (const value of column) {
    if (value < least) least = value;
    if (value > most) most = value;
  }
  return { least, most };
}

/**
 * Skew and excess kurtosis of a sample, corrected for its size; NaN for fewer than four values or
 * for equal ones.
 *
 * Source: G1 and G2 of Joanes & Gill, Comparing measures of sample skewness and kurtosis (1998).
 */
export function shapeOf(column: Float64Array): {
  readonly skew: number;
  readonly kurtosis: number;
} {
  const values = known(column);
  const n = values.length;
  const middle = mean(values);
  let [second, third, fourth] = [0, 0, 0];
  for (const value of values) {
    const off = value - middle;
    second += off ** 2 / n;
    third += off ** 3 / n;
    fourth += off ** 4 / n;
  }
  if (n < 4 || second === 0) return { skew: Number.NaN, kurtosis: Number.NaN };
  const skew = ((third / second ** 1.5) * Math.sqrt(n * (n - 1))) / (n - 2);
  const excess = fourth / second ** 2 - 3;
  const kurtosis = (((n + 1) * excess + 6) * (n - 1)) / ((n - 2) * (n - 3));
  return { skew, kurtosis };
}

/** The covariance of two samples over the units known in both. */
export function covariance(a: Float64Array, b: Float64Array): number {
  let [n, sumA, sumB] = [0, 0, 0];
  for (let at = 0; at < a.length; at++) {
    if (Number.isNaN(a[at]! + b[at]!)) continue;
    n++;
    sumA += a[at]!;
    sumB += b[at]!;
  }
  const [meanA, meanB] = [sumA / n, sumB / n];
  let both = 0;
  for (let at = 0; at < a.length; at++) {
    const product = (a[at]! - meanA) * (b[at]! - meanB);
    if (!Number.isNaN(product)) both += product;
  }
  return both / (n - 1);
}

/** Pearson's correlation over the units known in both; NaN where one of them does not vary. */
export function correlation(a: Float64Array, b: Float64Array): number {
  const inBoth = (of: Float64Array) => of.map((value, at) => value + 0 * (a[at]! + b[at]!));
  const [first, second] = [inBoth(a), inBoth(b)];
  return covariance(a, b) / Math.sqrt(covariance(first, first) * covariance(second, second));
}

/**
 * Places from the first: 1 and how many are larger. Equals share the better place.
 * NaN stands behind all.
 */
export function placesOf(scores: Float64Array): Float64Array {
  const sorted = scores.map((value) => (Number.isNaN(value) ? -Infinity : value)).sort();
  return scores.map((score) => {
    const value = Number.isNaN(score) ? -Infinity : score;
    return sorted.length - firstAbove(sorted, value) + 1;
  });
}

/** Where in sorted values the first stands that is larger. */
export function firstAbove(sorted: Float64Array, value: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sorted[middle]! > value) high = middle;
    else low = middle + 1;
  }
  return low;
}
