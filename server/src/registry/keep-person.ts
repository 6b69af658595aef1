/** People: as little as the work needs, shown only while they agree. */
import { checkIdentifier } from '@yunhe/identifiers';
import { hasRole } from '../runtime/actor.ts';
import { uuidv7 } from '../runtime/id.ts';
import type { Context, InputOf, UseCase } from '../runtime/module.ts';
import { notAllowed, notFound, Refusal } from '../runtime/refusal.ts';
import type { Person, registryContract } from './contract.ts';
import { tidyName } from './organisation.ts';
import { lockOrganisation } from './organisation-store.ts';
import {
  beginConsent,
  endConsent,
  erase,
  insertPerson,
  type KeptPerson,
  lockPerson,
  orcidIsHeld,
  type PersonState,
  updatePerson,
} from './person-store.ts';
import { type KnownPerson, personPage, readPersonSeenBy, type Sight } from './person-views.ts';
import { requireRevision } from './revision.ts';
import { rightsOverPerson } from './rights.ts';

type Contract = typeof registryContract;

export function sightOf({ actor }: Context): Sight {
  if (actor.kind === 'system') return 'everyone';
  return actor.memberships.map((membership) => membership.organisationId);
}

export function withRights(ctx: Context, person: KnownPerson): Person {
  return { ...person, may: rightsOverPerson(ctx.actor, person.organisation?.id ?? null) };
}

export const listPeople: UseCase<Contract['listPeople']> = async (ctx, input) => {
  const page = await personPage(ctx.tx, input, sightOf(ctx));
  return { ...page, items: page.items.map((person) => withRights(ctx, person)) };
};

export const readPerson: UseCase<Contract['readPerson']> = async (ctx, { personId }) => {
  const person = await readPersonSeenBy(ctx.tx, personId, sightOf(ctx));
  if (person === null) throw notFound('person');
  return withRights(ctx, person);
};

export async function createPerson(
  ctx: Context,
  input: InputOf<Contract['createPerson']>,
  about: { readonly sample?: boolean } = {},
): Promise<Person> {
  const { organisationId, consents = false } = input;
  const organisation = await lockOrganisation(ctx.tx, organisationId);
  if (organisation === null || !hasRole(ctx.actor, organisationId, 'viewer')) {
    throw notFound('organisation');
  }
  if (!hasRole(ctx.actor, organisationId, 'editor')) {
    throw notAllowed('Editors of an organisation register its people.');
  }
  const id = uuidv7();
  const state = await judged(ctx, id, { ...nobody, ...given(input) });
  const consentedAt = consents ? ctx.now : null;
  const person = {
    ...state,
    id,
    organisationId,
    consentedAt,
    source: 'entered',
    sample: about.sample ?? false,
  };
  await insertPerson(ctx.tx, person, ctx.now);
  announce(ctx, 'registry.person_created', {
    id,
    organisationId,
    regionCode: organisation.regionCode,
  });
  return await readPerson(ctx, { personId: id });
}

export const editPerson: UseCase<Contract['editPerson']> = async (ctx, input) => {
  const person = await lockForChange(ctx, input.personId, 'edit');
  requireRevision(person.revision, input.revision);
  const { nameZh, nameEn, orcid, title, fields } = person;
  const before = { nameZh, nameEn, orcid, title, fields };
  await updatePerson(
    ctx.tx,
    person.id,
    await judged(ctx, person.id, { ...before, ...given(input) }),
    ctx.now,
  );
  announce(ctx, 'registry.person_edited', person);
  return await readPerson(ctx, { personId: person.id });
};

export const recordConsent: UseCase<Contract['recordConsent']> = async (ctx, { personId }) => {
  const person = await lockForChange(ctx, personId, 'edit');
  await beginConsent(ctx.tx, personId, ctx.now);
  announce(ctx, 'registry.consent_recorded', person);
  return await readPerson(ctx, { personId });
};

export const withdrawConsent: UseCase<Contract['withdrawConsent']> = async (ctx, { personId }) => {
  const person = await lockForChange(ctx, personId, 'edit');
  await endConsent(ctx.tx, personId, ctx.now);
  announce(ctx, 'registry.consent_withdrawn', person);
  return await readPerson(ctx, { personId });
};

export const erasePerson: UseCase<Contract['erasePerson']> = async (ctx, { personId }) => {
  const person = await lockForChange(ctx, personId, 'erase');
  await erase(ctx.tx, personId, ctx.now);
  announce(ctx, 'registry.person_erased', person);
  return null;
};

async function lockForChange(
  ctx: Context,
  personId: string,
  right: 'edit' | 'erase',
): Promise<KeptPerson> {
  const person = await lockPerson(ctx.tx, personId);
  if (person === null) throw notFound('person');
  if (rightsOverPerson(ctx.actor, person.organisationId)[right]) return person;
  if ((await readPersonSeenBy(ctx.tx, personId, sightOf(ctx))) === null) throw notFound('person');
  throw notAllowed(
    right === 'edit'
      ? 'Editors of the organisation of a person change what is said of them.'
      : 'Managers of the organisation and system administrators erase a person.',
    { stake: { subjectIds: [personId] } },
  );
}

const nobody: PersonState = { nameZh: null, nameEn: null, orcid: null, title: null, fields: [] };

function given(input: Partial<PersonState>): Partial<PersonState> {
  const names = ['nameZh', 'nameEn', 'orcid', 'title', 'fields'] as const;
  return Object.fromEntries(
    names.filter((name) => input[name] !== undefined).map((name) => [name, input[name]]),
  );
}

/** @throws Refusal name_missing, orcid_invalid, orcid_held_by_another */
async function judged(ctx: Context, personId: string, person: PersonState): Promise<PersonState> {
  const nameZh = tidyName(person.nameZh);
  const nameEn = tidyName(person.nameEn);
  if (nameZh === null && nameEn === null) {
    throw new Refusal('name_missing', 'A person needs a Chinese or an English name.', {
      reasons: [{ code: 'name_missing', detail: 'No name is left.', pointer: '/nameZh' }],
    });
  }
  const orcid = person.orcid === null ? null : await checkedOrcid(ctx, personId, person.orcid);
  return { ...person, nameZh, nameEn, orcid };
}

async function checkedOrcid(ctx: Context, personId: string, text: string): Promise<string> {
  const judgement = checkIdentifier('orcid', text);
  if (!judgement.valid) {
    throw new Refusal('orcid_invalid', `${text}: ${judgement.detail}.`, {
      params: { orcid: text },
      reasons: [{ code: judgement.reason, detail: judgement.detail, pointer: '/orcid' }],
    });
  }
  if (await orcidIsHeld(ctx.tx, judgement.value, personId)) {
    throw new Refusal('orcid_held_by_another', `${judgement.value} is registered already.`, {
      params: { orcid: judgement.value },
    });
  }
  return judgement.value;
}

/** Events outlive an erasure, so they name a person by the id alone. */
function announce(
  ctx: Context,
  type: `registry.${string}`,
  person: Pick<KeptPerson, 'id' | 'organisationId' | 'regionCode'>,
): void {
  ctx.announce({
    type,
    subjectIds: [person.id],
    organisationId: person.organisationId,
    toRegion: person.regionCode,
  });
}
