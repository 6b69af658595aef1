/** Other names of an organisation: aliases, acronyms, former names. */
import { uuidv7 } from '../runtime/id.ts';
import type { UseCase } from '../runtime/module.ts';
import { notFound, Refusal } from '../runtime/refusal.ts';
import { statedBy } from './claim.ts';
import type { registryContract } from './contract.ts';
import { lockForChange } from './lock-organisation.ts';
import { tidyName } from './organisation.ts';
import {
  deleteName,
  insertName,
  refreshSearchKeys,
  touchOrganisation,
} from './organisation-store.ts';
import { organisationAnswer } from './show-organisation.ts';

type Contract = typeof registryContract;

export const addOrganisationName: UseCase<Contract['addOrganisationName']> = async (ctx, input) => {
  const { organisationId, kind, lang = null } = input;
  const organisation = await lockForChange(ctx, organisationId);
  const text = tidyName(input.text);
  if (text === null) {
    throw new Refusal('name_missing', 'A name needs a letter or a digit.', {
      reasons: [{ code: 'name_missing', detail: 'Nothing readable in it.', pointer: '/text' }],
    });
  }
  const name = { id: uuidv7(), organisationId, text, lang, kind, ...statedBy(input, ctx.now) };
  if (!(await insertName(ctx.tx, name))) {
    throw new Refusal('name_already_there', `${text} is among its names of this kind already.`, {
      params: { text, kind },
    });
  }
  await refreshSearchKeys(ctx.tx, organisationId);
  await touchOrganisation(ctx.tx, organisationId, ctx.now);
  ctx.announce({
    type: 'registry.organisation_name_added',
    subjectIds: [organisationId],
    toRegion: organisation.regionCode,
    payload: { text, kind },
  });
  return await organisationAnswer(ctx, organisationId);
};

export const removeOrganisationName: UseCase<Contract['removeOrganisationName']> = async (
  ctx,
  { organisationId, nameId },
) => {
  const organisation = await lockForChange(ctx, organisationId);
  const text = await deleteName(ctx.tx, organisationId, nameId);
  if (text === null) throw notFound('name');
  await refreshSearchKeys(ctx.tx, organisationId);
  await touchOrganisation(ctx.tx, organisationId, ctx.now);
  ctx.announce({
    type: 'registry.organisation_name_removed',
    subjectIds: [organisationId],
    toRegion: organisation.regionCode,
    payload: { text },
  });
  return await organisationAnswer(ctx, organisationId);
};
