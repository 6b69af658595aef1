/** SQL that answers the screens of measured networks. */
import {
  everyRowOfList,
  type List,
  type Order,
  type PageWish,
  pageOfList,
} from '../runtime/keyset.ts';
import type { InputOf } from '../runtime/module.ts';
import { all, rowOrNull, rows, type Sql, sql, type Tx } from '../runtime/sql.ts';
import type { NetworkFigures } from './network.ts';
import type {
  DrawnNetwork,
  MeasuredNetwork,
  NetworkActor,
  NetworkSummary,
  networkContract,
} from './network-contract.ts';
import type { LinksOfYear } from './network-store.ts';

const regionRef = (code: Sql) => sql`(select jsonb_build_object('code', x.code,
    'nameZh', r.name_zh, 'nameEn', r.name_en)
  from (select ${code} as code) x left join registry.v_region r on r.code = x.code
  where x.code is not null)`;

const columns = sql`n.id, n.asked, n.state, n.done, n.total,
  (n.result -> 'summary' ->> 'actors')::int as actors,
  (n.result -> 'summary' ->> 'links')::int as links, n.asked_digest, n.inputs_digest,
  n.result_digest, n.failure, n.made_by, n.made_at, n.finished_at, n.sample,
  (select jsonb_build_object('id', c.id, 'nameZh', c.name_zh, 'nameEn', c.name_en)
    from registry.v_compact c where c.id = (n.asked ->> 'compactId')::uuid) as compact,
  (select coalesce(jsonb_agg(${regionRef(sql`named.code`)} order by named.code), '[]')
    from jsonb_array_elements_text(coalesce(n.asked -> 'region', '[]')) named (code)) as regions`;

const newestFirst: Order = {
  name: 'networks newest',
  columns: [
    { sql: sql`n.made_at`, type: 'timestamptz' },
    { sql: sql`n.id`, type: 'uuid' },
  ],
  descending: true,
};

export async function networkPage(tx: Tx, wish: InputOf<typeof networkContract.listNetworks>) {
  const where = wish.of === undefined ? sql`true` : sql`n.asked ->> 'of' = ${wish.of}`;
  const list: List = { order: newestFirst, columns, from: sql`observatory.network n`, where };
  return await pageOfList<NetworkSummary>(tx, list, wish);
}

export async function networkSummary(tx: Tx, id: string): Promise<NetworkSummary | null> {
  return await rowOrNull<NetworkSummary>(
    tx,
    sql`select ${columns} from observatory.network n where n.id = ${id}`,
  );
}

export type KeptFigures = Omit<NetworkFigures, 'measures'> & {
  readonly method: Omit<MeasuredNetwork['method'], 'inputsDigest'>;
  readonly regionCodes: readonly string[];
  readonly caveats: readonly { readonly code: string; readonly count: number }[];
};

export async function keptFigures(tx: Tx, id: string): Promise<KeptFigures | null> {
  const found = await rowOrNull<{ result: KeptFigures | null }>(
    tx,
    sql`select result from observatory.network where id = ${id}`,
  );
  return found?.result ?? null;
}

export async function earlierOf(tx: Tx, id: string): Promise<MeasuredNetwork['earlier']> {
  return await rowOrNull(
    tx,
    sql`select e.id, e.made_at, e.inputs_digest = n.inputs_digest as same_inputs,
          e.result_digest = n.result_digest as same_result
        from observatory.network n join observatory.network e
          on e.asked_digest = n.asked_digest and e.made_at < n.made_at and e.state = 'finished'
        where n.id = ${id} and n.state = 'finished' order by e.made_at desc limit 1`,
  );
}

/** The latest time that it was measured again. */
export async function recomputedOf(tx: Tx, id: string): Promise<MeasuredNetwork['recomputed']> {
  return await rowOrNull(
    tx,
    sql`select state, same_inputs, same_result, same_today, made_at, finished_at
        from observatory.network_recomputation where network_id = ${id}
        order by made_at desc, id desc limit 1`,
  );
}

// Actors -------------------------------------------------------------------------------------------

const actorColumns = sql`case when o.id is not null then jsonb_build_object('id', o.id,
    'nameZh', coalesce(o.name_zh, o.display_name),
    'nameEn', coalesce(o.name_en, o.display_name)) end as organisation,
  a.kind, ${regionRef(sql`a.region_code`)} as region`;

