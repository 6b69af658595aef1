import { FIELDS } from './document.ts';
import { grown } from './growing.ts';
import { countOneMore } from './packed-counts.ts';
import {
  countsAt,
  driftFrom,
  impactAt,
  Segment,
  type SegmentParts,
  SegmentWriter,
  STRONGEST,
  slotAt,
} from './segment.ts';
import type { Settings } from './settings.ts';
import { StringTable } from './string-table.ts';
import { LONGEST_FIELD, type PerField, Weigher } from './weigher.ts';

/** So many entries wait in the tail at most before they are turned into a segment. */
const LONGEST_TAIL = 1 << 21;
/** A segment stands beside a later one only if it is so many times as large, else they are merged. */
const GROWTH = 3;
/** Impacts are worked out again when the averages have moved by more than this since. */
const KEPT_DRIFT = 1.05;
/** A segment of which more than this share was removed is written again. */
const RETIRED_SHARE = 1 / 8;

type Counts = [title: number, keywords: number, text: number];

/**
 * Which terms stand in which document.
 *
 * Documents have slots, numbers in the order in which they came. The newest are the tail: their
 * terms in flat arrays, document after document. Before a search the tail becomes a segment, and
 * segments of like size are merged, so that there are few of them and each posting is written
 * again only as often as the index triples. A removed document is passed over until then.
 */
export class Postings {
  readonly #settings: Settings;
  readonly terms: StringTable;
  /** In the order of slots. */
  readonly segments: Segment[];
  /** By slot: the lengths of its fields, and whether it was removed. */
  #lengths: Uint16Array<ArrayBuffer>;
  #retired: Uint8Array<ArrayBuffer>;
  #slotCount: number;
  /** Over the living documents, by field: occurrences, and documents that have any. */
  readonly #occurrences: Counts = [0, 0, 0];
  readonly #filled: Counts = [0, 0, 0];

  // The tail: slot #tailStart + n has the entries from #tailStarts[n] to #tailStarts[n + 1].
  #tailStart: number;
  #tailStarts = new Uint32Array(64);
  #tailTerms = new Uint32Array(64);
  #tailCounts = new Uint32Array(64);
  /** By term, where its latest entry in the tail stands, or stood in an earlier tail. */
  #latest = new Uint32Array(64);

