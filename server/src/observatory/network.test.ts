import assert from 'node:assert/strict';
import { test } from 'node:test';
import { analyseNetwork, type NetworkInput } from './network.ts';

/** A path over three regions, a pair apart, and somebody without any link. */
const input: NetworkInput = {
  regionOf: Int32Array.of(0, 0, 1, 2, 1, 1, 2),
  sources: Int32Array.of(0, 1, 2, 4),
  targets: Int32Array.of(1, 2, 3, 5),
  weights: Float64Array.of(1, 2, 1, 3),
  years: Int32Array.of(2019, 2020, 2021, 0),
  directed: false,
  windowYears: 2,
};
const figures = analyseNetwork(input);

test('a whole network and its windows are told', () => {
  const { summary, windows, caveats } = figures;
  assert.equal(summary.actors, 7);
  assert.equal(summary.linked, 6);
  assert.equal(summary.links, 4);
  assert.equal(summary.parts, 2);
  assert.equal(summary.largestPart, 4);
  assert.deepEqual(summary.apart, { unlinked: 1, detached: 2, inward: 1 });
  // By weight at the ends: 1 + 3 inside, 2 + 1 across.
  assert.equal(summary.eiIndex, (3 - 4) / 7);
  assert.deepEqual(
    windows.map(({ fromYear, toYear, links }) => [fromYear, toYear, links]),
    [
      [2019, 2019, 1],
      [2019, 2020, 2],
      [2020, 2021, 2],
    ],
  );
  assert.equal(windows[0]!.change, null);
  assert.deepEqual(windows[2]!.change, {
    ...{ begun: 1, kept: 1, ended: 1 },
    ...{ nodesJoined: 1, nodesLeft: 1 },
  });
  const codes = new Map(caveats.map(({ code, count }) => [code, count]));
  assert.equal(codes.get('links_without_year'), 1);
  assert.equal(codes.get('not_connected'), 3);
});

test('who stands between regions, who is apart, and which link would join most', () => {
  const { measures, newLinks, regions } = figures;
  assert.deepEqual([...measures.apart], [3, 0, 0, 0, 2, 2, 1]);
  assert.deepEqual([...measures.across], [0, 2, 2, 0, 0, 0, 0]);
  assert.equal(measures.liaison[2], 2);
  // The pair apart lies in region 1: it is to be joined with somebody of another region.
  assert.ok(newLinks[0]!.pairsJoined === 8);
  assert.ok([4, 5].includes(newLinks[0]!.target));
  assert.deepEqual(
    regions.map(({ actors, linked }) => [actors, linked]),
    [
      [2, 2],
      [3, 3],
      [2, 1],
    ],
  );
  assert.ok(Number.isNaN(measures.x[6]));
  assert.ok(Math.hypot(measures.x[0]!, measures.y[0]!) <= 1 + 1e-9);
});

test('what flows within a region counts for its openness', () => {
  const flows: NetworkInput = {
    regionOf: Int32Array.of(0, 1),
    sources: Int32Array.of(0, 0),
    targets: Int32Array.of(0, 1),
    weights: Float64Array.of(3, 2),
    years: Int32Array.of(2024, 2024),
    directed: true,
    windowYears: 1,
  };
  const { regions, summary } = analyseNetwork(flows);
  assert.equal(summary.links, 1);
  assert.equal(summary.weight, 5);
  // Three inside count at both ends, two go out: 2 of 8.
  assert.equal(regions[0]!.openness, 0.25);
  assert.equal(regions[0]!.actors, 1);
  assert.equal(regions[1]!.openness, 1);
});

test('actors without any link have figures too', () => {
  const none = analyseNetwork({
    ...input,
    sources: new Int32Array(),
    targets: new Int32Array(),
    weights: new Float64Array(),
    years: new Int32Array(),
  });
  assert.equal(none.summary.links, 0);
  assert.equal(none.summary.eiIndex, null);
  assert.deepEqual([none.windows, none.newLinks], [[], []]);
  assert.equal(none.summary.apart.unlinked, 7);
});

test('no actors at all, as where every flow is about too few, and years without a link', () => {
  const nobody = {
    ...{ sources: new Int32Array(), targets: new Int32Array(), years: new Int32Array() },
    ...{ weights: new Float64Array(), regionOf: new Int32Array() },
  };
  const { summary, regions } = analyseNetwork({ ...nobody, directed: true, windowYears: 1 });
  assert.deepEqual([summary.actors, summary.links, regions], [0, 0, []]);
  const { windows } = analyseNetwork({
    ...input,
    years: Int32Array.of(2019, 2019, 2022, 0),
    windowYears: 1,
  });
  assert.deepEqual(
    windows.map(({ toYear, links }) => [toYear, links]),
    [
      [2019, 2],
      [2020, 0],
      [2021, 0],
      [2022, 1],
    ],
  );
});

test('the same input gives the same figures', () => {
  assert.deepEqual(analyseNetwork(input), figures);
});
