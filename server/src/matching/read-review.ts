/** Reviews as the contract shows them to one caller. */
import { hasRole, isMember } from '../runtime/actor.ts';
import type { Context } from '../runtime/module.ts';
import { notFound } from '../runtime/refusal.ts';
import {
  againstInsider,
  againstOutsider,
  outsideStates,
  reviewMay,
  reviewStates,
} from './review.ts';
import type { Review, ReviewSummary } from './review-contract.ts';
import { countOtherManagers, familyOf } from './review-store.ts';
import { type ListedReview, roundsOf, type SeenReview, visibleReview } from './review-views.ts';
import { organisationsOf } from './visibility-views.ts';

export function reviewSummary(row: ListedReview): ReviewSummary {
  return {
    id: row.id,
    kind: row.kind,
    recordId: row.recordId,
    title: row.title,
    organisation: row.organisation,
    state: row.state,
    round: row.round,
    submittedAt: row.submittedAt,
    decidedAt: row.decidedAt,
    total: row.scoredTotal,
    verdict: row.verdict,
    waitsForCaller: row.waitsForCaller,
    sample: row.sample,
    revision: row.revision,
  };
}

/** What the caller may do with it now, and what alone keeps them from it. */
async function rightsIn(ctx: Context, row: SeenReview): Promise<Pick<Review, 'may' | 'mayNot'>> {
  const { actor, tx } = ctx;
  const may = { approve: false, return: false, score: false, recall: false };
  const mayNot: Review['mayNot'] = [];
  may.recall = reviewMay(row.state, 'recall') && hasRole(actor, row.organisationId, 'editor');
  if (reviewMay(row.state, 'approve') && hasRole(actor, row.organisationId, 'manager')) {
    const against = againstInsider({
      personId: actor.personId,
      authorId: row.authorId,
      otherManagers: await countOtherManagers(tx, row.organisationId, actor.personId),
    });
    may.approve = against.length === 0;
    may.return = may.approve;
    if (!may.approve) mayNot.push('author_cannot_review');
  }
  if (reviewMay(row.state, 'score') && row.served) {
    const family = await familyOf(tx, [row.organisationId]);
    may.score = againstOutsider(organisationsOf(actor), family).length === 0;
    if (!may.score) mayNot.push('own_organisation_cannot_review');
  }
  return { may, mayNot };
}

export async function readReview(
  ctx: Context,
  { reviewId }: { readonly reviewId: string },
): Promise<Review> {
  const row = await visibleReview(ctx, reviewId);
  if (row === null) throw notFound('review');
  const own = isMember(ctx.actor, row.organisationId);
  return {
    ...reviewSummary(row),
    technology: row.kind === 'technology' ? (row.submittedText as Review['technology']) : null,
    need: row.kind === 'need' ? (row.submittedText as Review['need']) : null,
    authorName: own ? row.authorName : null,
    insiderName: own ? row.insiderName : null,
    insiderNote: own ? row.insiderNote : null,
    lookedAt: row.lookedAt,
    reasons: [...row.reasons],
    outsiderName: row.outsiderName,
    scores: row.scores,
    comments: row.comments,
    rounds: await roundsOf(ctx.tx, row.recordId, own ? reviewStates : outsideStates),
    ...(await rightsIn(ctx, row)),
  };
}
