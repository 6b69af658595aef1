import { type Chance, chanceOf } from './chance.ts';
import { degrees } from './degree.ts';
import { createGraph, type Graph, linksOf, undirected } from './graph.ts';
import { communities } from './leiden.ts';
import { createQuadtree } from './quadtree.ts';

/** Where each node is drawn, within a circle of radius 1 around (0, 0). */
export interface Layout {
  readonly x: Float64Array;
  readonly y: Float64Array;
}

export interface LayoutOptions {
  /** The same seed draws the same picture. */
  readonly seed: number;
  /** 100 if not given. */
  readonly iterations?: number;
}

/** Networks of at most so many nodes begin at places of chance; larger ones by communities. */
const SMALL = 50;

/**
 * Places the nodes of a network for drawing: links pull their ends together, all nodes push each
 * other away, the more so the more links they have, and a weak pull to the middle holds parts
 * together that are not linked.
 *
 * Communities are placed first, and their nodes around them, so that few iterations do. Nearness
 * in the picture says little about single nodes; what is measured stands in the measures.
 * Directions are left aside; a weight pulls by its logarithm.
 *
 * @throws RangeError if the iterations are not a whole number ≥ 1.
 * @example
 * const pair = createGraph({ nodeCount: 2, sources: [0], targets: [1] });
 * const { x, y } = layout(pair, { seed: 1 });
 * Math.hypot(x[0], y[0]).toFixed(6) // → '1.000000'
 *
 * Cost: O(nodes × log nodes + links) an iteration. Source: Jacomy, Venturini, Heymann & Bastian
 * (2014), ForceAtlas2, with its speeds; Barnes & Hut (1986) for the pushes.
 */
export function layout(graph: Graph, options: LayoutOptions): Layout {
  const { seed, iterations = 100 } = options;
  if (!Number.isInteger(iterations) || iterations < 1) {
    throw new RangeError(`There cannot be ${iterations} iterations.`);
  }
  const plain = undirected(graph);
  const chance = chanceOf(seed);
  const places = startOf(plain, seed, iterations, chance);
  settle(plain, places, iterations);
  return inCircle(places);
}

function startOf(graph: Graph, seed: number, iterations: number, chance: Chance): Layout {
  const { nodeCount } = graph;
  const x = new Float64Array(nodeCount);
  const y = new Float64Array(nodeCount);
  const scatter = (node: number, aroundX: number, aroundY: number, radius: number) => {
    const angle = 2 * Math.PI * chance();
    const away = radius * Math.sqrt(chance());
    x[node] = aroundX + away * Math.cos(angle);
    y[node] = aroundY + away * Math.sin(angle);
  };
  const wide = Math.sqrt(nodeCount);
  const { partOf, sizes } = communities(graph, { seed, iterationsAtMost: 1 });
  if (nodeCount <= SMALL || sizes.length > nodeCount / 2) {
    for (let node = 0; node < nodeCount; node++) scatter(node, 0, 0, wide);
    return { x, y };
  }
  const links = linksOf(graph);
  const between = createGraph({
    nodeCount: sizes.length,
    sources: Uint32Array.from(links.sources, (node) => partOf[node]!),
    targets: Uint32Array.from(links.targets, (node) => partOf[node]!),
    weights: links.weights,
  });
  const centres = layout(between, { seed, iterations });
  for (let node = 0; node < nodeCount; node++) {
    const part = partOf[node]!;
    const radius = Math.sqrt(sizes[part]!) / 2;
    scatter(node, wide * centres.x[part]!, wide * centres.y[part]!, radius);
  }
  return { x, y };
}

/** How much a node may sway before it is slowed down. */
const TOLERANCE = 1;
/** Of the distance, as links pull: isolated nodes come to lie around the rest and not far away. */
const GRAVITY = 0.3;

function settle(graph: Graph, { x, y }: Layout, iterations: number): void {
  const { nodeCount } = graph;
  const mass = degrees(graph).map((degree) => degree + 1);
  const tree = createQuadtree(x, y, mass);
  const pull = pullsOf(graph);
  const { offsets, targets } = graph.out;
  const [forceX, forceY] = [new Float64Array(nodeCount), new Float64Array(nodeCount)];
  const [lastX, lastY] = [new Float64Array(nodeCount), new Float64Array(nodeCount)];
  const swaying = new Float64Array(nodeCount);
  const push = { x: 0, y: 0 };
  let speed = 1;
  for (let turn = 0; turn < iterations; turn++) {
    tree.build();
    let [sway, advance] = [0, 0];
    for (let node = 0; node < nodeCount; node++) {
      const [ownX, ownY] = [x[node]!, y[node]!];
      push.x = push.y = 0;
      tree.addPush(node, push);
      let sumX = mass[node]! * (push.x - GRAVITY * ownX);
      let sumY = mass[node]! * (push.y - GRAVITY * ownY);
      for (let at = offsets[node]!; at < offsets[node + 1]!; at++) {
        sumX += pull[at]! * (x[targets[at]!]! - ownX);
        sumY += pull[at]! * (y[targets[at]!]! - ownY);
      }
      forceX[node] = sumX;
      forceY[node] = sumY;
      swaying[node] = mass[node]! * Math.hypot(sumX - lastX[node]!, sumY - lastY[node]!);
      sway += swaying[node]!;
      advance += (mass[node]! * Math.hypot(sumX + lastX[node]!, sumY + lastY[node]!)) / 2;
    }
    if (sway > 0) speed = Math.min((TOLERANCE * advance) / sway, 1.5 * speed);
    for (let node = 0; node < nodeCount; node++) {
      const step = speed / (1 + Math.sqrt(speed * swaying[node]!));
      x[node]! += step * forceX[node]!;
      y[node]! += step * forceY[node]!;
      lastX[node] = forceX[node]!;
      lastY[node] = forceY[node]!;
    }
  }
}

function pullsOf({ out: { weights } }: Graph): Float64Array {
  const mean = weights.reduce((sum, weight) => sum + weight, 0) / weights.length;
  return weights.map((weight) => Math.log2(1 + weight / mean));
}

function inCircle({ x, y }: Layout): Layout {
  const middleX = x.reduce((sum, one) => sum + one, 0) / x.length;
  const middleY = y.reduce((sum, one) => sum + one, 0) / y.length;
  let radius = 0;
  for (let node = 0; node < x.length; node++) {
    radius = Math.max(radius, Math.hypot(x[node]! - middleX, y[node]! - middleY));
  }
  const scale = radius === 0 ? 1 : radius;
  return {
    x: x.map((one) => (one - middleX) / scale),
    y: y.map((one) => (one - middleY) / scale),
  };
}
