import { type Matrix, sumsOf, transposed } from './matrix.ts';

export type RelatednessMeasure =
  | 'co-occurrence'
  | 'minimum-conditional'
  | 'association'
  | 'cosine'
  | 'jaccard'
  | 'probability';

export interface RelatednessRule {
  /** `minimum-conditional` unless told. */
  readonly measure?: RelatednessMeasure;
  /**
   * What the size of a field is: in how many regions it is (its `ubiquity`, the default), or how
   * often it meets other fields (`co-occurrences`, as EconGeo has it).
   */
  readonly sizeBy?: 'ubiquity' | 'co-occurrences';
}

/** How near fields are to each other: symmetric, a field's nearness to itself left at 0. */
export interface Relatedness {
  readonly fields: number;
  /** Writes the nearness of one field to all fields over what stands in `into`. */
  readonly row: (field: number, into: Float64Array) => void;
}

/**
 * How near fields are, by the regions they meet in: c is the number of regions that have both, sₚ
 * the size of a field, T the number of regions, or the sum of sizes by co-occurrences.
 *
 * | measure | value |
 * |---|---|
 * | `co-occurrence` | c |
 * | `minimum-conditional` | c ⁄ max(sₚ, s_q): the smaller of both conditional probabilities |
 * | `association` | c T ⁄ (sₚ s_q): 1 is what chance would give |
 * | `cosine` | c ⁄ √(sₚ s_q) |
 * | `jaccard` | c ⁄ (sₚ + s_q − c) |
 * | `probability` | c over its expectation when no field meets itself; by co-occurrences only |
 *
 * Fields that never meet are at 0, also where a field is nowhere. Rows are worked out when they are
 * asked for, so that 9,000 fields need not lie in memory.
 *
 * @param presences  Regions × fields; other values than 1 weigh: c is then Σ xₚ x_q.
 * @returns          Its rows, in the order of the fields.
 * @throws RangeError if `probability` is asked for by ubiquity.
 * @example
 * const both = denseMatrix([[1, 1], [1, 0]]);
 * relatednessMatrix(relatedness(both)) // → Float32Array.of(0, 0.5, 0.5, 0)
 *
 * Cost: O(n) here; a row of field p costs the cells of the regions that have p. Source: Hidalgo,
 * Klinger, Barabási & Hausmann, The product space conditions the development of nations (2007);
 * van Eck & Waltman, How to normalize cooccurrence data? (2009), eqs. 4–7; Steijn (2021).
 */
export function relatedness(
  presences: Matrix,
  { measure = 'minimum-conditional', sizeBy = 'ubiquity' }: RelatednessRule = {},
): Relatedness {
  if (measure === 'probability' && sizeBy === 'ubiquity') {
    throw new RangeError('The probability measure needs sizes by co-occurrences.');
  }
  const byField = transposed(presences);
  const { sizes, total } = sizeBy === 'ubiquity' ? ubiquities(byField) : meetings(presences);
  const scaled = scales[measure];
  const isPlain = presences.values.every((value) => value === 1);
  // A field that is nowhere meets none, so that any size keeps it at 0.
  const divisors = sizes.map((size) => size || 1);
  return {
    fields: presences.columns,
    row: (field, into) => {
      countMeetings(presences, byField, field, isPlain, into);
      into[field] = 0;
      scaled(into, divisors, divisors[field]!, total);
    },
  };
}

/** Adds up, region by region of those that have the field, what else they have. */
function countMeetings(
  { starts, at, values }: Matrix,
  byField: Matrix,
  field: number,
  isPlain: boolean,
  into: Float64Array,
): void {
  into.fill(0);
  for (let mine = byField.starts[field]!; mine < byField.starts[field + 1]!; mine++) {
    const region = byField.at[mine]!;
    const end = starts[region + 1]!;
    if (isPlain) {
      for (let cell = starts[region]!; cell < end; cell++) into[at[cell]!]!++;
      continue;
    }
    const weight = byField.values[mine]!;
    for (let cell = starts[region]!; cell < end; cell++) into[at[cell]!]! += weight * values[cell]!;
  }
}

interface Sizes {
  readonly sizes: Float64Array;
  readonly total: number;
}

