/** Numbers in [0, 1) that look like chance and depend on the seed alone. */
export type Chance = () => number;

/** Source: Mulberry32 (T. Ettinger, public domain), 32 bits of state. */
export function chanceOf(seed: number): Chance {
  let state = Math.imul(seed | 0, 0x9e3779b1);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Puts the list in an order of chance, each with the same likelihood. */
export function shuffle(list: Uint32Array, chance: Chance): void {
  for (let at = list.length - 1; at > 0; at--) {
    const other = Math.floor(chance() * (at + 1));
    const kept = list[at]!;
    list[at] = list[other]!;
    list[other] = kept;
  }
}
