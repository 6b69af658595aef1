import type { Matrix } from './matrix.ts';

export interface Period {
  /** A year, or any whole number that grows by 1. */
  readonly period: number;
  /** Regions × fields; what is told counts as present. */
  readonly presences: Matrix;
}

export interface Change {
  readonly kind: 'entry' | 'exit';
  readonly region: number;
  readonly field: number;
  /** The last period before, and the first period after the change. */
  readonly from: number;
  readonly to: number;
}

export interface EntriesAndExits {
  /** By time, region and field. */
  readonly changes: readonly Change[];
  /** Per region over all periods: what happened, and what could have. */
  readonly regions: readonly {
    readonly entries: number;
    readonly possibleEntries: number;
    readonly exits: number;
    readonly possibleExits: number;
  }[];
  /** Periods that nothing is told of: a change across them has no exact time. */
  readonly missing: readonly number[];
}

/**
 * Which fields regions entered and left from one period to the next that is told.
 *
 * @param series  At least one period, in ascending order, all of the same regions and fields.
 * @returns       Changes, and per region how many there were of how many there could have been.
 * @throws RangeError if periods do not ascend or matrices differ in size.
 * @example
 * const [before, after] = [denseMatrix([[1, 0]]), denseMatrix([[0, 1]])];
 * const series = [{ period: 2020, presences: before }, { period: 2022, presences: after }];
 * entriesAndExits(series).missing // → [2021]
 *
 * Cost: O(n + regions · periods). Source: Neffke, Henning & Boschma, How do regions diversify over
 * time? (2011).
 */
export function entriesAndExits(series: readonly Period[]): EntriesAndExits {
  const first = series[0];
  if (first === undefined) throw new RangeError('There is no period.');
  const { rows, columns } = first.presences;
  const regions = Array.from({ length: rows }, () => ({
    entries: 0,
    possibleEntries: 0,
    exits: 0,
    possibleExits: 0,
  }));
  const changes: Change[] = [];
  const missing: number[] = [];
  for (const [at, after] of series.entries()) {
    const before = series[at - 1];
    if (before === undefined) continue;
    const [from, to] = [before.period, after.period];
    if (!(to > from)) throw new RangeError(`Period ${to} stands after ${from}.`);
    if (after.presences.rows !== rows || after.presences.columns !== columns) {
      throw new RangeError(`Period ${to} has other regions or fields than ${first.period}.`);
    }
    for (let period = from + 1; period < to; period++) missing.push(period);
    for (const [region, counts] of regions.entries()) {
      const [had, has] = [fieldsOf(before.presences, region), fieldsOf(after.presences, region)];
      counts.possibleExits += had.size;
      counts.possibleEntries += columns - had.size;
      const left = [...had].filter((field) => !has.has(field));
      const entered = [...has].filter((field) => !had.has(field));
      counts.exits += left.length;
      counts.entries += entered.length;
      const told = [
        ...left.map((field) => ({ kind: 'exit', region, field, from, to }) as const),
        ...entered.map((field) => ({ kind: 'entry', region, field, from, to }) as const),
      ];
      changes.push(...told.sort((a, b) => a.field - b.field));
    }
  }
  return { changes, regions, missing };
}

function fieldsOf({ starts, at }: Matrix, region: number): ReadonlySet<number> {
  return new Set(at.subarray(starts[region], starts[region + 1]));
}
