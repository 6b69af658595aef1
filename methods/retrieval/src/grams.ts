/** A stretch of characters, how often it is written, and how free its neighbours are. */
export interface Gram {
  readonly text: string;
  readonly count: number;
  /** The lesser of the entropies, in bits, of the characters before it and behind it. */
  readonly freedom: number;
}

/** Stands between runs; no text of Chinese has it. */
const EDGE = 0;

/** Entropy in bits of what is counted; each edge of a run is a neighbour of its own kind. */
function entropy(counts: ReadonlyMap<number, number>, total: number): number {
  let bits = 0;
  for (const [unit, count] of counts) {
    bits +=
      unit === EDGE
        ? (count / total) * Math.log2(total)
        : -(count / total) * Math.log2(count / total);
  }
  return bits;
}

/** All places of the text, ordered by the `depth` units that begin there: one pass a unit. */
function placesInOrder(units: Uint16Array, depth: number): Uint32Array {
  let places = Uint32Array.from({ length: units.length - depth }, (_, place) => place);
  let next = new Uint32Array(places.length);
  for (let at = depth - 1; at >= 0; at--) {
    const starts = new Uint32Array(0x10001);
    for (const place of places) starts[(units[place + at] as number) + 1]!++;
    for (let unit = 1; unit < starts.length; unit++) starts[unit]! += starts[unit - 1] as number;
    for (const place of places) next[starts[units[place + at] as number]!++] = place;
    [places, next] = [next, places];
  }
  return places;
}

/** The stretches of up to `longest` units in runs that occur at least `leastCount` times. */
export function countGrams(runs: readonly string[], longest: number, leastCount: number): Gram[] {
  const joined = runs.join('\0');
  // An edge before the first unit, and enough behind the last for every stretch to be read.
  const units = new Uint16Array(joined.length + longest + 3);
  for (let at = 0; at < joined.length; at++) units[at + 1] = joined.charCodeAt(at);
  const places = placesInOrder(units, longest + 1);
  const grams: Gram[] = [];
  const differAt = new Uint8Array(places.length + 1);
  for (let at = 1; at < places.length; at++) {
    let same = 0;
    while (same < longest && units[places[at]! + same] === units[places[at - 1]! + same]) same++;
    differAt[at] = same;
  }
  for (let length = 1; length <= longest; length++) {
    for (let from = 0, to = 1; from < places.length; from = to++) {
      while (to < places.length && (differAt[to] as number) >= length) to++;
      if (to - from < leastCount && length > 1) continue;
      const gram = gramAt(units, places.subarray(from, to), length);
      if (gram !== undefined) grams.push(gram);
    }
  }
  return grams;
}

function gramAt(units: Uint16Array, places: Uint32Array, length: number): Gram | undefined {
  const [first] = places;
  const stretch = units.subarray(first, (first as number) + length);
  if (stretch.includes(EDGE)) return undefined;
  const [before, behind] = [new Map<number, number>(), new Map<number, number>()];
  for (const place of places) {
    const [left, right] = [units[place - 1] as number, units[place + length] as number];
    before.set(left, (before.get(left) ?? 0) + 1);
    behind.set(right, (behind.get(right) ?? 0) + 1);
  }
  const count = places.length;
  const freedom = Math.min(entropy(before, count), entropy(behind, count));
  return { text: String.fromCharCode(...stretch), count, freedom };
}
