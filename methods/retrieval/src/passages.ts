import { type AnalysisOptions, analyse } from './analyse.ts';
import { FIELDS, type Query, textOf } from './document.ts';
import type { Lexicon } from './lexicon.ts';
import { DEFAULT_STOP_WORDS } from './stop-words.ts';

/** The two kinds of script whose texts are read apart, so that each can stand for the whole. */
export const SCRIPTS = ['chinese', 'other'] as const;
export type Script = (typeof SCRIPTS)[number];

/** The words of a text by script, with how much each is written. */
export type WordCounts = Readonly<Record<Script, Map<string, number>>>;

/** What stands between words, a run of Chinese, or all up to the next Chinese. */
const PIECE =
  /[的了与及和是其将被这]+|(?:(?![的了与及和是其将被这])\p{Script=Han})+|\P{Script=Han}+/gu;
const IS_CHINESE = /^\p{Script=Han}/u;
const BETWEEN_WORDS = /^[的了与及和是其将被这]/u;

/** Words of the title and the keywords say twice as much. */
const FIELD_WEIGHTS = { title: 2, keywords: 2, text: 1 } as const;

/** Full and half width, and Chinese of one script. */
export function plain(text: string, { fold }: AnalysisOptions): string {
  const normal = text.normalize('NFKC');
  return fold === undefined ? normal : fold(normal);
}

/** Reads a document or a question as words: Chinese as the lexicon splits it, others by stem. */
export function wordCountsOf(query: Query, lexicon: Lexicon, options: AnalysisOptions): WordCounts {
  const asked = typeof query === 'string' ? { text: query } : query;
  const { stopWords = DEFAULT_STOP_WORDS } = options;
  const counts: WordCounts = { chinese: new Map(), other: new Map() };
  for (const field of FIELDS) {
    const weight = FIELD_WEIGHTS[field];
    const count = (script: Script, word: string) => {
      counts[script].set(word, (counts[script].get(word) ?? 0) + weight);
    };
    for (const [piece] of plain(textOf(asked, field), options).matchAll(PIECE)) {
      if (BETWEEN_WORDS.test(piece)) continue;
      if (IS_CHINESE.test(piece)) {
        for (const word of lexicon.segment(piece)) {
          if (!stopWords.has(word)) count('chinese', word);
        }
      } else {
        for (const { term } of analyse(piece, options).tokens) count('other', term);
      }
    }
  }
  return counts;
}
