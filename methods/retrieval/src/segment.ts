import { grown } from './growing.ts';
import type { Bytes } from './text-bytes.ts';

type Words = Uint32Array<ArrayBuffer>;

/** Postings to a block: enough to pass over many at once, few enough to look through. */
export const BLOCK = 128;
/** Within a block a slot is written as its distance from the first, in at most three bytes. */
const FARTHEST = 1 << 24;

/** The strongest impact there is: that of a term which a document repeats without end. */
export const STRONGEST = 255;

/**
 * Which documents have which term, for documents of one stretch of slots; never changed.
 *
 * Terms ascend, and so do the slots of each. A list is cut into blocks: the first slot of each
 * stands in `blockSlots`; its bytes begin at `blockPlaces` with the distances of its slots (1, 2 or
 * 3 bytes each), then one impact each, then the packed counts (4 bytes, 1 where they are small, or
 * none where each is a single occurrence in the text). An impact is the most, of STRONGEST parts,
 * that the posting gives to a score under the averages `impactsUnder`, so that most postings are
 * passed over without a look at counts and lengths.
 */
export interface SegmentParts {
  readonly terms: Words;
  /** List n stands in the blocks from listBlocks[n] to listBlocks[n + 1]. */
  readonly listBlocks: Words;
  readonly frequencies: Words;
  /** By list, its strongest impact. */
  readonly listImpacts: Bytes;
  readonly blockSlots: Words;
  readonly blockPlaces: Words;
  readonly blockSizes: Bytes;
  /** Bytes of a distance, and four times the bytes of a count. */
  readonly blockShapes: Bytes;
  readonly data: Bytes;
}

export class Segment {
  readonly parts: SegmentParts;
  readonly firstSlot: number;
  readonly endSlot: number;
  /** By field, the average lengths that its impacts were worked out under. */
  readonly impactsUnder: readonly number[];
  /** Slots of documents that were removed since, in the order of removal. */
  readonly #retired: number[] = [];
  /** By list: how many of #retired were looked at, and how many of them stand in the list. */
  readonly #retiredIn = new Map<number, { seen: number; found: number }>();

  constructor(
    parts: SegmentParts,
    firstSlot: number,
    endSlot: number,
    impactsUnder: readonly number[],
  ) {
    this.parts = parts;
    this.firstSlot = firstSlot;
    this.endSlot = endSlot;
    this.impactsUnder = impactsUnder;
  }

  get slotCount(): number {
    return this.endSlot - this.firstSlot;
  }

  get retiredCount(): number {
    return this.#retired.length;
  }

  get byteLength(): number {
    return Object.values(this.parts).reduce((sum, part) => sum + part.byteLength, 0);
  }

  /** The list of a term, or -1. */
  listOf(term: number): number {
    const { terms } = this.parts;
    let [low, high] = [0, terms.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((terms[middle] as number) < term) low = middle + 1;
      else high = middle;
    }
    return low < terms.length && terms[low] === term ? low : -1;
  }

  retire(slot: number): void {
    this.#retired.push(slot);
  }

