import { type Order, type PageWish, pageOfList } from '../runtime/keyset.ts';
import { rowOrNull, sql, type Tx } from '../runtime/sql.ts';
import type { Compact, CompactWithMembers } from './contract.ts';
import { membersOn, regionRef } from './region-views.ts';

const byId: Order = { name: 'compact', columns: [{ sql: sql`c.id`, type: 'uuid' }] };

function columnsOn(day: string) {
  return sql`c.id, c.name_zh, c.name_en, c.sample, c.revision, c.created_at,
    coalesce((select json_agg(${regionRef('r')} order by r.code) from registry.region r
      where r.code in (${membersOn(sql`c.id`, day)})), '[]') as regions`;
}

export function compactPage(tx: Tx, asked: PageWish, today: string) {
  const from = sql`registry.compact c`;
  const list = { order: byId, columns: columnsOn(today), from, where: sql`true` };
  return pageOfList<Compact>(tx, list, asked);
}

export async function readCompact(
  tx: Tx,
  compactId: string,
  today: string,
): Promise<Omit<CompactWithMembers, 'may'> | null> {
  return await rowOrNull(
    tx,
    sql`select ${columnsOn(today)},
          coalesce((select json_agg(json_build_object('region', ${regionRef('r')},
              'startsOn', m.starts_on, 'endsOn', m.ends_on) order by m.starts_on, r.code)
            from registry.compact_member m join registry.region r on r.code = m.region_code
            where m.compact_id = c.id), '[]') as members
        from registry.compact c where c.id = ${compactId}`,
  );
}
