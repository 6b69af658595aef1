import { grown } from './growing.ts';
import { type Bytes, readText, roomFor, writeText } from './text-bytes.ts';

/**
 * Different strings, numbered from 0 in the order in which they came. They are kept as bytes with
 * an open hash table of their numbers: the keys of a Map would weigh more than the postings.
 */
export class StringTable {
  #bytes: Bytes;
  /** String n stands from #starts[n] to #starts[n + 1]. */
  #starts: Uint32Array<ArrayBuffer>;
  #size: number;
  /** One more than a number, 0 where free; a power of two long and at most two thirds full. */
  #places: Uint32Array<ArrayBuffer>;
  #scratch = new Uint8Array(256);
  #scratchHash = 0;

  constructor(bytes: Bytes = new Uint8Array(64), starts = new Uint32Array(1)) {
    this.#bytes = bytes;
    this.#starts = starts;
    this.#size = starts.length - 1;
    this.#places = this.#placed(this.#size);
  }

  get size(): number {
    return this.#size;
  }

  /** All it holds, for the size of an index. */
  get byteLength(): number {
    return this.#bytes.length + this.#starts.byteLength + this.#places.byteLength;
  }

  /** The number of a string, or -1. */
  numberOf(text: string): number {
    return (this.#places[this.#placeOf(this.#encode(text))] as number) - 1;
  }

  /** The number of a string, a new one if it was not there. */
  intern(text: string): number {
    const length = this.#encode(text);
    const place = this.#placeOf(length);
    const known = this.#places[place] as number;
    if (known > 0) return known - 1;
    const start = this.#starts[this.#size] as number;
    this.#bytes = grown(this.#bytes, start + length);
    for (let at = 0; at < length; at++) this.#bytes[start + at] = this.#scratch[at] as number;
    this.#starts = grown(this.#starts, this.#size + 2);
    this.#starts[this.#size + 1] = start + length;
    this.#places[place] = ++this.#size;
    if (3 * this.#size > 2 * this.#places.length) this.#places = this.#placed(this.#size);
    return this.#size - 1;
  }

  textOf(number: number): string {
    return readText(
      this.#bytes,
      this.#starts[number] as number,
      this.#starts[number + 1] as number,
    );
  }

  /** The strings alone, from which the table can be made again. */
  parts(): { readonly bytes: Bytes; readonly starts: Uint32Array<ArrayBuffer> } {
    const starts = this.#starts.subarray(0, this.#size + 1);
    return { bytes: this.#bytes.subarray(0, starts[this.#size] as number), starts };
  }

  /** Writes a string and its hash aside; answers with its length in bytes. */
  #encode(text: string): number {
    if (roomFor(text.length) > this.#scratch.length) {
      this.#scratch = new Uint8Array(roomFor(text.length));
    }
    const length = writeText(this.#scratch, 0, text);
    this.#scratchHash = hash(this.#scratch, 0, length);
    return length;
  }

  /** Where the string aside stands in the table, or the free place where it would. */
  #placeOf(length: number): number {
    const [bytes, starts, places, scratch] = [
      this.#bytes,
      this.#starts,
      this.#places,
      this.#scratch,
    ];
    const mask = places.length - 1;
    for (let place = this.#scratchHash & mask; ; place = (place + 1) & mask) {
      const number = places[place] as number;
      if (number === 0) return place;
      const start = starts[number - 1] as number;
      if ((starts[number] as number) - start !== length) continue;
      let at = 0;
      while (at < length && bytes[start + at] === scratch[at]) at++;
      if (at === length) return place;
    }
  }

  #placed(size: number): Uint32Array<ArrayBuffer> {
    let length = 64;
    while (2 * length < 4 * size) length *= 2;
    const places = new Uint32Array(length);
    for (let number = 0; number < size; number++) {
      const [start, end] = [this.#starts[number] as number, this.#starts[number + 1] as number];
      let place = hash(this.#bytes, start, end) & (length - 1);
      while (places[place] !== 0) place = (place + 1) & (length - 1);
      places[place] = number + 1;
    }
    return places;
  }
}

/** FNV-1a, its high bits mixed into the low ones, which choose the place. */
function hash(bytes: Bytes, start: number, end: number): number {
  let value = 0x811c9dc5;
  for (let at = start; at < end; at++) value = Math.imul(value ^ (bytes[at] as number), 0x01000193);
  value = Math.imul(value ^ (value >>> 16), 0x45d9f3b);
  return (value ^ (value >>> 16)) >>> 0;
}
