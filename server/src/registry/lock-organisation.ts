import { dayOf } from '../runtime/day.ts';
import type { Context } from '../runtime/module.ts';
import { notAllowed, notFound, Refusal } from '../runtime/refusal.ts';
import { type KeptOrganisation, lockOrganisation } from './organisation-store.ts';
import { readName, successorOf } from './organisation-views.ts';
import { type OrganisationRights, rightsOver } from './rights.ts';
import { territoryOf } from './show-organisation.ts';

/**
 * Loads and locks a record for one who may change it.
 *
 * @throws Refusal not_found, organisation_was_merged, not_allowed
 */
export async function lockForChange(
  ctx: Context,
  organisationId: string,
  right: keyof OrganisationRights = 'edit',
): Promise<KeptOrganisation> {
  const organisation = await lockOrganisation(ctx.tx, organisationId);
  if (organisation === null) throw notFound('organisation');
  if (organisation.status === 'merged') throw await wasMerged(ctx, organisation);
  const territory = await territoryOf(ctx.tx, organisation.regionCode, dayOf(ctx.now));
  if (!rightsOver(ctx.actor, organisation, territory)[right]) {
    throw notAllowed(
      right === 'merge'
        ? 'Merging is for officers of its region and secretariats of its compacts.'
        : 'Its managers, officers of its region and secretariats of its compacts change it.',
      { stake: { subjectIds: [organisationId], toRegion: organisation.regionCode } },
    );
  }
  return organisation;
}

async function wasMerged(ctx: Context, organisation: KeptOrganisation): Promise<Refusal> {
  const successorId = await successorOf(ctx.tx, organisation.id);
  const successor = successorId === null ? null : await readName(ctx.tx, successorId);
  return new Refusal(
    'organisation_was_merged',
    `${organisation.displayName} was merged into ${successor?.displayName}; change that one.`,
    {
      params: { successorId: successor?.id ?? '', successorName: successor?.displayName ?? '' },
      stake: { subjectIds: [organisation.id] },
    },
  );
}
