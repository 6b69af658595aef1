import { dayOf } from '../runtime/day.ts';
import type { Context, UseCase } from '../runtime/module.ts';
import { notAllowed, type Reason, Refusal } from '../runtime/refusal.ts';
import { type Stated, statedBy } from './claim.ts';
import type { Claim, registryContract } from './contract.ts';
import { requireRegion } from './judge-region.ts';
import { lockForChange } from './lock-organisation.ts';
import { type Attributes, changedBetween, shownAs, tidyName } from './organisation.ts';
import {
  type KeptOrganisation,
  liesBelow,
  lockOrganisation,
  type OrganisationState,
  refreshSearchKeys,
  updateOrganisation,
} from './organisation-store.ts';
import { requireRevision } from './revision.ts';
import { answersFor, rightsOver } from './rights.ts';
import { organisationAnswer, territoryOf } from './show-organisation.ts';

/** A body in which what is left out stays as it is. */
export type GivenAttributes = { readonly [Name in keyof Attributes]?: Attributes[Name] };

export const editOrganisation: UseCase<(typeof registryContract)['editOrganisation']> = async (
  ctx,
  input,
) => {
  const { organisationId, revision, source, statedOn, ...given } = input;
  const before = await lockForChange(ctx, organisationId);
  requireRevision(before.revision, revision);
  const stated = statedBy({ ...(source && { source }), ...(statedOn && { statedOn }) }, ctx.now);

  const after = overlay(before as Attributes, given);
  await judgeAttributes(ctx, after, before);
  const changed = changedBetween(before as Attributes, after);
  if (changed.length === 0) return await organisationAnswer(ctx, organisationId);

  const state = stateOf(after, claimed(before.provenance, changed, stated));
  await updateOrganisation(ctx.tx, organisationId, state, ctx.now);
  if (changed.includes('nameZh') || changed.includes('nameEn')) {
    await refreshSearchKeys(ctx.tx, organisationId);
  }
  ctx.announce({
    type: 'registry.organisation_edited',
    subjectIds: [organisationId],
    fromRegion: before.regionCode,
    toRegion: after.regionCode,
    payload: { changed },
  });
  return await organisationAnswer(ctx, organisationId);
};

export function overlay(before: Attributes, given: GivenAttributes): Attributes {
  const after = { ...before, ...given };
  return { ...after, nameZh: tidyName(after.nameZh), nameEn: tidyName(after.nameEn) };
}

export function stateOf(
  attributes: Attributes,
  provenance: Readonly<Record<string, Claim>>,
): OrganisationState {
  return { ...attributes, ...shownAs(attributes), provenance };
}

export function claimed(
  before: Readonly<Record<string, Claim>>,
  names: readonly string[],
  stated: Stated,
): Readonly<Record<string, Claim>> {
  const claim: Claim = { ...stated, importId: null };
  return { ...before, ...Object.fromEntries(names.map((name) => [name, claim])) };
}

/**
 * Judges what an organisation is to be, with every reason against it at once.
 *
 * @param before  The record that is edited; null for a new one.
 * @throws Refusal name_missing, established_in_the_future, region_abolished and others of its
 *   kind, parent_not_found, parent_makes_a_cycle, not_allowed
 */
export async function judgeAttributes(
  ctx: Context,
  after: Attributes,
  before: KeptOrganisation | null,
): Promise<void> {
  const reasons = reasonsAgainst(after, dayOf(ctx.now));
  const [first] = reasons;
  if (first !== undefined) {
    throw new Refusal(first.code, reasons.map((reason) => reason.detail).join(' '), {
      reasons,
      params: first.params ?? {},
    });
  }
  if (after.regionCode !== null && after.regionCode !== before?.regionCode) {
    await requireRegion(ctx, after.regionCode, { pointer: '/regionCode' });
  }
  if (after.parentId !== null && after.parentId !== before?.parentId) {
    await requireParent(ctx, after.parentId, before?.id ?? null);
  }
}

function reasonsAgainst(after: Attributes, today: string): Reason[] {
  const reasons: Reason[] = [];
  if (after.nameZh === null && after.nameEn === null) {
    reasons.push({
      code: 'name_missing',
      detail: 'It needs a Chinese or an English name with a letter or digit in it.',
      pointer: '/nameZh',
    });
  }
  const thisYear = Number(today.slice(0, 4));
  if (after.established !== null && after.established > thisYear) {
    reasons.push({
      code: 'established_in_the_future',
      detail: `It cannot have been established in ${after.established}; this is ${thisYear}.`,
      params: { established: after.established, thisYear },
      pointer: '/established',
    });
  }
  return reasons;
}

/** Hanging a record below another is the other's matter too. */
async function requireParent(ctx: Context, parentId: string, id: string | null): Promise<void> {
  const parent = await lockOrganisation(ctx.tx, parentId);
  if (parent === null || parent.status === 'merged') {
    throw new Refusal('parent_not_found', 'There is no such organisation to be a branch of.', {
      params: { parentId },
      reasons: [{ code: 'parent_not_found', detail: 'Not in the registry.', pointer: '/parentId' }],
    });
  }
  if (id !== null && (await liesBelow(ctx.tx, parentId, id))) {
    throw new Refusal(
      'parent_makes_a_cycle',
      `${parent.displayName} is a branch of this organisation, or is it itself.`,
      { params: { parentId, parentName: parent.displayName } },
    );
  }
  const territory = await territoryOf(ctx.tx, parent.regionCode, dayOf(ctx.now));
  if (!rightsOver(ctx.actor, parent, territory).addBranch) {
    throw notAllowed(`${parent.displayName} decides itself what its branches are.`, {
      stake: { subjectIds: [parentId] },
    });
  }
}

/** True if the caller answers for the region in which something is to be registered. */
export async function answersForRegion(ctx: Context, regionCode: string | null): Promise<boolean> {
  return answersFor(ctx.actor, await territoryOf(ctx.tx, regionCode, dayOf(ctx.now)));
}
