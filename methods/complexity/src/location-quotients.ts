import { type Matrix, sumsOf } from './matrix.ts';

/**
 * Location quotients, also called revealed comparative advantage: the share of a field in its
 * region over its share in all regions. 1 is what the region would have if it were like all.
 *
 * A cell that is zero has the quotient 0, and an empty region none at all.
 *
 * @param matrix  Regions × fields, of any one unit.
 * @returns       The quotients at the same cells; > 0, without unit.
 * @example
 * locationQuotients(denseMatrix([[1, 1], [0, 2]])).values // → Float64Array.of(2, 2 / 3, 4 / 3)
 *
 * Cost: O(n) for n cells. Source: Balassa, Trade liberalisation and "revealed" comparative
 * advantage (1965).
 */
export function locationQuotients(matrix: Matrix): Matrix {
  const { ofRows, ofColumns, total } = sumsOf(matrix);
  const values = new Float64Array(matrix.values.length);
  for (let row = 0; row < matrix.rows; row++) {
    const scale = total / ofRows[row]!;
    for (let cell = matrix.starts[row]!; cell < matrix.starts[row + 1]!; cell++) {
      values[cell] = (matrix.values[cell]! * scale) / ofColumns[matrix.at[cell]!]!;
    }
  }
  return { ...matrix, values };
}

export interface PresenceRule {
  /** From which quotient on a field is present in a region; 1 unless told. */
  readonly threshold?: number;
  /** Whether a quotient of exactly the threshold is not enough. */
  readonly strictly?: boolean;
}

/** Quotients this near to the threshold are equal to it: division leaves such dust. */
const DUST = 1e-9;

/**
 * Which fields are present in which region: those whose quotient reaches the threshold.
 *
 * A quotient of exactly 1 is neither above nor below the rest. It counts as present, as in the
 * Atlas of Economic Complexity, unless `strictly` asks for more.
 *
 * @param quotients  Such as `locationQuotients` gives.
 * @returns          Regions × fields with 1 where a field is present.
 * @throws RangeError if the threshold is not above 0.
 * @example
 * presencesOf(locationQuotients(denseMatrix([[1, 1], [0, 2]]))).at // → Uint32Array.of(0, 1)
 *
 * Cost: O(n) for n cells.
 */
export function presencesOf(
  quotients: Matrix,
  { threshold = 1, strictly = false }: PresenceRule = {},
): Matrix {
  if (!(threshold > 0)) throw new RangeError(`The threshold ${threshold} is not above 0.`);
  const least = threshold * (strictly ? 1 + DUST : 1 - DUST);
  const starts = new Uint32Array(quotients.rows + 1);
  const at = new Uint32Array(quotients.at.length);
  let present = 0;
  for (let row = 0; row < quotients.rows; row++) {
    for (let cell = quotients.starts[row]!; cell < quotients.starts[row + 1]!; cell++) {
      if (quotients.values[cell]! >= least) at[present++] = quotients.at[cell]!;
    }
    starts[row + 1] = present;
  }
  const { rows, columns } = quotients;
  return { rows, columns, starts, at: at.slice(0, present), values: ones(present) };
}

function ones(length: number): Float64Array {
  return new Float64Array(length).fill(1);
}
