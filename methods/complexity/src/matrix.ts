/**
 * Regions in rows, fields in columns, and only the cells that are not zero: those of row `r` stand
 * at `starts[r]` up to before `starts[r + 1]`, by ascending column.
 */
export interface Matrix {
  readonly rows: number;
  readonly columns: number;
  readonly starts: Uint32Array;
  /** The column of each cell. */
  readonly at: Uint32Array;
  readonly values: Float64Array;
}

/** One cell as it is told: a region, a field and how much of it there is. */
export type Cell = readonly [row: number, column: number, value: number];

/**
 * A matrix from its cells, in any order. Cells of the same place are added up; what is zero is left
 * out, so a row or column may be empty.
 *
 * @param rows     How many regions, ≥ 0.
 * @param columns  How many fields, ≥ 0.
 * @param cells    Places within these bounds; values finite and ≥ 0, of any one unit.
 * @returns        The matrix; cells of a row by ascending column.
 * @throws RangeError if a place is outside the matrix or a value is negative or not finite; it names
 *   the cell by its number from 0.
 * @example
 * sparseMatrix(2, 3, [[1, 2, 5], [0, 0, 1], [1, 2, 2]]).values // → Float64Array.of(1, 7)
 * @example
 * sparseMatrix(1, 1, [[0, 0, -1]]) // → throws RangeError
 *
 * Cost: O(n + rows + columns) for n cells.
 */
export function sparseMatrix(rows: number, columns: number, cells: readonly Cell[]): Matrix {
  const starts = new Uint32Array(rows + 1);
  for (const [at, [row, column, value]] of cells.entries()) {
    if (!(row >= 0 && row < rows && column >= 0 && column < columns)) {
      throw new RangeError(`Cell ${at} is at ${row}, ${column}, outside ${rows} × ${columns}.`);
    }
    if (!(value >= 0 && value < Infinity)) {
      throw new RangeError(`Cell ${at} (row ${row}, column ${column}) is ${value}: no amount ≥ 0.`);
    }
    if (value > 0) starts[row + 1]!++;
  }
  accumulate(starts);
  const next = starts.slice();
  const at = new Uint32Array(starts[rows]!);
  const values = new Float64Array(starts[rows]!);
  for (const [row, column, value] of cells) {
    if (!(value > 0)) continue;
    const place = next[row]!++;
    at[place] = column;
    values[place] = value;
  }
  return withoutTwins(inOrder({ rows, columns, starts, at, values }));
}

/** Turning a matrix sorts it, so that turning it twice puts the columns of each row in order. */
const inOrder = (matrix: Matrix) => transposed(transposed(matrix));

/** Adds up cells of the same place, which stand side by side. */
function withoutTwins({ rows, columns, starts, at, values }: Matrix): Matrix {
  const closed = new Uint32Array(rows + 1);
  let next = 0;
  for (let row = 0; row < rows; row++) {
    const first = next;
    for (let cell = starts[row]!; cell < starts[row + 1]!; cell++) {
      if (next > first && at[next - 1] === at[cell]) values[next - 1]! += values[cell]!;
      else {
        at[next] = at[cell]!;
        values[next++] = values[cell]!;
      }
    }
    closed[row + 1] = next;
  }
  return { rows, columns, starts: closed, at: at.slice(0, next), values: values.slice(0, next) };
}

/**
 * A matrix from rows that are written out.
 *
 * @param rows  Regions × fields, each value finite and ≥ 0.
 * @returns     The same without its zeros.
 * @throws RangeError if rows differ in length, or a value is negative or not finite.
 * @example
 * denseMatrix([[0, 2], [3, 0]]).at // → Uint32Array.of(1, 0)
 *
 * Cost: O(rows · columns).
 */
export function denseMatrix(rows: readonly (readonly number[])[]): Matrix {
  const columns = rows[0]?.length ?? 0;
  const uneven = rows.findIndex((row) => row.length !== columns);
  if (uneven >= 0) {
    throw new RangeError(`Row ${uneven} has ${rows[uneven]?.length} values, not ${columns}.`);
  }
  const cells = rows.flatMap((row, r) => row.map((value, c) => [r, c, value] as const));
  return sparseMatrix(rows.length, columns, cells);
}

/**
 * The matrix turned: fields in rows, regions in columns.
 *
 * @example
 * transposed(denseMatrix([[0, 2], [3, 0]])).values // → Float64Array.of(3, 2)
 *
 * Cost: O(n + columns) for n cells.
 */
export function transposed({ rows, columns, starts, at, values }: Matrix): Matrix {
  const turned = new Uint32Array(columns + 1);
  for (let cell = 0; cell < at.length; cell++) turned[at[cell]! + 1]!++;
  accumulate(turned);
  const next = turned.slice();
  const regions = new Uint32Array(at.length);
  const moved = new Float64Array(at.length);
  for (let row = 0; row < rows; row++) {
    for (let cell = starts[row]!; cell < starts[row + 1]!; cell++) {
      const place = next[at[cell]!]!++;
      regions[place] = row;
      moved[place] = values[cell]!;
    }
  }
  return { rows: columns, columns: rows, starts: turned, at: regions, values: moved };
}

/**
 * What the rows and the columns add up to, and all of it.
 *
 * @example
 * sumsOf(denseMatrix([[0, 2], [3, 0]])).total // → 5
 *
 * Cost: O(n) for n cells.
 */
export function sumsOf({ rows, columns, starts, at, values }: Matrix) {
  const ofRows = new Float64Array(rows);
  const ofColumns = new Float64Array(columns);
  for (let row = 0; row < rows; row++) {
    let sum = 0;
    for (let cell = starts[row]!; cell < starts[row + 1]!; cell++) {
      sum += values[cell]!;
      ofColumns[at[cell]!]! += values[cell]!;
    }
    ofRows[row] = sum;
  }
  return { ofRows, ofColumns, total: ofRows.reduce((sum, one) => sum + one, 0) };
}

/**
 * The matrix of some rows and columns, each named once, numbered anew in the order given.
 *
 * @example
 * restricted(denseMatrix([[0, 2], [3, 0]]), [1], [0]).values // → Float64Array.of(3)
 *
 * Cost: O(n + rows + columns) for n cells.
 */
export function restricted(
  matrix: Matrix,
  rows: ArrayLike<number>,
  columns: ArrayLike<number>,
): Matrix {
  const renumbered = new Int32Array(matrix.columns).fill(-1);
  for (let at = 0; at < columns.length; at++) renumbered[columns[at]!] = at;
  const starts = new Uint32Array(rows.length + 1);
  const at = new Uint32Array(matrix.at.length);
  const values = new Float64Array(matrix.at.length);
  let next = 0;
  for (let row = 0; row < rows.length; row++) {
    const old = rows[row]!;
    for (let cell = matrix.starts[old]!; cell < matrix.starts[old + 1]!; cell++) {
      const column = renumbered[matrix.at[cell]!]!;
      if (column < 0) continue;
      at[next] = column;
      values[next++] = matrix.values[cell]!;
    }
    starts[row + 1] = next;
  }
  const size = { rows: rows.length, columns: columns.length };
  return inOrder({ ...size, starts, at: at.slice(0, next), values: values.slice(0, next) });
}

function accumulate(counts: Uint32Array): void {
  for (let at = 1; at < counts.length; at++) counts[at]! += counts[at - 1]!;
}