const measures = sql`a.at, ${actorColumns}, a.apart, a.degree, a.strength, a.core, a.betweenness,
  a.betweenness_low, a.betweenness_high, a.page_rank, a.constraint_index as constraint,
  a.community, a.across, jsonb_build_object('coordinator', a.coordinator, 'itinerant', a.itinerant,
    'gatekeeper', a.gatekeeper, 'representative', a.representative, 'liaison', a.liaison) as roles`;

const actorTables = sql`observatory.network_actor a
  left join registry.v_organisation o on o.id = a.organisation_id`;

type ActorWish = Omit<
  InputOf<typeof networkContract.listNetworkActors>,
  'networkId' | 'limit' | 'cursor'
>;

const sortColumns: Readonly<Record<NonNullable<ActorWish['sort']>, string>> = {
  '-strength': 'a.strength',
  '-degree': 'a.degree::float8',
  '-core': 'a.core::float8',
  '-betweenness': 'a.betweenness',
  '-pageRank': 'a.page_rank',
  '-across': 'a.across',
  // Least first; whoever has none comes last.
  constraint: "-coalesce(a.constraint_index, 'infinity')",
};

function actorList(networkId: string, wish: ActorWish): List {
  const { regionCode, kind, apart, community, brokers, sort = '-strength' } = wish;
  const conditions: Sql[] = [sql`a.network_id = ${networkId}`];
  if (regionCode !== undefined) conditions.push(sql`a.region_code = ${regionCode}`);
  if (kind !== undefined) conditions.push(sql`a.kind = any(${kind}::text[])`);
  if (apart !== undefined) conditions.push(sql`a.apart = any(${apart}::text[])`);
  if (community !== undefined) conditions.push(sql`a.community = ${community}`);
  if (brokers === true) conditions.push(sql`a.across > 0`);
  return {
    order: {
      name: `network actors ${sort}`,
      columns: [
        { sql: sql.raw(sortColumns[sort]), type: 'float8' },
        { sql: sql`-a.at`, type: 'int' },
      ],
      descending: true,
    },
    columns: measures,
    from: actorTables,
    where: all(conditions),
  };
}

export async function actorPage(tx: Tx, networkId: string, wish: ActorWish & PageWish) {
  return await pageOfList<NetworkActor>(tx, actorList(networkId, wish), wish);
}

export function everyActor(tx: Tx, networkId: string, wish: ActorWish, atMost: number) {
  return everyRowOfList<NetworkActor>(tx, actorList(networkId, wish), atMost);
}

type NamedActor = NonNullable<MeasuredNetwork['figures']>['newLinks'][number]['first'];

/** By their numbers. */
export async function actorsNamed(
  tx: Tx,
  networkId: string,
  numbers: readonly number[],
): Promise<Map<number, NamedActor>> {
  const found = await rows<NamedActor & { readonly at: number }>(
    tx,
    sql`select a.at, ${actorColumns} from ${actorTables}
        where a.network_id = ${networkId} and a.at = any(${numbers}::int[])`,
  );
  return new Map(found.map(({ at, ...actor }) => [at, actor]));
}

// The picture --------------------------------------------------------------------------------------

export interface DrawnActor extends Omit<DrawnNetwork['nodes'][number], 'strength'> {
  readonly at: number;
  readonly x: number;
  readonly y: number;
}

/** Those that have a place, the strongest first. */
export async function actorsDrawn(tx: Tx, networkId: string, atMost: number) {
  return await rows<DrawnActor>(
    tx,
    sql`select a.at, coalesce(a.organisation_id::text, a.region_code) as id,
          coalesce(o.name_zh, o.display_name, r.name_zh) as name_zh,
          coalesce(o.name_en, o.display_name, r.name_en) as name_en, a.kind,
          a.region_code, a.community, a.x, a.y
        from ${actorTables} left join registry.v_region r on r.code = a.region_code
        where a.network_id = ${networkId} and a.x is not null
        order by a.strength desc, a.at limit ${atMost}`,
  );
}

/** Of the years from the first to the last; of all, also undated ones, where none is told. */
export async function linksDrawn(
  tx: Tx,
  networkId: string,
  years: { readonly fromYear: number; readonly toYear: number } | null,
): Promise<LinksOfYear[]> {
  const within =
    years === null ? sql`true` : sql`year between ${years.fromYear} and ${years.toYear}`;
  return await rows<LinksOfYear>(
    tx,
    sql`select sources, targets, weights from observatory.network_links
        where network_id = ${networkId} and ${within} order by year`,
  );
}
