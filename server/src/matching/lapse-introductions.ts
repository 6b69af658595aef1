/** Requests that end without an answer. */
import type { Context } from '../runtime/module.ts';
import type { LapseCause } from './introduction.ts';
import { stepOf } from './introduction-step.ts';
import { introductionEvent } from './journey.ts';
import type { RecordKind } from './record.ts';
import { type IntroductionRow, lockAskedAbout, lockOverdue, markLapsed } from './store.ts';

async function lapse(ctx: Context, introduction: IntroductionRow, because: LapseCause) {
  await markLapsed(ctx.tx, introduction.id, because, ctx.now);
  ctx.announce(
    introductionEvent(stepOf(introduction), 'lapsed', 'asked', { payload: { reasons: [because] } }),
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
