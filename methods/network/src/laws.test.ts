import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  betweenness,
  brokerage,
  brokerRoles,
  closeness,
  clustering,
  communities,
  components,
  constraint,
  coreNumbers,
  createGraph,
  degrees,
  eigenvector,
  type Graph,
  type Lengths,
  layout,
  linksOf,
  modularity,
  newLinks,
  openness,
  pageRank,
  sampledBetweenness,
  sampledCloseness,
  strengths,
  strongComponents,
  undirected,
} from './index.ts';

const runs = { numRuns: 40 };

/** A network of 1 to 8 nodes with self loops and duplicates, and a group for each node. */
const anyGraph = fc
  .record({
    nodeCount: fc.integer({ min: 1, max: 8 }),
    links: fc.array(fc.tuple(fc.nat(7), fc.nat(7), fc.integer({ min: 1, max: 3 })), {
      maxLength: 16,
    }),
    directed: fc.boolean(),
    groups: fc.array(fc.integer({ min: -1, max: 2 }), { minLength: 8, maxLength: 8 }),
  })
  .map(({ nodeCount, links, directed, groups }) => ({
    graph: createGraph({
      nodeCount,
      sources: links.map(([source]) => source % nodeCount),
      targets: links.map(([, target]) => target % nodeCount),
      weights: links.map(([, , weight]) => weight),
      directed,
    }),
    groups: groups.slice(0, nodeCount),
  }));

const nodesOf = ({ nodeCount }: Graph) => Array.from({ length: nodeCount }, (_, node) => node);

/** The weight from each node to each, 0 where there is no link. */
function matrixOf({ nodeCount, out }: Graph): number[][] {
  return Array.from({ length: nodeCount }, (_, node) => {
    const row = new Array<number>(nodeCount).fill(0);
    for (let at = out.offsets[node]!; at < out.offsets[node + 1]!; at++) {
      row[out.targets[at]!] = out.weights[at]!;
    }
    return row;
  });
}

/** Distances by Floyd and Warshall. */
function distancesOf(graph: Graph, lengths: Lengths): number[][] {
  const length = { hops: () => 1, weights: (w: number) => w, reciprocals: (w: number) => 1 / w };
  const nodes = nodesOf(graph);
  const far = matrixOf(graph).map((row, from) =>
    row.map((w, to) => (from === to ? 0 : w > 0 ? length[lengths](w) : Infinity)),
  );
  for (const k of nodes) {
    for (const i of nodes) {
      for (const j of nodes) far[i]![j] = Math.min(far[i]![j]!, far[i]![k]! + far[k]![j]!);
    }
  }
  return far;
}

/** Every shortest path from one node to another, by walking all ways that stay on distances. */
function pathsBetween(graph: Graph, lengths: Lengths, far: number[][], from: number, to: number) {
  const weights = matrixOf(graph);
  const length = { hops: () => 1, weights: (w: number) => w, reciprocals: (w: number) => 1 / w };
  const paths: number[][] = [];
  const walk = (path: number[]): void => {
    const node = path.at(-1)!;
    if (node === to) {
      paths.push(path);
      return;
    }
    for (const next of nodesOf(graph)) {
      const weight = weights[node]![next]!;
      if (weight === 0) continue;
      const left = length[lengths](weight) + far[next]![to]!;
      if (Math.abs(left - far[node]![to]!) < 1e-9) walk([...path, next]);
    }
  };
  if (far[from]![to]! < Infinity) walk([from]);
  return paths;
}

function near(found: ArrayLike<number>, wanted: ArrayLike<number>, tolerance = 1e-9): void {
  const [a, b] = [Array.from(found), Array.from(wanted)];
  const same = (x: number, y: number) =>
    Object.is(x, y) || Math.abs(x - y) <= tolerance * Math.max(1, Math.abs(y));
  assert.ok(
    a.length === b.length && a.every((x, at) => same(x, b[at]!)),
    `${JSON.stringify(a)} is not ${JSON.stringify(b)}`,
  );
}

const anyLengths = fc.constantFrom<Lengths>('hops', 'weights', 'reciprocals');

