import type { Caveat } from './caveat.ts';
import { largestConnectedPart } from './connected-part.ts';
import { largestEigenpair } from './largest-eigenpair.ts';
import { type Matrix, restricted, sumsOf } from './matrix.ts';

export interface ComplexityIndex {
  /** ECI per region, mean 0 and standard deviation 1 (n − 1); NaN where there is none. */
  readonly regions: Float64Array;
  /** PCI per field, likewise. */
  readonly fields: Float64Array;
  /** The second eigenvalue, which the index belongs to, and the third. The first is 1. */
  readonly eigenvalue: number;
  readonly nextEigenvalue: number;
  readonly steps: number;
  readonly converged: boolean;
  readonly caveats: readonly Caveat[];
}

/** Eigenvalues this near to each other are one. */
const TIED = 1e-9;

/**
 * Economic complexity of regions (ECI) and of fields (PCI): the second eigenvector of the walk from
 * regions to their fields and back. It orders regions so that those with like fields lie close.
 *
 * Its sign is that by which it rises with the number of fields. It is defined within one connected
 * part only; regions outside the largest have NaN, and a caveat names them. Where the second
 * eigenvalue is not single, the order is one of several (`eigenvalue_tied`). Where all regions are
 * alike, all have 0 (`no_variation`).
 *
 * An index without a minimum volume ranks tiny regions first: rank by `standing`.
 *
 * @param presences  Regions × fields; what is told counts as present, whatever its value.
 * @returns          In the order of rows and columns.
 * @example
 * const has = denseMatrix([[1, 1, 1], [0, 1, 1], [0, 0, 1]]);
 * Array.from(complexityIndex(has).regions, (value) => value > 0.5) // → [true, false, false]
 *
 * Cost: O(n) a step for n presences, some tens of steps. Source: Hidalgo & Hausmann, The building
 * blocks of economic complexity (2009); Mealy, Farmer & Teytelboym, Interpreting economic
 * complexity (2019).
 */
export function complexityIndex(presences: Matrix): ComplexityIndex {
  const part = largestConnectedPart(presences);
  const caveats = caveatsOf(presences);
  if (part.apart.regions.length > 0) {
    caveats.push({ code: 'apart_from_the_largest_part', ...part.apart });
  }
  const regions = new Float64Array(presences.rows).fill(Number.NaN);
  const fields = new Float64Array(presences.columns).fill(Number.NaN);
  const none = { regions, fields, eigenvalue: Number.NaN, nextEigenvalue: Number.NaN, steps: 0 };
  if (part.regions.length < 2) {
    caveats.push({ code: 'fewer_than_two_regions' });
    return { ...none, converged: false, caveats };
  }
  // With every region in it, only fields that are nowhere can be left out, and these do no harm.
  const isWhole = part.regions.length === presences.rows;
  const inner = isWhole ? presences : restricted(presences, part.regions, part.fields);
  const places = isWhole ? Array.from(fields.keys()) : part.fields;
  const walk = walkOf(inner);
  const second = largestEigenpair(inner.rows, walk.product, [walk.stationary]);
  const third =
    inner.rows > 2
      ? largestEigenpair(inner.rows, walk.product, [walk.stationary, second.vector], 1e-5)
      : { value: 0 };
  const found = {
    eigenvalue: second.value,
    nextEigenvalue: third.value,
    steps: second.steps,
    converged: second.converged,
  };
  const spread = (target: Float64Array, at: readonly number[], values: Float64Array) => {
    for (const [nth, place] of at.entries()) target[place] = values[nth]!;
  };
  if (second.value < TIED) {
    caveats.push({ code: 'no_variation' });
    spread(regions, part.regions, new Float64Array(inner.rows));
    for (const field of part.fields) fields[field] = 0;
    return { ...none, ...found, converged: true, caveats };
  }
  if (!second.converged) caveats.push({ code: 'not_converged' });
  if (second.value - third.value < TIED) caveats.push({ code: 'eigenvalue_tied' });
  const raw = second.vector.map((value, row) => value / walk.stationary[row]!);
  const along = correlation(raw, walk.diversity);
  if (Math.abs(along) < TIED) caveats.push({ code: 'sign_undecided' });
  const signed = along < 0 ? raw.map((value) => -value) : raw;
  spread(regions, part.regions, standardised(signed));
  spread(fields, places, standardised(fieldMeans(inner, signed)));
  return { regions, fields, ...found, caveats };
}

/** D^−½ M U⁻¹ Mᵀ D^−½: symmetric, and with the eigenvalues of the walk between regions. */
function walkOf({ rows, columns, starts, at }: Matrix) {
  const diversity = Float64Array.from(
    { length: rows },
    (_, row) => starts[row + 1]! - starts[row]!,
  );
  const ubiquity = new Float64Array(columns);
  for (let cell = 0; cell < at.length; cell++) ubiquity[at[cell]!]!++;
  const root = diversity.map(Math.sqrt);
  const passed = new Float64Array(columns);
  const product = (x: Float64Array, out: Float64Array) => {
    passed.fill(0);
    for (let row = 0; row < rows; row++) {
      const own = x[row]! / root[row]!;
      for (let cell = starts[row]!; cell < starts[row + 1]!; cell++) passed[at[cell]!]! += own;
    }
    for (let column = 0; column < columns; column++) passed[column]! /= ubiquity[column]!;
    for (let row = 0; row < rows; row++) {
      // Two sums, since an addition waits for the one before it.
      let sum = 0;
      let other = 0;
      const end = starts[row + 1]!;
      let cell = starts[row]!;
      for (; cell + 1 < end; cell += 2) {
        sum += passed[at[cell]!]!;
        other += passed[at[cell + 1]!]!;
      }
      if (cell < end) sum += passed[at[cell]!]!;
      out[row] = (sum + other) / root[row]!;
    }
  };
  const length = Math.sqrt(at.length);
  return { product, diversity, stationary: root.map((value) => value / length) };
}

