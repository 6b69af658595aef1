/** SQL that writes agreements, their versions, parties and signatures, and reads what a verb needs. */

import { sortKey } from '../registry/index.ts';
import type { Who } from '../runtime/actor.ts';
import { dayOf } from '../runtime/day.ts';
import { execute, row, rowOrNull, rows, type Sql, sql, type Tx } from '../runtime/sql.ts';
import type { PartyStanding, SignedVersion, VersionState } from './agreement.ts';
import type { Place, TermsData } from './contract.ts';
import type { TermsReading } from './terms.ts';

export interface PartyRow {
  readonly party: string;
  readonly regionCode: string | null;
  readonly organisationId: string | null;
  readonly place: Place;
  readonly standing: PartyStanding;
}

/** A version with what a verb needs to know of its agreement. */
export interface VersionRow {
  readonly id: string;
  readonly agreementId: string;
  readonly number: number;
  readonly state: VersionState;
  readonly template: string | null;
  readonly terms: TermsData;
  readonly termsDigest: string | null;
  readonly problemCount: number;
  readonly startsOn: string | null;
  readonly endsOn: string | null;
  readonly round: number;
  readonly authors: Who[];
  readonly simulatedAt: string | null;
  readonly sentAt: string | null;
  readonly signedAt: string | null;
  readonly withdrawnAt: string | null;
  readonly returned: { reason: string; note: string | null; by: string } | null;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly revision: number;
  readonly begunByRegion: string;
  readonly compactId: string | null;
  readonly isPublic: boolean;
  readonly journeyId: string;
  readonly sample: boolean;
}

export async function loadVersion(
  tx: Tx,
  id: string,
  lock?: 'update' | 'share',
): Promise<VersionRow | null> {
  const locking = lock === undefined ? sql`` : sql.raw(`for ${lock} of v`);
  return await rowOrNull<VersionRow>(
    tx,
    sql`select v.id, v.agreement_id, v.number, v.state, v.template, v.terms, v.terms_digest,
          v.problem_count, v.starts_on, v.ends_on, v.round, v.authors, v.simulated_at, v.sent_at,
          v.signed_at, v.withdrawn_at, case when v.return_reason is not null then
            jsonb_build_object('reason', v.return_reason, 'note', v.return_note,
              'by', v.returned_by) end as returned,
          v.created_at, v.updated_at, v.revision, a.begun_by_region, a.compact_id, a.is_public,
          a.journey_id, a.sample
        from outposts.agreement_version v join outposts.agreement a on a.id = v.agreement_id
        where v.id = ${id} ${locking}`,
  );
}

/** Who the parties of a version are, in the order of their ids, with what the registry says. */
export async function partiesOf(tx: Tx, versionId: string, now: Date): Promise<PartyRow[]> {
  const day = dayOf(now);
  return await rows<PartyRow>(
    tx,
    sql`select p.party, p.region_code, p.organisation_id,
          outposts.place(p.region_code, p.organisation_id) as place,
          case when r.valid_until <= ${day}::date then 'region_abolished'
            when r.valid_from > ${day}::date then 'region_not_yet_founded'
            when o.status = 'merged' then 'organisation_merged'
            when o.status = 'withdrawn' then 'organisation_withdrawn'
            else 'good' end as standing
        from outposts.party p
        left join registry.v_region r on r.code = p.region_code
        left join registry.v_organisation o on o.id = p.organisation_id
        where p.version_id = ${versionId} order by p.party`,
  );
}

/** Whoever changes which versions an agreement has holds the agreement first. */
export async function lockAgreement(tx: Tx, id: string): Promise<boolean> {
  const found = await rowOrNull(
    tx,
    sql`select id from outposts.agreement where id = ${id} for update`,
  );
  return found !== null;
}

export interface NewAgreement {
  readonly id: string;
  readonly begunByRegion: string;
  readonly compactId: string | null;
  readonly isPublic: boolean;
  readonly journeyId: string;
  readonly sample: boolean;
}

export async function insertAgreement(tx: Tx, one: NewAgreement, now: Date): Promise<void> {
  await execute(
    tx,
    sql`insert into outposts.agreement
          (id, begun_by_region, compact_id, is_public, journey_id, sample, created_at)
        values (${one.id}, ${one.begunByRegion}, ${one.compactId}, ${one.isPublic},
          ${one.journeyId}, ${one.sample}, ${now})`,
  );
}

