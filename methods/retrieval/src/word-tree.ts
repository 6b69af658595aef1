/**
 * Words with a cost each, to be read off a text place by place. A branch is kept under the number of
 * its node and its unit in one table of open addressing: no object for a node, no string for a look.
 */
export class WordTree {
  #keys = new Float64Array(1 << 10);
  #nodes = new Int32Array(1 << 10);
  #costs: number[] = [Number.NaN];

  set(word: string, cost: number): void {
    let node = 0;
    for (let at = 0; at < word.length; at++) node = this.#branch(node, word.charCodeAt(at));
    this.#costs[node] = cost;
  }

  /** Calls `visit` for every word that begins at this place of the text, the shorter first. */
  visitWordsAt(text: string, from: number, visit: (length: number, cost: number) => void): void {
    let node = 0;
    for (let at = from; at < text.length; at++) {
      const place = this.#placeOf(node * 0x10000 + text.charCodeAt(at) + 1);
      if (this.#keys[place] === 0) return;
      node = this.#nodes[place] as number;
      const cost = this.#costs[node] as number;
      if (!Number.isNaN(cost)) visit(at + 1 - from, cost);
    }
  }

  #branch(node: number, unit: number): number {
    const key = node * 0x10000 + unit + 1;
    const place = this.#placeOf(key);
    if (this.#keys[place] !== 0) return this.#nodes[place] as number;
    const fresh = this.#costs.push(Number.NaN) - 1;
    this.#keys[place] = key;
    this.#nodes[place] = fresh;
    if (2 * this.#costs.length > this.#keys.length) this.#grow();
    return fresh;
  }

  /** Where a key stands, or the empty place where it would. */
  #placeOf(key: number): number {
    const mask = this.#keys.length - 1;
    const high = Math.floor(key / 0x10000);
    let place = (Math.imul(high, 0x9e3779b1) ^ Math.imul(key & 0x1ffff, 0x85ebca6b)) >>> 0;
    place = (place ^ (place >>> 15)) & mask;
    while (this.#keys[place] !== 0 && this.#keys[place] !== key) place = (place + 1) & mask;
    return place;
  }

  #grow(): void {
    const [keys, nodes] = [this.#keys, this.#nodes];
    this.#keys = new Float64Array(2 * keys.length);
    this.#nodes = new Int32Array(2 * keys.length);
    for (const [at, key] of keys.entries()) {
      if (key === 0) continue;
      const place = this.#placeOf(key);
      this.#keys[place] = key;
      this.#nodes[place] = nodes[at] as number;
    }
  }
}
