/**
 * Keyset paging. A cursor names the last row seen by its sort values, so pages neither skip nor
 * repeat when rows come and go, and page one thousand costs what page one does.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { Refusal } from './refusal.ts';

export type CursorValue = string | number | null;

export interface Cursor {
  /** The sort order it belongs to; another order cannot use it. */
  readonly order: string;
  readonly backward: boolean;
  readonly values: readonly CursorValue[];
}

const key = 'yunhe cursor';

function seal(text: string): string {
  return createHmac('sha256', key).update(text).digest('base64url').slice(0, 10);
}

/** Cursors are checked against accidents and rewriting by hand, not kept secret. */
export function writeCursor(cursor: Cursor): string {
  const text = JSON.stringify([cursor.order, cursor.backward ? 1 : 0, ...cursor.values]);
  return `${Buffer.from(text).toString('base64url')}.${seal(text)}`;
}

/**
 * @param text  What the caller sent; undefined for the first page.
 * @throws Refusal cursor_invalid if it is not one of ours or belongs to another order.
 */
export function readCursor(text: string | undefined, order: string): Cursor | null {
  if (text === undefined) return null;
  const invalid = new Refusal(
    'cursor_invalid',
    'The cursor does not belong to this list in this order; start from the first page.',
  );
  const [body = '', given = ''] = text.split('.');
  const json = Buffer.from(body, 'base64url').toString('utf8');
  const expected = Buffer.from(seal(json));
  const received = Buffer.from(given);
  if (expected.length !== received.length || !timingSafeEqual(expected, received)) throw invalid;
  const [cursorOrder, backward, ...values] = JSON.parse(json) as [string, number, ...CursorValue[]];
  if (cursorOrder !== order) throw invalid;
  return { order, backward: backward === 1, values };
}

export interface PageOf<Item> {
  readonly items: Item[];
  readonly next: string | null;
  readonly previous: string | null;
  readonly total: number | null;
}

/**
 * Makes a page of `limit` items out of up to `limit + 1` rows that the query fetched in the
 * direction of the cursor.
 *
 * @param keyOf  The sort values of an item, in the order of the query's `order by`.
 */
export function pageOf<Item>(
  fetched: readonly Item[],
  about: {
    readonly order: string;
    readonly limit: number;
    readonly cursor: Cursor | null;
    readonly total: number | null;
    readonly keyOf: (item: Item) => readonly CursorValue[];
  },
): PageOf<Item> {
  const { order, limit, cursor, total, keyOf } = about;
  const backward = cursor?.backward ?? false;
  const more = fetched.length > limit;
  const items = fetched.slice(0, limit);
  if (backward) items.reverse();
  const first = items[0];
  const last = items.at(-1);
  const hasNext = backward ? cursor !== null : more;
  const hasPrevious = backward ? more : cursor !== null;
  return {
    items,
    next:
      hasNext && last !== undefined
        ? writeCursor({ order, backward: false, values: keyOf(last) })
        : null,
    previous:
      hasPrevious && first !== undefined
        ? writeCursor({ order, backward: true, values: keyOf(first) })
        : null,
    total,
  };
}
