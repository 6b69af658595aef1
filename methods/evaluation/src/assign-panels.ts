import { cheapestFlow, type Network } from './network-simplex.ts';

export interface PanelTask {
  readonly items: number;
  readonly reviewers: number;
  /** How well a reviewer suits an item, row by item; six digits after the point count. */
  readonly suitability: ArrayLike<number>;
  /** Row by item: not 0 where the reviewer has a conflict of interest. */
  readonly conflicts?: ArrayLike<number>;
  /** Of each reviewer; at most one of an institution sees an item. Without it all may. */
  readonly institutions?: ArrayLike<number>;
  /** How many reviewers each item gets. */
  readonly perItem: number;
  readonly mostLoad: number;
  readonly leastLoad?: number;
}

export type PanelAssignment =
  | {
      /** For each item its reviewers, in order. */
      readonly panels: readonly (readonly number[])[];
      /** The sum of the suitabilities, and what no assignment can pass. */
      readonly value: number;
      readonly bound: number;
      readonly rounds: number;
    }
  | { readonly impossible: readonly Shortage[] };

export interface Shortage {
  readonly code: 'panel_too_small' | 'load_too_small' | 'load_too_large' | 'panels_do_not_fit';
  /** Null where the whole is short. */
  readonly item: number | null;
  readonly needed: number;
  readonly available: number;
}

const DIGITS = 1e6;
/** Reviewers of an item that the first round looks at, beyond those it needs. */
const FIRST_CHOICES = 12;
const MOST_ADDED = 12;

/**
 * The panels of the greatest total suitability under conflicts, loads and institutions: an exact
 * optimum, with the bound that proves it. A flow from items through institutions to reviewers is
 * solved over each item's most suitable reviewers; then all others are priced by what items and
 * loads are worth, and those that would gain are added, until none would.
 *
 * @param task  At least one item and reviewer; `suitability` has items × reviewers numbers.
 * @returns     Panels with `value` equal to `bound`; or every shortage that makes it impossible.
 * @throws RangeError if an array has another length, a number is not finite, or perItem < 1.
 * @example
 * assignPanels({ items: 2, reviewers: 2, suitability: [3, 2, 2, 0], perItem: 1, mostLoad: 1 }).panels // → [[1], [0]]
 *
 * Cost: some rounds of a network simplex over some twenty arcs an item, and a pass over all pairs.
 * Source: Taylor, On the optimal assignment of conference papers to reviewers (2008); Ahuja,
 * Magnanti & Orlin, Network Flows (1993), 11; the bound is that of Lagrange for loads and needs.
 */
export function assignPanels(task: PanelTask): PanelAssignment {
  const pairs = task.items * task.reviewers;
  const { suitability, conflicts, institutions, perItem } = task;
  const fits = (array: ArrayLike<number> | undefined, length: number) =>
    array === undefined || array.length === length;
  if (pairs < 1 || suitability.length !== pairs || !(perItem >= 1)) {
    throw new RangeError('An item, a reviewer and a suitability of each pair are needed.');
  }
  if (!fits(conflicts, pairs) || !fits(institutions, task.reviewers)) {
    throw new RangeError('Conflicts are one a pair, institutions one a reviewer.');
  }
  const panels = new Panels(task);
  const shortages = panels.shortages();
  return shortages.length > 0 ? { impossible: shortages } : panels.solve();
}

class Panels {
  readonly #task: PanelTask;
  readonly #gain: Int32Array;
  readonly #institution: Int32Array;
  readonly #institutions: number;
  /** By item, the reviewers that are looked at. */
  readonly #choices: number[][];
  readonly #worths: Float64Array;
  readonly #prices: Float64Array;

