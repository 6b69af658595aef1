/** SQL of yearly reports: who asked, how far they are, what came out. */
import { type List, type Order, type PageWish, pageOfList } from '../runtime/keyset.ts';
import { execute, rowOrNull, rows, sql, type Tx } from '../runtime/sql.ts';
import type { YearlySummary } from './contract.ts';

export interface KeptYearly extends YearlySummary {
  readonly content: string | null;
}

const columns = sql`y.id, y.year, y.number, y.state, y.done, y.steps, y.digest, y.made_at,
  y.asked_by, y.asked_at, y.published_by, y.published_at, y.revision, y.sample,
  jsonb_build_object('id', c.id, 'name', jsonb_build_object(
    'zh', coalesce(c.name_zh, c.name_en), 'en', coalesce(c.name_en, c.name_zh))) as compact`;
const tables = sql`observatory.yearly_report y join registry.v_compact c on c.id = y.compact_id`;

const newestFirst: Order = {
  name: 'yearly reports newest',
  columns: [
    { sql: sql`y.asked_at`, type: 'timestamptz' },
    { sql: sql`y.id`, type: 'uuid' },
  ],
  descending: true,
};

/** Published ones, and those of the compacts that the caller answers for; null: of all. */
export async function yearlyPage(tx: Tx, wish: PageWish, compacts: readonly string[] | null) {
  const where =
    compacts === null
      ? sql`true`
      : sql`(y.state = 'published' or y.compact_id = any(${compacts}::uuid[]))`;
  const list: List = { order: newestFirst, columns, from: tables, where };
  return await pageOfList<YearlySummary>(tx, list, wish);
}

export async function findYearly(tx: Tx, id: string): Promise<KeptYearly | null> {
  return await rowOrNull<KeptYearly>(
    tx,
    sql`select ${columns}, y.content from ${tables} where y.id = ${id}`,
  );
}

export async function lockYearly(tx: Tx, id: string): Promise<void> {
  await execute(tx, sql`select from observatory.yearly_report where id = ${id} for update`);
}

/** False where one of that year is being made. */
export async function insertYearly(
  tx: Tx,
  asked: {
    readonly id: string;
    readonly compactId: string;
    readonly year: number;
    readonly steps: number;
    readonly by: { readonly id: string | null; readonly name: string };
    readonly at: Date;
  },
): Promise<boolean> {
  const { id, compactId, year, steps, by, at } = asked;
  await execute(
    tx,
    sql`select pg_advisory_xact_lock(hashtextextended(${`${compactId} ${year}`}, 7))`,
  );
  const written = await execute(
    tx,
    sql`insert into observatory.yearly_report (id, compact_id, year, number, state, steps,
          asked_by_id, asked_by, asked_at, sample)
        select ${id}, c.id, ${year}, coalesce((select max(number)
            from observatory.yearly_report where compact_id = c.id and year = ${year}), 0) + 1,
          'waiting', ${steps}, ${by.id}, ${by.name}, ${at}, c.sample
        from registry.v_compact c where c.id = ${compactId} and not exists (
          select from observatory.yearly_report where compact_id = c.id and year = ${year}
            and state in ('waiting', 'working'))`,
  );
  return written === 1;
}

export async function tellYearlyDone(tx: Tx, id: string, done: number): Promise<void> {
  await execute(
    tx,
    sql`update observatory.yearly_report set state = 'working', done = ${done} where id = ${id}`,
  );
}

export async function keepYearly(
  tx: Tx,
  id: string,
  { content, digest, madeAt }: { content: string; digest: string; madeAt: Date },
): Promise<void> {
  await execute(
    tx,
    sql`update observatory.yearly_report set state = 'draft', done = steps, content = ${content},
          digest = ${digest}, made_at = ${madeAt}, revision = revision + 1 where id = ${id}`,
  );
}

export async function failYearly(tx: Tx, id: string): Promise<void> {
  await execute(tx, sql`update observatory.yearly_report set state = 'failed' where id = ${id}`);
}

export async function publishYearly(tx: Tx, id: string, by: string, now: Date): Promise<void> {
  await execute(
    tx,
    sql`update observatory.yearly_report set state = 'published', published_by = ${by},
          published_at = ${now}, revision = revision + 1 where id = ${id}`,
  );
}

/** Compacts that have one of the regions as a member on a day. */
export async function compactsWith(
  tx: Tx,
  regions: readonly string[],
  day: string,
): Promise<string[]> {
  const found = await rows<{ id: string }>(
    tx,
    sql`select distinct compact_id as id from registry.v_compact_member
        where region_code = any(${regions}::text[]) and starts_on <= ${day}::date
          and (ends_on is null or ends_on > ${day}::date)`,
  );
  return found.map(({ id }) => id);
}
