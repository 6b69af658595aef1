/** SQL about who may help: people who agreed to be shown, organisations, and what they did. */
import { row, rows, sql, type Tx } from '../runtime/sql.ts';
import type { Owner } from './shape-contract.ts';

export interface ExpertRow {
  readonly id: string;
  readonly nameZh: string | null;
  readonly nameEn: string | null;
  readonly title: string | null;
  readonly orcid: string | null;
  readonly fields: string[];
  readonly organisationId: string | null;
  readonly sample: boolean;
}

/** Changes whenever an expert comes, changes, or no longer agrees to be shown. */
export async function stateOfExperts(tx: Tx): Promise<string> {
  const found = await row<{ state: string }>(
    tx,
    sql`select count(*) || ' ' || coalesce(max(updated_at)::text, '') as state
        from registry.v_expert`,
  );
  return found.state;
}

const experts = sql`select id, name_zh, name_en, title, orcid, fields, organisation_id, sample
  from registry.v_expert`;

export async function everyExpert(tx: Tx): Promise<ExpertRow[]> {
  return await rows<ExpertRow>(tx, sql`${experts} order by id`);
}

/** Those of the ids, asked anew: consent may have ended since they were indexed. */
export async function expertsNamed(tx: Tx, ids: readonly string[]): Promise<ExpertRow[]> {
  return await rows<ExpertRow>(tx, sql`${experts} where id = any (${ids}::uuid[])`);
}

/** How many experts each organisation has. */
export async function expertsOf(
  tx: Tx,
  organisationIds: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const found = await rows<{ id: string; count: number }>(
    tx,
    sql`select organisation_id as id, count(*)::int as count from registry.v_expert
        where organisation_id = any (${organisationIds}::uuid[]) group by 1`,
  );
  return new Map(found.map(({ id, count }) => [id, count]));
}

/** People of organisations, few of each: those who may be asked about what it offers. */
export async function expertsWithin(
  tx: Tx,
  organisationIds: readonly string[],
  each: number,
): Promise<ExpertRow[]> {
  return await rows<ExpertRow>(
    tx,
    sql`select e.* from unnest(${organisationIds}::uuid[]) o(id)
        cross join lateral (${experts} where organisation_id = o.id order by id
          limit ${each}) e`,
  );
}

export interface OriginFilters {
  readonly region?: readonly string[];
  readonly kind?: readonly string[];
}

/** Organisations as they are shown, those that pass the filters. */
export async function ownersAmong(
  tx: Tx,
  organisationIds: readonly string[],
  { region = [], kind = [] }: OriginFilters,
): Promise<ReadonlyMap<string, Owner>> {
  const found = await rows<{ id: string; owner: Owner }>(
    tx,
    sql`select id, owner from matching.v_owner
        where id = any (${organisationIds}::uuid[])
          and (${region.length === 0} or region_code in (
            select registry.v_regions_within(${region}::text[])))
          and (${kind.length === 0} or kind = any (${kind}::text[]))`,
  );
  return new Map(found.map(({ id, owner }) => [id, owner]));
}

export interface WorkRow {
  readonly id: string;
  readonly title: string;
  readonly kind: string;
  readonly year: number | null;
  readonly organisationIds: string[];
}

/** Works whose title answers the query, the newest first, with who took part. */
export async function worksAbout(tx: Tx, query: string, most: number): Promise<WorkRow[]> {
  return await rows<WorkRow>(
    tx,
    sql`select c.id, c.title, c.kind, extract(year from c.starts_on)::int as year,
          array_agg(distinct p.organisation_id::text) as organisation_ids
        from (select id, title, kind, starts_on from registry.v_collaboration
            where search @@ ${query}::tsquery and title is not null
            order by starts_on desc nulls last, id limit ${most}) c
          join registry.v_participation p on p.collaboration_id = c.id
        group by c.id, c.title, c.kind, c.starts_on
        order by c.starts_on desc nulls last, c.id`,
  );
}