export async function nextNumber(tx: Tx, agreementId: string): Promise<number> {
  const { next } = await row<{ next: number }>(
    tx,
    sql`select coalesce(max(number), 0) + 1 as next from outposts.agreement_version
        where agreement_id = ${agreementId}`,
  );
  return next;
}

/** What is kept of terms beside the terms themselves. */
export interface Written {
  readonly terms: TermsData;
  readonly reading: TermsReading;
  readonly problemCount: number;
  readonly authors: readonly Who[];
}

/** Its terms are written next: they are judged by its parties. */
export async function insertVersion(
  tx: Tx,
  version: Pick<VersionRow, 'id' | 'agreementId' | 'number' | 'template'>,
  now: Date,
): Promise<void> {
  const { id, agreementId, number, template } = version;
  await execute(
    tx,
    sql`insert into outposts.agreement_version
          (id, agreement_id, number, template, terms, created_at, updated_at, revision)
        values (${id}, ${agreementId}, ${number}, ${template}, '{}', ${now}, ${now}, 0)`,
  );
}

/** What was simulated was another content, unless the digest is the same. */
export async function writeTerms(tx: Tx, id: string, written: Written, now: Date): Promise<void> {
  const { terms, reading, problemCount, authors } = written;
  const { title, document, grade, digest, period } = reading;
  await execute(
    tx,
    sql`update outposts.agreement_version set terms = ${JSON.stringify(terms)}::jsonb,
          title_zh = ${title.zh}, title_en = ${title.en}, sort_key = ${sortKey(title.zh)},
          document = ${document}, grade = ${grade},
          state = case when terms_digest is distinct from ${digest} then 'draft' else state end,
          simulated_at = case when terms_digest is distinct from ${digest} then null
            else simulated_at end,
          terms_digest = ${digest}, problem_count = ${problemCount},
          starts_on = ${period?.startsOn ?? null}, ends_on = ${period?.endsOn ?? null},
          authors = ${JSON.stringify(authors)}::jsonb, updated_at = ${now}, revision = revision + 1
        where id = ${id}`,
  );
}

export interface PartyKey {
  readonly party: string;
  readonly regionCode: string | null;
  readonly organisationId: string | null;
}

export async function writeParties(
  tx: Tx,
  versionId: string,
  parties: readonly PartyKey[],
): Promise<void> {
  await execute(tx, sql`delete from outposts.party where version_id = ${versionId}`);
  await execute(
    tx,
    sql`insert into outposts.party (version_id, party, region_code, organisation_id)
        select ${versionId}, party, region, organisation from unnest(
          ${parties.map(({ party }) => party)}::text[],
          ${parties.map(({ regionCode }) => regionCode)}::text[],
          ${parties.map(({ organisationId }) => organisationId)}::uuid[])
          as bound (party, region, organisation)`,
  );
}

/** An agreement without versions says nothing, so it goes with its last draft. */
export async function deleteVersion(tx: Tx, id: string, agreementId: string): Promise<void> {
  await execute(tx, sql`delete from outposts.agreement_version where id = ${id}`);
  await execute(
    tx,
    sql`delete from outposts.agreement a where id = ${agreementId}
        and not exists (select from outposts.agreement_version v where v.agreement_id = a.id)`,
  );
}

/** The days that signed versions rule, the first first. */
export async function signedVersions(tx: Tx, agreementId: string): Promise<SignedVersion[]> {
  return await rows<SignedVersion>(
    tx,
    sql`select number, starts_on, ends_on,
          (select max(year) from outposts.period where version_id = v.id) as closed_through
        from outposts.agreement_version v
        where agreement_id = ${agreementId} and state = 'signed' order by starts_on`,
  );
}

export async function knownPlaces(
  tx: Tx,
  wanted: { readonly regionCodes: readonly string[]; readonly organisationIds: readonly string[] },
): Promise<ReadonlySet<string>> {
  const found = await rows<{ id: string }>(
    tx,
    sql`select code as id from registry.v_region where code = any (${wanted.regionCodes}::text[])
        union all select id::text from registry.v_organisation
        where id = any (${wanted.organisationIds}::uuid[])`,
  );
  return new Set(found.map(({ id }) => id));
}

export async function compactIsKnown(tx: Tx, id: string): Promise<boolean> {
  const { known } = await row<{ known: boolean }>(
    tx,
    sql`select exists (select from registry.v_compact where id = ${id}) as known`,
  );
  return known;
}

