/** Rows of a sparse matrix: row r has the columns and values from starts[r] to starts[r + 1]. */
export interface SparseRows {
  readonly columnCount: number;
  readonly starts: Uint32Array;
  readonly columns: Uint32Array;
  readonly values: Float32Array;
}

export interface SingularDirections {
  /** The greatest singular values, falling; as many as were asked for, or as there are. */
  readonly values: Float64Array;
  /** Column c has its part in every direction from c · values.length on. */
  readonly directions: Float32Array<ArrayBuffer>;
}

/** So many directions more than asked for are followed: they take up what would disturb the last. */
const EXTRA = 16;
/** How often the rows are read again; each time brings the directions nearer to the true ones. */
const ROUNDS = 2;

/** Numbers that look drawn by chance and are the same each time: mulberry32, centred. */
function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32 - 0.5;
  };
}

/** The transpose of the rows times a matrix with a line of `width` for each row. */
function transposedTimes(rows: SparseRows, matrix: Float32Array, width: number): Float32Array {
  const { starts, columns, values, columnCount } = rows;
  const product = new Float32Array(columnCount * width);
  for (let row = 0; row + 1 < starts.length; row++) {
    const from = row * width;
    for (let at = starts[row] as number; at < (starts[row + 1] as number); at++) {
      const value = values[at] as number;
      const to = (columns[at] as number) * width;
      for (let i = 0; i < width; i++) product[to + i]! += value * (matrix[from + i] as number);
    }
  }
  return product;
}

/** The rows times a matrix with a line of `width` for each column. */
function times(rows: SparseRows, matrix: Float32Array, width: number): Float32Array {
  const { starts, columns, values } = rows;
  const product = new Float32Array((starts.length - 1) * width);
  for (let row = 0; row + 1 < starts.length; row++) {
    const to = row * width;
    for (let at = starts[row] as number; at < (starts[row + 1] as number); at++) {
      const value = values[at] as number;
      const from = (columns[at] as number) * width;
      for (let i = 0; i < width; i++) product[to + i]! += value * (matrix[from + i] as number);
    }
  }
  return product;
}

/**
 * How the columns of a matrix lie to each other: the products of all pairs. Four lines at a time, so
 * that each sum is fetched and stored once for four products.
 */
function gramOf(matrix: Float32Array, width: number): Float64Array {
  const gram = new Float64Array(width * width);
  const four = new Float64Array(4 * width);
  for (let from = 0; from < matrix.length; from += 4 * width) {
    four.fill(0);
    four.set(matrix.subarray(from, from + 4 * width));
    for (let i = 0; i < width; i++) {
      const a = four[i] as number;
      const b = four[i + width] as number;
      const c = four[i + 2 * width] as number;
      const d = four[i + 3 * width] as number;
      const to = i * width;
      for (let j = i; j < width; j++) {
        gram[to + j]! +=
          a * (four[j] as number) +
          b * (four[j + width] as number) +
          c * (four[j + 2 * width] as number) +
          d * (four[j + 3 * width] as number);
      }
    }
  }
  for (let i = 0; i < width; i++) {
    for (let j = 0; j < i; j++) gram[i * width + j] = gram[j * width + i] as number;
  }
  return gram;
}

/** Each line of a matrix times a square of `width`, of which the first `kept` columns are taken. */
function turned(matrix: Float32Array, width: number, square: Float64Array, kept: number) {
  const product = new Float32Array((matrix.length / width) * kept);
  const sums = new Float64Array(kept);
  for (let line = 0; line * width < matrix.length; line++) {
    sums.fill(0);
    const at = line * width;
    let i = 0;
    for (; i + 3 < width; i += 4) {
      const a = matrix[at + i] as number;
      const b = matrix[at + i + 1] as number;
      const c = matrix[at + i + 2] as number;
      const d = matrix[at + i + 3] as number;
      const from = i * width;
      for (let j = 0; j < kept; j++) {
        sums[j]! +=
          a * (square[from + j] as number) +
          b * (square[from + width + j] as number) +
          c * (square[from + 2 * width + j] as number) +
          d * (square[from + 3 * width + j] as number);
      }
    }
    for (; i < width; i++) {
      const a = matrix[at + i] as number;
      for (let j = 0; j < kept; j++) sums[j]! += a * (square[i * width + j] as number);
    }
    product.set(sums, line * kept);
  }
  return product;
}

