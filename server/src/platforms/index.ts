/** What sibling modules and the demo may call. */
export { createPlatform } from './keep-platform.ts';
