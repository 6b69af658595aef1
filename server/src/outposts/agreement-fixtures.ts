/** Calls about an agreement between the own region and the own organisation. */
import type { Fixture, MatrixFixtures, World } from '../runtime/testing/matrix.ts';
import { termsOfTemplate } from './agreement-templates.ts';
import type { AgreementVersion } from './contract.ts';
import { sendAgreementVersion } from './send-agreement.ts';
import { rereadVersion } from './show-agreement.ts';
import { signAgreementVersion } from './sign-agreement.ts';
import { startSimulation } from './simulate-agreement.ts';
import { findSimulation } from './simulation-store.ts';
import { createAgreement } from './write-agreement.ts';

/** Made by the node itself, which may act for every party. */
async function aDraft({ node, own }: World): Promise<AgreementVersion> {
  return await node.transact((ctx) =>
    createAgreement(ctx, {
      regionCode: own.regionCode,
      terms: { ...termsOfTemplate('songjiang-luan'), inForce: { from: 2020 } },
      parties: [
        { party: 'songjiang', organisationId: own.organisationId },
        { party: 'luan', regionCode: own.regionCode },
      ],
    }),
  );
}

const scenario = {
  from: 2021,
  years: 2,
  events: [{ event: 'registration', party: 'luan', day: '2021-01-01' }],
  series: [
    {
      ...{ party: 'luan', measure: 'tax', source: 'referred' },
      ...{ start: '100.00', growth: { low: 0, high: 0 } },
    },
  ],
};

async function aSimulation(world: World): Promise<{ simulationId: string; agreementId: string }> {
  const { id: versionId, agreementId } = await aDraft(world);
  const asked = { versionId, scenario, draws: 1, seed: 1 };
  const { id } = await world.node.transact((ctx) => startSimulation(ctx, asked));
  return { simulationId: id, agreementId };
}

/**
 * Examining takes a thread, so what a call does not use up is made once for a world. Whoever is
 * let in after another is told that it is done already, which is an answer as well.
 */
function once<Made>(make: (world: World) => Promise<Made>): (world: World) => Promise<Made> {
  const made = new WeakMap<World, Promise<Made>>();
  return (world) => {
    const known = made.get(world) ?? make(world);
    made.set(world, known);
    return known;
  };
}

async function sent(world: World): Promise<AgreementVersion> {
  const { simulationId } = await aSimulation(world);
  await world.node.runJob('outposts.run_simulation', { simulationId });
  return await world.node.transact(async (ctx) => {
    const { versionId } = (await findSimulation(ctx.tx, simulationId))!;
    const { revision } = await rereadVersion(ctx, versionId);
    return await sendAgreementVersion(ctx, { versionId, revision });
  });
}

const aSimulated = once(aSimulation);
const oneToRead = once(aDraft);
const oneToSign = once(sent);
const oneToReturn = once(sent);
const oneToWithdraw = once(sent);

const aSigned = once(async (world: World): Promise<AgreementVersion> => {
  const { id: versionId, termsDigest } = await sent(world);
  for (const party of ['songjiang', 'luan']) {
    const signing = { versionId, party, termsDigest: termsDigest! };
    await world.node.transact((ctx) => signAgreementVersion(ctx, signing));
  }
  return await world.node.transact((ctx) => rereadVersion(ctx, versionId));
});

/** Known to the parties, those who look after them, and auditors. */
const readers = ['viewer', 'region_officer', 'secretariat', 'audit_administrator'] as const;
const callers = ['region_officer', 'secretariat', 'manager'] as const;
const node: Fixture = { about: 'node' };

function onVersion(make: (world: World) => Promise<AgreementVersion>, body?: object): Fixture {
  return {
    about: 'private',
    input: async (world) => {
      const { id, revision } = await make(world);
      const more = body === undefined ? {} : { body };
      return { params: { versionId: id }, revision, ...more };
    },
  };
}

function onAgreement(make: (world: World) => Promise<AgreementVersion>, body?: object): Fixture {
  return {
    about: 'private',
    opens: readers,
    input: async (world) => {
      const { agreementId } = await make(world);
      return { params: { agreementId }, ...(body === undefined ? {} : { body }) };
    },
  };
}

const onSimulation: Fixture = {
  about: 'private',
  opens: readers,
  input: async (world) => {
    const { simulationId } = await aSimulated(world);
    return { params: { simulationId } };
  },
};
const becauseOfShares = { reason: 'shares_not_acceptable' };

export const agreementFixtures: MatrixFixtures['operations'] = {
  listAgreements: node,
  exportAgreements: node,
  createAgreement: {
    about: 'public',
    input: ({ own: { regionCode } }) => ({ body: { regionCode, template: 'one-off' } }),
  },
  readAgreement: onAgreement(oneToRead),
  readAgreementVersion: { ...onVersion(oneToRead), opens: readers },
  editAgreementVersion: onVersion(aDraft, { terms: {} }),
  discardAgreementVersion: onVersion(aDraft),
  sendAgreementVersion: onVersion(aDraft),
  signAgreementVersion: {
    about: 'private',
    // For the region its officer signs alone.
    opens: ['region_officer'],
    input: async (world) => {
      const { id: versionId, termsDigest } = await oneToSign(world);
      return { params: { versionId }, body: { party: 'luan', termsDigest } };
    },
  },
  returnAgreementVersion: onVersion(oneToReturn, becauseOfShares),
  withdrawAgreementVersion: onVersion(oneToWithdraw, becauseOfShares),
  amendAgreement: {
    ...onAgreement(aSigned, { fromYear: 2030 }),
    opens: ['region_officer', 'secretariat'],
  },
  compareAgreementVersions: {
    about: 'private',
    opens: readers,
    input: async (world) => {
      const { id } = await oneToRead(world);
      return { query: { leftId: id, rightId: id } };
    },
  },
  readAgreementHistory: onAgreement(oneToRead),
  downloadAgreementTerms: { ...onVersion(oneToRead), opens: readers },

  listAgreementTemplates: node,
  readTermsSchema: node,
  inspectTerms: { about: 'node', input: () => ({ body: { terms: {} } }) },

  draftScenario: { ...onVersion(oneToRead), opens: callers },
  startSimulation: { ...onVersion(oneToRead, { scenario, draws: 1, seed: 1 }), opens: callers },
  repeatSimulation: { ...onSimulation, opens: callers },
  listSimulations: onAgreement(oneToRead),
  readSimulation: onSimulation,
  exportSimulation: onSimulation,
};
