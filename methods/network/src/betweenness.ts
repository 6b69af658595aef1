import type { Graph, Links } from './graph.ts';
import { createSearch, isTight, type Lengths, lengthsOf } from './shortest-paths.ts';

/** Nodes from `from` up to but not `to`; work over sources can be shared out by such ranges. */
export interface NodeRange {
  readonly from: number;
  readonly to: number;
}

export interface BetweennessOptions {
  /** 'hops' if not given. */
  readonly lengths?: Lengths;
  /** The nodes at which paths begin; all if not given. */
  readonly sources?: NodeRange;
}

/**
 * How often each node lies between two others: over all pairs of others, the share of their
 * shortest paths that pass through it.
 *
 * Ends of a path are not between. An undirected pair counts once, a directed one for each
 * direction in which a path leads. Paths whose lengths differ by less than 10⁻¹⁰ of themselves
 * count as equally short. With `sources` the values are the part that paths from these nodes
 * contribute: the parts of ranges that cover all nodes once add up to the whole.
 *
 * @returns  One value a node, ≥ 0, at most the number of pairs of others; 0 without links.
 * @throws RangeError if the range of sources is none within the nodes.
 * @example
 * const path = createGraph({ nodeCount: 3, sources: [0, 1], targets: [1, 2] });
 * [...betweenness(path)] // → [0, 1, 0]
 * [...betweenness(path, { sources: { from: 0, to: 1 } })] // → [0, 0.5, 0]
 *
 * Cost: O(nodes × links) by hops, times log nodes by lengths. Source: Brandes (2001).
 */
export function betweenness(graph: Graph, options: BetweennessOptions = {}): Float64Array {
  const { lengths = 'hops', sources = { from: 0, to: graph.nodeCount } } = options;
  checkRange(graph, sources);
  const scores = lengths === 'hops' ? byHops(graph, sources) : byLengths(graph, sources, lengths);
  return graph.directed ? scores : scores.map((score) => score / 2);
}

export function checkRange({ nodeCount }: Graph, { from, to }: NodeRange): void {
  const whole = Number.isInteger(from) && Number.isInteger(to);
  if (!whole || from < 0 || to < from || to > nodeCount) {
    throw new RangeError(`There are nodes 0 to ${nodeCount - 1}, not ${from} up to ${to}.`);
  }
}

/**
 * Level by level, outwards to count the paths and back to sum what passes. Each node takes from all
 * its neighbours what they hand on; only those of the level before hand on anything, so that the
 * inner loops have no test, which costs more than the sum.
 */
function byHops(graph: Graph, sources: NodeRange): Float64Array {
  const { nodeCount } = graph;
  const levels = createLevels(graph);
  const { order, begins } = levels;
  const scores = new Float64Array(nodeCount);
  /** Both by the place in `order`. */
  const paths = new Float64Array(nodeCount);
  const passed = new Float64Array(nodeCount);
  /** By node. */
  const handed = new Float64Array(nodeCount);

  const gather = (
    { offsets, targets }: Links,
    begin: number,
    end: number,
    sums: Float64Array,
  ): void => {
    for (let at = begin; at < end; at++) {
      const last = offsets[order[at]! + 1]!;
      let sum = 0;
      for (let link = offsets[order[at]!]!; link < last; link++) sum += handed[targets[link]!]!;
      sums[at] = sum;
    }
  };
  const handOn = (level: number, values: Float64Array): void => {
    for (let at = begins[level]!; at < begins[level + 1]!; at++) handed[order[at]!] = values[at]!;
  };
  const handNothing = (level: number): void => {
    for (let at = begins[level]!; at < begins[level + 1]!; at++) handed[order[at]!] = 0;
  };

  for (let source = sources.from; source < sources.to; source++) {
    const deepest = levels.from(source);
    paths[0] = 1;
    for (let level = 1; level <= deepest; level++) {
      handOn(level - 1, paths);
      gather(graph.in, begins[level]!, begins[level + 1]!, paths);
      handNothing(level - 1);
    }
    for (let level = deepest; level > 0; level--) {
      const [begin, end] = [begins[level]!, begins[level + 1]!];
      gather(graph.out, begin, end, passed);
      for (let at = begin; at < end; at++) {
        const through = passed[at]! * paths[at]!;
        scores[order[at]!]! += through;
        passed[at] = (1 + through) / paths[at]!;
      }
      if (level < deepest) handNothing(level + 1);
      handOn(level, passed);
    }
    if (deepest > 0) handNothing(1);
  }
  return scores;
}

/** The nodes around a source by their distance in hops, and by number within one distance. */
function createLevels({ nodeCount, out: { offsets, targets } }: Graph) {
  // One more than can be found, since the place after the last is written to and not kept.
  const found = new Uint32Array(nodeCount + 1);
  const seen = new Uint8Array(nodeCount);
  const levelOf = new Uint32Array(nodeCount);
  const order = new Uint32Array(nodeCount);
  /** Where in `order` each level begins, and where the last ends. */
  const begins = new Uint32Array(nodeCount + 1);
  const next = new Uint32Array(nodeCount + 1);

  /** Fills `order` and `begins` and answers the number of the deepest level. */
  const from = (source: number): number => {
    found[0] = source;
    seen[source] = 1;
    let [head, reached, level] = [0, 1, 0];
    for (; head < reached; level++) {
      begins[level] = head;
      const end = reached;
      for (; head < end; head++) {
        const node = found[head]!;
        levelOf[node] = level;
        const last = offsets[node + 1]!;
        for (let link = offsets[node]!; link < last; link++) {
          const other = targets[link]!;
          found[reached] = other;
          reached += 1 - seen[other]!;
          seen[other] = 1;
        }
      }
    }
    begins[level] = reached;
    next.set(begins.subarray(0, level + 1));
    // In the order of their numbers the rows of a level are read forwards through the memory.
    for (let node = 0; node < nodeCount; node++) {
      if (seen[node] === 0) continue;
      order[next[levelOf[node]!]!++] = node;
      seen[node] = 0;
    }
    return level - 1;
  };
  return { order, begins, from };
}

function byLengths(graph: Graph, sources: NodeRange, lengths: Lengths): Float64Array {
  const { offsets, targets } = graph.out;
  const length = lengthsOf(graph.out, lengths);
  const { order, distance, from } = createSearch(graph, lengths);
  const scores = new Float64Array(graph.nodeCount);
  const paths = new Float64Array(graph.nodeCount);
  const pay = new Float64Array(graph.nodeCount);
  for (let source = sources.from; source < sources.to; source++) {
    const reached = from(source);
    for (let at = 0; at < reached; at++) paths[order[at]!] = 0;
    paths[source] = 1;
    for (let at = 0; at < reached; at++) {
      const node = order[at]!;
      for (let link = offsets[node]!; link < offsets[node + 1]!; link++) {
        const other = targets[link]!;
        if (isTight(distance[node]!, length[link]!, distance[other]!)) {
          paths[other]! += paths[node]!;
        }
      }
    }
    for (let at = reached - 1; at > 0; at--) {
      const node = order[at]!;
      let sum = 0;
      for (let link = offsets[node]!; link < offsets[node + 1]!; link++) {
        const other = targets[link]!;
        if (isTight(distance[node]!, length[link]!, distance[other]!)) sum += pay[other]!;
      }
      const through = sum * paths[node]!;
      scores[node]! += through;
      pay[node] = (1 + through) / paths[node]!;
    }
  }
  return scores;
}
