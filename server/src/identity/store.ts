/** SQL that writes, and reads what a use case judges by. */
import { type Membership, type Office, type Role, roles } from '../runtime/actor.ts';
import { uuidv7 } from '../runtime/id.ts';
import { all, execute, row, rowOrNull, rows, sql, type Tx } from '../runtime/sql.ts';
import type { DemoPart, Locale } from './contract.ts';

// People -------------------------------------------------------------------------------------

export interface Person {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly demo: boolean;
  readonly suspendedAt: string | null;
  /** As kept; null where the person has none. */
  readonly password: string | null;
}

const people = sql`
  select p.id, p.name, p.email, p.demo is not null as demo, p.suspended_at, c.password
  from identity.person p
  left join identity.credential c on c.person_id = p.id and c.provider_id = 'credential'`;

export async function personById(tx: Tx, id: string): Promise<Person | null> {
  return await rowOrNull<Person>(tx, sql`${people} where p.id = ${id}`);
}

export async function personByEmail(tx: Tx, email: string): Promise<Person | null> {
  return await rowOrNull<Person>(tx, sql`${people} where p.email = ${email.toLowerCase()}`);
}

/** Reads and holds the person, so that two changes of what they may do come one after another. */
export async function holdPerson(tx: Tx, id: string): Promise<Person | null> {
  await execute(tx, sql`select 1 from identity.person where id = ${id} for update`);
  return await personById(tx, id);
}

export interface NewPerson {
  readonly name: string;
  readonly email: string;
  readonly locale: Locale;
  readonly demo: DemoPart | null;
  readonly emailVerified: boolean;
}

/** Answers null where the email has an account already. */
export async function insertPerson(tx: Tx, person: NewPerson, now: Date): Promise<string | null> {
  const made = await rowOrNull<{ id: string }>(
    tx,
    sql`insert into identity.person
          (id, name, email, email_verified, locale, demo, created_at, updated_at)
        values (${uuidv7()}, ${person.name.trim()}, ${person.email.toLowerCase()},
          ${person.emailVerified}, ${person.locale},
          ${person.demo && JSON.stringify(person.demo)}::jsonb, ${now}, ${now})
        on conflict (email) do nothing
        returning id`,
  );
  return made?.id ?? null;
}

export async function writePassword(
  tx: Tx,
  personId: string,
  hashed: string,
  now: Date,
): Promise<void> {
  await execute(
    tx,
    sql`insert into identity.credential
          (id, person_id, provider_id, account_id, password, created_at, updated_at)
        values (${uuidv7()}, ${personId}, 'credential', ${personId}, ${hashed}, ${now}, ${now})
        on conflict (provider_id, account_id)
          do update set password = excluded.password, updated_at = excluded.updated_at`,
  );
}

export async function writeLocale(tx: Tx, personId: string, locale: Locale): Promise<void> {
  await execute(tx, sql`update identity.person set locale = ${locale} where id = ${personId}`);
}

export async function writeSuspension(
  tx: Tx,
  personId: string,
  suspension: { readonly at: Date; readonly because: string } | null,
): Promise<void> {
  await execute(
    tx,
    sql`update identity.person
        set suspended_at = ${suspension?.at ?? null}, suspended_because = ${suspension?.because ?? null}
        where id = ${personId}`,
  );
}

// Sessions -----------------------------------------------------------------------------------

export interface NewSession {
  readonly personId: string;
  readonly token: string;
  readonly startedAt: Date;
  readonly expiresAt: Date;
}

export async function insertSession(tx: Tx, session: NewSession): Promise<string> {
  const { personId, token, startedAt, expiresAt } = session;
  const id = uuidv7();
  await execute(
    tx,
    sql`insert into identity.session (id, person_id, token, started_at, last_seen_at, expires_at)
        values (${id}, ${personId}, ${token}, ${startedAt}, ${startedAt}, ${expiresAt})`,
  );
  await noteSignIn(tx, personId, startedAt);
  return id;
}

export async function noteSignIn(tx: Tx, personId: string, at: Date): Promise<void> {
  await execute(
    tx,
    sql`update identity.person set last_signed_in_at = ${at} where id = ${personId}`,
  );
}

/** Ends sessions of a person: one, all but one, or all. Answers how many. */
export async function deleteSessions(
  tx: Tx,
  personId: string,
  which: { readonly id?: string; readonly exceptId?: string } = {},
): Promise<number> {
  const conditions = [sql`person_id = ${personId}`];
  if (which.id !== undefined) conditions.push(sql`id = ${which.id}`);
  if (which.exceptId !== undefined) conditions.push(sql`id <> ${which.exceptId}`);
  return await execute(tx, sql`delete from identity.session where ${all(conditions)}`);
}

