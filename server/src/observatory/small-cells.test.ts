import assert from 'node:assert/strict';
import { test } from 'node:test';
import { analyse } from './series.ts';
import { emptiedCells, SmallCells, toldCells } from './small-cells.ts';

const cells = [
  { region: '110000', field: 'C39', value: 5, organisations: 5 },
  { region: '110000', field: 'C34', value: 2, organisations: 2 },
  { region: '130000', field: 'C34', value: 7, organisations: 1 },
  { region: '130000', field: 'C31', value: 1, organisations: null },
];

test('a cell is small when it is known that fewer than three stand behind it', () => {
  assert.deepEqual(
    toldCells(cells).map(({ value }) => value),
    [5, 1],
  );
  assert.deepEqual(
    emptiedCells(cells).map(({ value }) => value),
    [5, 0, 0, 1],
  );
});

test('a reader is told the values of the regions that are served, and the number of the others', () => {
  const small = new SmallCells(cells, ['130000']);
  assert.deepEqual(small.counted(), { organisationsAtLeast: 3, cells: 2, hidden: 1 });
  assert.deepEqual(small.counted(['130000']), { organisationsAtLeast: 3, cells: 1, hidden: 0 });
  assert.deepEqual([small.valueOf('130000', 'C34'), small.valueOf('110000', 'C34')], [7, null]);
  assert.equal(small.valueOf('130000', 'C31'), null);
  assert.equal(new SmallCells(cells, null).counted().hidden, 0);
});

test('regions and fields of which nothing is told stand in the analysis with nothing', () => {
  const told = analyse(emptiedCells(cells));
  assert.deepEqual(told.fields, ['C31', 'C34', 'C39']);
  assert.equal(told.fieldVolumes[1], 0);
  const none = analyse(emptiedCells(cells.slice(1, 3)));
  assert.deepEqual([none.regions.length, none.standing.ranks], [2, [null, null]]);
  assert.ok(none.eci.every(Number.isNaN));
  assert.deepEqual([...none.drawn], []);
});
