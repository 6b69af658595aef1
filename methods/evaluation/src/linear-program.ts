import { type Matrix, matrixOf } from './linear-algebra.ts';

export interface Programme {
  readonly value: number;
  readonly variables: Float64Array;
}

const TINY = 1e-11;
const MOST_PIVOTS = 100_000;

/**
 * The largest value of a linear function over x ≥ 0 with A x ≤ b and b ≥ 0, by the simplex method
 * on a dense table; null if there is no largest. After a run of steps that gain nothing the first
 * fitting column and row are taken, which cannot go in circles.
 *
 * Source: Dantzig (1963); Bland, New finite pivoting rules for the simplex method (1977).
 */
export function maximise(
  objective: Float64Array,
  rows: readonly Float64Array[],
  bounds: Float64Array,
): Programme | null {
  const [m, n] = [rows.length, objective.length];
  const table: Matrix = matrixOf(m + 1, n + m + 1);
  for (const [at, row] of rows.entries()) {
    table[at]!.set(row);
    table[at]![n + at] = 1;
    table[at]![n + m] = bounds[at]!;
  }
  for (let at = 0; at < n; at++) table[m]![at] = -objective[at]!;
  const basis = Int32Array.from({ length: m }, (_, at) => n + at);
  let idle = 0;
  for (let pivot = 0; pivot < MOST_PIVOTS; pivot++) {
    const column = entering(table[m]!, n + m, idle > n + m);
    if (column < 0) {
      const variables = new Float64Array(n);
      for (const [at, name] of basis.entries()) if (name < n) variables[name] = table[at]![n + m]!;
      return { value: table[m]![n + m]!, variables };
    }
    const row = leaving(table, basis, column);
    if (row < 0) return null;
    idle = table[row]![n + m]! > TINY ? 0 : idle + 1;
    basis[row] = column;
    turn(table, row, column);
  }
  return null;
}

function entering(costs: Float64Array, count: number, first: boolean): number {
  let best = -1;
  for (let at = 0; at < count; at++) {
    if (costs[at]! >= -TINY || (best >= 0 && costs[at]! >= costs[best]!)) continue;
    best = at;
    if (first) break;
  }
  return best;
}

function leaving(table: Matrix, basis: Int32Array, column: number): number {
  let best = -1;
  let least = Infinity;
  for (let row = 0; row < basis.length; row++) {
    const own = table[row]!;
    if (own[column]! <= TINY) continue;
    const ratio = own.at(-1)! / own[column]!;
    if (ratio > least + TINY) continue;
    if (best >= 0 && ratio > least - TINY && basis[row]! > basis[best]!) continue;
    best = row;
    least = ratio;
  }
  return best;
}

function turn(table: Matrix, row: number, column: number): void {
  const pivot = table[row]!;
  const scale = pivot[column]!;
  for (let at = 0; at < pivot.length; at++) pivot[at]! /= scale;
  for (const [other, own] of table.entries()) {
    const factor = own[column]!;
    if (other === row || factor === 0) continue;
    for (let at = 0; at < pivot.length; at++) own[at]! -= factor * pivot[at]!;
  }
}
