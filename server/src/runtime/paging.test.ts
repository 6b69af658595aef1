import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { pageOf, readCursor, writeCursor } from './paging.ts';
import { Refusal } from './refusal.ts';

const order = 'numbers by size';

/** What a query with `limit + 1` would fetch out of sorted numbers. */
function fetch(all: readonly number[], text: string | undefined, limit: number) {
  const cursor = readCursor(text, order);
  const edge = cursor?.values[0] as number | undefined;
  const rows =
    cursor === null || edge === undefined
      ? all
      : cursor.backward
        ? all.filter((one) => one < edge).reverse()
        : all.filter((one) => one > edge);
  return pageOf(rows.slice(0, limit + 1), {
    order,
    limit,
    cursor,
    total: all.length,
    keyOf: (one) => [one],
  });
}

test('walking forward sees every row once, and walking back the same pages', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.integer()), fc.integer({ min: 1, max: 7 }), (values, limit) => {
      const all = values.sort((a, b) => a - b);
      const pages: number[][] = [];
      let page = fetch(all, undefined, limit);
      assert.equal(page.previous, null);
      for (;;) {
        pages.push(page.items);
        if (page.next === null) break;
        page = fetch(all, page.next, limit);
      }
      assert.deepEqual(pages.flat(), all);
      const back: number[][] = [page.items];
      while (page.previous !== null) {
        page = fetch(all, page.previous, limit);
        back.unshift(page.items);
      }
      assert.deepEqual(back.flat(), all);
    }),
  );
});

test('a cursor that was rewritten, or belongs to another order, is refused', () => {
  const cursor = writeCursor({ order, backward: false, values: [5, 'x', null] });
  assert.deepEqual(readCursor(cursor, order)?.values, [5, 'x', null]);
  for (const broken of ['', 'x', `x${cursor}`, cursor.slice(0, -1), 'a.b.c']) {
    assert.throws(() => readCursor(broken, order), Refusal, broken);
  }
  assert.throws(() => readCursor(cursor, 'another order'), Refusal);
});
