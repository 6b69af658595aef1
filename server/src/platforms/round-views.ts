/** SQL that answers rounds: lists, how far each platform is, and what is left to do. */

import { isMember, type Who } from '../runtime/actor.ts';
import {
  everyRowOfList,
  type List,
  type Order,
  type PageWish,
  pageOfList,
} from '../runtime/keyset.ts';
import type { Context, InputOf } from '../runtime/module.ts';
import { all, row, rows, type Sql, sql, type Tx } from '../runtime/sql.ts';
import type { Place } from './platform-shapes.ts';
import type { Waiting } from './round.ts';
import type { ReportSummary, RoundSummary, roundContract } from './round-contract.ts';
import { keptByCaller } from './scheme-visibility-views.ts';

type Asked = Omit<InputOf<(typeof roundContract)['listRounds']>, 'limit' | 'cursor'>;
/** The phase follows from the calendar and the day, which are the noun's. */
export type RoundFacts = Omit<RoundSummary, 'phase'>;

// The round is `s`, as schemes are where the same people keep them.
const columns = sql`s.id, s.title_zh, s.title_en,
  platforms.keeper(s.keeper_region_code, s.keeper_compact_id) as keeper,
  jsonb_build_object('code', t.code, 'nameZh', t.name_zh, 'nameEn', t.name_en, 'note', t.note)
    as type,
  jsonb_build_object('versionId', v.id, 'number', v.number, 'titleZh', v.title_zh,
    'titleEn', v.title_en) as scheme,
  s.data_from, s.data_until, s.calendar, s.state,
  (select count(*)::int from platforms.self_report e where e.round_id = s.id) as platforms,
  (select count(*)::int from platforms.self_report e
    where e.round_id = s.id and e.submitted_at is not null) as submitted, s.sample`;
const from = sql`platforms.round s join platforms.type t on t.code = s.type
  join platforms.scheme_version v on v.id = s.scheme_version_id`;

const newest: Order = {
  name: 'rounds newest',
  columns: [
    { sql: sql`s.created_at`, type: 'timestamptz' },
    { sql: sql`s.id`, type: 'uuid' },
  ],
  descending: true,
};

function listOf(ctx: Context, { q, type, state, platformId }: Asked): List {
  const conditions: Sql[] = [sql`(s.state <> 'draft' or ${keptByCaller(ctx)})`];
  const words = q?.trim().toLowerCase() ?? '';
  if (words !== '') {
    conditions.push(sql`strpos(lower(s.title_zh || ' ' || s.title_en), ${words}) > 0`);
  }
  if (type !== undefined) conditions.push(sql`s.type = any(${type}::text[])`);
  if (state !== undefined) conditions.push(sql`s.state = any(${state}::text[])`);
  if (platformId !== undefined) {
    conditions.push(sql`exists (select from platforms.self_report e
      where e.round_id = s.id and e.platform_id = ${platformId})`);
  }
  return { order: newest, columns, from, where: all(conditions) };
}

export async function roundPage(ctx: Context, asked: Asked & PageWish) {
  return await pageOfList<RoundFacts>(ctx.tx, listOf(ctx, asked), asked);
}

export function everyRound(ctx: Context, asked: Asked, rowsAtMost: number) {
  return everyRowOfList<RoundFacts>(ctx.tx, listOf(ctx, asked), rowsAtMost);
}

export interface RoundDates {
  readonly openedAt: string | null;
  readonly publishedAt: string | null;
  readonly cancelledBecause: string | null;
}

export async function factsOfRounds(tx: Tx, ids: readonly string[]): Promise<RoundFacts[]> {
  return await rows<RoundFacts>(
    tx,
    sql`select ${columns} from ${from} where s.id = any (${ids}::uuid[])`,
  );
}

export async function roundDates(tx: Tx, id: string): Promise<RoundDates> {
  return await row<RoundDates>(
    tx,
    sql`select opened_at, published_at, cancelled_because from platforms.round where id = ${id}`,
  );
}

export type ReportProgress = Omit<ReportSummary, 'isOwn'> & { readonly operatorId: string | null };

/** By name; scores are those of the last result. */
export async function progressOf(tx: Tx, roundId: string): Promise<ReportProgress[]> {
  return await rows<ReportProgress>(
    tx,
    sql`select e.id, p.operator_id,
          jsonb_build_object('id', p.id, 'nameZh', p.name_zh, 'nameEn', p.name_en) as platform,
          platforms.place(null, p.operator_id) as operator, e.code, e.submitted_at, e.agreed_at,
          (select count(*)::int from platforms.reported_value v where v.report_id = e.id) as values,
          (select count(*)::int from platforms.reported_value v
            where v.report_id = e.id and v.verdict is null) as unchecked,
          (select count(*)::int from platforms.reported_value v
            where v.report_id = e.id and v.verdict = 'returned') as returned,
          (select count(*)::int from platforms.panel_seat c where c.report_id = e.id) as seats,
          (select count(*)::int from platforms.panel_seat c
            where c.report_id = e.id and c.done_at is not null) as seats_done,
          (select count(*)::int from platforms.appeal a
            where a.report_id = e.id and a.state = 'open') as open_appeals,
          u.score, u.place, u.grade
        from platforms.self_report e join platforms.platform p on p.id = e.platform_id
        left join platforms.result_unit u on u.report_id = e.id and u.result_id = (
          select x.id from platforms.result x where x.round_id = ${roundId}
          order by x.number desc limit 1)
        where e.round_id = ${roundId} order by p.sort_key, e.id`,
  );
}

