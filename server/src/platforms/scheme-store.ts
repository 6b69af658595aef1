/** SQL that writes schemes and their versions, and reads what a verb needs. */
import { sortKey } from '../registry/index.ts';
import type { Who } from '../runtime/actor.ts';
import { execute, row, rowOrNull, rows, sql, type Tx } from '../runtime/sql.ts';
import type { SchemeKind, SchemeState } from './scheme.ts';
import type { Keeper, SchemeDocument } from './scheme-contract.ts';
import type { SchemeReading } from './scheme-reading.ts';

/** A region or a compact by what the database keeps of it; one of the two is null. */
export interface KeeperKey {
  readonly regionCode: string | null;
  readonly compactId: string | null;
}

/** A version with what a verb needs to know of its scheme. */
export interface SchemeVersionRow {
  readonly id: string;
  readonly schemeId: string;
  readonly kind: SchemeKind;
  readonly number: number;
  readonly state: SchemeState;
  readonly document: SchemeDocument;
  readonly sampleData: string;
  readonly digest: string | null;
  readonly authors: Who[];
  readonly reviewedAt: string | null;
  readonly reviewedBy: Who | null;
  readonly publishedAt: string | null;
  readonly publishedBy: Who | null;
  readonly withdrawnAt: string | null;
  readonly withdrawnBy: Who | null;
  readonly withdrawalReason:
    | 'replaced'
    | 'document_repealed'
    | 'error_found'
    | 'entered_by_mistake'
    | null;
  readonly frozenFor: number;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly revision: number;
  readonly keeper: Keeper;
  readonly keeperKey: KeeperKey;
  readonly types: string[];
  readonly template: string | null;
  readonly sample: boolean;
}

export async function loadScheme(
  tx: Tx,
  id: string,
  lock?: 'update' | 'share',
): Promise<SchemeVersionRow | null> {
  const locking = lock === undefined ? sql`` : sql.raw(`for ${lock} of v`);
  return await rowOrNull<SchemeVersionRow>(
    tx,
    sql`select v.id, v.scheme_id, s.kind, v.number, v.state, v.document, v.sample_data, v.digest, v.authors,
          v.reviewed_at, v.reviewed_by, v.published_at, v.published_by, v.withdrawn_at, v.withdrawn_by, v.withdrawal_reason,
          (select count(*)::int from platforms.scheme_freeze f where f.version_id = v.id)
            as frozen_for,
          v.created_at, v.updated_at, v.revision,
          platforms.keeper(s.keeper_region_code, s.keeper_compact_id) as keeper,
          jsonb_build_object('regionCode', s.keeper_region_code,
            'compactId', s.keeper_compact_id) as keeper_key,
          s.types, s.template, s.sample
        from platforms.scheme_version v join platforms.scheme s on s.id = v.scheme_id
        where v.id = ${id} ${locking}`,
  );
}

export async function compactIsKnown(tx: Tx, id: string): Promise<boolean> {
  const { known } = await row<{ known: boolean }>(
    tx,
    sql`select exists (select from registry.v_compact where id = ${id}) as known`,
  );
  return known;
}

/** Those of the codes that no type has. */
export async function unknownTypes(tx: Tx, codes: readonly string[]): Promise<string[]> {
  const found = await rows<{ code: string }>(
    tx,
    sql`select code from unnest(${codes}::text[]) as given (code)
        where not exists (select from platforms.type t where t.code = given.code)`,
  );
  return found.map(({ code }) => code);
}

export interface NewScheme {
  readonly id: string;
  readonly kind: SchemeKind;
  readonly keeper: KeeperKey;
  readonly types: readonly string[];
  readonly template: string | null;
  readonly sample: boolean;
}

export async function insertScheme(tx: Tx, one: NewScheme, now: Date): Promise<void> {
  await execute(
    tx,
    sql`insert into platforms.scheme (id, kind, keeper_region_code, keeper_compact_id, types, template,
          sample, created_at)
        values (${one.id}, ${one.kind}, ${one.keeper.regionCode}, ${one.keeper.compactId},
          ${one.types}::text[], ${one.template}, ${one.sample}, ${now})`,
  );
}

export async function writeTypes(tx: Tx, id: string, types: readonly string[]): Promise<void> {
  await execute(
    tx,
    sql`update platforms.scheme set types = ${types}::text[], revision = revision + 1
        where id = ${id}`,
  );
}

/** Whoever changes which versions a scheme has holds the scheme first. */
export async function lockScheme(tx: Tx, id: string): Promise<void> {
  await rowOrNull(tx, sql`select id from platforms.scheme where id = ${id} for update`);
}

export async function nextSchemeNumber(tx: Tx, schemeId: string): Promise<number> {
  const { next } = await row<{ next: number }>(
    tx,
    sql`select coalesce(max(number), 0) + 1 as next from platforms.scheme_version
        where scheme_id = ${schemeId}`,
  );
  return next;
}

