import { execute, rowOrNull, sql, type Tx } from '../runtime/sql.ts';
import { personSortKey, searchVector } from './search-keys.ts';

export interface PersonState {
  readonly nameZh: string | null;
  readonly nameEn: string | null;
  readonly orcid: string | null;
  readonly title: string | null;
  readonly fields: readonly string[];
}

export interface KeptPerson extends PersonState {
  readonly id: string;
  readonly organisationId: string | null;
  readonly regionCode: string | null;
  readonly revision: number;
}

/** The record, locked until the end of the transaction; null if there is none or it was erased. */
export async function lockPerson(tx: Tx, personId: string): Promise<KeptPerson | null> {
  return await rowOrNull<KeptPerson>(
    tx,
    sql`select p.id, p.name_zh, p.name_en, p.orcid, p.title, p.fields, p.organisation_id,
          p.revision, (select region_code from registry.organisation o
            where o.id = p.organisation_id) as region_code
        from registry.person p where p.id = ${personId} and p.erased_at is null for update`,
  );
}

const keysOf = (person: PersonState) => {
  const names = [person.nameZh, person.nameEn].filter((name) => name !== null);
  return { sortKey: personSortKey(names[0] ?? ''), search: searchVector(names) };
};

export async function insertPerson(
  tx: Tx,
  person: PersonState & {
    readonly id: string;
    readonly organisationId: string | null;
    readonly consentedAt: Date | null;
    readonly source: string;
    readonly sample: boolean;
  },
  now: Date,
): Promise<void> {
  const { sortKey, search } = keysOf(person);
  await execute(
    tx,
    sql`insert into registry.person (id, name_zh, name_en, sort_key, search, orcid,
          organisation_id, title, fields, consented_at, source, sample, created_at, updated_at)
        values (${person.id}, ${person.nameZh}, ${person.nameEn}, ${sortKey}, ${search}::tsvector,
          ${person.orcid}, ${person.organisationId}, ${person.title}, ${person.fields}::text[],
          ${person.consentedAt}, ${person.source}, ${person.sample}, ${now}, ${now})`,
  );
}

export async function updatePerson(
  tx: Tx,
  personId: string,
  person: PersonState,
  now: Date,
): Promise<void> {
  const { sortKey, search } = keysOf(person);
  await execute(
    tx,
    sql`update registry.person set name_zh = ${person.nameZh}, name_en = ${person.nameEn},
          sort_key = ${sortKey}, search = ${search}::tsvector, orcid = ${person.orcid},
          title = ${person.title}, fields = ${person.fields}::text[],
          updated_at = ${now}, revision = revision + 1
        where id = ${personId}`,
  );
}

export async function beginConsent(tx: Tx, personId: string, now: Date): Promise<void> {
  await execute(
    tx,
    sql`update registry.person set consented_at = ${now}, consent_ended_at = null,
          updated_at = ${now}, revision = revision + 1
        where id = ${personId}`,
  );
}

export async function endConsent(tx: Tx, personId: string, now: Date): Promise<void> {
  await execute(
    tx,
    sql`update registry.person set consent_ended_at = ${now}, updated_at = ${now},
          revision = revision + 1
        where id = ${personId}`,
  );
}

export async function erase(tx: Tx, personId: string, now: Date): Promise<void> {
  await execute(
    tx,
    sql`update registry.person set name_zh = null, name_en = null, sort_key = '', search = '',
          orcid = null, organisation_id = null, title = null, fields = '{}',
          consented_at = null, consent_ended_at = null, source = 'erased', erased_at = ${now},
          updated_at = ${now}, revision = revision + 1
        where id = ${personId}`,
  );
}

/** Whether someone else holds this ORCID. */
export async function orcidIsHeld(tx: Tx, orcid: string, exceptId: string): Promise<boolean> {
  const holder = await rowOrNull(
    tx,
    sql`select 1 from registry.person where orcid = ${orcid} and id <> ${exceptId}`,
  );
  return holder !== null;
}
