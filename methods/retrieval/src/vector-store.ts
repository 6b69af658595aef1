import { scanProgram } from './scan-program.ts';
import { exportsOf, type LinearMemory, newMemory, PAGE_BYTES } from './web-assembly.ts';

/** The numbers of a unit vector are kept as whole numbers of this many parts. */
const PARTS = 127;
/** Of the query more is kept: its numbers have 16 bits, and 256 products still fit into 32. */
const QUERY_PARTS = 32_767;

type Program = (vectors: number, end: number, query: number, products: number) => void;

/** By slot, two numbers whose product is the cosine with the query; there may be more scales. */
export interface Scan {
  readonly products: Int32Array;
  readonly scales: Float32Array;
}

/**
 * Vectors of one length in the memory of a WebAssembly program, a byte a number, each scaled by its
 * own largest number so that no bit is wasted. All of them are compared with a query in one pass.
 */
export class VectorStore {
  readonly dimensions: number;
  /** Bytes a vector takes: the dimensions, rounded up to what the program takes at once. */
  readonly #stride: number;
  readonly #memory: LinearMemory;
  readonly #scan: Program;
  #size = 0;
  /** By slot: what a product is to be multiplied with to be a cosine; 0 for no vector. */
  #scales: Float32Array<ArrayBuffer> = new Float32Array(0);

  constructor(dimensions: number) {
    this.dimensions = dimensions;
    this.#stride = Math.ceil(dimensions / 16) * 16;
    this.#memory = newMemory(1);
    this.#scan = exportsOf(scanProgram(this.#stride), this.#memory).scan as Program;
  }

  /** How many slots there are. */
  get size(): number {
    return this.#size;
  }

  /** All it holds, for the size of an index. */
  get byteLength(): number {
    return this.#memory.buffer.byteLength + this.#scales.byteLength;
  }

  /** Puts a vector into a slot, at most the next free one; a vector of zeros is near to nothing. */
  set(slot: number, vector: Float32Array): void {
    if (slot > this.#size) throw new RangeError(`slot ${slot} would leave slots before it empty`);
    this.#size = Math.max(this.#size, slot + 1);
    this.#makeRoom();
    let largest = 0;
    let squares = 0;
    for (const number of vector) {
      largest = Math.max(largest, Math.abs(number));
      squares += number * number;
    }
    const kept = new Int8Array(this.#memory.buffer, slot * this.#stride, this.#stride).fill(0);
    if (this.#scales.length < this.#size) this.#scales = widened(this.#scales, this.#size);
    this.#scales[slot] = 0;
    if (!(largest > 0)) return;
    for (let at = 0; at < this.dimensions; at++) {
      kept[at] = Math.round(((vector[at] as number) / largest) * PARTS);
    }
    this.#scales[slot] = largest / PARTS / QUERY_PARTS / Math.sqrt(squares);
  }

  /** Whether a slot has a vector other than zeros. */
  holds(slot: number): boolean {
    return slot < this.#size && (this.#scales[slot] as number) > 0;
  }

  /** The vector of a slot as it is kept: of length 1 but for rounding, or zeros. */
  vectorOf(slot: number): Float32Array<ArrayBuffer> {
    const kept = new Int8Array(this.#memory.buffer, slot * this.#stride, this.dimensions);
    const scale = (this.#scales[slot] as number) * QUERY_PARTS;
    return Float32Array.from(kept, (number) => number * scale);
  }

  /**
   * Compares every slot with a query of length 1: its cosine is product times scale. The answer is
   * read before the next scan or change, which write to the same places.
   */
  scan(query: Float32Array): Scan {
    this.#makeRoom();
    const { buffer } = this.#memory;
    const asked = new Int16Array(buffer, this.#queryAt, this.#stride).fill(0);
    for (let at = 0; at < this.dimensions; at++) {
      asked[at] = Math.round((query[at] as number) * QUERY_PARTS);
    }
    const end = this.#size * this.#stride;
    if (end > 0) this.#scan(0, end, this.#queryAt, this.#productsAt);
    const products = new Int32Array(buffer, this.#productsAt, this.#size);
    return { products, scales: this.#scales };
  }

  /** All vectors as they are kept, for `fill` of an empty store of the same dimensions. */
  parts(): {
    readonly vectors: Uint8Array<ArrayBuffer>;
    readonly scales: Float32Array<ArrayBuffer>;
  } {
    const vectors = new Uint8Array(this.#memory.buffer, 0, this.#size * this.#stride);
    return { vectors: vectors.slice(), scales: this.#scales.slice(0, this.#size) };
  }

  fill(vectors: Uint8Array<ArrayBuffer>, scales: Float32Array<ArrayBuffer>): void {
    this.#size = scales.length;
    this.#makeRoom();
    new Uint8Array(this.#memory.buffer).set(vectors.subarray(0, this.#size * this.#stride));
    this.#scales = scales;
  }

  /** Behind the room for vectors: the query, and behind it the products. */
  get #queryAt(): number {
    return this.#room * this.#stride;
  }

  get #productsAt(): number {
    return this.#queryAt + 2 * this.#stride;
  }

  /** For how many vectors there is room, each with its product. */
  get #room(): number {
    const bytes = this.#memory.buffer.byteLength - 2 * this.#stride;
    return Math.floor(bytes / (this.#stride + 4) / 4) * 4;
  }

  /** Grows by an eighth at least, so that filling it costs no pass for every vector. */
  #makeRoom(): void {
    if (this.#size <= this.#room) return;
    const wanted = Math.ceil(this.#size * 1.125) + 64;
    const bytes = wanted * (this.#stride + 4) + 2 * this.#stride + 16;
    const pages = Math.ceil((bytes - this.#memory.buffer.byteLength) / PAGE_BYTES);
    this.#memory.grow(pages);
  }
}

function widened(numbers: Float32Array<ArrayBuffer>, needed: number): Float32Array<ArrayBuffer> {
  const larger = new Float32Array(Math.ceil(needed * 1.125) + 64);
  larger.set(numbers);
  return larger;
}
