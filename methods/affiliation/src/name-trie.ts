/** A name found in a text: the tokens [from, to) and the numbers under which it was added. */
export type NameHit = {
  readonly from: number;
  readonly to: number;
  readonly ids: readonly number[];
  /** The place of the one token that differs, or -1. */
  readonly wrongAt: number;
};

const ROOT = 0;

/**
 * Names as a tree of tokens. A walk from every token of a text finds every name in it, in time
 * that depends on the text and not on the number of names.
 */
export class NameTrie {
  readonly #numberOfToken = new Map<string, number>();
  // The key of an edge is node × 2^21 + token: both stay far below, and the product is exact.
  readonly #edges = new Map<number, number>();
  readonly #firstChild: number[] = [-1];
  readonly #nextSibling: number[] = [-1];
  readonly #tokenOfNode: number[] = [-1];
  readonly #idsAt = new Map<number, number[]>();
  readonly #pairs = new Set<number>();

  add(tokens: readonly string[], id: number): void {
    let node = ROOT;
    let previous = -1;
    for (const text of tokens) {
      const token = this.#numberFor(text);
      if (previous >= 0) this.#pairs.add(pair(previous, token));
      previous = token;
      node = this.#edges.get(pair(node, token)) ?? this.#grow(node, token);
    }
    const ids = this.#idsAt.get(node);
    if (ids === undefined) this.#idsAt.set(node, [id]);
    else if (!ids.includes(id)) ids.push(id);
  }

  /** Every name that stands in the text as written. */
  find(tokens: readonly string[]): NameHit[] {
    const numbers = this.#numbersOf(tokens);
    const hits: NameHit[] = [];
    for (let from = 0; from < numbers.length; from++) {
      let node: number | undefined = ROOT;
      for (let at = from; at < numbers.length; at++) {
        node = this.#edges.get(pair(node, numbers[at]!));
        if (node === undefined) break;
        const ids = this.#idsAt.get(node);
        if (ids !== undefined) hits.push({ from, to: at + 1, ids, wrongAt: -1 });
      }
    }
    return hits;
  }

  /**
   * Every name of at least `shortest` tokens that stands in the text with one wrong token.
   *
   * A token counts as wrong only if no name has it next to its neighbours: 心理 and 物理 are
   * both words, so one is never taken for a misread other.
   */
  findMisread(tokens: readonly string[], shortest: number): NameHit[] {
    const numbers = this.#numbersOf(tokens);
    const hits: NameHit[] = [];
    for (let from = 0; from + shortest <= numbers.length; from++) {
      let node: number | undefined = ROOT;
      // The first two tokens must be right: below them the tree is narrow.
      for (let at = from; at < numbers.length; at++) {
        if (at >= from + 2 && this.#isStrange(numbers, at)) {
          for (let child = this.#firstChild[node]!; child >= 0; child = this.#nextSibling[child]!) {
            if (this.#tokenOfNode[child] !== numbers[at]) {
              this.#follow(child, numbers, from, at, shortest, hits);
            }
          }
        }
        node = this.#edges.get(pair(node, numbers[at]!));
        if (node === undefined) break;
      }
    }
    return hits;
  }

  #follow(
    start: number,
    numbers: readonly number[],
    from: number,
    wrongAt: number,
    shortest: number,
    hits: NameHit[],
  ): void {
    let node: number | undefined = start;
    for (let at = wrongAt; ; ) {
      const ids = this.#idsAt.get(node);
      const to = at + 1;
      if (ids !== undefined && to - from >= shortest) hits.push({ from, to, ids, wrongAt });
      at = to;
      if (at >= numbers.length) return;
      node = this.#edges.get(pair(node, numbers[at]!));
      if (node === undefined) return;
    }
  }

  #isStrange(numbers: readonly number[], at: number): boolean {
    const before = pair(numbers[at - 1]!, numbers[at]!);
    const after = at + 1 < numbers.length ? pair(numbers[at]!, numbers[at + 1]!) : null;
    return !this.#pairs.has(before) && (after === null || !this.#pairs.has(after));
  }

  #grow(node: number, token: number): number {
    const child = this.#tokenOfNode.length;
    this.#tokenOfNode.push(token);
    this.#nextSibling.push(this.#firstChild[node]!);
    this.#firstChild.push(-1);
    this.#firstChild[node] = child;
    this.#edges.set(pair(node, token), child);
    return child;
  }

  #numberFor(text: string): number {
    const known = this.#numberOfToken.get(text);
    if (known !== undefined) return known;
    const number = this.#numberOfToken.size + 1;
    this.#numberOfToken.set(text, number);
    return number;
  }

  // Zero stands for a token that no name has.
  #numbersOf(tokens: readonly string[]): number[] {
    return tokens.map((text) => this.#numberOfToken.get(text) ?? 0);
  }
}

function pair(left: number, right: number): number {
  return left * 2_097_152 + right;
}
