import { mount } from '../runtime/module.ts';
import { chainContract } from './contract.ts';
import {
  checkChain,
  createChain,
  listChains,
  readChain,
  readChainSchema,
  reviseChain,
} from './keep-chain.ts';
import { exportChainGaps, listLinkRecords, readChainGaps } from './read-chain-gaps.ts';

export const chainRoutes = mount(chainContract, {
  listChains,
  readChainSchema,
  checkChain,
  createChain: (ctx, input) => createChain(ctx, input),
  reviseChain,
  readChain,
  readChainGaps,
  exportChainGaps,
  listLinkRecords,
});
