/** SQL that writes platforms, and reads what a verb needs of them. */
import {
  columnsOf,
  execute,
  rowOrNull,
  rows,
  type Sql,
  settersOf,
  sql,
  type Tx,
} from '../runtime/sql.ts';
import type { Contribution, Founder, PlatformFacts } from './platform.ts';
import type { Platform } from './platform-contract.ts';

export interface PlatformRow extends PlatformFacts {
  readonly type: string;
  readonly operatorId: string | null;
  readonly facilities: Platform['facilities'];
  readonly address: string | null;
  readonly note: string | null;
}

export interface KeptPlatform extends PlatformRow {
  readonly id: string;
  readonly journeyId: string;
  readonly sample: boolean;
  readonly revision: number;
}

export async function findPlatform(
  tx: Tx,
  id: string,
  lock: boolean,
): Promise<KeptPlatform | null> {
  const locking = lock ? sql`for update` : sql``;
  const found = await rowOrNull<Omit<KeptPlatform, 'founders'>>(
    tx,
    sql`select id, name_zh, name_en, type, stage, fields, region_codes, operator_id, facilities,
          address, note, opened_on, closed_on, journey_id, sample, revision
        from platforms.platform where id = ${id} ${locking}`,
  );
  return found === null ? null : { ...found, founders: await foundersOf(tx, id) };
}

async function foundersOf(tx: Tx, platformId: string): Promise<Founder[]> {
  return await rows<{
    regionCode: string | null;
    organisationId: string | null;
    contributions: Contribution[];
  }>(
    tx,
    sql`select region_code, organisation_id, contributions from platforms.founder
        where platform_id = ${platformId} order by position`,
  );
}

function valuesOf(one: PlatformRow, sortKey: string): readonly (readonly [string, Sql])[] {
  return [
    ['name_zh', sql`${one.nameZh}`],
    ['name_en', sql`${one.nameEn}`],
    ['sort_key', sql`${sortKey}`],
    ['type', sql`${one.type}`],
    ['stage', sql`${one.stage}`],
    ['fields', sql`${one.fields}`],
    ['region_codes', sql`${one.regionCodes}`],
    ['operator_id', sql`${one.operatorId}`],
    ['facilities', sql`${JSON.stringify(one.facilities)}::jsonb`],
    ['address', sql`${one.address}`],
    ['note', sql`${one.note}`],
    ['opened_on', sql`${one.openedOn}`],
    ['closed_on', sql`${one.closedOn}`],
  ];
}

export interface Keeping {
  readonly id: string;
  readonly sortKey: string;
  readonly now: Date;
}

export async function insertPlatform(
  tx: Tx,
  one: PlatformRow,
  about: Keeping & { readonly journeyId: string; readonly sample: boolean },
): Promise<void> {
  const { id, sortKey, now, journeyId, sample } = about;
  const values = valuesOf(one, sortKey);
  await execute(
    tx,
    sql`insert into platforms.platform (id, journey_id, sample, created_at, updated_at,
          ${columnsOf(values)})
        values (${id}, ${journeyId}, ${sample}, ${now}, ${now},
          ${sql.join(values.map(([, value]) => value))})`,
  );
  await replaceFounders(tx, id, one.founders);
}

export async function updatePlatform(
  tx: Tx,
  one: PlatformRow,
  { id, sortKey, now }: Keeping,
): Promise<void> {
  await execute(
    tx,
    sql`update platforms.platform set ${settersOf(valuesOf(one, sortKey))}, updated_at = ${now},
          revision = revision + 1 where id = ${id}`,
  );
  await replaceFounders(tx, id, one.founders);
}

async function replaceFounders(
  tx: Tx,
  platformId: string,
  founders: readonly Founder[],
): Promise<void> {
  await execute(tx, sql`delete from platforms.founder where platform_id = ${platformId}`);
  for (const [position, { regionCode, organisationId, contributions }] of founders.entries()) {
    await execute(
      tx,
      sql`insert into platforms.founder (platform_id, position, region_code, organisation_id,
            contributions)
          values (${platformId}, ${position}, ${regionCode}, ${organisationId},
            ${JSON.stringify(contributions)}::jsonb)`,
    );
  }
}

export async function typeIsKnown(tx: Tx, code: string): Promise<boolean> {
  return (await rowOrNull(tx, sql`select from platforms.type where code = ${code}`)) !== null;
}

export interface TypeWords {
  readonly nameZh: string;
  readonly nameEn: string;
  readonly note: string | null;
}

export async function lockType(
  tx: Tx,
  code: string,
): Promise<(TypeWords & { readonly revision: number }) | null> {
  return await rowOrNull(
    tx,
    sql`select name_zh, name_en, note, revision from platforms.type where code = ${code} for update`,
  );
}

export async function updateType(
  tx: Tx,
  code: string,
  { nameZh, nameEn, note }: TypeWords,
): Promise<void> {
  await execute(
    tx,
    sql`update platforms.type set name_zh = ${nameZh}, name_en = ${nameEn}, note = ${note},
          revision = revision + 1 where code = ${code}`,
  );
}

/** @returns false where the code is taken. */
export async function insertType(
  tx: Tx,
  one: TypeWords & { readonly code: string },
  now: Date,
): Promise<boolean> {
  const written = await execute(
    tx,
    sql`insert into platforms.type (code, name_zh, name_en, note, created_at)
        values (${one.code}, ${one.nameZh}, ${one.nameEn}, ${one.note}, ${now})
        on conflict do nothing`,
  );
  return written > 0;
}

export interface OrganisationStanding {
  readonly name: string;
  readonly status: string;
  /** The one it was merged into, by its name. */
  readonly successor: string | null;
}

export async function readOrganisationStanding(
  tx: Tx,
  id: string,
): Promise<OrganisationStanding | null> {
  return await rowOrNull(
    tx,
    sql`select o.display_name as name, o.status, s.display_name as successor
        from registry.v_organisation o
        left join registry.v_organisation s on s.id = o.merged_into_id
        where o.id = ${id}`,
  );
}
