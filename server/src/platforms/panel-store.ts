/** SQL that writes panels and scores, and reads what use cases need of them. */
import type { Who } from '../runtime/actor.ts';
import { execute, rowOrNull, rows, sql, type Tx } from '../runtime/sql.ts';
import type { Assessed, Expert } from './panel.ts';
import type { PanelCandidate } from './panel-contract.ts';

export interface SeatRow {
  readonly memberId: string;
  readonly reportId: string;
  readonly personId: string;
  readonly doneAt: string | null;
  readonly leftOutBy: string | null;
  readonly revision: number;
}

const seatColumns = sql`c.member_id, c.report_id, m.person_id, c.done_at, c.left_out_by, c.revision`;
const seats = sql`platforms.panel_seat c join platforms.panel_member m on m.id = c.member_id`;

export async function seatOf(
  tx: Tx,
  reportId: string,
  personId: string,
  lock = false,
): Promise<SeatRow | null> {
  return await rowOrNull<SeatRow>(
    tx,
    sql`select ${seatColumns} from ${seats}
        where c.report_id = ${reportId} and m.person_id = ${personId}
        ${lock ? sql`for update of c` : sql``}`,
  );
}

export async function seatsOf(tx: Tx, roundId: string): Promise<SeatRow[]> {
  return await rows<SeatRow>(
    tx,
    sql`select ${seatColumns} from ${seats} where m.round_id = ${roundId}
        order by c.member_id, c.report_id`,
  );
}

export interface SeatHeld {
  readonly reportId: string;
  readonly roundId: string;
  readonly memberId: string;
  readonly doneAt: string | null;
  readonly nameZh: string | null;
  readonly nameEn: string | null;
  readonly platformId: string;
}

/** Of open and published rounds, the newest first. */
export async function seatsHeldBy(tx: Tx, personId: string): Promise<SeatHeld[]> {
  return await rows<SeatHeld>(
    tx,
    sql`select c.report_id, m.round_id, c.member_id, c.done_at, p.name_zh, p.name_en,
          p.id as platform_id
        from ${seats} join platforms.self_report e on e.id = c.report_id
        join platforms.platform p on p.id = e.platform_id
        join platforms.round s on s.id = m.round_id
        where m.person_id = ${personId} and s.state in ('open', 'published')
        order by s.created_at desc, p.sort_key, c.report_id limit 500`,
  );
}

export interface MemberRow {
  readonly id: string;
  readonly roundId: string;
  readonly personId: string;
  readonly name: string;
  readonly organisationId: string | null;
  readonly fields: readonly string[];
  /** The own one, those of the person's memberships, and their parents. */
  readonly organisationIds: readonly string[];
}

const memberColumns = sql`m.id, m.round_id, m.person_id, m.name, m.organisation_id, m.fields,
  array(select o.id from (
      select m.organisation_id as id, 0 as at
      union all select i.organisation_id, 1 from identity.v_membership i
        where i.person_id = m.person_id
      union all select v.parent_id, 2 from registry.v_organisation v
        where v.id = m.organisation_id or v.id in (select i.organisation_id
          from identity.v_membership i where i.person_id = m.person_id)) o
    where o.id is not null group by o.id order by min(o.at), o.id) as organisation_ids`;

export async function membersOf(tx: Tx, roundId: string): Promise<MemberRow[]> {
  return await rows<MemberRow>(
    tx,
    sql`select ${memberColumns} from platforms.panel_member m
        where m.round_id = ${roundId} order by m.added_at, m.id`,
  );
}

export async function membersNamed(tx: Tx, ids: readonly string[]): Promise<MemberRow[]> {
  return await rows<MemberRow>(
    tx,
    sql`select ${memberColumns} from platforms.panel_member m where m.id = any (${ids}::uuid[])`,
  );
}

export async function loadMember(tx: Tx, id: string): Promise<MemberRow | null> {
  return (await membersNamed(tx, [id]))[0] ?? null;
}

export function expertOf({ id, name, organisationIds, fields }: MemberRow): Expert {
  return { id, name, organisationIds, fields };
}

/** @returns false where the person is on the panel already. */
export async function insertMember(
  tx: Tx,
  one: Omit<MemberRow, 'organisationIds'>,
  now: Date,
): Promise<boolean> {
  const written = await execute(
    tx,
    sql`insert into platforms.panel_member (id, round_id, person_id, name, organisation_id, fields,
          added_at)
        values (${one.id}, ${one.roundId}, ${one.personId}, ${one.name}, ${one.organisationId},
          ${one.fields}, ${now}) on conflict do nothing`,
  );
  return written > 0;
}

export async function deleteMember(tx: Tx, id: string): Promise<void> {
  await execute(tx, sql`delete from platforms.panel_seat where member_id = ${id}`);
  await execute(tx, sql`delete from platforms.panel_member where id = ${id}`);
}

export async function personNamed(tx: Tx, id: string): Promise<string | null> {
  const found = await rowOrNull<{ name: string }>(
    tx,
    sql`select name from identity.v_person where id = ${id} and not suspended`,
  );
  return found?.name ?? null;
}

export async function candidates(tx: Tx, words: string): Promise<PanelCandidate[]> {
  return await rows<PanelCandidate>(
    tx,
    sql`select p.id as person_id, p.name, platforms.place(null, m.organisation_id) as organisation
        from identity.v_person p left join lateral (
          select i.organisation_id from identity.v_membership i where i.person_id = p.id
          order by i.since, i.organisation_id limit 1) m on true
        left join registry.v_organisation o on o.id = m.organisation_id
        where not p.suspended
          and strpos(lower(concat_ws(' ', p.name, o.display_name)), lower(${words})) > 0
        order by p.name, p.id limit 20`,
  );
}

