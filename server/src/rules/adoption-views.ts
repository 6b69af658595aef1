/** SQL that answers who adopted what, and what an adoption's day needs to be judged. */
import { type Order, type PageWish, pageOfList } from '../runtime/keyset.ts';
import type { PageOf } from '../runtime/paging.ts';
import { all, rowOrNull, rows, type Sql, sql, type Tx } from '../runtime/sql.ts';
import type { AdoptionPeriod, Membership } from './adoption.ts';
import type { Adoption } from './contract.ts';
import { versionSummary } from './store.ts';

export type AdoptionRow = Omit<Adoption, 'may'>;
/** As a screen sees it, with the days that the judgement needs. */
export interface JudgedAdoption extends AdoptionPeriod {
  readonly ruleSetId: string;
  readonly shown: AdoptionRow;
}

const columns = sql`a.id, rules.place(a.region_code, a.compact_id) as place,
  ${versionSummary} as version, a.starts_on, a.ends_on,
  jsonb_build_object('id', a.signed_by_id, 'name', a.signed_by_name) as signed_by, a.signed_at,
  a.content_digest, a.content_digest = v.content_digest as signature_holds, a.office, a.sample,
  a.revision`;
const from = sql`rules.adoption a join rules.version v on v.id = a.version_id`;

const newestFirst: Order = {
  name: 'adoptions newest',
  columns: [
    { sql: sql`a.starts_on`, type: 'date' },
    { sql: sql`a.id`, type: 'uuid' },
  ],
  descending: true,
};

export interface AdoptionFilter {
  readonly ruleSetId?: string;
  readonly versionId?: string;
  readonly region?: readonly string[];
  readonly compactId?: string;
  readonly on?: string;
}

function fits({ ruleSetId, versionId, region, compactId, on }: AdoptionFilter): Sql {
  const conditions: Sql[] = [];
  if (ruleSetId !== undefined) conditions.push(sql`a.rule_set_id = ${ruleSetId}`);
  if (versionId !== undefined) conditions.push(sql`a.version_id = ${versionId}`);
  if (region !== undefined) conditions.push(sql`a.region_code = any(${region}::text[])`);
  if (compactId !== undefined) conditions.push(sql`a.compact_id = ${compactId}`);
  if (on !== undefined) {
    conditions.push(sql`a.starts_on <= ${on} and (a.ends_on is null or a.ends_on > ${on})`);
  }
  return all(conditions);
}

export async function adoptionPage(
  tx: Tx,
  asked: AdoptionFilter & PageWish,
): Promise<PageOf<AdoptionRow>> {
  const list = { order: newestFirst, columns, from, where: fits(asked) };
  return await pageOfList<AdoptionRow>(tx, list, asked);
}

export async function adoptionsOfVersion(tx: Tx, versionId: string): Promise<AdoptionRow[]> {
  return await rows<AdoptionRow>(
    tx,
    sql`select ${columns} from ${from} where a.version_id = ${versionId}
        order by a.starts_on desc, a.id limit 1000`,
  );
}

export async function readAdoption(tx: Tx, id: string): Promise<AdoptionRow | null> {
  return await rowOrNull<AdoptionRow>(tx, sql`select ${columns} from ${from} where a.id = ${id}`);
}

/** Everything that was ever adopted of one rule set, or of all, by one of the places. */
export async function judgedAdoptions(
  tx: Tx,
  wanted: { readonly ruleSetId?: string | undefined; readonly places: readonly string[] },
): Promise<JudgedAdoption[]> {
  const { ruleSetId = null, places } = wanted;
  return await rows<JudgedAdoption>(
    tx,
    sql`select a.id, a.rule_set_id, a.version_id, coalesce(a.region_code, a.compact_id::text)
          as place_id, a.starts_on, a.ends_on, v.effective_from, v.effective_until,
          (v.withdrawn_at at time zone 'Asia/Shanghai')::date as withdrawn_on,
          to_jsonb(shown) as shown
        from ${from} cross join lateral (select a.id, rules.place(a.region_code, a.compact_id)
            as place, ${versionSummary} as version, a.starts_on as "startsOn",
            a.ends_on as "endsOn", jsonb_build_object('id', a.signed_by_id, 'name',
              a.signed_by_name) as "signedBy", a.signed_at as "signedAt",
            a.content_digest as "contentDigest",
            a.content_digest = v.content_digest as "signatureHolds", a.office, a.sample,
            a.revision) shown
        where coalesce(a.region_code, a.compact_id::text) = any(${places}::text[])
          and (${ruleSetId}::uuid is null or a.rule_set_id = ${ruleSetId}::uuid)
        order by a.id`,
  );
}

/** The region and those it lies in, and every membership of one of them. */
export async function surroundingsOf(
  tx: Tx,
  regionCode: string,
): Promise<{ readonly path: string[]; readonly memberships: Membership[] }> {
  const found = await rowOrNull<{ path: string[]; memberships: Membership[] }>(
    tx,
    sql`select path, coalesce((select jsonb_agg(jsonb_build_object('compactId', m.compact_id,
            'regionCode', m.region_code, 'startsOn', m.starts_on, 'endsOn', m.ends_on))
          from registry.v_compact_member m where m.region_code = any(path)), '[]') as memberships
        from rules.region_path(${regionCode}) path`,
  );
  return found ?? { path: [], memberships: [] };
}

/** The regions that are in one of the compacts on a day. */
export function membersOf(compactIds: readonly string[], day: string): Sql {
  return sql`select m.region_code from registry.v_compact_member m
    where m.compact_id = any(${compactIds}::uuid[]) and m.starts_on <= ${day}::date
      and (m.ends_on is null or m.ends_on > ${day}::date)`;
}

/** Places that ever adopted anything, compacts first; or the members of a compact with it. */
export async function placesOf(
  tx: Tx,
  about: {
    readonly compactId?: string | undefined;
    readonly region?: readonly string[] | undefined;
    readonly on: string;
  },
): Promise<Adoption['place'][]> {
  const { compactId = null, region = null, on } = about;
  const found = await rows<{ place: Adoption['place'] }>(
    tx,
    sql`select distinct place, place ->> 'kind' as kind, place ->> 'id' as id from (
          select rules.place(region_code, compact_id) as place from rules.adoption
            where ${compactId}::uuid is null and ${region}::text[] is null
          union all select rules.place(null, ${compactId}::uuid)
            where ${compactId}::uuid is not null
          union all select rules.place(member.region_code, null)
            from (${membersOf(compactId === null ? [] : [compactId], on)}) member
          union all select rules.place(code, null) from unnest(${region}::text[]) code) found
        where place is not null order by kind, id limit 200`,
  );
  return found.map(({ place }) => place);
}
