import { dayOf } from '../runtime/day.ts';
import type { UseCase } from '../runtime/module.ts';
import type { registryContract } from './contract.ts';
import { scopeOf } from './judge-region.ts';
import {
  chooseProvinces,
  readMatrixCells,
  readNetworkGraph,
  readRegionRefs,
} from './network-views.ts';

type Contract = typeof registryContract;

export const readNetwork: UseCase<Contract['readNetwork']> = async (ctx, input) => {
  const graph = await readNetworkGraph(ctx.tx, input, await scopeOf(ctx, input));
  const codes = graph.nodes.map((node) => node.provinceCode).filter((code) => code !== null);
  return { ...graph, provinces: await readRegionRefs(ctx.tx, [...new Set(codes)]) };
};

export const readRegionMatrix: UseCase<Contract['readRegionMatrix']> = async (ctx, input) => {
  await scopeOf(ctx, input);
  const codes = await chooseProvinces(ctx.tx, input, dayOf(ctx.now));
  const [regions, cells] = await Promise.all([
    readRegionRefs(ctx.tx, codes),
    readMatrixCells(ctx.tx, codes, input),
  ]);
  return { regions, cells };
};
