/** The second stage: somebody from outside scores a record, and the total decides. */
import type { Context, InputOf } from '../runtime/module.ts';
import { notAllowed, notFound, Refusal } from '../runtime/refusal.ts';
import { recordEvent } from './journey.ts';
import { expectState } from './look-at-review.ts';
import { publish } from './publish-record.ts';
import { readReview } from './read-review.ts';
import { againstOutsider, isPublishable, judgeComments, weighScores } from './review.ts';
import type { Review, reviewContract } from './review-contract.ts';
import { familyOf, loadReview, markScored } from './review-store.ts';
import { visibleReview } from './review-views.ts';
import { loadReviewed } from './reviewed-record.ts';
import { stakeIn } from './rights.ts';
import { markUnpublished } from './store.ts';
import { organisationsOf } from './visibility-views.ts';

export async function scoreReview(
  ctx: Context,
  input: InputOf<typeof reviewContract.scoreReview>,
): Promise<Review> {
  const { actor, now } = ctx;
  const seen = await visibleReview(ctx, input.reviewId);
  const review = seen === null ? null : await loadReview(ctx.tx, input.reviewId, 'update');
  if (seen === null || review === null) throw notFound('review');
  const record = await loadReviewed(ctx, review);
  const region = regionOf(ctx, record.organisation.regions);
  const stake = { ...stakeIn(record), toRegion: region };
  if (!seen.served) {
    throw notAllowed('Your office does not look after this organisation.', { stake });
  }
  expectState(review, 'score', stake);
  const family = await familyOf(ctx.tx, [review.organisationId]);
  const own = againstOutsider(organisationsOf(actor), family);
  if (own.length > 0) {
    const detail = 'Somebody who does not belong to the organisation has to score this.';
    throw new Refusal('review_not_yours', detail, { reasons: own, stake });
  }

  const { scores, comments = {} } = input;
  const outcome = weighScores(scores);
  const explained = judgeComments(outcome, comments);
  if (!explained.allowed) {
    const detail = 'Say in each category that keeps it from publication what is missing.';
    throw new Refusal('review_not_explained', detail, { reasons: explained.reasons, stake });
  }

  const { total, verdict, shortIn } = outcome;
  const state = isPublishable(verdict) ? 'published' : verdict;
  const by = { personId: actor.personId, name: actor.name, region };
  await markScored(ctx.tx, review.id, { ...outcome, state, ...by, scores, comments, now });
  if (isPublishable(verdict)) {
    await publish(ctx, record, { quality: verdict, total });
  } else {
    const { id, kind, journeyId } = record;
    await markUnpublished(ctx.tx, kind, id, {
      state: verdict,
      journeyId,
      reviewId: review.id,
      now,
    });
    const about = { reviewId: review.id, round: review.round, total, scores, reasons: shortIn };
    ctx.announce({ ...recordEvent(record, verdict, about), toRegion: region });
  }
  return await readReview(ctx, { reviewId: review.id });
}

/** The region for which the actor speaks here; a secretariat speaks for none alone. */
function regionOf(
  { actor }: Context,
  regions: readonly { readonly code: string }[],
): string | null {
  const here = new Set(regions.map(({ code }) => code));
  const office = actor.offices.find(
    ({ office, regionCode }) => office === 'region_officer' && here.has(regionCode ?? ''),
  );
  return office?.regionCode ?? null;
}
