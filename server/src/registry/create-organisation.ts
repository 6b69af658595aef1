import { uuidv7 } from '../runtime/id.ts';
import type { Context, InputOf } from '../runtime/module.ts';
import { notAllowed } from '../runtime/refusal.ts';
import { statedBy } from './claim.ts';
import type { Organisation, registryContract } from './contract.ts';
import {
  answersForRegion,
  claimed,
  judgeAttributes,
  overlay,
  stateOf,
} from './edit-organisation.ts';
import { checkedIdentifiers, holdIdentifier } from './identify-organisation.ts';
import { type Attributes, attributeNames, tidyName } from './organisation.ts';
import { insertName, insertOrganisation, refreshSearchKeys } from './organisation-store.ts';
import { organisationAnswer } from './show-organisation.ts';

const blank: Omit<Attributes, 'kind'> = {
  status: 'active',
  nameZh: null,
  nameEn: null,
  parentId: null,
  regionCode: null,
  city: null,
  latitude: null,
  longitude: null,
  established: null,
  website: null,
  fields: [],
};

/** Registers an organisation; a manager may register branches of the own one only. */
export async function createOrganisation(
  ctx: Context,
  input: InputOf<(typeof registryContract)['createOrganisation']>,
  about: { readonly sample?: boolean } = {},
): Promise<Organisation> {
  const { names = [], identifiers = [], source, statedOn, ...given } = input;
  const stated = statedBy({ ...(source && { source }), ...(statedOn && { statedOn }) }, ctx.now);
  const attributes = overlay({ ...blank, kind: input.kind }, given);
  await judgeAttributes(ctx, attributes, null);
  if (attributes.parentId === null && !(await answersForRegion(ctx, attributes.regionCode))) {
    throw notAllowed(
      'Officers of its region and secretariats of its compacts register an organisation.',
      { stake: { toRegion: attributes.regionCode } },
    );
  }
  const checked = checkedIdentifiers(identifiers, '/identifiers/#/value');

  const id = uuidv7();
  const said = attributeNames.filter((name) => attributes[name] !== null);
  const state = stateOf(attributes, claimed({}, said, stated));
  await insertOrganisation(ctx.tx, { ...state, id, sample: about.sample ?? false }, ctx.now);
  for (const name of names) {
    const text = tidyName(name.text);
    if (text === null) continue;
    const { kind, lang = null } = name;
    await insertName(ctx.tx, { id: uuidv7(), organisationId: id, text, lang, kind, ...stated });
  }
  for (const identifier of checked) await holdIdentifier(ctx, id, identifier, stated);
  await refreshSearchKeys(ctx.tx, id);

  ctx.announce({
    type: 'registry.organisation_created',
    subjectIds: attributes.parentId === null ? [id] : [id, attributes.parentId],
    toRegion: attributes.regionCode,
    payload: { name: state.displayName, kind: attributes.kind },
  });
  return await organisationAnswer(ctx, id);
}