export async function insertSchemeVersion(
  tx: Tx,
  { id, schemeId, number }: Pick<SchemeVersionRow, 'id' | 'schemeId' | 'number'>,
  now: Date,
): Promise<void> {
  await execute(
    tx,
    sql`insert into platforms.scheme_version
          (id, scheme_id, number, document, created_at, updated_at, revision)
        values (${id}, ${schemeId}, ${number}, '{}', ${now}, ${now}, 0)`,
  );
}

export interface WrittenScheme {
  readonly document: SchemeDocument;
  readonly sampleData: string;
  readonly reading: SchemeReading;
  readonly problemCount: number;
  readonly authors: readonly Who[];
}

export async function writeScheme(
  tx: Tx,
  id: string,
  { document, sampleData, reading, problemCount, authors }: WrittenScheme,
  now: Date,
): Promise<void> {
  const { title, source, grade, itemCount, digest } = reading;
  await execute(
    tx,
    sql`update platforms.scheme_version set document = ${JSON.stringify(document)}::jsonb,
          sample_data = ${sampleData}, title_zh = ${title.zh}, title_en = ${title.en},
          sort_key = ${sortKey(title.zh)}, source = ${source}, grade = ${grade},
          item_count = ${itemCount}, digest = ${digest}, problem_count = ${problemCount},
          authors = ${JSON.stringify(authors)}::jsonb, updated_at = ${now}, revision = revision + 1
        where id = ${id}`,
  );
}

/** A scheme without versions says nothing, so it goes with its last draft. */
export async function deleteSchemeVersion(tx: Tx, id: string, schemeId: string): Promise<void> {
  await execute(tx, sql`delete from platforms.scheme_version where id = ${id}`);
  await execute(
    tx,
    sql`delete from platforms.scheme s where id = ${schemeId}
        and not exists (select from platforms.scheme_version v where v.scheme_id = s.id)`,
  );
}

export async function markSchemeReviewed(tx: Tx, id: string, by: Who, now: Date): Promise<void> {
  await execute(
    tx,
    sql`update platforms.scheme_version set state = 'reviewed', reviewed_at = ${now},
          reviewed_by = ${JSON.stringify(by)}::jsonb, updated_at = ${now}, revision = revision + 1
        where id = ${id}`,
  );
}

export async function markSchemeReopened(tx: Tx, id: string, now: Date): Promise<void> {
  await execute(
    tx,
    sql`update platforms.scheme_version set state = 'draft', reviewed_at = null,
          reviewed_by = null, updated_at = ${now}, revision = revision + 1
        where id = ${id}`,
  );
}

export async function markSchemePublished(tx: Tx, id: string, by: Who, now: Date): Promise<void> {
  await execute(
    tx,
    sql`update platforms.scheme_version set state = 'published', published_at = ${now},
          published_by = ${JSON.stringify(by)}::jsonb, updated_at = ${now}, revision = revision + 1
        where id = ${id}`,
  );
}

export async function markSchemeWithdrawn(
  tx: Tx,
  id: string,
  how: { readonly by: Who; readonly reason: string },
  now: Date,
): Promise<void> {
  await execute(
    tx,
    sql`update platforms.scheme_version set state = 'withdrawn', withdrawn_at = ${now},
          withdrawn_by = ${JSON.stringify(how.by)}::jsonb, withdrawal_reason = ${how.reason},
          updated_at = ${now}, revision = revision + 1
        where id = ${id}`,
  );
}

/** The draft of a scheme, and its newest version that is none. */
export async function versionsInPlace(
  tx: Tx,
  schemeId: string,
): Promise<{ readonly draft: number | null; readonly latestId: string | null }> {
  return await row(
    tx,
    sql`select (select number from platforms.scheme_version
            where scheme_id = ${schemeId} and state in ('draft', 'reviewed')) as draft,
          (select id from platforms.scheme_version where scheme_id = ${schemeId}
            and state in ('published', 'withdrawn') order by number desc limit 1) as latest_id`,
  );
}

/** False where the round computes with a version already. */
export async function insertFreeze(
  tx: Tx,
  freeze: { readonly roundId: string; readonly versionId: string; readonly digest: string },
  now: Date,
): Promise<boolean> {
  const frozen = await execute(
    tx,
    sql`insert into platforms.scheme_freeze (round_id, version_id, digest, frozen_at)
        values (${freeze.roundId}, ${freeze.versionId}, ${freeze.digest}, ${now})
        on conflict (round_id) do nothing`,
  );
  return frozen > 0;
}

export async function frozenVersionOf(tx: Tx, roundId: string): Promise<string | null> {
  const found = await rowOrNull<{ versionId: string }>(
    tx,
    sql`select version_id from platforms.scheme_freeze where round_id = ${roundId}`,
  );
  return found?.versionId ?? null;
}
