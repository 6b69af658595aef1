import { countUpTo, keyset, type Order } from '../runtime/keyset.ts';
import type { PageOf } from '../runtime/paging.ts';
import { row, rowOrNull, rows, sql, type Tx } from '../runtime/sql.ts';
import type { Compact, CompactWithMembers } from './contract.ts';
import { type Keyed, membersOn, regionRef } from './region-views.ts';

const byId: Order = { name: 'compact', columns: [{ sql: sql`c.id`, type: 'uuid' }] };

function columnsOn(day: string) {
  return sql`c.id, c.name_zh, c.name_en, c.sample, c.revision, c.created_at,
    coalesce((select json_agg(${regionRef('r')} order by r.code) from registry.region r
      where r.code in (${membersOn(sql`c.id`, day)})), '[]') as regions`;
}

export async function compactPage(
  tx: Tx,
  asked: { readonly limit?: number; readonly cursor?: string },
  today: string,
): Promise<PageOf<Compact>> {
  const paging = keyset(byId, asked);
  const found = await rows<Keyed<Compact>>(
    tx,
    sql`select ${columnsOn(today)}, ${paging.key} as key from registry.compact c
        where ${paging.where} order by ${paging.orderBy} limit ${paging.take}`,
  );
  const { total } = await row<{ total: number | null }>(tx, countUpTo(sql`from registry.compact`));
  return paging.page(found, total);
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
