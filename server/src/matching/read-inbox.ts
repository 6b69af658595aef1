import type { Context } from '../runtime/module.ts';
import type { Inbox, IntroductionSummary } from './contract.ts';
import { introductionSummary } from './show.ts';
import type { IntroductionRow } from './store.ts';
import { introductionsWaiting, recordsWaiting } from './views.ts';

export async function readInbox(ctx: Context): Promise<Inbox> {
  const show = (row: IntroductionRow): IntroductionSummary =>
    introductionSummary(ctx.actor, row, ctx.now);
  const { toAnswer, toConclude, answered } = await introductionsWaiting(ctx);
  const { expiring, drafts } = await recordsWaiting(ctx);
  return {
    toAnswer: toAnswer.items.map(show),
    toConclude: toConclude.items.map(show),
    answered: answered.items.map(show),
    expiring: expiring.items,
    drafts: drafts.items,
    counts: {
      toAnswer: toAnswer.count,
      toConclude: toConclude.count,
      answered: answered.count,
      expiring: expiring.count,
      drafts: drafts.count,
    },
  };
}
