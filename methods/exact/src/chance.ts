/** Numbers in [0, 1) that look like chance and depend on the seed and the draw alone. */
export type Chance = () => number;

/**
 * A generator of 32 bits of state that passes the usual tests of chance; seed and draw are mixed
 * first, so that neighbouring draws have nothing in common.
 *
 * @example chanceOf(7, 0)() === chanceOf(7, 0)() // → true
 *
 * Source: Mulberry32 (T. Ettinger, public domain); its mixing steps are those of MurmurHash3.
 */
export function chanceOf(seed: number, draw: number): Chance {
  let state = mix(mix(seed | 0) ^ Math.imul(draw + 1, 0x9e3779b1));
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    return mix(state) / 2 ** 32;
  };
}

function mix(value: number): number {
  let mixed = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}
