import type { Analysis } from './analyse.ts';
import { rarity, saturated } from './bm25f.ts';
import { FIELDS, type Field, type Query, type TextDocument, textOf } from './document.ts';
import { grown } from './growing.ts';
import { Leaders, type Ranked } from './leaders.ts';
import { Postings } from './postings.ts';
import { type IndexParts, packIndex, readingOf } from './saved-index.ts';
import { type AskedTerm, SegmentSearch, type SumBuffers, sumBuffers } from './segment-search.ts';
import { checkSettings, type Settings } from './settings.ts';
import { StringTable } from './string-table.ts';
import { type Reason, reasonsFor } from './why.ts';

export interface SearchOptions {
  /** How many hits at most. Default 20. */
  readonly limit?: number;
  /**
   * Which documents may be hits, by id. Default all. A set that names few of them is fastest: only
   * those are scored.
   */
  readonly filter?: ((id: string) => boolean) | ReadonlySet<string>;
  /** How many reasons a hit at most; 0 saves their time. Default 8, 0 if no texts are kept. */
  readonly reasons?: number;
}

export interface Hit {
  readonly id: string;
  /** Above 0; comparable among the hits of one search, not between searches. */
  readonly score: number;
  readonly why: readonly Reason[];
}

/** An index as plain data: what it cannot work out again. */
export interface SavedIndex {
  readonly settings: Settings;
  readonly documents: readonly TextDocument[];
}

/** Reads a text as terms with their places in it. */
export type Reader = (text: string) => Analysis;

interface QueryTerm extends AskedTerm {
  readonly term: string;
}

/**
 * A query asks for so many different terms at most: of a longer one, those that weigh most. That
 * bounds the time of any query; a whole page has a few hundred.
 */
const MOST_TERMS = 4096;
/** A set that names less than this share of the documents is gone through one by one. */
const FEW = 1 / 16;
const NO_SLOT = 0xffffffff;

/** A document that may be a hit; its id is read only where it decides between equal scores. */
class Candidate implements Ranked {
  readonly slot: number;
  readonly score: number;
  readonly #idOf: (slot: number) => string;
  #id: string | null = null;

  constructor(slot: number, score: number, idOf: (slot: number) => string) {
    this.slot = slot;
    this.score = score;
    this.#idOf = idOf;
  }

  get id(): string {
    this.#id ??= this.#idOf(this.slot);
    return this.#id;
  }
}

/** Documents ranked by BM25F. Made by `createIndex` or `loadIndex`; see there. */
export class TextIndex {
  readonly #settings: Settings;
  readonly #reader: Reader;
  readonly #keepsTexts: boolean;
  #postings: Postings;
  /** Ids have numbers; a removed id keeps its own until the next fresh start. */
  #ids = new StringTable();
  #size = 0;
  /** By number of id, the slot of its document or NO_SLOT; by slot, the number of its id. */
  #slots = new Uint32Array(0);
  #idsOfSlots = new Uint32Array(0);
  /** By slot, if texts are kept; a removed document leaves a hole. */
  #documents: (TextDocument | undefined)[] = [];
  #buffers: SumBuffers | null = null;

  constructor(settings: Settings, reader: Reader, keepsTexts = true, saved?: IndexParts) {
    checkSettings(settings);
    this.#settings = settings;
    this.#reader = reader;
    this.#keepsTexts = keepsTexts;
    this.#postings = new Postings(settings, saved?.terms, saved?.postings);
    if (saved === undefined) return;
    this.#ids = saved.ids;
    this.#size = saved.ids.size;
    this.#slots = Uint32Array.from({ length: this.#size }, (_, slot) => slot);
    this.#idsOfSlots = this.#slots.slice();
    if (keepsTexts) this.#documents = [...(saved.documents ?? [])];
  }

  /** How many documents are held. */
  get size(): number {
    return this.#size;
  }

  has(id: string): boolean {
    return this.#slotOf(id) !== NO_SLOT;
  }

