import {
  blockBefore,
  countsAt,
  driftFrom,
  impactAt,
  indexInBlock,
  type Segment,
  type SegmentParts,
  STRONGEST,
  slotAt,
} from './segment.ts';
import type { Weigher } from './weigher.ts';

/** A term that is asked for, and what it weighs: its rarity times its weight in the query. */
export interface AskedTerm {
  readonly number: number;
  readonly weight: number;
}

/** Where scored documents go. */
export interface Contest {
  /** Below its threshold no score is wanted any more. */
  readonly leaders: { readonly threshold: number };
  /** Whether a document may be scored at all; asked before its exact score is worked out. */
  admits(slot: number): boolean;
  enter(slot: number, score: number): void;
}

/** Slots that are added up at a time: their sums stay in the nearest cache. */
const WINDOW = 4096;
/** Lets bounds be a little too large, so that no rounding makes one too small. */
const SLACK = 1 + 1e-9;
const NOWHERE = 0xffffffff;

/** The list of one term, walked from slot to slot in two places that both only move on. */
class ListWalk {
  readonly #parts: SegmentParts;
  readonly weight: number;
  /** What one part of an impact gives at most. */
  readonly #scale: number;
  /** What any posting of the list gives at most. */
  readonly bound: number;
  readonly #endBlock: number;
  // Where the sums have come to.
  #block: number;
  #index = 0;
  // Where single documents were last looked up: the slot, its block, its place there or -1.
  #looked = -1;
  #lookedBlock: number;
  #lookedIndex = -1;

  constructor(parts: SegmentParts, list: number, weight: number, scale: number) {
    this.#parts = parts;
    this.weight = weight;
    this.#scale = scale;
    this.bound = (parts.listImpacts[list] as number) * scale;
    this.#block = parts.listBlocks[list] as number;
    this.#lookedBlock = this.#block;
    this.#endBlock = parts.listBlocks[list + 1] as number;
  }

  /** The next slot to be added up, or NOWHERE. */
  get slot(): number {
    if (this.#block === this.#endBlock) return NOWHERE;
    return slotAt(this.#parts, this.#block, this.#index);
  }

  /** Adds the bound of every posting before base + WINDOW to the sum of its slot. */
  addUp(base: number, { sums, touched }: SumBuffers): void {
    const { data, blockPlaces, blockShapes, blockSizes, blockSlots } = this.#parts;
    const scale = this.#scale;
    const endBlock = this.#endBlock;
    let block = this.#block;
    let index = this.#index;
    for (; block < endBlock; block++) {
      const first = (blockSlots[block] as number) - base;
      if (first >= WINDOW) break;
      const size = blockSizes[block] as number;
      const width = (blockShapes[block] as number) & 3;
      const place = blockPlaces[block] as number;
      const impacts = place + size * width;
      if (width === 1) {
        for (; index < size; index++) {
          const at = first + (data[place + index] as number);
          if (at >= WINDOW) break;
          sums[at]! += scale * (data[impacts + index] as number);
          touched[at >>> 5]! |= 1 << at;
        }
      } else {
        let from = place + index * width;
        for (; index < size; index++, from += width) {
          let distance = (data[from] as number) | ((data[from + 1] as number) << 8);
          if (width === 3) distance |= (data[from + 2] as number) << 16;
          const at = first + distance;
          if (at >= WINDOW) break;
          sums[at]! += scale * (data[impacts + index] as number);
          touched[at >>> 5]! |= 1 << at;
        }
      }
      if (index < size) break;
      index = 0;
    }
    this.#block = block;
    this.#index = index;
  }

  /** What the list gives to a slot at most: 0 if it is not there. Slots asked for never go back. */
  boundAt(slot: number): number {
    const index = this.#look(slot);
    return index < 0 ? 0 : this.#scale * impactAt(this.#parts, this.#lookedBlock, index);
  }

  /** The packed counts of a slot, 0 if it is not there. Slots asked for never go back. */
  countsOf(slot: number): number {
    const index = this.#look(slot);
    return index < 0 ? 0 : countsAt(this.#parts, this.#lookedBlock, index);
  }

  #look(slot: number): number {
    if (slot !== this.#looked) {
      this.#looked = slot;
      this.#lookedBlock = blockBefore(this.#parts, this.#lookedBlock, this.#endBlock, slot);
      this.#lookedIndex = indexInBlock(this.#parts, this.#lookedBlock, slot);
    }
    return this.#lookedIndex;
  }
}

/**
 * Scores the documents of one segment for some terms.
 *
 * Source of the search: Turtle & Flood, Query evaluation: strategies and optimizations, IPM 31
 * (1995) 831–850 (MaxScore): lists that even together cannot lift a document over the threshold are
 * only looked at for documents that another list has brought up. Here the others are added up a
 * window of slots at a time, by bounds of a byte a posting; what is left is scored exactly.
 */
export class SegmentSearch {
  readonly #weigher: Weigher;
  /** In the order of the query, in which scores are added, so that rounding is always the same. */
  readonly #walks: readonly ListWalk[];

  constructor(segment: Segment, terms: readonly AskedTerm[], weigher: Weigher, mostGiven: number) {
    this.#weigher = weigher;
    const drift = driftFrom(segment.impactsUnder, weigher.averages);
    const loosened = (mostGiven / STRONGEST) * drift * SLACK;
    this.#walks = terms.flatMap(({ number, weight }) => {
      const list = segment.listOf(number);
      return list < 0 ? [] : [new ListWalk(segment.parts, list, weight, weight * loosened)];
    });
  }

