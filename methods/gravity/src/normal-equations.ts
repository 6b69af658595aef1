/** A symmetric matrix, row by row. */
export type Square = readonly Float64Array[];

/** Weighted products of every two columns; without weights, plain ones. */
export function crossProducts(columns: readonly Float64Array[], weights?: Float64Array): Square {
  const products = columns.map(() => new Float64Array(columns.length));
  for (const [a, one] of columns.entries()) {
    for (let b = 0; b <= a; b++) {
      const product = weightedProduct(one, columns[b]!, weights);
      products[a]![b] = product;
      products[b]![a] = product;
    }
  }
  return products;
}

export function weightedProduct(a: Float64Array, b: Float64Array, weights?: Float64Array): number {
  let sum = 0;
  if (weights === undefined) for (let at = 0; at < a.length; at++) sum += a[at]! * b[at]!;
  else for (let at = 0; at < a.length; at++) sum += weights[at]! * a[at]! * b[at]!;
  return sum;
}

/**
 * The inverse of a matrix of products (Cholesky, scaled to a diagonal of ones), with 0 in the rows
 * and columns of those that depend on earlier ones: those of whose square no more than the
 * tolerance is left.
 */
export function inverseOf(products: Square, tolerance = 1e-13) {
  const n = products.length;
  const scale = products.map((row, at) => Math.sqrt(row[at]!) || 1);
  const factor = products.map(() => new Float64Array(n));
  const isIndependent: boolean[] = [];
  for (let a = 0; a < n; a++) {
    for (let b = 0; b <= a; b++) {
      let rest = products[a]![b]! / (scale[a]! * scale[b]!);
      for (let c = 0; c < b; c++) rest -= factor[a]![c]! * factor[b]![c]!;
      if (a === b) {
        isIndependent.push(rest > tolerance);
        factor[a]![a] = rest > tolerance ? Math.sqrt(rest) : 0;
      } else factor[a]![b] = isIndependent[b] ? rest / factor[b]![b]! : 0;
    }
    if (!isIndependent[a]) factor[a]!.fill(0);
  }
  const inverse = products.map((_, at) => {
    const column = new Float64Array(n);
    if (!isIndependent[at]) return column;
    for (let a = at; a < n; a++) {
      if (!isIndependent[a]) continue;
      let rest = a === at ? 1 : 0;
      for (let c = at; c < a; c++) rest -= factor[a]![c]! * column[c]!;
      column[a] = rest / factor[a]![a]!;
    }
    for (let a = n - 1; a >= 0; a--) {
      if (!isIndependent[a]) continue;
      let rest = column[a]!;
      for (let c = a + 1; c < n; c++) rest -= factor[c]![a]! * column[c]!;
      column[a] = rest / factor[a]![a]!;
    }
    return column.map((value, other) => value / (scale[at]! * scale[other]!));
  });
  return { inverse, isIndependent };
}

export function times(matrix: Square, vector: ArrayLike<number>): Float64Array {
  return Float64Array.from(matrix, (row) =>
    row.reduce((sum, value, at) => sum + value * vector[at]!, 0),
  );
}
