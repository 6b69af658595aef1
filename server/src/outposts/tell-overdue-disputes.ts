/** A dispute that nobody answered in time is told once: from then on the secretariat may rule. */
import { dayOf } from '../runtime/day.ts';
import type { JobContext } from '../runtime/module.ts';
import { lockOverdueDisputes, markOverdueTold } from './fact-store.ts';

export async function tellOverdueDisputes(ctx: JobContext): Promise<void> {
  await ctx.transact(async (inner) => {
    const today = dayOf(inner.now);
    const overdue = await lockOverdueDisputes(inner.tx, today);
    await markOverdueTold(
      inner.tx,
      overdue.map(({ id }) => id),
      today,
    );
    for (const { id, agreementId, journeyId, answerDueOn } of overdue) {
      inner.announce({
        type: 'outposts.dispute_overdue',
        subjectIds: [agreementId, id],
        journeyId,
        payload: { answerDueOn },
      });
    }
  });
}
