/** Calls about a platform of the own organisation, in its region and founded with Jiangsu. */
import type { Fixture, MatrixFixtures, World } from '../runtime/testing/matrix.ts';
import { createPlatform } from './keep-platform.ts';
import type { Platform } from './platform-contract.ts';

const node: Fixture = { about: 'node' };

function platformBodyOf({ own }: World) {
  return {
    ...{ nameZh: '矩阵平台', type: 'technology_rd', fields: ['39'] },
    ...{ regionCodes: [own.regionCode, '320000'], operatorId: own.organisationId },
    founders: [{ regionCode: own.regionCode }, { regionCode: '320000' }],
  };
}

export async function aPlatform(world: World, more: object = {}): Promise<Platform> {
  return await world.node.transact((ctx) =>
    createPlatform(ctx, { ...platformBodyOf(world), ...more }),
  );
}

export function onPlatform(more: object = {}): Fixture {
  return {
    about: 'public',
    input: async (world) => {
      const { id, revision } = await aPlatform(world);
      return { params: { platformId: id }, revision, ...more };
    },
  };
}

export const platformFixtures: MatrixFixtures['operations'] = {
  listPlatformTypes: node,
  addPlatformType: {
    about: 'node',
    input: () => ({
      body: {
        code: `matrix_${crypto.randomUUID().replaceAll(/[^a-z]/g, '')}_x`,
        ...{ nameZh: '矩阵', nameEn: 'Matrix' },
      },
    }),
  },
  editPlatformType: {
    about: 'node',
    input: () => ({ params: { code: 'industry' }, revision: 1, body: { nameEn: 'Industry' } }),
  },

  listPlatforms: node,
  countPlatforms: node,
  readPlatformLayout: node,
  exportPlatforms: node,
  createPlatform: { about: 'public', input: (world) => ({ body: platformBodyOf(world) }) },
  readPlatform: onPlatform(),
  editPlatform: onPlatform({ body: { note: '矩阵' } }),
  readPlatformHistory: onPlatform(),
};