  /** How many living documents a list has. Each pair of list and removal is looked at once. */
  livingIn(list: number): number {
    const frequency = this.parts.frequencies[list] as number;
    if (this.#retired.length === 0) return frequency;
    let known = this.#retiredIn.get(list);
    if (known === undefined) {
      known = { seen: 0, found: 0 };
      this.#retiredIn.set(list, known);
    }
    for (; known.seen < this.#retired.length; known.seen++) {
      if (this.#countsIn(list, this.#retired[known.seen] as number) !== 0) known.found++;
    }
    return frequency - known.found;
  }

  /** The packed counts of a term in the document of a slot; 0 if it does not stand there. */
  countsOf(term: number, slot: number): number {
    const list = this.listOf(term);
    return list < 0 ? 0 : this.#countsIn(list, slot);
  }

  #countsIn(list: number, slot: number): number {
    const { listBlocks } = this.parts;
    const first = listBlocks[list] as number;
    const block = blockBefore(this.parts, first, listBlocks[list + 1] as number, slot);
    const index = indexInBlock(this.parts, block, slot);
    return index < 0 ? 0 : countsAt(this.parts, block, index);
  }
}

/** The last block from `first` that begins at or before a slot; `first` if none does. */
export function blockBefore(parts: SegmentParts, first: number, end: number, slot: number): number {
  const { blockSlots } = parts;
  let [low, high, step] = [first, first + 1, 1];
  while (high < end && (blockSlots[high] as number) <= slot) {
    low = high;
    step *= 2;
    high = low + step;
  }
  high = Math.min(high, end);
  while (high - low > 1) {
    const middle = (low + high) >>> 1;
    if ((blockSlots[middle] as number) <= slot) low = middle;
    else high = middle;
  }
  return low;
}

/** The first posting of a block whose slot is not before this one; the block's size if none. */
export function firstInBlock(parts: SegmentParts, block: number, slot: number): number {
  const { data, blockPlaces, blockShapes, blockSizes, blockSlots } = parts;
  const distance = slot - (blockSlots[block] as number);
  if (distance <= 0) return 0;
  const width = (blockShapes[block] as number) & 3;
  const place = blockPlaces[block] as number;
  let [low, high] = [0, blockSizes[block] as number];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (distanceAt(data, place + middle * width, width) < distance) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Where a slot stands in a block, or -1. */
export function indexInBlock(parts: SegmentParts, block: number, slot: number): number {
  const index = firstInBlock(parts, block, slot);
  if (index === parts.blockSizes[block]) return -1;
  return slotAt(parts, block, index) === slot ? index : -1;
}

export function slotAt(parts: SegmentParts, block: number, index: number): number {
  const width = (parts.blockShapes[block] as number) & 3;
  const place = (parts.blockPlaces[block] as number) + index * width;
  return (parts.blockSlots[block] as number) + distanceAt(parts.data, place, width);
}

function distanceAt(data: Bytes, place: number, width: number): number {
  let distance = data[place] as number;
  if (width > 1) distance |= (data[place + 1] as number) << 8;
  if (width > 2) distance |= (data[place + 2] as number) << 16;
  return distance;
}

export function impactAt(parts: SegmentParts, block: number, index: number): number {
  const width = (parts.blockShapes[block] as number) & 3;
  const impacts =
    (parts.blockPlaces[block] as number) + (parts.blockSizes[block] as number) * width;
  return parts.data[impacts + index] as number;
}

/** The packed counts of a posting. */
export function countsAt(parts: SegmentParts, block: number, index: number): number {
  const { data } = parts;
  const shape = parts.blockShapes[block] as number;
  if (shape < 4) return 1;
  const size = parts.blockSizes[block] as number;
  const counts = (parts.blockPlaces[block] as number) + size * ((shape & 3) + 1);
  if (shape < 8) return fromSmall(data[counts + index] as number);
  const at = counts + 4 * index;
  const low = (data[at] as number) | ((data[at + 1] as number) << 8);
  return (((data[at + 3] as number) << 24) | ((data[at + 2] as number) << 16) | low) >>> 0;
}

/**
 * How many times as much a posting may give now as when its impact was worked out: a field counts
 * for more when the average has grown, and never by more than the average has.
 */
export function driftFrom(then: readonly number[], now: readonly number[]): number {
  let drift = 1;
  for (const [field, average] of then.entries()) {
    if (average > 0) drift = Math.max(drift, (now[field] as number) / average);
  }
  return drift;
}

/** Small counts in a byte: up to 3 in the title, 3 in the keywords, 15 in the text. */
const SMALL = 0x0303000f;
const toSmall = (packed: number) =>
  ((packed >>> 24) << 6) | (((packed >>> 16) & 3) << 4) | (packed & 15);
const fromSmall = (small: number) =>
  ((small >>> 6) << 24) | (((small >>> 4) & 3) << 16) | (small & 15);

/** Writes a segment, list after list; see SegmentParts for what it writes. */
export class SegmentWriter {
  #terms = new Uint32Array(0);
  #listBlocks = new Uint32Array(1);
  #frequencies = new Uint32Array(0);
  #listImpacts = new Uint8Array(0);
  #lists = 0;
  #blockSlots = new Uint32Array(0);
  #blockPlaces = new Uint32Array(0);
  #blockSizes = new Uint8Array(0);
  #blockShapes = new Uint8Array(0);
  #blocks = 0;
  #data = new Uint8Array(0);
  #end = 0;

  // The list that is being written, and its last block.
  #frequency = 0;
  #strongest = 0;
  readonly #slots = new Uint32Array(BLOCK);
  readonly #impacts = new Uint8Array(BLOCK);
  readonly #counts = new Uint32Array(BLOCK);
  #held = 0;

  /** Adds a document to the list; slots ascend. */
  add(slot: number, packed: number, impact: number): void {
    if (this.#held === BLOCK || (this.#held > 0 && slot - (this.#slots[0] as number) >= FARTHEST)) {
      this.#writeBlock();
    }
    this.#slots[this.#held] = slot;
    this.#counts[this.#held] = packed;
    this.#impacts[this.#held++] = impact;
    this.#frequency++;
    if (impact > this.#strongest) this.#strongest = impact;
  }

  /** Ends the list as that of a term; terms ascend. An empty list leaves nothing. */
  end(term: number): void {
    if (this.#held === 0) return;
    this.#writeBlock();
    const list = this.#lists++;
    this.#terms = grown(this.#terms, this.#lists);
    this.#terms[list] = term;
    this.#frequencies = grown(this.#frequencies, this.#lists);
    this.#frequencies[list] = this.#frequency;
    this.#listImpacts = grown(this.#listImpacts, this.#lists);
    this.#listImpacts[list] = this.#strongest;
    this.#listBlocks = grown(this.#listBlocks, this.#lists + 1);
    this.#listBlocks[list + 1] = this.#blocks;
    this.#frequency = 0;
    this.#strongest = 0;
  }

  finish(): SegmentParts {
    return {
      terms: this.#terms.slice(0, this.#lists),
      listBlocks: this.#listBlocks.slice(0, this.#lists + 1),
      frequencies: this.#frequencies.slice(0, this.#lists),
      listImpacts: this.#listImpacts.slice(0, this.#lists),
      blockSlots: this.#blockSlots.slice(0, this.#blocks),
      blockPlaces: this.#blockPlaces.slice(0, this.#blocks),
      blockSizes: this.#blockSizes.slice(0, this.#blocks),
      blockShapes: this.#blockShapes.slice(0, this.#blocks),
      data: this.#data.slice(0, this.#end),
    };
  }

  #writeBlock(): void {
    const size = this.#held;
    const first = this.#slots[0] as number;
    const farthest = (this.#slots[size - 1] as number) - first;
    const width = farthest < 0x100 ? 1 : farthest < 0x10000 ? 2 : 3;
    let beyondOne = 0;
    let beyondSmall = 0;
    for (let at = 0; at < size; at++) {
      const packed = this.#counts[at] as number;
      beyondOne |= packed ^ 1;
      beyondSmall |= packed & ~SMALL;
    }
    const countWidth = beyondOne === 0 ? 0 : beyondSmall === 0 ? 1 : 4;
    const block = this.#blocks++;
    this.#blockSlots = grown(this.#blockSlots, this.#blocks);
    this.#blockPlaces = grown(this.#blockPlaces, this.#blocks);
    this.#blockSizes = grown(this.#blockSizes, this.#blocks);
    this.#blockShapes = grown(this.#blockShapes, this.#blocks);
    this.#blockSlots[block] = first;
    this.#blockPlaces[block] = this.#end;
    this.#blockSizes[block] = size;
    this.#blockShapes[block] = width + 4 * Math.min(countWidth, 2);
    this.#data = grown(this.#data, this.#end + size * (width + 1 + countWidth));
    let end = this.#end;
    const data = this.#data;
    for (let at = 0; at < size; at++) {
      const distance = (this.#slots[at] as number) - first;
      data[end++] = distance;
      if (width > 1) data[end++] = distance >>> 8;
      if (width > 2) data[end++] = distance >>> 16;
    }
    for (let at = 0; at < size; at++) data[end++] = this.#impacts[at] as number;
    for (let at = 0; at < size && countWidth > 0; at++) {
      const packed = this.#counts[at] as number;
      if (countWidth === 1) {
        data[end++] = toSmall(packed);
      } else {
        for (let shift = 0; shift < 32; shift += 8) data[end++] = packed >>> shift;
      }
    }
    this.#end = end;
    this.#held = 0;
  }
}
