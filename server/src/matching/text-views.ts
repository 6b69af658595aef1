/** SQL that reads published texts for the index in memory. */
import { row, rowOrNull, rows, type Sql, sql, type Tx } from '../runtime/sql.ts';
import type { RecordKind } from './record.ts';

export interface TextRow {
  readonly id: string;
  readonly title: string;
  readonly keywords: string[];
  readonly text: string;
}

const textsOf: Readonly<Record<RecordKind, Sql>> = {
  technology: sql`select id, title, keywords, coalesce(summary, '') as text
    from matching.technology where state = 'published'`,
  need: sql`select id, title, keywords, concat_ws(chr(10), problem, targets) as text
    from matching.need where state = 'published'`,
};

/** Published texts in the order of their ids, from after one of them on. */
export async function textsAfter(tx: Tx, kind: RecordKind, id: string, limit: number) {
  return await rows<TextRow>(
    tx,
    sql`select * from (${textsOf[kind]}) x where id > ${id}::uuid order by id limit ${limit}`,
  );
}

export async function textsNamed(tx: Tx, kind: RecordKind, ids: readonly string[]) {
  return await rows<TextRow>(
    tx,
    sql`select * from (${textsOf[kind]}) x where id = any (${ids}::uuid[])`,
  );
}

/** What the log says it is up to an event; null where it has no such event. */
export async function digestOfLog(tx: Tx, sequence: bigint): Promise<string | null> {
  const found = await rowOrNull<{ hash: string }>(
    tx,
    sql`select encode(hash, 'hex') as hash from runtime.event where sequence = ${sequence}`,
  );
  return found?.hash ?? null;
}

/** The last event there is, 0 in an empty log. */
export async function headOfLog(tx: Tx): Promise<bigint> {
  const last = await row<{ head: bigint }>(
    tx,
    sql`select coalesce(max(sequence), 0) as head from runtime.event`,
  );
  return last.head;
}

/** Where the log stands, and which records it says have changed since. */
export async function changesSince(
  tx: Tx,
  sequence: bigint,
): Promise<{ readonly head: bigint; readonly technology: string[]; readonly need: string[] }> {
  return await row(
    tx,
    sql`select coalesce(max(sequence), ${sequence}::bigint) as head,
          coalesce(array_agg(distinct payload ->> 'recordId')
            filter (where type like 'matching.technology\_%'), '{}') as technology,
          coalesce(array_agg(distinct payload ->> 'recordId')
            filter (where type like 'matching.need\_%'), '{}') as need
        from runtime.event where sequence > ${sequence}`,
  );
}
