import type { Job } from '../runtime/module.ts';
import { placeNetworkJob } from './place-network.ts';
import { refreshNetwork, refreshWords } from './refresh-network.ts';

export const jobs: readonly Job[] = [
  placeNetworkJob,
  {
    name: 'registry.refresh_network',
    every: '*/5 * * * *',
    run: async (ctx) => {
      const counted = await ctx.transact(refreshNetwork);
      if (counted) ctx.log.info({}, 'the network was counted anew');
    },
  },
  {
    name: 'registry.refresh_words',
    every: '40 2 * * *',
    run: async (ctx) => {
      await ctx.transact(refreshWords);
    },
  },
];
