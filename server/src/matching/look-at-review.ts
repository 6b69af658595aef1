/** The first stage: the own organisation stands behind a record, gives it back, or recalls it. */
import type { Context, InputOf } from '../runtime/module.ts';
import { notFound, Refusal, type Stake } from '../runtime/refusal.ts';
import { recordEvent } from './journey.ts';
import { readReview } from './read-review.ts';
import { againstInsider, type ReviewAction, reviewMay, type ScoredCategory } from './review.ts';
import type { Review, reviewContract } from './review-contract.ts';
import {
  countOtherManagers,
  loadReview,
  markLooked,
  markRecalled,
  type ReviewRow,
} from './review-store.ts';
import { loadReviewed, type Reviewed } from './reviewed-record.ts';
import { requireRole, stakeIn } from './rights.ts';
import { markUnpublished } from './store.ts';

export function expectState(review: ReviewRow, action: ReviewAction, stake: Stake): void {
  if (reviewMay(review.state, action)) return;
  throw new Refusal('review_state_forbids', `A review that is ${review.state} stays so.`, {
    params: { state: review.state, action },
    stake,
  });
}

async function loadOwn(ctx: Context, id: string, role: 'editor' | 'manager', action: ReviewAction) {
  const review = await loadReview(ctx.tx, id, 'update');
  if (review === null) throw notFound('review');
  requireRole(ctx.actor, review.organisationId, role, 'review');
  const record = await loadReviewed(ctx, review);
  expectState(review, action, stakeIn(record));
  return { review, record };
}

async function refuseAuthor(ctx: Context, review: ReviewRow, record: Reviewed): Promise<void> {
  const { personId } = ctx.actor;
  const { authorId, organisationId } = review;
  const otherManagers = await countOtherManagers(ctx.tx, organisationId, personId);
  const reasons = againstInsider({ personId, authorId, otherManagers });
  if (reasons.length === 0) return;
  const detail = 'Somebody else of the organisation has to look at this.';
  throw new Refusal('review_not_yours', detail, { reasons, stake: stakeIn(record) });
}

/** What the own organisation says, with what it falls short in where that is "no". */
async function look(
  ctx: Context,
  input: { readonly reviewId: string; readonly note?: string | null },
  state: 'approved' | 'returned',
  reasons: readonly ScoredCategory[],
): Promise<Review> {
  const action = state === 'approved' ? 'approve' : 'return';
  const { review, record } = await loadOwn(ctx, input.reviewId, 'manager', action);
  await refuseAuthor(ctx, review, record);
  const { actor, now } = ctx;
  const note = input.note ?? null;
  const by = { personId: actor.personId, name: actor.name };
  await markLooked(ctx.tx, review.id, { state, ...by, note, reasons, now });
  await markUnpublished(ctx.tx, record.kind, record.id, {
    state: state === 'approved' ? 'approved' : 'draft',
    journeyId: record.journeyId,
    reviewId: review.id,
    now,
  });
  const about = { reviewId: review.id, round: review.round };
  const event = recordEvent(record, state, reasons.length === 0 ? about : { ...about, reasons });
  // Both regions are those of the organisation itself: it told no one but its own author.
  ctx.announce(state === 'returned' ? { ...event, toRegion: record.province } : event);
  return await readReview(ctx, { reviewId: review.id });
}

export async function approveReview(
  ctx: Context,
  input: InputOf<typeof reviewContract.approveReview>,
): Promise<Review> {
  return await look(ctx, input, 'approved', []);
}

export async function returnReview(
  ctx: Context,
  input: InputOf<typeof reviewContract.returnReview>,
): Promise<Review> {
  return await look(ctx, input, 'returned', input.reasons);
}

export async function recallReview(
  ctx: Context,
  input: InputOf<typeof reviewContract.recallReview>,
): Promise<Review> {
  const { review, record } = await loadOwn(ctx, input.reviewId, 'editor', 'recall');
  await markRecalled(ctx.tx, review.id, ctx.now);
  const back = { state: 'draft', journeyId: record.journeyId, reviewId: review.id } as const;
  await markUnpublished(ctx.tx, record.kind, record.id, { ...back, now: ctx.now });
  ctx.announce(recordEvent(record, 'recalled', { reviewId: review.id, round: review.round }));
  return await readReview(ctx, { reviewId: review.id });
}
