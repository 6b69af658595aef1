import { chanceOf } from './chance.ts';
import type { Graph, Links } from './graph.ts';

export interface SampledBetweenness {
  /** As `betweenness` counts: the estimate and the bounds between which the exact value lies. */
  readonly values: Float64Array;
  readonly low: Float64Array;
  readonly high: Float64Array;
  /** Paths drawn. */
  readonly samples: number;
  /** The widest distance of a bound from its estimate, as a share of all pairs of nodes. */
  readonly error: number;
  /** Whether `error` came down to what was asked before the most paths were drawn. */
  readonly converged: boolean;
}

export interface SamplingOptions {
  readonly seed: number;
  /** The error to reach, as a share of all pairs of nodes; .01 if not given. */
  readonly error?: number;
  /** How likely all bounds may fail together at most; .05 if not given. */
  readonly risk?: number;
  readonly samplesAtMost?: number;
}

const FIRST_ROUND = 1_000;
/** How many paths there are after a round to those before it. */
const GROWTH = 1.5;

/**
 * Estimates how often each node lies between two others by drawing pairs and one of their shortest
 * paths (by hops), each with the same chance.
 *
 * Draws until no bound is farther from its estimate than `error`, looking now and then.
 * The bounds hold for all nodes together with a probability of 1 − `risk`: each is the interval of
 * Hoeffding and Chernoff for a share, with the risk divided by nodes, sides and looks. They are
 * far narrower for nodes that are seldom between.
 *
 * @throws RangeError if `error` or `risk` is not above 0 and below 1, or there may be no sample.
 * @example
 * const star = createGraph({ nodeCount: 4, sources: [0, 0, 0], targets: [1, 2, 3] });
 * const { values, low, high } = sampledBetweenness(star, { seed: 1 });
 * [low[0] <= 3 && 3 <= high[0], values[1]] // → [true, 0]
 *
 * Cost: a path is found from both ends, by about √links on networks with short paths. Source:
 * Riondato & Kornaropoulos (2014) for the estimator; Borassi & Natale (2016) for searching from
 * both ends and stopping early; Hoeffding (1963), theorem 1, for the bounds.
 */
export function sampledBetweenness(graph: Graph, options: SamplingOptions): SampledBetweenness {
  const { seed, error = 0.01, risk = 0.05, samplesAtMost = 2 ** 24 } = options;
  for (const share of [error, risk]) {
    if (!(share > 0 && share < 1)) throw new RangeError(`${share} is not between 0 and 1.`);
  }
  if (!(samplesAtMost >= 1)) throw new RangeError('At least one path must be drawn.');
  const { nodeCount } = graph;
  const counts = new Uint32Array(nodeCount);
  const chance = chanceOf(seed);
  const draw = pathDrawer(graph, chance);
  const looks =
    1 + Math.ceil(Math.log(Math.max(1, samplesAtMost / FIRST_ROUND)) / Math.log(GROWTH));
  const evidence = Math.log((2 * Math.max(1, nodeCount) * looks) / risk);
  let samples = 0;
  let widest = nodeCount < 3 ? 0 : 1;
  for (let round = FIRST_ROUND; widest > error && samples < samplesAtMost; round *= GROWTH) {
    for (; samples < Math.min(round, samplesAtMost); samples++) {
      const source = Math.floor(chance() * nodeCount);
      const other = Math.floor(chance() * (nodeCount - 1));
      draw(source, other < source ? other : other + 1, counts);
    }
    widest = widestOf(counts, samples, evidence);
  }
  const pairs = (nodeCount * (nodeCount - 1)) / (graph.directed ? 1 : 2);
  const bounds = boundsByCount(samples, evidence);
  const scaled = (share: (count: number) => number) =>
    Float64Array.from(counts, (count) => (samples === 0 ? 0 : share(count) * pairs));
  return {
    values: scaled((count) => count / samples),
    low: scaled((count) => bounds(count).low),
    high: scaled((count) => bounds(count).high),
    samples,
    error: widest,
    converged: widest <= error,
  };
}

function widestOf(counts: Uint32Array, samples: number, evidence: number): number {
  const bounds = boundsByCount(samples, evidence);
  let widest = 0;
  for (const count of counts) {
    const { low, high } = bounds(count);
    widest = Math.max(widest, high - count / samples, count / samples - low);
  }
  return widest;
}

/** Few counts are different, so each is worked out once. */
function boundsByCount(samples: number, evidence: number) {
  const known = new Map<number, { readonly low: number; readonly high: number }>();
  return (count: number) => {
    let bounds = known.get(count);
    if (bounds === undefined) {
      const share = count / samples;
      bounds = {
        low: farthest(share, 0, evidence / samples),
        high: farthest(share, 1, evidence / samples),
      };
      known.set(count, bounds);
    }
    return bounds;
  };
}

