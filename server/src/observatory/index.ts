/** What the seed and sibling modules may call. */
export { deriveSeries } from './keep-series.ts';
