/** SQL that writes charters and seats, and reads what a verb needs of them. */
import type { Who } from '../runtime/actor.ts';
import { execute, row, rowOrNull, rows, sql, type Tx } from '../runtime/sql.ts';
import type { CharterContent } from './charter.ts';

export interface CharterFounder {
  /** The region's code or the organisation's id. */
  readonly key: string;
  readonly regionCode: string | null;
  readonly organisationId: string | null;
}

export interface CharterRow {
  readonly id: string;
  readonly platformId: string;
  readonly number: number;
  readonly state: 'proposed' | 'adopted' | 'withdrawn';
  readonly content: CharterContent;
  readonly digest: string;
  readonly founders: readonly CharterFounder[];
  readonly startsOn: string;
  readonly endsOn: string | null;
  readonly proposedBy: Who;
  readonly proposedAt: string;
  readonly adoptedAt: string | null;
  readonly sample: boolean;
}

const columns = sql`id, platform_id, number, state, content, digest, founders, starts_on, ends_on,
  proposed_by, proposed_at, adopted_at, sample`;

export async function findCharter(tx: Tx, id: string): Promise<CharterRow | null> {
  return await rowOrNull(tx, sql`select ${columns} from platforms.charter where id = ${id}`);
}

export async function chartersOf(tx: Tx, platformId: string): Promise<CharterRow[]> {
  return await rows<CharterRow>(
    tx,
    sql`select ${columns} from platforms.charter where platform_id = ${platformId}
        order by number desc`,
  );
}

/** The one that founders have adopted for the day. */
export async function charterOn(
  tx: Tx,
  platformId: string,
  day: string,
): Promise<CharterRow | null> {
  return await rowOrNull(
    tx,
    sql`select ${columns} from platforms.charter where platform_id = ${platformId}
          and state = 'adopted' and daterange(starts_on, ends_on) @> ${day}::date`,
  );
}

/** The first day that a new charter may begin: after the latest one began. */
export async function latestStart(tx: Tx, platformId: string): Promise<string | null> {
  const { day } = await row<{ day: string | null }>(
    tx,
    sql`select max(starts_on) as day from platforms.charter
        where platform_id = ${platformId} and state = 'adopted'`,
  );
  return day;
}

export async function insertCharter(
  tx: Tx,
  one: Omit<CharterRow, 'number' | 'state' | 'endsOn' | 'adoptedAt' | 'proposedAt'>,
  now: Date,
): Promise<void> {
  await execute(
    tx,
    sql`insert into platforms.charter (id, platform_id, number, state, content, digest, founders,
          starts_on, proposed_by, proposed_at, sample)
        select ${one.id}, ${one.platformId}, coalesce(max(number), 0) + 1, 'proposed',
          ${JSON.stringify(one.content)}::jsonb, ${one.digest},
          ${JSON.stringify(one.founders)}::jsonb, ${one.startsOn}::date,
          ${JSON.stringify(one.proposedBy)}::jsonb, ${now}, ${one.sample}
        from platforms.charter where platform_id = ${one.platformId}`,
  );
}

export interface AdoptionRow {
  readonly founder: string;
  readonly personName: string;
  readonly adoptedAt: string;
}

export async function adoptionsOf(tx: Tx, charterId: string): Promise<AdoptionRow[]> {
  return await rows<AdoptionRow>(
    tx,
    sql`select founder, person_name, adopted_at from platforms.charter_adoption
        where charter_id = ${charterId}`,
  );
}

export async function insertAdoption(
  tx: Tx,
  charter: CharterRow,
  about: { readonly founder: string; readonly person: Who },
  now: Date,
): Promise<void> {
  await execute(
    tx,
    sql`insert into platforms.charter_adoption (charter_id, founder, person_id, person_name,
          digest, adopted_at)
        values (${charter.id}, ${about.founder}, ${about.person.id}, ${about.person.name},
          ${charter.digest}, ${now})`,
  );
}

/** The one before it ends where it begins: on any day one charter is in force. */
export async function bringInForce(tx: Tx, charter: CharterRow, now: Date): Promise<void> {
  await execute(
    tx,
    sql`update platforms.charter set ends_on = ${charter.startsOn}::date
        where platform_id = ${charter.platformId} and state = 'adopted'
          and daterange(starts_on, ends_on) @> ${charter.startsOn}::date`,
  );
  await execute(
    tx,
    sql`update platforms.charter set state = 'adopted', adopted_at = ${now}
        where id = ${charter.id}`,
  );
}

