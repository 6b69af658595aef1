/**
 * SQL is written as SQL. Kysely's template tag keeps values apart from text and lets fragments
 * be put together; these four functions say how many rows a caller expects.
 * Columns come back in camel case; instants and days as ISO strings; bigint as bigint.
 */
import { type Kysely, type RawBuilder, sql } from 'kysely';

export { sql };

/** A database or a transaction in it: both run SQL. */
// biome-ignore lint/suspicious/noExplicitAny: no table is typed, since SQL is written as SQL.
export type Tx = Kysely<any>;
export type Sql = RawBuilder<unknown>;

export async function rows<Row>(tx: Tx, query: Sql): Promise<Row[]> {
  return (await (query as RawBuilder<Row>).execute(tx)).rows;
}

/** The first row, or null where there is none. */
export async function rowOrNull<Row>(tx: Tx, query: Sql): Promise<Row | null> {
  return (await rows<Row>(tx, query))[0] ?? null;
}

/** The one row that must be there: a fault where it is not. */
export async function row<Row>(tx: Tx, query: Sql): Promise<Row> {
  const found = await rows<Row>(tx, query);
  if (found.length !== 1) throw new Error(`One row was expected, ${found.length} came.`);
  return found[0]!;
}

/** Runs a statement; answers how many rows it wrote. */
export async function execute(tx: Tx, query: Sql): Promise<number> {
  const result = await query.execute(tx);
  return Number(result.numAffectedRows ?? 0n);
}

/** Conditions joined by `and`; `true` where there is none. */
export function all(conditions: readonly Sql[]): Sql {
  return conditions.length === 0 ? sql`true` : sql.join([...conditions], sql` and `);
}

/** Columns with their values, for an `insert` and an `update` of the same record. */
export function columnsOf(values: readonly (readonly [string, Sql])[]): Sql {
  return sql.join(values.map(([name]) => sql.raw(name)));
}
export function settersOf(values: readonly (readonly [string, Sql])[]): Sql {
  return sql.join(values.map(([name, value]) => sql`${sql.raw(name)} = ${value}`));
}