function ubiquities(byField: Matrix): Sizes {
  const sizes = new Float64Array(byField.rows);
  for (let field = 0; field < byField.rows; field++) {
    const own = byField.values.subarray(byField.starts[field], byField.starts[field + 1]);
    sizes[field] = own.reduce((sum, value) => sum + value * value, 0);
  }
  return { sizes, total: byField.columns };
}

function meetings(presences: Matrix): Sizes {
  const { ofRows } = sumsOf(presences);
  const sizes = new Float64Array(presences.columns);
  for (let row = 0; row < presences.rows; row++) {
    for (let cell = presences.starts[row]!; cell < presences.starts[row + 1]!; cell++) {
      const own = presences.values[cell]!;
      sizes[presences.at[cell]!]! += own * (ofRows[row]! - own);
    }
  }
  return { sizes, total: sizes.reduce((sum, one) => sum + one, 0) };
}

type Scale = (row: Float64Array, sizes: Float64Array, own: number, total: number) => void;

/** Each is a loop of its own: this is where much of the time of a large matrix goes. */
const scales: Readonly<Record<RelatednessMeasure, Scale>> = {
  'co-occurrence': () => undefined,
  'minimum-conditional': (row, sizes, own) => {
    for (let q = 0; q < row.length; q++) row[q]! /= Math.max(own, sizes[q]!);
  },
  association: (row, sizes, own, total) => {
    for (let q = 0; q < row.length; q++) row[q]! *= total / (own * sizes[q]!);
  },
  cosine: (row, sizes, own) => {
    for (let q = 0; q < row.length; q++) row[q]! /= Math.sqrt(own * sizes[q]!);
  },
  jaccard: (row, sizes, own) => {
    for (let q = 0; q < row.length; q++) row[q]! /= own + sizes[q]! - row[q]!;
  },
  probability: (row, sizes, own, total) => {
    for (let q = 0; q < row.length; q++) {
      if (row[q] === 0) continue;
      const expected = (own * sizes[q]! * (1 / (total - own) + 1 / (total - sizes[q]!))) / 2;
      row[q]! /= expected;
    }
  },
};

/** Some of the fields, so that several workers may share the work. */
export interface FieldRange {
  readonly from?: number;
  readonly to?: number;
}

/**
 * The rows `from` up to before `to` written out, in single precision (7 digits).
 *
 * @returns (to − from) × fields, row by row.
 * @throws RangeError if the range is not within the fields.
 * @example
 * const near = relatedness(denseMatrix([[1, 1], [1, 0]]));
 * relatednessMatrix(near, { from: 1 }) // → Float32Array.of(0.5, 0)
 *
 * Cost: 4 bytes a pair: 324 MB for 9,000 fields.
 */
export function relatednessMatrix(near: Relatedness, range: FieldRange = {}): Float32Array {
  const { from, to } = within(range, near.fields);
  const all = new Float32Array((to - from) * near.fields);
  const row = new Float64Array(near.fields);
  for (let field = from; field < to; field++) {
    near.row(field, row);
    all.set(row, (field - from) * near.fields);
  }
  return all;
}

/**
 * Relatedness that was written out, so that a density need not work it out again.
 *
 * @param matrix  As `relatednessMatrix` gives it for the fields `from` up to before `to`; only
 *                their rows can be asked for.
 * @throws RangeError if the matrix is not of that size.
 * @example
 * const has = denseMatrix([[1, 1], [1, 0]]);
 * density(has, writtenRelatedness(Float32Array.of(0, 0.5, 0.5, 0), 2)) // → Float32Array.of(1, 1, 0, 1)
 *
 * Cost: a copy of the row.
 */
export function writtenRelatedness(
  matrix: Float32Array,
  fields: number,
  range: FieldRange = {},
): Relatedness {
  const { from, to } = within(range, fields);
  if (matrix.length !== (to - from) * fields) {
    throw new RangeError(`${matrix.length} values are not ${to - from} × ${fields}.`);
  }
  const rowAt = (field: number) => (field - from) * fields;
  return {
    fields,
    row: (field, into) => into.set(matrix.subarray(rowAt(field), rowAt(field) + fields)),
  };
}

export function within({ from = 0, to }: FieldRange, fields: number) {
  const end = to ?? fields;
  if (!(from >= 0 && from <= end && end <= fields)) {
    throw new RangeError(`Fields ${from} to ${end} are not within 0 to ${fields}.`);
  }
  return { from, to: end };
}
