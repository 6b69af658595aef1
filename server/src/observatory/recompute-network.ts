/** Measures a kept network again, from the actors and links that were kept with it. */
import { hold } from '../runtime/hold.ts';
import type { JobContext } from '../runtime/module.ts';
import { beside } from './analysis-task.ts';
import {
  endRecomputation,
  type KeptRecomputation,
  keptActorsOf,
  keptLinksOf,
  openRecomputation,
  type Verdict,
} from './network-store.ts';
import {
  endOf,
  failureOf,
  type Gathered,
  gatherNetwork,
  inputsDigestOf,
  regionsOf,
} from './run-network.ts';

/** Runs one that waits, or one whose process died; one that another process holds is left alone. */
export async function runRecomputation(ctx: JobContext, id: string): Promise<void> {
  const letGo = await hold(ctx.database.pool, `observatory recomputation ${id}`);
  if (letGo === null) return;
  try {
    const asked = await openRecomputation(ctx.database.tx, id);
    if (asked === null) return;
    const verdict = await compare(ctx, asked).catch((error: unknown) => ({
      failure: failureOf(ctx, error),
    }));
    await ctx.transact(({ tx, now }) => endRecomputation(tx, id, verdict, now));
  } finally {
    await letGo();
  }
}

async function compare(
  ctx: JobContext,
  { networkId, asked, pairsLeftOut, ...kept }: KeptRecomputation,
): Promise<Verdict> {
  const { tx } = ctx.database;
  const actors = await keptActorsOf(tx, networkId);
  const years = await keptLinksOf(tx, networkId);
  const { regions, regionOf } = regionsOf(actors);
  const gathered: Gathered = {
    actors,
    regions,
    pairsLeftOut,
    input: {
      regionOf,
      sources: Int32Array.from(years.flatMap(({ sources }) => sources)),
      targets: Int32Array.from(years.flatMap(({ targets }) => targets)),
      weights: Float64Array.from(years.flatMap(({ weights }) => weights)),
      years: Int32Array.from(years.flatMap(({ year, sources }) => sources.map(() => year))),
      directed: asked.of === 'flows',
      windowYears: asked.windowYears,
    },
  };
  const again = endOf(gathered, await beside('network', gathered.input));
  const today = await ctx.transact((inner) => gatherNetwork(inner, asked));
  return {
    sameInputs: again.inputsDigest === kept.inputsDigest,
    sameResult: again.resultDigest === kept.resultDigest,
    sameToday: inputsDigestOf(today) === kept.inputsDigest,
  };
}
