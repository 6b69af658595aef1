import { dayOf } from '../runtime/day.ts';
import { mount, type UseCase, type UseCases } from '../runtime/module.ts';
import { notFound } from '../runtime/refusal.ts';
import { compactPage } from './compact-views.ts';
import { registryContract } from './contract.ts';
import { createOrganisation } from './create-organisation.ts';
import { editOrganisation } from './edit-organisation.ts';
import {
  exportCollaborations,
  exportOrganisations,
  exportPeople,
  exportRegions,
} from './export-files.ts';
import { addIdentifier, removeIdentifier } from './identify-organisation.ts';
import {
  createCollaboration,
  listCollaborations,
  listPartners,
  readCollaboration,
} from './keep-collaboration.ts';
import {
  addCompactMember,
  compactAnswer,
  createCompact,
  editCompact,
  endCompactMembership,
} from './keep-compact.ts';
import {
  createPerson,
  editPerson,
  erasePerson,
  listPeople,
  readPerson,
  recordConsent,
  withdrawConsent,
} from './keep-person.ts';
import { mergeOrganisation } from './merge-organisation.ts';
import { addOrganisationName, removeOrganisationName } from './name-organisation.ts';
import { readRegion, regionPage } from './region-views.ts';
import { addRelation, removeRelation } from './relate-organisation.ts';
import { listOrganisations } from './search-organisations.ts';
import { readNetwork, readRegionMatrix } from './show-network.ts';
import { findOrganisation, readOrganisation } from './show-organisation.ts';
import { listSimilarOrganisations } from './similar-organisations.ts';

type Contract = typeof registryContract;

const readOneRegion: UseCase<Contract['readRegion']> = async (ctx, { code }) => {
  const region = await readRegion(ctx.tx, code);
  if (region === null) throw notFound('region');
  return region;
};

const useCases: UseCases<Contract> = {
  listRegions: (ctx, input) => regionPage(ctx.tx, input, dayOf(ctx.now)),
  exportRegions,
  readRegion: readOneRegion,
  listCompacts: (ctx, input) => compactPage(ctx.tx, input, dayOf(ctx.now)),
  readCompact: (ctx, { compactId }) => compactAnswer(ctx, compactId),
  createCompact,
  editCompact,
  addCompactMember,
  endCompactMembership,
  listOrganisations,
  exportOrganisations,
  findOrganisation,
  listSimilarOrganisations,
  readOrganisation,
  createOrganisation,
  editOrganisation,
  mergeOrganisation,
  addOrganisationName,
  removeOrganisationName,
  addIdentifier,
  removeIdentifier,
  addRelation,
  removeRelation,
  listPartners,
  listPeople,
  exportPeople,
  readPerson,
  createPerson,
  editPerson,
  recordConsent,
  withdrawConsent,
  erasePerson,
  listCollaborations,
  exportCollaborations,
  readCollaboration,
  createCollaboration,
  readNetwork,
  readRegionMatrix,
};

export const routes = mount(registryContract, useCases);
