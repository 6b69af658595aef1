/** SQL that writes rule sets, versions and adoptions, and reads what a verb needs of them. */

import { sortKey } from '../registry/index.ts';
import type { Who } from '../runtime/actor.ts';
import { execute, row, rowOrNull, rows, type Sql, sql, type Tx } from '../runtime/sql.ts';
import type { Place, VersionText } from './contract.ts';
import type { VersionState, WithdrawalReason } from './rule-version.ts';

/** A region or a compact by what the database keeps of it; one of the two is null. */
export interface PlaceKey {
  readonly regionCode: string | null;
  readonly compactId: string | null;
}

/** The contract's texts as rows hold them: nobody changes a row. */
export type Text = { readonly [Key in keyof VersionText]: VersionText[Key] };

export interface VersionRow extends Text {
  readonly id: string;
  readonly ruleSetId: string;
  readonly number: number;
  readonly state: VersionState;
  readonly keeper: Place;
  readonly keeperKey: PlaceKey;
  readonly authors: Who[];
  readonly reviewedBy: Who | null;
  readonly reviewedAt: string | null;
  readonly reviewNote: string | null;
  readonly publishedBy: Who | null;
  readonly publishedAt: string | null;
  readonly withdrawnBy: Who | null;
  readonly withdrawnAt: string | null;
  readonly withdrawnBecause: WithdrawalReason | null;
  readonly withdrawalNote: string | null;
  readonly modelDigest: string | null;
  readonly modelBytes: number;
  readonly contentDigest: string;
  readonly sample: boolean;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly revision: number;
}

const who = (act: string): Sql => {
  const column = (part: string) => sql.raw(`v.${act}_by_${part}`);
  return sql`case when ${column('name')} is not null then
    jsonb_build_object('id', ${column('id')}, 'name', ${column('name')}) end`;
};

/** What lists and references show of a version; `v` is the version. */
export const versionSummary = sql`jsonb_build_object('id', v.id, 'ruleSetId', v.rule_set_id,
  'number', v.number, 'state', v.state, 'nameZh', v.name_zh, 'nameEn', v.name_en,
  'documentNumber', v.document_number, 'grade', v.grade, 'effectiveFrom', v.effective_from,
  'effectiveUntil', v.effective_until, 'publishedAt', v.published_at, 'sample', v.sample)`;

const versionColumns = sql`v.id, v.rule_set_id, v.number, v.state, v.name_zh, v.name_en,
  v.document_number, v.grade, v.issuer, v.source_url, v.text_zh, v.text_en, v.limits_zh,
  v.limits_en, v.words, v.cases, v.declared_gaps, v.outcome, v.effective_from,
  v.effective_until, rules.place(s.keeper_region_code, s.keeper_compact_id) as keeper,
  jsonb_build_object('regionCode', s.keeper_region_code, 'compactId', s.keeper_compact_id)
    as keeper_key,
  v.authors, ${who('reviewed')} as reviewed_by, v.reviewed_at, v.review_note,
  ${who('published')} as published_by, v.published_at, ${who('withdrawn')} as withdrawn_by,
  v.withdrawn_at, v.withdrawn_because, v.withdrawal_note, v.model_digest,
  coalesce(octet_length(v.model), 0) as model_bytes, v.content_digest, v.sample, v.created_at,
  v.updated_at, v.revision`;

const versions = sql`rules.version v join rules.rule_set s on s.id = v.rule_set_id`;

export async function loadVersion(tx: Tx, id: string, lock?: 'update' | 'share') {
  const locking = lock === undefined ? sql`` : sql.raw(`for ${lock} of v`);
  return await rowOrNull<VersionRow>(
    tx,
    sql`select ${versionColumns} from ${versions} where v.id = ${id} ${locking}`,
  );
}

export async function versionsOfSet(tx: Tx, ruleSetId: string): Promise<VersionRow[]> {
  return await rows<VersionRow>(
    tx,
    sql`select ${versionColumns} from ${versions} where v.rule_set_id = ${ruleSetId}
        order by v.number desc`,
  );
}

export async function loadModel(tx: Tx, versionId: string): Promise<string | null> {
  const found = await rowOrNull<{ model: string | null }>(
    tx,
    sql`select model from rules.version where id = ${versionId}`,
  );
  return found?.model ?? null;
}

export async function insertRuleSet(
  tx: Tx,
  set: { readonly id: string; readonly keeper: PlaceKey; readonly sample: boolean },
  now: Date,
): Promise<void> {
  await execute(
    tx,
    sql`insert into rules.rule_set (id, keeper_region_code, keeper_compact_id, sample, created_at)
        values (${set.id}, ${set.keeper.regionCode}, ${set.keeper.compactId}, ${set.sample},
          ${now})`,
  );
}

