/** SQL that answers screens about reviews. What a person may not see is left out in the query. */
import { type Actor, roles } from '../runtime/actor.ts';
import {
  everyRowOfList,
  type List,
  type Order,
  type PageWish,
  pageOfList,
} from '../runtime/keyset.ts';
import type { Context, InputOf } from '../runtime/module.ts';
import { all, rowOrNull, rows, type Sql, sql, type Tx } from '../runtime/sql.ts';
import { today } from './record.ts';
import { outsideStates, type ReviewState } from './review.ts';
import type { ReviewOrder, reviewContract } from './review-contract.ts';
import { familyOf, type ReviewRow, reviewColumns, reviews } from './review-store.ts';
import { searchQuery } from './search-text.ts';
import { inboxLinesAtMost } from './views.ts';
import { organisationsOf } from './visibility-views.ts';

const reviewId = { sql: sql`r.id`, type: 'uuid' };
const submitted = { sql: sql`r.submitted_at`, type: 'timestamptz' };
const orders: Readonly<Record<ReviewOrder, Order>> = {
  '-submittedAt': {
    name: 'reviews -submittedAt',
    columns: [submitted, reviewId],
    descending: true,
  },
  submittedAt: { name: 'reviews submittedAt', columns: [submitted, reviewId] },
};

/** Whether the owner lies where the actor serves: a region, or a compact as it is today. */
function served(actor: Actor, now: Date): Sql {
  if (actor.kind === 'system') return sql`true`;
  const compacts = actor.offices.filter(({ office }) => office === 'secretariat');
  // A secretariat without a compact of its own serves the node.
  if (compacts.some(({ compactId }) => compactId === null)) return sql`true`;
  const compactIds = compacts.map(({ compactId }) => compactId);
  const regions = actor.offices.flatMap(({ office, regionCode }) =>
    office === 'region_officer' && regionCode !== null ? [regionCode] : [],
  );
  if (compactIds.length + regions.length === 0) return sql`false`;
  const day = today(now);
  return sql`(owner.region_code in (select registry.v_regions_within(array(
      select unnest(${regions}::text[]) union
      select m.region_code from registry.v_compact_member m
      where m.compact_id = any (${compactIds}::uuid[]) and m.starts_on <= ${day}::date
        and (m.ends_on is null or m.ends_on > ${day}::date))))
    or (owner.region_code is null and ${compactIds.length > 0}))`;
}

/** One's organisations see all of theirs; from outside one sees what has come out. */
function visible(actor: Actor, now: Date): Sql {
  return sql`(r.organisation_id = any (${organisationsOf(actor)}::uuid[])
    or (r.state = any (${outsideStates}::text[]) and ${served(actor, now)}))`;
}

/** Whose turn it is: a manager who is not the author, or somebody outside the family. */
async function waits({ tx, actor, now }: Context): Promise<Sql> {
  const managed = actor.memberships
    .filter(({ role }) => role === roles.at(-1))
    .map(({ organisationId }) => organisationId);
  const family = await familyOf(tx, organisationsOf(actor));
  const isManager =
    actor.kind === 'system'
      ? sql`true`
      : sql`
    r.organisation_id = any (${managed}::uuid[])`;
  return sql`((r.state = 'submitted' and ${isManager}
      and (r.author_id is distinct from ${actor.personId}::uuid or not exists (
        select 1 from identity.v_membership m
        join identity.v_person p on p.id = m.person_id and not p.suspended
        where m.organisation_id = r.organisation_id and m.role = 'manager'
          and m.person_id <> r.author_id)))
    or (r.state = 'approved' and not r.organisation_id = any (${family}::uuid[])
      and ${served(actor, now)}))`;
}

export interface ListedReview extends ReviewRow {
  readonly waitsForCaller: boolean;
}

type Filters = Omit<InputOf<typeof reviewContract.listReviews>, 'limit' | 'cursor'>;

