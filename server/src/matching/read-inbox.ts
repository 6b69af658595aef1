import type { Context } from '../runtime/module.ts';
import type { Inbox, IntroductionSummary } from './contract.ts';
import { reviewSummary } from './read-review.ts';
import { reviewsWaiting } from './review-views.ts';
import { introductionSummary } from './show.ts';
import type { IntroductionRow } from './store.ts';
import { inboxLinesAtMost, introductionsWaiting, recordsWaiting } from './views.ts';
import { firstFinds } from './watch-views.ts';

export async function readInbox(ctx: Context): Promise<Inbox> {
  const show = (row: IntroductionRow): IntroductionSummary =>
    introductionSummary(ctx.actor, row, ctx.now);
  const waiting = await introductionsWaiting(ctx);
  const { toAnswer, toPick, toMeet, toConclude, toConfirm, answered } = waiting;
  const { expiring, drafts, toMend } = await recordsWaiting(ctx);
  const toReview = await reviewsWaiting(ctx);
  const found = await firstFinds(ctx, { unseen: true }, inboxLinesAtMost);
  return {
    toAnswer: toAnswer.items.map(show),
    toPick: toPick.items.map(show),
    toMeet: toMeet.items.map(show),
    toConclude: toConclude.items.map(show),
    toConfirm: toConfirm.items.map(show),
    answered: answered.items.map(show),
    expiring: expiring.items,
    drafts: drafts.items,
    toReview: toReview.items.map(reviewSummary),
    toMend: toMend.items,
    found: found.items,
    counts: {
      toAnswer: toAnswer.count,
      toPick: toPick.count,
      toMeet: toMeet.count,
      toConclude: toConclude.count,
      toConfirm: toConfirm.count,
      answered: answered.count,
      expiring: expiring.count,
      drafts: drafts.count,
      toReview: toReview.count,
      toMend: toMend.count,
      found: found.count,
    },
  };
}
