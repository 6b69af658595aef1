/** Who may do what with common rules; a route's rule has only looked at offices in general. */

import { answersFor, requireRegion, territoryOf } from '../registry/index.ts';
import { type Actor, holdsOffice } from '../runtime/actor.ts';
import { dayOf } from '../runtime/day.ts';
import type { Context } from '../runtime/module.ts';
import { notAllowed, Refusal } from '../runtime/refusal.ts';
import { compactIsKnown, type PlaceKey } from './store.ts';

/** Drafts are for those who make rules together, in whatever region. */
export function seesDrafts(actor: Actor): boolean {
  return (['region_officer', 'secretariat', 'system_administrator'] as const).some((office) =>
    holdsOffice(actor, office),
  );
}

/** Officers of the region or of one above it, secretariats of the compact or of one it is in. */
export async function answersForPlace(ctx: Context, place: PlaceKey): Promise<boolean> {
  const { regionCode, compactId } = place;
  if (regionCode === null) return servesCompact(ctx.actor, compactId);
  return answersFor(ctx.actor, await territoryOf(ctx.tx, regionCode, dayOf(ctx.now)));
}

/** A region binds itself by its own officer, a compact by its secretariat. */
export async function signsFor(ctx: Context, place: PlaceKey): Promise<boolean> {
  const { regionCode, compactId } = place;
  if (regionCode === null) return servesCompact(ctx.actor, compactId);
  const { regionCodes } = await territoryOf(ctx.tx, regionCode, dayOf(ctx.now));
  return answersFor(ctx.actor, { regionCodes, compactIds: [] });
}

function servesCompact(actor: Actor, compactId: string | null): boolean {
  if (actor.kind === 'system') return true;
  return actor.offices.some(
    (held) => held.office === 'secretariat' && held.compactId === compactId,
  );
}

interface NamedPlace {
  readonly regionCode?: string;
  readonly compactId?: string;
}

/** @throws Refusal place_not_named, compact_not_known, region_not_known and its kin */
export async function requirePlace(ctx: Context, named: NamedPlace): Promise<PlaceKey> {
  const { regionCode = null, compactId = null } = named;
  if ((regionCode === null) === (compactId === null)) {
    throw new Refusal('place_not_named', 'Name a region or a compact, one of the two.');
  }
  if (regionCode !== null) await requireRegion(ctx, regionCode, { pointer: '/regionCode' });
  if (compactId !== null && !(await compactIsKnown(ctx.tx, compactId))) {
    throw new Refusal('compact_not_known', 'There is no such compact.', { params: { compactId } });
  }
  return { regionCode, compactId };
}

/** @throws Refusal not_allowed */
export function requireRight(may: boolean, detail: string, place: PlaceKey): void {
  if (may) return;
  throw notAllowed(detail, { stake: { toRegion: place.regionCode } });
}
