/** For each operation a call about something of the own organisation; the matrix makes it. */
import { randomUUID } from 'node:crypto';
import type { Fixture, Ground, MatrixFixtures, World } from '../runtime/testing/matrix.ts';
import type { TestNode } from '../runtime/testing/node.ts';
import { createOrganisation } from './create-organisation.ts';
import { createCollaboration } from './keep-collaboration.ts';
import { addCompactMember, createCompact } from './keep-compact.ts';
import { createPerson, recordConsent } from './keep-person.ts';
import { addOrganisationName } from './name-organisation.ts';
import { addRelation } from './relate-organisation.ts';

async function anOrganisation(node: TestNode, regionCode: string) {
  const nameZh = `矩阵 ${randomUUID()}`;
  return await node.transact((ctx) =>
    createOrganisation(ctx, { kind: 'enterprise', nameZh, regionCode }),
  );
}

/** Hebei and Tianjin, in a compact of both. */
async function settle(node: TestNode): Promise<Ground> {
  const place = async (regionCode: string) => ({
    organisationId: (await anOrganisation(node, regionCode)).id,
    regionCode,
  });
  const compactId = await node.transact(async (ctx) => {
    const { id } = await createCompact(ctx, { nameZh: '矩阵', nameEn: 'Matrix' });
    for (const regionCode of ['130000', '120000']) {
      await addCompactMember(ctx, { compactId: id, regionCode, startsOn: '2020-01-01' });
    }
    return id;
  });
  return {
    own: await place('130000'),
    sibling: await place('130000'),
    foreign: await place('120000'),
    compactId,
  };
}

const node: Fixture = { about: 'node' };
const file: Fixture = { about: 'node', input: () => ({ query: { format: 'csv' } }) };

/** What everybody may know of the own organisation. */
function ofOwn(body?: () => object): Fixture {
  return {
    about: 'public',
    input: ({ own: { organisationId } }) => ({
      params: { organisationId },
      ...(body === undefined ? {} : { body: body() }),
    }),
  };
}

async function aPerson({ node, own: { organisationId } }: World) {
  return await node.transact((ctx) =>
    createPerson(ctx, { organisationId, nameZh: '矩阵', consents: false }),
  );
}

/** Somebody who did not agree to be shown: known to the own organisation alone. */
function ofPerson(more: Pick<Fixture, 'opens'> & { readonly body?: object } = {}): Fixture {
  const { body, ...fixture } = more;
  return {
    about: 'private',
    ...fixture,
    input: async (world) => {
      const { id, revision } = await aPerson(world);
      return { params: { personId: id }, revision, ...(body === undefined ? {} : { body }) };
    },
  };
}

/** With somebody who is none of the callers, since any participant may register it. */
async function collaboration({ node, own, foreign }: World) {
  const other = await anOrganisation(node, foreign.regionCode);
  return {
    kind: 'project' as const,
    title: `矩阵 ${randomUUID()}`,
    participations: [own.organisationId, other.id].map((organisationId) => ({
      organisationId,
      role: 'participant' as const,
    })),
  };
}

/** Imports belong to the node: past the door, all are told alike that there is no such one. */
function unknown(parameter: string, body?: object): Fixture {
  return {
    about: 'node',
    input: () => ({
      params: { [parameter]: randomUUID() },
      ...(body === undefined ? {} : { body }),
    }),
  };
}

const compactBody = { nameZh: '另一个', nameEn: 'Another' };

/** A compact is known to all, and kept by its secretariat. */
function ofCompact(input: (compactId: string, world: World) => object): Fixture {
  return { about: 'public', input: (world) => input(world.compactId, world) };
}

