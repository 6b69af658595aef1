/** Who may say something of outposts and moves; a route's rule has only looked at offices at large. */
import { answersFor, requireRegion, territoryOf } from '../registry/index.ts';
import { hasRole } from '../runtime/actor.ts';
import { dayOf } from '../runtime/day.ts';
import type { Context } from '../runtime/module.ts';
import { notAllowed, type Reason, Refusal } from '../runtime/refusal.ts';
import { readOrganisationStanding } from './outpost-store.ts';

export interface Concerned {
  readonly organisationId: string | null;
  readonly regionCodes: readonly string[];
}

/** Editors of the organisation, and those who answer for one of the regions. */
export async function mayKeep(ctx: Context, { organisationId, regionCodes }: Concerned) {
  if (organisationId !== null && hasRole(ctx.actor, organisationId, 'editor')) return true;
  for (const code of regionCodes) {
    if (answersFor(ctx.actor, await territoryOf(ctx.tx, code, dayOf(ctx.now)))) return true;
  }
  return false;
}

/** @throws Refusal not_allowed */
export async function requireKeeper(
  ctx: Context,
  concerned: Concerned,
  detail: string,
): Promise<void> {
  if (await mayKeep(ctx, concerned)) return;
  const [fromRegion = null, toRegion = null] = concerned.regionCodes;
  throw notAllowed(detail, { stake: { fromRegion, toRegion } });
}

/** @throws Refusal changed_by_someone_else if the record is no longer the one the caller read. */
export function requireSame(record: { readonly revision: number }, read: number): void {
  if (record.revision === read) return;
  throw new Refusal(
    'changed_by_someone_else',
    `Revision ${read} was read, and the record is at ${record.revision}; read it again.`,
    { params: { read, kept: record.revision } },
  );
}

/** @throws Refusal with every reason that a judgement gave. */
export function requireValid(
  code: string,
  detail: string,
  reasons: readonly Reason[],
  { organisationId, regionCodes }: Concerned,
): void {
  if (reasons.length === 0) return;
  const [fromRegion = null, toRegion = null] = regionCodes;
  throw new Refusal(code, detail, { reasons, stake: { organisationId, fromRegion, toRegion } });
}

/** Regions are judged on the day on which they mattered. */
export async function requireRegions(
  ctx: Context,
  regions: Readonly<Record<string, string>>,
  day: string | null,
): Promise<void> {
  for (const [pointer, code] of Object.entries(regions)) {
    await requireRegion(ctx, code, { pointer, ...(day === null ? {} : { day }) });
  }
}

/**
 * One that was merged or dissolved begins nothing new.
 *
 * @returns the region in which it is.
 * @throws Refusal organisation_not_known, organisation_is_merged, organisation_is_dissolved
 */
export async function requireOrganisation(
  ctx: Context,
  id: string | null,
  pointer: string,
): Promise<string | null> {
  if (id === null) return null;
  const found = await readOrganisationStanding(ctx.tx, id);
  if (found === null) {
    const detail = 'There is no such organisation.';
    const reasons = [{ code: 'organisation_not_known', detail, pointer }];
    throw new Refusal('organisation_not_known', detail, { reasons });
  }
  const { name, status, successor } = found;
  if (status === 'merged' || status === 'withdrawn') {
    const code = status === 'merged' ? 'organisation_is_merged' : 'organisation_is_dissolved';
    const params = { name, successor: successor ?? '' };
    const detail =
      status === 'merged'
        ? `${name} was merged into ${successor}; name that one.`
        : `${name} is no more; it can begin nothing new.`;
    throw new Refusal(code, detail, { params, reasons: [{ code, detail, params, pointer }] });
  }
  return found.regionCode;
}
