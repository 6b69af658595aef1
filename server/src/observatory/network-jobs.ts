import type { Job, JobContext } from '../runtime/module.ts';
import { openNetworks, openRecomputations } from './network-store.ts';
import { runRecomputation } from './recompute-network.ts';
import { runNetwork } from './run-network.ts';

async function resumeNetworks(ctx: JobContext): Promise<void> {
  for (const id of await openNetworks(ctx.database.tx)) await runNetwork(ctx, id);
  for (const id of await openRecomputations(ctx.database.tx)) await runRecomputation(ctx, id);
}

export const networkJobs: readonly Job[] = [
  {
    name: 'observatory.measure_network',
    run: (ctx, { networkId }) => runNetwork(ctx, String(networkId)),
  },
  {
    name: 'observatory.recompute_network',
    run: (ctx, { recomputationId }) => runRecomputation(ctx, String(recomputationId)),
  },
  { name: 'observatory.resume_networks', every: '* * * * *', run: resumeNetworks },
];
