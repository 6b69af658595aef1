import type { AnalysisOptions } from './analyse.ts';
import type { Query, TextDocument } from './document.ts';
import { type FusionSettings, fullScore, fused, type TextScores } from './fusion.ts';
import { Leaders } from './leaders.ts';
import { learnSpace, type SpaceOptions } from './learn-space.ts';
import { type Neighbour, neighboursOf } from './neighbours.ts';
import { PlacedDocuments, type Survey } from './placed-documents.ts';
import { type Meaning, packMatcher } from './saved-matcher.ts';
import { type Floats, loadSpace, type SemanticSpace, unit } from './semantic-space.ts';
import type { Bytes } from './text-bytes.ts';
import type { Hit, SearchOptions, TextIndex } from './text-index.ts';

export interface MatchHit extends Hit, TextScores {
  /** Words of the hit that mean nearly what words of the query mean, without being them. */
  readonly neighbours: readonly Neighbour[];
}

export type Explanation = Pick<MatchHit, 'why' | 'neighbours'>;

export interface MatchOptions extends SearchOptions {
  /**
   * The score to rank by in place of `text`, such as text and fit together. It is asked about the
   * best by words and the best by meaning: `candidates` of each. Below 0 is no hit.
   */
  readonly rescore?: (id: string, scores: TextScores) => number;
  /** How many of the best by words, and by meaning, are looked at closely. Default 200. */
  readonly candidates?: number;
  /** Where an embedding provider sees the query; compared with the embeddings of documents. */
  readonly embedding?: Float32Array;
}

interface Scored extends TextScores {
  readonly id: string;
  readonly score: number;
}

/** Documents ranked by words and by meaning. Made by `createMatcher` or `loadMatcher`. */
export class Matcher {
  readonly #index: TextIndex;
  readonly #analysis: AnalysisOptions;
  readonly #fusion: FusionSettings;
  #space: SemanticSpace | null;
  #learned: PlacedDocuments | null;
  /** Where an embedding provider sees the documents, once it has said it of one. */
  #embedded: PlacedDocuments | null;

  constructor(
    index: TextIndex,
    analysis: AnalysisOptions,
    fusion: FusionSettings,
    { space, learned, embedded }: Meaning = { space: null, learned: null, embedded: null },
  ) {
    this.#index = index;
    this.#analysis = analysis;
    this.#fusion = fusion;
    this.#space = space;
    this.#learned = learned;
    this.#embedded = embedded;
  }

  /** How many documents are held. */
  get size(): number {
    return this.#index.size;
  }

  /** Whether `learn` or `adoptSpace` has taught it what words mean. */
  get hasLearned(): boolean {
    return this.#space !== null;
  }

  /** A digest of what `learn` or `adoptSpace` has taught; null before. */
  get learnedFrom(): string | null {
    return this.#space?.digest ?? null;
  }

