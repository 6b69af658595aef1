/** The SQL side of keyset paging: one order gives the condition, the sorting and the cursor. */
import { lately } from './lately.ts';
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
  /** Select it as `page_key`: no column of a list is called that. */
  readonly key: Sql;
  /** The same condition on other expressions, without the first `skip` values of the order. */
  beyond(expressions: readonly Sql[], skip?: number): Sql;
  /** Makes the page and takes the keys off again. */
  page<Row extends { readonly pageKey: readonly CursorValue[] }>(
    rows: readonly Row[],
    total: number | null,
  ): PageOf<Omit<Row, 'pageKey'>>;
}

const limitUnlessTold = 20;

/** @throws Refusal cursor_invalid */
export function keyset(order: Order, asked: PageWish): Keyset {
  const cursor = readCursor(asked.cursor, order.name);
  const limit = asked.limit ?? limitUnlessTold;
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
        keyOf: (row) => row.pageKey,
      });
      return { ...page, items: page.items.map(({ pageKey: _key, ...item }) => item) };
    },
  };
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
  readonly narrow?: Narrow;
  readonly where: Sql;
  /** The same asked of one row after the other, where reading in order should not gather first. */
  readonly whereOfRow?: Sql;
}

interface Narrow {
  readonly from: Sql;
  readonly id: Sql;
}

export interface PageWish {
  readonly limit?: number;
  readonly cursor?: string;
}

/**
 * One page of a list with its total. Where the list says how, few rows are gathered, counted and
 * sorted at once; of many the first are read in their order until the page is full. The planner
 * cannot tell which is which, since it does not know how many rows a value stands for.
 *
 * @param ofMany  Reads the page where the rows are many and no index has their order.
 */
export async function pageOfList<Row>(
  tx: Tx,
  list: List,
  wish: PageWish,
  ofMany = (total: number | null): Promise<PageOf<Row>> => pageInOrder(tx, list, wish, total),
): Promise<PageOf<Row>> {
  const { narrow } = list;
  if (narrow === undefined) return await pageAndTotal(tx, list, wish);
  let few = null as PageOf<Row> | null;
  const total = await totalOfList(tx, list, async () => {
    few = await pageOfFew(tx, { ...list, narrow }, wish);
    return few?.total ?? null;
  });
  return few ?? (await ofMany(total));
}

const countedAtMost = 10_000;
const fewAtMost = 1_000;
/** Written out, since a prepared query is planned for a tenth of what a parameter may limit. */
const oneMoreThan = (number: number) => sql.raw(String(number + 1));

/**
 * How many rows a list has: exactly up to 10,000; more are null. A large number may be some
 * seconds old: it is counted once for all who ask for it meanwhile.
 *
 * @param ifFew  Another way to learn it, null where it has not.
 */
export async function totalOfList(
  tx: Tx,
  list: Pick<List, 'from' | 'narrow' | 'where'>,
  ifFew: () => Promise<number | null> = async () => null,
): Promise<number | null> {
  const counting = sql<{ total: number | null }>`
    select nullif(count(*), ${oneMoreThan(countedAtMost)})::int as total from (
      select from ${list.narrow?.from ?? list.from} where ${list.where}
      limit ${oneMoreThan(countedAtMost)}) counted`;
  const { sql: text, parameters } = counting.compile(tx);
  const count = async () => (await row<{ total: number | null }>(tx, counting)).total;
  return await lately(
    tx,
    JSON.stringify([text, parameters]),
    async () => (await ifFew()) ?? (await count()),
    (total) => total === null || total > fewAtMost,
  );
}

type Found<Row> = Row & { readonly pageKey: readonly CursorValue[] };

/** A first page that nothing follows is the whole list, and its total is known with it. */
async function pageAndTotal<Row>(tx: Tx, list: List, wish: PageWish): Promise<PageOf<Row>> {
  const page = await pageInOrder<Row>(tx, list, wish, null);
  const isWhole = wish.cursor === undefined && page.next === null;
  return { ...page, total: isWhole ? page.items.length : await totalOfList(tx, list) };
}

/** Null where the rows are more than a few, or the cursor stands behind the last of them. */
async function pageOfFew<Row>(
  tx: Tx,
  { order, columns, from, narrow, where }: List & { readonly narrow: Narrow },
  wish: PageWish,
): Promise<PageOf<Row> | null> {
  const paging = keyset(order, wish);
  const keys = order.columns.map((_, at) => sql.raw(`key_${at}`));
  const named = order.columns.map((column, at) => sql`${column.sql} as ${keys[at]!}`);
  const orderBy = sql.join(keys.map((key) => sql`${key} ${paging.way}`));
  const fetched = await rows<Found<Row> & { readonly total: number }>(
    tx,
    sql`with few as materialized (
          select ${narrow.id} as few_id, ${sql.join(named)} from ${narrow.from}
          where ${where} limit ${oneMoreThan(fewAtMost)}),
        page as materialized (
          select * from few where ${paging.beyond(keys)} order by ${orderBy} limit ${paging.take})
        select ${columns}, json_build_array(${sql.join(keys)}) as page_key,
          (select count(*)::int from few) as total
        from ${from} join page on page.few_id = ${narrow.id} order by ${orderBy}`,
  );
  const total = fetched[0]?.total ?? (paging.cursor === null ? 0 : null);
  if (total === null || total > fewAtMost) return null;
  const found = fetched.map(({ total: _total, ...row }) => row as unknown as Found<Row>);
  return paging.page(found, total) as unknown as PageOf<Row>;
}

async function pageInOrder<Row>(
  tx: Tx,
  { order, columns, from, narrow, where, whereOfRow }: List,
  wish: PageWish,
  total: number | null,
): Promise<PageOf<Row>> {
  const paging = keyset(order, wish);
  const found = sql`where ${whereOfRow ?? where} and ${paging.where}
    order by ${paging.orderBy} limit ${paging.take}`;
  const fetched = await rows<Found<Row>>(
    tx,
    narrow === undefined
      ? sql`select ${columns}, ${paging.key} as page_key from ${from} ${found}`
      : sql`select ${columns}, ${paging.key} as page_key from ${from}
            where ${narrow.id} in (select ${narrow.id} from ${narrow.from} ${found})
            order by ${paging.orderBy}`,
  );
  return paging.page(fetched, total) as unknown as PageOf<Row>;
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
    const page: PageOf<Row> = await pageInOrder<Row>(tx, list, wish, null);
    yield* page.items;
    given += page.items.length;
    cursor = page.next;
  } while (cursor !== null && given < rowsAtMost);
}
