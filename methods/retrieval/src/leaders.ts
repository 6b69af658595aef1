export interface Ranked {
  readonly id: string;
  readonly score: number;
}

/** The better first: the higher score, and of equal scores the smaller id by code units. */
function byRank(a: Ranked, b: Ranked): number {
  if (a.score !== b.score) return b.score - a.score;
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}

/** Keeps the best few of many, in a heap with the last of them on top. */
export class Leaders<Candidate extends Ranked> {
  readonly #limit: number;
  readonly #heap: Candidate[] = [];
  /** A candidate below this score cannot be among the best. */
  threshold = 0;

  constructor(limit: number) {
    this.#limit = limit;
  }

  offer(candidate: Candidate): void {
    const heap = this.#heap;
    if (heap.length < this.#limit) {
      this.#rise(heap.push(candidate) - 1);
    } else if (byRank(candidate, heap[0] as Candidate) < 0) {
      heap[0] = candidate;
      this.#sink();
    }
    if (heap.length >= this.#limit) this.threshold = (heap[0] as Candidate).score;
  }

  /** The best, in order. */
  ranked(): readonly Candidate[] {
    return [...this.#heap].sort(byRank);
  }

  #rise(from: number): void {
    const heap = this.#heap;
    const risen = heap[from] as Candidate;
    let at = from;
    while (at > 0) {
      const above = (at - 1) >>> 1;
      if (byRank(risen, heap[above] as Candidate) <= 0) break;
      heap[at] = heap[above] as Candidate;
      at = above;
    }
    heap[at] = risen;
  }

  #sink(): void {
    const heap = this.#heap;
    const sunk = heap[0] as Candidate;
    let at = 0;
    for (;;) {
      let below = 2 * at + 1;
      if (below >= heap.length) break;
      const other = heap[below + 1];
      if (other !== undefined && byRank(other, heap[below] as Candidate) > 0) below++;
      if (byRank(heap[below] as Candidate, sunk) <= 0) break;
      heap[at] = heap[below] as Candidate;
      at = below;
    }
    heap[at] = sunk;
  }
}
