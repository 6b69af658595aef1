/** SQL that writes motions, votes, conflicts and meetings, and reads what a verb needs of them. */
import type { Who } from '../runtime/actor.ts';
import { execute, rowOrNull, rows, sql, type Tx } from '../runtime/sql.ts';
import type { MotionKind, MotionState } from './motion.ts';
import type { Choice, Tally } from './tally.ts';

export interface MotionRow {
  readonly id: string;
  readonly platformId: string;
  readonly charterId: string;
  readonly body: string;
  readonly kind: MotionKind;
  readonly title: string;
  readonly note: string | null;
  readonly reasons: readonly { readonly zh: string; readonly en: string }[];
  readonly meetingId: string | null;
  readonly state: MotionState;
  readonly closesAt: string;
  readonly result: Tally | null;
  readonly raisedBy: Who;
  readonly raisedAt: string;
  readonly decidedAt: string | null;
  readonly sample: boolean;
}

const columns = sql`id, platform_id, charter_id, body, kind, title, note, reasons, meeting_id, state,
  closes_at, result, raised_by, raised_at, decided_at, sample`;

export async function findMotion(tx: Tx, id: string): Promise<MotionRow | null> {
  return await rowOrNull(tx, sql`select ${columns} from platforms.motion where id = ${id}`);
}

/** Open ones whose voting has ended. */
export async function motionsToCount(tx: Tx, now: Date): Promise<MotionRow[]> {
  return await rows<MotionRow>(
    tx,
    sql`select ${columns} from platforms.motion where state = 'open' and closes_at <= ${now}
        order by closes_at, id limit 500`,
  );
}

export async function insertMotion(
  tx: Tx,
  one: Omit<MotionRow, 'state' | 'result' | 'raisedAt' | 'decidedAt'>,
  now: Date,
): Promise<void> {
  await execute(
    tx,
    sql`insert into platforms.motion (id, platform_id, charter_id, body, kind, title, note, reasons,
          meeting_id, state, closes_at, raised_by, raised_at, sample)
        values (${one.id}, ${one.platformId}, ${one.charterId}, ${one.body}, ${one.kind},
          ${one.title}, ${one.note}, ${JSON.stringify(one.reasons)}::jsonb, ${one.meetingId},
          'open', ${one.closesAt}, ${JSON.stringify(one.raisedBy)}::jsonb, ${now},
          ${one.sample})`,
  );
}

export async function closeMotionRow(
  tx: Tx,
  id: string,
  state: MotionState,
  result: Tally | null,
  now: Date,
): Promise<void> {
  await execute(
    tx,
    sql`update platforms.motion set state = ${state}, decided_at = ${now},
          result = ${result === null ? null : JSON.stringify(result)}::jsonb where id = ${id}`,
  );
}

export interface VoteRow {
  readonly seatId: string;
  readonly choice: Choice;
  readonly note: string | null;
  readonly castAt: string;
}

export async function votesOf(tx: Tx, motionId: string): Promise<VoteRow[]> {
  return await rows<VoteRow>(
    tx,
    sql`select seat_id, choice, note, cast_at from platforms.vote where motion_id = ${motionId}`,
  );
}

export async function insertVote(
  tx: Tx,
  motionId: string,
  vote: Omit<VoteRow, 'castAt'>,
  now: Date,
): Promise<void> {
  await execute(
    tx,
    sql`insert into platforms.vote (motion_id, seat_id, choice, note, cast_at)
        values (${motionId}, ${vote.seatId}, ${vote.choice}, ${vote.note}, ${now})`,
  );
}

export interface ConflictRow {
  readonly seatId: string;
  readonly ground: string;
}

export async function conflictsOf(tx: Tx, motionId: string): Promise<ConflictRow[]> {
  return await rows<ConflictRow>(
    tx,
    sql`select seat_id, ground from platforms.conflict where motion_id = ${motionId}`,
  );
}

/** @returns false where it was declared before. */
export async function insertConflict(
  tx: Tx,
  motionId: string,
  { seatId, ground }: ConflictRow,
  declaredBy: Who,
  now: Date,
): Promise<boolean> {
  const written = await execute(
    tx,
    sql`insert into platforms.conflict (motion_id, seat_id, ground, declared_by, declared_at)
        values (${motionId}, ${seatId}, ${ground}, ${JSON.stringify(declaredBy)}::jsonb, ${now})
        on conflict do nothing`,
  );
  return written > 0;
}

// Meetings ----------------------------------------------------------------------------------------