test('betweenness and closeness are what all shortest paths say', () => {
  fc.assert(
    fc.property(anyGraph, anyLengths, fc.nat(8), ({ graph, groups: _ }, lengths, cut) => {
      const nodes = nodesOf(graph);
      const far = distancesOf(graph, lengths);
      const between = nodes.map(() => 0);
      for (const from of nodes) {
        for (const to of nodes) {
          if (from === to || (!graph.directed && to < from)) continue;
          const paths = pathsBetween(graph, lengths, far, from, to);
          for (const path of paths) {
            for (const node of path.slice(1, -1)) between[node]! += 1 / paths.length;
          }
        }
      }
      near(betweenness(graph, { lengths }), between);
      const middle = Math.min(cut, graph.nodeCount);
      const [first, second] = [
        { from: 0, to: middle },
        { from: middle, to: graph.nodeCount },
      ].map((sources) => betweenness(graph, { lengths, sources }));
      near(
        first!.map((part, node) => part + second![node]!),
        between,
      );

      const reached = (row: number[]) => row.filter((one) => one > 0 && one < Infinity);
      const { closeness: close, harmonic } = closeness(graph, { lengths });
      const sum = (list: number[]) => list.reduce((all, one) => all + one, 0);
      near(
        close,
        far.map(reached).map((row) => (row.length === 0 ? 0 : row.length / sum(row))),
      );
      const others = Math.max(1, graph.nodeCount - 1);
      near(
        harmonic,
        far.map(reached).map((row) => sum(row.map((one) => 1 / one)) / others),
      );
    }),
    runs,
  );
});

test('components are those who reach each other', () => {
  fc.assert(
    fc.property(anyGraph, ({ graph }) => {
      const [far, plain] = [graph, undirected(graph)].map((one) => distancesOf(one, 'hops'));
      const weak = components(graph).partOf;
      const strong = strongComponents(graph).partOf;
      for (const a of nodesOf(graph)) {
        for (const b of nodesOf(graph)) {
          assert.equal(weak[a] === weak[b], plain![a]![b]! < Infinity);
          assert.equal(strong[a] === strong[b], far![a]![b]! + far![b]![a]! < Infinity);
        }
      }
    }),
    runs,
  );
});

test('cores, clustering and constraint are what their definitions say', () => {
  fc.assert(
    fc.property(anyGraph, ({ graph }) => {
      const nodes = nodesOf(graph);
      const weights = matrixOf(undirected(graph));
      const linked = (a: number, b: number) => weights[a]![b]! > 0;
      const sumOf = (list: number[]) => list.reduce((all, one) => all + one, 0);

      const core = nodes.map(() => 0);
      for (let k = 1; k <= graph.nodeCount; k++) {
        let kept = nodes;
        for (let before = -1; before !== kept.length; ) {
          before = kept.length;
          kept = kept.filter((a) => kept.filter((b) => linked(a, b)).length >= k);
        }
        for (const node of kept) core[node] = k;
      }
      near(coreNumbers(graph), core);

      const shares = nodes.map((node) => {
        const around = nodes.filter((other) => linked(node, other));
        const pairs = around.flatMap((a) => around.filter((b) => b > a).map((b) => linked(a, b)));
        return pairs.length === 0 ? 0 : pairs.filter(Boolean).length / pairs.length;
      });
      near(clustering(graph).local, shares);

      const p = weights.map((row) => row.map((one) => one / sumOf(row)));
      const constrained = nodes.map((i) => {
        const contacts = nodes.filter((j) => linked(i, j));
        const by = contacts.map(
          (j) => p[i]![j]! + sumOf(contacts.map((q) => (q === j ? 0 : p[i]![q]! * p[q]![j]!))),
        );
        return contacts.length === 0 ? Number.NaN : sumOf(by.map((one) => one ** 2));
      });
      near(constraint(graph), constrained);
    }),
    runs,
  );
});

