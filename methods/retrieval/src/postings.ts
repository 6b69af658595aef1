/**
 * How often a term stands in the title (8 bits), the keywords (8) and the text (16) of a document,
 * in one unsigned number. A count beyond its bits stays at their limit, where it no longer matters:
 * the formula is saturated long before.
 */
export function packCounts(title: number, keywords: number, text: number): number {
  const high = (Math.min(title, 0xff) << 8) | Math.min(keywords, 0xff);
  return ((high << 16) | Math.min(text, 0xffff)) >>> 0;
}

export const titleCount = (packed: number) => packed >>> 24;
export const keywordsCount = (packed: number) => (packed >>> 16) & 0xff;
export const textCount = (packed: number) => packed & 0xffff;

/** Documents may be read one by one, instead of by term, up to this share of all (and 64 more). */
const TAIL_SHARE = 1 / 32;

function grown(numbers: Uint32Array<ArrayBuffer>, needed: number): Uint32Array<ArrayBuffer> {
  if (needed <= numbers.length) return numbers;
  const larger = new Uint32Array(Math.max(needed, numbers.length * 2, 1024));
  larger.set(numbers);
  return larger;
}

/**
 * Which terms stand in which document, kept twice: by document, and by term.
 *
 * By document is the truth: for each slot (documents in the order they came) its term numbers in
 * ascending order with their packed counts. By term is derived from it in one pass of counting. So
 * that one new document does not cost a pass, the newest few slots, the tail, are searched by
 * document. All of it is four flat arrays: 16 bytes for a term in a document, without an object.
 */
export class Postings {
  readonly #numbers = new Map<string, number>();
  readonly #terms: string[] = [];
  /** Living documents per term. */
  readonly #frequencies: number[] = [];

  // By document: slot s holds entries from #starts[s] to #starts[s + 1].
  readonly #starts: number[] = [0];
  #entryTerms = new Uint32Array(0);
  #entryCounts = new Uint32Array(0);

  // By term, for the slots before #sealed: term t holds from #termStarts[t] to #termStarts[t + 1].
  #sealed = 0;
  #termStarts = new Uint32Array(1);
  #slots = new Uint32Array(0);
  #slotCounts = new Uint32Array(0);

  get slotCount(): number {
    return this.#starts.length - 1;
  }

  numberOf(term: string): number | undefined {
    return this.#numbers.get(term);
  }

  frequencyOf(term: number): number {
    return this.#frequencies[term] as number;
  }

  /** Takes the terms of the next document, each with its packed counts; answers with its slot. */
  add(counts: Iterable<readonly [term: string, packed: number]>): number {
    const entries: [number, number][] = [];
    for (const [term, packed] of counts) entries.push([this.#admit(term), packed]);
    entries.sort((a, b) => a[0] - b[0]);
    let end = this.#starts.at(-1) as number;
    this.#entryTerms = grown(this.#entryTerms, end + entries.length);
    this.#entryCounts = grown(this.#entryCounts, end + entries.length);
    for (const [term, packed] of entries) {
      this.#entryTerms[end] = term;
      this.#entryCounts[end++] = packed;
    }
    return this.#starts.push(end) - 2;
  }

  /** The document in this slot no longer counts; its entries stay until the owner starts afresh. */
  retire(slot: number): void {
    const end = this.#starts[slot + 1] as number;
    for (let at = this.#starts[slot] as number; at < end; at++) {
      const term = this.#entryTerms[at] as number;
      this.#frequencies[term] = (this.#frequencies[term] as number) - 1;
    }
  }

  /** The packed counts of a term in the document of a slot; 0 if it does not stand there. */
  countsIn(slot: number, term: number): number {
    let low = this.#starts[slot] as number;
    let high = this.#starts[slot + 1] as number;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#entryTerms[middle] as number) < term) low = middle + 1;
      else high = middle;
    }
    const found = low < (this.#starts[slot + 1] as number) && this.#entryTerms[low] === term;
    return found ? (this.#entryCounts[low] as number) : 0;
  }

  /** All terms in the document of a slot with their packed counts. */
  *entriesOf(slot: number): Generator<[term: string, packed: number]> {
    const end = this.#starts[slot + 1] as number;
    for (let at = this.#starts[slot] as number; at < end; at++) {
      const term = this.#terms[this.#entryTerms[at] as number] as string;
      yield [term, this.#entryCounts[at] as number];
    }
  }

  /** Calls `visit` for every document that has the term, retired ones too. */
  visit(term: number, visit: (slot: number, packed: number) => void): void {
    this.#sealWhenDue();
    if (term + 1 < this.#termStarts.length) {
      const end = this.#termStarts[term + 1] as number;
      for (let at = this.#termStarts[term] as number; at < end; at++) {
        visit(this.#slots[at] as number, this.#slotCounts[at] as number);
      }
    }
    for (let slot = this.#sealed; slot < this.slotCount; slot++) {
      const packed = this.countsIn(slot, term);
      if (packed > 0) visit(slot, packed);
    }
  }

  #admit(term: string): number {
    let number = this.#numbers.get(term);
    if (number === undefined) {
      number = this.#terms.push(term) - 1;
      this.#numbers.set(term, number);
      this.#frequencies.push(0);
    }
    this.#frequencies[number] = (this.#frequencies[number] as number) + 1;
    return number;
  }

  /** Turns the entries by document into entries by term: count, add up, place. */
  #sealWhenDue(): void {
    if (this.slotCount - this.#sealed <= 64 + this.#sealed * TAIL_SHARE) return;
    const size = this.#starts.at(-1) as number;
    const starts = new Uint32Array(this.#terms.length + 1);
    for (let at = 0; at < size; at++) starts[(this.#entryTerms[at] as number) + 1]!++;
    for (let term = 1; term < starts.length; term++) starts[term]! += starts[term - 1] as number;
    const next = starts.slice();
    this.#slots = new Uint32Array(size);
    this.#slotCounts = new Uint32Array(size);
    for (let slot = 0; slot < this.slotCount; slot++) {
      const end = this.#starts[slot + 1] as number;
      for (let at = this.#starts[slot] as number; at < end; at++) {
        const place = next[this.#entryTerms[at] as number]!++;
        this.#slots[place] = slot;
        this.#slotCounts[place] = this.#entryCounts[at] as number;
      }
    }
    this.#termStarts = starts;
    this.#sealed = this.slotCount;
  }
}
