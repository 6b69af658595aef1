import { type Chance, chanceOf, shuffle } from './chance.ts';
import { bySize, type Partition } from './components.ts';
import { strengths } from './degree.ts';
import { type Graph, offsetsOf, undirected } from './graph.ts';
import { modularity } from './modularity.ts';

export interface Communities extends Partition {
  readonly modularity: number;
  /** Whether the last iteration raised the modularity by no more than the tolerance. */
  readonly converged: boolean;
  readonly iterations: number;
}

export interface CommunityOptions {
  /** The same seed gives the same communities. */
  readonly seed: number;
  /** 1 if not given; higher asks for smaller communities. */
  readonly resolution?: number;
  /** 10 if not given; each starts from what the one before it found. */
  readonly iterationsAtMost?: number;
  /** Of the modularity gained in one more iteration; 10⁻⁴ if not given. */
  readonly tolerance?: number;
}

/**
 * Communities: groups of nodes with more links among each other than chance would give, found by
 * raising the modularity. Each is connected. Directions are left aside; a node without links is a
 * community by itself.
 *
 * Many divisions may be nearly as good: another seed can give another one. What differs between
 * seeds should not be read as a finding.
 *
 * @throws RangeError if the resolution is not above 0 or there may be no iteration.
 * @example
 * const two = { nodeCount: 6, sources: [0, 0, 1, 3, 3, 4, 2], targets: [1, 2, 2, 4, 5, 5, 3] };
 * [...communities(createGraph(two), { seed: 1 }).partOf] // → [0, 0, 0, 1, 1, 1]
 *
 * Cost: near O(links × log nodes) an iteration. Source: Traag, Waltman & van Eck (2019), the
 * Leiden algorithm.
 */
export function communities(graph: Graph, options: CommunityOptions): Communities {
  const { seed, resolution = 1, iterationsAtMost = 10, tolerance = 1e-4 } = options;
  if (!(resolution > 0)) throw new RangeError(`The resolution is ${resolution}, not above 0.`);
  if (!(iterationsAtMost >= 1)) throw new RangeError('There must be one iteration at least.');
  const plain = undirected(graph);
  const chance = chanceOf(seed);
  const ground = groundOf(plain, resolution);
  let best: Uint32Array = Uint32Array.from({ length: graph.nodeCount }, (_, node) => node);
  let quality = modularity(plain, best, resolution);
  let [converged, iterations] = [false, 0];
  while (!converged && iterations < iterationsAtMost) {
    iterations++;
    const found = iterate(ground, best, chance);
    const reached = modularity(plain, found, resolution);
    converged = reached <= quality + tolerance;
    if (reached > quality) [best, quality] = [found, reached];
  }
  const { partOf, parts } = renumbered(best);
  return { ...bySize(partOf, parts), modularity: quality, converged, iterations };
}

/** A network whose nodes are the nodes, or the communities, of the one below it. */
interface Level {
  readonly count: number;
  readonly offsets: Uint32Array;
  readonly targets: Uint32Array;
  readonly weights: Float64Array;
  readonly strength: Float64Array;
  /** What chance would put between two nodes is this times both their strengths. */
  readonly expected: number;
  /** A weight that matters: the mean of those at the ground. */
  readonly meanWeight: number;
}

function groundOf(graph: Graph, resolution: number): Level {
  const strength = strengths(graph);
  const all = strength.reduce((sum, one) => sum + one, 0);
  return {
    count: graph.nodeCount,
    ...graph.out,
    strength,
    expected: all === 0 ? 0 : resolution / all,
    meanWeight: all === 0 ? 1 : all / graph.out.weights.length,
  };
}

