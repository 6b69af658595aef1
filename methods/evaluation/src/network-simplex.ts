/** A network of arcs, each array one entry an arc but `supply`, which is one a node. */
export interface Network {
  readonly from: Int32Array;
  readonly to: Int32Array;
  /** Whole numbers. */
  readonly cost: Float64Array;
  /** Whole numbers of 0 or above; nothing flows less than 0. */
  readonly capacity: Int32Array;
  /** What a node sends out, below 0 what it takes; they sum to 0. */
  readonly supply: Int32Array;
}

export interface Flow {
  readonly flow: Int32Array;
  /** No arc with room has cost + potential(from) − potential(to) below 0. */
  readonly potentials: Float64Array;
  readonly cost: number;
  /** What could not be sent; 0 where the network carries all. */
  readonly unsent: number;
  readonly pivots: number;
}

const LOWER = 1;
const TREE = 0;
const UPPER = -1;

/**
 * The cheapest flow, by the simplex method on a network: a spanning tree of arcs with room, into
 * which the arc of the most negative reduced cost of a block enters and from which the arc leaves
 * that fills or empties first. The tree stays strongly feasible, so that no cycle of steps that gain
 * nothing occurs. What does not fit is carried by artificial arcs of prohibitive cost.
 *
 * Source: Ahuja, Magnanti & Orlin, Network Flows (1993), 11.5–11.6; Cunningham, A network simplex
 * method (1976), for the leaving arc.
 */
export function cheapestFlow(network: Network): Flow {
  return new NetworkSimplex(network).solve();
}

class NetworkSimplex {
  readonly #nodes: number;
  readonly #arcs: number;
  readonly #root: number;
  readonly #from: Int32Array;
  readonly #to: Int32Array;
  readonly #cost: Float64Array;
  readonly #capacity: Int32Array;
  readonly #flow: Int32Array;
  readonly #state: Int8Array;
  readonly #potential: Float64Array;
  // The tree: above, by which arc, how deep, and the children of each node as a list.
  readonly #parent: Int32Array;
  readonly #arc: Int32Array;
  readonly #depth: Int32Array;
  readonly #child: Int32Array;
  readonly #next: Int32Array;
  readonly #previous: Int32Array;
  readonly #block: number;
  #searched = 0;
  #pivots = 0;

  constructor({ from, to, cost, capacity, supply }: Network) {
    const [n, m] = [supply.length, from.length];
    this.#nodes = n;
    this.#arcs = m;
    this.#root = n;
    this.#from = new Int32Array(m + n);
    this.#to = new Int32Array(m + n);
    this.#cost = new Float64Array(m + n);
    this.#capacity = new Int32Array(m + n);
    this.#from.set(from);
    this.#to.set(to);
    this.#cost.set(cost);
    this.#capacity.set(capacity);
    this.#flow = new Int32Array(m + n);
    this.#state = new Int8Array(m + n).fill(LOWER);
    this.#potential = new Float64Array(n + 1);
    this.#parent = new Int32Array(n + 1).fill(-1);
    this.#arc = new Int32Array(n + 1).fill(-1);
    this.#depth = new Int32Array(n + 1);
    this.#child = new Int32Array(n + 1).fill(-1);
    this.#next = new Int32Array(n + 1).fill(-1);
    this.#previous = new Int32Array(n + 1).fill(-1);
    this.#block = Math.max(10, Math.ceil(Math.sqrt(m)));
    this.#start(supply);
  }

  /** A star of artificial arcs carries everything. */
  #start(supply: Int32Array): void {
    let dearest = 0;
    for (const one of this.#cost) dearest = Math.max(dearest, Math.abs(one));
    const artificial = (dearest + 1) * (this.#nodes + 1);
    for (let node = 0; node < this.#nodes; node++) {
      const arc = this.#arcs + node;
      const sends = supply[node]! >= 0;
      this.#from[arc] = sends ? node : this.#root;
      this.#to[arc] = sends ? this.#root : node;
      this.#cost[arc] = artificial;
      this.#capacity[arc] = 2 ** 31 - 1;
      this.#flow[arc] = Math.abs(supply[node]!);
      this.#state[arc] = TREE;
      this.#potential[node] = sends ? -artificial : artificial;
      this.#arc[node] = arc;
      this.#depth[node] = 1;
      this.#hang(node, this.#root);
    }
  }

  #hang(node: number, parent: number): void {
    const first = this.#child[parent]!;
    this.#parent[node] = parent;
    this.#next[node] = first;
    this.#previous[node] = -1;
    if (first >= 0) this.#previous[first] = node;
    this.#child[parent] = node;
  }

  #cut(node: number): void {
    const [previous, next] = [this.#previous[node]!, this.#next[node]!];
    if (previous >= 0) this.#next[previous] = next;
    else this.#child[this.#parent[node]!] = next;
    if (next >= 0) this.#previous[next] = previous;
  }