/** How much of each phase is left; `scored` where the scheme has measures that a panel scores. */
export async function waitingIn(tx: Tx, roundId: string, scored: boolean): Promise<Waiting> {
  const waiting = await row<Waiting & { readonly unseated: number }>(
    tx,
    sql`with report as (select * from platforms.self_report where round_id = ${roundId}),
          last as (select x.id from platforms.result x where x.round_id = ${roundId}
            order by x.number desc limit 1)
        select (select count(*)::int from report where submitted_at is null) as reports,
          (select count(*)::int from platforms.reported_value v join report e on e.id = v.report_id
            where v.verdict is null or v.verdict = 'returned') as values,
          (select count(*)::int from platforms.panel_seat c join report e on e.id = c.report_id
            where c.done_at is null) as scores,
          (select count(*)::int from report e where not exists (
            select from platforms.panel_seat c where c.report_id = e.id)) as unseated,
          (case when exists (select from last) then 0 else 1 end) as results,
          (select count(*)::int from report e where exists (select from platforms.appeal a
              where a.report_id = e.id and a.state = 'open')
            or (e.agreed_at is null and not exists (select from platforms.appeal a
              where a.report_id = e.id and a.state in ('upheld', 'dismissed')))) as appeals`,
  );
  const { unseated, ...own } = waiting;
  return scored ? { ...own, scores: own.scores + unseated } : own;
}

/** A platform of an open round with which the caller has to do. */
export interface TaskGround {
  readonly roundId: string;
  readonly reportId: string;
  readonly platform: ReportSummary['platform'];
  readonly operatorId: string | null;
  readonly submittedAt: string | null;
  readonly returned: number;
  readonly unchecked: number;
  readonly openAppeals: number;
  readonly hasResult: boolean;
  readonly agreedAt: string | null;
  /** The scheme has a panel, and nobody sits on it for this platform. */
  readonly lacksSeats: boolean;
  /** The caller has a seat and is not done. */
  readonly toScore: boolean;
}

const tasksAtMost = 2_000;

export async function taskGrounds(ctx: Context): Promise<TaskGround[]> {
  const { actor, tx } = ctx;
  const own = actor.memberships.map(({ organisationId }) => organisationId);
  return await rows<TaskGround>(
    tx,
    sql`select s.id as round_id, e.id as report_id, p.operator_id, e.submitted_at, e.agreed_at,
          jsonb_build_object('id', p.id, 'nameZh', p.name_zh, 'nameEn', p.name_en) as platform,
          (select count(*)::int from platforms.reported_value v
            where v.report_id = e.id and v.verdict = 'returned') as returned,
          (select count(*)::int from platforms.reported_value v
            where v.report_id = e.id and v.verdict is null) as unchecked,
          (select count(*)::int from platforms.appeal a
            where a.report_id = e.id and a.state = 'open') as open_appeals,
          exists (select from platforms.result x where x.round_id = s.id) as has_result,
          v.document @> '{"measures": [{"scorers": true}]}' and not exists (
            select from platforms.panel_seat c where c.report_id = e.id) as lacks_seats,
          exists (select from platforms.panel_seat c join platforms.panel_member m
            on m.id = c.member_id where c.report_id = e.id and c.done_at is null
              and m.person_id = ${actor.personId}) as to_score
        from platforms.round s join platforms.self_report e on e.round_id = s.id
        join platforms.platform p on p.id = e.platform_id
        join platforms.scheme_version v on v.id = s.scheme_version_id
        where s.state = 'open' and (${keptByCaller(ctx)} or p.operator_id = any (${own}::uuid[])
          or exists (select from platforms.panel_member m
            where m.round_id = s.id and m.person_id = ${actor.personId}))
        order by s.created_at, s.id, p.sort_key, e.id limit ${tasksAtMost}`,
  );
}

export function isOwn(
  ctx: Context,
  { operatorId }: { readonly operatorId: string | null },
): boolean {
  return operatorId !== null && isMember(ctx.actor, operatorId);
}

/** What is named for a round, as it is judged. */
export interface NamedPlatform {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly stage: string;
  readonly operatorId: string | null;
}