export async function versionInTheMaking(
  tx: Tx,
  agreementId: string,
): Promise<{ readonly id: string; readonly number: number } | null> {
  return await rowOrNull(
    tx,
    sql`select id, number from outposts.agreement_version where agreement_id = ${agreementId}
        and state in ('draft', 'simulated', 'in_review')`,
  );
}

export async function writeOpenness(
  tx: Tx,
  agreementId: string,
  { isPublic, compactId }: { readonly isPublic: boolean; readonly compactId: string | null },
): Promise<void> {
  await execute(
    tx,
    sql`update outposts.agreement set is_public = ${isPublic}, compact_id = ${compactId},
          revision = revision + 1
        where id = ${agreementId} and (is_public, compact_id) is distinct from
          (${isPublic}::boolean, ${compactId}::uuid)`,
  );
}

export async function markSimulated(
  tx: Tx,
  id: string,
  termsDigest: string,
  now: Date,
): Promise<boolean> {
  const marked = await execute(
    tx,
    sql`update outposts.agreement_version set simulated_at = ${now},
          state = case when state = 'draft' then 'simulated' else state end,
          revision = revision + (state = 'draft')::int
        where id = ${id} and terms_digest = ${termsDigest}
          and state in ('draft', 'simulated') and simulated_at is null`,
  );
  return marked > 0;
}

export async function markSent(tx: Tx, id: string, now: Date): Promise<void> {
  await execute(
    tx,
    sql`update outposts.agreement_version set state = 'in_review', round = round + 1,
          sent_at = ${now}, return_reason = null, return_note = null, returned_by = null,
          updated_at = ${now}, revision = revision + 1 where id = ${id}`,
  );
}

interface Back {
  readonly reason: string;
  readonly note: string | null;
  readonly by: string;
}

/** The terms are as they were, so what was simulated still holds. */
export async function markReturned(tx: Tx, id: string, back: Back, now: Date): Promise<void> {
  await execute(
    tx,
    sql`update outposts.agreement_version set state = 'simulated', ${becauseOf(back)},
          updated_at = ${now}, revision = revision + 1 where id = ${id}`,
  );
}

export async function markWithdrawn(tx: Tx, id: string, back: Back, now: Date): Promise<void> {
  await execute(
    tx,
    sql`update outposts.agreement_version set state = 'withdrawn', withdrawn_at = ${now},
          ${becauseOf(back)}, updated_at = ${now}, revision = revision + 1 where id = ${id}`,
  );
}

function becauseOf({ reason, note, by }: Back): Sql {
  return sql`return_reason = ${reason}, return_note = ${note}, returned_by = ${by}`;
}

export async function partiesSigned(
  tx: Tx,
  version: Pick<VersionRow, 'id' | 'round'>,
): Promise<Set<string>> {
  const found = await rows<{ party: string }>(
    tx,
    sql`select party from outposts.signature
        where version_id = ${version.id} and round = ${version.round}`,
  );
  return new Set(found.map(({ party }) => party));
}

export async function insertSignature(
  tx: Tx,
  version: VersionRow,
  by: { readonly party: string; readonly person: Who; readonly office: object },
  now: Date,
): Promise<void> {
  await execute(
    tx,
    sql`insert into outposts.signature (version_id, round, party, person_id, person_name, office,
          terms_digest, signed_at)
        values (${version.id}, ${version.round}, ${by.party}, ${by.person.id}, ${by.person.name},
          ${JSON.stringify(by.office)}::jsonb, ${version.termsDigest}, ${now})`,
  );
  await execute(
    tx,
    sql`update outposts.agreement_version set updated_at = ${now}, revision = revision + 1
        where id = ${version.id}`,
  );
}

/** The versions that were to rule later days end where this one begins. */
export async function cutBefore(tx: Tx, { agreementId, startsOn }: VersionRow): Promise<void> {
  await execute(
    tx,
    sql`update outposts.agreement_version set ends_on = ${startsOn}, revision = revision + 1
        where agreement_id = ${agreementId} and state = 'signed' and starts_on < ${startsOn}
          and coalesce(ends_on, 'infinity') > ${startsOn}`,
  );
}

export async function markSigned(tx: Tx, id: string, now: Date): Promise<void> {
  await execute(
    tx,
    sql`update outposts.agreement_version set state = 'signed', signed_at = ${now},
          updated_at = ${now}, revision = revision + 1 where id = ${id}`,
  );
}