/** What is over is forgotten: sessions, verifications, failures. */
export async function deleteEnded(tx: Tx, now: Date, idleSince: Date): Promise<void> {
  await execute(
    tx,
    sql`delete from identity.session where expires_at <= ${now} or last_seen_at <= ${idleSince}`,
  );
  await execute(tx, sql`delete from identity.verification where expires_at <= ${now}`);
  await execute(
    tx,
    sql`delete from identity.sign_in_failure where updated_at < ${now}::timestamptz - interval '1 day'`,
  );
}

/** Reads the failures of an email and holds them, so that guesses come one after another. */
export async function holdFailures(tx: Tx, emailDigest: string, now: Date): Promise<Date[]> {
  const held = await row<{ failedAt: Date[] }>(
    tx,
    sql`insert into identity.sign_in_failure (email_digest, updated_at)
        values (${emailDigest}, ${now})
        on conflict (email_digest) do update set updated_at = excluded.updated_at
        returning failed_at`,
  );
  return held.failedAt;
}

export async function writeFailures(
  tx: Tx,
  emailDigest: string,
  failedAt: readonly Date[],
): Promise<void> {
  await execute(
    tx,
    failedAt.length === 0
      ? sql`delete from identity.sign_in_failure where email_digest = ${emailDigest}`
      : sql`update identity.sign_in_failure
            set failed_at = ${failedAt.map((at) => at.toISOString())}::timestamptz[]
            where email_digest = ${emailDigest}`,
  );
}

// Memberships --------------------------------------------------------------------------------

/** Reads and holds the members, so that two managers cannot both be the last to leave. */
export async function holdMembers(
  tx: Tx,
  organisationId: string,
): Promise<{ readonly personId: string; readonly role: Role }[]> {
  return await rows(
    tx,
    sql`select person_id, role from identity.membership
        where organisation_id = ${organisationId} order by person_id for update`,
  );
}

/** Gives a role, in place of the one the person may have there. */
export async function writeMembership(
  tx: Tx,
  personId: string,
  membership: Membership,
  now: Date,
): Promise<void> {
  await execute(
    tx,
    sql`insert into identity.membership (person_id, organisation_id, role, since)
        values (${personId}, ${membership.organisationId}, ${membership.role}, ${now})
        on conflict (person_id, organisation_id) do update set role = excluded.role`,
  );
}

export async function deleteMembership(
  tx: Tx,
  personId: string,
  organisationId: string,
): Promise<void> {
  await execute(
    tx,
    sql`delete from identity.membership
        where person_id = ${personId} and organisation_id = ${organisationId}`,
  );
}

// Mergers ------------------------------------------------------------------------------------

/** Notes the merger; what was merged into the organisation before goes on with it. */
export async function writeMerger(tx: Tx, mergedId: string, intoId: string): Promise<void> {
  await execute(
    tx,
    sql`insert into identity.merger (organisation_id, into_id) values (${mergedId}, ${intoId})
        on conflict (organisation_id) do nothing`,
  );
  await execute(
    tx,
    sql`update identity.merger set into_id = ${intoId} where into_id = ${mergedId}`,
  );
}

export async function moveMembers(tx: Tx, mergedId: string, intoId: string): Promise<void> {
  await execute(
    tx,
    sql`insert into identity.membership as here (person_id, organisation_id, role, since)
        select person_id, ${intoId}::uuid, role, since from identity.membership
        where organisation_id = ${mergedId}
        on conflict (person_id, organisation_id) do update set
          since = least(here.since, excluded.since),
          role = case when array_position(${roles}::text[], excluded.role)
              > array_position(${roles}::text[], here.role)
            then excluded.role else here.role end`,
  );
  await execute(tx, sql`delete from identity.membership where organisation_id = ${mergedId}`);
}

/** Open invitations lead to the successor; where it has invited the same person, that one stays. */
export async function moveInvitations(
  tx: Tx,
  mergedId: string,
  intoId: string,
  now: Date,
): Promise<void> {
  const open = sql`i.organisation_id = ${mergedId} and i.accepted_at is null and i.revoked_at is null`;
  await execute(
    tx,
    sql`update identity.invitation i set revoked_at = ${now}
        where ${open} and exists (
          select 1 from identity.invitation own
          where own.organisation_id = ${intoId} and own.email = i.email
            and own.accepted_at is null and own.revoked_at is null)`,
  );
  await execute(
    tx,
    sql`update identity.invitation i set organisation_id = ${intoId} where ${open}`,
  );
}

// Offices ------------------------------------------------------------------------------------

export interface HeldOffice extends Office {
  readonly id: string;
  readonly since: string;
}