test('brokers and openness are what counting says', () => {
  fc.assert(
    fc.property(anyGraph, ({ graph, groups }) => {
      const nodes = nodesOf(graph);
      const weights = matrixOf(graph);
      const counted = Object.fromEntries(brokerRoles.map((role) => [role, nodes.map(() => 0)]));
      for (const a of nodes) {
        for (const v of nodes) {
          for (const b of nodes) {
            if (a === b || !weights[a]![v] || !weights[v]![b] || weights[a]![b]) continue;
            const [first, own, last] = [groups[a]!, groups[v]!, groups[b]!];
            if (first < 0 || own < 0 || last < 0) continue;
            const role =
              first === own && own === last
                ? 'coordinator'
                : first === own
                  ? 'representative'
                  : own === last
                    ? 'gatekeeper'
                    : first === last
                      ? 'itinerant'
                      : 'liaison';
            counted[role]![v]!++;
          }
        }
      }
      const roles = brokerage(graph, groups);
      for (const role of brokerRoles) near(roles[role], counted[role]!);

      const found = openness(graph, groups);
      const { sources, targets, weights: list } = linksOf(graph);
      for (const [group, ties] of found.groups.entries()) {
        let [inside, outside] = [0, 0];
        for (let at = 0; at < list.length; at++) {
          const ends = [groups[sources[at]!]!, groups[targets[at]!]!];
          if (ends.some((end) => end < 0) || !ends.includes(group)) continue;
          if (ends[0] === ends[1]) inside += 2 * list[at]!;
          else outside += list[at]!;
        }
        assert.deepEqual([ties.inside, ties.outside], [inside, outside]);
        near([ties.openness], [outside / (inside + outside)]);
      }
    }),
    runs,
  );
});

test('the measures do not depend on how nodes are numbered', () => {
  fc.assert(
    fc.property(anyGraph, fc.infiniteStream(fc.nat()), ({ graph, groups }, chance) => {
      const order = nodesOf(graph)
        .map((node) => ({ node, at: chance.next().value as number }))
        .sort((a, b) => a.at - b.at)
        .map(({ node }) => node);
      const { sources, targets, weights } = linksOf(graph);
      const place = order.map((_, node) => order.indexOf(node));
      const turned = createGraph({
        nodeCount: graph.nodeCount,
        sources: Array.from(sources, (node) => place[node]!),
        targets: Array.from(targets, (node) => place[node]!),
        weights,
        directed: graph.directed,
      });
      const moved = order.map((node) => groups[node]!);
      const measures: ((one: Graph, of: readonly number[]) => ArrayLike<number>)[] = [
        (one) => betweenness(one),
        (one) => closeness(one).harmonic,
        (one) => pageRank(one, 0.85, 1e-14).values,
        (one) => coreNumbers(one),
        (one) => clustering(one).local,
        (one) => constraint(one),
        (one) => strengths(one, 'in'),
        (one, of) => brokerage(one, of).liaison,
        (one, of) => openness(one, of).nodes.map(({ eiIndex }) => eiIndex),
      ];
      for (const measure of measures) {
        const before = measure(graph, groups);
        near(
          measure(turned, moved),
          order.map((node) => before[node]!),
        );
      }
    }),
    runs,
  );
});

test('eigenvector and PageRank solve their equations', () => {
  fc.assert(
    fc.property(anyGraph, ({ graph }) => {
      const into = nodesOf(graph).map((to) => matrixOf(graph).map((row) => row[to]!));
      const dot = (row: number[], values: Float64Array) =>
        row.reduce((sum, one, at) => sum + one * values[at]!, 0);
      const { values, eigenvalue, converged } = eigenvector(graph);
      if (converged)
        near(
          into.map((row) => dot(row, values)),
          values.map((v) => v * eigenvalue),
        );
      const ranks = pageRank(graph, 0.85, 1e-14);
      assert.ok(ranks.converged);
      near([ranks.values.reduce((sum, one) => sum + one, 0)], [1]);
      const going = strengths(graph, 'out');
      const flow = (row: number[]) =>
        row.reduce((sum, one, at) => {
          const share = going[at] === 0 ? 1 / graph.nodeCount : one / going[at]!;
          return sum + share * ranks.values[at]!;
        }, 0);
      near(
        ranks.values,
        into.map((row) => 0.15 / graph.nodeCount + 0.85 * flow(row)),
      );
    }),
    runs,
  );
});