export interface MeetingRow {
  readonly id: string;
  readonly platformId: string;
  readonly body: string;
  readonly number: number;
  readonly state: 'called' | 'held' | 'cancelled';
  readonly calledFor: string;
  readonly durationMinutes: number;
  readonly place: string | null;
  readonly agenda: string | null;
  readonly minutes: string | null;
  readonly closedAt: string | null;
  readonly calledBy: Who;
  readonly changedAt: string;
  readonly sample: boolean;
  readonly revision: number;
}

const meetingColumns = sql`id, platform_id, body, number, state, called_for, duration_minutes, place,
  agenda, minutes, closed_at, called_by, changed_at, sample, revision`;

export async function findMeeting(tx: Tx, id: string): Promise<MeetingRow | null> {
  return await rowOrNull(tx, sql`select ${meetingColumns} from platforms.meeting where id = ${id}`);
}

export async function insertMeeting(
  tx: Tx,
  one: Pick<
    MeetingRow,
    | 'id'
    | 'platformId'
    | 'body'
    | 'calledFor'
    | 'durationMinutes'
    | 'place'
    | 'agenda'
    | 'calledBy'
    | 'sample'
  >,
  now: Date,
): Promise<void> {
  await execute(
    tx,
    sql`insert into platforms.meeting (id, platform_id, body, number, state, called_for,
          duration_minutes, place, agenda, called_by, created_at, changed_at, sample)
        select ${one.id}, ${one.platformId}, ${one.body}, coalesce(max(number), 0) + 1, 'called',
          ${one.calledFor}::timestamptz, ${one.durationMinutes}, ${one.place}, ${one.agenda},
          ${JSON.stringify(one.calledBy)}::jsonb, ${now}, ${now}, ${one.sample}
        from platforms.meeting where platform_id = ${one.platformId} and body = ${one.body}`,
  );
}

export async function replaceAttendance(
  tx: Tx,
  meetingId: string,
  seatIds: readonly string[],
): Promise<void> {
  await execute(tx, sql`delete from platforms.attendance where meeting_id = ${meetingId}`);
  await execute(
    tx,
    sql`insert into platforms.attendance (meeting_id, seat_id)
        select ${meetingId}, unnest(${seatIds}::uuid[])`,
  );
  await execute(
    tx,
    sql`update platforms.meeting set revision = revision + 1 where id = ${meetingId}`,
  );
}

export async function presentAt(tx: Tx, meetingId: string): Promise<ReadonlySet<string>> {
  const found = await rows<{ seatId: string }>(
    tx,
    sql`select seat_id from platforms.attendance where meeting_id = ${meetingId}`,
  );
  return new Set(found.map(({ seatId }) => seatId));
}

/** Those that the meeting is to vote on and has not. */
export async function openMotionsOf(tx: Tx, meetingId: string): Promise<MotionRow[]> {
  return await rows<MotionRow>(
    tx,
    sql`select ${columns} from platforms.motion where meeting_id = ${meetingId} and state = 'open'
        order by raised_at, id`,
  );
}

export async function moveMeetingRow(
  tx: Tx,
  one: Pick<MeetingRow, 'id' | 'calledFor' | 'durationMinutes' | 'place' | 'agenda'>,
  reason: string,
  now: Date,
): Promise<void> {
  await execute(
    tx,
    sql`update platforms.meeting set called_for = ${one.calledFor}::timestamptz,
          moved_from = case when called_for <> ${one.calledFor}::timestamptz then called_for
            else moved_from end,
          duration_minutes = ${one.durationMinutes}, place = ${one.place}, agenda = ${one.agenda},
          change_note = ${reason}, changed_at = ${now}, revision = revision + 1
        where id = ${one.id}`,
  );
}

/** What a meeting is to vote on stays open for as much longer as the meeting comes later. */
export async function putOffMotions(tx: Tx, meetingId: string, from: string, to: string) {
  await execute(
    tx,
    sql`update platforms.motion set closes_at = closes_at
          + greatest(${to}::timestamptz - ${from}::timestamptz, interval '0')
        where meeting_id = ${meetingId} and state = 'open'`,
  );
}

export async function cancelMeetingRow(
  tx: Tx,
  id: string,
  reason: string,
  now: Date,
): Promise<void> {
  await execute(
    tx,
    sql`update platforms.meeting set state = 'cancelled', change_note = ${reason},
          changed_at = ${now}, revision = revision + 1 where id = ${id}`,
  );
}

export async function closeMeetingRow(
  tx: Tx,
  id: string,
  minutes: string,
  now: Date,
): Promise<void> {
  await execute(
    tx,
    sql`update platforms.meeting set state = 'held', minutes = ${minutes}, closed_at = ${now},
          revision = revision + 1 where id = ${id}`,
  );
}