  constructor(settings: Settings, terms = new StringTable(), saved?: SavedPostings) {
    this.#settings = settings;
    this.terms = terms;
    this.#lengths = saved?.lengths ?? new Uint16Array(0);
    this.#slotCount = this.#lengths.length / 3;
    this.#retired = new Uint8Array(this.#slotCount);
    this.#tailStart = this.#slotCount;
    for (let slot = 0; slot < this.#slotCount; slot++) this.#countIn(slot, 1);
    this.segments =
      saved === undefined || this.#slotCount === 0
        ? []
        : [new Segment(saved.parts, 0, this.#slotCount, saved.impactsUnder)];
  }

  get slotCount(): number {
    return this.#slotCount;
  }

  /** Bytes of the lists themselves. */
  get byteLength(): number {
    return this.segments.reduce((sum, segment) => sum + segment.byteLength, 0);
  }

  /** Bytes of all that stands beside the lists. */
  get otherBytes(): number {
    const tail = [this.#tailStarts, this.#tailTerms, this.#tailCounts, this.#latest];
    return [this.terms, this.#lengths, this.#retired, ...tail].reduce(
      (sum, { byteLength }) => sum + byteLength,
      0,
    );
  }

  isRetired(slot: number): boolean {
    return this.#retired[slot] === 1;
  }

  /** Scores of this moment: they go by the averages, which move with every document. */
  weigher(): Weigher {
    const averages = FIELDS.map((_, field) => {
      return (this.#occurrences[field] as number) / Math.max(this.#filled[field] as number, 1);
    });
    return new Weigher(this.#settings, averages as unknown as PerField, this.#lengths);
  }

  /** Takes the next document, the terms of each field in any order; answers with its slot. */
  add(fields: readonly Iterable<{ readonly term: string }>[]): number {
    const slot = this.#slotCount++;
    this.#lengths = grown(this.#lengths, 3 * this.#slotCount);
    this.#retired = grown(this.#retired, this.#slotCount);
    const start = this.#tailStarts[slot - this.#tailStart] as number;
    let end = start;
    for (const [field, tokens] of fields.entries()) {
      let length = 0;
      for (const { term } of tokens) {
        const number = this.terms.intern(term);
        length++;
        const known = this.#latest[number] ?? 0;
        if (known >= start && known < end && this.#tailTerms[known] === number) {
          this.#tailCounts[known] = countOneMore(this.#tailCounts[known] as number, field);
          continue;
        }
        this.#latest = grown(this.#latest, number + 1);
        this.#tailTerms = grown(this.#tailTerms, end + 1);
        this.#tailCounts = grown(this.#tailCounts, end + 1);
        this.#latest[number] = end;
        this.#tailTerms[end] = number;
        this.#tailCounts[end++] = countOneMore(0, field);
      }
      this.#lengths[3 * slot + field] = Math.min(length, LONGEST_FIELD);
    }
    this.#tailStarts = grown(this.#tailStarts, slot - this.#tailStart + 2);
    this.#tailStarts[slot - this.#tailStart + 1] = end;
    this.#countIn(slot, 1);
    if (end > LONGEST_TAIL) this.seal();
    return slot;
  }

  /** The document in this slot no longer counts. */
  retire(slot: number): void {
    this.#retired[slot] = 1;
    this.#countIn(slot, -1);
    this.segments.find((segment) => slot < segment.endSlot)?.retire(slot);
  }

  /** How many living documents have a term; the tail is not looked at. */
  frequencyOf(term: number): number {
    let frequency = 0;
    for (const segment of this.segments) {
      const list = segment.listOf(term);
      if (list >= 0) frequency += segment.livingIn(list);
    }
    return frequency;
  }

  /** Turns the tail into a segment and merges it with those that are not much larger. */
  seal(): void {
    for (const [at, segment] of this.segments.entries()) {
      if (segment.retiredCount <= segment.slotCount * RETIRED_SHARE) continue;
      this.segments[at] = this.#merged([segment]);
    }
    if (this.#tailStart === this.#slotCount) return;
    this.segments.push(this.#sealed());
    this.#tailStart = this.#slotCount;
    this.#tailStarts = new Uint32Array(64);
    this.#tailTerms = new Uint32Array(64);
    this.#tailCounts = new Uint32Array(64);
    let from = this.segments.length - 1;
    let size = this.segments[from]?.slotCount as number;
    while (from > 0 && (this.segments[from - 1]?.slotCount as number) < GROWTH * size) {
      from--;
      size += this.segments[from]?.slotCount as number;
    }
    if (from < this.segments.length - 1) {
      const sources = this.segments.splice(from);
      this.segments.push(this.#merged(sources));
    }
  }

  /**
   * All postings in one segment without the removed documents, in the order of slots, and the terms
   * they have; the slots are numbered anew.
   */
  compacted(): Postings {
    this.seal();
    const places = new Uint32Array(this.#slotCount);
    let living = 0;
    for (let slot = 0; slot < this.#slotCount; slot++) {
      if (this.#retired[slot] === 0) places[slot] = living++;
    }
    const lengths = new Uint16Array(3 * living);
    for (let slot = 0; slot < this.#slotCount; slot++) {
      if (this.#retired[slot] === 1) continue;
      lengths.set(this.#lengths.subarray(3 * slot, 3 * slot + 3), 3 * (places[slot] as number));
    }
    const terms = new StringTable();
    const termOf = (term: number) => terms.intern(this.terms.textOf(term));
    const copied = this.#copied(this.segments, { slots: places, termOf });
    return new Postings(this.#settings, terms, { lengths, ...copied });
  }

  /** What a new Postings can be made of; the postings must be compacted. */
  parts(): SavedPostings {
    const [only] = this.segments;
    const parts = only?.parts ?? new SegmentWriter().finish();
    const impactsUnder = only?.impactsUnder ?? [0, 0, 0];
    return { lengths: this.#lengths.subarray(0, 3 * this.#slotCount), parts, impactsUnder };
  }

  #countIn(slot: number, sign: 1 | -1): void {
    for (let field = 0; field < 3; field++) {
      const length = this.#lengths[3 * slot + field] as number;
      this.#occurrences[field]! += sign * length;
      if (length > 0) this.#filled[field]! += sign;
    }
  }

  /** The tail by term: its terms in order, how many entries each has, each entry in its place. */
  #sealed(): Segment {
    const count = this.#slotCount - this.#tailStart;
    const size = this.#tailStarts[count] as number;
    // From here on #latest counts the entries of each term, then says where the next one goes.
    const next = this.#latest;
    for (let at = 0; at < size; at++) next[this.#tailTerms[at] as number] = 0;
    let different = 0;
    const terms = new Uint32Array(size);
    for (let at = 0; at < size; at++) {
      const term = this.#tailTerms[at] as number;
      if (next[term]!++ === 0) terms[different++] = term;
    }
    const inOrder = terms.subarray(0, different).sort();
    let start = 0;
    for (const term of inOrder) {
      const frequency = next[term] as number;
      next[term] = start;
      start += frequency;
    }
    const slots = new Uint32Array(size);
    const counts = new Uint32Array(size);
    for (let n = 0, at = 0; n < count; n++) {
      for (const end = this.#tailStarts[n + 1] as number; at < end; at++) {
        const place = next[this.#tailTerms[at] as number]!++;
        slots[place] = this.#tailStart + n;
        counts[place] = this.#tailCounts[at] as number;
      }
    }
    const weigher = this.weigher();
    const writer = new SegmentWriter();
    let at = 0;
    for (const term of inOrder) {
      for (const end = next[term] as number; at < end; at++) {
        const slot = slots[at] as number;
        if (this.#retired[slot] === 1) continue;
        const packed = counts[at] as number;
        writer.add(slot, packed, this.#impact(weigher, slot, packed));
      }
      writer.end(term);
    }
    return new Segment(writer.finish(), this.#tailStart, this.#slotCount, weigher.averages);
  }

  #merged(sources: readonly Segment[]): Segment {
    const [first, last] = [sources[0] as Segment, sources.at(-1) as Segment];
    const { parts, impactsUnder } = this.#copied(sources);
    return new Segment(parts, first.firstSlot, last.endSlot, impactsUnder);
  }

  /** The living postings of some segments in one, slots and terms numbered anew if so wanted. */
  #copied(sources: readonly Segment[], anew?: Renumbering) {
    const weigher = this.weigher();
    const lowest = lowestAverages(sources);
    const { averages } = weigher;
    const drift = Math.max(driftFrom(lowest, averages), driftFrom(averages, lowest));
    const keepsImpacts = drift <= KEPT_DRIFT;
    const writer = new SegmentWriter();
    const next = sources.map(() => 0);
    for (;;) {
      let term = Infinity;
      for (const [n, { parts }] of sources.entries()) {
        term = Math.min(term, parts.terms[next[n] as number] ?? Infinity);
      }
      if (term === Infinity) break;
      let living = 0;
      for (const [n, { parts }] of sources.entries()) {
        const list = next[n] as number;
        if (parts.terms[list] !== term) continue;
        next[n] = list + 1;
        living += this.#copyList(parts, list, keepsImpacts ? null : weigher, writer, anew?.slots);
      }
      if (living > 0) writer.end(anew === undefined ? term : anew.termOf(term));
    }
    const impactsUnder = keepsImpacts ? lowest : averages;
    return { parts: writer.finish(), impactsUnder };
  }

  #copyList(
    parts: SegmentParts,
    list: number,
    weigher: Weigher | null,
    writer: SegmentWriter,
    slots: Uint32Array | undefined,
  ): number {
    const retired = this.#retired;
    let living = 0;
    const end = parts.listBlocks[list + 1] as number;
    for (let block = parts.listBlocks[list] as number; block < end; block++) {
      const size = parts.blockSizes[block] as number;
      for (let index = 0; index < size; index++) {
        const slot = slotAt(parts, block, index);
        if (retired[slot] === 1) continue;
        const packed = countsAt(parts, block, index);
        const impact =
          weigher === null ? impactAt(parts, block, index) : this.#impact(weigher, slot, packed);
        writer.add(slots === undefined ? slot : (slots[slot] as number), packed, impact);
        living++;
      }
    }
    return living;
  }

  /** Rounded up: an impact may promise too much, never too little. */
  #impact(weigher: Weigher, slot: number, packed: number): number {
    const most = this.#settings.documentSaturation + 1;
    return Math.ceil((weigher.saturated(slot, packed) / most) * STRONGEST);
  }
}

interface Renumbering {
  /** By old slot, the new one. */
  readonly slots: Uint32Array;
  termOf(term: number): number;
}

/** By field, the lowest average that any impacts were worked out under: what bounds them all. */
function lowestAverages(segments: readonly Segment[]): number[] {
  return FIELDS.map((_, field) => {
    const known = segments.map(({ impactsUnder }) => impactsUnder[field] as number);
    return Math.min(...known.filter((average) => average > 0));
  }).map((average) => (average === Infinity ? 0 : average));
}

/** Compacted postings as arrays. */
export interface SavedPostings {
  readonly lengths: Uint16Array<ArrayBuffer>;
  readonly parts: SegmentParts;
  readonly impactsUnder: readonly number[];
}