export const fixtures: MatrixFixtures = {
  settle,
  operations: {
    listRegions: node,
    exportRegions: file,
    readRegion: { about: 'node', input: ({ own }) => ({ params: { code: own.regionCode } }) },

    listCompacts: node,
    createCompact: { about: 'node', input: () => ({ body: compactBody }) },
    readCompact: ofCompact((compactId) => ({ params: { compactId } })),
    editCompact: ofCompact((compactId) => ({
      params: { compactId },
      body: compactBody,
      revision: 1,
    })),
    addCompactMember: ofCompact((compactId) => ({
      params: { compactId },
      body: { regionCode: '110000', startsOn: '2020-01-01' },
    })),
    endCompactMembership: ofCompact((compactId) => ({
      params: { compactId, regionCode: '110000' },
      body: { endsOn: '2021-01-01' },
    })),

    listOrganisations: node,
    exportOrganisations: file,
    findOrganisation: {
      about: 'node',
      input: () => ({ query: { scheme: 'ror', value: '05ect4e57' } }),
    },
    listSimilarOrganisations: { about: 'node', input: () => ({ query: { name: '矩阵' } }) },
    readOrganisation: ofOwn(),
    createOrganisation: {
      about: 'public',
      input: ({ own }) => ({
        body: {
          kind: 'enterprise',
          nameZh: `分支 ${randomUUID()}`,
          regionCode: own.regionCode,
          parentId: own.organisationId,
        },
      }),
    },
    editOrganisation: {
      about: 'public',
      input: ({ own: { organisationId } }) => ({
        params: { organisationId },
        body: { city: '保定' },
        revision: 1,
      }),
    },
    mergeOrganisation: {
      about: 'public',
      input: async ({ node, own }) => {
        const { id, revision } = await anOrganisation(node, own.regionCode);
        const body = { successorId: own.organisationId };
        return { params: { organisationId: id }, body, revision };
      },
    },
    addOrganisationName: ofOwn(() => ({ text: `别名 ${randomUUID()}`, kind: 'alias' })),
    removeOrganisationName: {
      about: 'public',
      input: async ({ node, own: { organisationId } }) => {
        const text = `别名 ${randomUUID()}`;
        const { names } = await node.transact((ctx) =>
          addOrganisationName(ctx, { organisationId, text, kind: 'alias' }),
        );
        const nameId = names.find((name) => name.text === text)!.id;
        return { params: { organisationId, nameId } };
      },
    },
    addIdentifier: ofOwn(() => ({ scheme: 'ror', value: '05ect4e57' })),
    removeIdentifier: {
      about: 'public',
      input: ({ own: { organisationId } }) => ({
        params: { organisationId, scheme: 'ror', value: '05ect4e57' },
      }),
    },
    addRelation: {
      about: 'public',
      input: ({ own: { organisationId }, sibling }) => ({
        params: { organisationId },
        body: { kind: 'related', toId: sibling.organisationId },
      }),
    },
    removeRelation: {
      about: 'public',
      input: async ({ node, own: { organisationId, regionCode } }) => {
        const { id: toId } = await anOrganisation(node, regionCode);
        const kind = 'related';
        await node.transact((ctx) => addRelation(ctx, { organisationId, kind, toId }));
        return { params: { organisationId, kind, toId } };
      },
    },
    listPartners: ofOwn(),

    listPeople: node,
    exportPeople: file,
    readPerson: ofPerson({ opens: ['viewer'] }),
    createPerson: {
      about: 'private',
      input: ({ own: { organisationId } }) => ({ body: { organisationId, nameZh: '矩阵' } }),
    },
    editPerson: ofPerson({ body: { title: '研究员' } }),
    recordConsent: ofPerson(),
    withdrawConsent: {
      about: 'public',
      input: async (world) => {
        const { id: personId } = await aPerson(world);
        await world.node.transact((ctx) => recordConsent(ctx, { personId }));
        return { params: { personId } };
      },
    },
    erasePerson: ofPerson(),

    listCollaborations: node,
    exportCollaborations: file,
    readCollaboration: {
      about: 'node',
      input: async (world) => {
        const given = await collaboration(world);
        const { id } = await world.node.transact((ctx) => createCollaboration(ctx, given));
        return { params: { collaborationId: id } };
      },
    },
    createCollaboration: {
      about: 'public',
      input: async (world) => ({ body: await collaboration(world) }),
    },

    readNetwork: node,
    readRegionMatrix: node,

    uploadImportFile: {
      about: 'node',
      input: () => ({
        body: Buffer.from('name\n'),
        headers: { 'content-type': 'application/octet-stream', 'x-file-name': 'matrix.csv' },
      }),
    },
    inspectImportFile: unknown('fileId'),
    listImportKinds: node,
    listImportMappings: node,
    saveImportMapping: {
      about: 'node',
      input: () => ({ body: { name: '矩阵', kind: 'organisations', columns: {} } }),
    },
    deleteImportMapping: unknown('mappingId'),
    startImport: {
      about: 'node',
      input: () => ({ body: { fileId: randomUUID(), kind: 'organisations', dryRun: true } }),
    },
    listImports: node,
    readImport: unknown('importId'),
    listImportProblems: unknown('importId'),
    exportImportProblems: unknown('importId'),
    cancelImport: unknown('importId'),
    undoImport: unknown('importId'),
    listAffiliations: node,
    decideAffiliation: unknown('affiliationId', { decision: 'none' }),
  },
};
