import type { Context, Job, JobContext } from '../runtime/module.ts';
import { expireRecords } from './expire-records.ts';
import { lapseOverdue, lapseProposals, lapseWithoutOutcome } from './lapse-introductions.ts';
import { learnRanking } from './learn-ranking.ts';

/** Small transactions until there is nothing left, so that no lock is held for long. */
async function untilNone(ctx: JobContext, work: (ctx: Context) => Promise<number>) {
  while ((await ctx.transact(work)) > 0);
}

export const jobs: readonly Job[] = [
  {
    name: 'matching.expire_records',
    every: '5 * * * *',
    run: (ctx) => untilNone(ctx, expireRecords),
  },
  {
    name: 'matching.lapse_introductions',
    every: '10 * * * *',
    run: async (ctx) => {
      await untilNone(ctx, lapseOverdue);
      await untilNone(ctx, lapseProposals);
      await untilNone(ctx, lapseWithoutOutcome);
    },
  },
  {
    name: 'matching.learn_ranking',
    every: '40 2 * * *',
    run: async (ctx) => {
      await ctx.transact(learnRanking);
    },
  },
];
