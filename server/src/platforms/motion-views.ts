/** SQL that answers motions, meetings, and what waits for a person. */
import { type Order, type PageWish, pageOfList } from '../runtime/keyset.ts';
import type { InputOf, UseCase } from '../runtime/module.ts';
import { all, rows, sql, type Tx } from '../runtime/sql.ts';
import type { MeetingSummary, MotionSummary, motionContract } from './motion-contract.ts';

type Contract = typeof motionContract;
type ToDo = Awaited<ReturnType<UseCase<Contract['listDecisionsToTake']>>>['items'][number];

/** The name of a body in a charter. */
const bodyName = (charter: string, body: string, key: string) =>
  sql.raw(`(select b->>'${key}' from jsonb_array_elements(${charter}.content->'bodies') b
    where b->>'code' = ${body}.body)`);

const columns = sql`m.id, m.platform_id, m.body, m.kind, m.title, m.state, m.meeting_id, m.closes_at,
  m.raised_by, m.raised_at, m.decided_at, m.sample,
  ${bodyName('c', 'm', 'nameZh')} as body_name_zh, ${bodyName('c', 'm', 'nameEn')} as body_name_en`;
const from = sql`platforms.motion m join platforms.charter c on c.id = m.charter_id`;

function newestFirst(name: string, at: string, id: string): Order {
  return {
    name,
    columns: [
      { sql: sql.raw(at), type: 'timestamptz' },
      { sql: sql.raw(id), type: 'uuid' },
    ],
    descending: true,
  };
}

type MotionsAsked = Omit<InputOf<Contract['listMotions']>, 'limit' | 'cursor'>;

export async function motionPage(tx: Tx, asked: MotionsAsked & PageWish) {
  const conditions = [sql`m.platform_id = ${asked.platformId}`];
  if (asked.state !== undefined) conditions.push(sql`m.state = any(${asked.state}::text[])`);
  if (asked.body !== undefined) conditions.push(sql`m.body = any(${asked.body}::text[])`);
  const order = newestFirst('motions newest', 'm.raised_at', 'm.id');
  const list = { order, columns, from, where: all(conditions) };
  return await pageOfList<MotionSummary>(tx, list, asked);
}

export async function motionSummaries(tx: Tx, meetingId: string): Promise<MotionSummary[]> {
  return await rows<MotionSummary>(
    tx,
    sql`select ${columns} from ${from} where m.meeting_id = ${meetingId}
        order by m.raised_at, m.id`,
  );
}

export async function motionSummary(tx: Tx, id: string): Promise<MotionSummary> {
  const [found] = await rows<MotionSummary>(
    tx,
    sql`select ${columns} from ${from} where m.id = ${id}`,
  );
  return found!;
}

/** A meeting is named by the charter that was in force when it was called. */
const meetingColumns = sql`m.id, m.platform_id, m.body, m.number, m.state, m.called_for,
  m.duration_minutes, m.place, m.closed_at, m.moved_from, m.change_note, m.sample, coalesce(${bodyName('c', 'm', 'nameZh')}, m.body) as body_name_zh,
  coalesce(${bodyName('c', 'm', 'nameEn')}, m.body) as body_name_en`;
const meetingFrom = sql`platforms.meeting m left join platforms.charter c
  on c.platform_id = m.platform_id and c.state = 'adopted'
    and daterange(c.starts_on, c.ends_on) @> (m.created_at at time zone 'Asia/Shanghai')::date`;

export async function meetingPage(tx: Tx, platformId: string, wish: PageWish) {
  const list = {
    order: newestFirst('meetings newest', 'm.called_for', 'm.id'),
    columns: meetingColumns,
    from: meetingFrom,
    where: sql`m.platform_id = ${platformId}`,
  };
  return await pageOfList<MeetingSummary>(tx, list, wish);
}

export async function meetingSummary(tx: Tx, id: string): Promise<MeetingSummary> {
  const [found] = await rows<MeetingSummary>(
    tx,
    sql`select ${meetingColumns} from ${meetingFrom} where m.id = ${id}`,
  );
  return found!;
}

