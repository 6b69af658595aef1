import type { Context } from '../runtime/module.ts';
import { countNetwork, takeMarks } from './network-store.ts';
import { gatherWords } from './organisation-store.ts';

/**
 * Counts pairs, the matrix of regions and prominence anew, if participations have changed since.
 * Run by a job every five minutes; an import or the seed calls it when it is done.
 */
export async function refreshNetwork(ctx: Context): Promise<boolean> {
  if (!(await takeMarks(ctx.tx))) return false;
  await countNetwork(ctx.tx);
  await ctx.enqueue('registry.place_network', {});
  return true;
}

/** Learns the words of names that were written in bulk, so that typing errors can be mended. */
export async function refreshWords(ctx: Context): Promise<number> {
  return await gatherWords(ctx.tx);
}