export async function officesOf(tx: Tx, personId: string): Promise<HeldOffice[]> {
  return await rows<HeldOffice>(
    tx,
    sql`select id, office, region_code, compact_id, since from identity.office
        where person_id = ${personId} order by since, id`,
  );
}

/** Answers null where the person holds the office already. */
export async function insertOffice(
  tx: Tx,
  personId: string,
  office: Office,
  now: Date,
): Promise<HeldOffice | null> {
  return await rowOrNull<HeldOffice>(
    tx,
    sql`insert into identity.office (id, person_id, office, region_code, compact_id, since)
        values (${uuidv7()}, ${personId}, ${office.office}, ${office.regionCode},
          ${office.compactId}, ${now})
        on conflict (person_id, office, region_code, compact_id) do nothing
        returning id, office, region_code, compact_id, since`,
  );
}

export async function deleteOffice(tx: Tx, officeId: string): Promise<void> {
  await execute(tx, sql`delete from identity.office where id = ${officeId}`);
}

/** Holds who keeps the node and may sign in, so that the last two cannot both go at once. */
export async function holdSystemAdministrators(tx: Tx): Promise<string[]> {
  const held = await rows<{ id: string }>(
    tx,
    sql`select p.id from identity.person p
        where p.suspended_at is null and exists (select 1 from identity.office o
          where o.person_id = p.id and o.office = 'system_administrator')
        order by p.id for update`,
  );
  return held.map((one) => one.id);
}

// Invitations --------------------------------------------------------------------------------

export interface StoredInvitation {
  readonly id: string;
  readonly email: string;
  readonly membership: Membership | null;
  readonly office: Office | null;
  readonly invitedBy: string;
  readonly invitedAt: string;
  readonly expiresAt: string;
  readonly acceptedAt: string | null;
  readonly revokedAt: string | null;
}

export const invitationColumns = sql`
  id, email, invited_by_name as invited_by, invited_at, expires_at, accepted_at, revoked_at,
  case when organisation_id is not null
    then jsonb_build_object('organisationId', organisation_id, 'role', role) end as membership,
  case when office is not null
    then jsonb_build_object('office', office, 'regionCode', region_code, 'compactId', compact_id)
  end as office`;

export interface NewInvitation {
  readonly email: string;
  readonly membership: Membership | null;
  readonly office: Office | null;
  readonly tokenDigest: string;
  readonly invitedById: string | null;
  readonly invitedBy: string;
  readonly invitedAt: Date;
  readonly expiresAt: Date;
}

/** Writes an invitation, or renews the open one for the same email and the same thing. */
export async function writeInvitation(tx: Tx, wanted: NewInvitation): Promise<StoredInvitation> {
  const { membership, office } = wanted;
  return await row<StoredInvitation>(
    tx,
    sql`insert into identity.invitation
          (id, email, organisation_id, role, office, region_code, compact_id, token_digest,
           invited_by, invited_by_name, invited_at, expires_at)
        values (${uuidv7()}, ${wanted.email.toLowerCase()}, ${membership?.organisationId ?? null},
          ${membership?.role ?? null}, ${office?.office ?? null}, ${office?.regionCode ?? null},
          ${office?.compactId ?? null}, ${wanted.tokenDigest}, ${wanted.invitedById},
          ${wanted.invitedBy}, ${wanted.invitedAt}, ${wanted.expiresAt})
        on conflict (email, organisation_id, office, region_code, compact_id)
          where accepted_at is null and revoked_at is null
        do update set role = excluded.role, token_digest = excluded.token_digest,
          invited_by = excluded.invited_by, invited_by_name = excluded.invited_by_name,
          invited_at = excluded.invited_at, expires_at = excluded.expires_at
        returning ${invitationColumns}`,
  );
}

export async function holdInvitation(
  tx: Tx,
  by: { readonly id: string } | { readonly tokenDigest: string },
): Promise<StoredInvitation | null> {
  const condition = 'id' in by ? sql`id = ${by.id}` : sql`token_digest = ${by.tokenDigest}`;
  return await rowOrNull<StoredInvitation>(
    tx,
    sql`select ${invitationColumns} from identity.invitation where ${condition} for update`,
  );
}

export async function markAccepted(tx: Tx, id: string, personId: string, now: Date): Promise<void> {
  await execute(
    tx,
    sql`update identity.invitation set accepted_at = ${now}, accepted_by = ${personId}
        where id = ${id}`,
  );
}

export async function markRevoked(tx: Tx, id: string, now: Date): Promise<void> {
  await execute(tx, sql`update identity.invitation set revoked_at = ${now} where id = ${id}`);
}
