import type { Chance } from '@yunhe/exact';
import type { Range } from './scenario.ts';

/** Draws from a triangular distribution by its inverse; a range without width is its one value. */
export function drawFrom({ low, high, likely = (low + high) / 2 }: Range, chance: Chance): number {
  const width = high - low;
  if (width <= 0) return low;
  const drawn = chance();
  const peak = (likely - low) / width;
  if (drawn < peak) return low + Math.sqrt(drawn * width * (likely - low));
  return high - Math.sqrt((1 - drawn) * width * (high - likely));
}