  /** Adds a document, or replaces the one that has its id. */
  put(document: TextDocument): void {
    // All is read before anything changes, so that a reader that throws changes nothing.
    const fields = FIELDS.map((field) => this.#read(document, field).tokens);
    this.remove(document.id);
    this.#place(document.id, this.#postings.add(fields));
    if (this.#keepsTexts) this.#documents[this.#postings.slotCount - 1] = document;
    this.#size++;
  }

  /** Removes a document; answers whether it was there. */
  remove(id: string): boolean {
    const slot = this.#slotOf(id);
    if (slot === NO_SLOT) return false;
    this.#postings.retire(slot);
    this.#slots[this.#idsOfSlots[slot] as number] = NO_SLOT;
    if (this.#keepsTexts) this.#documents[slot] = undefined;
    this.#size--;
    if (this.#postings.slotCount > 2 * this.#size + 1024) this.#startAfresh();
    return true;
  }

  /** The best documents for a query, ties by id; those without a word in common are no hits. */
  search(query: Query, options: SearchOptions = {}): Hit[] {
    const { limit = 20, filter, reasons = this.#keepsTexts ? 8 : 0 } = options;
    if (!(limit >= 1)) throw new RangeError(`limit must be at least 1, not ${limit}`);
    const terms = this.#termsOf(query);
    const leaders = new Leaders<Candidate>(Math.floor(limit));
    const idOf = (slot: number) => this.#idOf(slot);
    const enter = (slot: number, score: number) => leaders.offer(new Candidate(slot, score, idOf));
    if (filter !== undefined && typeof filter !== 'function' && filter.size < FEW * this.#size) {
      const slots = Array.from(filter, (id) => this.#slotOf(id)).filter((slot) => slot < NO_SLOT);
      for (const { slot, score } of this.#scored(terms, slots)) if (score > 0) enter(slot, score);
    } else {
      this.#contest(terms, leaders, filter, enter);
    }
    return leaders.ranked().map(({ id, score, slot }) => {
      return { id, score, why: reasons > 0 ? this.#why(terms, slot, score, reasons) : [] };
    });
  }

  /** The score `search` would give this document for this query; 0 without a word in common. */
  score(query: Query, id: string): number {
    return this.scores(query, [id])[0] as number;
  }

  /** The scores of these documents, in the order of the ids: what a fusion of rankings needs. */
  scores(query: Query, ids: readonly string[]): Float64Array {
    const slots = ids.map((id) => this.#knownSlotOf(id));
    const scores = new Map<number, number>();
    for (const { slot, score } of this.#scored(this.#termsOf(query), slots)) {
      scores.set(slot, score);
    }
    return Float64Array.from(slots, (slot) => scores.get(slot) as number);
  }

  /**
   * The words that carry a document for a query; none for a document without a word in common. An
   * index that keeps no texts needs the document's own.
   */
  why(query: Query, document: TextDocument | string, limit = 8): Reason[] {
    return this.whyOf(query, limit)(document);
  }

  /** The same for many documents, the query read once; asked before the index changes again. */
  whyOf(query: Query, limit = 8): (document: TextDocument | string) => Reason[] {
    const terms = this.#termsOf(query);
    return (document) => {
      const slot = this.#knownSlotOf(typeof document === 'string' ? document : document.id);
      const [found] = this.#scored(terms, [slot]);
      if (found === undefined || found.score === 0) return [];
      const text = typeof document === 'string' ? undefined : document;
      return this.#why(terms, slot, found.score, limit, text);
    };
  }

  /** The whole index as bytes for `loadIndex`, as they may be written to a file. */
  save(): Uint8Array<ArrayBuffer> {
    this.#startAfresh();
    return packIndex({
      settings: this.#settings,
      reading: readingOf(this.#reader),
      ids: this.#ids,
      terms: this.#postings.terms,
      postings: this.#postings.parts(),
      documents: this.#keepsTexts ? (this.#documents as TextDocument[]) : null,
    });
  }

  /** Bytes held outside the JavaScript heap: of the postings, and of all; texts are not counted. */
  byteLengths(): { readonly postings: number; readonly all: number } {
    const postings = this.#postings.byteLength;
    const own = this.#ids.byteLength + this.#slots.byteLength + this.#idsOfSlots.byteLength;
    return { postings, all: postings + this.#postings.otherBytes + own };
  }

  /** What a document of average length would score that has every known word of a query once. */
  reach(query: Query): number {
    return this.#termsOf(query).reduce((sum, { weight }) => sum + weight, 0);
  }

  /** The document with this id, if there is one and texts are kept. */
  document(id: string): TextDocument | undefined {
    const slot = this.#slotOf(id);
    return slot === NO_SLOT ? undefined : this.#documents[slot];
  }

  /** The whole index as plain data for `loadIndex`; JSON.stringify calls this by itself. */
  toJSON(): SavedIndex {
    if (!this.#keepsTexts) throw new RangeError('an index that keeps no texts has none to save');
    return {
      settings: this.#settings,
      documents: this.#documents.filter((document) => document !== undefined),
    };
  }

  #read(document: Exclude<Query, string>, field: Field): Analysis {
    return this.#reader(textOf(document, field));
  }

  #slotOf(id: string): number {
    const number = this.#ids.numberOf(id);
    return number < 0 ? NO_SLOT : (this.#slots[number] as number);
  }

  #knownSlotOf(id: string): number {
    const slot = this.#slotOf(id);
    if (slot === NO_SLOT) throw new RangeError(`no document has the id ${id}`);
    return slot;
  }

  #idOf(slot: number): string {
    return this.#ids.textOf(this.#idsOfSlots[slot] as number);
  }

  #place(id: string, slot: number): void {
    const number = this.#ids.intern(id);
    this.#slots = grown(this.#slots, number + 1);
    this.#slots[number] = slot;
    this.#idsOfSlots = grown(this.#idsOfSlots, slot + 1);
    this.#idsOfSlots[slot] = number;
  }

  /** Leaves removed documents, their ids and the terms only they had behind. */
  #startAfresh(): void {
    const living: [id: string, document: TextDocument | undefined][] = [];
    for (let slot = 0; slot < this.#postings.slotCount; slot++) {
      if (!this.#postings.isRetired(slot)) living.push([this.#idOf(slot), this.#documents[slot]]);
    }
    this.#postings = this.#postings.compacted();
    this.#ids = new StringTable();
    this.#slots = new Uint32Array(living.length);
    this.#idsOfSlots = new Uint32Array(living.length);
    for (const [slot, [id]] of living.entries()) this.#place(id, slot);
    this.#documents = [];
    if (!this.#keepsTexts) return;
    for (const [slot, [, document]] of living.entries()) this.#documents[slot] = document;
  }

  /** The known terms of a query in the order of reading, each once; seals the postings before. */
  #termsOf(query: Query): QueryTerm[] {
    this.#postings.seal();
    const asked = typeof query === 'string' ? { text: query } : query;
    const occurrences = new Map<string, number>();
    for (const field of FIELDS) {
      for (const { term } of this.#read(asked, field).tokens) {
        occurrences.set(term, (occurrences.get(term) ?? 0) + this.#settings.weight[field]);
      }
    }
    const saturation = this.#settings.querySaturation;
    const terms: QueryTerm[] = [];
    for (const [term, count] of occurrences) {
      const number = this.#postings.terms.numberOf(term);
      if (number < 0) continue;
      const frequency = this.#postings.frequencyOf(number);
      if (frequency === 0) continue;
      const weight = rarity(this.#size, frequency) * saturated(count, saturation);
      terms.push({ term, number, weight });
    }
    if (terms.length <= MOST_TERMS) return terms;
    const telling = terms.toSorted((a, b) => b.weight - a.weight || (a.term < b.term ? -1 : 1));
    const asking = new Set(telling.slice(0, MOST_TERMS));
    return terms.filter((term) => asking.has(term));
  }

  /** Lets all documents that pass the filter compete for the places of the leaders. */
  #contest(
    terms: readonly AskedTerm[],
    leaders: { readonly threshold: number },
    filter: SearchOptions['filter'],
    enter: (slot: number, score: number) => void,
  ): void {
    const postings = this.#postings;
    const passes = typeof filter === 'function' ? filter : (id: string) => filter?.has(id) ?? true;
    const contest = {
      leaders,
      admits: (slot: number) => {
        if (postings.isRetired(slot)) return false;
        return filter === undefined || passes(this.#idOf(slot));
      },
      enter,
    };
    // Taken away while in use: sums left over by a filter that throws, or searches, meet nobody.
    const buffers = this.#buffers ?? sumBuffers();
    this.#buffers = null;
    for (const search of this.#searches(terms)) search.run(contest, buffers);
    this.#buffers = buffers;
  }

  #searches(terms: readonly AskedTerm[]): SegmentSearch[] {
    const weigher = this.#postings.weigher();
    const mostGiven = this.#settings.documentSaturation + 1;
    return this.#postings.segments.map((segment) => {
      return new SegmentSearch(segment, terms, weigher, mostGiven);
    });
  }

  /** The documents in these slots with their scores, in the order of slots. */
  *#scored(terms: readonly AskedTerm[], slots: readonly number[]) {
    const ordered = Uint32Array.from(slots).sort();
    const searches = this.#searches(terms);
    let at = 0;
    for (const [n, { endSlot }] of this.#postings.segments.entries()) {
      const search = searches[n] as SegmentSearch;
      for (; at < ordered.length && (ordered[at] as number) < endSlot; at++) {
        const slot = ordered[at] as number;
        yield { slot, score: search.scoreOf(slot) };
      }
    }
  }

  #why(
    terms: readonly QueryTerm[],
    slot: number,
    score: number,
    limit: number,
    text: TextDocument | undefined = this.#documents[slot],
  ): Reason[] {
    if (text === undefined) throw new RangeError('an index that keeps no texts knows no reasons');
    const contributions = this.#contributions(terms, slot);
    const analyses = {
      title: this.#read(text, 'title'),
      keywords: this.#read(text, 'keywords'),
      text: this.#read(text, 'text'),
    };
    return reasonsFor(analyses, contributions, score, limit);
  }

  #contributions(terms: readonly QueryTerm[], slot: number) {
    const weigher = this.#postings.weigher();
    const segment = this.#postings.segments.find(({ endSlot }) => slot < endSlot);
    const contributions = new Map<string, Record<Field, number>>();
    for (const { term, number, weight } of terms) {
      const packed = segment?.countsOf(number, slot) ?? 0;
      if (packed === 0) continue;
      const given = weight * weigher.saturated(slot, packed);
      const each = given / weigher.occurrences(slot, packed);
      contributions.set(term, {
        title: weigher.inTitle(slot, packed) * each,
        keywords: weigher.inKeywords(slot, packed) * each,
        text: weigher.inText(slot, packed) * each,
      });
    }
    return contributions;
  }
}