export interface NewVersion {
  readonly id: string;
  readonly ruleSetId: string;
  readonly authors: readonly Who[];
  readonly sample: boolean;
}

/** The number is the next one of the set; the caller holds the set. */
export async function insertVersion(tx: Tx, version: NewVersion, now: Date): Promise<void> {
  await execute(
    tx,
    sql`insert into rules.version
          (id, rule_set_id, number, content_digest, authors, sample, created_at, updated_at)
        select ${version.id}, ${version.ruleSetId}, coalesce(max(number), 0) + 1, '',
          ${JSON.stringify(version.authors)}::jsonb, ${version.sample}, ${now}, ${now}
        from rules.version where rule_set_id = ${version.ruleSetId}`,
  );
}

export async function lockRuleSet(
  tx: Tx,
  id: string,
): Promise<{ readonly keeper: PlaceKey; readonly sample: boolean } | null> {
  return await rowOrNull(
    tx,
    sql`select jsonb_build_object('regionCode', keeper_region_code, 'compactId',
          keeper_compact_id) as keeper, sample
        from rules.rule_set where id = ${id} for update`,
  );
}

export interface Written {
  readonly contentDigest: string;
  readonly authors: readonly Who[];
  readonly now: Date;
}

export async function writeText(tx: Tx, id: string, text: Text, about: Written): Promise<void> {
  await execute(
    tx,
    sql`update rules.version set name_zh = ${text.nameZh}, name_en = ${text.nameEn},
          sort_key = ${sortKey(text.nameZh)}, document_number = ${text.documentNumber},
          grade = ${text.grade}, issuer = ${text.issuer}, source_url = ${text.sourceUrl},
          text_zh = ${text.textZh}, text_en = ${text.textEn}, limits_zh = ${text.limitsZh},
          limits_en = ${text.limitsEn}, words = ${JSON.stringify(text.words)}::jsonb,
          cases = ${JSON.stringify(text.cases)}::jsonb,
          declared_gaps = ${JSON.stringify(text.declaredGaps)}::jsonb,
          outcome = ${text.outcome === null ? null : JSON.stringify(text.outcome)}::jsonb,
          effective_from = ${text.effectiveFrom}, effective_until = ${text.effectiveUntil},
          ${changed(about)} where id = ${id}`,
  );
}

export async function writeModel(
  tx: Tx,
  id: string,
  model: { readonly xml: string; readonly digest: string },
  about: Written,
): Promise<void> {
  await execute(
    tx,
    sql`update rules.version set model = ${model.xml}, model_digest = ${model.digest},
          ${changed(about)} where id = ${id}`,
  );
}

function changed({ contentDigest, authors, now }: Written): Sql {
  return sql`content_digest = ${contentDigest}, authors = ${JSON.stringify(authors)}::jsonb,
    updated_at = ${now}, revision = revision + 1`;
}

export async function markReviewed(
  tx: Tx,
  id: string,
  by: Who,
  note: string | null,
  now: Date,
): Promise<void> {
  await execute(
    tx,
    sql`update rules.version set state = 'reviewed', reviewed_by_id = ${by.id},
          reviewed_by_name = ${by.name}, reviewed_at = ${now}, review_note = ${note},
          updated_at = ${now}, revision = revision + 1 where id = ${id}`,
  );
}

export async function markReopened(
  tx: Tx,
  id: string,
  note: string | null,
  now: Date,
): Promise<void> {
  await execute(
    tx,
    sql`update rules.version set state = 'draft', reviewed_by_id = null, reviewed_by_name = null,
          reviewed_at = null, review_note = ${note}, updated_at = ${now},
          revision = revision + 1 where id = ${id}`,
  );
}

export async function markPublished(tx: Tx, id: string, by: Who, now: Date): Promise<void> {
  await execute(
    tx,
    sql`update rules.version set state = 'published', published_by_id = ${by.id},
          published_by_name = ${by.name}, published_at = ${now}, updated_at = ${now},
          revision = revision + 1 where id = ${id}`,
  );
}

export async function markWithdrawn(
  tx: Tx,
  id: string,
  how: { readonly by: Who; readonly because: WithdrawalReason; readonly note: string | null },
  now: Date,
): Promise<void> {
  await execute(
    tx,
    sql`update rules.version set state = 'withdrawn', withdrawn_by_id = ${how.by.id},
          withdrawn_by_name = ${how.by.name}, withdrawn_at = ${now},
          withdrawn_because = ${how.because}, withdrawal_note = ${how.note},
          updated_at = ${now}, revision = revision + 1 where id = ${id}`,
  );
}

