/** How organisations relate, as others state it: beside branches and merges, which we keep. */
import type { UseCase } from '../runtime/module.ts';
import { notFound, Refusal } from '../runtime/refusal.ts';
import { statedBy } from './claim.ts';
import type { registryContract } from './contract.ts';
import { lockForChange } from './lock-organisation.ts';
import { deleteRelation, insertRelation, touchOrganisation } from './organisation-store.ts';
import { successorOf } from './organisation-views.ts';
import { organisationAnswer } from './show-organisation.ts';

type Contract = typeof registryContract;

export const addRelation: UseCase<Contract['addRelation']> = async (ctx, input) => {
  const { organisationId, kind } = input;
  const organisation = await lockForChange(ctx, organisationId);
  const toId = await successorOf(ctx.tx, input.toId);
  if (toId === null) {
    throw new Refusal('related_organisation_not_found', 'There is no such organisation.', {
      params: { toId: input.toId },
      reasons: [{ code: 'related_organisation_not_found', detail: 'Not there.', pointer: '/toId' }],
    });
  }
  if (toId === organisationId) {
    throw new Refusal('relation_to_itself', 'An organisation has no relation to itself.');
  }
  const stated = statedBy(input, ctx.now);
  if (!(await insertRelation(ctx.tx, { fromId: organisationId, toId, kind, ...stated }))) {
    throw new Refusal('relation_already_there', 'This relation is stated already.', {
      params: { toId, kind },
    });
  }
  await touchOrganisation(ctx.tx, organisationId, ctx.now);
  ctx.announce({
    type: 'registry.relation_added',
    subjectIds: [organisationId, toId],
    toRegion: organisation.regionCode,
    payload: { kind },
  });
  return await organisationAnswer(ctx, organisationId);
};

export const removeRelation: UseCase<Contract['removeRelation']> = async (
  ctx,
  { organisationId, kind, toId },
) => {
  const organisation = await lockForChange(ctx, organisationId);
  if (!(await deleteRelation(ctx.tx, { fromId: organisationId, toId, kind }))) {
    throw notFound('relation');
  }
  await touchOrganisation(ctx.tx, organisationId, ctx.now);
  ctx.announce({
    type: 'registry.relation_removed',
    subjectIds: [organisationId, toId],
    toRegion: organisation.regionCode,
    payload: { kind },
  });
  return await organisationAnswer(ctx, organisationId);
};
