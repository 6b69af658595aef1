/** What went from region to region, as far as the reader may be told. */
import type { UseCase } from '../runtime/module.ts';
import type { observatoryContract } from './contract.ts';
import { flowCells, flowYears } from './flow-views.ts';
import { regionsServed } from './rights.ts';
import { regionsNamed } from './views.ts';

export const readFlows: UseCase<(typeof observatoryContract)['readFlows']> = async (ctx, input) => {
  const { kinds, cells } = await flowCells(ctx, input, await regionsServed(ctx));
  const codes = [...new Set(cells.flatMap(({ from, to }) => [from, to]))];
  const years = await flowYears(ctx.tx);
  return { kinds, years, regions: await regionsNamed(ctx.tx, codes), cells };
};
