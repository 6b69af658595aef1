import { saturated, unitWeight } from './bm25f.ts';
import { keywordsCount, textCount, titleCount } from './packed-counts.ts';
import type { Settings } from './settings.ts';

/** By field in the order of FIELDS. */
export type PerField = readonly [title: number, keywords: number, text: number];

/** Lengths of fields and counts of occurrences go up to this; what is longer counts as this long. */
export const LONGEST_FIELD = 0xffff;

/** What the occurrences of a term give to a document, under the average lengths of one moment. */
export class Weigher {
  readonly #settings: Settings;
  readonly averages: PerField;
  readonly #lengths: Uint16Array<ArrayBuffer>;

  /** `lengths` has three numbers a slot, in the order of FIELDS. */
  constructor(settings: Settings, averages: PerField, lengths: Uint16Array<ArrayBuffer>) {
    this.#settings = settings;
    this.averages = averages;
    this.#lengths = lengths;
  }

  /** Occurrences in all fields together, each weighed by its field and the field's length. */
  occurrences(slot: number, packed: number): number {
    let sum = this.inText(slot, packed);
    if (packed > 0xffff) sum += this.inTitle(slot, packed) + this.inKeywords(slot, packed);
    return sum;
  }

  /** The same as it counts: less and less for more and more, below `documentSaturation` + 1. */
  saturated(slot: number, packed: number): number {
    return saturated(this.occurrences(slot, packed), this.#settings.documentSaturation);
  }

  inTitle(slot: number, packed: number): number {
    const { weight, lengthNorm } = this.#settings;
    const relative = (this.#lengths[3 * slot] as number) / this.averages[0];
    const count = titleCount(packed);
    return count === 0 ? 0 : count * unitWeight(weight.title, lengthNorm.title, relative);
  }

  inKeywords(slot: number, packed: number): number {
    const { weight, lengthNorm } = this.#settings;
    const relative = (this.#lengths[3 * slot + 1] as number) / this.averages[1];
    const count = keywordsCount(packed);
    return count === 0 ? 0 : count * unitWeight(weight.keywords, lengthNorm.keywords, relative);
  }

  inText(slot: number, packed: number): number {
    const { weight, lengthNorm } = this.#settings;
    const relative = (this.#lengths[3 * slot + 2] as number) / this.averages[2];
    const count = textCount(packed);
    return count === 0 ? 0 : count * unitWeight(weight.text, lengthNorm.text, relative);
  }
}
