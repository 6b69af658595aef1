/** SQL of meetings. Each change comes after the introduction was locked, so they take turns. */
import { execute, rowOrNull, rows, type Sql, sql, type Tx } from '../runtime/sql.ts';
import type { CancelReason, Meeting } from './meeting.ts';
import { type IntroductionRow, loadIntroduction } from './store.ts';

export interface MeetingRow extends Meeting {
  readonly id: string;
  readonly introductionId: string;
  readonly slots: readonly string[];
  readonly durationMinutes: number;
  readonly place: string | null;
  readonly link: string | null;
  readonly note: string | null;
  readonly sequence: number;
  readonly cancelledBecause: CancelReason | null;
  readonly updatedAt: string;
}

// The driver reads instants alone, not lists of them.
const meetingColumns = sql`id, introduction_id, state, proposed_by_id, proposed_at, pick_due_at,
  duration_minutes, place, link, note, starts_at, ends_at, sequence, cancelled_because, updated_at,
  array(select to_char(slot at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')
        from unnest(slots) slot order by slot) as slots`;

/** The latest first. */
export async function meetingsOf(tx: Tx, introductionId: string): Promise<MeetingRow[]> {
  return await rows<MeetingRow>(
    tx,
    sql`select ${meetingColumns} from matching.meeting where introduction_id = ${introductionId}
        order by created_at desc, id desc`,
  );
}

export async function loadMeeting(tx: Tx, id: string): Promise<MeetingRow | null> {
  return await rowOrNull<MeetingRow>(
    tx,
    sql`select ${meetingColumns} from matching.meeting where id = ${id}`,
  );
}

export interface Offer {
  readonly proposedById: string;
  readonly now: Date;
  readonly pickDueAt: Date;
  readonly slots: readonly string[];
  readonly durationMinutes: number;
  readonly place: string | null;
  readonly link: string | null;
  readonly note: string | null;
}

export async function insertMeeting(tx: Tx, id: string, introductionId: string, offer: Offer) {
  await execute(
    tx,
    sql`insert into matching.meeting (id, introduction_id, proposed_by_id, proposed_at,
          pick_due_at, slots, duration_minutes, place, link, note, created_at, updated_at)
        values (${id}, ${introductionId}, ${offer.proposedById}, ${offer.now}, ${offer.pickDueAt},
          ${offer.slots}::timestamptz[], ${offer.durationMinutes}, ${offer.place}, ${offer.link},
          ${offer.note}, ${offer.now}, ${offer.now})`,
  );
}

async function changeMeeting(tx: Tx, id: string, now: Date, changes: Sql) {
  await execute(
    tx,
    sql`update matching.meeting set ${changes}, updated_at = ${now} where id = ${id}`,
  );
}

/** An arranged time no longer stands once others are offered; calendars are told so. */
export async function replaceOffer(tx: Tx, id: string, offer: Offer) {
  await changeMeeting(
    tx,
    id,
    offer.now,
    sql`sequence = sequence + case when state = 'arranged' then 1 else 0 end, state = 'proposed',
        proposed_by_id = ${offer.proposedById}, proposed_at = ${offer.now},
        pick_due_at = ${offer.pickDueAt}, slots = ${offer.slots}::timestamptz[],
        duration_minutes = ${offer.durationMinutes}, place = ${offer.place}, link = ${offer.link},
        note = ${offer.note}`,
  );
}

export async function markArranged(
  tx: Tx,
  id: string,
  { startsAt, endsAt, now }: Readonly<Record<'startsAt' | 'endsAt' | 'now', Date>>,
) {
  await changeMeeting(
    tx,
    id,
    now,
    // The first arrangement begins the sequence, each later one goes on with it.
    sql`sequence = sequence + case when starts_at is null then 0 else 1 end, state = 'arranged',
        starts_at = ${startsAt}, ends_at = ${endsAt}`,
  );
}

export async function markMeetingCancelled(
  tx: Tx,
  id: string,
  because: CancelReason,
  note: string | null,
  now: Date,
) {
  await changeMeeting(
    tx,
    id,
    now,
    sql`sequence = sequence + case when state = 'arranged' then 1 else 0 end,
        state = 'cancelled', cancelled_because = ${because}, note = coalesce(${note}, note)`,
  );
}

export async function markMeetingLapsed(tx: Tx, id: string, now: Date) {
  await changeMeeting(tx, id, now, sql`state = 'lapsed'`);
}

/** Offers that nobody picked from in time, with their introductions, which are locked. */
export async function lockUnpicked(
  tx: Tx,
  now: Date,
): Promise<{ meetingId: string; introduction: IntroductionRow }[]> {
  const found = await rows<{ id: string; introductionId: string }>(
    tx,
    sql`select m.id, m.introduction_id
        from matching.meeting m join matching.introduction i on i.id = m.introduction_id
        where m.state = 'proposed' and m.pick_due_at <= ${now}
        order by m.pick_due_at limit 200 for update of i skip locked`,
  );
  const unpicked = [];
  for (const { id: meetingId, introductionId } of found) {
    const introduction = await loadIntroduction(tx, introductionId);
    // Somebody may have answered before the lock was ours.
    const { meeting } = introduction ?? { meeting: null };
    const stands = meeting?.id === meetingId && meeting.state === 'proposed';
    if (introduction !== null && stands && Date.parse(meeting.pickDueAt) <= now.getTime()) {
      unpicked.push({ meetingId, introduction });
    }
  }
  return unpicked;
}
