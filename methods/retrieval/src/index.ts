export { type Analysis, type AnalysisOptions, analyse, type Token } from './analyse.ts';
export { createIndex, type IndexOptions, loadIndex } from './create-index.ts';
export type { Field, Query, TextDocument } from './document.ts';
export { DEFAULT_SETTINGS, type Settings } from './settings.ts';
export { stem } from './stem.ts';
export { DEFAULT_STOP_WORDS } from './stop-words.ts';
export type { Hit, SavedIndex, SearchOptions, TextIndex } from './text-index.ts';
export type { Reason } from './why.ts';
