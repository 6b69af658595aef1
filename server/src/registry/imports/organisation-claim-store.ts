/** Organisations in batches: found by identifiers and keys, read and written many at a time. */
import { execute, rows, sql, type Tx } from '../../runtime/sql.ts';
import type { Attributes } from '../organisation.ts';
import type { NameKind, OrganisationStatus } from '../words.ts';
import type { StatedIdentifier } from './organisation-claim.ts';
import type { KnownRegion } from './register-of-regions.ts';
import type { KeptClaim } from './weigh-claim.ts';

/** Imports write one batch after another, so that two of them cannot make one thing twice. */
export async function takeTurn(tx: Tx): Promise<void> {
  await execute(tx, sql`select pg_advisory_xact_lock(hashtext('registry import batch'))`);
}

export async function allRegions(tx: Tx): Promise<KnownRegion[]> {
  return await rows<KnownRegion>(
    tx,
    sql`select code, scheme, level, parent_code, name_zh, name_en, iso3166, valid_from, valid_until,
          successor_code
        from registry.region`,
  );
}

export async function holdersOf(
  tx: Tx,
  identifiers: readonly StatedIdentifier[],
): Promise<(StatedIdentifier & { readonly organisationId: string })[]> {
  if (identifiers.length === 0) return [];
  return await rows(
    tx,
    sql`select i.scheme, i.value, i.organisation_id
        from jsonb_to_recordset(${JSON.stringify(identifiers)}::jsonb)
          as asked (scheme text, value text)
        join registry.identifier i on i.scheme = asked.scheme and i.value = asked.value`,
  );
}

export async function holdersOfKeys(
  tx: Tx,
  source: string,
  keys: readonly string[],
): Promise<{ readonly key: string; readonly organisationId: string }[]> {
  if (keys.length === 0) return [];
  return await rows(
    tx,
    sql`select key, organisation_id from registry.source_key
        where source = ${source} and key = any(${keys}::text[])`,
  );
}

/** For each id the record it was merged into in the end; itself where it was not. */
export async function survivorsOf(tx: Tx, ids: readonly string[]): Promise<Map<string, string>> {
  const found = await rows<{ start: string; id: string }>(
    tx,
    sql`with recursive line as (
          select id as start, id, merged_into_id from registry.organisation
          where id = any(${ids}::uuid[])
          union
          select l.start, o.id, o.merged_into_id
          from line l join registry.organisation o on o.id = l.merged_into_id)
        select start, id from line where merged_into_id is null`,
  );
  return new Map(found.map(({ start, id }) => [start, id]));
}

export interface KnownOrganisation extends Omit<Attributes, 'status'> {
  readonly id: string;
  readonly status: OrganisationStatus;
  readonly displayName: string;
  readonly provenance: Readonly<Record<string, KeptClaim>>;
  readonly revision: number;
  readonly names: readonly { readonly text: string; readonly kind: NameKind }[];
  readonly identifiers: readonly StatedIdentifier[];
}

/** The records with their names and identifiers, locked in one order. */
export async function lockOrganisations(
  tx: Tx,
  ids: readonly string[],
): Promise<KnownOrganisation[]> {
  if (ids.length === 0) return [];
  return await rows<KnownOrganisation>(
    tx,
    sql`select o.id, o.kind, o.status, o.name_zh, o.name_en, o.parent_id, o.region_code, o.city,
          o.latitude, o.longitude, o.established, o.website, o.fields, o.display_name,
          o.provenance, o.revision,
          coalesce((select json_agg(json_build_object('text', n.text, 'kind', n.kind))
            from registry.organisation_name n where n.organisation_id = o.id), '[]') as names,
          coalesce((select json_agg(json_build_object('scheme', i.scheme, 'value', i.value))
            from registry.identifier i where i.organisation_id = o.id), '[]') as identifiers
        from registry.organisation o where o.id = any(${ids}::uuid[]) order by o.id for update`,
  );
}

export interface OrganisationToWrite extends Omit<Attributes, 'status'> {
  readonly id: string;
  readonly status: OrganisationStatus;
  readonly displayName: string;
  readonly sortKey: string;
  /** Null where no name has changed. */
  readonly search: string | null;
  readonly searchText: string | null;
  readonly provenance: Readonly<Record<string, KeptClaim>>;
  readonly revision: number;
}

const written = sql`jsonb_to_recordset(`;
const asOrganisation = sql`::jsonb) as given (id uuid, kind text, status text, "parentId" uuid,
  "nameZh" text, "nameEn" text, "displayName" text, "sortKey" text, "regionCode" text, city text,
  latitude float8, longitude float8, established int, website text, fields text[], search text,
  "searchText" text, provenance jsonb, revision int)`;

export async function insertOrganisations(
  tx: Tx,
  organisations: readonly OrganisationToWrite[],
  now: Date,
): Promise<void> {
  if (organisations.length === 0) return;
  await execute(
    tx,
    sql`insert into registry.organisation (id, kind, status, parent_id, name_zh, name_en,
          display_name, sort_key, region_code, city, latitude, longitude, established, website,
          fields, search, search_text, provenance, revision, created_at, updated_at)
        select id, kind, status, "parentId", "nameZh", "nameEn", "displayName", "sortKey",
          "regionCode", city, latitude, longitude, established, website,
          coalesce(fields, '{}'), search::tsvector, "searchText", provenance, revision,
          ${now}, ${now}
        from ${written}${JSON.stringify(organisations)}${asOrganisation}`,
  );
}

