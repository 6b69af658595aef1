import type { Job } from '../runtime/module.ts';
import { lookOut } from './look-out.ts';
import { mailDigest } from './mail-digest.ts';
import { tellWatchers } from './tell-watchers.ts';

export const watchJobs: readonly Job[] = [
  {
    // Once a minute, so that "now" is soon and publishing waits for nobody's search.
    name: 'matching.tell_watchers',
    every: '* * * * *',
    run: async (ctx) => {
      while (await lookOut(ctx));
      while ((await ctx.transact(tellWatchers)) > 0);
    },
  },
  {
    name: 'matching.mail_digest',
    // A mail server may be away for a night: twelve tries take some seventeen hours.
    patience: { tries: 12, firstPauseSeconds: 30 },
    run: (ctx, { digestId }) => mailDigest(ctx, String(digestId)),
  },
];
