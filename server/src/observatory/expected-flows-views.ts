/** SQL that reads what the expected flows are worked out from. */
import { all, rows, type Sql, sql, type Tx } from '../runtime/sql.ts';
import { anybody, flowParts } from './flow-views.ts';
import { organisationsAtLeast } from './shapes.ts';

export interface PairCount {
  readonly from: string;
  readonly to: string;
  readonly year: number;
  readonly count: number;
  /** Whether all of it may be told to anybody. */
  readonly told: boolean;
}

interface Asked {
  readonly fromYear?: number | undefined;
  readonly toYear?: number | undefined;
}

export async function flowCounts(
  tx: Tx,
  { kind, fromYear, toYear }: Asked & { readonly kind?: string | undefined },
): Promise<PairCount[]> {
  const kinds = kind === undefined ? undefined : [kind];
  return await rows<PairCount>(
    tx,
    sql`select p.from_region as "from", p.to_region as "to", p.year, sum(p.count)::int as count,
          bool_and(p.told) as told
        from ${flowParts({ kinds, fromYear, toYear }, anybody)} p
        group by 1, 2, 3 order by 1, 2, 3`,
  );
}

/**
 * Each counts on its way there and on its way back. Who worked with whom is public by name, in the
 * network of the registry: so a pair is told for all years that are asked for, or not at all.
 */
export async function collaborationCounts(
  tx: Tx,
  { fromYear, toYear }: Asked,
): Promise<PairCount[]> {
  const years: Sql[] = [sql`p.year > 0`];
  if (fromYear !== undefined) years.push(sql`p.year >= ${fromYear}`);
  if (toYear !== undefined) years.push(sql`p.year <= ${toYear}`);
  return await rows<PairCount>(
    tx,
    sql`with pair as (
          select ra.province_code as a, rb.province_code as b, p.year, p.count, p.a_id, p.b_id
          from registry.v_pair p join registry.v_organisation oa on oa.id = p.a_id
            join registry.v_organisation ob on ob.id = p.b_id
            join registry.v_region ra on ra.code = oa.region_code
            join registry.v_region rb on rb.code = ob.region_code
          where ra.province_code <> rb.province_code and ${all(years)}),
        way as (
          select a, b, year, count, a_id, b_id from pair
          union all select b, a, year, count, b_id, a_id from pair),
        told as (
          select a, b, least(count(distinct a_id), count(distinct b_id))
            >= ${organisationsAtLeast} as told
          from way group by 1, 2)
        select w.a as "from", w.b as "to", w.year, sum(w.count)::int as count, t.told
        from way w join told t using (a, b) group by 1, 2, 3, 5 order by 1, 2, 3`,
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
