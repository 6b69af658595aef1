/** For each operation a call about something of the own organisation; the matrix makes it. */
import { signedInPerson } from '../identity/testing.ts';
import type { Fixture, MatrixFixtures, World } from '../runtime/testing/matrix.ts';
import { acceptIntroduction } from './answer-introduction.ts';
import { askIntroduction } from './ask-introduction.ts';
import type { NeedChange, TechnologyChange } from './contract.ts';
import { publishNeed } from './publish-need.ts';
import { publishTechnology } from './publish-technology.ts';
import { daysLater, today } from './record.ts';
import { loadNeed } from './store.ts';
import { completeNeed, completeTechnology } from './testing.ts';
import { createNeed } from './write-need.ts';
import { createTechnology } from './write-technology.ts';

const technologyText = completeTechnology as TechnologyChange;
const needText = { ...completeNeed, regionScope: [] } as NeedChange;
const soon = () => daysLater(today(new Date()), 100);

interface Made {
  readonly id: string;
  readonly revision: number;
}

/** Begun by the node itself, which may act for every organisation. */
async function aDraft({ node, own }: World, kind: 'technology' | 'need'): Promise<Made> {
  const { organisationId } = own;
  return await node.transact<Made>((ctx) =>
    kind === 'technology'
      ? createTechnology(ctx, { organisationId, ...technologyText })
      : createNeed(ctx, { organisationId, ...needText }),
  );
}

async function aPublished(world: World, kind: 'technology' | 'need'): Promise<Made> {
  const { id, revision } = await aDraft(world, kind);
  return await world.node.transact<Made>((ctx) =>
    kind === 'technology'
      ? publishTechnology(ctx, { technologyId: id, revision })
      : publishNeed(ctx, { needId: id, revision }),
  );
}

/** Somebody on the other side who is none of the callers. */
async function anotherOrganisation({ node, foreign }: World): Promise<string> {
  const { regionCode } = foreign;
  const { headers } = await signedInPerson(node, {
    offices: [{ office: 'region_officer', regionCode }],
  });
  const body = { kind: 'enterprise', nameZh: '另一方', nameEn: 'The other side', regionCode };
  const answer = await node.call('createOrganisation', { body, headers });
  return answer.body.id;
}

async function anIntroduction(world: World, asker: 'own' | 'other') {
  const { node, own } = world;
  const other = await anotherOrganisation(world);
  const need = await aPublished(world, 'need');
  const technology = await aPublished(
    { ...world, own: { ...own, organisationId: other } },
    'technology',
  );
  const introduction = await node.transact((ctx) =>
    askIntroduction(ctx, {
      organisationId: asker === 'own' ? own.organisationId : other,
      needId: need.id,
      technologyId: technology.id,
      message: 'for the matrix',
    }),
  );
  return { introductionId: introduction.id };
}

const node: Fixture = { about: 'node' };

function onTechnology(
  make: (world: World, kind: 'technology') => Promise<Made>,
  body?: object,
): Fixture {
  return {
    about: 'private',
    input: async (world) => {
      const { id, revision } = await make(world, 'technology');
      return { params: { technologyId: id }, revision, ...(body === undefined ? {} : { body }) };
    },
  };
}

function onNeed(make: (world: World, kind: 'need') => Promise<Made>, body?: object): Fixture {
  return {
    about: 'private',
    input: async (world) => {
      const { id, revision } = await make(world, 'need');
      return { params: { needId: id }, revision, ...(body === undefined ? {} : { body }) };
    },
  };
}

function onIntroduction(asker: 'own' | 'other', body: object): Fixture {
  return {
    about: 'private',
    input: async (world) => {
      const { introductionId } = await anIntroduction(world, asker);
      return { params: { introductionId }, body };
    },
  };
}

export const fixtures: MatrixFixtures = {
  operations: {
    listFields: node,

    listTechnologies: node,
    exportTechnologies: node,
    createTechnology: {
      about: 'private',
      input: ({ own: { organisationId } }) => ({ body: { organisationId, title: '草稿' } }),
    },
    // A draft, since it is the one that not everybody may read.
    readTechnology: { ...onTechnology(aDraft), opens: ['viewer'] },
    editTechnology: onTechnology(aDraft, { title: '新的标题' }),
    publishTechnology: onTechnology(aDraft),
    renewTechnology: onTechnology(aPublished, { expiresOn: soon() }),
    withdrawTechnology: onTechnology(aPublished, { reason: 'priorities_changed' }),
    discardTechnology: onTechnology(aDraft),
    matchesOfTechnology: onTechnology(aPublished),

    listNeeds: node,
    exportNeeds: node,
    createNeed: {
      about: 'private',
      input: ({ own: { organisationId } }) => ({ body: { organisationId, title: '草稿' } }),
    },
    readNeed: { ...onNeed(aDraft), opens: ['viewer'] },
    editNeed: onNeed(aDraft, { title: '新的标题' }),
    publishNeed: onNeed(aDraft),
    renewNeed: onNeed(aPublished, { expiresOn: soon() }),
    withdrawNeed: onNeed(aPublished, { reason: 'no_budget' }),
    fulfilNeed: onNeed(aPublished, {}),
    discardNeed: onNeed(aDraft),
    matchesOfNeed: onNeed(aPublished),

    findMatches: { about: 'node', input: () => ({ query: { q: '轧辊' } }) },

    askIntroduction: {
      about: 'private',
      input: async (world) => {
        const other = { ...world.own, organisationId: await anotherOrganisation(world) };
        const technology = await aPublished({ ...world, own: other }, 'technology');
        return {
          body: {
            organisationId: world.own.organisationId,
            technologyId: technology.id,
            message: 'for the matrix',
            contact: { name: '周工' },
          },
        };
      },
    },
    listIntroductions: node,
    exportIntroductions: node,
    readIntroduction: {
      about: 'private',
      input: async (world) => {
        const { introductionId } = await anIntroduction(world, 'own');
        return { params: { introductionId } };
      },
    },
    acceptIntroduction: onIntroduction('other', {}),
    declineIntroduction: onIntroduction('other', { reasons: ['too_early'] }),
    withdrawIntroduction: onIntroduction('own', {}),
    concludeIntroduction: {
      about: 'private',
      input: async (world) => {
        const { introductionId } = await anIntroduction(world, 'own');
        await world.node.transact((ctx) => acceptIntroduction(ctx, { introductionId }));
        const body = { outcome: 'talks_ended', reasons: ['too_early'] };
        return { params: { introductionId }, body };
      },
    },

    readInbox: node,
    readJourney: {
      about: 'private',
      opens: ['viewer', 'region_officer', 'secretariat'],
      input: async (world) => {
        // One that nobody of the foreign region has taken part in.
        const { id } = await aPublished(world, 'need');
        const need = await world.node.transact(({ tx }) => loadNeed(tx, id));
        return { params: { journeyId: need?.journeyId ?? '' } };
      },
    },
  },
};
