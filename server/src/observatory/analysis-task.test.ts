import assert from 'node:assert/strict';
import { test } from 'node:test';
import { analyseSeries, beside } from './analysis-task.ts';
import { analyse } from './series.ts';

test('a thread beside the node says what is worked out here', async () => {
  // 40 regions × 800 fields, each region with fields of its own and some of its neighbour's.
  const cells = Array.from({ length: 40 }, (_, region) =>
    Array.from({ length: 60 }, (_, nth) => ({
      region: `R${String(region).padStart(2, '0')}`,
      field: `F${String((region * 20 + nth * 7) % 800).padStart(3, '0')}`,
      value: 1 + ((region * 31 + nth * 17) % 23),
    })),
  ).flat();
  const here = analyse(cells);
  assert.deepEqual(await beside('series', cells), here);
  assert.deepEqual(await analyseSeries(cells), here);
  assert.deepEqual(await analyseSeries(cells.slice(0, 60)), analyse(cells.slice(0, 60)));
});
