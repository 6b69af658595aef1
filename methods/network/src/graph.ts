/** The links that leave (or reach) each node, row by row: node n has those in [offsets[n], offsets[n + 1]). */
export interface Links {
  /** One more than there are nodes. */
  readonly offsets: Uint32Array;
  /** The other end of each link; ascending in a row, none twice, never the node itself. */
  readonly targets: Uint32Array;
  /** In the order of `targets`, each > 0. */
  readonly weights: Float64Array;
}

/**
 * A network as the measures read it. Nodes are numbered from 0. Every link stands once for each
 * direction in which it can be followed: an undirected one twice.
 */
export interface Graph {
  readonly nodeCount: number;
  /** Pairs of nodes that are linked; in a directed network ordered pairs. */
  readonly linkCount: number;
  readonly directed: boolean;
  /** By the node a link leaves. */
  readonly out: Links;
  /** By the node a link reaches; in an undirected network the same object as `out`. */
  readonly in: Links;
  /** Given links that were added to an earlier one between the same two nodes. */
  readonly duplicates: number;
  /** Given links from a node to itself: they join nobody to anybody, and no measure sees them. */
  readonly selfLoops: number;
}

export interface GraphInput {
  readonly nodeCount: number;
  /** One entry a link, each a node. */
  readonly sources: ArrayLike<number>;
  readonly targets: ArrayLike<number>;
  /** Of any unit, each > 0; 1 each if not given. More means nearer or more often. */
  readonly weights?: ArrayLike<number>;
  /** False if not given. */
  readonly directed?: boolean;
}

/**
 * Builds a network out of a list of links.
 *
 * Links between the same two nodes become one with the sum of their weights. Self loops are left
 * out and counted. A network may have no link, and no node.
 *
 * @param input  `nodeCount` nodes; `sources`, `targets` and `weights` of one length.
 * @throws RangeError if the lists differ in length, a link names no node, or a weight is not a
 *         finite number above 0; the message names the place in the list, counted from 0.
 * @example createGraph({ nodeCount: 3, sources: [0, 1, 1], targets: [1, 0, 1] }).linkCount // → 1
 * @example [...createGraph({ nodeCount: 2, sources: [0, 1], targets: [1, 0] }).out.weights]
 *   // → [2, 2]
 * @example createGraph({ nodeCount: 1, sources: [0], targets: [1] }) // → throws RangeError
 *
 * Cost: O(nodes + links).
 */
export function createGraph(input: GraphInput): Graph {
  const { nodeCount, sources, targets, directed = false } = input;
  const weights = input.weights ?? new Float64Array(sources.length).fill(1);
  checkInput(nodeCount, sources, targets, weights);
  let arcCount = 0;
  for (let at = 0; at < sources.length; at++) if (sources[at] !== targets[at]) arcCount++;
  const selfLoops = sources.length - arcCount;
  const given = arcCount;
  if (!directed) arcCount *= 2;
  const arcs = arcsOf(arcCount);
  let filled = 0;
  const add = (from: number, to: number, weight: number) => {
    arcs.from[filled] = from;
    arcs.to[filled] = to;
    arcs.weight[filled++] = weight;
  };
  for (let at = 0; at < sources.length; at++) {
    if (sources[at] === targets[at]) continue;
    add(sources[at]!, targets[at]!, weights[at]!);
    if (!directed) add(targets[at]!, sources[at]!, weights[at]!);
  }
  const out = rowsOf(nodeCount, sortedBy(nodeCount, sortedBy(nodeCount, arcs, 'to'), 'from'));
  const linkCount = directed ? out.targets.length : out.targets.length / 2;
  const duplicates = given - linkCount;
  const reached = directed ? transposed(nodeCount, out) : out;
  return { nodeCount, linkCount, directed, out, in: reached, duplicates, selfLoops };
}

function checkInput(
  nodeCount: number,
  sources: ArrayLike<number>,
  targets: ArrayLike<number>,
  weights: ArrayLike<number>,
): void {
  if (!Number.isInteger(nodeCount) || nodeCount < 0 || nodeCount >= 2 ** 31) {
    throw new RangeError(`The count of nodes is ${nodeCount}, not a whole number ≥ 0.`);
  }
  if (targets.length !== sources.length || weights.length !== sources.length) {
    throw new RangeError(
      `There are ${sources.length} sources, ${targets.length} targets and ${weights.length} weights.`,
    );
  }
  const isNode = (node: number) => Number.isInteger(node) && node >= 0 && node < nodeCount;
  for (let at = 0; at < sources.length; at++) {
    if (!isNode(sources[at]!) || !isNode(targets[at]!)) {
      throw new RangeError(
        `Link ${at} joins ${sources[at]} and ${targets[at]}; nodes are 0 to ${nodeCount - 1}.`,
      );
    }
    if (!(weights[at]! > 0 && weights[at]! < Infinity)) {
      throw new RangeError(`Link ${at} has the weight ${weights[at]}, not a number above 0.`);
    }
  }
}

