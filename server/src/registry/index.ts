/** What sibling modules may call. */
export { createOrganisation } from './create-organisation.ts';
export type { Import } from './import-contract.ts';
export {
  importKinds,
  pathOfFile,
  queueImport,
  readOneImport,
  receiveFile,
  runImport,
} from './imports/index.ts';
export { regionAt, requireRegion, scopeOf } from './judge-region.ts';
export { createCollaboration } from './keep-collaboration.ts';
export { addCompactMember, createCompact } from './keep-compact.ts';
export { createPerson } from './keep-person.ts';
export { loadRegions } from './load-regions.ts';
export { refreshNetwork, refreshWords } from './refresh-network.ts';
export { countryRegion, type RegionStanding } from './region.ts';
export { centreOf, kilometresBetween } from './region-centres.ts';
export { answersFor } from './rights.ts';
export { fold, sortKey } from './search-keys.ts';
export { asWritten } from './search-query.ts';
export { territoryOf } from './show-organisation.ts';