/** Open motions of bodies in which the person has a seat: to vote on, or, in the chair, to count. */
export async function motionsWaitingFor(
  tx: Tx,
  personId: string,
  day: string,
  now: Date,
): Promise<ToDo[]> {
  return await rows<ToDo>(
    tx,
    sql`select case when s.is_chair and (m.closes_at <= ${now} or not votes.left) then 'count'
            else 'vote' end as what,
          m.id, m.title, m.platform_id, p.name_zh as platform_name_zh,
          p.name_en as platform_name_en, ${bodyName('c', 'm', 'nameZh')} as body_name_zh,
          ${bodyName('c', 'm', 'nameEn')} as body_name_en, m.closes_at as due_at,
          null as note, m.sample
        from ${from}
        join platforms.platform p on p.id = m.platform_id
        join platforms.seat s on s.platform_id = m.platform_id and s.body = m.body
          and s.person_id = ${personId} and daterange(s.starts_on, s.ends_on) @> ${day}::date
        cross join lateral (select exists (select from platforms.seat o
            where o.platform_id = m.platform_id and o.body = m.body
              and daterange(o.starts_on, o.ends_on) @> ${day}::date
              and not exists (select from platforms.vote v
                where v.motion_id = m.id and v.seat_id = o.id)
              and not exists (select from platforms.conflict f
                where f.motion_id = m.id and f.seat_id = o.id)) as left) votes
        where m.state = 'open' and (
          (s.is_chair and (m.closes_at <= ${now} or not votes.left))
          or (m.closes_at > ${now}
            and not exists (select from platforms.vote v
              where v.motion_id = m.id and v.seat_id = s.id)
            and not exists (select from platforms.conflict f
              where f.motion_id = m.id and f.seat_id = s.id)))
        order by m.closes_at, m.id limit 100`,
  );
}

/**
 * Meetings of bodies in which the person has a seat: to attend, told of as cancelled until their
 * time is over, or, for who is in the chair or called it, to be ended with minutes.
 */
export async function meetingsWaitingFor(
  tx: Tx,
  personId: string,
  day: string,
  now: Date,
): Promise<ToDo[]> {
  return await rows<ToDo>(
    tx,
    sql`select case when m.state = 'cancelled' then 'cancelled'
              when m.called_for <= ${now} and (s.is_chair or m.called_by->>'id' = ${personId})
              then 'minutes' else 'attend' end as what,
          m.id, m.number::text as title, m.platform_id, p.name_zh as platform_name_zh,
          p.name_en as platform_name_en,
          coalesce(${bodyName('c', 'm', 'nameZh')}, m.body) as body_name_zh,
          coalesce(${bodyName('c', 'm', 'nameEn')}, m.body) as body_name_en,
          m.called_for as due_at, m.change_note as note, m.sample
        from ${meetingFrom}
        join platforms.platform p on p.id = m.platform_id
        left join platforms.seat s on s.platform_id = m.platform_id and s.body = m.body
          and s.person_id = ${personId} and daterange(s.starts_on, s.ends_on) @> ${day}::date
        where m.state <> 'held' and case when m.state = 'called' and m.called_for <= ${now}
            and (s.is_chair or m.called_by->>'id' = ${personId}) then true
          else s.id is not null
            and m.called_for + make_interval(mins => m.duration_minutes) > ${now} end
        order by m.called_for, m.id limit 100`,
  );
}

export interface CharterToAdopt {
  readonly id: string;
  readonly platformId: string;
  readonly platformNameZh: string | null;
  readonly platformNameEn: string | null;
  readonly startsOn: string;
  readonly sample: boolean;
  /** Who has not adopted it. */
  readonly founders: readonly {
    readonly regionCode: string | null;
    readonly organisationId: string | null;
  }[];
}

/** Proposed charters that one of the regions or organisations has not adopted. */
export async function chartersWaitingFor(
  tx: Tx,
  about: { readonly regions: readonly string[]; readonly organisations: readonly string[] },
): Promise<CharterToAdopt[]> {
  return await rows<CharterToAdopt>(
    tx,
    sql`select c.id, c.platform_id, p.name_zh as platform_name_zh, p.name_en as platform_name_en,
          c.starts_on, c.sample, jsonb_agg(f) as founders
        from platforms.charter c join platforms.platform p on p.id = c.platform_id
        cross join lateral jsonb_array_elements(c.founders) f
        where c.state = 'proposed'
          and (f->>'organisationId' = any(${about.organisations}::text[])
            or f->>'regionCode' in (select registry.v_regions_within(${about.regions}::text[])))
          and not exists (select from platforms.charter_adoption a
            where a.charter_id = c.id and a.founder = f->>'key')
        group by c.id, p.id order by c.proposed_at, c.id limit 100`,
  );
}