interface Arcs {
  readonly from: Uint32Array;
  readonly to: Uint32Array;
  readonly weight: Float64Array;
}

function arcsOf(count: number): Arcs {
  return {
    from: new Uint32Array(count),
    to: new Uint32Array(count),
    weight: new Float64Array(count),
  };
}

/** Stable, so that sorting by the one end and then by the other leaves every row in order. */
function sortedBy(nodeCount: number, arcs: Arcs, end: 'from' | 'to'): Arcs {
  const keys = arcs[end];
  const next = offsetsOf(nodeCount, keys);
  const sorted = arcsOf(keys.length);
  for (let at = 0; at < keys.length; at++) {
    const place = next[keys[at]!]!++;
    sorted.from[place] = arcs.from[at]!;
    sorted.to[place] = arcs.to[at]!;
    sorted.weight[place] = arcs.weight[at]!;
  }
  return sorted;
}

/** Where the row of each node begins if each key is one entry of its node's row. */
export function offsetsOf(nodeCount: number, keys: ArrayLike<number>): Uint32Array {
  const offsets = new Uint32Array(nodeCount + 1);
  for (let at = 0; at < keys.length; at++) offsets[keys[at]! + 1]!++;
  for (let node = 0; node < nodeCount; node++) offsets[node + 1]! += offsets[node]!;
  return offsets;
}

/** Arcs of the same two ends lie side by side and become one. */
function rowsOf(nodeCount: number, { from, to, weight }: Arcs): Links {
  let kept = 0;
  for (let at = 0; at < from.length; at++) {
    if (kept > 0 && from[kept - 1] === from[at] && to[kept - 1] === to[at]) {
      weight[kept - 1]! += weight[at]!;
      continue;
    }
    from[kept] = from[at]!;
    to[kept] = to[at]!;
    weight[kept++] = weight[at]!;
  }
  const offsets = offsetsOf(nodeCount, from.subarray(0, kept));
  return { offsets, targets: to.slice(0, kept), weights: weight.slice(0, kept) };
}

/** For each entry of the rows, the node whose row it stands in. */
function ownersOf({ offsets, targets }: Links): Uint32Array {
  const owners = new Uint32Array(targets.length);
  for (let node = 0; node + 1 < offsets.length; node++) {
    owners.fill(node, offsets[node]!, offsets[node + 1]!);
  }
  return owners;
}

function transposed(nodeCount: number, links: Links): Links {
  const arcs = { from: links.targets, to: ownersOf(links), weight: links.weights };
  const { from, to, weight } = sortedBy(nodeCount, arcs, 'from');
  return { offsets: offsetsOf(nodeCount, from), targets: to, weights: weight };
}

/**
 * The same network without directions: two nodes are linked if either has a link to the other, by
 * the sum of both weights. An undirected network is handed back as it is.
 *
 * @example
 * const arrows = createGraph({ nodeCount: 2, sources: [0, 1], targets: [1, 0], directed: true });
 * undirected(arrows).linkCount // → 1
 *
 * Cost: O(nodes + links).
 */
export function undirected(graph: Graph): Graph {
  if (!graph.directed) return graph;
  const { nodeCount, out } = graph;
  return createGraph({
    nodeCount,
    sources: ownersOf(out),
    targets: out.targets,
    weights: out.weights,
  });
}

export interface LinkList {
  readonly sources: Uint32Array;
  readonly targets: Uint32Array;
  readonly weights: Float64Array;
}

/**
 * The links of a network as lists, each once: an undirected one from its lower to its higher node,
 * in the order of their nodes.
 *
 * @example
 * const { sources, targets } = linksOf(createGraph({ nodeCount: 3, sources: [2, 1], targets: [0, 0] }));
 * [...sources, ...targets] // → [0, 0, 1, 2]
 *
 * Cost: O(nodes + links).
 */
export function linksOf({ directed, linkCount, nodeCount, out }: Graph): LinkList {
  const links = arcsOf(linkCount);
  let filled = 0;
  for (let node = 0; node < nodeCount; node++) {
    for (let at = out.offsets[node]!; at < out.offsets[node + 1]!; at++) {
      if (!directed && out.targets[at]! < node) continue;
      links.from[filled] = node;
      links.to[filled] = out.targets[at]!;
      links.weight[filled++] = out.weights[at]!;
    }
  }
  return { sources: links.from, targets: links.to, weights: links.weight };
}
