import { locationQuotients, type PresenceRule, presencesOf } from './location-quotients.ts';
import { type Matrix, restricted, sumsOf } from './matrix.ts';

/** What regions and fields need to be looked at; each from 0, which all reach. */
export interface Thresholds {
  readonly regionVolume?: number;
  readonly fieldVolume?: number;
  /** In how many fields a region must be present. */
  readonly diversity?: number;
  /** In how many regions a field must be present. */
  readonly ubiquity?: number;
}

export interface Excluded {
  readonly index: number;
  readonly reason: 'volume_below_minimum' | 'diversity_below_minimum' | 'ubiquity_below_minimum';
  readonly value: number;
}

export interface Selection {
  /** The matrix of what is left; row `r` of it is region `regions[r]`. */
  readonly matrix: Matrix;
  readonly regions: readonly number[];
  readonly fields: readonly number[];
  readonly excludedRegions: readonly Excluded[];
  readonly excludedFields: readonly Excluded[];
}

/**
 * Leaves out regions and fields that are too small to say anything about, and says which and why.
 *
 * Volumes are those of the whole matrix. Presences depend on what is left, so diversity and
 * ubiquity are asked again until nothing more falls out.
 *
 * @param matrix      Regions × fields, of any one unit.
 * @param thresholds  Volumes in that unit.
 * @returns           What is left, in the old order; perhaps nothing.
 * @throws RangeError if the presence threshold is not above 0.
 * @example
 * selected(denseMatrix([[5, 5], [1, 0]]), { regionVolume: 3 }).excludedRegions
 * // → [{ index: 1, reason: 'volume_below_minimum', value: 1 }]
 *
 * Cost: O(n) a round.
 */
export function selected(
  matrix: Matrix,
  { regionVolume = 0, fieldVolume = 0, diversity = 0, ubiquity = 0 }: Thresholds,
  rule: PresenceRule = {},
): Selection {
  const excludedRegions: Excluded[] = [];
  const excludedFields: Excluded[] = [];
  const { ofRows, ofColumns } = sumsOf(matrix);
  const all = (count: number) => Array.from({ length: count }, (_, at) => at);
  const volume = 'volume_below_minimum';
  let regions = kept(all(matrix.rows), ofRows, regionVolume, volume, excludedRegions);
  let fields = kept(all(matrix.columns), ofColumns, fieldVolume, volume, excludedFields);
  for (;;) {
    const left = restricted(matrix, regions, fields);
    const counts = sumsOf(presencesOf(locationQuotients(left), rule));
    const before = regions.length + fields.length;
    const few = 'diversity_below_minimum';
    const rare = 'ubiquity_below_minimum';
    regions = kept(regions, counts.ofRows, diversity, few, excludedRegions);
    fields = kept(fields, counts.ofColumns, ubiquity, rare, excludedFields);
    if (regions.length + fields.length === before) {
      return { matrix: left, regions, fields, excludedRegions, excludedFields };
    }
  }
}

/** Those that reach the minimum; `values` stand in the order of `indices`. */
function kept(
  indices: readonly number[],
  values: Float64Array,
  minimum: number,
  reason: Excluded['reason'],
  excluded: Excluded[],
): number[] {
  return indices.filter((index, at) => {
    const value = values[at]!;
    if (value < minimum) excluded.push({ index, reason, value });
    return value >= minimum;
  });
}
