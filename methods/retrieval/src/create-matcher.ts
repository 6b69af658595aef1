import { createIndex, type IndexOptions, loadIndex } from './create-index.ts';
import { checkFusion, DEFAULT_FUSION, type FusionSettings } from './fusion.ts';
import { Matcher } from './matcher.ts';
import { unpackMatcher } from './saved-matcher.ts';
import type { Bytes } from './text-bytes.ts';

export interface MatcherOptions extends IndexOptions {
  /** How words and meaning become one ranking. Default: DEFAULT_FUSION. */
  readonly fusion?: FusionSettings;
}

/**
 * Makes an empty matcher: an index that ranks by the words of a query and, once it has learned from
 * its documents, also by what they are about.
 *
 * Before `learn`, or with fewer than 100 documents to learn from, it ranks as `createIndex` does. A
 * query of unknown words, of stop words, or an empty one has no hits. Ranking depends on the
 * documents held and on what was learned; equal scores are ordered by id. Every hit has its scores
 * by words, by meaning and by both, between 0 and 1, with the words that carried it.
 *
 * @param options Those of `createIndex`, and how the two rankings become one.
 * @returns       A matcher; `rescore` and `filter` of its `search` bring in what is not text.
 * @throws RangeError if a setting is out of its range; later, `search` if the limit is below 1 or an
 *   embedding has another length than those before.
 * @example
 * const matcher = createMatcher();
 * matcher.put({ id: 't1', title: '磷酸铁锂正极材料', text: 'LiFePO4 cathode' });
 * matcher.put({ id: 't2', title: '玉米秸秆还田', text: '土壤有机质' });
 * matcher.search('cathodes').map(({ id, words, meaning }) => [id, words, meaning])
 *   // → [['t1', 1, 0]]
 * matcher.search('cathodes', { rescore: (id, { text }) => text / 2 })[0].score // → 0.5
 *
 * Cost: `put` as `createIndex` and as much again; `search` as there and one pass over the vectors, 60
 * ms for a million. Source: reciprocal use of two rankings as in Fox & Shaw, Combination of multiple
 * searches, TREC-2 (1994); feedback after Rocchio 1971.
 */
export function createMatcher(options: MatcherOptions = {}): Matcher {
  const { fusion = DEFAULT_FUSION, ...index } = options;
  checkFusion(fusion);
  return new Matcher(createIndex(index), index, fusion);
}

/**
 * Brings back a matcher from what `save` gave, with all it had learned.
 *
 * @param saved   What `save` gave.
 * @param options The options the matcher was made with.
 * @returns       A matcher with the same documents, rankings and scores.
 * @throws RangeError if the bytes are no saved matcher, were changed, or were saved with another
 *   reading of texts.
 * @example
 * const matcher = createMatcher();
 * matcher.put({ id: 't1', title: 'Solid-state battery', text: '' });
 * loadMatcher(matcher.save()).search('batteries').map((hit) => hit.id) // → ['t1']
 * @example loadMatcher(new Uint8Array(100)) // → throws RangeError
 *
 * Cost: a look at every posting and every vector.
 */
export function loadMatcher(saved: Bytes, options: MatcherOptions = {}): Matcher {
  const { fusion = DEFAULT_FUSION, ...index } = options;
  checkFusion(fusion);
  const { words, ...meaning } = unpackMatcher(saved);
  return new Matcher(loadIndex(words, index), index, fusion, meaning);
}
