import { type AnalysisOptions, analyse } from './analyse.ts';
import { readingOf, unpackIndex } from './saved-index.ts';
import { DEFAULT_SETTINGS, type Settings } from './settings.ts';
import { type Reader, type SavedIndex, TextIndex } from './text-index.ts';

export interface IndexOptions extends AnalysisOptions {
  /** The constants of the formula. Default: DEFAULT_SETTINGS. */
  readonly settings?: Settings;
  /** Reads texts in another way than `analyse`, whose options then mean nothing. */
  readonly reader?: Reader;
  /** Whether the index keeps the texts, to name the words that carried a hit. Default: true. */
  readonly keepsTexts?: boolean;
}

/**
 * Makes an empty index that ranks documents against queries by BM25F over title, keywords and text.
 *
 * `put` adds or replaces, `remove` removes, at any time. Ranking depends on the documents held and
 * on nothing else: not on their order, nor on what was held before. Equal scores are ordered by id.
 * An empty query, a query of stop words, or an empty index has no hits. An empty field is neither
 * short nor long: it takes no part. Each hit says which words of the document carried it (`why`);
 * an index that keeps no texts is given the text of a document with the question.
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
 * Cost: `put` in proportion to the text (0.3 ms for an abstract). `search` far less than in
 * proportion to the documents that share words with the query: 2 ms in a million; at most 4,096
 * different terms are asked, those that weigh most. 4 to 5 bytes for a term in a document. A field
 * counts up to 65,535 words. Source: see bm25f.ts and segment-search.ts.
 */
export function createIndex(options: IndexOptions = {}): TextIndex {
  const { settings = DEFAULT_SETTINGS, keepsTexts = true } = options;
  return new TextIndex(settings, readerOf(options), keepsTexts);
}

/**
 * Brings back an index that was saved, under the settings it was saved with.
 *
 * From the bytes of `save` it comes back as it was, if the texts are still read in the same way;
 * the bytes of another version, or changed or cut off, are refused. From the plain data of `toJSON`
 * every text is read again, which takes as long as `put` but survives a change of the reading.
 * Functions and stop words are not saved: give the same ones again.
 *
 * @param saved    What `save` or `toJSON` gave.
 * @param options  Those the index was made with; `settings` and `keepsTexts` come from the bytes.
 * @returns        An index with the same documents, rankings and scores.
 * @throws RangeError if the bytes are no saved index, or were saved with another reading of texts;
 *   if the settings are out of their ranges.
 * @example
 * const index = createIndex();
 * index.put({ id: 't1', title: 'Solid-state battery', text: '' });
 * loadIndex(index.save()).search('batteries').map((hit) => hit.id) // → ['t1']
 * @example
 * const index = createIndex();
 * index.put({ id: 't1', title: 'Solid-state battery', text: '' });
 * loadIndex(JSON.parse(JSON.stringify(index))).search('battery').map((hit) => hit.id) // → ['t1']
 * @example loadIndex(new Uint8Array(100)) // → throws RangeError
 *
 * Cost: a look at every posting, a second for a million documents; from plain data that of `put`.
 */
export function loadIndex(
  saved: Uint8Array<ArrayBuffer> | SavedIndex,
  options: IndexOptions = {},
): TextIndex {
  if (saved instanceof Uint8Array) {
    const parts = unpackIndex(saved);
    const reader = readerOf(options);
    if (parts.reading !== readingOf(reader)) {
      throw new RangeError('the index was saved with another reading of texts: build it anew');
    }
    return new TextIndex(parts.settings, reader, parts.documents !== null, parts);
  }
  const index = createIndex({ ...options, settings: saved.settings });
  for (const document of saved.documents) index.put(document);
  return index;
}

function readerOf(options: IndexOptions): Reader {
  return options.reader ?? ((text) => analyse(text, options));
}
