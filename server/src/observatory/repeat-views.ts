/** SQL of what a region and its neighbours have in a field. */
import { row, rowOrNull, rows, sql, type Tx } from '../runtime/sql.ts';

export interface CompactNames {
  readonly id: string;
  readonly nameZh: string | null;
  readonly nameEn: string | null;
}

/** The region of the first level that it lies in. */
export async function firstLevelOf(tx: Tx, code: string): Promise<string | null> {
  const found = await rowOrNull<{ code: string }>(
    tx,
    sql`select province_code as code from registry.v_region where code = ${code}`,
  );
  return found?.code ?? null;
}

export async function compactNamed(tx: Tx, id: string): Promise<CompactNames | null> {
  return await rowOrNull<CompactNames>(
    tx,
    sql`select id, name_zh, name_en from registry.v_compact where id = ${id}`,
  );
}

/** The compacts that a region of the first level is in on a day, or the one that is named. */
export async function compactsAround(
  tx: Tx,
  { province, compactId, day }: { province: string; compactId?: string | undefined; day: string },
): Promise<CompactNames[]> {
  return await rows<CompactNames>(
    tx,
    sql`select c.id, c.name_zh, c.name_en from registry.v_compact c
        where case when ${compactId ?? null}::uuid is null
          then exists (select from registry.v_compact_member m
            join registry.v_region r on r.code = m.region_code
            where m.compact_id = c.id and r.province_code = ${province}
              and m.starts_on <= ${day}::date and (m.ends_on is null or m.ends_on > ${day}::date))
          else c.id = ${compactId ?? null}::uuid end
        order by c.name_zh, c.id`,
  );
}

/** The newest series that tells of the field in one of its forms, and in which form. */
export async function newestSeriesOf(
  tx: Tx,
  forms: readonly string[],
  seriesId: string | undefined,
): Promise<{ id: string; field: string } | null> {
  return await rowOrNull<{ id: string; field: string }>(
    tx,
    sql`select s.id, c.field from observatory.series s
        join observatory.series_cell c on c.series_id = s.id
        where c.field = any(${forms}::text[])
          and s.id = coalesce(${seriesId ?? null}::uuid, s.id)
        order by s.made_at desc, s.id desc, array_position(${forms}::text[], c.field) limit 1`,
  );
}

export interface CountedField {
  readonly region: string;
  readonly organisations: number;
  readonly technologies: number;
  /** How many organisations offer them. */
  readonly offerers: number;
}

/** What is registered and on offer today, by region of the first level. */
export async function countField(
  tx: Tx,
  regions: readonly string[],
  forms: readonly string[],
): Promise<CountedField[]> {
  return await rows<CountedField>(
    tx,
    sql`select x.region, coalesce(o.organisations, 0) as organisations,
          coalesce(t.technologies, 0) as technologies, coalesce(t.offerers, 0) as offerers
        from unnest(${regions}::text[]) x (region)
        left join (select r.province_code, count(*)::int as organisations
          from registry.v_organisation o join registry.v_region r on r.code = o.region_code
          where o.merged_into_id is null and o.fields && ${forms}::text[]
          group by 1) o on o.province_code = x.region
        left join (select province_code, count(*)::int as technologies,
            count(distinct organisation_id)::int as offerers
          from matching.v_technology where state = 'published' and fields && ${forms}::text[]
          group by 1) t on t.province_code = x.region`,
  );
}

/** Platforms that stand or are planned in the field; null where the node keeps none. */
export async function countPlatforms(
  tx: Tx,
  regions: readonly string[],
  forms: readonly string[],
): Promise<ReadonlyMap<string, number> | null> {
  const { kept } = await row<{ kept: boolean }>(
    tx,
    sql`select to_regclass('platforms.v_platform') is not null as kept`,
  );
  if (!kept) return null;
  const found = await rows<{ region: string; count: number }>(
    tx,
    sql`select r.province_code as region, count(distinct p.id)::int as count
        from platforms.v_platform p
        join registry.v_region r on r.code = any(p.region_codes)
        where p.stage <> 'closed' and p.fields && ${forms}::text[]
          and r.province_code = any(${regions}::text[])
        group by 1`,
  );
  return new Map(found.map(({ region, count }) => [region, count]));
}
