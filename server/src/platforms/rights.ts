/** Who may do what with platforms; a route's rule has only looked at offices at large. */
import { answersFor, requireRegion, territoryOf } from '../registry/index.ts';
import { hasRole } from '../runtime/actor.ts';
import { dayOf } from '../runtime/day.ts';
import type { Judgement } from '../runtime/judgement.ts';
import type { Context } from '../runtime/module.ts';
import { notAllowed, notFound, Refusal } from '../runtime/refusal.ts';
import { findPlatform, type KeptPlatform, readOrganisationStanding } from './platform-store.ts';

export interface Concerned {
  readonly operatorId: string | null;
  readonly regionCodes: readonly string[];
}

/** Editors of the operator, and those who answer for one of the regions. */
export async function mayKeep(ctx: Context, { operatorId, regionCodes }: Concerned) {
  if (operatorId !== null && hasRole(ctx.actor, operatorId, 'editor')) return true;
  for (const code of regionCodes) {
    if (answersFor(ctx.actor, await territoryOf(ctx.tx, code, dayOf(ctx.now)))) return true;
  }
  return false;
}

/** @throws Refusal not_allowed */
export async function requireKeeper(ctx: Context, concerned: Concerned): Promise<void> {
  if (await mayKeep(ctx, concerned)) return;
  throw notAllowed('Its operator, or who serves one of its regions, speaks for a platform.', {
    stake: stakeOf(concerned),
  });
}

/** The platform, locked where it is to be changed: whoever changes it takes turns here. */
export async function platformOf(
  ctx: Context,
  id: string,
  { lock = false }: { readonly lock?: boolean } = {},
): Promise<KeptPlatform> {
  const found = await findPlatform(ctx.tx, id, lock);
  if (found === null) throw notFound('platform');
  return found;
}

/** What a refusal about a platform is about. */
export function stakeOf({ operatorId, regionCodes }: Concerned) {
  const [fromRegion = null] = regionCodes;
  return { organisationId: operatorId, fromRegion, toRegion: regionCodes[1] ?? fromRegion };
}

/** @throws Refusal with every reason that a judgement gave. */
export function requireJudged(
  code: string,
  detail: string,
  judgement: Judgement,
  concerned: Concerned,
): void {
  if (judgement.allowed) return;
  throw new Refusal(code, detail, { reasons: judgement.reasons, stake: stakeOf(concerned) });
}

/** @throws Refusal region_not_known, region_abolished, region_not_yet_founded */
export async function requireRegions(
  ctx: Context,
  regions: Iterable<readonly [pointer: string, code: string]>,
): Promise<void> {
  for (const [pointer, code] of regions) await requireRegion(ctx, code, { pointer });
}

/**
 * One that was merged or dissolved begins nothing new.
 *
 * @throws Refusal organisation_not_known, organisation_is_merged, organisation_is_dissolved
 */
export async function requireOrganisation(
  ctx: Context,
  id: string,
  pointer: string,
): Promise<void> {
  const found = await readOrganisationStanding(ctx.tx, id);
  const refuse = (code: string, detail: string, params: Readonly<Record<string, string>> = {}) => {
    throw new Refusal(code, detail, { params, reasons: [{ code, detail, params, pointer }] });
  };
  if (found === null) return refuse('organisation_not_known', 'There is no such organisation.');
  const { name, status, successor } = found;
  const params = { name, successor: successor ?? '' };
  if (status === 'merged') {
    const detail = `${name} was merged into ${successor}; name that one.`;
    refuse('organisation_is_merged', detail, params);
  }
  if (status === 'withdrawn') {
    refuse('organisation_is_dissolved', `${name} is no more; it can begin nothing new.`, params);
  }
}
