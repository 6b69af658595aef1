import { execute, rowOrNull, rows, sql, type Tx } from '../runtime/sql.ts';
import type { Claim } from './contract.ts';
import type { Attributes } from './organisation.ts';
import { searchText, searchVector, vocabularyOf } from './search-keys.ts';
import type { NameKind, OrganisationStatus, RelationKind } from './words.ts';

export interface KeptOrganisation extends Omit<Attributes, 'status'> {
  readonly id: string;
  readonly status: OrganisationStatus;
  readonly displayName: string;
  readonly provenance: Readonly<Record<string, Claim>>;
  readonly revision: number;
}

/** The record, locked until the end of the transaction; null if there is none. */
export async function lockOrganisation(tx: Tx, id: string): Promise<KeptOrganisation | null> {
  return await rowOrNull<KeptOrganisation>(
    tx,
    sql`select id, kind, status, name_zh, name_en, parent_id, region_code, city, latitude,
          longitude, established, website, fields, display_name, provenance, revision
        from registry.organisation where id = ${id} for update`,
  );
}

export interface OrganisationState extends Attributes {
  readonly displayName: string;
  readonly sortKey: string;
  readonly provenance: Readonly<Record<string, Claim>>;
}

export async function insertOrganisation(
  tx: Tx,
  organisation: OrganisationState & { readonly id: string; readonly sample: boolean },
  now: Date,
): Promise<void> {
  const o = organisation;
  await execute(
    tx,
    sql`insert into registry.organisation (id, kind, status, parent_id, name_zh, name_en,
          display_name, sort_key, region_code, city, latitude, longitude, established, website,
          fields, provenance, sample, created_at, updated_at)
        values (${o.id}, ${o.kind}, ${o.status}, ${o.parentId}, ${o.nameZh}, ${o.nameEn},
          ${o.displayName}, ${o.sortKey}, ${o.regionCode}, ${o.city}, ${o.latitude},
          ${o.longitude}, ${o.established}, ${o.website}, ${o.fields}::text[],
          ${JSON.stringify(o.provenance)}::jsonb, ${o.sample}, ${now}, ${now})`,
  );
}

export async function updateOrganisation(
  tx: Tx,
  id: string,
  o: OrganisationState,
  now: Date,
): Promise<void> {
  await execute(
    tx,
    sql`update registry.organisation set kind = ${o.kind}, status = ${o.status},
          parent_id = ${o.parentId}, name_zh = ${o.nameZh}, name_en = ${o.nameEn},
          display_name = ${o.displayName}, sort_key = ${o.sortKey},
          region_code = ${o.regionCode}, city = ${o.city}, latitude = ${o.latitude},
          longitude = ${o.longitude}, established = ${o.established}, website = ${o.website},
          fields = ${o.fields}::text[], provenance = ${JSON.stringify(o.provenance)}::jsonb,
          updated_at = ${now}, revision = revision + 1
        where id = ${id}`,
  );
}

/** Something that hangs on the record has changed. */
export async function touchOrganisation(tx: Tx, id: string, now: Date): Promise<void> {
  await execute(
    tx,
    sql`update registry.organisation set updated_at = ${now}, revision = revision + 1
        where id = ${id}`,
  );
}

/** Makes the search keys anew from all names that the record has now. */
export async function refreshSearchKeys(tx: Tx, id: string): Promise<void> {
  const found = await rows<{ text: string }>(
    tx,
    sql`select name as text from registry.organisation, unnest(array[name_zh, name_en]) as name
          where id = ${id} and name is not null
        union
        select text from registry.organisation_name where organisation_id = ${id}`,
  );
  const names = found.map((one) => one.text).sort();
  await execute(
    tx,
    sql`update registry.organisation set search = ${searchVector(names)}::tsvector,
          search_text = ${searchText(names)} where id = ${id}`,
  );
  await execute(
    tx,
    sql`insert into registry.word (text) select unnest(${vocabularyOf(names)}::text[])
        on conflict do nothing`,
  );
}

/** Gathers the words of all names: what imports do once at their end. */
export async function gatherWords(tx: Tx): Promise<number> {
  return await execute(
    tx,
    sql`insert into registry.word (text)
        select word from ts_stat('select search from registry.organisation', 'a')
        on conflict do nothing`,
  );
}

/** True if the candidate is the organisation itself or one of its branches, however deep. */
export async function liesBelow(tx: Tx, candidateId: string, id: string): Promise<boolean> {
  const found = await rowOrNull(
    tx,
    sql`with recursive above as (
          select id, parent_id from registry.organisation where id = ${candidateId}
          union
          select o.id, o.parent_id from registry.organisation o join above a on o.id = a.parent_id)
        select 1 from above where id = ${id}`,
  );
  return found !== null;
}

export interface StatedBy {
  readonly source: string;
  readonly statedOn: string | null;
}

/** False if the organisation has this name of this kind already. */
export async function insertName(
  tx: Tx,
  name: {
    id: string;
    organisationId: string;
    text: string;
    lang: string | null;
    kind: NameKind;
  } & StatedBy,
): Promise<boolean> {
  const written = await execute(
    tx,
    sql`insert into registry.organisation_name
          (id, organisation_id, text, lang, kind, source, stated_on)
        values (${name.id}, ${name.organisationId}, ${name.text}, ${name.lang}, ${name.kind},
          ${name.source}, ${name.statedOn})
        on conflict (organisation_id, text, kind) do nothing`,
  );
  return written === 1;
}

/** The text of the name that went; null if there was none. */
export async function deleteName(
  tx: Tx,
  organisationId: string,
  nameId: string,
): Promise<string | null> {
  const gone = await rowOrNull<{ text: string }>(
    tx,
    sql`delete from registry.organisation_name
        where id = ${nameId} and organisation_id = ${organisationId} returning text`,
  );
  return gone?.text ?? null;
}

/** False if someone holds the identifier already. */
export async function insertIdentifier(
  tx: Tx,
  identifier: { scheme: string; value: string; organisationId: string } & StatedBy,
): Promise<boolean> {
  const { scheme, value, organisationId, source, statedOn } = identifier;
  const written = await execute(
    tx,
    sql`insert into registry.identifier (scheme, value, organisation_id, source, stated_on)
        values (${scheme}, ${value}, ${organisationId}, ${source}, ${statedOn})
        on conflict (scheme, value) do nothing`,
  );
  return written === 1;
}

export async function deleteIdentifier(
  tx: Tx,
  organisationId: string,
  scheme: string,
  value: string,
): Promise<boolean> {
  const gone = await execute(
    tx,
    sql`delete from registry.identifier where organisation_id = ${organisationId}
          and scheme = ${scheme} and value = ${value}`,
  );
  return gone === 1;
}

/** False if it was stated already. */
export async function insertRelation(
  tx: Tx,
  relation: { fromId: string; toId: string; kind: RelationKind } & StatedBy,
): Promise<boolean> {
  const { fromId, toId, kind, source, statedOn } = relation;
  const written = await execute(
    tx,
    sql`insert into registry.relation (from_id, to_id, kind, source, stated_on)
        values (${fromId}, ${toId}, ${kind}, ${source}, ${statedOn})
        on conflict (from_id, to_id, kind) do nothing`,
  );
  return written === 1;
}

export async function deleteRelation(
  tx: Tx,
  relation: { fromId: string; toId: string; kind: RelationKind },
): Promise<boolean> {
  const gone = await execute(
    tx,
    sql`delete from registry.relation where from_id = ${relation.fromId}
          and to_id = ${relation.toId} and kind = ${relation.kind}`,
  );
  return gone === 1;
}
