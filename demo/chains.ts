/** Sector chains of the demo, from `demo/chains`. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ChainModel } from '../server/src/observatory/contract.ts';
import { createChain } from '../server/src/observatory/index.ts';
import type { JobContext } from '../server/src/runtime/module.ts';

export const chainCodes = ['hydrogen', 'intelligent-vehicles', 'biomedicine'] as const;

export async function chainOf(code: (typeof chainCodes)[number]): Promise<ChainModel> {
  const path = join(import.meta.dirname, 'chains', `${code}.json`);
  return JSON.parse(await readFile(path, 'utf8')) as ChainModel;
}

export async function seedChains({ transact }: JobContext): Promise<void> {
  const models = await Promise.all(chainCodes.map(chainOf));
  await transact(async (ctx) => {
    for (const [at, code] of chainCodes.entries()) {
      await createChain(ctx, { code, model: models[at]! }, { sample: true });
    }
  });
}