/** Moves, refines and draws together until the communities are the nodes of a level. */
function iterate(ground: Level, start: Uint32Array, chance: Chance): Uint32Array {
  let level = ground;
  let communityOf = renumbered(start).partOf;
  /** For each node of the ground, the node of the level that it is part of. */
  let place = Uint32Array.from(start, (_, node) => node);
  for (;;) {
    moveNodes(level, communityOf, chance);
    const moved = renumbered(communityOf);
    if (moved.parts === level.count) return place.map((node) => moved.partOf[node]!);
    let refined = renumbered(refine(level, moved.partOf, moved.parts, chance));
    if (refined.parts === level.count) refined = moved;
    const above = new Uint32Array(refined.parts);
    for (let node = 0; node < level.count; node++) {
      above[refined.partOf[node]!] = moved.partOf[node]!;
    }
    place = place.map((node) => refined.partOf[node]!);
    level = drawTogether(level, refined.partOf, refined.parts);
    communityOf = above;
  }
}

/** Communities numbered from 0 in the order in which they appear. */
function renumbered(communityOf: Uint32Array): { partOf: Uint32Array; parts: number } {
  const numbers = new Int32Array(communityOf.length).fill(-1);
  let parts = 0;
  const partOf = communityOf.map((community) => {
    if (numbers[community]! < 0) numbers[community] = parts++;
    return numbers[community]!;
  });
  return { partOf, parts };
}

/** The weight from one node to each community around it, gathered without a map. */
function createNeighbourhood(count: number) {
  const weight = new Float64Array(count);
  const seen = new Uint8Array(count);
  const list = new Uint32Array(count);
  let filled = 0;
  return {
    weight,
    list,
    add(community: number, more: number): void {
      if (seen[community] === 0) {
        seen[community] = 1;
        list[filled++] = community;
      }
      weight[community]! += more;
    },
    size: () => filled,
    clear(): void {
      for (let at = 0; at < filled; at++) {
        weight[list[at]!] = 0;
        seen[list[at]!] = 0;
      }
      filled = 0;
    },
  };
}

/** Moves single nodes to the community that gains most, until none gains; changes `communityOf`. */
function moveNodes(level: Level, communityOf: Uint32Array, chance: Chance): void {
  const { count, offsets, targets, weights, strength, expected, meanWeight } = level;
  const least = 1e-10 * meanWeight;
  const together = new Float64Array(count);
  const sizes = new Uint32Array(count);
  for (let node = 0; node < count; node++) {
    together[communityOf[node]!]! += strength[node]!;
    sizes[communityOf[node]!]!++;
  }
  const empty: number[] = [];
  for (let community = 0; community < count; community++) {
    if (sizes[community] === 0) empty.push(community);
  }
  const queue = Uint32Array.from({ length: count }, (_, node) => node);
  shuffle(queue, chance);
  const queued = new Uint8Array(count).fill(1);
  const around = createNeighbourhood(count);
  let [head, waiting] = [0, count];
  while (waiting > 0) {
    const node = queue[head]!;
    head = head + 1 === count ? 0 : head + 1;
    waiting--;
    queued[node] = 0;
    const own = communityOf[node]!;
    const end = offsets[node + 1]!;
    for (let at = offsets[node]!; at < end; at++) {
      around.add(communityOf[targets[at]!]!, weights[at]!);
    }
    const pull = expected * strength[node]!;
    together[own]! -= strength[node]!;
    sizes[own]!--;
    let best = own;
    let gain = sizes[own] === 0 ? 0 : around.weight[own]! - pull * together[own]!;
    if (gain < -least) {
      best = empty.at(-1)!;
      gain = 0;
    }
    for (let at = 0; at < around.size(); at++) {
      const community = around.list[at]!;
      const theirs = around.weight[community]! - pull * together[community]!;
      if (theirs > gain + least) [best, gain] = [community, theirs];
    }
    around.clear();
    if (best !== own) {
      if (sizes[best] === 0) empty.pop();
      if (sizes[own] === 0) empty.push(own);
      communityOf[node] = best;
      for (let at = offsets[node]!; at < end; at++) {
        const other = targets[at]!;
        if (queued[other] === 1 || communityOf[other] === best) continue;
        queued[other] = 1;
        const tail = head + waiting++;
        queue[tail < count ? tail : tail - count] = other;
      }
    }
    together[best]! += strength[node]!;
    sizes[best]!++;
  }
}

/** How far chance may prefer a lesser gain, in weights that matter. */
const LENIENCE = 0.01;

