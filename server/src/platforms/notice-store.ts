/** SQL of notices: whom mail is to tell of what. */
import { execute, rowOrNull, rows, sql, type Tx } from '../runtime/sql.ts';
import type { CharterFounder } from './charter-store.ts';

export interface Notice {
  readonly id: string;
  readonly personId: string;
  readonly kind: 'meeting' | 'motion' | 'charter' | 'seat';
  /** Of the meeting, the motion, the charter or the seat. */
  readonly subjectId: string;
}

export async function insertNotice(tx: Tx, one: Notice, now: Date): Promise<void> {
  await execute(
    tx,
    sql`insert into platforms.notice (id, person_id, kind, subject_id, made_at)
        values (${one.id}, ${one.personId}, ${one.kind}, ${one.subjectId}, ${now})`,
  );
}

/** Held until it is mailed; null where it was. */
export async function lockNotice(tx: Tx, id: string): Promise<Notice | null> {
  return await rowOrNull(
    tx,
    sql`select id, person_id, kind, subject_id from platforms.notice
        where id = ${id} and mailed_at is null for update`,
  );
}

export async function markNoticeMailed(tx: Tx, id: string, now: Date): Promise<void> {
  await execute(tx, sql`update platforms.notice set mailed_at = ${now} where id = ${id}`);
}

export async function peopleForFounders(
  tx: Tx,
  founders: readonly CharterFounder[],
): Promise<string[]> {
  const regions = founders.flatMap(({ regionCode }) => regionCode ?? []);
  const organisations = founders.flatMap(({ organisationId }) => organisationId ?? []);
  const found = await rows<{ personId: string }>(
    tx,
    sql`select person_id from identity.v_office
        where office = 'region_officer' and region_code = any(${regions}::text[])
        union
        select person_id from identity.v_membership
        where role = 'manager' and organisation_id = any(${organisations}::uuid[])
        order by person_id limit 200`,
  );
  return found.map(({ personId }) => personId);
}
