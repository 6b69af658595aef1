/** The SQL side of keyset paging: one order gives the condition, the sorting and the cursor. */
import { type Cursor, type CursorValue, type PageOf, pageOf, readCursor } from './paging.ts';
import { row, rows, type Sql, sql, type Tx } from './sql.ts';

export interface Order {
  /** Belongs to the cursor; name it after the list and the sort. */
  readonly name: string;
  /** All in one direction; the last one unique. `type` is that of the value in PostgreSQL. */
  readonly columns: readonly { readonly sql: Sql; readonly type: string }[];
  readonly descending?: boolean;
}

export interface Keyset {
  readonly cursor: Cursor | null;
  /** Rows beyond the cursor; true on the first page. */
  readonly where: Sql;
  readonly orderBy: Sql;
  /** `asc` or `desc`: the way this page is read, which is backward for a previous one. */
  readonly way: Sql;
  /** One row more than the page, to see whether there is another. */
  readonly take: number;
  /** Select it as `key`. */
  readonly key: Sql;
  /** The same condition on other expressions, without the first `skip` values of the order. */
  beyond(expressions: readonly Sql[], skip?: number): Sql;
  /** Makes the page and takes the keys off again. */
  page<Row extends { readonly key: readonly CursorValue[] }>(
    rows: readonly Row[],
    total: number | null,
  ): PageOf<Omit<Row, 'key'>>;
}

/** @throws Refusal cursor_invalid */
export function keyset(
  order: Order,
  asked: { readonly limit?: number; readonly cursor?: string },
  usualLimit = 20,
): Keyset {
  const cursor = readCursor(asked.cursor, order.name);
  const limit = asked.limit ?? usualLimit;
  const down = (order.descending ?? false) !== (cursor?.backward ?? false);
  const way = sql.raw(down ? 'desc' : 'asc');
  const columns = order.columns.map((column) => column.sql);
  const beyond = (expressions: readonly Sql[], skip = 0): Sql => {
    if (cursor === null) return sql`true`;
    const values = order.columns.map(
      ({ type }, at) => sql`${cursor.values[at] ?? null}::${sql.raw(type)}`,
    );
    return sql`(${sql.join([...expressions])}) ${sql.raw(down ? '<' : '>')}
      (${sql.join(values.slice(skip))})`;
  };
  return {
    cursor,
    where: beyond(columns),
    orderBy: sql.join(columns.map((column) => sql`${column} ${way}`)),
    way,
    take: limit + 1,
    key: sql`json_build_array(${sql.join(columns)})`,
    beyond,
    page: (rows, total) => {
      const page = pageOf(rows, {
        order: order.name,
        limit,
        cursor,
        total,
        keyOf: (row) => row.key,
      });
      return { ...page, items: page.items.map(({ key: _key, ...item }) => item) };
    },
  };
}

export const countedAtMost = 10_000;

/** Counts the rows of a query exactly up to 10,000; more are null. */
export function countUpTo(from: Sql): Sql {
  return sql`select nullif(least(count(*), ${countedAtMost + 1}), ${countedAtMost + 1})::int as total
    from (select 1 ${from} limit ${countedAtMost + 1}) as counted`;
}

/** What a list is made of; the page, its total and an export all come from this. */
export interface List {
  readonly order: Order;
  readonly columns: Sql;
  readonly from: Sql;
  /**
   * The same without what only the columns need, and the row's id in it. With it the page is
   * found first and its columns are read for these rows alone.
   */
  readonly narrow?: { readonly from: Sql; readonly id: Sql };
  readonly where: Sql;
}

export interface PageWish {
  readonly limit?: number;
  readonly cursor?: string;
}

/** One page of a list; `counted` false leaves the total out, which can cost more than the page. */
export async function pageOfList<Row>(
  tx: Tx,
  list: List,
  wish: PageWish,
  counted = true,
): Promise<PageOf<Row>> {
  const paging = keyset(list.order, wish);
  const { narrow } = list;
  const found = sql`where ${list.where} and ${paging.where}
    order by ${paging.orderBy} limit ${paging.take}`;
  const fetched = await rows<Row & { readonly key: readonly CursorValue[] }>(
    tx,
    narrow === undefined
      ? sql`select ${list.columns}, ${paging.key} as key from ${list.from} ${found}`
      : sql`select ${list.columns}, ${paging.key} as key from ${list.from}
            where ${narrow.id} in (select ${narrow.id} from ${narrow.from} ${found})
            order by ${paging.orderBy}`,
  );
  const total = counted
    ? await row<{ total: number | null }>(
        tx,
        countUpTo(sql`from ${narrow?.from ?? list.from} where ${list.where}`),
      )
    : { total: null };
  return paging.page(fetched, total.total) as unknown as PageOf<Row>;
}

const fetchedAtOnce = 1_000;

/** All rows of a list in its order, a thousand at a time: what an export streams. */
export async function* everyRowOfList<Row>(
  tx: Tx,
  list: List,
  rowsAtMost = Number.POSITIVE_INFINITY,
): AsyncGenerator<Row> {
  let cursor: string | null = null;
  let given = 0;
  do {
    const limit = Math.min(fetchedAtOnce, rowsAtMost - given);
    const wish: PageWish = { limit, ...(cursor === null ? {} : { cursor }) };
    const page: PageOf<Row> = await pageOfList<Row>(tx, list, wish, false);
    yield* page.items;
    given += page.items.length;
    cursor = page.next;
  } while (cursor !== null && given < rowsAtMost);
}
