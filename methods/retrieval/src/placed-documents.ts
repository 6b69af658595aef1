import { Leaders } from './leaders.ts';
import { packParts, unpackParts } from './saved-bytes.ts';
import type { Floats } from './semantic-space.ts';
import { StringTable } from './string-table.ts';
import type { Bytes } from './text-bytes.ts';
import { VectorStore } from './vector-store.ts';

const KIND = 'yunhe-pl';
const VERSION = 1;

export interface Placed {
  readonly id: string;
  readonly cosine: number;
}

/** Documents by their places in one space, and those nearest to a query. */
export class PlacedDocuments {
  /** The number of an id is the slot of its vector; what was removed leaves zeros. */
  #ids = new StringTable();
  #vectors: VectorStore;
  #size = 0;

  constructor(dimensions: number) {
    this.#vectors = new VectorStore(dimensions);
  }

  /** Brings back what `save` gave. Throws RangeError for other bytes. */
  static load(saved: Bytes): PlacedDocuments {
    const parts = unpackParts(KIND, VERSION, saved) as [Bytes, Bytes, Bytes, Bytes, Bytes];
    const [dimensions, ids, starts, vectors, scales] = parts;
    const placed = new PlacedDocuments(new Uint32Array(dimensions.buffer)[0] as number);
    placed.#ids = new StringTable(ids, new Uint32Array(starts.buffer));
    placed.#vectors.fill(vectors, new Float32Array(scales.buffer));
    for (let slot = 0; slot < placed.#ids.size; slot++) {
      if (placed.#vectors.holds(slot)) placed.#size++;
    }
    return placed;
  }

  /** All of it as bytes. */
  save(): Bytes {
    const { bytes, starts } = this.#ids.parts();
    const { vectors, scales } = this.#vectors.parts();
    const dimensions = Uint32Array.of(this.dimensions);
    return packParts(KIND, VERSION, [dimensions, bytes, starts, vectors, scales]);
  }

  get dimensions(): number {
    return this.#vectors.dimensions;
  }

  /** How many documents have a place. */
  get size(): number {
    return this.#size;
  }

  has(id: string): boolean {
    const slot = this.#ids.numberOf(id);
    return slot >= 0 && this.#vectors.holds(slot);
  }

  /** Of all that have a place. */
  *ids(): Generator<string> {
    for (let slot = 0; slot < this.#ids.size; slot++) {
      if (this.#vectors.holds(slot)) yield this.#ids.textOf(slot);
    }
  }

  /** The vectors by themselves. */
  get vectorBytes(): number {
    return this.#ids.size * this.dimensions;
  }

  /** All it holds, for the size of an index. */
  get byteLength(): number {
    return this.#vectors.byteLength + this.#ids.byteLength;
  }

  /** Places a document, or moves it; one of zeros has no place. */
  put(id: string, place: Float32Array): void {
    this.remove(id);
    const slot = this.#ids.intern(id);
    this.#vectors.set(slot, place);
    if (this.#vectors.holds(slot)) this.#size++;
  }

  remove(id: string): void {
    const slot = this.#ids.numberOf(id);
    if (slot < 0 || !this.#vectors.holds(slot)) return;
    this.#vectors.set(slot, new Float32Array(this.dimensions));
    this.#size--;
    if (this.#ids.size > 2 * this.#size + 1024) this.#startAfresh();
  }

  /** The place of a document as it is kept; undefined if it has none. */
  placeOf(id: string): Floats | undefined {
    const slot = this.#ids.numberOf(id);
    return slot >= 0 && this.#vectors.holds(slot) ? this.#vectors.vectorOf(slot) : undefined;
  }

  /** The cosine of every document with the query, to be read before the next survey. */
  survey(query: Float32Array): Survey {
    return new Survey(this.#ids, this.#vectors, query);
  }

  #startAfresh(): void {
    const [ids, vectors] = [this.#ids, this.#vectors];
    this.#ids = new StringTable();
    this.#vectors = new VectorStore(vectors.dimensions);
    for (let slot = 0; slot < ids.size; slot++) {
      if (!vectors.holds(slot)) continue;
      this.#vectors.set(this.#ids.intern(ids.textOf(slot)), vectors.vectorOf(slot));
    }
  }
}

/** One pass over all places. */
export class Survey {
  readonly #ids: StringTable;
  readonly #products: Int32Array;
  readonly #scales: Float32Array;

  constructor(ids: StringTable, vectors: VectorStore, query: Float32Array) {
    this.#ids = ids;
    const { products, scales } = vectors.scan(query);
    this.#products = products;
    this.#scales = scales;
  }

  /** 0 for a document without a place. */
  cosineOf(id: string): number {
    const slot = this.#ids.numberOf(id);
    return slot < 0 ? 0 : (this.#products[slot] as number) * (this.#scales[slot] as number);
  }

  /** The nearest that pass, the nearer first, none below `least`. */
  nearest(limit: number, least: number, passes?: (id: string) => boolean): Placed[] {
    const leaders = new Leaders<{ id: string; score: number }>(limit);
    const [products, scales] = [this.#products, this.#scales];
    let bar = Math.max(least, Number.MIN_VALUE);
    for (let slot = 0; slot < products.length; slot++) {
      const score = (products[slot] as number) * (scales[slot] as number);
      if (score < bar) continue;
      const id = this.#ids.textOf(slot);
      if (passes !== undefined && !passes(id)) continue;
      leaders.offer({ id, score });
      bar = Math.max(bar, leaders.threshold);
    }
    return leaders.ranked().map(({ id, score }) => ({ id, cosine: score }));
  }
}
