import type { AnalysisOptions } from './analyse.ts';
import type { Query } from './document.ts';
import { Lexicon, type SavedLexicon } from './lexicon.ts';
import { SCRIPTS, type Script, type WordCounts, wordCountsOf } from './passages.ts';
import { checksum, packParts, unpackParts } from './saved-bytes.ts';
import { type Bytes, readText, roomFor, writeText } from './text-bytes.ts';

const KIND = 'yunhe-sp';
const VERSION = 1;

export type Floats = Float32Array<ArrayBuffer>;

/** A text says in a script what it has to say with so many different words, of all it has. */
const WORDS_OF_A_PASSAGE = 20;
const SHARE_OF_A_PASSAGE = 1 / 4;

/**
 * A space in which words that keep the same company lie near each other, and so do texts: the place
 * of a text is the sum of its words. Learned by `learnSpace`.
 */
export class SemanticSpace {
  readonly dimensions: number;
  readonly #lexicon: Lexicon;
  readonly #numbers: ReadonlyMap<string, number>;
  readonly #weights: Floats;
  readonly #vectors: Floats;
  /** What all texts of a script have in common, which says nothing of any of them. */
  readonly #common: Readonly<Record<Script, Floats>>;

  constructor(parts: {
    readonly dimensions: number;
    readonly lexicon: Lexicon;
    readonly numbers: ReadonlyMap<string, number>;
    readonly weights: Floats;
    readonly vectors: Floats;
    readonly common: Readonly<Record<Script, Floats>>;
  }) {
    this.dimensions = parts.dimensions;
    this.#lexicon = parts.lexicon;
    this.#numbers = parts.numbers;
    this.#weights = parts.weights;
    this.#vectors = parts.vectors;
    this.#common = parts.common;
  }