export async function platformsNamed(tx: Tx, ids: readonly string[]): Promise<NamedPlatform[]> {
  return await rows<NamedPlatform>(
    tx,
    sql`select id, coalesce(name_zh, name_en) as name, type, stage, operator_id
        from platforms.platform where id = any (${ids}::uuid[]) order by sort_key, id`,
  );
}

export async function submissionOf(tx: Tx, reportId: string): Promise<Who | null> {
  const found = await row<{ by: Who | null }>(
    tx,
    sql`select submitted_by as by from platforms.self_report where id = ${reportId}`,
  );
  return found.by;
}

// What Yunhe counts -------------------------------------------------------------------------------

export interface Counted {
  readonly kind: string;
  readonly id: string;
  readonly label: string;
  /** Minor units, of contracts in yuan. */
  readonly amountMinor: string | null;
  /** The other side lies in another province. */
  readonly crosses: boolean;
}

export interface CountedFor {
  readonly organisationId: string;
  readonly from: string;
  readonly until: string;
}

const recordsAtMost = 2_000;

/** Introductions that the operator's other side accepted, or that it accepted itself. */
export async function introductionsFor(tx: Tx, about: CountedFor): Promise<Counted[]> {
  return await rows<Counted>(
    tx,
    sql`select 'introduction' as kind, i.id, o.display_name as label, null as amount_minor,
          i.giver_province_code is distinct from i.taker_province_code as crosses
        from matching.v_introduction i join registry.v_organisation o on o.id =
          case when i.giver_id = ${about.organisationId} then i.taker_id else i.giver_id end
        where ${about.organisationId} in (i.giver_id, i.taker_id)
          and i.state in ('accepted', 'concluded')
          and i.answered_at >= ${about.from}::date and i.answered_at < ${about.until}::date
        order by i.answered_at, i.id limit ${recordsAtMost}`,
  );
}

/** Contracts by which it gave technology, as both sides confirmed them. */
export async function contractsFor(tx: Tx, about: CountedFor): Promise<Counted[]> {
  return await rows<Counted>(
    tx,
    sql`select 'contract' as kind, d.introduction_id as id, o.display_name as label,
          case when d.currency = 'CNY' then d.amount_minor::text end as amount_minor,
          d.giver_province_code is distinct from d.taker_province_code as crosses
        from matching.v_deal d join registry.v_organisation o on o.id = d.taker_id
        where d.giver_id = ${about.organisationId} and d.confirmed_at is not null
          and d.signed_on >= ${about.from}::date and d.signed_on < ${about.until}::date
        order by d.signed_on, d.id limit ${recordsAtMost}`,
  );
}

/** Projects, papers and patents that began in these days; each once. */
export async function collaborationsFor(tx: Tx, about: CountedFor): Promise<Counted[]> {
  return await rows<Counted>(
    tx,
    sql`select c.kind, c.id, coalesce(c.title, c.kind) as label, null as amount_minor,
          exists (select from registry.v_participation q
            join registry.v_organisation other on other.id = q.organisation_id
            join registry.v_region there on there.code = other.region_code
            join registry.v_organisation own on own.id = ${about.organisationId}
            join registry.v_region here on here.code = own.region_code
            where q.collaboration_id = c.id
              and coalesce(there.province_code, there.code)
                <> coalesce(here.province_code, here.code)) as crosses
        from registry.v_collaboration c
        where c.starts_on >= ${about.from}::date and c.starts_on < ${about.until}::date
          and exists (select from registry.v_participation p
            where p.collaboration_id = c.id and p.organisation_id = ${about.organisationId})
        order by c.starts_on, c.id limit ${recordsAtMost}`,
  );
}

/** Its teams in outposts on some of these days. */
export async function teamsFor(tx: Tx, about: CountedFor): Promise<Counted[]> {
  return await rows<Counted>(
    tx,
    sql`select 'outpost' as kind, t.outpost_id as id,
          coalesce(o.name_zh, o.name_en) as label, null as amount_minor,
          t.home_region is distinct from t.host_region as crosses
        from outposts.v_team t join outposts.v_outpost o on o.id = t.outpost_id
        where t.organisation_id = ${about.organisationId}
          and t.admitted_on < ${about.until}::date
          and (t.left_on is null or t.left_on > ${about.from}::date)
        order by t.admitted_on, t.id limit ${recordsAtMost}`,
  );
}

export async function placesNamed(
  tx: Tx,
  organisationIds: readonly string[],
): Promise<ReadonlyMap<string, Place>> {
  const found = await rows<{ id: string; place: Place }>(
    tx,
    sql`select o.id, platforms.place(null, o.id) as place
        from unnest(${organisationIds}::uuid[]) o (id)`,
  );
  return new Map(found.map(({ id, place }) => [id, place]));
}
