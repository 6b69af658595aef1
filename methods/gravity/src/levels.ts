/** Which of `count` levels each row belongs to, such as its exporter. */
export interface Levels {
  readonly name: string;
  readonly of: Uint32Array;
  readonly count: number;
}

/**
 * Numbers the distinct keys of rows in the order they come.
 *
 * @param keys  One a row.
 * @returns     Levels, with the key of each.
 * @example
 * levelsOf('exporter', ['cn', 'de', 'cn']).of // → Uint32Array.of(0, 1, 0)
 *
 * Cost: O(rows).
 */
export function levelsOf<Key>(
  name: string,
  keys: readonly Key[],
): Levels & { readonly keys: readonly Key[] } {
  const numbers = new Map<Key, number>();
  const of = Uint32Array.from(keys, (key) => {
    const known = numbers.get(key);
    if (known !== undefined) return known;
    numbers.set(key, numbers.size);
    return numbers.size - 1;
  });
  return { name, of, count: numbers.size, keys: [...numbers.keys()] };
}

/** The levels of some rows, numbered anew so that none is empty. */
export function levelsWithin({ name, of }: Levels, rows: Uint32Array): Levels {
  return levelsOf(
    name,
    Array.from(rows, (row) => of[row]!),
  );
}
