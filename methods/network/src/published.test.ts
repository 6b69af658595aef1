import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import {
  betweenness,
  closeness,
  clustering,
  communities,
  constraint,
  coreNumbers,
  createGraph,
  degrees,
  eigenvector,
  linksOf,
  openness,
  pageRank,
  projection,
} from './index.ts';

const shared = new URL('../../../../shared/reference/', import.meta.url);
const karateFile = new URL('karate/expected.json', shared);
const econGeoFile = new URL('econgeo/econgeo_examples.json', shared);

/** Within the tolerance, of the value or of 1, whichever is larger. */
function near(found: ArrayLike<number>, wanted: ArrayLike<number>, tolerance = 1e-9): void {
  assert.equal(found.length, wanted.length);
  for (let at = 0; at < wanted.length; at++) {
    const off = Math.abs(found[at]! - wanted[at]!);
    assert.ok(off <= tolerance * Math.max(1, Math.abs(wanted[at]!)), `${at}: ${found[at]}`);
  }
}

test('the measures of the karate club come out as igraph has them', (t) => {
  if (!existsSync(karateFile)) return t.skip('../shared/reference/karate is absent');
  const karate = JSON.parse(readFileSync(karateFile, 'utf8'));
  const edges: [number, number][] = karate.edges;
  const graph = createGraph({
    nodeCount: 34,
    sources: edges.map(([source]) => source),
    targets: edges.map(([, target]) => target),
  });
  near(degrees(graph), karate.degree);
  near(betweenness(graph), karate.betweenness);
  near(betweenness(graph, { lengths: 'weights' }), karate.betweenness);
  near(closeness(graph).closeness, karate.closeness);
  near(pageRank(graph, 0.85, 1e-13).values, karate.pagerank_d085);
  near(eigenvector(graph, 1e-12).values, karate.eigenvector_max1);
  near(constraint(graph), karate.constraint);
  near(coreNumbers(graph), karate.coreness);
  near(clustering(graph).local, karate.clustering);
  const best = Math.max(...[1, 2, 3, 4, 5].map((seed) => communities(graph, { seed }).modularity));
  near([best], [karate.optimal_modularity]);
  const clubs = karate.club.map((club: string) => (club === 'Officer' ? 1 : 0));
  const crossing = edges.filter(([a, b]) => clubs[a] !== clubs[b]).length;
  near([openness(graph, clubs).all.eiIndex], [(2 * crossing - 78) / 78]);
});

test('co-occurrences of the printed matrices come out as EconGeo counts them', (t) => {
  if (!existsSync(econGeoFile)) return t.skip('../shared/reference/econgeo is absent');
  const examples = JSON.parse(readFileSync(econGeoFile, 'utf8'));
  for (const name of ['B', 'C']) {
    const { input, cooc } = examples[name];
    const matrix: number[][] = input.m;
    const present = matrix.flatMap((row, event) =>
      row.flatMap((value, actor) => (value > 0 ? [{ actor, event }] : [])),
    );
    const { graph } = projection(
      {
        actorCount: input.cols.length,
        eventCount: input.rows.length,
        actors: present.map(({ actor }) => actor),
        events: present.map(({ event }) => event),
      },
      { weight: 'count' },
    );
    const { sources, targets, weights } = linksOf(graph);
    const counted = input.cols.map(() => input.cols.map(() => 0));
    for (let at = 0; at < weights.length; at++) {
      counted[sources[at]!][targets[at]!] = weights[at];
      counted[targets[at]!][sources[at]!] = weights[at];
    }
    const off = (cooc.m as number[][]).map((row, at) => row.with(at, 0));
    assert.deepEqual(counted, off);
  }
});

test('a paper of n authors adds 1 ÷ (n − 1) to each of its pairs, and one of one author nothing', () => {
  const { graph, single } = projection({
    actorCount: 4,
    eventCount: 3,
    actors: [0, 1, 2, 0, 1, 3],
    events: [0, 0, 0, 1, 1, 2],
  });
  const { sources, targets, weights } = linksOf(graph);
  assert.deepEqual(
    [...weights].map((weight, at) => [sources[at], targets[at], weight]),
    [
      [0, 1, 1.5],
      [0, 2, 0.5],
      [1, 2, 0.5],
    ],
  );
  assert.equal(single, 1);
});
