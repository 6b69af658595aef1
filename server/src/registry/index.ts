/** What sibling modules may call. */
export { dayOf } from './day.ts';
export { regionAt, requireRegion } from './judge-region.ts';
export { loadRegions } from './load-regions.ts';
export { refreshNetwork, refreshWords } from './refresh-network.ts';
export { countryRegion, type RegionStanding } from './region.ts';
export { fold, sortKey } from './search-keys.ts';
export { territoryOf } from './show-organisation.ts';
