/** SQL that writes reviews, and reads what a verb about one needs. */
import { execute, row, rowOrNull, rows, type Sql, sql, type Tx } from '../runtime/sql.ts';
import type { Owner } from './contract.ts';
import type { RecordKind } from './record.ts';
import type { Comments, Outcome, ReviewState, ScoredCategory, Scores, Verdict } from './review.ts';

export interface ReviewRow {
  readonly id: string;
  readonly kind: RecordKind;
  readonly recordId: string;
  readonly title: string;
  readonly organisationId: string;
  readonly organisation: Owner;
  readonly province: string | null;
  readonly state: ReviewState;
  readonly round: number;
  readonly submittedText: object;
  readonly authorId: string | null;
  readonly authorName: string;
  readonly submittedAt: string;
  readonly insiderName: string | null;
  readonly insiderNote: string | null;
  readonly lookedAt: string | null;
  readonly reasons: readonly ScoredCategory[];
  readonly outsiderName: string | null;
  readonly scores: Scores | null;
  readonly comments: Comments;
  readonly scoredTotal: number | null;
  readonly verdict: Verdict | null;
  readonly decidedAt: string | null;
  readonly sample: boolean;
  readonly revision: number;
}

export const reviewColumns = sql.raw(
  ['id', 'record_id', 'title', 'organisation_id', 'state', 'round', 'submitted_text']
    .concat(['author_id', 'author_name', 'submitted_at', 'insider_name', 'insider_note'])
    .concat([
      'looked_at',
      'reasons',
      'outsider_name',
      'scores',
      'comments',
      'total as scored_total',
      'verdict',
    ])
    .concat(['decided_at', 'sample', 'revision'])
    .map((column) => `r.${column}`)
    .concat(["case when r.need_id is null then 'technology' else 'need' end as kind"])
    .concat(['owner.owner as organisation', 'owner.province_code as province'])
    .join(', '),
);

export const reviews = sql`matching.review r
  join matching.v_owner owner on owner.id = r.organisation_id`;

export async function loadReview(tx: Tx, id: string, lock?: 'update'): Promise<ReviewRow | null> {
  return await rowOrNull<ReviewRow>(
    tx,
    sql`select ${reviewColumns} from ${reviews}
        where r.id = ${id} ${lock === undefined ? sql`` : sql`for update of r`}`,
  );
}

export interface NewReview {
  readonly id: string;
  readonly kind: RecordKind;
  readonly recordId: string;
  readonly organisationId: string;
  readonly title: string;
  readonly text: object;
  readonly authorId: string | null;
  readonly authorName: string;
  readonly sample: boolean;
  readonly now: Date;
}

/** Begins the next round; answers its number. The record is locked by the caller. */
export async function insertReview(tx: Tx, review: NewReview): Promise<number> {
  const column = sql.raw(`${review.kind}_id`);
  const { round } = await row<{ round: number }>(
    tx,
    sql`insert into matching.review (id, ${column}, organisation_id, round, title, submitted_text,
          author_id, author_name, submitted_at, sample, updated_at)
        select ${review.id}, ${review.recordId}, ${review.organisationId},
          coalesce(max(round), 0) + 1, ${review.title}, ${JSON.stringify(review.text)}::jsonb,
          ${review.authorId}::uuid, ${review.authorName}, ${review.now}, ${review.sample},
          ${review.now}
        from matching.review where record_id = ${review.recordId}
        returning round`,
  );
  return round;
}

async function change(tx: Tx, id: string, now: Date, changes: Sql): Promise<void> {
  await execute(
    tx,
    sql`update matching.review set ${changes}, revision = revision + 1, updated_at = ${now}
        where id = ${id}`,
  );
}

export interface Looked {
  readonly state: 'approved' | 'returned';
  readonly personId: string | null;
  readonly name: string;
  readonly note: string | null;
  readonly reasons: readonly ScoredCategory[];
  readonly now: Date;
}

export async function markLooked(tx: Tx, id: string, looked: Looked): Promise<void> {
  await change(
    tx,
    id,
    looked.now,
    sql`state = ${looked.state}, insider_id = ${looked.personId}, insider_name = ${looked.name},
        insider_note = ${looked.note}, reasons = ${looked.reasons}, looked_at = ${looked.now}`,
  );
}

export interface Scored extends Outcome {
  readonly state: 'published' | 'on_hold' | 'rejected';
  readonly personId: string | null;
  readonly name: string;
  readonly region: string | null;
  readonly scores: Scores;
  readonly comments: Comments;
  readonly now: Date;
}

export async function markScored(tx: Tx, id: string, scored: Scored): Promise<void> {
  await change(
    tx,
    id,
    scored.now,
    sql`state = ${scored.state}, outsider_id = ${scored.personId}, outsider_name = ${scored.name},
        outsider_region = ${scored.region}, scores = ${JSON.stringify(scored.scores)}::jsonb,
        comments = ${JSON.stringify(scored.comments)}::jsonb, total = ${scored.total},
        verdict = ${scored.verdict}, reasons = ${scored.shortIn}, decided_at = ${scored.now}`,
  );
}

export async function markRecalled(tx: Tx, id: string, now: Date): Promise<void> {
  await change(tx, id, now, sql`state = 'recalled'`);
}

/**
 * The organisations with those that they became, those that became them, and all above and below
 * them. `union` ends the walk where branches point at each other.
 */
export async function familyOf(tx: Tx, ids: readonly string[]): Promise<string[]> {
  if (ids.length === 0) return [];
  const found = await rows<{ id: string }>(
    tx,
    sql`with recursive up as (
          select id, parent_id, merged_into_id from registry.v_organisation
          where id = any (${ids}::uuid[])
          union
          select o.id, o.parent_id, o.merged_into_id
          from up join registry.v_organisation o on o.id in (up.parent_id, up.merged_into_id)),
        down as (
          select id from registry.v_organisation where id = any (${ids}::uuid[])
          union
          select merged_into_id from up where merged_into_id is not null
          union
          select o.id from down
          join registry.v_organisation o on down.id in (o.parent_id, o.merged_into_id))
        select id from up union select id from down
        union select o.id from up join registry.v_organisation o on o.merged_into_id = up.id`,
  );
  return found.map((one) => one.id);
}

/** How many others may manage the organisation and can sign in. */
export async function countOtherManagers(
  tx: Tx,
  organisationId: string,
  personId: string | null,
): Promise<number> {
  const { count } = await row<{ count: number }>(
    tx,
    sql`select count(*)::int as count from identity.v_membership m
        join identity.v_person p on p.id = m.person_id and not p.suspended
        where m.organisation_id = ${organisationId} and m.role = 'manager'
          and m.person_id is distinct from ${personId}::uuid`,
  );
  return count;
}
