/** What the seed and sibling modules may call. */
export { createChain } from './keep-chain.ts';
export { deriveSeries } from './keep-series.ts';
export { measureNetwork } from './measured-networks.ts';
export { runNetwork } from './run-network.ts';
