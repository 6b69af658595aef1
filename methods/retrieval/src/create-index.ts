import type { AnalysisOptions } from './analyse.ts';
import { DEFAULT_SETTINGS, type Settings } from './settings.ts';
import { type SavedIndex, TextIndex } from './text-index.ts';

export interface IndexOptions extends AnalysisOptions {
  /** The constants of the formula. Default: DEFAULT_SETTINGS. */
  readonly settings?: Settings;
}

/**
 * Makes an empty index that ranks documents against queries by BM25F over title, keywords and text.
 *
 * `put` adds or replaces, `remove` removes, at any time. Ranking depends on the documents held and
 * on nothing else: not on their order, nor on what was held before. Equal scores are ordered by id.
 * An empty query, a query of stop words, or an empty index has no hits. An empty field is neither
 * short nor long: it takes no part. Each hit says which words of the document carried it (`why`).
 *
 * @param options  Stop words, fold to one script, constants of the formula; all have defaults.
 * @returns        An index; scores are above 0 and comparable within one search only.
 * @throws RangeError if the settings are out of their ranges; later, `search` if the limit is below
 *   1, `score` if no document has the id.
 * @example
 * const index = createIndex();
 * index.put({ id: 't1', title: '磷酸铁锂正极材料', text: 'LiFePO4 cathode' });
 * index.put({ id: 't2', title: '玉米秸秆还田', text: '土壤有机质' });
 * index.search('锂电池正极').map((hit) => hit.id) // → ['t1']
 * index.search('cathodes')[0].why // → [{ word: 'cathode', field: 'text', share: 1 }]
 * index.score({ title: '土壤' }, 't1') // → 0
 *
 * Cost: `put` in proportion to the text (0.3 ms for an abstract), `search` to the documents that
 * share words with the query, 16 bytes for a term in a document. Source: see bm25f.ts.
 */
export function createIndex(options: IndexOptions = {}): TextIndex {
  const { settings = DEFAULT_SETTINGS, ...analysis } = options;
  return new TextIndex(settings, analysis);
}

/**
 * Brings back an index from what `toJSON` gave.
 *
 * It holds the same documents under the same settings and ranks alike. The texts are read again, so
 * a saved index never disagrees with the analysis of the version that loads it (saving the terms was
 * measured: five times the size for half the time). Functions and stop words are not saved: give
 * the same ones again.
 *
 * @param saved    What `toJSON` gave, or JSON.parse of what JSON.stringify made of it.
 * @param analysis The analysis options the index was made with.
 * @returns        An index with the same documents, rankings and scores.
 * @throws RangeError if the settings are out of their ranges.
 * @example
 * const index = createIndex();
 * index.put({ id: 't1', title: 'Solid-state battery', text: '' });
 * const saved = JSON.stringify(index);
 * loadIndex(JSON.parse(saved)).search('batteries').map((hit) => hit.id) // → ['t1']
 *
 * Cost: that of `put` for every document.
 */
export function loadIndex(saved: SavedIndex, analysis: AnalysisOptions = {}): TextIndex {
  const index = createIndex({ ...analysis, settings: saved.settings });
  for (const document of saved.documents) index.put(document);
  return index;
}
