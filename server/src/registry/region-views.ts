import {
  everyRowOfList,
  type List,
  type Order,
  type PageWish,
  pageOfList,
} from '../runtime/keyset.ts';
import type { InputOf } from '../runtime/module.ts';
import type { CursorValue } from '../runtime/paging.ts';
import { all, row, rowOrNull, rows, type Sql, sql, type Tx } from '../runtime/sql.ts';
import type { Region, RegionWithHistory, registryContract } from './contract.ts';
import type { RegionValidity } from './region.ts';
import { plainName } from './search-keys.ts';

type Filter = Omit<InputOf<typeof registryContract.listRegions>, 'limit' | 'cursor'>;
export type Keyed<Item> = Item & { readonly pageKey: readonly CursorValue[] };

/** A region in a few words, or null where the join found none. */
export function regionRef(alias: string): Sql {
  const a = sql.raw(alias);
  return sql`case when ${a}.code is null then null else json_build_object(
    'code', ${a}.code, 'nameZh', ${a}.name_zh, 'nameEn', ${a}.name_en) end`;
}

/** The regions that are in a compact on a day. */
export function membersOn(compactId: string | Sql, day: string): Sql {
  return sql`select region_code from registry.compact_member
    where compact_id = ${compactId} and starts_on <= ${day}
      and (ends_on is null or ends_on > ${day})`;
}

/** Codes of regions with those of everything that lies in them. */
export async function regionsWithin(tx: Tx, codes: readonly string[]): Promise<string[]> {
  return await codesBelow(
    tx,
    sql`select code from registry.region where code = any(${codes}::text[])`,
  );
}

/** The same for the regions that are in a compact on a day. */
export async function regionsOfCompact(tx: Tx, compactId: string, day: string): Promise<string[]> {
  return await codesBelow(tx, membersOn(compactId, day));
}

/** Those of the codes that some organisation has. */
export async function regionsInUse(tx: Tx, codes: readonly string[]): Promise<string[]> {
  const { used } = await row<{ used: string[] }>(
    tx,
    sql`select array(select code from unnest(${codes}::text[]) as given (code)
        where exists (select from registry.organisation o where o.region_code = given.code
          and o.status <> 'merged')) as used`,
  );
  return used;
}

async function codesBelow(tx: Tx, top: Sql): Promise<string[]> {
  const { codes } = await row<{ codes: string[] }>(
    tx,
    sql`with recursive inside (code) as (
          ${top}
          union
          select r.code from registry.region r join inside i on r.parent_code = i.code)
        select array(select code from inside) as codes`,
  );
  return codes;
}

const columns = sql`r.code, r.scheme, r.level, r.parent_code, r.name_zh, r.name_en, r.iso3166,
  r.valid_from, r.valid_until, r.successor_code,
  exists (select from registry.region c where c.parent_code = r.code) as has_children`;

const byCode: Order = { name: 'region', columns: [{ sql: sql`r.code`, type: 'text' }] };

function fits(filter: Filter, today: string): Sql {
  const { q, parent, level, scheme, compactId, on = today, abolished } = filter;
  const conditions: Sql[] = [];
  if (q !== undefined && plainName(q) !== '') {
    conditions.push(sql`(strpos(r.search_text, ${plainName(q)}) > 0
      or starts_with(r.code, ${q.trim().toUpperCase()}))`);
  }
  if (parent === 'none') conditions.push(sql`r.parent_code is null`);
  else if (parent !== undefined) conditions.push(sql`r.parent_code = ${parent}`);
  if (level !== undefined) conditions.push(sql`r.level = any(${level}::text[])`);
  if (scheme !== undefined) conditions.push(sql`r.scheme = ${scheme}`);
  if (compactId !== undefined) conditions.push(sql`r.code in (${membersOn(compactId, on)})`);
  if (abolished !== true) {
    conditions.push(sql`(r.valid_until is null or r.valid_until > ${on})
      and (r.valid_from is null or r.valid_from <= ${on})`);
  }
  return all(conditions);
}

function regionList(filter: Filter, today: string): List {
  const from = sql`registry.region r`;
  const narrow = { from, id: sql`r.code` };
  return { order: byCode, columns, from, narrow, where: fits(filter, today) };
}

const regionsUnlessTold = 100;

export function regionPage(tx: Tx, asked: Filter & PageWish, today: string) {
  const wish = { ...asked, limit: asked.limit ?? regionsUnlessTold };
  return pageOfList<Region>(tx, regionList(asked, today), wish);
}

export function everyRegion(tx: Tx, filter: Filter, today: string) {
  return everyRowOfList<Region>(tx, regionList(filter, today));
}

export async function readRegion(tx: Tx, code: string): Promise<RegionWithHistory | null> {
  return await rowOrNull<RegionWithHistory>(
    tx,
    sql`with recursive above as (
          select r.*, 1 as height from registry.region r
            where r.code = (select parent_code from registry.region where code = ${code})
          union all
          select r.*, height + 1 from registry.region r join above a on r.code = a.parent_code)
        select ${columns}, ${regionRef('s')} as successor,
          coalesce((select json_agg(${regionRef('a')} order by height desc) from above a),
            '[]') as ancestors,
          coalesce((select json_agg(json_build_object('code', p.code, 'nameZh', p.name_zh,
              'nameEn', p.name_en, 'validUntil', p.valid_until) order by p.code)
            from registry.region p where p.successor_code = r.code), '[]') as predecessors,
          coalesce((select json_agg(json_build_object('id', c.id, 'nameZh', c.name_zh,
              'nameEn', c.name_en, 'startsOn', m.starts_on, 'endsOn', m.ends_on)
              order by m.starts_on, c.id)
            from registry.compact_member m join registry.compact c on c.id = m.compact_id
            where m.region_code = r.code), '[]') as compacts
        from registry.region r left join registry.region s on s.code = r.successor_code
        where r.code = ${code}`,
  );
}

export async function readValidity(tx: Tx, code: string): Promise<RegionValidity | null> {
  return await rowOrNull<RegionValidity>(
    tx,
    sql`select code, coalesce(name_zh, name_en) as display_name, valid_from, valid_until,
          successor_code
        from registry.region where code = ${code}`,
  );
}

/** Which of these codes nobody knows. */
export async function unknownRegions(tx: Tx, codes: readonly string[]): Promise<string[]> {
  const found = await rows<{ code: string }>(
    tx,
    sql`select given.code from unnest(${codes}::text[]) as given (code)
        where not exists (select from registry.region r where r.code = given.code)`,
  );
  return found.map((one) => one.code);
}

export interface Territory {
  /** The region and all above it. */
  readonly regionCodes: readonly string[];
  /** The compacts that one of these is in on the day. */
  readonly compactIds: readonly string[];
}

/** Whose officers answer for a region on a day. */
export async function readTerritory(tx: Tx, code: string, day: string): Promise<Territory> {
  return await row<Territory>(
    tx,
    sql`with recursive above as (
          select code, parent_code from registry.region where code = ${code}
          union all
          select r.code, r.parent_code from registry.region r join above a on r.code = a.parent_code)
        select coalesce(array_agg(code), '{}') as region_codes,
          array(select distinct compact_id from registry.compact_member m join above a
            on a.code = m.region_code
            where m.starts_on <= ${day} and (m.ends_on is null or m.ends_on > ${day}))
            as compact_ids
        from above`,
  );
}

export async function regionsAreLoaded(tx: Tx): Promise<boolean> {
  const { loaded } = await row<{ loaded: boolean }>(
    tx,
    sql`select exists (select from registry.region) as loaded`,
  );
  return loaded;
}
