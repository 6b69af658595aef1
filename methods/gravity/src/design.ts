import { type Levels, levelsWithin } from './levels.ts';
import { weightedProduct } from './normal-equations.ts';

/** What rows are explained by. */
export interface Design {
  /** Flows, ≥ 0. */
  readonly outcome: Float64Array;
  readonly regressors: readonly Float64Array[];
  readonly effects: readonly Levels[];
}

/** The rows that have the wanted flag. */
export function rowsWhere(flags: Uint8Array, wanted: number): Uint32Array {
  const rows = new Uint32Array(flags.length);
  let count = 0;
  for (let row = 0; row < flags.length; row++) if (flags[row] === wanted) rows[count++] = row;
  return rows.slice(0, count);
}

/** The design of some rows; itself if these are all. */
export function within(design: Design, rows: Uint32Array): Design {
  if (rows.length === design.outcome.length) return design;
  return {
    outcome: picked(design.outcome, rows),
    regressors: design.regressors.map((values) => picked(values, rows)),
    effects: design.effects.map((effect) => levelsWithin(effect, rows)),
  };
}

export function picked(values: Float64Array, rows: Uint32Array): Float64Array {
  const some = new Float64Array(rows.length);
  for (let at = 0; at < rows.length; at++) some[at] = values[rows[at]!]!;
  return some;
}

/** A column of zeros stays one. */
export function scaledToOne(values: Float64Array): Float64Array {
  const size = Math.sqrt(weightedProduct(values, values)) || 1;
  return values.map((value) => value / size);
}

export function centred(values: Float64Array): Float64Array {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return values.map((value) => value - mean);
}