export async function markReinstated(tx: Tx, id: string, now: Date): Promise<void> {
  await execute(
    tx,
    sql`update rules.version set state = 'published', withdrawn_by_id = null,
          withdrawn_by_name = null, withdrawn_at = null, withdrawn_because = null,
          withdrawal_note = null, updated_at = ${now}, revision = revision + 1
        where id = ${id}`,
  );
}

/** A set without versions says nothing, so it goes with its last draft. */
export async function deleteVersion(tx: Tx, id: string, ruleSetId: string): Promise<void> {
  await execute(tx, sql`delete from rules.version where id = ${id}`);
  await execute(
    tx,
    sql`delete from rules.rule_set s where id = ${ruleSetId}
        and not exists (select from rules.version v where v.rule_set_id = s.id)`,
  );
}

// Adoptions ---------------------------------------------------------------------------------------

export interface NewAdoption {
  readonly id: string;
  readonly ruleSetId: string;
  readonly versionId: string;
  readonly place: PlaceKey;
  readonly startsOn: string;
  readonly endsOn: string | null;
  readonly signedBy: Who;
  readonly contentDigest: string;
  readonly office: object;
  readonly sample: boolean;
}

export async function insertAdoption(tx: Tx, one: NewAdoption, now: Date): Promise<void> {
  await execute(
    tx,
    sql`insert into rules.adoption (id, rule_set_id, version_id, region_code, compact_id, starts_on,
          ends_on, signed_by_id, signed_by_name, signed_at, content_digest, office, sample)
        values (${one.id}, ${one.ruleSetId}, ${one.versionId}, ${one.place.regionCode},
          ${one.place.compactId}, ${one.startsOn}, ${one.endsOn}, ${one.signedBy.id},
          ${one.signedBy.name}, ${now}, ${one.contentDigest},
          ${JSON.stringify(one.office)}::jsonb, ${one.sample})`,
  );
}

/** An adoption of the same rule by the same place that has days in common, or null. */
export async function findOverlap(
  tx: Tx,
  one: Pick<NewAdoption, 'ruleSetId' | 'place' | 'startsOn' | 'endsOn'>,
  exceptId: string | null = null,
): Promise<{ id: string; number: number; startsOn: string; endsOn: string | null } | null> {
  return await rowOrNull(
    tx,
    sql`select a.id, v.number, a.starts_on, a.ends_on
        from rules.adoption a join rules.version v on v.id = a.version_id
        where a.rule_set_id = ${one.ruleSetId}
          and a.region_code is not distinct from ${one.place.regionCode}::text
          and a.compact_id is not distinct from ${one.place.compactId}::uuid
          and a.id is distinct from ${exceptId}::uuid
          and daterange(a.starts_on, a.ends_on) && daterange(${one.startsOn}::date,
            ${one.endsOn}::date)
        order by a.starts_on limit 1`,
  );
}

export interface AdoptionKey {
  readonly id: string;
  readonly ruleSetId: string;
  readonly versionId: string;
  readonly place: PlaceKey;
  readonly startsOn: string;
  readonly endsOn: string | null;
  readonly revision: number;
}

export async function lockAdoption(tx: Tx, id: string): Promise<AdoptionKey | null> {
  return await rowOrNull(
    tx,
    sql`select id, rule_set_id, version_id, jsonb_build_object('regionCode', region_code,
          'compactId', compact_id) as place, starts_on, ends_on, revision
        from rules.adoption where id = ${id} for update`,
  );
}

export async function writeEndOfAdoption(tx: Tx, id: string, endsOn: string): Promise<void> {
  await execute(
    tx,
    sql`update rules.adoption set ends_on = ${endsOn}, revision = revision + 1 where id = ${id}`,
  );
}

/** How many places have adopted a version for the day or a later one. */
export async function countAdoptions(tx: Tx, versionId: string, day: string): Promise<number> {
  const { count } = await row<{ count: number }>(
    tx,
    sql`select count(*)::int as count from rules.adoption
        where version_id = ${versionId} and (ends_on is null or ends_on > ${day})`,
  );
  return count;
}

export async function compactIsKnown(tx: Tx, id: string): Promise<boolean> {
  const { known } = await row<{ known: boolean }>(
    tx,
    sql`select exists (select from registry.v_compact where id = ${id}) as known`,
  );
  return known;
}
