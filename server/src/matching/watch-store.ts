/** SQL that writes watches and what they found, and reads what a verb needs. */
import { execute, row, rowOrNull, rows, sql, type Tx } from '../runtime/sql.ts';
import type { RecordKind } from './record.ts';
import type { Rhythm, WatchBasis } from './watch.ts';
import type { WatchFilters } from './watch-contract.ts';

export interface WatchRow {
  readonly id: string;
  readonly personId: string;
  readonly name: string;
  readonly basis: WatchBasis;
  readonly find: RecordKind;
  readonly q: string | null;
  readonly filters: WatchFilters;
  readonly needId: string | null;
  readonly technologyId: string | null;
  readonly rhythm: Rhythm;
  readonly byMail: boolean;
  readonly createdAt: string;
  /** Only what is published after this event is new to it. */
  readonly since: bigint;
  readonly revision: number;
}

export const watchColumns = sql`w.id, w.person_id, w.name, w.basis, w.find, w.q, w.filters, w.need_id,
  w.technology_id, w.rhythm, w.by_mail, w.created_at, w.since, w.revision`;

export type NewWatch = Omit<WatchRow, 'createdAt' | 'since' | 'revision'>;

export async function insertWatch(tx: Tx, watch: NewWatch, now: Date): Promise<void> {
  const { id, personId, name, basis, find, q, needId, technologyId, rhythm, byMail } = watch;
  await execute(
    tx,
    sql`insert into matching.watch (id, person_id, name, basis, find, q, filters, need_id,
          technology_id, rhythm, by_mail, created_at, updated_at, since)
        select ${id}, ${personId}, ${name}, ${basis}, ${find}, ${q}::text,
          ${JSON.stringify(watch.filters)}::jsonb, ${needId}::uuid, ${technologyId}::uuid,
          ${rhythm}, ${byMail}, ${now}, ${now}, coalesce(max(sequence), 0) from runtime.event`,
  );
}

export async function countWatches(tx: Tx, personId: string): Promise<number> {
  const { count } = await row<{ count: number }>(
    tx,
    sql`select count(*)::int as count from matching.watch where person_id = ${personId}`,
  );
  return count;
}

/** One of the person's own, locked. */
export async function lockWatch(tx: Tx, id: string, personId: string): Promise<WatchRow | null> {
  return await rowOrNull<WatchRow>(
    tx,
    sql`select ${watchColumns} from matching.watch w
        where w.id = ${id} and w.person_id = ${personId} for update`,
  );
}

export async function updateWatch(
  tx: Tx,
  id: string,
  to: Pick<WatchRow, 'name' | 'rhythm' | 'byMail'>,
  now: Date,
): Promise<void> {
  await execute(
    tx,
    sql`update matching.watch set name = ${to.name}, rhythm = ${to.rhythm},
          by_mail = ${to.byMail}, revision = revision + 1, updated_at = ${now} where id = ${id}`,
  );
}

export async function deleteWatch(tx: Tx, id: string): Promise<void> {
  await execute(tx, sql`delete from matching.watch where id = ${id}`);
}

/** Ends all mail to a person. */
export async function muteWatches(tx: Tx, personId: string, now: Date): Promise<void> {
  await execute(
    tx,
    sql`update matching.watch set by_mail = false, revision = revision + 1, updated_at = ${now}
        where person_id = ${personId} and by_mail`,
  );
}

export async function markSeen(
  tx: Tx,
  personId: string,
  only: { readonly watchId?: string; readonly recordId?: string },
  now: Date,
): Promise<number> {
  return await execute(
    tx,
    sql`update matching.find f set seen_at = ${now} from matching.watch w
        where w.id = f.watch_id and w.person_id = ${personId}
          and f.told_at is not null and f.seen_at is null
          and (${only.watchId ?? null}::uuid is null or f.watch_id = ${only.watchId ?? null}::uuid)
          and (${only.recordId ?? null}::uuid is null
            or f.record_id = ${only.recordId ?? null}::uuid)`,
  );
}

// Looking out -------------------------------------------------------------------------------------

export interface Fresh {
  readonly kind: RecordKind;
  readonly id: string;
  readonly sequence: bigint;
}

/** How far the log was read; from its beginning where nobody looked yet. */
export async function lookoutAt(tx: Tx, lock = false): Promise<bigint> {
  if (lock) {
    await execute(
      tx,
      sql`insert into matching.lookout (sequence) values (0) on conflict do nothing`,
    );
  }
  const known = await rowOrNull<{ sequence: bigint }>(
    tx,
    sql`select sequence from matching.lookout ${lock ? sql`for update` : sql``}`,
  );
  return known?.sequence ?? 0n;
}

