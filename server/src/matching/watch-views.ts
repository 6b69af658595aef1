/** SQL that answers screens about watches: one's own, and of what they found what one may see. */
import { type Order, type PageWish, pageOfList } from '../runtime/keyset.ts';
import type { Context, InputOf } from '../runtime/module.ts';
import { all, rowOrNull, rows, type Sql, sql } from '../runtime/sql.ts';
import { needVisible } from './visibility-views.ts';
import type { Find, Watch, watchContract } from './watch-contract.ts';
import { type WatchRow, watchColumns } from './watch-store.ts';

export type ListedWatch = WatchRow & Pick<Watch, 'record' | 'unseen' | 'lastFoundAt'>;

const columns = (ctx: Context) => sql`${watchColumns},
  (select count(*)::int from ${found} where f.watch_id = w.id and f.seen_at is null
    and ${toldAndVisible(ctx)}) as unseen,
  (select max(f.found_at) from matching.find f
    where f.watch_id = w.id and f.told_at is not null) as last_found_at,
  case when w.need_id is not null then (select jsonb_build_object('kind', 'need', 'id', id,
      'title', title) from matching.need where id = w.need_id)
    when w.technology_id is not null then (select jsonb_build_object('kind', 'technology',
      'id', id, 'title', title) from matching.technology where id = w.technology_id)
    end as record`;

const found = sql`matching.find f
  left join matching.technology t on t.id = f.technology_id
  left join matching.need n on n.id = f.need_id`;

/**
 * What was withdrawn or is no longer meant for the person is not shown any more. Everybody sees a
 * technology that is published.
 */
function toldAndVisible(ctx: Context): Sql {
  return sql`f.told_at is not null and (t.state = 'published'
    or (n.state = 'published' and ${needVisible(ctx.actor, ctx.now)}))`;
}

const newestWatch: Order = {
  name: 'watches',
  columns: [
    { sql: sql`w.created_at`, type: 'timestamptz' },
    { sql: sql`w.id`, type: 'uuid' },
  ],
  descending: true,
};

export async function watchesPage(ctx: Context, wish: InputOf<typeof watchContract.listWatches>) {
  const { q, find, rhythm } = wish;
  const where: Sql[] = [sql`w.person_id = ${ctx.actor.personId}::uuid`];
  if (q !== undefined && q.trim() !== '') {
    const part = `%${q.trim().replace(/[\\%_]/g, '\\$&')}%`;
    where.push(sql`w.name ilike ${part}`);
  }
  if (find !== undefined) where.push(sql`w.find = ${find}`);
  if (rhythm !== undefined && rhythm.length > 0) {
    where.push(sql`w.rhythm = any (${rhythm}::text[])`);
  }
  const list = {
    order: newestWatch,
    columns: columns(ctx),
    from: sql`matching.watch w`,
    where: all(where),
  };
  return await pageOfList<ListedWatch>(ctx.tx, list, wish);
}

export async function ownWatch(ctx: Context, id: string): Promise<ListedWatch | null> {
  return await rowOrNull<ListedWatch>(
    ctx.tx,
    sql`select ${columns(ctx)} from matching.watch w
        where w.id = ${id} and w.person_id = ${ctx.actor.personId}::uuid`,
  );
}

// What was found ----------------------------------------------------------------------------------

const latestFind: Order = {
  name: 'finds',
  columns: [
    { sql: sql`f.told_at`, type: 'timestamptz' },
    { sql: sql`f.record_id`, type: 'uuid' },
    { sql: sql`f.watch_id`, type: 'uuid' },
  ],
  descending: true,
};

const findColumns = sql`f.watch_id, w.name as watch_name, f.record_id, f.found_at, f.told_at,
  f.seen_at, coalesce(t.title, n.title) as title, coalesce(t.sample, n.sample) as sample,
  case when n.id is null then 'technology' else 'need' end as kind, owner.owner as organisation`;

const findsOfWatches = sql`${found} join matching.watch w on w.id = f.watch_id`;
/** The place of a row, since its key are two columns and a list asks for one. */
const findId = sql`f.ctid`;

const findSource = sql`${findsOfWatches}
  join matching.v_owner owner on owner.id = coalesce(t.organisation_id, n.organisation_id)`;

interface FindFilters {
  readonly watchId?: string;
  readonly kind?: Find['kind'];
  readonly unseen?: boolean;
  readonly digestId?: string;
}

function findConditions(ctx: Context, filters: FindFilters): Sql {
  const { watchId, kind, unseen, digestId } = filters;
  const where: Sql[] = [sql`w.person_id = ${ctx.actor.personId}::uuid`, toldAndVisible(ctx)];
  if (watchId !== undefined) where.push(sql`f.watch_id = ${watchId}`);
  if (kind !== undefined) where.push(sql`w.find = ${kind}`);
  if (unseen === true) where.push(sql`f.seen_at is null`);
  if (digestId !== undefined) where.push(sql`f.digest_id = ${digestId}`);
  return all(where);
}

export async function findsPage(ctx: Context, wish: FindFilters & PageWish) {
  const where = findConditions(ctx, wish);
  const narrow = { from: findsOfWatches, id: findId };
  const list = { order: latestFind, columns: findColumns, from: findSource, narrow, where };
  return await pageOfList<Find>(ctx.tx, list, wish);
}

/** The first of them, and how many there are: of many the visible ones are sought once for both. */
export async function firstFinds(
  ctx: Context,
  filters: FindFilters,
  atMost: number,
): Promise<{ readonly items: Find[]; readonly count: number }> {
  const found = await rows<Find & { readonly count: number }>(
    ctx.tx,
    sql`with waiting as materialized (
          select ${findId} as place, w.name, f.told_at, f.record_id
          from ${findsOfWatches} where ${findConditions(ctx, filters)})
        select ${findColumns}, (select count(*)::int from waiting) as count from ${findSource}
        where ${findId} = any (array(select place from waiting
          order by name, told_at desc, record_id limit ${atMost}))
        order by w.name, f.told_at desc, f.record_id`,
  );
  const items = found.map(({ count: _count, ...item }) => item);
  return { items, count: found[0]?.count ?? 0 };
}
