import { execute, row, sql, type Tx } from '../runtime/sql.ts';

/**
 * Takes the marks that writers of participations left; false where there is none, and so nothing
 * to count. Marks of transactions that are still open stay for the next time.
 */
export async function takeMarks(tx: Tx): Promise<boolean> {
  return (await execute(tx, sql`delete from registry.network_mark`)) > 0;
}

/** Counts the network anew from participations, for whoever reads it after the commit. */
export async function countNetwork(tx: Tx): Promise<{ pairs: number; regionPairs: number }> {
  await execute(tx, sql`set local statement_timeout = 0`);
  await execute(tx, sql`delete from registry.pair`);
  const pairs = await execute(
    tx,
    sql`insert into registry.pair (a_id, b_id, kind, year, count)
        select a.organisation_id, b.organisation_id, c.kind,
          coalesce(extract(year from c.starts_on), 0), count(distinct c.id)
        from registry.participation a
          join registry.participation b on b.collaboration_id = a.collaboration_id
            and b.organisation_id > a.organisation_id
          join registry.collaboration c on c.id = a.collaboration_id
        group by 1, 2, 3, 4`,
  );
  await execute(tx, sql`delete from registry.region_pair`);
  const regionPairs = await execute(
    tx,
    sql`with share as (
          select p.collaboration_id, r.province_code as code,
            count(distinct p.organisation_id) as organisations,
            coalesce(sum(p.amount_minor), 0) as amount_minor
          from registry.participation p
            join registry.organisation o on o.id = p.organisation_id
            join registry.region r on r.code = o.region_code
          group by 1, 2)
        insert into registry.region_pair (a_code, b_code, kind, year, currency, count, amount_minor)
        select a.code, b.code, c.kind, coalesce(extract(year from c.starts_on), 0),
          coalesce(c.currency, ''), count(*),
          sum(case when a.code = b.code then a.amount_minor
            else a.amount_minor + b.amount_minor end)
        from share a
          join share b on b.collaboration_id = a.collaboration_id and b.code >= a.code
            and (b.code > a.code or a.organisations > 1)
          join registry.collaboration c on c.id = a.collaboration_id
        group by 1, 2, 3, 4, 5`,
  );
  await countProminence(tx);
  return { pairs, regionPairs };
}

async function countProminence(tx: Tx): Promise<void> {
  await execute(
    tx,
    sql`with counted as (
          select organisation_id, count(distinct collaboration_id)::int as count
          from registry.participation group by 1)
        update registry.organisation o set prominence = coalesce(c.count, 0)
        from registry.organisation k left join counted c on c.organisation_id = k.id
        where k.id = o.id and o.prominence <> coalesce(c.count, 0)`,
  );
}

/** The organisations with the most collaborations, and the strongest links between them. */
export async function strongestLinks(tx: Tx, nodes: number, links: number) {
  const found = await row<{
    ids: string[] | null;
    links: [source: number, target: number, weight: number][] | null;
  }>(
    tx,
    sql`with node as materialized (
          select id, row_number() over (order by weight desc, id) - 1 as at from (
            select id, sum(count) as weight from (
              select a_id as id, count from registry.pair
              union all select b_id, count from registry.pair) ends
            group by id order by 2 desc, 1 limit ${nodes}) strongest)
        select (select json_agg(id order by at) from node) as ids,
          (select json_agg(json_build_array(a, b, weight)) from (
            select a.at as a, b.at as b, sum(p.count) as weight
            from registry.pair p join node a on a.id = p.a_id join node b on b.id = p.b_id
            group by 1, 2 order by 3 desc, 1, 2 limit ${links}) line) as links`,
  );
  return { ids: found.ids ?? [], links: found.links ?? [] };
}

export interface PlacedNode {
  readonly id: string;
  readonly x: number;
  readonly y: number;
}

export async function writePlaces(tx: Tx, places: readonly PlacedNode[]): Promise<void> {
  await execute(tx, sql`delete from registry.network_place`);
  await execute(
    tx,
    sql`insert into registry.network_place (organisation_id, x, y)
        select id, x, y from jsonb_to_recordset(${JSON.stringify(places)}::jsonb)
          as place (id uuid, x real, y real)`,
  );
}
