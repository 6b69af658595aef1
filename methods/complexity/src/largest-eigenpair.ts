export interface Eigenpair {
  readonly value: number;
  /** Of length 1. */
  readonly vector: Float64Array;
  readonly steps: number;
  readonly converged: boolean;
}

/** Writes the product of a symmetric matrix with `x` over `out`. */
export type SymmetricProduct = (x: Float64Array, out: Float64Array) => void;

const NOTHING = 1e-12;
const MOST_STEPS = 500;

/**
 * The largest eigenvalue of a symmetric matrix with what belongs to it, among the directions that
 * are orthogonal to those given. By Lanczos with every direction held orthogonal to all before it.
 *
 * It ends when what the matrix does to the vector is off by less than the tolerance; the eigenvalue
 * is then off by about its square. The start is the same for every matrix of a size, so a second run
 * gives the same numbers; but it is another one for each number of directions given, since of an
 * eigenvalue that is there twice one start reaches one direction only.
 * Source: Golub & Van Loan, Matrix computations, 4th ed., §10.1.
 */
export function largestEigenpair(
  size: number,
  product: SymmetricProduct,
  orthogonalTo: readonly Float64Array[],
  tolerance = NOTHING,
): Eigenpair {
  const most = Math.min(MOST_STEPS, size - orthogonalTo.length);
  const basis: Float64Array[] = [];
  const [diagonal, beside]: [number[], number[]] = [[], []];
  let next = scattered(size, orthogonalTo.length);
  clean(next, orthogonalTo);
  for (let step = 1; ; step++) {
    basis.push(scaledToOne(next));
    const own = basis.at(-1)!;
    next = new Float64Array(size);
    product(own, next);
    diagonal.push(inner(own, next));
    clean(next, [...orthogonalTo, ...basis]);
    const rest = Math.sqrt(inner(next, next));
    const isDue = step % 5 === 0 || step >= most || rest < NOTHING;
    if (isDue) {
      const { value, vector } = largestOfTridiagonal(diagonal, beside);
      const converged = rest * Math.abs(vector.at(-1)!) < tolerance;
      if (converged || step >= most) {
        return { value, vector: combined(basis, vector), steps: step, converged };
      }
    }
    beside.push(rest);
  }
}

/** Numbers without a pattern that a matrix could have too (a linear congruential sequence). */
function scattered(size: number, nth: number): Float64Array {
  let state = 20_240_300 + nth;
  return Float64Array.from({ length: size }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32 - 0.5;
  });
}

/** Takes out of a vector what lies along others of length 1; twice, since once leaves dust. */
function clean(vector: Float64Array, others: readonly Float64Array[]): void {
  for (let round = 0; round < 2; round++) {
    for (const other of others) {
      const along = inner(vector, other);
      for (let at = 0; at < vector.length; at++) vector[at]! -= along * other[at]!;
    }
  }
}

function inner(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let at = 0; at < a.length; at++) sum += a[at]! * b[at]!;
  return sum;
}

function scaledToOne(vector: Float64Array): Float64Array {
  const length = Math.sqrt(inner(vector, vector)) || 1;
  return vector.map((value) => value / length);
}

function combined(basis: readonly Float64Array[], weights: Float64Array): Float64Array {
  const sum = new Float64Array(basis[0]!.length);
  for (const [nth, vector] of basis.entries()) {
    for (let at = 0; at < sum.length; at++) sum[at]! += weights[nth]! * vector[at]!;
  }
  return scaledToOne(sum);
}

/** By bisection on how many pivots are negative, then inverse iteration from just above. */
function largestOfTridiagonal(diagonal: readonly number[], beside: readonly number[]) {
  const radius = diagonal.map(
    (_, at) => Math.abs(beside[at - 1] ?? 0) + Math.abs(at < diagonal.length - 1 ? beside[at]! : 0),
  );
  let low = Math.min(...diagonal.map((value, at) => value - radius[at]!));
  let high = Math.max(...diagonal.map((value, at) => value + radius[at]!));
  const isAboveAll = (shift: number) => pivotsOf(diagonal, beside, shift).every((one) => one > 0);
  for (let round = 0; round < 200 && high - low > Number.EPSILON * Math.abs(high); round++) {
    const middle = (low + high) / 2;
    if (middle === low || middle === high) break;
    if (isAboveAll(middle)) high = middle;
    else low = middle;
  }
  const pivots = pivotsOf(diagonal, beside, high + 1e-300).map((one) => one || 1e-300);
  let vector: Float64Array = new Float64Array(diagonal.length).fill(1);
  for (let round = 0; round < 3; round++) vector = scaledToOne(solve(pivots, beside, vector));
  return { value: high, vector };
}

/** Pivots of (shift · identity − tridiagonal). */
function pivotsOf(diagonal: readonly number[], beside: readonly number[], shift: number): number[] {
  const pivots: number[] = [];
  for (const [at, value] of diagonal.entries()) {
    const before = at === 0 ? 0 : beside[at - 1]! ** 2 / (pivots[at - 1] || 1e-300);
    pivots.push(shift - value - before);
  }
  return pivots;
}

function solve(pivots: readonly number[], beside: readonly number[], right: Float64Array) {
  const x = right.slice();
  for (let at = 1; at < x.length; at++) x[at]! += (beside[at - 1]! / pivots[at - 1]!) * x[at - 1]!;
  for (let at = x.length - 1; at >= 0; at--) {
    const after = at + 1 < x.length ? beside[at]! * x[at + 1]! : 0;
    // From the factors: row `at` of the upper one is 1 beside −besideₐₜ ⁄ pivotₐₜ.
    x[at] = (x[at]! + after) / pivots[at]!;
  }
  return x;
}
