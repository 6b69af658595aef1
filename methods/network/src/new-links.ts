import { chanceOf, shuffle } from './chance.ts';
import { components } from './components.ts';
import { type Graph, undirected } from './graph.ts';
import { countGroups, type Groups } from './groups.ts';
import { createSearch } from './shortest-paths.ts';

/** What one link more would do by itself. */
export interface NewLink {
  readonly source: number;
  readonly target: number;
  /**
   * By how much the efficiency of the network would rise: the mean over all pairs of one divided
   * by their distance in steps, 0 for those who cannot reach each other.
   */
  readonly gain: number;
  /** Pairs that could reach each other and cannot today. */
  readonly pairsJoined: number;
}

export interface NewLinkOptions {
  /** The nodes among which links are thought of; each pair that has no link is looked at. */
  readonly among: ArrayLike<number>;
  /** If given, only pairs of different groups (regions) are looked at. */
  readonly groupOf?: Groups;
  /** How many links to answer; 20 if not given. */
  readonly best?: number;
  /** Nodes from which distances are taken; all if not given, else so many drawn by `seed`. */
  readonly pivots?: number;
  readonly seed?: number;
}

/**
 * Which new links would bring the network together most, each by itself.
 *
 * With `pivots` the gain is estimated from the distances of so many nodes to all; the order of
 * links whose gains differ little is then not to be relied on. Directions and weights are left
 * aside. Ties go to the lower source, then the lower target.
 *
 * @returns  At most `best` links by falling gain, source < target.
 * @throws RangeError if `among` names no node, or there may be no pivot.
 * @example
 * const two = createGraph({ nodeCount: 6, sources: [0, 1, 3, 4], targets: [1, 2, 4, 5] });
 * const [first] = newLinks(two, { among: [0, 1, 3, 4], best: 1 });
 * [first.source, first.target, first.gain.toFixed(4), first.pairsJoined]
 *   // → [1, 4, '0.2889', 9]
 *
 * Cost: O((pivots + among) × links + pairs among × pivots × nodes); memory nodes × (pivots +
 * among) × 4 bytes. Source: efficiency is that of Latora & Marchiori (2001).
 */
export function newLinks(graph: Graph, options: NewLinkOptions): readonly NewLink[] {
  const { groupOf, best = 20, seed = 1 } = options;
  const plain = undirected(graph);
  const { nodeCount } = plain;
  if (groupOf !== undefined) countGroups(nodeCount, groupOf);
  const among = Uint32Array.from(new Set(Array.from(options.among))).sort();
  for (const node of Array.from(options.among)) {
    if (!(Number.isInteger(node) && node >= 0 && node < nodeCount)) {
      throw new RangeError(`There are nodes 0 to ${nodeCount - 1}, not ${node}.`);
    }
  }
  const pivots = pivotsOf(nodeCount, options.pivots ?? nodeCount, seed);
  const steps = stepsFrom(plain);
  const fromPivots = Array.from(pivots, steps);
  const fromEnds = new Map(Array.from(among, (node) => [node, steps(node)]));
  const { partOf, sizes } = components(plain);
  const found: NewLink[] = [];
  for (const source of among) {
    for (const target of among) {
      if (target <= source || fromEnds.get(source)![target] === 1) continue;
      if (groupOf !== undefined && groupOf[source] === groupOf[target]) continue;
      let sum = 0;
      for (const far of fromPivots) {
        const [near, other] = far[source]! <= far[target]! ? [source, target] : [target, source];
        sum += gainFrom(far, far[near]! + 1, far[other]!, fromEnds.get(other)!);
      }
      const [own, theirs] = [partOf[source]!, partOf[target]!];
      found.push({
        source,
        target,
        gain: sum / (pivots.length * (nodeCount - 1)),
        pairsJoined: own === theirs ? 0 : sizes[own]! * sizes[theirs]!,
      });
    }
  }
  return found
    .sort((a, b) => b.gain - a.gain || a.source - b.source || a.target - b.target)
    .slice(0, best);
}

function pivotsOf(nodeCount: number, count: number, seed: number): Uint32Array {
  if (!(count >= 1) && nodeCount > 0) throw new RangeError(`There cannot be ${count} pivots.`);
  const nodes = Uint32Array.from({ length: nodeCount }, (_, node) => node);
  if (count < nodeCount) shuffle(nodes, chanceOf(seed));
  return nodes.subarray(0, count);
}

const FAR = Infinity;

function stepsFrom(graph: Graph): (node: number) => Float32Array {
  const { order, distance, from } = createSearch(graph, 'hops');
  return (node) => {
    const steps = new Float32Array(graph.nodeCount).fill(FAR);
    const reached = from(node);
    for (let at = 0; at < reached; at++) steps[order[at]!] = distance[order[at]!]!;
    return steps;
  };
}

/** What one node gains by reaching all others over a link whose far end is `crossing` steps away. */
function gainFrom(
  far: Float32Array,
  crossing: number,
  today: number,
  fromEnd: Float32Array,
): number {
  if (!(crossing < today)) return 0;
  let gain = 0;
  for (let node = 0; node < far.length; node++) {
    const over = crossing + fromEnd[node]!;
    if (over < far[node]!) gain += 1 / over - 1 / far[node]!;
  }
  return gain;
}
