/** Reads the event log for what was stopped between regions, and for what went through. */
import type { Event } from '../runtime/event.ts';
import type { Context } from '../runtime/module.ts';
import { flowOf } from './flow.ts';
import { setbackOf } from './setback.ts';
import { insertFlow, insertSetback } from './store.ts';

/** Safe to repeat: what is known of an event already stays as it is. */
export async function gather(ctx: Context, event: Event): Promise<void> {
  const setback = setbackOf(event);
  if (setback !== null) await insertSetback(ctx.tx, event, setback);
  const flow = flowOf(event);
  if (flow !== null) await insertFlow(ctx.tx, event, flow);
}
