export interface Ranked {
  readonly id: string;
  readonly score: number;
}

/** The better first: the higher score, and of equal scores the smaller id by code units. */
function byRank(a: Ranked, b: Ranked): number {
  if (a.score !== b.score) return b.score - a.score;
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}

/**
 * Keeps the best few of many. What is offered is sorted only when twice as many are held as are
 * wanted, and what falls below the last of them is turned away at once.
 */
export class Leaders<Candidate extends Ranked> {
  readonly #limit: number;
  #held: Candidate[] = [];
  /** A candidate below this score cannot be among the best. */
  threshold = 0;

  constructor(limit: number) {
    this.#limit = limit;
  }

  offer(candidate: Candidate): void {
    this.#held.push(candidate);
    if (this.#held.length > 2 * this.#limit + 16) this.#settle();
  }

  /** The best, in order. */
  ranked(): readonly Candidate[] {
    this.#settle();
    return this.#held;
  }

  #settle(): void {
    this.#held = this.#held.sort(byRank).slice(0, this.#limit);
    if (this.#held.length === this.#limit) this.threshold = this.#held.at(-1)?.score ?? Infinity;
  }
}