test('communities are connected, and no single node could raise the modularity', () => {
  fc.assert(
    fc.property(anyGraph, fc.nat(9), fc.constantFrom(0.5, 1, 2), ({ graph }, seed, resolution) => {
      const options = { seed, resolution, tolerance: 0 };
      const found = communities(graph, options);
      assert.deepEqual(communities(graph, options), found);
      near([found.modularity], [modularity(graph, found.partOf, resolution)]);
      const { sources, targets } = linksOf(graph);
      const inside = [...sources.keys()].filter(
        (at) => found.partOf[sources[at]!] === found.partOf[targets[at]!],
      );
      const within = createGraph({
        nodeCount: graph.nodeCount,
        sources: inside.map((at) => sources[at]!),
        targets: inside.map((at) => targets[at]!),
      });
      assert.equal(components(within).sizes.length, found.sizes.length);
      if (!found.converged) return;
      for (const node of nodesOf(graph)) {
        for (const part of [...found.sizes.keys(), found.sizes.length]) {
          const other = found.partOf.slice();
          other[node] = part;
          assert.ok(modularity(graph, other, resolution) <= found.modularity + 1e-6);
        }
      }
    }),
    runs,
  );
});

test('the exact betweenness lies within the bounds of the sample', () => {
  fc.assert(
    fc.property(anyGraph, fc.nat(), ({ graph }, seed) => {
      const exact = betweenness(graph);
      const found = sampledBetweenness(graph, { seed, error: 0.1, risk: 1e-6 });
      assert.deepEqual(sampledBetweenness(graph, { seed, error: 0.1, risk: 1e-6 }), found);
      assert.ok(found.converged && found.error <= 0.1);
      for (const node of nodesOf(graph)) {
        assert.ok(found.low[node]! <= exact[node]! + 1e-9);
        assert.ok(found.high[node]! >= exact[node]! - 1e-9);
      }
    }),
    runs,
  );
});

test('the exact closeness lies within the error of the sample', () => {
  const ring = Array.from({ length: 60 }, (_, node) => node);
  const graph = createGraph({
    nodeCount: 60,
    sources: [...ring, ...ring],
    targets: [...ring.map((node) => (node + 1) % 60), ...ring.map((node) => (node * 7) % 60)],
    directed: true,
  });
  const exact = closeness(graph).harmonic;
  for (const seed of [1, 2, 3]) {
    const found = sampledCloseness(graph, { seed, pivots: 40, risk: 1e-3 });
    assert.ok(found.error > 0 && found.error < 0.5);
    assert.ok(found.harmonic.every((value, node) => Math.abs(value - exact[node]!) <= found.error));
    assert.ok(found.harmonic.some((value, node) => value !== exact[node]!));
  }
  assert.deepEqual(
    sampledCloseness(graph, { seed: 1 }).harmonic.map((value) => Math.round(value * 1e9)),
    exact.map((value) => Math.round(value * 1e9)),
  );
});

test('a new link gains what the network with it has more', () => {
  const efficiency = (graph: Graph) => {
    const far = distancesOf(graph, 'hops').flat();
    const pairs = graph.nodeCount * (graph.nodeCount - 1);
    return far.reduce((sum, one) => sum + (one > 0 ? 1 / one : 0), 0) / pairs;
  };
  fc.assert(
    fc.property(anyGraph, ({ graph, groups }) => {
      const plain = undirected(graph);
      const found = newLinks(graph, { among: nodesOf(graph), groupOf: groups, best: 100 });
      const gains = found.map(({ gain }) => gain);
      assert.deepEqual(
        gains,
        gains.toSorted((a, b) => b - a),
      );
      for (const { source, target, gain } of found) {
        assert.notEqual(groups[source], groups[target]);
        const { sources, targets } = linksOf(plain);
        const more = createGraph({
          nodeCount: graph.nodeCount,
          sources: [...sources, source],
          targets: [...targets, target],
        });
        near([gain], [efficiency(more) - efficiency(plain)], 1e-6);
      }
    }),
    runs,
  );
});

