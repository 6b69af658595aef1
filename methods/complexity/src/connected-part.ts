import type { Matrix } from './matrix.ts';

export interface ConnectedPart {
  readonly regions: readonly number[];
  readonly fields: readonly number[];
  /** Regions that have fields, and fields that are somewhere, but without a way to this part. */
  readonly apart: { readonly regions: readonly number[]; readonly fields: readonly number[] };
}

/**
 * The part of a matrix with the most cells that hangs together by regions that share fields; of
 * parts alike the one with the earliest region. Empty rows and columns belong to none.
 */
export function largestConnectedPart({ rows, columns, starts, at }: Matrix): ConnectedPart {
  const parent = Uint32Array.from({ length: rows + columns }, (_, node) => node);
  const rootOf = (node: number) => {
    let root = node;
    while (parent[root] !== root) {
      parent[root] = parent[parent[root]!]!;
      root = parent[root]!;
    }
    return root;
  };
  for (let row = 0; row < rows; row++) {
    let own = rootOf(row);
    for (let cell = starts[row]!; cell < starts[row + 1]!; cell++) {
      const other = rootOf(rows + at[cell]!);
      const first = Math.min(own, other);
      parent[Math.max(own, other)] = first;
      own = first;
    }
  }
  const cells = new Float64Array(rows + columns);
  for (let row = 0; row < rows; row++) cells[rootOf(row)]! += starts[row + 1]! - starts[row]!;
  const largest = cells.indexOf(cells.reduce((most, one) => Math.max(most, one), 0));
  const isEmpty = (node: number) => cells[rootOf(node)] === 0;
  const regions: number[] = [];
  const fields: number[] = [];
  const apart: { regions: number[]; fields: number[] } = { regions: [], fields: [] };
  for (let node = 0; node < rows + columns; node++) {
    if (isEmpty(node)) continue;
    const isIn = rootOf(node) === largest;
    if (node < rows) (isIn ? regions : apart.regions).push(node);
    else (isIn ? fields : apart.fields).push(node - rows);
  }
  return { regions, fields, apart };
}
