import { execute, sql, type Tx } from '../runtime/sql.ts';

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
