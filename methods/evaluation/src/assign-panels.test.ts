import assert from 'node:assert/strict';
import { test } from 'node:test';
import { chanceOf } from '@yunhe/exact';
import fc from 'fast-check';
import { similarities } from '../reference/similarities-testing.ts';
import { assignPanels, type PanelTask } from './index.ts';

function solved(task: PanelTask) {
  const outcome = assignPanels(task);
  if ('impossible' in outcome) assert.fail(JSON.stringify(outcome.impossible));
  assert.equal(outcome.value, outcome.bound);
  return outcome;
}

/** The optima that LEMON and HiGHS found for the same seeded matrices. */
test('panels have the published optima, each with its proof', () => {
  for (const [items, reviewers, seed, perItem, mostLoad, optimum] of [
    [200, 400, 4, 3, 4, 475.18642],
    [911, 2435, 3, 3, 6, 2422.090577],
  ] as const) {
    const suitability = similarities(items, reviewers, seed);
    const { value, panels } = solved({ items, reviewers, suitability, perItem, mostLoad });
    assert.ok(Math.abs(value - optimum) < 1e-6, `${value}, not ${optimum}`);
    assert.ok(panels.every((panel) => new Set(panel).size === perItem));
  }
});

test('conflicts, one of an institution, and loads both ways are kept', () => {
  const [items, reviewers] = [200, 60];
  const suitability = similarities(items, reviewers, 9);
  const conflicts = Uint8Array.from(suitability, (_, at) => ((at * 7919) % 23 === 0 ? 1 : 0));
  const institutions = Int32Array.from({ length: reviewers }, (_, at) => at % 20);
  const rule = { perItem: 3, mostLoad: 11, leastLoad: 9 };
  const { panels } = solved({ items, reviewers, suitability, conflicts, institutions, ...rule });
  const loads = new Int32Array(reviewers);
  for (const [item, panel] of panels.entries()) {
    assert.equal(new Set(panel.map((one) => institutions[one])).size, 3);
    for (const one of panel) {
      assert.equal(conflicts[item * reviewers + one], 0);
      loads[one]!++;
    }
  }
  assert.ok(loads.every((load) => load >= 9 && load <= 11));
});

/** The best of all assignments, one item after the other. */
function bestByTrial({
  items,
  reviewers,
  suitability,
  conflicts,
  institutions,
  perItem,
  mostLoad,
}: PanelTask) {
  const loads = new Int32Array(reviewers);
  const trial = (item: number, from: number, left: number, seen: ReadonlySet<number>): number => {
    if (left === 0) {
      return item + 1 === items ? 0 : trial(item + 1, 0, perItem, new Set());
    }
    let best = -Infinity;
    for (let one = from; one < reviewers; one++) {
      const place = institutions?.[one] ?? one;
      if (loads[one] === mostLoad || seen.has(place) || conflicts?.[item * reviewers + one])
        continue;
      loads[one]!++;
      const rest = trial(item, one + 1, left - 1, new Set([...seen, place]));
      best = Math.max(best, suitability[item * reviewers + one]! + rest);
      loads[one]!--;
    }
    return best;
  };
  return trial(0, 0, perItem, new Set());
}

test('small panels are as good as the best of all trials', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1e6 }), (seed) => {
      const chance = chanceOf(seed, 0);
      const draw = (most: number) => 1 + Math.floor(chance() * most);
      const [items, reviewers] = [draw(4), draw(6)];
      const many = (of: () => number, count: number) => Array.from({ length: count }, of);
      const task: PanelTask = {
        items,
        reviewers,
        suitability: many(() => Math.floor(chance() * 10), items * reviewers),
        conflicts: many(() => (chance() < 0.2 ? 1 : 0), items * reviewers),
        institutions: many(() => draw(4), reviewers),
        perItem: draw(2),
        mostLoad: draw(3),
      };
      const outcome = assignPanels(task);
      const best = bestByTrial(task);
      if ('impossible' in outcome) assert.equal(best, -Infinity, JSON.stringify(outcome));
      else {
        assert.equal(outcome.value, best);
        assert.equal(outcome.bound, best);
      }
    }),
    { numRuns: 200 },
  );
});

test('what cannot be staffed is told by item and by load', () => {
  const task = { items: 2, reviewers: 2, suitability: [1, 1, 1, 1], perItem: 2, mostLoad: 2 };
  assert.deepEqual(assignPanels({ ...task, conflicts: [0, 1, 0, 0] }), {
    impossible: [{ code: 'panel_too_small', item: 0, needed: 2, available: 1 }],
  });
  assert.deepEqual(assignPanels({ ...task, mostLoad: 1 }), {
    impossible: [{ code: 'load_too_small', item: null, needed: 4, available: 2 }],
  });
  const both = { ...task, perItem: 1, mostLoad: 1, conflicts: [0, 1, 0, 1] };
  assert.deepEqual(assignPanels(both), {
    impossible: [{ code: 'panels_do_not_fit', item: null, needed: 2, available: 1 }],
  });
  assert.throws(() => assignPanels({ ...task, suitability: [1] }), RangeError);
  assert.throws(() => assignPanels({ ...task, suitability: [1, 1, Number.NaN, 1] }), RangeError);
});