/**
 * Divides each community into parts that are well tied to the rest of it: single nodes join a part
 * with a chance that grows with the gain.
 */
function refine(
  level: Level,
  communityOf: Uint32Array,
  communityCount: number,
  chance: Chance,
): Uint32Array {
  const { count, offsets, targets, weights, strength, expected, meanWeight } = level;
  const whole = new Float64Array(communityCount);
  for (let node = 0; node < count; node++) whole[communityOf[node]!]! += strength[node]!;
  const partOf = Uint32Array.from({ length: count }, (_, node) => node);
  const together = strength.slice();
  const alone = new Uint8Array(count).fill(1);
  /** The weight from each part to the rest of its community. */
  const ties = new Float64Array(count);
  for (let node = 0; node < count; node++) {
    for (let at = offsets[node]!; at < offsets[node + 1]!; at++) {
      if (communityOf[targets[at]!] === communityOf[node]) ties[node]! += weights[at]!;
    }
  }
  const wellTied = (part: number, community: number) =>
    ties[part]! >= expected * together[part]! * (whole[community]! - together[part]!);
  const around = createNeighbourhood(count);
  const gains = new Float64Array(count);
  const order = partOf.slice();
  shuffle(order, chance);
  for (const node of order) {
    const community = communityOf[node]!;
    if (alone[node] === 0 || !wellTied(node, community)) continue;
    for (let at = offsets[node]!; at < offsets[node + 1]!; at++) {
      const other = targets[at]!;
      if (communityOf[other] === community) around.add(partOf[other]!, weights[at]!);
    }
    const pull = expected * strength[node]!;
    let most = 0;
    for (let at = 0; at < around.size(); at++) {
      const part = around.list[at]!;
      const gain = around.weight[part]! - pull * together[part]!;
      gains[at] = gain >= 0 && wellTied(part, community) ? gain : -1;
      most = Math.max(most, gain);
    }
    const odds = (gain: number) =>
      gain < 0 ? 0 : Math.exp((gain - most) / (LENIENCE * meanWeight));
    let all = odds(0);
    for (let at = 0; at < around.size(); at++) all += odds(gains[at]!);
    let left = chance() * all - odds(0);
    for (let at = 0; left >= 0 && at < around.size(); at++) {
      left -= odds(gains[at]!);
      if (left >= 0) continue;
      const part = around.list[at]!;
      ties[part]! += ties[node]! - 2 * around.weight[part]!;
      together[part]! += strength[node]!;
      partOf[node] = part;
      alone[node] = 0;
      alone[part] = 0;
    }
    around.clear();
  }
  return partOf;
}

/** Each part becomes one node; what lies inside it lives on in its strength alone. */
function drawTogether(level: Level, partOf: Uint32Array, parts: number): Level {
  const begins = offsetsOf(parts, partOf);
  const next = begins.slice();
  const members = new Uint32Array(level.count);
  for (let node = 0; node < level.count; node++) members[next[partOf[node]!]!++] = node;
  const offsets = new Uint32Array(parts + 1);
  const targets = new Uint32Array(level.targets.length);
  const weights = new Float64Array(level.targets.length);
  const strength = new Float64Array(parts);
  const around = createNeighbourhood(parts);
  let filled = 0;
  for (let part = 0; part < parts; part++) {
    for (let at = begins[part]!; at < begins[part + 1]!; at++) {
      const node = members[at]!;
      strength[part]! += level.strength[node]!;
      for (let link = level.offsets[node]!; link < level.offsets[node + 1]!; link++) {
        const other = partOf[level.targets[link]!]!;
        if (other !== part) around.add(other, level.weights[link]!);
      }
    }
    for (let at = 0; at < around.size(); at++) {
      targets[filled] = around.list[at]!;
      weights[filled++] = around.weight[around.list[at]!]!;
    }
    around.clear();
    offsets[part + 1] = filled;
  }
  return {
    ...level,
    count: parts,
    offsets,
    targets: targets.slice(0, filled),
    weights: weights.slice(0, filled),
    strength,
  };
}