  /** Tells this space from others. */
  get digest(): string {
    return checksum(new Uint8Array(this.#vectors.buffer)).toString(16).padStart(8, '0');
  }

  /** How many words have a place. */
  get wordCount(): number {
    return this.#numbers.size;
  }

  /** All its numbers, for the size of an index. */
  get byteLength(): number {
    return this.#weights.byteLength + this.#vectors.byteLength;
  }

  /** The place of a text, of length 1; zeros if none of its words is known. */
  placeOf(query: Query, options: AnalysisOptions): Floats {
    return this.placeOfCounts(wordCountsOf(query, this.#lexicon, options));
  }

  placeOfCounts(counts: WordCounts): Floats {
    const place = new Float32Array(this.dimensions);
    for (const { script, words } of passagesOf(this.#weighed(counts))) {
      const part = this.#sumOf(words);
      takeOut(part, this.#common[script]);
      for (let at = 0; at < place.length; at++) place[at]! += part[at] as number;
    }
    return unit(place);
  }

  /** The known words of a text with their places, the weightiest first, at most so many. */
  tellingWords(query: Query, options: AnalysisOptions, limit: number): PlacedWord[] {
    const counts = wordCountsOf(query, this.#lexicon, options);
    const words = SCRIPTS.flatMap((script) =>
      this.#weighed(counts)[script].map((word) => ({ ...word, script })),
    );
    words.sort((a, b) => b.weight - a.weight || a.number - b.number);
    return words.slice(0, limit).map(({ word, number, weight, script }) => {
      const place = this.#vectors.slice(number * this.dimensions, (number + 1) * this.dimensions);
      takeOut(place, this.#common[script]);
      return { word, weight, place: unit(place) };
    });
  }

  #weighed(counts: WordCounts): WeighedWords {
    const weighed = (script: Script) => {
      const words: WeighedWord[] = [];
      for (const [word, count] of counts[script]) {
        const number = this.#numbers.get(word);
        if (number === undefined) continue;
        const weight = Math.log1p(count) * (this.#weights[number] as number);
        words.push({ word, number, weight });
      }
      return words;
    };
    return { chinese: weighed('chinese'), other: weighed('other') };
  }

  #sumOf(words: readonly WeighedWord[]): Floats {
    const sum = new Float32Array(this.dimensions);
    for (const { number, weight } of words) {
      const from = number * this.dimensions;
      for (let at = 0; at < sum.length; at++) {
        sum[at]! += weight * (this.#vectors[from + at] as number);
      }
    }
    return sum;
  }

  /** All of it as bytes for `loadSpace`. */
  save(): Bytes {
    const texts = JSON.stringify([this.#lexicon, [...this.#numbers.keys()]]);
    const common = SCRIPTS.map((script) => this.#common[script]);
    const bytes = new Uint8Array(roomFor(texts.length));
    return packParts(KIND, VERSION, [
      bytes.slice(0, writeText(bytes, 0, texts)),
      Uint32Array.of(this.dimensions),
      this.#weights,
      this.#vectors,
      ...common,
    ]);
  }
}

/**
 * Brings a space back from its bytes.
 *
 * @param bytes What `save` of a space, or `saveSpace` of a matcher, gave.
 * @returns     The same space; several matchers may share it.
 * @throws RangeError for bytes that were not saved so.
 * @example loadSpace(new Uint8Array(100)) // → throws RangeError
 *
 * Cost: a look at every byte.
 */
export function loadSpace(bytes: Bytes): SemanticSpace {
  const [texts, size, weights, vectors, ...common] = unpackParts(KIND, VERSION, bytes) as [
    Bytes,
    Bytes,
    ...Bytes[],
  ];
  const [words, terms] = JSON.parse(readText(texts, 0, texts.length)) as [SavedLexicon, string[]];
  const numbersIn = (part: Bytes | undefined) =>
    new Float32Array(part?.buffer ?? new ArrayBuffer(0));
  return new SemanticSpace({
    dimensions: new Uint32Array(size.buffer)[0] as number,
    lexicon: new Lexicon(words),
    numbers: new Map(terms.map((term, number) => [term, number])),
    weights: numbersIn(weights),
    vectors: numbersIn(vectors),
    common: { chinese: numbersIn(common[0]), other: numbersIn(common[1]) },
  });
}

interface WeighedWord {
  readonly word: string;
  readonly number: number;
  readonly weight: number;
}

type WeighedWords = Readonly<Record<Script, readonly WeighedWord[]>>;

export interface PlacedWord {
  readonly word: string;
  readonly weight: number;
  /** Of length 1. */
  readonly place: Floats;
}

/**
 * The parts of a text that are read by themselves. A text in two languages says everything twice:
 * each telling counts alike, however long it is. A few foreign words in a text belong to it.
 */
export function passagesOf<Word extends { readonly weight: number }>(
  words: Readonly<Record<Script, readonly Word[]>>,
): { readonly script: Script; readonly words: readonly Word[] }[] {
  const normed = (list: readonly Word[]) => {
    const length = Math.sqrt(list.reduce((sum, { weight }) => sum + weight * weight, 0));
    return { length, words: list.map((word) => ({ ...word, weight: word.weight / length })) };
  };
  const { chinese, other } = words;
  const all = chinese.length + other.length;
  const least = Math.max(WORDS_OF_A_PASSAGE, SHARE_OF_A_PASSAGE * all);
  if (chinese.length >= least && other.length >= least) {
    return SCRIPTS.map((script) => ({ script, words: normed(words[script]).words }));
  }
  if (all === 0) return [];
  const script = normed(chinese).length >= normed(other).length ? 'chinese' : 'other';
  return [{ script, words: normed([...chinese, ...other]).words }];
}

/** Takes out of a vector what lies in a direction of length 1 (or 0). */
function takeOut(vector: Float32Array, direction: Float32Array): void {
  const along = dot(vector, direction);
  for (let at = 0; at < vector.length; at++) vector[at]! -= along * (direction[at] as number);
}

export function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let at = 0; at < a.length; at++) sum += (a[at] as number) * (b[at] as number);
  return sum;
}

/** The vector brought to length 1, in place; zeros stay. */
export function unit(vector: Floats): Floats {
  const length = Math.sqrt(dot(vector, vector));
  if (length > 0) for (let at = 0; at < vector.length; at++) vector[at]! /= length;
  return vector;
}