/** The share farthest towards `end` under which the one seen is not too unlikely; by halving. */
function farthest(seen: number, end: 0 | 1, divergenceAtMost: number): number {
  if (seen === end) return end;
  let [near, far] = [seen, end as number];
  for (let step = 0; step < 50; step++) {
    const middle = (near + far) / 2;
    if (divergence(seen, middle) <= divergenceAtMost) near = middle;
    else far = middle;
  }
  return far;
}

/** Of Kullback and Leibler, between two shares. */
function divergence(seen: number, assumed: number): number {
  const part = (a: number, b: number) => (a === 0 ? 0 : a * Math.log(a / b));
  return part(seen, assumed) + part(1 - seen, 1 - assumed);
}

/** One end's half of a search: what it has reached, level by level, and by how many paths. */
interface Side {
  readonly links: Links;
  readonly back: Links;
  readonly level: Int32Array;
  readonly paths: Float64Array;
  readonly order: Uint32Array;
  reached: number;
  /** Where the outermost level begins in `order`. */
  begin: number;
  depth: number;
}

function sideOf(nodeCount: number, links: Links, back: Links): Side {
  return {
    links,
    back,
    level: new Int32Array(nodeCount).fill(-1),
    paths: new Float64Array(nodeCount),
    order: new Uint32Array(nodeCount),
    reached: 0,
    begin: 0,
    depth: 0,
  };
}

/** Draws one shortest path from a node to another and counts the nodes between them. */
function pathDrawer(graph: Graph, chance: () => number) {
  const { nodeCount } = graph;
  const forward = sideOf(nodeCount, graph.out, graph.in);
  const backward = sideOf(nodeCount, graph.in, graph.out);

  return (source: number, target: number, counts: Uint32Array): void => {
    start(forward, source);
    start(backward, target);
    for (;;) {
      const [smaller, other] =
        workAhead(forward) <= workAhead(backward) ? [forward, backward] : [backward, forward];
      if (smaller.begin === smaller.reached) return;
      if (grow(smaller, other)) break;
    }
    const meeting = pickMeeting(forward, backward, chance);
    count(forward, meeting, source);
    count(backward, meeting, target);
    if (meeting !== source && meeting !== target) counts[meeting]!++;

    /** Walks back from the meeting to the end, each step by its share of the paths. */
    function count(side: Side, from: number, end: number): void {
      for (let node = from; node !== end; ) {
        const { offsets, targets } = side.back;
        const above = side.level[node]! - 1;
        let left = chance() * side.paths[node]!;
        let chosen = -1;
        for (let at = offsets[node]!; at < offsets[node + 1]! && left >= 0; at++) {
          if (side.level[targets[at]!] !== above) continue;
          chosen = targets[at]!;
          left -= side.paths[chosen]!;
        }
        node = chosen;
        if (node !== end) counts[node]!++;
      }
    }
  };
}

function start(side: Side, node: number): void {
  for (let at = 0; at < side.reached; at++) side.level[side.order[at]!] = -1;
  side.order[0] = node;
  side.level[node] = 0;
  side.paths[node] = 1;
  side.reached = 1;
  side.begin = 0;
  side.depth = 0;
}

/** How many links the next level would follow. */
function workAhead({ order, begin, reached, links: { offsets } }: Side): number {
  let work = 0;
  for (let at = begin; at < reached; at++) {
    work += offsets[order[at]! + 1]! - offsets[order[at]!]!;
  }
  return work;
}

/** Goes one level farther; true if the new level touches what the other side has reached. */
function grow(side: Side, other: Side): boolean {
  const { order, level, paths, links } = side;
  const [begin, end] = [side.begin, side.reached];
  const below = ++side.depth;
  let met = false;
  for (let head = begin; head < end; head++) {
    const node = order[head]!;
    for (let at = links.offsets[node]!; at < links.offsets[node + 1]!; at++) {
      const next = links.targets[at]!;
      if (level[next] === below) paths[next]! += paths[node]!;
      else if (level[next]! < 0) {
        level[next] = below;
        paths[next] = paths[node]!;
        order[side.reached++] = next;
        if (other.level[next]! >= 0) met = true;
      }
    }
  }
  side.begin = end;
  return met;
}

/**
 * Every shortest path crosses exactly one node of the forward side's outermost level that the
 * backward side has reached at its own outermost; it is drawn by the number of paths through it.
 */
function pickMeeting(forward: Side, backward: Side, chance: () => number): number {
  const through = (node: number) =>
    backward.level[node] === backward.depth ? forward.paths[node]! * backward.paths[node]! : 0;
  let all = 0;
  for (let at = forward.begin; at < forward.reached; at++) all += through(forward.order[at]!);
  let left = chance() * all;
  let chosen = -1;
  for (let at = forward.begin; at < forward.reached && left >= 0; at++) {
    const share = through(forward.order[at]!);
    if (share === 0) continue;
    chosen = forward.order[at]!;
    left -= share;
  }
  return chosen;
}