/** Platforms of rounds with everybody whom they are close to. */
export async function assessedIn(tx: Tx, roundIds: readonly string[]): Promise<Assessed[]> {
  return await rows<Assessed>(
    tx,
    sql`with assessed as (
          select e.id, p.id as platform_id, coalesce(p.name_zh, p.name_en) as name, p.fields,
            p.sort_key,
            array(select o.id from registry.v_organisation v
              cross join lateral (values (v.id), (v.parent_id)) o (id)
              where v.id = p.operator_id and o.id is not null) as operator_ids,
            array(select f.organisation_id from platforms.founder f
              where f.platform_id = p.id and f.organisation_id is not null) as founder_ids
          from platforms.self_report e join platforms.platform p on p.id = e.platform_id
          where e.round_id = any (${roundIds}::uuid[]))
        select a.id, a.name, a.fields, a.operator_ids, a.founder_ids,
          array(select distinct other.organisation_id
            from platforms.founder own join platforms.founder other
              on other.platform_id = own.platform_id
            where own.platform_id <> a.platform_id and other.organisation_id is not null
              and own.organisation_id = any (a.operator_ids || a.founder_ids)
              and other.organisation_id <> all (a.operator_ids || a.founder_ids))
            as co_founder_ids
        from assessed a order by a.sort_key, a.id`,
  );
}

export interface DeclaredRow {
  readonly memberId: string;
  readonly reportId: string;
  readonly note: string;
}

export async function declaredIn(tx: Tx, roundIds: readonly string[]): Promise<DeclaredRow[]> {
  return await rows<DeclaredRow>(
    tx,
    sql`select d.member_id, d.report_id, d.note from platforms.panel_conflict d
        join platforms.panel_member m on m.id = d.member_id
        where m.round_id = any (${roundIds}::uuid[]) order by d.declared_at`,
  );
}

/** @returns false where it was declared before. */
export async function insertConflict(
  tx: Tx,
  one: DeclaredRow,
  by: Who,
  now: Date,
): Promise<boolean> {
  const written = await execute(
    tx,
    sql`insert into platforms.panel_conflict (member_id, report_id, note, declared_at, declared_by)
        values (${one.memberId}, ${one.reportId}, ${one.note}, ${now},
          ${JSON.stringify(by)}::jsonb) on conflict do nothing`,
  );
  return written > 0;
}

export async function replaceSeats(
  tx: Tx,
  roundId: string,
  given: readonly { readonly memberId: string; readonly reportId: string }[],
  now: Date,
): Promise<void> {
  await execute(
    tx,
    sql`delete from platforms.panel_seat c using platforms.panel_member m
        where m.id = c.member_id and m.round_id = ${roundId}`,
  );
  await execute(
    tx,
    sql`insert into platforms.panel_seat (member_id, report_id, assigned_at)
        select s."memberId", s."reportId", ${now}
        from jsonb_to_recordset(${JSON.stringify(given)}::jsonb)
          as s ("memberId" uuid, "reportId" uuid)`,
  );
}

// Scores ------------------------------------------------------------------------------------------

export interface ScoreRow {
  readonly memberId: string;
  readonly reportId: string;
  readonly measure: string;
  readonly score: string;
  readonly comment: string | null;
}

export async function scoresIn(tx: Tx, roundId: string): Promise<ScoreRow[]> {
  return await rows<ScoreRow>(
    tx,
    sql`select p.member_id, p.report_id, p.measure, p.score, p.comment
        from platforms.panel_score p join platforms.panel_member m on m.id = p.member_id
        where m.round_id = ${roundId} order by p.report_id, p.measure, p.member_id`,
  );
}

export async function scoresBy(tx: Tx, memberId: string, reportId: string): Promise<ScoreRow[]> {
  return await rows<ScoreRow>(
    tx,
    sql`select member_id, report_id, measure, score, comment from platforms.panel_score
        where member_id = ${memberId} and report_id = ${reportId} order by measure`,
  );
}

export async function writeScores(
  tx: Tx,
  { memberId, reportId }: Pick<SeatRow, 'memberId' | 'reportId'>,
  scores: readonly Pick<ScoreRow, 'measure' | 'score' | 'comment'>[],
  done: boolean,
  now: Date,
): Promise<void> {
  const gone = scores.filter(({ score }) => score === '').map(({ measure }) => measure);
  await execute(
    tx,
    sql`delete from platforms.panel_score where member_id = ${memberId}
          and report_id = ${reportId} and measure = any (${gone}::text[])`,
  );
  const kept = scores.filter(({ score }) => score !== '');
  await execute(
    tx,
    sql`insert into platforms.panel_score (member_id, report_id, measure, score, comment, scored_at)
        select ${memberId}, ${reportId}, g.measure, g.score, g.comment, ${now}
        from jsonb_to_recordset(${JSON.stringify(kept)}::jsonb)
          as g (measure text, score text, comment text)
        on conflict (member_id, report_id, measure) do update set score = excluded.score,
          comment = excluded.comment, scored_at = excluded.scored_at`,
  );
  await execute(
    tx,
    sql`update platforms.panel_seat set revision = revision + 1,
          done_at = case when ${done} then ${now}::timestamptz end
        where member_id = ${memberId} and report_id = ${reportId}`,
  );
}

export async function leaveOut(
  tx: Tx,
  seat: Pick<SeatRow, 'memberId' | 'reportId'>,
  appealId: string,
): Promise<void> {
  await execute(
    tx,
    sql`update platforms.panel_seat set left_out_by = ${appealId}, revision = revision + 1
        where member_id = ${seat.memberId} and report_id = ${seat.reportId}`,
  );
}