async function reviewList(ctx: Context, filters: Filters): Promise<List> {
  const { q, state, kind, region, organisationId, waiting, sort } = filters;
  const waiting_ = await waits(ctx);
  const conditions: Sql[] = [visible(ctx.actor, ctx.now)];
  if (waiting === true) conditions.push(sql`r.state in ('submitted', 'approved') and ${waiting_}`);
  if (state !== undefined && state.length > 0) {
    conditions.push(sql`r.state = any (${state}::text[])`);
  }
  if (kind !== undefined) {
    conditions.push(kind === 'need' ? sql`r.need_id is not null` : sql`r.need_id is null`);
  }
  if (region !== undefined && region.length > 0) {
    conditions.push(
      sql`owner.region_code in (select registry.v_regions_within(${region}::text[]))`,
    );
  }
  if (organisationId !== undefined) conditions.push(sql`r.organisation_id = ${organisationId}`);
  if (q !== undefined && q.trim() !== '') {
    // The titles under review are few; the records' own index finds them.
    const query = searchQuery(q);
    conditions.push(
      query === null
        ? sql`false`
        : sql`r.record_id in (
            select id from matching.technology where search @@ ${query}::tsquery
            union all select id from matching.need where search @@ ${query}::tsquery)`,
    );
  }
  return {
    columns: sql`${reviewColumns}, ${waiting_} as waits_for_caller`,
    from: reviews,
    narrow: { from: reviews, id: reviewId.sql },
    where: all(conditions),
    order: orders[sort ?? '-submittedAt'],
  };
}

export async function reviewsPage(ctx: Context, wish: Filters & PageWish) {
  return await pageOfList<ListedReview>(ctx.tx, await reviewList(ctx, wish), wish);
}

export async function* everyReview(ctx: Context, filters: Filters, rowsAtMost: number) {
  yield* everyRowOfList<ListedReview>(ctx.tx, await reviewList(ctx, filters), rowsAtMost);
}

/** Those whose turn is the caller's, the one that waits longest first, and how many they are. */
export async function reviewsWaiting(
  ctx: Context,
): Promise<{ readonly items: ListedReview[]; readonly count: number }> {
  const { actor, tx } = ctx;
  if (actor.memberships.length + actor.offices.length === 0) return { items: [], count: 0 };
  const { columns, from, where } = await reviewList(ctx, { waiting: true });
  const found = await rows<ListedReview & { readonly count: number }>(
    tx,
    sql`select ${columns}, count(*) over ()::int as count from ${from} where ${where}
        order by r.submitted_at, r.id limit ${inboxLinesAtMost}`,
  );
  return { items: found, count: found[0]?.count ?? 0 };
}

export interface SeenReview extends ListedReview {
  /** The caller looks after its owner by office. */
  readonly served: boolean;
}

/** Null where it does not exist or the actor may not see it: nobody can tell the two apart. */
export async function visibleReview(ctx: Context, id: string): Promise<SeenReview | null> {
  const { actor, now } = ctx;
  return await rowOrNull<SeenReview>(
    ctx.tx,
    sql`select ${reviewColumns}, ${await waits(ctx)} as waits_for_caller,
          ${served(actor, now)} as served
        from ${reviews} where r.id = ${id} and ${visible(actor, now)}`,
  );
}

export interface RoundRow {
  readonly id: string;
  readonly round: number;
  readonly state: ReviewState;
  readonly total: number | null;
  readonly submittedAt: string;
}

/** The rounds of a record, the latest first; from outside those that came out. */
export async function roundsOf(
  tx: Tx,
  recordId: string,
  states: readonly ReviewState[],
): Promise<RoundRow[]> {
  return await rows<RoundRow>(
    tx,
    sql`select id, round, state, total, submitted_at from matching.review
        where record_id = ${recordId} and state = any (${states}::text[])
        order by round desc limit 50`,
  );
}
