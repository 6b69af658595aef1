/** For each operation on measured networks a call; the matrix makes it. */
import { createOrganisation } from '../registry/index.ts';
import type { Fixture, World } from '../runtime/testing/matrix.ts';
import { keepExpectedFlows } from './keep-expected-flows.ts';
import { measureNetwork } from './measured-networks.ts';

const asked = { of: 'collaborations', windowYears: 3 } as const;

async function aNetwork({ node, own }: World): Promise<{ networkId: string }> {
  return await node.transact(async (ctx) => {
    await createOrganisation(ctx, {
      kind: 'university',
      nameZh: `矩阵大学${crypto.randomUUID()}`,
      regionCode: own.regionCode,
    });
    return { networkId: (await measureNetwork(ctx, asked)).id };
  });
}

const onExpected: Fixture = {
  about: 'node',
  input: async ({ node }) => ({
    params: { expectedId: (await node.transact((ctx) => keepExpectedFlows(ctx, {}))).id },
  }),
};

const onNetwork: Fixture = {
  about: 'node',
  input: async (world) => ({ params: await aNetwork(world) }),
};

export const networkFixtures: Readonly<Record<string, Fixture>> = {
  readExpectedFlows: { about: 'node' },
  exportExpectedFlows: { about: 'node' },
  keepExpectedFlows: { about: 'node', input: () => ({ body: { kind: 'talent' } }) },
  listKeptExpectedFlows: { about: 'node' },
  readKeptExpectedFlows: onExpected,
  exportKeptExpectedFlows: onExpected,
  recomputeExpectedFlows: onExpected,
  removeExpectedFlows: { ...onExpected, about: 'public', opens: ['system_administrator'] },
  listNetworks: { about: 'node' },
  measureNetwork: {
    about: 'node',
    input: async (world) => {
      await aNetwork(world);
      return { body: asked };
    },
  },
  repeatNetwork: onNetwork,
  recomputeNetwork: {
    about: 'node',
    input: async (world) => {
      const params = await aNetwork(world);
      await world.node.runJob('observatory.measure_network', params);
      return { params };
    },
  },
  readMeasuredNetwork: onNetwork,
  // Those of this world were asked for by the node itself: its administrators remove them.
  removeNetwork: { ...onNetwork, about: 'public', opens: ['system_administrator'] },
  listNetworkActors: onNetwork,
  exportNetworkActors: onNetwork,
  drawNetwork: onNetwork,
};
