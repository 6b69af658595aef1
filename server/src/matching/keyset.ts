/** One sort order of a list, and the clauses that page through it. */
import type { Cursor, CursorValue } from '../runtime/paging.ts';
import { type Sql, sql } from '../runtime/sql.ts';

export interface Order<Row> {
  readonly name: string;
  /** Never null: a null key would drop out of every comparison. */
  readonly key: Sql;
  readonly type: 'text' | 'date' | 'timestamptz' | 'int';
  readonly descending?: boolean;
  readonly of: (row: Row) => CursorValue;
}

/** Rows after (or before) the cursor; `id` breaks ties. */
export function seek<Row>(order: Order<Row>, id: Sql, cursor: Cursor | null): Sql {
  if (cursor === null) return sql`true`;
  const [key, last] = cursor.values;
  const sign = sql.raw(isUpward(order, cursor) ? '>' : '<');
  const type = sql.raw(order.type);
  return sql`(${order.key}, ${id}) ${sign} (${key}::${type}, ${last}::uuid)`;
}

export function orderBy<Row>(order: Order<Row>, id: Sql, cursor: Cursor | null): Sql {
  const way = sql.raw(isUpward(order, cursor) ? 'asc' : 'desc');
  return sql`order by ${order.key} ${way}, ${id} ${way}`;
}

function isUpward<Row>(order: Order<Row>, cursor: Cursor | null): boolean {
  return (order.descending === true) === (cursor?.backward === true);
}
