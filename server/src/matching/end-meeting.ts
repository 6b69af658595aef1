import type { NewEvent } from '../runtime/event.ts';
import type { Context } from '../runtime/module.ts';
import type { Side } from './introduction.ts';
import { stepOf } from './introduction-step.ts';
import { introductionEvent } from './journey.ts';
import { meetingStateAt } from './meeting.ts';
import { markMeetingCancelled } from './meeting-store.ts';
import type { IntroductionRow } from './store.ts';

/** Where an introduction ends, nobody comes to its meeting any more; answers the step, if any. */
export async function endOpenMeeting(
  ctx: Context,
  introduction: IntroductionRow,
  by: Side,
): Promise<NewEvent[]> {
  const { meeting } = introduction;
  if (meeting === null) return [];
  const state = meetingStateAt(meeting, ctx.now);
  if (state !== 'proposed' && state !== 'arranged') return [];
  const reason = 'introduction_ended';
  await markMeetingCancelled(ctx.tx, meeting.id, reason, null, ctx.now);
  return [
    introductionEvent(stepOf(introduction), 'meeting_cancelled', by, {
      payload: { meetingId: meeting.id, reasons: [reason] },
    }),
  ];
}
