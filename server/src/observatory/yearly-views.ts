/** SQL of yearly reports: what other modules show, counted by region and pair of regions. */
import { rows, type Sql, sql, type Tx } from '../runtime/sql.ts';
import type { Amount } from './contract.ts';

/** A year by the clock in China, half open, in the regions that were members in it. */
export interface Span {
  readonly compactId: string;
  readonly regions: readonly string[];
  readonly from: string;
  readonly to: string;
}

export interface Counted {
  readonly count: number;
  /** How many organisations stand behind it. */
  readonly organisations: number;
}
type OfRegion = Counted & { readonly region: string };
type OfPair = Counted & { readonly from: string; readonly to: string };

const at = (day: string): Sql => sql`(${day}::date::timestamp at time zone 'Asia/Shanghai')`;
const within = (column: Sql, { from, to }: Span): Sql =>
  sql`${column} >= ${at(from)} and ${column} < ${at(to)}`;

export async function membersWithin(
  tx: Tx,
  compactId: string,
  from: string,
  to: string,
): Promise<string[]> {
  const found = await rows<{ code: string }>(
    tx,
    sql`select distinct region_code as code from registry.v_compact_member
        where compact_id = ${compactId} and starts_on < ${to}::date
          and (ends_on is null or ends_on > ${from}::date) order by 1`,
  );
  return found.map(({ code }) => code);
}

export async function organisationsByKind(tx: Tx, { regions }: Span) {
  return await rows<OfRegion & { readonly kind: string }>(
    tx,
    sql`select r.province_code as region, o.kind, count(*)::int as count,
          count(*)::int as organisations
        from registry.v_organisation o join registry.v_region r on r.code = o.region_code
        where o.merged_into_id is null and r.province_code = any(${regions}::text[])
        group by 1, 2 order by 1, 2`,
  );
}

/** Projects, papers and patents of the year that organisations of two regions did together. */
export async function collaborationsByPair(tx: Tx, { regions, from, to }: Span) {
  return await rows<OfPair>(
    tx,
    sql`with part as (
          select distinct p.collaboration_id, o.id, r.province_code as region
          from registry.v_participation p
            join registry.v_organisation x on x.id = p.organisation_id
            join registry.v_organisation o on o.id = coalesce(x.merged_into_id, x.id)
            join registry.v_region r on r.code = o.region_code
          where p.starts_on >= ${from}::date and p.starts_on < ${to}::date
            and r.province_code = any(${regions}::text[]))
        select a.region as "from", b.region as "to",
          count(distinct a.collaboration_id)::int as count,
          (count(distinct a.id) + count(distinct b.id))::int as organisations
        from part a join part b using (collaboration_id) where a.region < b.region
        group by 1, 2 order by 1, 2`,
  );
}

export async function publishedByRegion(
  tx: Tx,
  what: 'technology' | 'need',
  span: Span,
): Promise<OfRegion[]> {
  const view = what === 'technology' ? sql`matching.v_technology` : sql`matching.v_need`;
  return await rows<OfRegion>(
    tx,
    sql`select x.province_code as region, count(*)::int as count,
          count(distinct x.organisation_id)::int as organisations
        from ${view} x where ${within(sql`x.published_at`, span)}
          and x.province_code = any(${span.regions}::text[])
        group by 1 order by 1`,
  );
}

const between = (span: Span): Sql => sql`x.giver_province_code = any(${span.regions}::text[])
  and x.taker_province_code = any(${span.regions}::text[])`;

/** Enough of one side: what three gave to one is not told by the one. */
const bothSides = sql`greatest(count(distinct x.giver_id), count(distinct x.taker_id))::int`;

export async function introductionsByPair(tx: Tx, span: Span) {
  return await rows<OfPair & { readonly accepted: number }>(
    tx,
    sql`select x.giver_province_code as "from", x.taker_province_code as "to",
          count(*)::int as count, ${bothSides} as organisations,
          (count(*) filter (where x.state in ('accepted', 'concluded')))::int as accepted
        from matching.v_introduction x where ${within(sql`x.asked_at`, span)} and ${between(span)}
        group by 1, 2 order by 1, 2`,
  );
}

export async function contractsByPair(tx: Tx, span: Span) {
  return await rows<OfPair & { readonly amounts: readonly Amount[] }>(
    tx,
    sql`select g."from", g."to", sum(g.count)::int as count,
          min(g.organisations)::int as organisations,
          coalesce(jsonb_agg(jsonb_build_object('amountMinor', g.amount::text, 'unit', g.currency)
            order by g.currency) filter (where g.currency is not null), '[]') as amounts
        from (select x.giver_province_code as "from", x.taker_province_code as "to", x.currency,
            count(*) as count, sum(x.amount_minor) as amount, ${bothSides} as organisations
          from matching.v_deal x
          where ${within(sql`x.confirmed_at`, span)} and ${between(span)}
          group by 1, 2, 3) g
        group by 1, 2 order by 1, 2`,
  );
}

export interface FilesCounted {
  readonly opened: number;
  readonly closed: number;
  readonly open: number;
  readonly overdue: number;
}

/** Files of the compact and of its regions, as they stood when the year ended or stand now. */
export async function filesOfYear(tx: Tx, span: Span, today: string) {
  const ours = sql`(f.owner_compact_id = ${span.compactId}
    or f.owner_region_code = any(${span.regions}::text[]))`;
  const counts = await rows<FilesCounted>(
    tx,
    sql`select
          count(*) filter (where f.opened_on >= ${span.from}::date
            and f.opened_on < ${span.to}::date)::int as opened,
          count(*) filter (where ${within(sql`f.closed_at`, span)})::int as closed,
          count(*) filter (where f.state <> 'closed')::int as open,
          count(*) filter (where f.state <> 'closed' and ${today}::date > case
            when f.state = 'opened' then f.clarify_due_on else f.redress_due_on end)::int as overdue
        from observatory.barrier_file f
        where ${ours} and f.opened_on < ${span.to}::date`,
  );
  const outcomes = await rows<{ readonly outcome: string; readonly count: number }>(
    tx,
    sql`select f.outcome, count(*)::int as count from observatory.barrier_file f
        where ${ours} and ${within(sql`f.closed_at`, span)} group by 1 order by 1`,
  );
  return { ...counts[0]!, outcomes };
}

/** Public agreements and those of the compact between its regions, signed before the year ended. */
export async function agreementsOfYear(tx: Tx, span: Span) {
  const ours = sql`(a.compact_id = ${span.compactId} or a.is_public and exists (
    select from outposts.v_party p where p.agreement_id = a.id
      and p.region_code = any(${span.regions}::text[])))`;
  const [agreements] = await rows<{ readonly inForce: number; readonly signed: number }>(
    tx,
    sql`select
          (count(distinct a.id) filter (where v.starts_on < ${span.to}::date
            and (v.ends_on is null or v.ends_on > ${span.from}::date)))::int as in_force,
          (count(distinct a.id) filter (where ${within(sql`v.signed_at`, span)}))::int as signed
        from outposts.v_agreement a join outposts.v_agreement_version v on v.agreement_id = a.id
        where ${ours}`,
  );
  const statements = await rows<{ readonly state: string; readonly count: number }>(
    tx,
    sql`select s.state, count(*)::int as count
        from outposts.v_statement s join outposts.v_agreement a on a.id = s.agreement_id
        where ${ours} and ${within(sql`s.issued_at`, span)} group by 1 order by 1`,
  );
  return { ...agreements!, statements };
}
