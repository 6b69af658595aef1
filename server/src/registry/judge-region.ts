import { dayOf } from '../runtime/day.ts';
import { lately } from '../runtime/lately.ts';
import type { Context } from '../runtime/module.ts';
import { Refusal } from '../runtime/refusal.ts';
import type { Tx } from '../runtime/sql.ts';
import { type RegionStanding, standingOf } from './region.ts';
import {
  readValidity,
  regionsInUse,
  regionsOfCompact,
  regionsWithin,
  unknownRegions,
} from './region-views.ts';

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
  if (region === undefined && compactId === undefined) return undefined;
  const key = JSON.stringify(['scope', region, compactId]);
  const work = async () => {
    if (region !== undefined) await requireKnown(ctx.tx, region);
    return await workOutScope(ctx, { region, compactId });
  };
  // What lies in a region stands as good as for ever; who is in a compact is told at once.
  const scope = await lately(ctx.tx, key, work, ({ large }) => large || compactId === undefined);
  return scope.codes;
}

/** Thousands of codes take longer to plan for than to look up; most of them hold nobody. */
const plannedAtMost = 500;

async function workOutScope(
  { tx, now }: Context,
  { region, compactId }: { region: readonly string[] | undefined; compactId: string | undefined },
): Promise<{ codes: readonly string[]; large: boolean }> {
  const named = region && new Set(await regionsWithin(tx, region));
  const inCompact = compactId && (await regionsOfCompact(tx, compactId, dayOf(now)));
  const codes = inCompact
    ? inCompact.filter((code) => named?.has(code) ?? true)
    : [...(named ?? [])];
  if (codes.length <= plannedAtMost) return { codes, large: false };
  return { codes: await regionsInUse(tx, codes), large: true };
}

async function requireKnown(tx: Tx, codes: readonly string[]): Promise<void> {
  const [unknown] = await unknownRegions(tx, codes);
  if (unknown === undefined) return;
  throw new Refusal('region_not_known', `There is no region with the code ${unknown}.`, {
    params: { code: unknown },
  });
}
