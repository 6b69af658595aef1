/** SQL of the "no"s that came back to those who offer technology. */
import type { Context } from '../runtime/module.ts';
import { all, row, rows, type Sql, sql } from '../runtime/sql.ts';
import type { DeclineReason } from './introduction.ts';
import type { ComparisonGroup, NoStep } from './lesson.ts';

export interface LessonWish {
  readonly organisationId: string;
  readonly from?: string;
  readonly to?: string;
  readonly technologyId?: string;
}

/**
 * Introductions as the giving side sees them: what became of each and on which day in Beijing. A
 * "no" of the giver's own is none to learn from.
 */
const seen = sql`(
  select v.id, v.giver_id, v.taker_id, v.technology_id, v.sample,
    case when v.state in ('asked', 'accepted') then 'waiting'
      when v.state = 'declined' and v.asked_id = v.taker_id then 'declined'
      when v.outcome = 'talks_ended' then 'talks_ended'
      when v.outcome = 'contract_signed' then 'contract'
      else 'without' end as became,
    case when v.state = 'declined' then v.decline_reasons else v.outcome_reasons end as reasons,
    (coalesce(v.concluded_at, v.answered_at, v.asked_at) at time zone 'Asia/Shanghai')::date as day
  from matching.v_introduction v)`;

const isNo = sql`s.became in ('declined', 'talks_ended')`;

function ofOrganisation({ organisationId, from, to, technologyId }: LessonWish): Sql {
  const conditions: Sql[] = [sql`s.giver_id = ${organisationId}::uuid`];
  if (from !== undefined) conditions.push(sql`s.day >= ${from}::date`);
  if (to !== undefined) conditions.push(sql`s.day <= ${to}::date`);
  if (technologyId !== undefined) conditions.push(sql`s.technology_id = ${technologyId}::uuid`);
  return all(conditions);
}

export interface BecameRow {
  /** Null where no technology was named. */
  readonly technologyId: string | null;
  readonly title: string | null;
  readonly state: string | null;
  readonly became: 'waiting' | 'declined' | 'talks_ended' | 'contract' | 'without';
  readonly count: number;
}

/** What became of the introductions, technology by technology. */
export async function whatBecame(ctx: Context, wish: LessonWish): Promise<BecameRow[]> {
  return await rows<BecameRow>(
    ctx.tx,
    sql`select s.technology_id, t.title, t.state, s.became, count(*)::int as count
        from ${seen} s left join matching.technology t on t.id = s.technology_id
        where ${ofOrganisation(wish)}
        group by s.technology_id, t.title, t.state, s.became`,
  );
}

export interface ReasonRow {
  readonly technologyId: string | null;
  readonly quarter: string;
  readonly reason: DeclineReason;
  readonly count: number;
}

const quarter = sql`to_char(s.day, 'YYYY-"Q"Q')`;

export async function reasonsGiven(ctx: Context, wish: LessonWish): Promise<ReasonRow[]> {
  return await rows<ReasonRow>(
    ctx.tx,
    sql`select s.technology_id, ${quarter} as quarter, reason, count(*)::int as count
        from ${seen} s cross join lateral unnest(s.reasons) reason
        where ${ofOrganisation(wish)} and ${isNo}
        group by 1, 2, 3`,
  );
}

export interface QuarterRow {
  readonly quarter: string;
  readonly answers: number;
}

export async function answersByQuarter(ctx: Context, wish: LessonWish): Promise<QuarterRow[]> {
  return await rows<QuarterRow>(
    ctx.tx,
    sql`select ${quarter} as quarter, count(*)::int as answers from ${seen} s
        where ${ofOrganisation(wish)} and ${isNo} group by 1 order by 1`,
  );
}

/** Codes of the fields that the technologies are sorted under. */
export async function fieldsOffered(ctx: Context, wish: LessonWish): Promise<string[]> {
  const { organisationId, technologyId = null } = wish;
  const found = await rows<{ field: string }>(
    ctx.tx,
    sql`select distinct unnest(t.fields) as field from matching.v_technology t
        where t.organisation_id = ${organisationId}
          and (${technologyId}::uuid is null or t.id = ${technologyId}::uuid)
        order by 1`,
  );
  return found.map((one) => one.field);
}

export interface Field extends ComparisonGroup {
  readonly reasons: Readonly<Partial<Record<DeclineReason, number>>>;
}

/** "No"s to technologies of others in these fields, from one day on and before another. */
export async function fieldAnswers(
  ctx: Context,
  about: {
    readonly organisationId: string;
    readonly fields: readonly string[];
    readonly from: string;
    readonly before: string;
  },
): Promise<Field> {
  return await row<Field>(
    ctx.tx,
    sql`with answer as (
          select s.* from ${seen} s join matching.v_technology t on t.id = s.technology_id
          where ${isNo} and s.giver_id <> ${about.organisationId}::uuid
            and s.taker_id <> ${about.organisationId}::uuid
            and t.fields && ${about.fields}::text[]
            and s.day >= ${about.from}::date and s.day < ${about.before}::date)
        select count(distinct giver_id)::int as owners, count(distinct taker_id)::int as answerers,
          count(*)::int as answers,
          coalesce((select jsonb_object_agg(reason, n) from (
            select reason, count(*) as n from answer, unnest(reasons) reason
            group by reason) counted), '{}') as reasons
        from answer`,
  );
}

export interface NoRow {
  readonly day: string;
  readonly step: NoStep;
  readonly technology: string | null;
  readonly otherNameZh: string | null;
  readonly otherNameEn: string | null;
  readonly otherRegion: string | null;
  readonly reasons: readonly DeclineReason[];
}

/** The "no"s one by one, the latest first: one's own are known to oneself. */
export async function everyNo(ctx: Context, wish: LessonWish, atMost: number): Promise<NoRow[]> {
  return await rows<NoRow>(
    ctx.tx,
    sql`select s.day, s.became as step, t.title as technology,
          coalesce(o.owner ->> 'nameZh', o.owner ->> 'name') as other_name_zh,
          coalesce(o.owner ->> 'nameEn', o.owner ->> 'name') as other_name_en,
          o.province_code as other_region, s.reasons
        from ${seen} s join matching.v_owner o on o.id = s.taker_id
          left join matching.technology t on t.id = s.technology_id
        where ${ofOrganisation(wish)} and ${isNo}
        order by s.day desc, s.id desc limit ${atMost}`,
  );
}
