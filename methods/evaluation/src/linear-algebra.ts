/** Small dense matrices, row by row. */
export type Matrix = Float64Array[];

export function matrixOf(rows: number, columns: number): Matrix {
  return Array.from({ length: rows }, () => new Float64Array(columns));
}

/**
 * The lower triangle whose square is the matrix, written in its place; null if the matrix is not
 * positive definite.
 */
export function choleskyOf(matrix: Matrix): Matrix | null {
  const n = matrix.length;
  for (let row = 0; row < n; row++) {
    const own = matrix[row]!;
    for (let column = 0; column <= row; column++) {
      const other = matrix[column]!;
      let sum = own[column]!;
      for (let at = 0; at < column; at++) sum -= own[at]! * other[at]!;
      if (row !== column) own[column] = sum / other[column]!;
      else if (!(sum > 0)) return null;
      else own[row] = Math.sqrt(sum);
    }
  }
  return matrix;
}

/** What gives the right side when the squared triangle is applied to it. */
export function solveBy(triangle: Matrix, right: Float64Array): Float64Array {
  const n = triangle.length;
  const found = Float64Array.from(right);
  for (let row = 0; row < n; row++) {
    let sum = found[row]!;
    for (let at = 0; at < row; at++) sum -= triangle[row]![at]! * found[at]!;
    found[row] = sum / triangle[row]![row]!;
  }
  for (let row = n - 1; row >= 0; row--) {
    let sum = found[row]!;
    for (let at = row + 1; at < n; at++) sum -= triangle[at]![row]! * found[at]!;
    found[row] = sum / triangle[row]![row]!;
  }
  return found;
}

export interface Eigen {
  readonly value: number;
  /** Of length 1; its largest entry is above 0. */
  readonly vector: Float64Array;
}

const MOST_SWEEPS = 100;

/**
 * Eigenvalues and vectors of a symmetric matrix, the largest first, by turning one pair of axes
 * after another until nothing is left beside the diagonal.
 *
 * Source: Jacobi (1846); Golub & Van Loan, Matrix Computations, 8.5.
 */
export function eigenOf(symmetric: Matrix): readonly Eigen[] {
  const n = symmetric.length;
  const a = symmetric.map((row) => Float64Array.from(row));
  const vectors = matrixOf(n, n);
  for (let at = 0; at < n; at++) vectors[at]![at] = 1;
  for (let sweep = 0; sweep < MOST_SWEEPS; sweep++) {
    let off = 0;
    for (let p = 0; p < n; p++) for (let q = p + 1; q < n; q++) off += a[p]![q]! ** 2;
    if (off < 1e-300) break;
    for (let p = 0; p < n; p++) for (let q = p + 1; q < n; q++) turn(a, vectors, p, q);
  }
  return Array.from({ length: n }, (_, at) => {
    const vector = Float64Array.from(vectors, (row) => row[at]!);
    let largest = 0;
    for (const entry of vector) if (Math.abs(entry) > Math.abs(largest) + 1e-12) largest = entry;
    return { value: a[at]![at]!, vector: largest < 0 ? vector.map((entry) => -entry) : vector };
  }).sort((x, y) => y.value - x.value);
}

function turn(a: Matrix, vectors: Matrix, p: number, q: number): void {
  const beside = a[p]![q]!;
  if (beside === 0) return;
  const theta = (a[q]![q]! - a[p]![p]!) / (2 * beside);
  const tangent = Math.sign(theta || 1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
  const cosine = 1 / Math.sqrt(tangent * tangent + 1);
  const sine = tangent * cosine;
  for (let at = 0; at < a.length; at++) {
    const [x, y] = [a[at]![p]!, a[at]![q]!];
    a[at]![p] = cosine * x - sine * y;
    a[at]![q] = sine * x + cosine * y;
  }
  for (let at = 0; at < a.length; at++) {
    const [x, y] = [a[p]![at]!, a[q]![at]!];
    a[p]![at] = cosine * x - sine * y;
    a[q]![at] = sine * x + cosine * y;
    const row = vectors[at]!;
    const [u, v] = [row[p]!, row[q]!];
    row[p] = cosine * u - sine * v;
    row[q] = sine * u + cosine * v;
  }
}
