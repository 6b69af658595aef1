import { type Coupling, couplingCoordination } from './coupling.ts';
import type { Matrix } from './matrix.ts';

/** What is known of all regions; all of the same regions and fields. */
export interface Baskets {
  /** Volumes, of any one unit. */
  readonly volumes: Matrix;
  readonly presences: Matrix;
  /** Regions × fields, as `density` gives it for all fields. */
  readonly density: Float32Array;
}

export interface Offer {
  readonly field: number;
  /** How close the one who lacks the field is to it. */
  readonly density: number;
}

/** What the one region could bring to the other. */
export interface Complement {
  /** Fields the giver has and the taker lacks but is close to; the closest first. */
  readonly close: readonly Offer[];
  /** From which density on the taker is close; NaN if it lacks no field with a density. */
  readonly closeFrom: number;
  /** Of all closeness of the taker to fields it lacks, the share in what the giver has; 0 to 1. */
  readonly share: number;
  /** Mean closeness of the taker to what only the giver has; NaN if there is no such field. */
  readonly readiness: number;
}

export interface Comparison {
  /** Σ min(sₐ, s_b): the part of both volumes that is in the same fields, from 0 to 1. */
  readonly overlap: number;
  /** The cosine of the volumes, from 0 to 1. */
  readonly cosine: number;
  /** Fields both have over fields either has, from 0 to 1; NaN if neither has any. */
  readonly jaccard: number;
  /** Fields both have, ascending. */
  readonly shared: readonly number[];
  /** What the first region could bring to the second, and the second to the first. */
  readonly forSecond: Complement;
  readonly forFirst: Complement;
  /**
   * How the two readinesses go together; null where one has nothing that the other lacks, or its
   * density is not between 0 and 1.
   */
  readonly coupling: Coupling | null;
}

/**
 * Where two regions repeat each other, and what each could complete the other with.
 *
 * A region is close to a field it lacks if its density there reaches `closeFrom`: unless told, its
 * own mean over the fields it lacks. A region without volume has NaN for overlap and cosine.
 *
 * @param first, second  Two regions, by their rows.
 * @throws RangeError if a region is not in the matrix, both are the same, or sizes differ.
 * @example
 * const has = denseMatrix([[1, 1, 0], [0, 1, 1]]);
 * const known = { volumes: has, presences: has, density: density(has, relatedness(has)) };
 * compareRegions(known, 0, 1).forSecond.close // → [{ field: 0, density: 1 }]
 * @example
 * const same = denseMatrix([[1, 1], [2, 2]]);
 * const known = { volumes: same, presences: same, density: density(same, relatedness(same)) };
 * compareRegions(known, 0, 1).overlap // → 1
 *
 * Cost: O(fields). Source: Finger & Kreinin, A measure of "export similarity" (1979);
 * Balland & Boschma, Complementary interregional linkages and smart specialisation (2021).
 */
export function compareRegions(
  { volumes, presences, density }: Baskets,
  first: number,
  second: number,
  closeFrom?: number,
): Comparison {
  const { rows, columns } = presences;
  const isRegion = (region: number) => Number.isInteger(region) && region >= 0 && region < rows;
  if (!isRegion(first) || !isRegion(second) || first === second) {
    throw new RangeError(`${first} and ${second} are not two of ${rows} regions.`);
  }
  if (density.length !== rows * columns || volumes.rows !== rows || volumes.columns !== columns) {
    throw new RangeError('Volumes, presences and density are not of the same regions and fields.');
  }
  const of = (region: number) => ({
    volumes: written(volumes, region),
    has: written(presences, region),
    density: density.subarray(region * columns, (region + 1) * columns),
  });
  const [a, b] = [of(first), of(second)];
  const shared: number[] = [];
  let either = 0;
  for (let field = 0; field < columns; field++) {
    if (a.has[field]! > 0 && b.has[field]! > 0) shared.push(field);
    if (a.has[field]! > 0 || b.has[field]! > 0) either++;
  }
  const forSecond = complement(a.has, b, closeFrom);
  const forFirst = complement(b.has, a, closeFrom);
  const readiness = [forSecond.readiness, forFirst.readiness];
  const isCoupled = readiness.every((level) => level >= 0 && level <= 1);
  return {
    ...similarity(a.volumes, b.volumes),
    jaccard: either === 0 ? Number.NaN : shared.length / either,
    shared,
    forSecond,
    forFirst,
    coupling: isCoupled ? couplingCoordination(readiness) : null,
  };
}

function written({ columns, starts, at, values }: Matrix, row: number): Float64Array {
  const dense = new Float64Array(columns);
  for (let cell = starts[row]!; cell < starts[row + 1]!; cell++) dense[at[cell]!] = values[cell]!;
  return dense;
}

function similarity(a: Float64Array, b: Float64Array) {
  const sum = (of: Float64Array) => of.reduce((all, one) => all + one, 0);
  const [ofA, ofB] = [sum(a), sum(b)];
  let [overlap, product, squaresA, squaresB] = [0, 0, 0, 0];
  for (let field = 0; field < a.length; field++) {
    overlap += Math.min(a[field]! / ofA, b[field]! / ofB);
    product += a[field]! * b[field]!;
    squaresA += a[field]! ** 2;
    squaresB += b[field]! ** 2;
  }
  const cosine = product / Math.sqrt(squaresA * squaresB);
  return { overlap: Math.min(1, overlap), cosine: Math.min(1, cosine) };
}

function complement(
  giver: Float64Array,
  taker: { readonly has: Float64Array; readonly density: Float32Array },
  told?: number,
): Complement {
  const lacked: Offer[] = [];
  for (const [field, value] of taker.density.entries()) {
    if (taker.has[field] === 0 && !Number.isNaN(value)) lacked.push({ field, density: value });
  }
  const sum = (offers: readonly Offer[]) => offers.reduce((all, { density }) => all + density, 0);
  const offered = lacked.filter(({ field }) => giver[field]! > 0);
  const closeFrom = told ?? sum(lacked) / lacked.length;
  return {
    close: offered
      .filter(({ density }) => density >= closeFrom)
      .sort((x, y) => y.density - x.density || x.field - y.field),
    closeFrom,
    share: sum(lacked) > 0 ? sum(offered) / sum(lacked) : 0,
    readiness: sum(offered) / offered.length,
  };
}