  /** What is held outside texts: postings alone, vectors alone, and all with what finds them. */
  byteLengths(): { readonly postings: number; readonly vectors: number; readonly all: number } {
    const { postings, all } = this.#index.byteLengths();
    const placed = [this.#learned, this.#embedded].filter((documents) => documents !== null);
    const vectors = placed.reduce((sum, { vectorBytes }) => sum + vectorBytes, 0);
    const around = placed.reduce((sum, { byteLength }) => sum + byteLength, 0);
    return { postings, vectors, all: all + around + (this.#space?.byteLength ?? 0) };
  }

  has(id: string): boolean {
    return this.#index.has(id);
  }

  /** The document with this id, if there is one and texts are kept. */
  document(id: string): TextDocument | undefined {
    return this.#index.document(id);
  }

  /**
   * Adds a document, or replaces the one that has its id. Its meaning is that of its words, and
   * where an `embedding` is given, also that; all embeddings have the length of the first.
   */
  put(document: TextDocument, embedding?: Float32Array): void {
    if (embedding !== undefined) this.#checkLength(embedding);
    this.#index.put(document);
    this.#embedded?.remove(document.id);
    if (this.#space !== null) {
      this.#learned?.put(document.id, this.#space.placeOf(document, this.#analysis));
    }
    if (embedding !== undefined) this.embed(document.id, embedding);
  }

  /**
   * Says where an embedding provider sees a document that is held, without reading its text again;
   * answers whether it is held. `put` of another text takes it back.
   */
  embed(id: string, embedding: Float32Array): boolean {
    this.#checkLength(embedding);
    if (!this.#index.has(id)) return false;
    this.#embedded ??= new PlacedDocuments(embedding.length);
    this.#embedded.put(id, embedding);
    return true;
  }

  /** Whether a provider has said where it sees this document. */
  isEmbedded(id: string): boolean {
    return this.#embedded?.has(id) ?? false;
  }

  /** How many documents a provider has placed. */
  get embeddedSize(): number {
    return this.#embedded?.size ?? 0;
  }

  /** Removes a document; answers whether it was there. */
  remove(id: string): boolean {
    this.#learned?.remove(id);
    this.#embedded?.remove(id);
    return this.#index.remove(id);
  }

  /**
   * The best documents for a query, ties by id. A document is a hit if it has a word of the query,
   * or means nearly the same.
   */
  search(query: Query, options: MatchOptions = {}): MatchHit[] {
    const { limit = 20, reasons = 8, rescore } = options;
    if (!(limit >= 1)) throw new RangeError(`limit must be at least 1, not ${limit}`);
    const leaders = new Leaders<Scored>(Math.floor(limit));
    // All are scored before the caller is asked, who may then do with this matcher what they like.
    for (const candidate of [...this.#candidates(query, options)]) {
      const score = rescore?.(candidate.id, candidate) ?? candidate.text;
      if (score >= leaders.threshold) leaders.offer({ ...candidate, score });
    }
    const ranked = leaders.ranked();
    const unsaid = { why: [], neighbours: [] };
    if (reasons === 0) return ranked.map((hit) => ({ ...hit, ...unsaid }));
    const ids = ranked.map(({ id }) => id);
    const explained = this.explain(query, ids, reasons);
    return ranked.map((hit) => ({ ...hit, ...(explained.get(hit.id) ?? unsaid) }));
  }

  /** The words that carry documents for a query, by id; those that are not held are left out. */
  explain(query: Query, ids: readonly string[], reasons = 8): Map<string, Explanation> {
    const held = ids.filter((id) => this.#index.has(id));
    if (held.length === 0) return new Map();
    const whyOf = this.#index.whyOf(query, reasons);
    const neighboursIn =
      this.#space === null ? () => [] : neighboursOf(this.#space, query, this.#analysis);
    return new Map(
      held.map((id) => {
        const document = this.#index.document(id);
        const neighbours = document === undefined ? [] : neighboursIn(document);
        return [id, { why: whyOf(id), neighbours }];
      }),
    );
  }

  /**
   * Learns anew what words mean, from the documents held and `also` from others, and places all
   * documents anew; answers whether there was enough to learn from. It takes its time: where that
   * must not be taken, learn elsewhere, and hand over `saveSpace` to `adoptSpace`.
   */
  learn(also: Iterable<Exclude<Query, string>> = [], options: SpaceOptions = {}): boolean {
    // In order of ids, so that it does not matter in which order the documents came.
    const held = this.#index.toJSON().documents.toSorted((a, b) => (a.id < b.id ? -1 : 1));
    this.#place(learnSpace([...held, ...also], { ...this.#analysis, ...options }));
    return this.#space !== null;
  }

  /** What `learn` has found, as bytes; null before. */
  saveSpace(): Bytes | null {
    return this.#space?.save() ?? null;
  }

  /**
   * Takes over what another has learned, and where it saw documents, if it says so: the others are
   * placed here, and one whose text was another there is to be `put` again. An index that keeps no
   * texts must adopt before it is filled. Throws RangeError for bytes that were not saved so.
   */
  adoptSpace(saved: Bytes | SemanticSpace, places?: Bytes): void {
    const space = saved instanceof Uint8Array ? loadSpace(saved) : saved;
    if (places === undefined) {
      this.#place(space);
      return;
    }
    const learned = PlacedDocuments.load(places);
    if (learned.dimensions !== space.dimensions) {
      throw new RangeError('the places are of another space');
    }
    for (const id of [...learned.ids()]) if (!this.#index.has(id)) learned.remove(id);
    for (const document of this.size > 0 ? this.#index.toJSON().documents : []) {
      if (learned.has(document.id)) continue;
      learned.put(document.id, space.placeOf(document, this.#analysis));
    }
    this.#space = space;
    this.#learned = learned;
  }

  /** Where documents lie in the space that was learned, for `adoptSpace`; null before. */
  savePlaces(): Bytes | null {
    return this.#learned?.save() ?? null;
  }

  /** All of it as bytes for `loadMatcher`. */
  save(): Bytes {
    const [space, learned, embedded] = [this.#space, this.#learned, this.#embedded];
    return packMatcher(this.#index.save(), { space, learned, embedded });
  }

  #place(space: SemanticSpace | null): void {
    const placed = space === null ? null : new PlacedDocuments(space.dimensions);
    if (space !== null && this.size > 0) {
      for (const document of this.#index.toJSON().documents) {
        placed?.put(document.id, space.placeOf(document, this.#analysis));
      }
    }
    this.#space = space;
    this.#learned = placed;
  }

  /** Each candidate once, with its scores. */
  *#candidates(query: Query, options: MatchOptions): Generator<TextScores & { id: string }> {
    const { filter, limit = 20 } = options;
    const most = Math.floor(Math.max(options.candidates ?? 200, limit));
    const search = { limit: most, reasons: 0, ...(filter && { filter }) };
    const byWords = this.#index.search(query, search);
    const best = byWords[0]?.score ?? 0;
    const full = fullScore(best, best === 0 ? 0 : this.#index.reach(query), this.#fusion);
    const survey = this.#survey(query, byWords, Math.min(1, best / full), options.embedding);
    const { meaningWeight, leastMeaning } = this.#fusion;
    const weight = survey === null ? 0 : meaningWeight;
    const found = new Set<string>();
    for (const { id, score } of byWords) {
      found.add(id);
      yield { id, ...fused(score / full, survey?.cosineOf(id) ?? 0, weight) };
    }
    if (survey === null || weight === 0) return;
    const passes = typeof filter === 'object' ? (id: string) => filter.has(id) : filter;
    const near = survey.nearest(most, leastMeaning, passes);
    const others = near.filter(({ id }) => !found.has(id));
    const ids = others.map(({ id }) => id);
    const scores = best === 0 ? [] : this.#index.scores(query, ids);
    for (const [at, { id, cosine }] of others.entries()) {
      yield { id, ...fused((scores[at] ?? 0) / full, cosine, weight) };
    }
  }

  /** How near every document is to the query, which the best hits by words have moved. */
  #survey(
    query: Query,
    byWords: readonly Hit[],
    trust: number,
    embedding: Float32Array | undefined,
  ): Survey | null {
    if (embedding !== undefined && this.#embedded !== null) {
      this.#checkLength(embedding);
      return this.#embedded.survey(
        this.#moved(unit(embedding.slice()), this.#embedded, byWords, trust),
      );
    }
    if (this.#space === null || this.#learned === null) return null;
    const place = this.#space.placeOf(query, this.#analysis);
    const moved = this.#moved(place, this.#learned, byWords, trust);
    return moved.every((number) => number === 0) ? null : this.#learned.survey(moved);
  }

  #moved(
    place: Floats,
    documents: PlacedDocuments,
    byWords: readonly Hit[],
    trust: number,
  ): Floats {
    const { feedbackDocuments, feedbackWeight } = this.#fusion;
    const nearest = byWords.slice(0, feedbackDocuments);
    const sum = nearest.reduce((total, { score }) => total + score, 0);
    const moved = place.slice();
    for (const { id, score } of nearest) {
      const by = (feedbackWeight * trust * score) / sum;
      const towards = documents.placeOf(id);
      if (towards === undefined) continue;
      for (let at = 0; at < moved.length; at++) moved[at]! += by * (towards[at] as number);
    }
    return unit(moved);
  }

  #checkLength({ length }: Float32Array): void {
    const { dimensions } = this.#embedded ?? { dimensions: length };
    if (length === dimensions && length > 0) return;
    throw new RangeError(`an embedding has ${length} numbers, the others have ${dimensions}`);
  }
}
