/** What sibling modules and the demo may call. */
export { createPlatform } from './keep-platform.ts';
export { publishSchemeVersion } from './publish-scheme.ts';
export { createScheme } from './write-scheme.ts';