export async function updateOrganisations(
  tx: Tx,
  organisations: readonly OrganisationToWrite[],
  now: Date,
): Promise<void> {
  if (organisations.length === 0) return;
  await execute(
    tx,
    sql`update registry.organisation o set kind = given.kind, status = given.status,
          parent_id = given."parentId", name_zh = given."nameZh", name_en = given."nameEn",
          display_name = given."displayName", sort_key = given."sortKey",
          region_code = given."regionCode", city = given.city, latitude = given.latitude,
          longitude = given.longitude, established = given.established,
          website = given.website, fields = coalesce(given.fields, '{}'),
          search = coalesce(given.search::tsvector, o.search),
          search_text = coalesce(given."searchText", o.search_text),
          provenance = given.provenance, revision = given.revision, updated_at = ${now}
        from ${written}${JSON.stringify(organisations)}${asOrganisation}
        where o.id = given.id`,
  );
}

interface Stated {
  readonly source: string;
  readonly statedOn: string | null;
  readonly importId: string;
}

export async function insertNames(
  tx: Tx,
  names: readonly {
    readonly id: string;
    readonly organisationId: string;
    readonly text: string;
    readonly lang: string | null;
    readonly kind: NameKind;
  }[],
  { source, statedOn, importId }: Stated,
): Promise<void> {
  if (names.length === 0) return;
  await execute(
    tx,
    sql`insert into registry.organisation_name
          (id, organisation_id, text, lang, kind, source, stated_on, import_id)
        select id, "organisationId", text, lang, kind, ${source}, ${statedOn}, ${importId}
        from ${written}${JSON.stringify(names)}::jsonb) as given
          (id uuid, "organisationId" uuid, text text, lang text, kind text)
        on conflict do nothing`,
  );
}

export async function insertIdentifiers(
  tx: Tx,
  identifiers: readonly (StatedIdentifier & { readonly organisationId: string })[],
  { source, statedOn, importId }: Stated,
): Promise<void> {
  if (identifiers.length === 0) return;
  await execute(
    tx,
    sql`insert into registry.identifier
          (scheme, value, organisation_id, source, stated_on, import_id)
        select scheme, value, "organisationId", ${source}, ${statedOn}, ${importId}
        from ${written}${JSON.stringify(identifiers)}::jsonb) as given
          (scheme text, value text, "organisationId" uuid)`,
  );
}

export async function insertSourceKeys(
  tx: Tx,
  keys: readonly { readonly key: string; readonly organisationId: string }[],
  { source, importId }: Stated,
): Promise<void> {
  if (keys.length === 0) return;
  await execute(
    tx,
    sql`insert into registry.source_key (source, key, organisation_id, import_id)
        select ${source}, key, "organisationId", ${importId}
        from ${written}${JSON.stringify(keys)}::jsonb) as given (key text, "organisationId" uuid)
        on conflict do nothing`,
  );
}

export async function insertWords(tx: Tx, words: readonly string[]): Promise<void> {
  if (words.length === 0) return;
  await execute(
    tx,
    sql`insert into registry.word (text) select unnest(${words}::text[]) on conflict do nothing`,
  );
}

/** Writes down what an import did; what it did to a record first is what can be taken back. */
export async function keepChanges(
  tx: Tx,
  importId: string,
  changes: readonly {
    readonly organisationId: string;
    readonly created: boolean;
    readonly before: Readonly<Record<string, { value: unknown; claim: KeptClaim | null }>>;
    readonly revision: number;
  }[],
): Promise<void> {
  if (changes.length === 0) return;
  await execute(
    tx,
    sql`insert into registry.import_change as kept
          (import_id, organisation_id, created, before, revision)
        select ${importId}, "organisationId", created, before, revision
        from ${written}${JSON.stringify(changes)}::jsonb) as given
          ("organisationId" uuid, created boolean, before jsonb, revision int)
        on conflict (import_id, organisation_id) do update
          set before = excluded.before || kept.before, revision = excluded.revision`,
  );
}

/** Relations between organisations that both are here; answers how many were new. */
export async function insertRelations(
  tx: Tx,
  relations: readonly {
    readonly from: StatedIdentifier;
    readonly to: StatedIdentifier;
    readonly kind: string;
  }[],
  { source, statedOn, importId }: Stated,
): Promise<number> {
  return await execute(
    tx,
    sql`insert into registry.relation (from_id, to_id, kind, source, stated_on, import_id)
        select distinct f.organisation_id, t.organisation_id, given.kind, ${source},
          ${statedOn}::date, ${importId}::uuid
        from ${written}${JSON.stringify(relations)}::jsonb) as given
          ("from" jsonb, "to" jsonb, kind text)
        join registry.identifier f
          on f.scheme = given."from" ->> 'scheme' and f.value = given."from" ->> 'value'
        join registry.identifier t
          on t.scheme = given."to" ->> 'scheme' and t.value = given."to" ->> 'value'
        where f.organisation_id <> t.organisation_id
        on conflict do nothing`,
  );
}

/** Organisations of exactly this name. */
export async function idsByName(tx: Tx, name: string): Promise<string[]> {
  const found = await rows<{ id: string }>(
    tx,
    sql`select id from registry.organisation
        where display_name = ${name} and status <> 'merged' order by id limit 2`,
  );
  return found.map(({ id }) => id);
}
