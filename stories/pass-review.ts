import assert from 'node:assert/strict';
import { reviewContract as reviews } from '../server/src/matching/review-contract.ts';
import type { Person } from './node-over-http.ts';

/** Somebody of the organisation stands behind what it submitted, and an office scores it. */
export async function passReview(
  insider: Person,
  outsider: Person,
  reviewId: string,
  score = 4,
): Promise<void> {
  const params = { reviewId };
  const approved = await insider.call(reviews.approveReview, { params, body: {} });
  assert.equal(approved.status, 200, JSON.stringify(approved.body));
  const scores = { innovation: score, clarity: score, expectations: score, guidelines: score };
  const scored = await outsider.call(reviews.scoreReview, { params, body: { scores } });
  assert.equal(scored.body.state, 'published', JSON.stringify(scored.body));
}
