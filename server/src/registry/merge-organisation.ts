import { uuidv7 } from '../runtime/id.ts';
import type { UseCase } from '../runtime/module.ts';
import { Refusal } from '../runtime/refusal.ts';
import type { registryContract } from './contract.ts';
import { lockForChange } from './lock-organisation.ts';
import { markMerged, moveEverything, readMoving } from './merge-store.ts';
import { refreshSearchKeys, touchOrganisation } from './organisation-store.ts';
import { successorOf } from './organisation-views.ts';
import { requireRevision } from './revision.ts';
import { organisationAnswer } from './show-organisation.ts';

/**
 * Merges a record into its successor. Everything that hangs on it moves; the record itself stays
 * with its name, so that whoever asks for it is led to the successor.
 */
export const mergeOrganisation: UseCase<(typeof registryContract)['mergeOrganisation']> = async (
  ctx,
  { organisationId, successorId, reason, revision },
) => {
  const merged = await lockForChange(ctx, organisationId, 'merge');
  requireRevision(merged.revision, revision);
  const intoId = await successorOf(ctx.tx, successorId);
  if (intoId === null) {
    throw new Refusal('successor_not_found', 'There is no such organisation to merge into.', {
      params: { successorId },
      reasons: [{ code: 'successor_not_found', detail: 'Not there.', pointer: '/successorId' }],
    });
  }
  if (intoId === organisationId) {
    throw new Refusal(
      'merge_makes_a_cycle',
      `${merged.displayName} would be merged into itself, at once or through others.`,
      { params: { successorId }, stake: { subjectIds: [organisationId] } },
    );
  }
  const successor = await lockForChange(ctx, intoId);

  const moving = await readMoving(ctx.tx, organisationId);
  await moveEverything(ctx.tx, merged, intoId, uuidv7);
  await markMerged(ctx.tx, organisationId, intoId, ctx.now);
  await refreshSearchKeys(ctx.tx, intoId);
  await touchOrganisation(ctx.tx, intoId, ctx.now);

  ctx.announce({
    type: 'registry.organisation_merged',
    subjectIds: [organisationId, intoId],
    fromRegion: merged.regionCode,
    toRegion: successor.regionCode,
    payload: {
      reason: reason ?? null,
      mergedName: merged.displayName,
      successorName: successor.displayName,
      parentId: merged.parentId,
      identifiers: moving.identifiers,
      names: moving.names,
      collaborationIds: moving.collaborationIds,
      branchIds: moving.branchIds,
      personIds: moving.personIds,
    },
  });
  return await organisationAnswer(ctx, organisationId);
};