  constructor(task: PanelTask) {
    const { items, reviewers, suitability, institutions } = task;
    this.#task = task;
    this.#gain = new Int32Array(items * reviewers);
    for (let at = 0; at < this.#gain.length; at++) {
      const gain = Math.round(suitability[at]! * DIGITS);
      if (!(Math.abs(gain) < 2 ** 31))
        throw new RangeError('A suitability is no number below 2147.');
      this.#gain[at] = gain;
    }
    const places = new Map<number, number>();
    this.#institution = Int32Array.from({ length: reviewers }, (_, reviewer) => {
      const name = institutions === undefined ? reviewer : institutions[reviewer]!;
      const place = places.get(name) ?? places.size;
      places.set(name, place);
      return place;
    });
    this.#institutions = places.size;
    this.#choices = Array.from({ length: items }, (_, item) => this.#firstChoices(item));
    this.#worths = new Float64Array(items);
    this.#prices = new Float64Array(reviewers);
  }

  #isFree(item: number, reviewer: number): boolean {
    const { conflicts, reviewers } = this.#task;
    return conflicts === undefined || !conflicts[item * reviewers + reviewer];
  }

  #gainOf(item: number, reviewer: number): number {
    return this.#gain[item * this.#task.reviewers + reviewer]!;
  }

  #firstChoices(item: number): number[] {
    const { reviewers, perItem } = this.#task;
    const free: number[] = [];
    for (let one = 0; one < reviewers; one++) if (this.#isFree(item, one)) free.push(one);
    return bestOf(free, perItem + FIRST_CHOICES, (one) => this.#gainOf(item, one));
  }

  shortages(): readonly Shortage[] {
    const { items, reviewers, perItem, mostLoad, leastLoad = 0 } = this.#task;
    const found: Shortage[] = [];
    const owed = items * perItem;
    const short = (code: Shortage['code'], needed: number, available: number) =>
      found.push({ code, item: null, needed, available });
    if (reviewers * mostLoad < owed) short('load_too_small', owed, reviewers * mostLoad);
    if (reviewers * leastLoad > owed) short('load_too_large', reviewers * leastLoad, owed);
    for (let item = 0; item < items; item++) {
      const seen = new Set<number>();
      for (let one = 0; one < reviewers && seen.size < perItem; one++) {
        if (this.#isFree(item, one)) seen.add(this.#institution[one]!);
      }
      if (seen.size >= perItem) continue;
      found.push({ code: 'panel_too_small', item, needed: perItem, available: seen.size });
    }
    return found;
  }

  solve(): PanelAssignment {
    for (let round = 1; ; round++) {
      const { panels, value, unsent } = this.#round();
      if (this.#addBetter() > 0) continue;
      if (unsent > 0) {
        const needed = this.#task.items * this.#task.perItem;
        const available = needed - unsent;
        return { impossible: [{ code: 'panels_do_not_fit', item: null, needed, available }] };
      }
      return { panels, value: value / DIGITS, bound: this.#bound() / DIGITS, rounds: round };
    }
  }

  /** The best panels among the choices so far, with what items and loads are worth in them. */
  #round(): { readonly panels: number[][]; readonly value: number; readonly unsent: number } {
    const { items, reviewers, perItem, mostLoad, leastLoad = 0 } = this.#task;
    const arcs: Arcs = { from: [], to: [], cost: [], capacity: [] };
    const sink = items + reviewers;
    let nodes = sink + 1;
    const pairs: (readonly [number, number])[] = [];
    const reach = new Int32Array(this.#institutions);
    const through = new Int32Array(this.#institutions);
    for (const [item, choices] of this.#choices.entries()) {
      for (const one of choices) reach[this.#institution[one]!]!++;
      for (const one of choices) {
        const place = this.#institution[one]!;
        if (reach[place] === 1) through[place] = item;
        else if (reach[place]! > 1) {
          through[place] = nodes++;
          // Counted once: the others of the institution find its node.
          reach[place] = -1;
          push(arcs, item, through[place]!, 0, 1);
        }
      }
      for (const one of choices) {
        pairs[arcs.from.length] = [item, one];
        push(arcs, through[this.#institution[one]!]!, items + one, -this.#gainOf(item, one), 1);
      }
      for (const one of choices) reach[this.#institution[one]!] = 0;
    }
    for (let one = 0; one < reviewers; one++)
      push(arcs, items + one, sink, 0, mostLoad - leastLoad);
    const supply = new Int32Array(nodes);
    supply.fill(perItem, 0, items);
    supply.fill(-leastLoad, items, sink);
    supply[sink] = reviewers * leastLoad - items * perItem;
    const { flow, potentials, cost, unsent } = cheapestFlow(networkOf(arcs, supply));
    const panels: number[][] = Array.from({ length: items }, () => []);
    for (const [arc, pair] of pairs.entries()) {
      if (pair !== undefined && flow[arc] === 1) panels[pair[0]]!.push(pair[1]);
    }
    for (const panel of panels) panel.sort((a, b) => a - b);
    const ground = potentials[sink]!;
    for (let item = 0; item < items; item++) this.#worths[item] = potentials[item]! - ground;
    for (let one = 0; one < reviewers; one++) {
      const price = ground - potentials[items + one]!;
      this.#prices[one] = leastLoad === 0 ? Math.max(0, price) : price;
    }
    return { panels, value: 0 - cost, unsent };
  }

  /** What a pair gains beyond what its item and the reviewer's load are worth. */
  #excess(item: number, reviewer: number): number {
    return this.#gainOf(item, reviewer) - this.#worths[item]! - this.#prices[reviewer]!;
  }

  /** The greatest excess of each institution among the choices of an item. */
  #reached(item: number, of: readonly number[], most: Float64Array): void {
    for (const one of of) {
      const place = this.#institution[one]!;
      most[place] = Math.max(most[place]!, this.#excess(item, one));
    }
  }

  /** Adds reviewers that would gain more than those of their institution do now. */
  #addBetter(): number {
    const { reviewers } = this.#task;
    const most = new Float64Array(this.#institutions);
    let added = 0;
    for (const [item, choices] of this.#choices.entries()) {
      most.fill(0);
      this.#reached(item, choices, most);
      const better: number[] = [];
      const row = item * reviewers;
      const worth = this.#worths[item]!;
      for (let one = 0; one < reviewers; one++) {
        const excess = this.#gain[row + one]! - worth - this.#prices[one]!;
        if (excess > most[this.#institution[one]!]! && this.#isFree(item, one)) better.push(one);
      }
      const best = bestOf(better, MOST_ADDED, (one) => this.#excess(item, one));
      choices.push(...best);
      added += best.length;
    }
    return added;
  }

  /** What no assignment can pass, whatever the worths: proof of the optimum where it is reached. */
  #bound(): number {
    const { items, reviewers, perItem, mostLoad, leastLoad = 0 } = this.#task;
    const most = new Float64Array(this.#institutions);
    let bound = 0;
    for (const price of this.#prices) bound += price * (price > 0 ? mostLoad : leastLoad);
    for (let item = 0; item < items; item++) {
      most.fill(0);
      bound += perItem * this.#worths[item]!;
      for (let one = 0; one < reviewers; one++) {
        if (!this.#isFree(item, one)) continue;
        const excess = this.#excess(item, one);
        const place = this.#institution[one]!;
        if (excess <= most[place]!) continue;
        bound += excess - most[place]!;
        most[place] = excess;
      }
    }
    return bound;
  }
}

/** The first so many by a value, the largest first, ties to the earlier. */
function bestOf(all: readonly number[], count: number, value: (one: number) => number): number[] {
  const order = (a: number, b: number) => value(b) - value(a) || a - b;
  if (all.length <= count) return [...all].sort(order);
  const best: number[] = [];
  for (const one of all) {
    if (best.length === count && order(one, best[count - 1]!) > 0) continue;
    let at = best.length;
    while (at > 0 && order(one, best[at - 1]!) < 0) at--;
    best.splice(at, 0, one);
    if (best.length > count) best.pop();
  }
  return best;
}

interface Arcs {
  readonly from: number[];
  readonly to: number[];
  readonly cost: number[];
  readonly capacity: number[];
}

function push(arcs: Arcs, from: number, to: number, cost: number, capacity: number): void {
  arcs.from.push(from);
  arcs.to.push(to);
  arcs.cost.push(cost);
  arcs.capacity.push(capacity);
}

function networkOf(arcs: Arcs, supply: Int32Array): Network {
  return {
    from: Int32Array.from(arcs.from),
    to: Int32Array.from(arcs.to),
    cost: Float64Array.from(arcs.cost),
    capacity: Int32Array.from(arcs.capacity),
    supply,
  };
}
