/** Introductions that end because somebody let the time go by, or because their subject is gone. */
import type { Context } from '../runtime/module.ts';
import { outcomeDueAt } from './clock.ts';
import type { LapseCause } from './introduction.ts';
import { stepOf } from './introduction-step.ts';
import { introductionEvent } from './journey.ts';
import { lockUnpicked, markMeetingLapsed } from './meeting-store.ts';
import type { RecordKind } from './record.ts';
import {
  type IntroductionRow,
  lockAskedAbout,
  lockOverdue,
  lockWithoutOutcome,
  markLapsed,
  postponeOutcome,
} from './store.ts';

async function lapse(ctx: Context, introduction: IntroductionRow, because: LapseCause) {
  await markLapsed(ctx.tx, introduction.id, because, ctx.now);
  ctx.announce(
    introductionEvent(stepOf(introduction), 'introduction_lapsed', 'asked', {
      payload: { reasons: [because] },
    }),
  );
}

/** What the requests were about is gone: nobody needs to answer them. */
export async function lapseAskedAbout(
  ctx: Context,
  kind: RecordKind,
  id: string,
  because: LapseCause,
): Promise<void> {
  for (const introduction of await lockAskedAbout(ctx.tx, kind, id)) {
    await lapse(ctx, introduction, because);
  }
}

/** Lapses some requests whose answer is overdue; answers how many. Safe to repeat. */
export async function lapseOverdue(ctx: Context): Promise<number> {
  const overdue = await lockOverdue(ctx.tx, ctx.now);
  for (const introduction of overdue) await lapse(ctx, introduction, 'not_answered');
  return overdue.length;
}

/** Lapses some accepted ones of which nobody said in time what came; answers how many. */
export async function lapseWithoutOutcome(ctx: Context): Promise<number> {
  const silent = await lockWithoutOutcome(ctx.tx, ctx.now);
  for (const introduction of silent) await lapse(ctx, introduction, 'no_outcome');
  return silent.length;
}

/** Lapses some offers of times that nobody picked from in time; answers how many. */
export async function lapseProposals(ctx: Context): Promise<number> {
  const overdue = await lockUnpicked(ctx.tx, ctx.now);
  for (const { meetingId, introduction } of overdue) {
    await markMeetingLapsed(ctx.tx, meetingId, ctx.now);
    await postponeOutcome(ctx.tx, introduction.id, outcomeDueAt(ctx.now, false), ctx.now);
    const silent = introduction.meeting?.proposedById === introduction.askerId ? 'asked' : 'asker';
    ctx.announce(
      introductionEvent(stepOf(introduction), 'meeting_lapsed', silent, {
        payload: { meetingId, reasons: ['not_picked'] },
      }),
    );
  }
  return overdue.length;
}
