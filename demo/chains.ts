/** Sector chains of the demo, from `demo/chains`. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ChainModel } from '../server/src/observatory/contract.ts';
import { createChain } from '../server/src/observatory/index.ts';
import type { JobContext } from '../server/src/runtime/module.ts';

export const chainKeys = ['hydrogen', 'intelligent-vehicles', 'biomedicine'] as const;

export async function chainOf(key: (typeof chainKeys)[number]): Promise<ChainModel> {
  const path = join(import.meta.dirname, 'chains', `${key}.json`);
  return JSON.parse(await readFile(path, 'utf8')) as ChainModel;
}

export async function seedChains({ transact }: JobContext): Promise<void> {
  const models = await Promise.all(chainKeys.map(chainOf));
  await transact(async (ctx) => {
    for (const [at, key] of chainKeys.entries()) {
      await createChain(ctx, { key, model: models[at]! }, { sample: true });
    }
  });
}
