import type { Job, JobContext } from '../runtime/module.ts';
import { openReplays } from './replay-store.ts';
import { runReplay } from './run-replay.ts';

/** Takes up what a process that died left behind; what a living one holds is passed over. */
export async function resumeReplays(ctx: JobContext): Promise<void> {
  for (const id of await openReplays(ctx.database.tx)) await runReplay(ctx, id);
}

export const jobs: readonly Job[] = [
  { name: 'rules.run_replay', run: (ctx, { replayId }) => runReplay(ctx, String(replayId)) },
  { name: 'rules.resume_replays', every: '* * * * *', run: resumeReplays },
];