  solve(): Flow {
    for (let entering = this.#entering(); entering >= 0; entering = this.#entering()) {
      this.#pivot(entering);
      this.#pivots++;
    }
    let [cost, unsent] = [0, 0];
    for (let arc = 0; arc < this.#arcs; arc++) cost += this.#cost[arc]! * this.#flow[arc]!;
    for (let node = 0; node < this.#nodes; node++) {
      const arc = this.#arcs + node;
      if (this.#from[arc] === node) unsent += this.#flow[arc]!;
    }
    return {
      flow: this.#flow.slice(0, this.#arcs),
      potentials: this.#potential.slice(0, this.#nodes),
      cost,
      unsent,
      pivots: this.#pivots,
    };
  }

  /** The best arc of the first block that has one; −1 where none is left. */
  #entering(): number {
    const [from, to, cost] = [this.#from, this.#to, this.#cost];
    const [state, potential, arcs] = [this.#state, this.#potential, this.#arcs];
    let [best, least, left] = [-1, 0, this.#block];
    let arc = this.#searched;
    for (let count = 0; count < arcs; count++) {
      const reduced = state[arc]! * (cost[arc]! + potential[from[arc]!]! - potential[to[arc]!]!);
      if (reduced < least) {
        least = reduced;
        best = arc;
      }
      if (++arc === arcs) arc = 0;
      if (--left > 0) continue;
      if (best >= 0) break;
      left = this.#block;
    }
    this.#searched = arc;
    return best;
  }

  #pivot(entering: number): void {
    const rises = this.#state[entering] === LOWER;
    const first = rises ? this.#from[entering]! : this.#to[entering]!;
    const second = rises ? this.#to[entering]! : this.#from[entering]!;
    const join = this.#joinOf(first, second);
    // Flow is sent from the first to the second by the entering arc, and back through the tree.
    let [room, leaving, side] = [this.#capacity[entering]!, -1, 0];
    for (let node = first; node !== join; node = this.#parent[node]!) {
      const free = this.#room(node, false);
      if (free >= room) continue;
      [room, leaving, side] = [free, node, 1];
    }
    for (let node = second; node !== join; node = this.#parent[node]!) {
      const free = this.#room(node, true);
      if (free > room) continue;
      [room, leaving, side] = [free, node, 2];
    }
    if (room > 0) this.#send(entering, rises ? room : -room, first, second, join, room);
    if (side === 0) {
      this.#state[entering] = rises ? UPPER : LOWER;
      return;
    }
    const out = this.#arc[leaving]!;
    this.#state[entering] = TREE;
    this.#state[out] = this.#flow[out] === 0 ? LOWER : UPPER;
    if (side === 1) this.#replant(leaving, first, second, entering);
    else this.#replant(leaving, second, first, entering);
  }

  #joinOf(first: number, second: number): number {
    let [a, b] = [first, second];
    while (a !== b) {
      if (this.#depth[a]! >= this.#depth[b]!) a = this.#parent[a]!;
      else b = this.#parent[b]!;
    }
    return a;
  }

  /** How much more can flow between a node and its parent. */
  #room(node: number, upwards: boolean): number {
    const arc = this.#arc[node]!;
    const along = (this.#from[arc] === node) === upwards;
    return along ? this.#capacity[arc]! - this.#flow[arc]! : this.#flow[arc]!;
  }

  #send(
    entering: number,
    change: number,
    first: number,
    second: number,
    join: number,
    amount: number,
  ): void {
    this.#flow[entering]! += change;
    for (let node = first; node !== join; node = this.#parent[node]!) {
      const arc = this.#arc[node]!;
      this.#flow[arc]! += this.#from[arc] === node ? -amount : amount;
    }
    for (let node = second; node !== join; node = this.#parent[node]!) {
      const arc = this.#arc[node]!;
      this.#flow[arc]! += this.#from[arc] === node ? amount : -amount;
    }
  }

  /** Takes the tree below `old` off, turns it so that `top` is on top, and hangs it under `onto`. */
  #replant(old: number, top: number, onto: number, entering: number): void {
    let [node, parent, arc] = [top, onto, entering];
    for (;;) {
      const [above, by] = [this.#parent[node]!, this.#arc[node]!];
      this.#cut(node);
      this.#hang(node, parent);
      this.#arc[node] = arc;
      if (node === old) break;
      [parent, arc, node] = [node, by, above];
    }
    const cost = this.#from[entering] === top ? -this.#cost[entering]! : this.#cost[entering]!;
    this.#shift(top, this.#potential[onto]! + cost - this.#potential[top]!);
  }

  /** Lifts the potentials of a subtree and counts its depths anew, from the top. */
  #shift(top: number, change: number): void {
    const [child, next, parent] = [this.#child, this.#next, this.#parent];
    const [potential, depth] = [this.#potential, this.#depth];
    let node = top;
    for (;;) {
      potential[node]! += change;
      depth[node] = depth[parent[node]!]! + 1;
      if (child[node]! >= 0) {
        node = child[node]!;
        continue;
      }
      while (node !== top && next[node]! < 0) node = parent[node]!;
      if (node === top) return;
      node = next[node]!;
    }
  }
}
