/** SQL that writes outposts and teams, and reads what a verb needs of them. */
import {
  columnsOf,
  execute,
  row,
  rowOrNull,
  type Sql,
  settersOf,
  sql,
  type Tx,
} from '../runtime/sql.ts';
import type { Activity, OutpostFacts } from './outpost.ts';
import type { Outpost } from './outpost-contract.ts';
import type { TeamFacts } from './team.ts';

export interface OutpostRow extends OutpostFacts {
  readonly operatorId: string | null;
  readonly spaceSquareMetres: number | null;
  readonly address: string | null;
  readonly activitiesAtHome: Activity[];
  readonly activitiesThere: Activity[];
  readonly note: string | null;
  readonly source: Outpost['source'];
}

export interface KeptOutpost extends OutpostRow {
  readonly id: string;
  readonly revision: number;
}

const outpostColumns = sql`id, name_zh, name_en, kind, home_region, host_region, operator_id,
  space_square_metres, address, latitude, longitude, activities_at_home, activities_there, note,
  opened_on, closed_on, case when source_document is not null then jsonb_build_object(
    'document', source_document, 'grade', source_grade, 'url', source_url) end as source, revision`;

/** Whoever changes an outpost or its teams takes turns here. */
export async function lockOutpost(tx: Tx, id: string): Promise<KeptOutpost | null> {
  return await rowOrNull(
    tx,
    sql`select ${outpostColumns} from outposts.outpost where id = ${id} for update`,
  );
}

function outpostValues(one: OutpostRow, sortKey: string): readonly (readonly [string, Sql])[] {
  return [
    ['name_zh', sql`${one.nameZh}`],
    ['name_en', sql`${one.nameEn}`],
    ['sort_key', sql`${sortKey}`],
    ['kind', sql`${one.kind}`],
    ['home_region', sql`${one.homeRegion}`],
    ['host_region', sql`${one.hostRegion}`],
    ['operator_id', sql`${one.operatorId}`],
    ['space_square_metres', sql`${one.spaceSquareMetres}`],
    ['address', sql`${one.address}`],
    ['latitude', sql`${one.latitude}`],
    ['longitude', sql`${one.longitude}`],
    ['activities_at_home', sql`${one.activitiesAtHome}`],
    ['activities_there', sql`${one.activitiesThere}`],
    ['note', sql`${one.note}`],
    ['opened_on', sql`${one.openedOn}`],
    ['closed_on', sql`${one.closedOn}`],
    ['source_document', sql`${one.source?.document ?? null}`],
    ['source_grade', sql`${one.source?.grade ?? null}`],
    ['source_url', sql`${one.source?.url ?? null}`],
  ];
}

export interface Keeping {
  readonly id: string;
  readonly sortKey: string;
  readonly now: Date;
}

export async function insertOutpost(
  tx: Tx,
  one: OutpostRow,
  { id, sortKey, now, sample }: Keeping & { readonly sample: boolean },
): Promise<void> {
  const values = outpostValues(one, sortKey);
  await execute(
    tx,
    sql`insert into outposts.outpost (id, sample, created_at, updated_at, ${columnsOf(values)})
        values (${id}, ${sample}, ${now}, ${now}, ${sql.join(values.map(([, value]) => value))})`,
  );
}

export async function updateOutpost(
  tx: Tx,
  one: OutpostRow,
  { id, sortKey, now }: Keeping,
): Promise<void> {
  await execute(
    tx,
    sql`update outposts.outpost set ${settersOf(outpostValues(one, sortKey))}, updated_at = ${now},
          revision = revision + 1 where id = ${id}`,
  );
}

/** Teams that would still be there on a day. */
export async function countTeamsOn(tx: Tx, outpostId: string, day: string): Promise<number> {
  const { count } = await row<{ count: number }>(
    tx,
    sql`select count(*)::int as count from outposts.team
        where outpost_id = ${outpostId} and (left_on is null or left_on > ${day}::date)`,
  );
  return count;
}

export interface OrganisationStanding {
  readonly name: string;
  readonly status: string;
  readonly regionCode: string | null;
  /** The one it was merged into, by its name. */
  readonly successor: string | null;
}

export async function readOrganisationStanding(
  tx: Tx,
  id: string,
): Promise<OrganisationStanding | null> {
  return await rowOrNull(
    tx,
    sql`select o.display_name as name, o.status, o.region_code, s.display_name as successor
        from registry.v_organisation o left join registry.v_organisation s
          on s.id = o.merged_into_id
        where o.id = ${id}`,
  );
}

// Teams -------------------------------------------------------------------------------------------

export interface TeamRow extends TeamFacts {
  readonly field: string | null;
  readonly note: string | null;
}

export interface KeptTeam extends TeamRow {
  readonly id: string;
  readonly outpostId: string;
  readonly revision: number;
}

export async function findTeam(tx: Tx, id: string): Promise<KeptTeam | null> {
  return await rowOrNull(
    tx,
    sql`select id, outpost_id, organisation_id, name_zh, name_en, field, admitted_on, left_on,
          ending, note, revision
        from outposts.team where id = ${id}`,
  );
}

export async function teamOverlaps(
  tx: Tx,
  { outpostId, id }: { readonly outpostId: string; readonly id: string },
  { organisationId, admittedOn, leftOn }: TeamFacts,
): Promise<boolean> {
  const { overlaps } = await row<{ overlaps: boolean }>(
    tx,
    sql`select exists (select from outposts.team where outpost_id = ${outpostId} and id <> ${id}
          and organisation_id = ${organisationId}::uuid
          and daterange(admitted_on, left_on) && daterange(${admittedOn}::date, ${leftOn}::date))
          as overlaps`,
  );
  return overlaps;
}

function teamValues(one: TeamRow): readonly (readonly [string, Sql])[] {
  return [
    ['organisation_id', sql`${one.organisationId}`],
    ['name_zh', sql`${one.nameZh}`],
    ['name_en', sql`${one.nameEn}`],
    ['field', sql`${one.field}`],
    ['admitted_on', sql`${one.admittedOn}`],
    ['left_on', sql`${one.leftOn}`],
    ['ending', sql`${one.ending}`],
    ['note', sql`${one.note}`],
  ];
}

export async function insertTeam(
  tx: Tx,
  one: TeamRow,
  about: {
    readonly id: string;
    readonly outpostId: string;
    readonly sample: boolean;
    readonly now: Date;
  },
): Promise<void> {
  const values = teamValues(one);
  await execute(
    tx,
    sql`insert into outposts.team (id, outpost_id, sample, created_at, ${columnsOf(values)})
        values (${about.id}, ${about.outpostId}, ${about.sample}, ${about.now},
          ${sql.join(values.map(([, value]) => value))})`,
  );
}

export async function updateTeam(tx: Tx, id: string, one: TeamRow): Promise<void> {
  await execute(
    tx,
    sql`update outposts.team set ${settersOf(teamValues(one))}, revision = revision + 1
        where id = ${id}`,
  );
}
