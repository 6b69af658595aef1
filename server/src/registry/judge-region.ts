import type { Context } from '../runtime/module.ts';
import { Refusal } from '../runtime/refusal.ts';
import type { Tx } from '../runtime/sql.ts';
import { dayOf } from './day.ts';
import { type RegionStanding, standingOf } from './region.ts';
import { readValidity, regionsOfCompact, regionsWithin, unknownRegions } from './region-views.ts';

/** Judges whether a code holds on a day; one that was abolished names its successor. */
export async function regionAt(tx: Tx, code: string, day: string): Promise<RegionStanding> {
  return standingOf(await readValidity(tx, code), code, day);
}

/** @throws Refusal region_not_known, region_abolished, region_not_yet_founded */
export async function requireRegion(
  ctx: Context,
  code: string,
  about: { readonly pointer: string; readonly day?: string },
): Promise<void> {
  const standing = await regionAt(ctx.tx, code, about.day ?? dayOf(ctx.now));
  if (standing.valid) return;
  const { reason, detail, params } = standing;
  throw new Refusal(reason, detail, {
    params,
    reasons: [{ code: reason, detail, params, pointer: about.pointer }],
    stake: { fromRegion: standing.successorCode },
  });
}

export interface RegionsNamed {
  readonly region?: readonly string[];
  readonly compactId?: string;
}

/**
 * The codes that a filter stands for, with all that lies in them; undefined where it names none.
 * A filter may name an abolished region, since records keep it, but not an unknown one.
 *
 * @throws Refusal region_not_known
 */
export async function scopeOf(
  ctx: Context,
  { region, compactId }: RegionsNamed,
): Promise<readonly string[] | undefined> {
  if (region !== undefined) await requireKnown(ctx.tx, region);
  const named = region === undefined ? undefined : await regionsWithin(ctx.tx, region);
  if (compactId === undefined) return named;
  const inCompact = await regionsOfCompact(ctx.tx, compactId, dayOf(ctx.now));
  if (named === undefined) return inCompact;
  const both = new Set(inCompact);
  return named.filter((code) => both.has(code));
}

async function requireKnown(tx: Tx, codes: readonly string[]): Promise<void> {
  const [unknown] = await unknownRegions(tx, codes);
  if (unknown === undefined) return;
  throw new Refusal('region_not_known', `There is no region with the code ${unknown}.`, {
    params: { code: unknown },
  });
}
