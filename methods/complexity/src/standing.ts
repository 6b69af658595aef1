/** Where a value stands: from `first` to `last` where it is tied, else both are the same. */
export interface Rank {
  readonly first: number;
  readonly last: number;
}

export interface Standing {
  /** Per region; null where it is not ranked. */
  readonly ranks: readonly (Rank | null)[];
  readonly excluded: readonly {
    readonly region: number;
    readonly reason: 'volume_below_minimum' | 'no_value';
  }[];
}

/**
 * Ranks regions by an index, the highest first, those of enough volume only.
 *
 * A ranking needs a minimum volume: without one a territory with five products leads the world.
 * Values that differ by less than a thousand-millionth of their size are tied.
 *
 * @param values         The index per region; NaN where there is none.
 * @param volumes        What the region's fields add up to, in the unit of `minimumVolume`.
 * @param minimumVolume  Above 0.
 * @returns              Ranks from 1, and who is not ranked for which reason.
 * @throws RangeError if the minimum is not above 0 or the lengths differ.
 * @example
 * standing(Float64Array.of(1, 9, 1, 0), Float64Array.of(50, 1, 60, 70), 10).ranks
 * // → [{ first: 1, last: 2 }, null, { first: 1, last: 2 }, { first: 3, last: 3 }]
 *
 * Cost: O(n log n).
 */
export function standing(
  values: Float64Array,
  volumes: Float64Array,
  minimumVolume: number,
): Standing {
  if (!(minimumVolume > 0)) throw new RangeError('A ranking needs a minimum volume above 0.');
  if (values.length !== volumes.length) {
    throw new RangeError(`${values.length} values do not go with ${volumes.length} volumes.`);
  }
  const excluded: Standing['excluded'][number][] = [];
  const order: number[] = [];
  for (const [region, value] of values.entries()) {
    if (volumes[region]! < minimumVolume) {
      excluded.push({ region, reason: 'volume_below_minimum' });
    } else if (Number.isNaN(value)) excluded.push({ region, reason: 'no_value' });
    else order.push(region);
  }
  order.sort((a, b) => values[b]! - values[a]! || a - b);
  const ranks: (Rank | null)[] = Array.from(values, () => null);
  for (let from = 0, to = 0; from < order.length; from = to) {
    const top = values[order[from]!]!;
    while (to < order.length && isTied(values[order[to]!]!, top)) to++;
    for (const region of order.slice(from, to)) ranks[region] = { first: from + 1, last: to };
  }
  return { ranks, excluded };
}

function isTied(a: number, b: number): boolean {
  return Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(a), Math.abs(b));
}
