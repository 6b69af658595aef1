import { type AnalysisOptions, analyse } from './analyse.ts';
import { rarity, saturated, unitWeight } from './bm25f.ts';
import { FIELDS, type Field, type Query, type TextDocument, textOf } from './document.ts';
import { Leaders } from './leaders.ts';
import { keywordsCount, Postings, packCounts, textCount, titleCount } from './postings.ts';
import { checkSettings, type Settings } from './settings.ts';
import { type Reason, reasonsFor } from './why.ts';

export interface SearchOptions {
  /** How many hits at most. Default 20. */
  readonly limit?: number;
  /** Which documents may be hits, by id. Default all. */
  readonly filter?: (id: string) => boolean;
  /** How many reasons a hit at most; 0 saves their time. Default 8. */
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

type Counts = [title: number, keywords: number, text: number];

interface QueryTerm {
  readonly term: string;
  readonly number: number;
  /** Rarity of the term times its weight in the query. */
  readonly weight: number;
}

/** Documents ranked by BM25F. Made by `createIndex` or `loadIndex`; see there. */
export class TextIndex {
  readonly #analysis: AnalysisOptions;
  readonly #settings: Settings;
  #postings = new Postings();
  readonly #slots = new Map<string, number>();
  /** By slot; a removed document leaves a hole. */
  #documents: (TextDocument | undefined)[] = [];
  #lengths: Counts[] = [];
  /** Over the living documents, by field: occurrences, and documents that have any. */
  readonly #occurrences: Counts = [0, 0, 0];
  readonly #filled: Counts = [0, 0, 0];
  /** By slot and field: what one occurrence weighs, once the field's length is discounted. */
  #unitWeights = new Float64Array(0);
  #unitWeightsAreStale = false;
  #scores = new Float64Array(0);

  constructor(settings: Settings, analysis: AnalysisOptions) {
    checkSettings(settings);
    this.#settings = settings;
    this.#analysis = analysis;
  }

  /** How many documents are held. */
  get size(): number {
    return this.#slots.size;
  }

  has(id: string): boolean {
    return this.#slots.has(id);
  }

  /** Adds a document, or replaces the one that has its id. */
  put(document: TextDocument): void {
    const counts = new Map<string, Counts>();
    const lengths: Counts = [0, 0, 0];
    for (const [field, name] of FIELDS.entries()) {
      for (const { term } of this.#read(document, name).tokens) {
        const count = counts.get(term) ?? [0, 0, 0];
        count[field]!++;
        counts.set(term, count);
        lengths[field]!++;
      }
    }
    this.remove(document.id);
    const packed = Array.from(counts, ([term, count]) => [term, packCounts(...count)] as const);
    const slot = this.#postings.add(packed);
    this.#slots.set(document.id, slot);
    this.#documents[slot] = document;
    this.#lengths[slot] = lengths;
    this.#countIn(lengths, 1);
  }