/** What the regions that have a field are on average. */
function fieldMeans({ rows, columns, starts, at }: Matrix, ofRegions: Float64Array): Float64Array {
  const sums = new Float64Array(columns);
  const counts = new Float64Array(columns);
  for (let row = 0; row < rows; row++) {
    for (let cell = starts[row]!; cell < starts[row + 1]!; cell++) {
      sums[at[cell]!]! += ofRegions[row]!;
      counts[at[cell]!]!++;
    }
  }
  return sums.map((sum, field) => sum / counts[field]!);
}

function regionMeans({ rows, starts, at }: Matrix, ofFields: Float64Array): Float64Array {
  return Float64Array.from({ length: rows }, (_, row) => {
    let sum = 0;
    for (let cell = starts[row]!; cell < starts[row + 1]!; cell++) sum += ofFields[at[cell]!]!;
    return sum / (starts[row + 1]! - starts[row]!);
  });
}

export interface Reflections {
  readonly regions: Float64Array;
  readonly fields: Float64Array;
}

/**
 * The method of reflections: how many fields a region has and in how many regions a field is, each
 * then replaced by the mean of the other, `steps` times.
 *
 * Even steps tell of regions as diversity does, odd ones of fields they have. All values draw
 * together as steps go on; after some twenty only rounding is left, where `complexityIndex` is
 * exact. Empty rows and columns have NaN from the first step on.
 *
 * @param presences  Regions × fields; what is told counts as present, whatever its value.
 * @param steps      From 0 (diversity and ubiquity) on.
 * @returns          As they come, neither standardised nor turned.
 * @throws RangeError if `steps` is not a whole number from 0.
 * @example
 * reflections(denseMatrix([[1, 1], [0, 1]]), 1).regions // → Float64Array.of(1.5, 2)
 *
 * Cost: O(n) a step. Source: Hidalgo & Hausmann (2009), eqs. 1–2.
 */
export function reflections(presences: Matrix, steps: number): Reflections {
  if (!Number.isInteger(steps) || steps < 0) throw new RangeError(`There are no ${steps} steps.`);
  const ones = { ...presences, values: new Float64Array(presences.at.length).fill(1) };
  const counts = sumsOf(ones);
  let regions: Float64Array = counts.ofRows;
  let fields: Float64Array = counts.ofColumns;
  for (let step = 0; step < steps; step++) {
    [regions, fields] = [regionMeans(presences, fields), fieldMeans(presences, regions)];
  }
  return { regions, fields };
}

/**
 * The values with mean 0 and standard deviation 1 (divided by n − 1); NaN stays apart. Values that
 * are all alike become 0.
 *
 * @example
 * standardised(Float64Array.of(1, 2, NaN, 3)) // → Float64Array.of(-1, 0, NaN, 1)
 *
 * Cost: O(n).
 */
export function standardised(values: Float64Array): Float64Array {
  const known = values.filter((value) => !Number.isNaN(value));
  const mean = known.reduce((sum, value) => sum + value, 0) / known.length;
  const squares = known.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  const deviation = Math.sqrt(squares / (known.length - 1));
  const isFlat = !(deviation > 1e-12 * Math.abs(mean));
  return values.map((value) =>
    Number.isNaN(value) ? value : isFlat ? 0 : (value - mean) / deviation,
  );
}

function correlation(a: Float64Array, b: Float64Array): number {
  const [x, y] = [standardised(a), standardised(b)];
  return x.reduce((sum, value, at) => sum + value * y[at]!, 0) / (a.length - 1);
}

/** What of a matrix a reader of any index should know. */
export function caveatsOf({ rows, columns, starts, at }: Matrix): Caveat[] {
  const ubiquity = new Uint32Array(columns);
  for (let cell = 0; cell < at.length; cell++) ubiquity[at[cell]!]!++;
  const regions = [];
  for (let row = 0; row < rows; row++) if (starts[row] === starts[row + 1]) regions.push(row);
  const where = (count: number) =>
    Array.from(ubiquity.keys()).filter((field) => ubiquity[field] === count);
  const [nowhere, everywhere] = [where(0), rows > 0 ? where(rows) : []];
  return [
    ...(regions.length > 0 ? [{ code: 'regions_without_field', regions } as const] : []),
    ...(nowhere.length > 0 ? [{ code: 'fields_nowhere', fields: nowhere } as const] : []),
    ...(everywhere.length > 0 ? [{ code: 'fields_everywhere', fields: everywhere } as const] : []),
  ];
}
