/** The smallest hashes of a set of terms, in order: enough to tell how much two sets share. */
export type Sketch = Uint32Array;

const hashesKept = 128;

/** FNV-1a over UTF-16 code units, mixed once more so that near texts get far numbers. */
function hashOf(term: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < term.length; at += 1) {
    hash = Math.imul(hash ^ term.charCodeAt(at), 0x01000193);
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/**
 * Sketches a set of terms by its smallest hashes, so that the likeness of two texts can be told
 * without keeping them. The same terms in any order and number give the same sketch, everywhere.
 *
 * @param terms  Terms of a text, as `analyse` gives them; twins count once.
 * @param size   How many hashes to keep, ≥ 1; default 128. Sets up to that size are kept whole.
 * @returns      The smallest distinct hashes, ascending; empty for no terms.
 * @throws RangeError if `size` is below 1.
 * @example sketchOf(['轧辊', '强化', '轧辊']).length // → 2
 * @example sketchOf([]).length // → 0
 * @example sketchOf(['a'], 0) // → throws RangeError
 *
 * Cost: O(n log n). Source: bottom-k sketches: Broder, On the resemblance and containment of
 * documents (1997); Cohen & Kaplan, Summarizing data using bottom-k sketches (2007).
 */
export function sketchOf(terms: Iterable<string>, size = hashesKept): Sketch {
  if (!(size >= 1)) throw new RangeError(`a sketch keeps at least 1 hash, not ${size}`);
  const hashes = new Set<number>();
  for (const term of new Set(terms)) hashes.add(hashOf(term));
  return Uint32Array.from(hashes).sort().slice(0, size);
}

/**
 * Estimates which share of their terms two texts have in common (the Jaccard coefficient): exact
 * while both sets together fit a sketch, within about 0.09 (two standard errors) at 128 hashes.
 *
 * @param one    A sketch; both of the same size.
 * @param other  The other.
 * @param size   The size both were made with; default 128.
 * @returns      Between 0 and 1; symmetrical; 0 if one is empty.
 * @example likenessOf(sketchOf(['a', 'b', 'c']), sketchOf(['b', 'c', 'd'])) // → 0.5
 * @example likenessOf(sketchOf([]), sketchOf([])) // → 0
 *
 * Cost: O(size). Source: as for `sketchOf`.
 */
export function likenessOf(one: Sketch, other: Sketch, size = hashesKept): number {
  if (one.length === 0 || other.length === 0) return 0;
  let [left, right, taken, shared] = [0, 0, 0, 0];
  while (taken < size && (left < one.length || right < other.length)) {
    const here = one[left] ?? Infinity;
    const there = other[right] ?? Infinity;
    if (here === there) shared += 1;
    if (here <= there) left += 1;
    if (there <= here) right += 1;
    taken += 1;
  }
  return shared / taken;
}

/**
 * Groups what says nearly the same: each joins the first before it that it is like and that leads
 * a group, else it leads one itself. Nobody joins by way of a third, so all of a group are like
 * its leader.
 *
 * @param sketches  The best first.
 * @param atLeast   Likeness from which two are twins, above 0; default 0.6.
 * @returns         For each the place of its leader: its own place if it leads.
 * @throws RangeError if `atLeast` is not above 0.
 * @example
 * const [a, b, c] = [sketchOf(['x', 'y', 'z']), sketchOf(['p']), sketchOf(['x', 'y', 'z', 'w'])];
 * groupTwins([a, b, c]) // → [0, 1, 0]
 * groupTwins([]) // → []
 *
 * Cost: O(n × groups × size).
 */
export function groupTwins(sketches: readonly Sketch[], atLeast = 0.6): number[] {
  if (!(atLeast > 0)) throw new RangeError(`likeness must be above 0, not ${atLeast}`);
  const leaders: number[] = [];
  return sketches.map((sketch, at) => {
    const found = leaders.find((leader) => likenessOf(sketches[leader]!, sketch) >= atLeast);
    if (found === undefined) leaders.push(at);
    return found ?? at;
  });
}