  /** Removes a document; answers whether it was there. */
  remove(id: string): boolean {
    const slot = this.#slots.get(id);
    if (slot === undefined) return false;
    this.#postings.retire(slot);
    this.#slots.delete(id);
    this.#documents[slot] = undefined;
    this.#countIn(this.#lengths[slot] as Counts, -1);
    if (this.#postings.slotCount > 2 * this.size + 1024) this.#startAfresh();
    return true;
  }

  /** The best documents for a query, ties by id; those without a word in common are no hits. */
  search(query: Query, options: SearchOptions = {}): Hit[] {
    const { limit = 20, filter, reasons = 8 } = options;
    if (!(limit >= 1)) throw new RangeError(`limit must be at least 1, not ${limit}`);
    const terms = this.#termsOf(query);
    const leaders = new Leaders<{ id: string; score: number; slot: number }>(limit);
    const touched = this.#accumulate(terms);
    try {
      for (const slot of touched) {
        const score = this.#scores[slot] as number;
        const id = this.#documents[slot]?.id;
        if (id === undefined || score < leaders.threshold) continue;
        if (filter === undefined || filter(id)) leaders.offer({ id, score, slot });
      }
    } finally {
      // The next search finds the scores at 0 even if the caller's filter threw.
      for (const slot of touched) this.#scores[slot] = 0;
    }
    return leaders.ranked().map(({ id, score, slot }) => {
      return { id, score, why: reasons > 0 ? this.#why(terms, slot, score, reasons) : [] };
    });
  }

  /** The score `search` would give this document for this query; 0 without a word in common. */
  score(query: Query, id: string): number {
    const slot = this.#slots.get(id);
    if (slot === undefined) throw new RangeError(`no document has the id ${id}`);
    let score = 0;
    for (const { number, weight } of this.#termsOf(query)) {
      score += weight * this.#saturated(slot, this.#postings.countsIn(slot, number));
    }
    return score;
  }

  /** The whole index as plain data for `loadIndex`; JSON.stringify calls this by itself. */
  toJSON(): SavedIndex {
    const documents = [...this.#slots.values()].map((slot) => this.#documents[slot]);
    return { settings: this.#settings, documents: documents as TextDocument[] };
  }

  #read(document: Exclude<Query, string>, field: Field) {
    return analyse(textOf(document, field), this.#analysis);
  }

  #countIn(lengths: Counts, sign: 1 | -1): void {
    for (const [field, length] of lengths.entries()) {
      this.#occurrences[field]! += sign * length;
      if (length > 0) this.#filled[field]! += sign;
    }
    this.#unitWeightsAreStale = true;
  }

  /** Leaves the holes of removed documents, and the terms only they had, behind. */
  #startAfresh(): void {
    const [postings, documents, lengths] = [this.#postings, this.#documents, this.#lengths];
    this.#postings = new Postings();
    this.#documents = [];
    this.#lengths = [];
    for (const [id, slot] of this.#slots) {
      const fresh = this.#postings.add(postings.entriesOf(slot));
      this.#slots.set(id, fresh);
      this.#documents[fresh] = documents[slot];
      this.#lengths[fresh] = lengths[slot] as Counts;
    }
    this.#unitWeightsAreStale = true;
  }

  /** The known terms of a query in the order of reading, each once. */
  #termsOf(query: Query): QueryTerm[] {
    this.#weighUnits();
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
      const number = this.#postings.numberOf(term);
      if (number === undefined) continue;
      const frequency = this.#postings.frequencyOf(number);
      if (frequency === 0) continue;
      const weight = rarity(this.size, frequency) * saturated(count, saturation);
      terms.push({ term, number, weight });
    }
    return terms;
  }

  /** Adds up the score of every document that has a term; answers with their slots. */
  #accumulate(terms: readonly QueryTerm[]): number[] {
    if (this.#scores.length < this.#documents.length) {
      this.#scores = new Float64Array(2 * this.#documents.length);
    }
    const scores = this.#scores;
    const touched: number[] = [];
    for (const { number, weight } of terms) {
      this.#postings.visit(number, (slot, packed) => {
        const given = weight * this.#saturated(slot, packed);
        if (given === 0) return;
        if (scores[slot] === 0) touched.push(slot);
        scores[slot]! += given;
      });
    }
    return touched;
  }

  /** What the occurrences of a term in a document count for, all fields together. */
  #saturated(slot: number, packed: number): number {
    const units = this.#unitWeights;
    const at = 3 * slot;
    const occurrences =
      titleCount(packed) * (units[at] as number) +
      keywordsCount(packed) * (units[at + 1] as number) +
      textCount(packed) * (units[at + 2] as number);
    return saturated(occurrences, this.#settings.documentSaturation);
  }

  /** The averages move with every document, so all are weighed anew before the next search. */
  #weighUnits(): void {
    if (!this.#unitWeightsAreStale) return;
    const units = new Float64Array(3 * this.#lengths.length);
    const { weight, lengthNorm } = this.#settings;
    for (const [field, name] of FIELDS.entries()) {
      const average = (this.#occurrences[field] as number) / Math.max(this.#filled[field]!, 1);
      const norm = lengthNorm[name];
      for (const [slot, lengths] of this.#lengths.entries()) {
        const relative = (lengths[field] as number) / average;
        if (relative > 0) units[3 * slot + field] = unitWeight(weight[name], norm, relative);
      }
    }
    this.#unitWeights = units;
    this.#unitWeightsAreStale = false;
  }

  #why(terms: readonly QueryTerm[], slot: number, score: number, limit: number): Reason[] {
    const units = this.#unitWeights;
    const contributions = new Map<string, Record<Field, number>>();
    for (const { term, number, weight } of terms) {
      const packed = this.#postings.countsIn(slot, number);
      if (packed === 0) continue;
      const title = titleCount(packed) * (units[3 * slot] as number);
      const keywords = keywordsCount(packed) * (units[3 * slot + 1] as number);
      const text = textCount(packed) * (units[3 * slot + 2] as number);
      const each = (weight * this.#saturated(slot, packed)) / (title + keywords + text);
      contributions.set(term, {
        title: title * each,
        keywords: keywords * each,
        text: text * each,
      });
    }
    const document = this.#documents[slot] as TextDocument;
    const analyses = {
      title: this.#read(document, 'title'),
      keywords: this.#read(document, 'keywords'),
      text: this.#read(document, 'text'),
    };
    return reasonsFor(analyses, contributions, score, limit);
  }
}