test('a layout is the same for the same seed and lies within the circle', () => {
  fc.assert(
    fc.property(anyGraph, fc.nat(), ({ graph }, seed) => {
      const found = layout(graph, { seed, iterations: 20 });
      assert.deepEqual(layout(graph, { seed, iterations: 20 }), found);
      for (const node of nodesOf(graph)) {
        assert.ok(Math.hypot(found.x[node]!, found.y[node]!) <= 1 + 1e-9);
      }
    }),
    runs,
  );
});

test('a layout of many nodes draws linked nodes nearer than others', () => {
  const [groups, members] = [12, 40];
  const links: [number, number][] = [];
  for (let node = 0; node < groups * members; node++) {
    const group = node - (node % members);
    for (const step of [1, 7, 12]) links.push([node, group + ((node + step) % members)]);
    if (node % members === 0) links.push([node, (node + members) % (groups * members)]);
  }
  const graph = createGraph({
    nodeCount: groups * members,
    sources: links.map(([source]) => source),
    targets: links.map(([, target]) => target),
  });
  const { x, y } = layout(graph, { seed: 5 });
  const apart = (a: number, b: number) => Math.hypot(x[a]! - x[b]!, y[a]! - y[b]!);
  const mean = (list: readonly number[]) => list.reduce((sum, one) => sum + one, 0) / list.length;
  const linked = mean(links.map(([a, b]) => apart(a, b)));
  const any = mean(links.map(([a], at) => apart(a, (a + 211 + at) % graph.nodeCount)));
  assert.ok(linked < any / 3, `${linked} and ${any}`);
});

test('networks without nodes or links have defined measures', () => {
  const none = createGraph({ nodeCount: 0, sources: [], targets: [] });
  const loops = createGraph({ nodeCount: 2, sources: [0, 0], targets: [0, 0] });
  assert.deepEqual([loops.selfLoops, loops.linkCount, loops.duplicates], [2, 0, 0]);
  for (const graph of [none, loops]) {
    const zeros = new Float64Array(graph.nodeCount);
    assert.deepEqual(degrees(graph), zeros);
    assert.deepEqual(betweenness(graph), zeros);
    assert.deepEqual(sampledBetweenness(graph, { seed: 1 }).values, zeros);
    assert.deepEqual(closeness(graph).harmonic, zeros);
    assert.deepEqual(eigenvector(graph).values, zeros);
    assert.equal(pageRank(graph).converged, true);
    assert.equal(components(graph).sizes.length, graph.nodeCount);
    assert.equal(communities(graph, { seed: 1 }).modularity, 0);
    assert.equal(clustering(graph).transitivity, 0);
    assert.equal(layout(graph, { seed: 1 }).x.length, graph.nodeCount);
    assert.deepEqual(newLinks(graph, { among: [] }), []);
    assert.ok(Number.isNaN(openness(graph, zeros).all.openness));
  }
});

test('what cannot be is refused with its place', () => {
  const base = { nodeCount: 3, sources: [0, 1], targets: [1, 2] };
  assert.throws(
    () => createGraph({ ...base, targets: [1, 3] }),
    /^RangeError: Link 1 joins 1 and 3/,
  );
  assert.throws(
    () => createGraph({ ...base, weights: [1, 0] }),
    /^RangeError: Link 1 has the weight 0/,
  );
  assert.throws(
    () => createGraph({ ...base, weights: [1, Number.NaN] }),
    /Link 1 has the weight NaN/,
  );
  assert.throws(() => createGraph({ ...base, targets: [1] }), /2 sources, 1 targets/);
  const graph = createGraph(base);
  assert.throws(() => betweenness(graph, { sources: { from: 2, to: 4 } }), RangeError);
  assert.throws(() => openness(graph, [0, 1]), /3 nodes and 2 groups/);
  assert.throws(() => brokerage(graph, [0, 0.5, 1]), /group of node 1/);
  assert.throws(() => communities(graph, { seed: 1, resolution: 0 }), RangeError);
  assert.throws(() => pageRank(graph, 1), RangeError);
  assert.throws(() => newLinks(graph, { among: [3] }), RangeError);
});
