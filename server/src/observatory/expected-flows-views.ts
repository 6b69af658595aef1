/** SQL that reads what the expected flows are worked out from. */
import { all, rows, type Sql, sql, type Tx } from '../runtime/sql.ts';

export interface PairCount {
  readonly from: string;
  readonly to: string;
  readonly count: number;
  readonly organisations: number;
}

export interface Between {
  readonly since?: string;
  readonly until?: string;
}

export async function flowCounts(
  tx: Tx,
  { kind, since, until }: Between & { readonly kind?: string },
): Promise<PairCount[]> {
  const startOf = (day: string) => sql`(${day}::date::timestamp at time zone 'Asia/Shanghai')`;
  const conditions: Sql[] = [];
  if (kind !== undefined) conditions.push(sql`f.kind = ${kind}`);
  if (since !== undefined) conditions.push(sql`f.at >= ${startOf(since)}`);
  if (until !== undefined) conditions.push(sql`f.at < ${startOf(until)} + interval '1 day'`);
  return await rows<PairCount>(
    tx,
    sql`select f.from_region as "from", f.to_region as "to", count(*)::int as count,
          count(distinct f.organisation_id)::int as organisations
        from observatory.flow f where ${all(conditions)} group by 1, 2 order by 1, 2`,
  );
}

/** Of the years of the days; each counts on its way there and on its way back. */
export async function collaborationCounts(tx: Tx, { since, until }: Between): Promise<PairCount[]> {
  const years: Sql[] = [];
  if (since !== undefined) years.push(sql`p.year >= ${Number(since.slice(0, 4))}`);
  if (until !== undefined) years.push(sql`p.year between 1 and ${Number(until.slice(0, 4))}`);
  return await rows<PairCount>(
    tx,
    sql`with pair as (
          select ra.province_code as a, rb.province_code as b, p.count, p.a_id, p.b_id
          from registry.v_pair p join registry.v_organisation oa on oa.id = p.a_id
            join registry.v_organisation ob on ob.id = p.b_id
            join registry.v_region ra on ra.code = oa.region_code
            join registry.v_region rb on rb.code = ob.region_code
          where ra.province_code <> rb.province_code and ${all(years)})
        select x.a as "from", x.b as "to", sum(x.count)::int as count,
          least(count(distinct x.a_id), count(distinct x.b_id))::int as organisations
        from (select a, b, count, a_id, b_id from pair
          union all select b, a, count, b_id, a_id from pair) x
        group by 1, 2 order by 1, 2`,
  );
}

/** Regions that are together in a compact on a day, one way and the other. */
export async function pairsTogether(tx: Tx, day: string): Promise<{ a: string; b: string }[]> {
  const valid = (alias: string) => {
    const [starts, ends] = [sql.raw(`${alias}.starts_on`), sql.raw(`${alias}.ends_on`)];
    return sql`${starts} <= ${day}::date and (${ends} is null or ${ends} > ${day}::date)`;
  };
  return await rows<{ a: string; b: string }>(
    tx,
    sql`select distinct ra.province_code as a, rb.province_code as b
        from registry.v_compact_member a
          join registry.v_compact_member b on b.compact_id = a.compact_id
          join registry.v_region ra on ra.code = a.region_code
          join registry.v_region rb on rb.code = b.region_code
        where ${valid('a')} and ${valid('b')} and ra.province_code <> rb.province_code`,
  );
}
