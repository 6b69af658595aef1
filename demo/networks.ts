/** One measured network, so that a visitor finds brokers and those left out. */
import { measureNetwork, runNetwork } from '../server/src/observatory/index.ts';
import type { JobContext } from '../server/src/runtime/module.ts';

/** Run at once: the job that was queued with it finds nothing left to do. */
export async function seedNetwork(ctx: JobContext): Promise<void> {
  const asked = { of: 'collaborations', windowYears: 3 } as const;
  const { id } = await ctx.transact((inner) => measureNetwork(inner, asked, { sample: true }));
  await runNetwork(ctx, id);
}
