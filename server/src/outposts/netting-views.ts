/** SQL that answers lists and pages of nettings. What a caller may not see is left out in the query. */
import { holdsOffice } from '../runtime/actor.ts';
import { dayOf } from '../runtime/day.ts';
import { type List, type PageWish, pageOfList } from '../runtime/keyset.ts';
import type { Context, InputOf } from '../runtime/module.ts';
import { all, rowOrNull, rows, type Sql, sql, type Tx } from '../runtime/sql.ts';
import { agreementWithin } from './agreement-visibility-views.ts';
import type { Duty, Netting, NettingSummary, nettingContract } from './netting-contract.ts';

type Contract = typeof nettingContract;

/**
 * Whoever acts for a place in it, serves its compact, belongs to its agreement, or audits. `n` is
 * the netting.
 */
function nettingVisible(ctx: Context): Sql {
  const { actor } = ctx;
  if (holdsOffice(actor, 'audit_administrator')) return sql`true`;
  const served = actor.offices.flatMap(({ office, compactId }) =>
    office === 'secretariat' && compactId !== null ? [compactId] : [],
  );
  return sql`(n.compact_id = any (${served}::uuid[]) or n.places && array(${placesOf(ctx)})
    or exists (select from outposts.agreement a
      where a.id = n.agreement_id and ${agreementWithin(ctx)}))`;
}

/** The places that the caller belongs to, as netting names them. */
function placesOf({ actor }: Context): Sql {
  const regions = actor.offices.flatMap(({ office, regionCode }) =>
    office === 'region_officer' && regionCode !== null ? [regionCode] : [],
  );
  const organisations = actor.memberships.map(({ organisationId }) => organisationId);
  return sql`select 'region:' || code
    from registry.v_regions_within(${regions}::text[]) as own (code)
    union all select 'organisation:' || id from unnest(${organisations}::uuid[]) as own (id)`;
}

const summaryColumns = sql`n.id, (select jsonb_build_object('id', c.id, 'nameZh', c.name_zh,
    'nameEn', c.name_en) from registry.v_compact c where c.id = n.compact_id) as compact,
  (select jsonb_build_object('id', v.agreement_id, 'title', jsonb_build_object('zh', v.title_zh,
    'en', v.title_en)) from outposts.agreement_version v where v.agreement_id = n.agreement_id
    and v.state = 'signed' order by v.number desc limit 1) as agreement,
  n.state, n.digest, (select count(distinct e.statement_id)::int from outposts.netted_obligation e
    where e.netting_id = n.id) as statement_count,
  (select count(*)::int from outposts.payment p where p.netting_id = n.id) as transfer_count,
  (select count(*)::int from outposts.payment p where p.netting_id = n.id
    and p.paid_on is not null) as paid_count,
  n.proposed_at, jsonb_build_object('id', n.proposed_by_id, 'name', n.proposed_by_name)
    as proposed_by, n.agreed_at, n.paid_at, n.voided_at, n.sample`;

export async function nettingPage(
  ctx: Context,
  asked: Omit<InputOf<Contract['listNettings']>, 'limit' | 'cursor'> & PageWish,
) {
  const { compactId, agreementId, state } = asked;
  const conditions: Sql[] = [nettingVisible(ctx)];
  if (compactId !== undefined) conditions.push(sql`n.compact_id = ${compactId}`);
  if (agreementId !== undefined) {
    conditions.push(sql`exists (select from outposts.netted_obligation e
      join outposts.statement s on s.id = e.statement_id
      where e.netting_id = n.id and s.agreement_id = ${agreementId})`);
  }
  if (state !== undefined) conditions.push(sql`n.state = any (${state}::text[])`);
  const list: List = {
    order: {
      name: 'nettings newest',
      columns: [
        { sql: sql`n.proposed_at`, type: 'timestamptz' },
        { sql: sql`n.id`, type: 'uuid' },
      ],
      descending: true,
    },
    columns: summaryColumns,
    from: sql`outposts.netting n`,
    where: all(conditions),
  };
  return await pageOfList<NettingSummary>(ctx.tx, list, asked);
}

export type NettingFacts = NettingSummary & Pick<Netting, 'consents' | 'voided'>;

export async function nettingFacts(ctx: Context, id: string): Promise<NettingFacts | null> {
  return await rowOrNull(
    ctx.tx,
    sql`select ${summaryColumns},
          coalesce((select jsonb_agg(jsonb_build_object('place', c.place, 'digest', c.digest,
              'person', jsonb_build_object('id', c.person_id, 'name', c.person_name),
              'agreedAt', c.agreed_at) order by c.agreed_at, c.place)
            from outposts.netting_consent c where c.netting_id = n.id), '[]') as consents,
          case when n.state = 'voided' then jsonb_build_object('reason', n.void_reason,
            'note', n.void_note, 'by', n.voided_by_name) end as voided
        from outposts.netting n where n.id = ${id} and ${nettingVisible(ctx)}`,
  );
}

export async function markedPayments(tx: Tx, nettingId: string) {
  return await rows<NonNullable<Netting['transfers'][number]['payment']> & { number: number }>(
    tx,
    sql`select number, paid_on, reference, marked_by_name as marked_by, marked_at
        from outposts.payment where netting_id = ${nettingId} and paid_on is not null`,
  );
}

