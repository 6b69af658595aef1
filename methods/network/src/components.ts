import type { Graph } from './graph.ts';

/** A division of the nodes into parts that do not overlap. */
export interface Partition {
  /** The part of each node, from 0; part 0 is the largest, ties go to the lower first node. */
  readonly partOf: Uint32Array;
  /** How many nodes each part has. */
  readonly sizes: Uint32Array;
}

/**
 * The parts of a network inside which everybody can be reached, directions left aside.
 *
 * A node without links is a part by itself.
 *
 * @example
 * const { partOf, sizes } = components(createGraph({ nodeCount: 4, sources: [1], targets: [3] }));
 * [[...partOf], [...sizes]] // → [[1, 0, 2, 0], [2, 1, 1]]
 *
 * Cost: O(nodes + links).
 */
export function components({ nodeCount, directed, out, in: reached }: Graph): Partition {
  const partOf = new Uint32Array(nodeCount);
  const seen = new Uint8Array(nodeCount);
  const queue = new Uint32Array(nodeCount);
  let parts = 0;
  for (let first = 0; first < nodeCount; first++) {
    if (seen[first] === 1) continue;
    let tail = 0;
    seen[first] = 1;
    queue[tail++] = first;
    for (let head = 0; head < tail; head++) {
      const node = queue[head]!;
      partOf[node] = parts;
      for (const links of directed ? [out, reached] : [out]) {
        const end = links.offsets[node + 1]!;
        for (let at = links.offsets[node]!; at < end; at++) {
          const other = links.targets[at]!;
          if (seen[other] === 1) continue;
          seen[other] = 1;
          queue[tail++] = other;
        }
      }
    }
    parts++;
  }
  return bySize(partOf, parts);
}

/**
 * The parts of a directed network inside which each node can be reached from each other along the
 * directions. In an undirected network they are its components.
 *
 * @example
 * const ring = { nodeCount: 4, sources: [0, 1, 2, 2], targets: [1, 2, 0, 3], directed: true };
 * [...strongComponents(createGraph(ring)).partOf] // → [0, 0, 0, 1]
 *
 * Cost: O(nodes + links). Source: Tarjan (1972), without recursion.
 */
export function strongComponents({ nodeCount, out }: Graph): Partition {
  const partOf = new Uint32Array(nodeCount);
  /** 0 before a node is entered; then the lowest number that can be reached back to. */
  const lowest = new Uint32Array(nodeCount);
  const next = Uint32Array.from(out.offsets);
  const path = new Uint32Array(nodeCount);
  const open = new Uint32Array(nodeCount);
  const closed = nodeCount + 1;
  const entered = new Uint32Array(nodeCount);
  let [numbers, parts, openCount] = [0, 0, 0];
  for (let first = 0; first < nodeCount; first++) {
    if (lowest[first] !== 0) continue;
    let depth = 0;
    path[0] = first;
    while (depth >= 0) {
      const node = path[depth]!;
      if (lowest[node] === 0) {
        lowest[node] = entered[node] = ++numbers;
        open[openCount++] = node;
      }
      let descended = false;
      while (next[node]! < out.offsets[node + 1]!) {
        const other = out.targets[next[node]!]!;
        if (lowest[other] === 0) {
          path[++depth] = other;
          descended = true;
          break;
        }
        if (lowest[other]! < lowest[node]!) lowest[node] = lowest[other]!;
        next[node]!++;
      }
      if (descended) continue;
      depth--;
      if (lowest[node] !== entered[node]) continue;
      for (let other = -1; other !== node; ) {
        other = open[--openCount]!;
        partOf[other] = parts;
        lowest[other] = closed;
      }
      parts++;
    }
  }
  return bySize(partOf, parts);
}

/** Renumbers the parts by size; ties go to the part whose first node is lower. */
export function bySize(partOf: Uint32Array, parts: number): Partition {
  const sizes = new Uint32Array(parts);
  const firsts = new Uint32Array(parts);
  for (let node = partOf.length - 1; node >= 0; node--) {
    sizes[partOf[node]!]!++;
    firsts[partOf[node]!] = node;
  }
  const order = Uint32Array.from(sizes, (_, part) => part).sort(
    (a, b) => sizes[b]! - sizes[a]! || firsts[a]! - firsts[b]!,
  );
  const rank = new Uint32Array(parts);
  for (const [place, part] of order.entries()) rank[part] = place;
  return {
    partOf: partOf.map((part) => rank[part]!),
    sizes: order.map((part) => sizes[part]!),
  };
}