  /** The exact score of a document; slots asked for must ascend. */
  scoreOf(slot: number): number {
    let score = 0;
    for (const walk of this.#walks) {
      const packed = walk.countsOf(slot);
      if (packed !== 0) score += walk.weight * this.#weigher.saturated(slot, packed);
    }
    return score;
  }

  /** Enters every document that may still be wanted. */
  run(contest: Contest, buffers: SumBuffers): void {
    const walks = this.#walks.filter((walk) => walk.bound > 0).sort((a, b) => a.bound - b.bound);
    // At n, what the lists before n together give at most.
    const together = [0];
    for (const walk of walks) together.push((together.at(-1) as number) + walk.bound);
    let leading = 0;
    for (;;) {
      while (
        leading < walks.length &&
        (together[leading + 1] as number) < contest.leaders.threshold
      ) {
        leading++;
      }
      let base = NOWHERE;
      for (let n = leading; n < walks.length; n++) {
        base = Math.min(base, (walks[n] as ListWalk).slot);
      }
      if (base === NOWHERE) return;
      for (let n = leading; n < walks.length; n++) (walks[n] as ListWalk).addUp(base, buffers);
      const followers = { lists: walks.slice(0, leading), together };
      this.#enterWindow(followers, base, contest, buffers);
    }
  }

  /** Enters the documents of a window whose sums, with what may be added, reach the threshold. */
  #enterWindow(
    followers: Followers,
    base: number,
    { leaders, admits, enter }: Contest,
    { sums, touched }: SumBuffers,
  ): void {
    const added = followers.together[followers.lists.length] as number;
    for (let word = 0; word < touched.length; word++) {
      for (let bits = touched[word] as number; bits !== 0; bits &= bits - 1) {
        const at = 32 * word + 31 - Math.clz32(bits & -bits);
        const sum = sums[at] as number;
        sums[at] = 0;
        if (sum + added < leaders.threshold) continue;
        const slot = base + at;
        if (!mayReach(followers, slot, sum, leaders.threshold)) continue;
        if (!admits(slot)) continue;
        const score = this.scoreOf(slot);
        if (score > 0 && score >= leaders.threshold) enter(slot, score);
      }
      touched[word] = 0;
    }
  }
}

/** Lists that only single documents are looked up in, the one that gives least first. */
interface Followers {
  readonly lists: readonly ListWalk[];
  /** At n, what the lists before n together give at most. */
  readonly together: readonly number[];
}

/** Looks into the lists, the weightier first, as long as they can still tip the scale. */
function mayReach(
  { lists, together }: Followers,
  slot: number,
  sum: number,
  threshold: number,
): boolean {
  let most = sum;
  for (let n = lists.length - 1; n >= 0; n--) {
    if (most + (together[n + 1] as number) < threshold) return false;
    most += (lists[n] as ListWalk).boundAt(slot);
  }
  return most >= threshold;
}

/** Sums of bounds by slot of a window, and a bit for each that was added to; 0 between uses. */
export interface SumBuffers {
  readonly sums: Float64Array;
  readonly touched: Int32Array;
}

export function sumBuffers(): SumBuffers {
  return { sums: new Float64Array(WINDOW), touched: new Int32Array(WINDOW / 32) };
}
