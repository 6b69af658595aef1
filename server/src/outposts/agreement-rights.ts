/** Who may do what with agreements; a route's rule has only looked at offices in general. */
import { answersFor, territoryOf } from '../registry/index.ts';
import { hasRole, type Role } from '../runtime/actor.ts';
import { dayOf } from '../runtime/day.ts';
import type { Context } from '../runtime/module.ts';
import { notAllowed, notFound } from '../runtime/refusal.ts';
import { type PartyRow, partiesOf, type VersionRow } from './agreement-store.ts';
import { agreementIsVisible, versionIsVisible } from './agreement-visibility-views.ts';

type PartyPlace = Pick<PartyRow, 'party' | 'regionCode' | 'organisationId'>;

/**
 * The parties that the caller acts for: officers for their region and what lies in it, members of
 * an organisation from a role on. A secretariat acts for no party.
 */
export async function partiesActedFor(
  ctx: Context,
  parties: readonly PartyPlace[],
  least: Role = 'manager',
): Promise<string[]> {
  const acted: string[] = [];
  for (const { party, regionCode, organisationId } of parties) {
    const acts =
      organisationId === null
        ? await isOfficerOf(ctx, regionCode!)
        : hasRole(ctx.actor, organisationId, least);
    if (acts) acted.push(party);
  }
  return acted;
}

/** An officer of the region or of one above it. */
export async function isOfficerOf(ctx: Context, regionCode: string): Promise<boolean> {
  const { regionCodes } = await territoryOf(ctx.tx, regionCode, dayOf(ctx.now));
  return answersFor(ctx.actor, { regionCodes, compactIds: [] });
}

/** Officers of a party or of the region that began it, and secretariats of what these are in. */
export async function writesVersion(
  ctx: Context,
  version: Pick<VersionRow, 'begunByRegion' | 'compactId'>,
  parties: readonly PartyPlace[],
): Promise<boolean> {
  const { compactId } = version;
  const serves = ({ office, compactId: served }: (typeof ctx.actor.offices)[number]) =>
    office === 'secretariat' && served !== null && served === compactId;
  if (ctx.actor.kind === 'system' || ctx.actor.offices.some(serves)) return true;
  const codes = [version.begunByRegion, ...parties.map(({ regionCode }) => regionCode)];
  for (const code of new Set(codes)) {
    if (code === null) continue;
    if (answersFor(ctx.actor, await territoryOf(ctx.tx, code, dayOf(ctx.now)))) return true;
  }
  return false;
}

/** @throws Refusal not_found if the caller may not see it, which tells nothing of whether it is. */
export async function requireVisibleAgreement(ctx: Context, agreementId: string): Promise<void> {
  if (!(await agreementIsVisible(ctx, agreementId))) throw notFound('agreement');
}

/** @throws Refusal not_found; drafts are for the parties and those who look after them. */
export async function requireVisibleVersion(ctx: Context, versionId: string): Promise<void> {
  if (!(await versionIsVisible(ctx, versionId))) throw notFound('version of an agreement');
}

/** @throws Refusal not_allowed */
export async function requireWriter(ctx: Context, version: VersionRow): Promise<void> {
  const parties = await partiesOf(ctx.tx, version.id, ctx.now);
  if (await writesVersion(ctx, version, parties)) return;
  throw notAllowed('Only officers of its parties and their secretariat change a draft.', {
    stake: { subjectIds: [version.agreementId, version.id], toRegion: version.begunByRegion },
  });
}