export async function markWithdrawn(tx: Tx, charterId: string): Promise<void> {
  await execute(tx, sql`update platforms.charter set state = 'withdrawn' where id = ${charterId}`);
}

export interface RuleName {
  readonly nameZh: string;
  readonly nameEn: string;
  readonly number: number;
}

export async function nameOfVersion(tx: Tx, versionId: string): Promise<RuleName | null> {
  return await rowOrNull(
    tx,
    sql`select name_zh, name_en, number from rules.v_version where id = ${versionId}`,
  );
}

/** The region in which an organisation is. */
export async function regionOfOrganisation(tx: Tx, id: string): Promise<string | null> {
  const found = await rowOrNull<{ regionCode: string | null }>(
    tx,
    sql`select region_code from registry.v_organisation where id = ${id}`,
  );
  return found?.regionCode ?? null;
}

// Seats -------------------------------------------------------------------------------------------

export interface SeatRow {
  readonly id: string;
  readonly platformId: string;
  readonly body: string;
  readonly personId: string;
  readonly personName: string;
  readonly votes: number;
  readonly isChair: boolean;
  readonly startsOn: string;
  readonly endsOn: string | null;
  readonly endNote: string | null;
  readonly sample: boolean;
  readonly revision: number;
}

const seatColumns = sql`id, platform_id, body, person_id, person_name, votes, is_chair, starts_on,
  ends_on, end_note, sample, revision`;

export async function findSeat(tx: Tx, id: string): Promise<SeatRow | null> {
  return await rowOrNull(tx, sql`select ${seatColumns} from platforms.seat where id = ${id}`);
}

export async function seatsOf(tx: Tx, platformId: string): Promise<SeatRow[]> {
  return await rows<SeatRow>(
    tx,
    sql`select ${seatColumns} from platforms.seat where platform_id = ${platformId}
        order by body, starts_on, is_chair desc, person_name, id`,
  );
}

/** The seats of a body, or of all bodies, whose term holds on the day. */
export async function seatsOn(
  tx: Tx,
  platformId: string,
  day: string,
  body: string | null = null,
): Promise<SeatRow[]> {
  return await rows<SeatRow>(
    tx,
    sql`select ${seatColumns} from platforms.seat where platform_id = ${platformId}
          and daterange(starts_on, ends_on) @> ${day}::date
          and (${body}::text is null or body = ${body})
        order by is_chair desc, person_name, id`,
  );
}

/** Whether somebody has or had a seat: what was decided with them stays open to them. */
export async function everSat(tx: Tx, platformId: string, personId: string): Promise<boolean> {
  const { sat } = await row<{ sat: boolean }>(
    tx,
    sql`select exists (select from platforms.seat where platform_id = ${platformId}
          and person_id = ${personId}) as sat`,
  );
  return sat;
}

/** What the new seat meets: the same person in the body, or another in its chair. */
export async function seatInTheWay(
  tx: Tx,
  seat: Omit<SeatRow, 'endNote' | 'sample' | 'revision'>,
): Promise<SeatRow | null> {
  return await rowOrNull(
    tx,
    sql`select ${seatColumns} from platforms.seat where platform_id = ${seat.platformId}
          and body = ${seat.body} and id <> ${seat.id}
          and daterange(starts_on, ends_on) && daterange(${seat.startsOn}::date, ${seat.endsOn}::date)
          and (person_id = ${seat.personId} or (is_chair and ${seat.isChair})) limit 1`,
  );
}

export async function insertSeat(
  tx: Tx,
  one: Omit<SeatRow, 'endNote' | 'revision'>,
  givenBy: Who,
  now: Date,
): Promise<void> {
  await execute(
    tx,
    sql`insert into platforms.seat (id, platform_id, body, person_id, person_name, votes, is_chair,
          starts_on, ends_on, given_by, created_at, sample)
        values (${one.id}, ${one.platformId}, ${one.body}, ${one.personId}, ${one.personName},
          ${one.votes}, ${one.isChair}, ${one.startsOn}::date, ${one.endsOn}::date,
          ${JSON.stringify(givenBy)}::jsonb, ${now}, ${one.sample})`,
  );
}

export async function updateSeatEnd(
  tx: Tx,
  seatId: string,
  { endsOn, reason }: { readonly endsOn: string; readonly reason: string },
): Promise<void> {
  await execute(
    tx,
    sql`update platforms.seat set ends_on = ${endsOn}::date, end_note = ${reason},
          revision = revision + 1 where id = ${seatId}`,
  );
}