export async function moveLookout(tx: Tx, to: bigint): Promise<void> {
  await execute(tx, sql`update matching.lookout set sequence = ${to}`);
}

/** The end of the next part of the log, and what was published in it. */
export async function freshAfter(
  tx: Tx,
  sequence: bigint,
  eventsAtMost: number,
): Promise<{ readonly head: bigint; readonly fresh: Fresh[] }> {
  const { head } = await row<{ head: bigint }>(
    tx,
    sql`select coalesce(max(sequence), ${sequence}::bigint) as head from (
          select sequence from runtime.event where sequence > ${sequence}
          order by sequence limit ${eventsAtMost}) next`,
  );
  const fresh = await rows<Fresh>(
    tx,
    sql`select payload ->> 'kind' as kind, payload ->> 'recordId' as id, sequence
        from runtime.event where sequence > ${sequence} and sequence <= ${head}
          and type in ('matching.technology_published', 'matching.need_published')
        order by sequence`,
  );
  return { head, fresh };
}

/** Those that want to hear of such records, some at a time in the order of their ids. */
export async function watchesFor(
  tx: Tx,
  kinds: readonly RecordKind[],
  before: bigint,
  after: string,
  limit: number,
): Promise<WatchRow[]> {
  return await rows<WatchRow>(
    tx,
    sql`select ${watchColumns} from matching.watch w
        where w.find = any (${kinds}::text[]) and w.rhythm <> 'never' and w.since < ${before}
          and w.id > ${after}::uuid
        order by w.id limit ${limit}`,
  );
}

export interface NewFind {
  readonly watchId: string;
  readonly kind: RecordKind;
  readonly recordId: string;
}

/** Once for each watch and record, however often it is found; a watch that is gone finds nothing. */
export async function insertFinds(tx: Tx, finds: readonly NewFind[], now: Date): Promise<void> {
  await execute(
    tx,
    sql`insert into matching.find (watch_id, record_id, technology_id, need_id, found_at)
        select w.id, f.record_id, t.id, n.id, ${now}
        from unnest(${finds.map((one) => one.watchId)}::uuid[],
          ${finds.map((one) => one.recordId)}::uuid[]) f(watch_id, record_id)
        join matching.watch w on w.id = f.watch_id
        left join matching.technology t on t.id = f.record_id
        left join matching.need n on n.id = f.record_id
        where num_nonnulls(t.id, n.id) = 1
        on conflict do nothing`,
  );
}

// Telling -----------------------------------------------------------------------------------------

export interface ToldRow {
  readonly watchId: string;
  readonly recordId: string;
  readonly personId: string;
  readonly byMail: boolean;
}

/** Tells what is due, some at a time; what is told once is never due again. */
export async function markTold(
  tx: Tx,
  upTo: { readonly daily: Date; readonly weekly: Date },
  now: Date,
): Promise<ToldRow[]> {
  return await rows<ToldRow>(
    tx,
    sql`with due as (
          select f.watch_id, f.record_id, w.person_id, w.by_mail
          from matching.find f join matching.watch w on w.id = f.watch_id
          where f.told_at is null and (w.rhythm = 'now'
            or (w.rhythm = 'daily' and f.found_at <= ${upTo.daily})
            or (w.rhythm = 'weekly' and f.found_at <= ${upTo.weekly}))
          order by w.person_id limit 1000 for update of f skip locked)
        update matching.find f set told_at = ${now} from due
        where f.watch_id = due.watch_id and f.record_id = due.record_id
        returning due.*`,
  );
}

export async function insertDigest(
  tx: Tx,
  digest: { readonly id: string; readonly personId: string; readonly now: Date },
  told: readonly ToldRow[],
): Promise<void> {
  await execute(
    tx,
    sql`insert into matching.digest (id, person_id, told_at)
        values (${digest.id}, ${digest.personId}, ${digest.now})`,
  );
  await execute(
    tx,
    sql`update matching.find f set digest_id = ${digest.id}
        from unnest(${told.map((one) => one.watchId)}::uuid[],
          ${told.map((one) => one.recordId)}::uuid[]) t(watch_id, record_id)
        where f.watch_id = t.watch_id and f.record_id = t.record_id`,
  );
}

/** Whose digest it is; null where it was mailed, is not there, or another process mails it. */
export async function lockDigest(tx: Tx, id: string): Promise<string | null> {
  const digest = await rowOrNull<{ personId: string }>(
    tx,
    sql`select person_id from matching.digest where id = ${id} and mailed_at is null
        for update skip locked`,
  );
  return digest?.personId ?? null;
}

export async function markMailed(tx: Tx, id: string, now: Date): Promise<void> {
  await execute(tx, sql`update matching.digest set mailed_at = ${now} where id = ${id}`);
}
