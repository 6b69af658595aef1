import Graph from 'graphology';
import type { Network } from 'yunhe/registry/contract';

/** Grows outward by the golden angle: the same data start from the same picture every time. */
const goldenAngle = Math.PI * (3 - Math.sqrt(5));

/** So many or more are shown at their places; fewer have room to be laid out by themselves. */
const shownAtTheirPlaces = 2_000;

export function isPlaced({ nodes }: Pick<Network, 'nodes'>): boolean {
  return nodes.length >= shownAtTheirPlaces && nodes.every(({ x }) => x !== null);
}

/** The picture is as large as the spiral that the others start from. */
const spread = 10;

export interface NodeLook {
  x: number;
  y: number;
  size: number;
  label: string;
  color: string;
}

/** A graph for drawing; the ends of ties are named by the ids of organisations. */
export function graphOf(
  { nodes, edges }: Network,
  nameOf: (node: Network['nodes'][number]) => string,
): Graph {
  const graph = new Graph({ type: 'undirected', multi: false });
  const most = nodes.reduce((sum, { strength }) => Math.max(sum, strength), 12);
  // Many dots have to share the same room.
  const scale = Math.max(0.35, Math.min(1, Math.sqrt(300 / nodes.length)));
  const whole = spread * Math.sqrt(nodes.length);
  nodes.forEach((node, at) => {
    const radius = spread * Math.sqrt(at + 0.5);
    graph.addNode(node.id, {
      x: node.x === null ? radius * Math.cos(at * goldenAngle) : whole * node.x,
      y: node.y === null ? radius * Math.sin(at * goldenAngle) : whole * node.y,
      size: scale * (2.5 + 11 * Math.sqrt(node.strength / most)),
      label: nameOf(node),
      color: '#9aa5a5',
    } satisfies NodeLook);
  });
  const heaviest = edges.reduce((sum, { weight }) => Math.max(sum, weight), 4);
  for (const { a, b, weight } of edges) {
    graph.addEdge(nodes[a]!.id, nodes[b]!.id, {
      weight,
      size: scale * (0.3 + 3.2 * (weight / heaviest)),
      color: '#d3dad9',
    });
  }
  return graph;
}
