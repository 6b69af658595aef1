import { execute, rowOrNull, sql, type Tx } from '../runtime/sql.ts';

export async function insertCompact(
  tx: Tx,
  compact: { id: string; nameZh: string; nameEn: string; sample: boolean },
  now: Date,
): Promise<void> {
  await execute(
    tx,
    sql`insert into registry.compact (id, name_zh, name_en, sample, created_at)
        values (${compact.id}, ${compact.nameZh}, ${compact.nameEn}, ${compact.sample}, ${now})`,
  );
}

/** Its revision, locked until the end of the transaction; null if there is no such compact. */
export async function lockCompact(tx: Tx, compactId: string): Promise<{ revision: number } | null> {
  return await rowOrNull(
    tx,
    sql`select revision from registry.compact where id = ${compactId} for update`,
  );
}

export async function renameCompact(
  tx: Tx,
  compactId: string,
  names: { nameZh: string; nameEn: string },
): Promise<void> {
  await execute(
    tx,
    sql`update registry.compact set name_zh = ${names.nameZh}, name_en = ${names.nameEn},
          revision = revision + 1 where id = ${compactId}`,
  );
}

export interface Membership {
  readonly startsOn: string;
  readonly endsOn: string | null;
}

/** A membership that has days in common with the given ones, or null. */
export async function findOverlap(
  tx: Tx,
  compactId: string,
  regionCode: string,
  days: Membership,
): Promise<Membership | null> {
  return await rowOrNull<Membership>(
    tx,
    sql`select starts_on, ends_on from registry.compact_member
        where compact_id = ${compactId} and region_code = ${regionCode}
          and daterange(starts_on, ends_on) && daterange(${days.startsOn}, ${days.endsOn})
        order by starts_on limit 1`,
  );
}

/** The membership that has no end yet, or null. */
export async function findOpenMembership(
  tx: Tx,
  compactId: string,
  regionCode: string,
): Promise<Membership | null> {
  return await rowOrNull<Membership>(
    tx,
    sql`select starts_on, ends_on from registry.compact_member
        where compact_id = ${compactId} and region_code = ${regionCode} and ends_on is null`,
  );
}

export async function insertMembership(
  tx: Tx,
  compactId: string,
  regionCode: string,
  days: Membership,
): Promise<void> {
  await execute(
    tx,
    sql`insert into registry.compact_member (compact_id, region_code, starts_on, ends_on)
        values (${compactId}, ${regionCode}, ${days.startsOn}, ${days.endsOn})`,
  );
}

export async function endMembership(
  tx: Tx,
  compactId: string,
  regionCode: string,
  endsOn: string,
): Promise<void> {
  await execute(
    tx,
    sql`update registry.compact_member set ends_on = ${endsOn}
        where compact_id = ${compactId} and region_code = ${regionCode} and ends_on is null`,
  );
}
