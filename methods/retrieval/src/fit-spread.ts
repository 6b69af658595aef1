export interface Spreadable {
  /** At least 0. */
  readonly score: number;
  /** What it is spread over, such as a region; null where unknown, which is a group of its own. */
  readonly group: string | null;
}

/**
 * Orders a ranking so that groups take turns without the weak overtaking the strong: at each place
 * the best is taken, where every earlier one of its group takes a share off its score. Within a
 * group the order stays.
 *
 * @param items     The best first.
 * @param strength  The share each earlier one of a group takes off, between 0 and 1; default 0.2. At
 *   0 nothing moves, at 1 every group has its turn before any has a second.
 * @returns         The places of the items in their new order; ties to the earlier place.
 * @throws RangeError if `strength` is not between 0 and 1.
 * @example
 * const items = [{ score: 0.9, group: 'BJ' }, { score: 0.8, group: 'BJ' }, { score: 0.75, group: 'TJ' }];
 * spreadOver(items) // → [0, 2, 1]
 * spreadOver(items, 0) // → [0, 1, 2]
 *
 * Cost: O(n × groups). Source: a maximal marginal relevance with likeness 1 within a group; Carbonell
 * & Goldstein (1998).
 */
export function spreadOver(items: readonly Spreadable[], strength = 0.2): number[] {
  if (!(strength >= 0 && strength <= 1)) {
    throw new RangeError(`strength must be between 0 and 1, not ${strength}`);
  }
  const groups = new Map<string | null, number[]>();
  for (const [at, { group }] of items.entries()) {
    const places = groups.get(group);
    if (places === undefined) groups.set(group, [at]);
    else places.push(at);
  }
  const queues = [...groups.values()].map((places) => ({ places, shown: 0 }));
  const order: number[] = [];
  while (order.length < items.length) {
    let best: (typeof queues)[number] | null = null;
    let bestValue = -1;
    let bestPlace = 0;
    for (const queue of queues) {
      const place = queue.places[queue.shown];
      if (place === undefined) continue;
      const value = (items[place] as Spreadable).score * (1 - strength) ** queue.shown;
      if (value < bestValue || (value === bestValue && place > bestPlace)) continue;
      [best, bestValue, bestPlace] = [queue, value, place];
    }
    if (best === null) break;
    best.shown += 1;
    order.push(bestPlace);
  }
  return order;
}
