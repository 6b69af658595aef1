import { execute, sql, type Tx } from '../runtime/sql.ts';
import type { RegionLevel, RegionScheme } from './words.ts';

export interface RegionRow {
  readonly code: string;
  readonly scheme: RegionScheme;
  readonly level: RegionLevel;
  readonly parentCode: string | null;
  readonly provinceCode: string;
  readonly nameZh: string | null;
  readonly nameEn: string | null;
  readonly iso3166: string | null;
  readonly searchText: string;
  readonly validUntil: string | null;
  readonly successorCode: string | null;
}

/** Writes regions that are new or differ; answers how many. */
export async function saveRegions(tx: Tx, regions: readonly RegionRow[]): Promise<number> {
  return await execute(
    tx,
    sql`insert into registry.region as kept (code, scheme, level, parent_code, province_code,
          name_zh, name_en, iso3166, search_text, valid_until, successor_code)
        select code, scheme, level, "parentCode", "provinceCode",
          "nameZh", "nameEn", "iso3166", "searchText", "validUntil", "successorCode"
        from jsonb_to_recordset(${JSON.stringify(regions)}::jsonb) as given (
          code text, scheme text, level text, "parentCode" text, "provinceCode" text,
          "nameZh" text, "nameEn" text, "iso3166" text, "searchText" text, "validUntil" date,
          "successorCode" text)
        on conflict (code) do update set
          parent_code = excluded.parent_code, province_code = excluded.province_code,
          name_zh = excluded.name_zh, name_en = excluded.name_en, iso3166 = excluded.iso3166,
          search_text = excluded.search_text, valid_until = excluded.valid_until,
          successor_code = excluded.successor_code
        where (kept.parent_code, kept.province_code, kept.name_zh, kept.name_en, kept.iso3166,
            kept.search_text, kept.valid_until, kept.successor_code)
          is distinct from (excluded.parent_code, excluded.province_code, excluded.name_zh,
            excluded.name_en, excluded.iso3166, excluded.search_text, excluded.valid_until,
            excluded.successor_code)`,
  );
}