/**
 * Eigenvalues of a symmetric square, falling, with their vectors as columns, by Jacobi's rotations
 * in cyclic order.
 */
export function eigen(square: Float64Array, width: number) {
  const a = square.slice();
  const v = new Float64Array(width * width);
  for (let i = 0; i < width; i++) v[i * width + i] = 1;
  let scale = 0;
  for (let i = 0; i < width; i++) scale = Math.max(scale, Math.abs(a[i * width + i] as number));
  for (let sweep = 0; sweep < 12; sweep++) {
    let rotated = false;
    for (let p = 0; p < width; p++) {
      for (let q = p + 1; q < width; q++) {
        const off = a[p * width + q] as number;
        if (Math.abs(off) <= 1e-11 * scale) continue;
        rotated = true;
        const theta = ((a[q * width + q] as number) - (a[p * width + p] as number)) / (2 * off);
        const t = (theta < 0 ? -1 : 1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
        const c = 1 / Math.sqrt(t * t + 1);
        rotate(a, width, p, q, c, t * c);
        rotateLines(v, width, p, q, c, t * c);
      }
    }
    if (!rotated) break;
  }
  const order = Array.from({ length: width }, (_, i) => i).sort(
    (i, j) => (a[j * width + j] as number) - (a[i * width + i] as number) || i - j,
  );
  const values = Float64Array.from(order, (i) => a[i * width + i] as number);
  const vectors = new Float64Array(width * width);
  for (const [to, from] of order.entries()) {
    for (let i = 0; i < width; i++) vectors[i * width + to] = v[from * width + i] as number;
  }
  return { values, vectors };
}

/** Turns lines p and q of a matrix into each other. */
function rotateLines(m: Float64Array, width: number, p: number, q: number, c: number, s: number) {
  for (let i = 0; i < width; i++) {
    const [x, y] = [m[p * width + i] as number, m[q * width + i] as number];
    m[p * width + i] = c * x - s * y;
    m[q * width + i] = s * x + c * y;
  }
}

/** Turns lines and columns p and q of a symmetric square, so that it stays symmetric. */
function rotate(m: Float64Array, width: number, p: number, q: number, c: number, s: number) {
  rotateLines(m, width, p, q, c, s);
  for (let i = 0; i < width; i++) {
    const [x, y] = [m[i * width + p] as number, m[i * width + q] as number];
    m[i * width + p] = c * x - s * y;
    m[i * width + q] = s * x + c * y;
  }
}

/** Directions of length 1 at right angles that span what the columns of the matrix span. */
function orthonormal(matrix: Float32Array, width: number): Float32Array {
  const { values, vectors } = eigen(gramOf(matrix, width), width);
  for (let j = 0; j < width; j++) {
    const value = values[j] as number;
    const by = value > 1e-9 * (values[0] as number) ? 1 / Math.sqrt(value) : 0;
    for (let i = 0; i < width; i++) vectors[i * width + j]! *= by;
  }
  return turned(matrix, width, vectors, width);
}

/**
 * The leading singular values and right directions of a sparse matrix, by subspace iteration from
 * directions drawn from a fixed seed: the same matrix gives the same answer.
 *
 * Source: Halko, Martinsson & Tropp, Finding structure with randomness, SIAM Review 53 (2011),
 * algorithm 4.4 with the projection of 5.1.
 */
export function truncatedSvd(rows: SparseRows, wanted: number): SingularDirections {
  const rowCount = rows.starts.length - 1;
  const width = Math.min(wanted + EXTRA, rowCount);
  const draw = chance(1);
  let basis = Float32Array.from({ length: rowCount * width }, draw);
  for (let round = 0; round < ROUNDS; round++) {
    basis = Float32Array.from(times(rows, transposedTimes(rows, basis, width), width));
    basis = Float32Array.from(orthonormal(basis, width));
  }
  const projected = transposedTimes(rows, basis, width);
  const { values, vectors } = eigen(gramOf(projected, width), width);
  const positive = values.findIndex((value) => value <= 1e-9 * (values[0] as number));
  const kept = Math.min(wanted, positive < 0 ? width : positive);
  for (let j = 0; j < kept; j++) {
    const by = 1 / Math.sqrt(values[j] as number);
    for (let i = 0; i < width; i++) vectors[i * width + j]! *= by;
  }
  return {
    values: Float64Array.from(values.subarray(0, kept), Math.sqrt),
    directions: turned(projected, width, vectors, kept),
  };
}
