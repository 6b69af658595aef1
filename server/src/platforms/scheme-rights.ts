/** Who may do what with schemes; a route's rule has only looked at offices at large. */
import { answersFor, requireRegion, territoryOf } from '../registry/index.ts';
import { dayOf } from '../runtime/day.ts';
import type { Context } from '../runtime/module.ts';
import { notAllowed, notFound, Refusal } from '../runtime/refusal.ts';
import {
  compactIsKnown,
  type KeeperKey,
  loadScheme,
  type SchemeVersionRow,
} from './scheme-store.ts';
import { schemeIsShared, schemeVersionIsVisible } from './scheme-visibility-views.ts';

/** Officers of the region or of one above it, secretariats of the compact or of one it is in. */
export async function keepsFor(ctx: Context, { regionCode, compactId }: KeeperKey) {
  if (ctx.actor.kind === 'system') return true;
  if (regionCode !== null) {
    return answersFor(ctx.actor, await territoryOf(ctx.tx, regionCode, dayOf(ctx.now)));
  }
  return ctx.actor.offices.some(
    (held) => held.office === 'secretariat' && held.compactId === compactId,
  );
}

interface NamedKeeper {
  readonly regionCode?: string;
  readonly compactId?: string;
}

/** @throws Refusal keeper_not_named, compact_not_known, region_not_known and its kin, not_allowed */
export async function requireKeeperNamed(ctx: Context, named: NamedKeeper): Promise<KeeperKey> {
  const { regionCode = null, compactId = null } = named;
  if ((regionCode === null) === (compactId === null)) {
    throw new Refusal('keeper_not_named', 'Name a region or a compact, one of the two.');
  }
  if (regionCode !== null) await requireRegion(ctx, regionCode, { pointer: '/regionCode' });
  if (compactId !== null && !(await compactIsKnown(ctx.tx, compactId))) {
    throw new Refusal('compact_not_known', 'There is no such compact.', { params: { compactId } });
  }
  const keeper = { regionCode, compactId };
  if (await keepsFor(ctx, keeper)) return keeper;
  throw notAllowed('A region keeps schemes by its officers, a compact by its secretariat.', {
    stake: { toRegion: regionCode },
  });
}

/** @throws Refusal not_found; drafts are for their keepers and auditors. */
export async function visibleSchemeVersion(
  ctx: Context,
  versionId: string,
  lock?: 'update',
): Promise<SchemeVersionRow> {
  const seen = await schemeVersionIsVisible(ctx, versionId);
  const version = seen ? await loadScheme(ctx.tx, versionId, lock) : null;
  if (version === null) throw notFound('version of a scheme');
  return version;
}

/** @throws Refusal not_allowed */
export async function requireSchemeKeeper(ctx: Context, version: SchemeVersionRow): Promise<void> {
  if (await keepsFor(ctx, version.keeperKey)) return;
  throw notAllowed('Only those who keep a scheme change it.', { stake: stakeOf(version) });
}

/** @throws Refusal not_allowed; for its keepers and the officers of their compact. */
export async function requireSchemeShared(ctx: Context, version: SchemeVersionRow): Promise<void> {
  if (ctx.actor.kind === 'system' || (await schemeIsShared(ctx, version.id))) return;
  throw notAllowed('A scheme is tried by those who make it together.', { stake: stakeOf(version) });
}

function stakeOf({ id, schemeId, keeperKey }: SchemeVersionRow) {
  return { subjectIds: [schemeId, id], toRegion: keeperKey.regionCode };
}
