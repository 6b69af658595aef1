import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  apart,
  brokerage,
  brokers,
  changeBetween,
  communities,
  createGraph,
  egoNetwork,
  linksOf,
  measureNetwork,
  subgraph,
  timeSlices,
} from './index.ts';

/** Two triangles of regions 0 and 1, joined by 2–3; 6 hangs on 5; 7–8 and 9 lie apart. */
const links = {
  nodeCount: 10,
  sources: [0, 0, 1, 3, 3, 4, 2, 5, 7],
  targets: [1, 2, 2, 4, 5, 5, 3, 6, 8],
  weights: [1, 1, 1, 1, 1, 4, 2, 1, 1],
};
const graph = createGraph(links);
const regions = [0, 0, 0, 1, 1, 1, 2, 2, 2, 0];

test('the network around a node has its links and keeps the nearest and heaviest', () => {
  const { nodes, distance, graph: around, leftOut } = egoNetwork(graph, 3, { steps: 2 });
  assert.deepEqual([...nodes], [3, 2, 4, 5, 0, 1, 6]);
  assert.deepEqual([...distance], [0, 1, 1, 1, 2, 2, 2]);
  assert.deepEqual([around.linkCount, leftOut], [8, 0]);
  const few = egoNetwork(graph, 3, { steps: 1, nodesAtMost: 2 });
  assert.deepEqual([[...few.nodes], few.leftOut], [[3, 2], 2]);
  assert.deepEqual([...linksOf(few.graph).weights], [2]);
  assert.deepEqual([...egoNetwork(graph, 9).nodes], [9]);
  assert.throws(() => egoNetwork(graph, 10), RangeError);
  assert.throws(() => egoNetwork(graph, 0, { steps: 0 }), RangeError);
});

test('a part of a directed network keeps its directions', () => {
  const arrows = createGraph({ nodeCount: 3, sources: [2, 1], targets: [1, 0], directed: true });
  const { sources, targets } = linksOf(subgraph(arrows, [1, 2]));
  assert.deepEqual([[...sources], [...targets]], [[1], [0]]);
  assert.throws(() => subgraph(arrows, [1, 1]), /Node 1 stands twice/);
});

test('brokers are ranked by what they join across regions', () => {
  const ranked = brokers(brokerage(graph, regions));
  assert.deepEqual(
    ranked.map(({ node, rank, across, role }) => [node, rank, across, role]),
    [
      [2, 1, 4, 'gatekeeper'],
      [3, 1, 4, 'gatekeeper'],
      [5, 1, 4, 'gatekeeper'],
    ],
  );
  assert.deepEqual(brokers(brokerage(graph, regions), 1).length, 1);
});

test('those who stand apart are told by how', () => {
  const found = apart(graph, regions);
  assert.deepEqual([...found.unlinked], [9]);
  assert.deepEqual([...found.detached], [7, 8]);
  assert.deepEqual([...found.inward], [0, 1, 4]);
  assert.equal(apart(graph).inward.length, 0);
});

test('slices cover their window, and changes between them are counted', () => {
  const dated = { ...links, periods: [1, 1, 1, 2, 2, 2, 4, 4, 4] };
  const slices = timeSlices(dated);
  assert.deepEqual(
    slices.map(({ from, to, graph: one }) => [from, to, one.linkCount]),
    [
      [1, 1, 3],
      [2, 2, 3],
      [3, 3, 0],
      [4, 4, 3],
    ],
  );
  const grown = timeSlices(dated, Number.POSITIVE_INFINITY);
  assert.deepEqual(
    grown.map(({ graph: one }) => one.linkCount),
    [3, 6, 6, 9],
  );
  assert.deepEqual(changeBetween(grown[2]!.graph, grown[3]!.graph), {
    begun: 3,
    kept: 6,
    ended: 0,
    nodesJoined: 3,
    nodesLeft: 0,
  });
  assert.deepEqual(
    timeSlices({ ...links, sources: [], targets: [], weights: [], periods: [] }),
    [],
  );
  assert.throws(() => timeSlices({ ...dated, periods: dated.periods.with(3, 1.5) }), /link 3/);
  assert.throws(() => timeSlices({ ...dated, periods: dated.periods.with(3, 9999) }), RangeError);
});

test('all measures together are the single ones, with what must be known of them', () => {
  const found = measureNetwork(graph, { seed: 4, groupOf: regions });
  assert.deepEqual(found.communities, communities(graph, { seed: 4 }));
  assert.deepEqual(
    [...found.caveats],
    [
      ['not_connected', 3],
      ['eigenvector_of_one_component', 1],
    ],
  );
  const sampled = measureNetwork(graph, { seed: 4, exactUpTo: 5, error: 0.02 });
  assert.equal(sampled.openness, null);
  assert.ok(sampled.sampledBetweenness!.error <= 0.02);
  const rounded = (values: Float64Array) => Array.from(values, (value) => value.toFixed(12));
  assert.deepEqual(rounded(sampled.harmonic), rounded(found.harmonic));
  assert.ok(sampled.caveats.has('betweenness_sampled') && sampled.caveats.has('closeness_sampled'));
  assert.throws(
    () => measureNetwork(graph, { seed: 4, exactUpTo: 5, lengths: 'weights' }),
    /by hops only/,
  );
});
