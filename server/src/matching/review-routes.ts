import { mount } from '../runtime/module.ts';
import { exportReviews } from './export-reviews.ts';
import { approveReview, recallReview, returnReview } from './look-at-review.ts';
import { readReview, reviewSummary } from './read-review.ts';
import { reviewContract } from './review-contract.ts';
import { reviewsPage } from './review-views.ts';
import { scoreReview } from './score-review.ts';
import { submitNeed, submitTechnology } from './submit-record.ts';

export const reviewRoutes = mount(reviewContract, {
  submitTechnology,
  submitNeed,
  listReviews: async (ctx, input) => {
    const page = await reviewsPage(ctx, input);
    return { ...page, items: page.items.map(reviewSummary) };
  },
  exportReviews,
  readReview,
  approveReview,
  returnReview,
  scoreReview,
  recallReview,
});
