/** For each operation on chains a call; the matrix makes it. */
import type { Fixture, MatrixFixtures, World } from '../runtime/testing/matrix.ts';
import type { ChainModel } from './chain-model.ts';
import { createChain } from './keep-chain.ts';

const tied = { patents: [], names: [], keywords: [] };
const model: ChainModel = {
  name: { zh: '矩阵链', en: 'Matrix chain' },
  source: '测试',
  links: [
    {
      key: 'parts',
      stage: 'upstream',
      name: { zh: '零部件', en: 'Parts' },
      industries: ['34'],
      ...tied,
    },
    {
      key: 'cars',
      stage: 'downstream',
      name: { zh: '整车', en: 'Cars' },
      industries: ['36'],
      ...tied,
    },
  ],
  edges: [['parts', 'cars']],
};
const newCode = () => `c${crypto.randomUUID()}`.slice(0, 30);

async function aChain({ node }: World) {
  return await node.transact((ctx) => createChain(ctx, { code: newCode(), model }));
}

export const onChain: Fixture = {
  about: 'node',
  input: async (world) => ({
    params: { chainId: (await aChain(world)).id },
    query: { compactId: world.compactId },
  }),
};

export const chainFixtures: MatrixFixtures['operations'] = {
  listChains: { about: 'node' },
  readChainSchema: { about: 'node' },
  checkChain: { about: 'node', input: () => ({ body: model }) },
  createChain: { about: 'node', input: () => ({ body: { code: newCode(), model } }) },
  reviseChain: {
    about: 'node',
    input: async (world) => {
      const { id: chainId, revision } = await aChain(world);
      const body = { note: '补来源', model: { ...model, source: '测试二' } };
      return { params: { chainId }, revision, body };
    },
  },
  readChain: {
    about: 'node',
    input: async (world) => ({ params: { chainId: (await aChain(world)).id } }),
  },
  readChainGaps: onChain,
  exportChainGaps: onChain,
  listLinkRecords: {
    about: 'node',
    input: async (world) => ({
      params: { chainId: (await aChain(world)).id, linkKey: 'cars' },
      query: { compactId: world.compactId, kind: 'organisations' },
    }),
  },
};
