/** SQL that answers platforms, their types and what was done with them. */
import {
  everyRowOfList,
  type List,
  type Order,
  type PageWish,
  pageOfList,
} from '../runtime/keyset.ts';
import type { Context, InputOf } from '../runtime/module.ts';
import { all, rowOrNull, rows, type Sql, sql, type Tx } from '../runtime/sql.ts';
import type { ListedType, Platform, platformContract } from './platform-contract.ts';
import type { Place } from './platform-shapes.ts';

type Contract = typeof platformContract;
type Asked = Omit<InputOf<Contract['listPlatforms']>, 'limit' | 'cursor'>;

export type PlatformAnswer = Omit<Platform, 'may'>;

export async function everyType(tx: Tx): Promise<ListedType[]> {
  return await rows<ListedType>(
    tx,
    sql`select t.code, t.name_zh, t.name_en, t.note, t.revision,
          (select count(*)::int from platforms.platform p where p.type = t.code) as platforms
        from platforms.type t order by t.created_at, t.code`,
  );
}

const money = sql`(select coalesce(sum((c->>'amount')::numeric), 0)::text
  from platforms.founder f, jsonb_array_elements(f.contributions) c
  where f.platform_id = p.id and c->>'kind' = 'money')`;

const columns = sql`p.id, p.name_zh, p.name_en, p.stage, p.fields, p.opened_on, p.closed_on,
  jsonb_build_object('code', t.code, 'nameZh', t.name_zh, 'nameEn', t.name_en, 'note', t.note)
    as type,
  (select jsonb_agg(platforms.place(r.code, null) order by r.at)
    from unnest(p.region_codes) with ordinality r (code, at)) as regions,
  platforms.place(null, p.operator_id) as operator,
  (select coalesce(jsonb_agg(jsonb_build_object(
      'place', platforms.place(f.region_code, f.organisation_id),
      'regionCode', coalesce(f.region_code, o.region_code),
      'contributions', f.contributions) order by f.position), '[]'::jsonb)
    from platforms.founder f left join registry.v_organisation o on o.id = f.organisation_id
    where f.platform_id = p.id) as founders,
  ${money} as money, p.facilities, p.address, p.note, p.journey_id, p.sample, p.created_at,
  p.updated_at, p.revision`;
const from = sql`platforms.platform p join platforms.type t on t.code = p.type`;

const id = { sql: sql`p.id`, type: 'uuid' };
const orders: Readonly<Record<NonNullable<Asked['sort']>, Order>> = {
  name: { name: 'platforms name', columns: [{ sql: sql`p.sort_key`, type: 'text' }, id] },
  '-openedOn': {
    name: 'platforms -openedOn',
    columns: [{ sql: sql`coalesce(p.opened_on, '0001-01-01'::date)`, type: 'date' }, id],
    descending: true,
  },
  '-money': {
    name: 'platforms -money',
    columns: [{ sql: sql`${money}::numeric`, type: 'numeric' }, id],
    descending: true,
  },
};

function conditionsOf({ q, type, stage, region, founder, field, operatorId }: Asked): Sql {
  const conditions: Sql[] = [];
  const words = q?.trim().toLowerCase() ?? '';
  if (words !== '') {
    conditions.push(sql`strpos(lower(concat_ws(' ', p.name_zh, p.name_en, p.sort_key, p.address)),
      ${words}) > 0`);
  }
  if (type !== undefined) conditions.push(sql`p.type = any(${type}::text[])`);
  if (stage !== undefined) conditions.push(sql`p.stage = any(${stage}::text[])`);
  if (region !== undefined) {
    conditions.push(
      sql`p.region_codes && array(select registry.v_regions_within(${region}::text[]))`,
    );
  }
  if (founder !== undefined) {
    conditions.push(sql`exists (select from platforms.founder f
      left join registry.v_organisation o on o.id = f.organisation_id
      where f.platform_id = p.id and coalesce(f.region_code, o.region_code)
        in (select registry.v_regions_within(${founder}::text[])))`);
  }
  if (field !== undefined) conditions.push(sql`p.fields && ${field}::text[]`);
  if (operatorId !== undefined) conditions.push(sql`p.operator_id = ${operatorId}`);
  return all(conditions);
}

function listOf(asked: Asked): List {
  return { order: orders[asked.sort ?? 'name'], columns, from, where: conditionsOf(asked) };
}

export async function platformPage(ctx: Context, asked: Asked & PageWish) {
  return await pageOfList<PlatformAnswer>(ctx.tx, listOf(asked), asked);
}

export function everyPlatform(ctx: Context, asked: Asked, rowsAtMost: number) {
  return everyRowOfList<PlatformAnswer>(ctx.tx, listOf(asked), rowsAtMost);
}

export async function readPlatformRow(tx: Tx, platformId: string): Promise<PlatformAnswer | null> {
  return await rowOrNull(tx, sql`select ${columns} from ${from} where p.id = ${platformId}`);
}

/** A platform counts once in each province that it stands in. */
export async function platformsByProvince(tx: Tx, asked: Asked) {
  return await rows<{
    region: PlatformAnswer['regions'][number];
    type: string;
    stage: Platform['stage'];
    count: number;
  }>(
    tx,
    sql`select platforms.place(province, null) as region, type, stage, count(*)::int as count
        from (select distinct p.id, p.type, p.stage, platforms.province_of(r.code) as province
          from ${from} cross join unnest(p.region_codes) r (code)
          where ${conditionsOf(asked)}) standing
        group by province, type, stage order by province, type, stage`,
  );
}

/** Fields with most platforms first; a platform of two fields stands in both. */
export async function platformLayout(tx: Tx) {
  return await rows<{
    field: string;
    platforms: number;
    regions: { region: Place; count: number }[];
  }>(
    tx,
    sql`with standing as (
          select distinct p.id, f.code as field, platforms.province_of(r.code) as province
          from platforms.platform p cross join unnest(p.fields) f (code)
            cross join unnest(p.region_codes) r (code)
          where p.stage <> 'closed')
        select field, (select count(distinct s.id)::int from standing s where s.field = c.field)
            as platforms,
          jsonb_agg(jsonb_build_object('region', platforms.place(province, null), 'count', count)
            order by province) as regions
        from (select field, province, count(*)::int as count from standing
          group by field, province) c
        group by field order by platforms desc, field limit 200`,
  );
}

export interface LoggedStep {
  readonly at: string;
  readonly by: string;
  readonly type: string;
  readonly payload: { readonly changes?: Readonly<Record<string, readonly [unknown, unknown]>> };
}

/** What the event log says of a record in steps of these types, the latest first. */
export async function loggedStepsOf(
  tx: Tx,
  subjectId: string,
  types: readonly string[],
  limit: number,
) {
  return await rows<LoggedStep>(
    tx,
    sql`select at, actor_name as by, type, payload from runtime.event
        where subject_ids @> array[${subjectId}::uuid] and type = any(${types}::text[])
        order by sequence desc limit ${limit}`,
  );
}

/** Regions and organisations as a reader sees them, in their order. */
export async function placesOf(
  tx: Tx,
  named: readonly { readonly regionCode: string | null; readonly organisationId: string | null }[],
): Promise<Place[]> {
  const found = await rows<{ place: Place }>(
    tx,
    sql`select platforms.place(one->>'regionCode', (one->>'organisationId')::uuid) as place
        from jsonb_array_elements(${JSON.stringify(named)}::jsonb) with ordinality n (one, at)
        order by at`,
  );
  return found.map(({ place }) => place);
}
