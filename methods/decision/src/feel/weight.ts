/**
 * How much there is to walk through in a value. Lists that hold one list twice, and so on, unfold
 * into more than memory holds although they are quickly built: their weight tells before they do.
 */
import type { Value } from './value.ts';

const known = new WeakMap<object, number>();

/** Elements and entries at every depth; long texts count for several. */
export function weightOf(value: Value): number {
  if (typeof value === 'string') return 1 + (value.length >>> 4);
  if (typeof value !== 'object' || value === null) return 1;
  if (!Array.isArray(value) && !(value instanceof Map)) return 1;
  const found = known.get(value);
  if (found !== undefined) return found;
  let weight = 1;
  // What a list holds was weighed when it was made, so this does not go deep.
  for (const one of value.values() as Iterable<Value>) weight += weightOf(one);
  known.set(value, weight);
  return weight;
}