/** Places by their keys, as a reader sees them. */
export async function placesByKey(tx: Tx, keys: readonly string[]): Promise<NettingSummaryPlaces> {
  const found = await rows<{ key: string; place: Netting['places'][string] }>(
    tx,
    sql`select key, outposts.place_of_key(key) as place from unnest(${keys}::text[]) as asked (key)`,
  );
  return Object.fromEntries(found.map(({ key, place }) => [key, place]));
}

type NettingSummaryPlaces = Netting['places'];

const dutiesAtMost = 200;

/**
 * What waits for whoever acts for a party or a place, what is due soonest first. Facts are
 * confirmed and disputes answered by editors, the rest is for officers and managers.
 */
export async function dutiesOf(ctx: Context): Promise<Duty[]> {
  const { actor, now } = ctx;
  const managed = actor.memberships.flatMap(({ organisationId, role }) =>
    role === 'manager' ? [organisationId] : [],
  );
  const edited = actor.memberships.flatMap(({ organisationId, role }) =>
    role === 'viewer' ? [] : [organisationId],
  );
  const regions = actor.offices.flatMap(({ office, regionCode }) =>
    office === 'region_officer' && regionCode !== null ? [regionCode] : [],
  );
  return await rows<Duty>(
    ctx.tx,
    sql`with region as materialized (
          select code from registry.v_regions_within(${regions}::text[]) as own (code)),
        signing as materialized (
          select p.version_id, p.party, v.agreement_id, v.title_zh, v.title_en, v.starts_on,
            v.ends_on, v.number from outposts.party p
          join outposts.agreement_version v on v.id = p.version_id and v.state = 'signed'
          where p.region_code in (select code from region)
            or p.organisation_id = any (${managed}::uuid[])),
        speaking as materialized (
          select distinct on (v.agreement_id, p.party) p.party, v.agreement_id, v.title_zh,
            v.title_en from outposts.party p
          join outposts.agreement_version v on v.id = p.version_id and v.state = 'signed'
          where p.region_code in (select code from region)
            or p.organisation_id = any (${edited}::uuid[])
          order by v.agreement_id, p.party, v.number desc),
        place as materialized (
          select 'region:' || code as key from region
          union all select 'organisation:' || id from unnest(${managed}::uuid[]) as own (id)),
        duty (kind, agreement_id, title_zh, title_en, subject_id, year, count, since, due_on) as (
          select 'confirm_facts', k.agreement_id, k.title_zh, k.title_en, null::uuid, null::int,
            count(*)::int, min(f.reported_at), null::date
          from speaking k join outposts.fact f on f.agreement_id = k.agreement_id
          where f.kind <> 'reversal' and f.reported_for <> k.party
            and not exists (select from outposts.fact l where l.agreement_id = f.agreement_id
              and l.identity = f.identity and l.revision > f.revision)
            and not exists (select from outposts.confirmation c
              where c.fact_id = f.id and c.party = k.party)
            and not exists (select from outposts.dispute d
              where d.fact_id = f.id and d.resolved_at is null)
          group by 2, 3, 4
          union all
          select 'answer_dispute', k.agreement_id, k.title_zh, k.title_en, d.id, null, 1,
            d.raised_at, d.answer_due_on
          from speaking k join outposts.dispute d on d.agreement_id = k.agreement_id
          join outposts.fact f on f.id = d.fact_id and f.reported_for = k.party
          where d.resolved_at is null and d.answered_at is null
          union all
          select 'accept_statement', k.agreement_id, k.title_zh, k.title_en, s.id, s.year, 1,
            s.issued_at, null
          from signing k join outposts.statement s on s.version_id = k.version_id
          where not exists (select from outposts.acceptance c
              where c.statement_id = s.id and c.party = k.party)
            and not exists (select from outposts.objection o where o.statement_id = s.id
              and o.party = k.party and o.withdrawn_at is null and o.answered_by is null)
          union all
          select 'agree_to_netting', n.agreement_id, v.title_zh, v.title_en, n.id, null,
            count(*)::int, n.proposed_at, null
          from outposts.netting n join place on place.key = any (n.places)
          left join lateral (select * from outposts.agreement_version v
            where v.agreement_id = n.agreement_id and v.state = 'signed'
            order by v.number desc limit 1) v on true
          where n.state = 'proposed' and not exists (select from outposts.netting_consent c
            where c.netting_id = n.id and c.place = place.key)
          group by 2, 3, 4, n.id
          union all
          select 'mark_payment', n.agreement_id, v.title_zh, v.title_en, n.id, null,
            count(*)::int, n.agreed_at, null
          from outposts.netting n
          join outposts.payment p on p.netting_id = n.id and p.paid_on is null
          join place on place.key = p.payer
          left join lateral (select * from outposts.agreement_version v
            where v.agreement_id = n.agreement_id and v.state = 'signed'
            order by v.number desc limit 1) v on true
          where n.state = 'agreed' group by 2, 3, 4, n.id)
        select d.kind, case when d.agreement_id is not null then jsonb_build_object(
            'id', d.agreement_id, 'title', jsonb_build_object('zh', d.title_zh, 'en', d.title_en))
          end as agreement, d.subject_id, d.year, d.count, d.since, d.due_on,
          coalesce(a.sample, false) as sample
        from duty d left join outposts.agreement a on a.id = d.agreement_id
        order by d.due_on < ${dayOf(now)}::date desc nulls last, d.since limit ${dutiesAtMost}`,
  );
}
