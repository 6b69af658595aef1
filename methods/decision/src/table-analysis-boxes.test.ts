import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  type Box,
  type Cells,
  cellsWithout,
  commonBox,
  commonCells,
  isCovered,
  joined,
  merged,
  uncovered,
  unionOfCells,
} from './table-analysis-boxes.ts';

const SIZE = 6;
const plenty = () => ({ left: 1e7 });

const cells: fc.Arbitrary<Cells> = fc
  .uniqueArray(fc.nat(SIZE - 1), { maxLength: SIZE })
  .map((list) => joined(list.map((one) => [one, one])));
const box = (dimensions: number): fc.Arbitrary<Box> =>
  fc.tuple(...Array.from({ length: dimensions }, () => cells)) as fc.Arbitrary<Box>;

const membersOf = (set: Cells) =>
  Array.from({ length: SIZE }, (_, at) => at).filter((at) => holds(set, at));
const holds = (set: Cells, at: number) =>
  set.some((from, i) => i % 2 === 0 && from <= at && at <= set[i + 1]!);
const inside = (one: Box, point: readonly number[]) =>
  one.every((set, at) => holds(set, point[at]!));

function* points(dimensions: number): Generator<number[]> {
  if (dimensions === 0) yield [];
  else {
    for (const rest of points(dimensions - 1)) {
      for (let at = 0; at < SIZE; at++) yield [...rest, at];
    }
  }
}

test('sets of cells do what sets do', () => {
  fc.assert(
    fc.property(cells, cells, (a, b) => {
      const of = (set: Cells) => membersOf(set);
      assert.deepEqual(
        of(unionOfCells(a, b)),
        [...new Set([...of(a), ...of(b)])].sort((x, y) => x - y),
      );
      assert.deepEqual(
        of(commonCells(a, b)),
        of(a).filter((one) => of(b).includes(one)),
      );
      assert.deepEqual(
        of(cellsWithout(a, b)),
        of(a).filter((one) => !of(b).includes(one)),
      );
    }),
  );
});

test('what is found uncovered is just what no box holds, each point once', () => {
  fc.assert(
    fc.property(box(3), fc.array(box(3), { maxLength: 8 }), (region, boxes) => {
      const gaps = uncovered(region, boxes, plenty(), 1000);
      assert.ok(gaps.isComplete);
      for (const point of points(3)) {
        const isOpen = inside(region, point) && !boxes.some((one) => inside(one, point));
        assert.equal(gaps.boxes.filter((gap) => inside(gap, point)).length, isOpen ? 1 : 0);
      }
      assert.equal(isCovered(region, boxes, plenty()), gaps.boxes.length === 0);
    }),
  );
});

test('merging keeps every point and leaves fewer boxes', () => {
  const cut: Box[] = [0, 1, 2, 3].flatMap((x) =>
    [0, 1, 2].map(
      (y) =>
        [
          [x, x],
          [y, y],
        ] as Box,
    ),
  );
  assert.deepEqual(merged(cut), [
    [
      [0, 3],
      [0, 2],
    ],
  ]);
  assert.deepEqual(merged([]), []);
});

test('boxes that share no cell of one dimension share nothing', () => {
  assert.equal(
    commonBox(
      [
        [0, 5],
        [0, 1],
      ],
      [
        [2, 3],
        [4, 5],
      ],
    ),
    null,
  );
});

test('a budget that is used up is said, never taken for an answer', () => {
  const boxes: Box[] = [[[0, 2]], [[3, 5]]];
  assert.equal(isCovered([[0, 5]], boxes, { left: 2 }), null);
  assert.equal(uncovered([[0, 5]], boxes, { left: 2 }, 10).isComplete, false);
  assert.equal(isCovered([[0, 5]], boxes, plenty()), true);
});
