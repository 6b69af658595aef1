import type { AnalysisOptions } from './analyse.ts';
import { FIELDS, type Query, textOf } from './document.ts';
import { discoverWords } from './lexicon.ts';
import { plain, SCRIPTS, type Script, type WordCounts, wordCountsOf } from './passages.ts';
import { type Floats, passagesOf, SemanticSpace, unit } from './semantic-space.ts';
import { truncatedSvd } from './truncated-svd.ts';

export interface SpaceOptions extends AnalysisOptions {
  /** Directions at most. Default 256; never more than one for eight documents or two words. */
  readonly dimensions?: number;
  /** Documents that are read at most, evenly spread over all. Default 20,000. */
  readonly mostDocuments?: number;
}

/** From fewer documents chance would be learned. */
const FEWEST_DOCUMENTS = 100;
const FEWEST_WORDS = 10;
/** A word in fewer documents has no company to be known by, one in more than half of them all. */
const FEWEST_WITH_WORD = 2;
/** The more common of the words that remain are kept. */
const MOST_WORDS = 100_000;
/** How much rarity counts: 1 as usual in lexical ranking, more where common words drown the rest. */
const RARITY_POWER = 1.5;
/** How much the broader directions count above the finer: 0 leaves them as they are found. */
const BREADTH = 0.5;

interface Vocabulary {
  readonly numbers: Map<string, number>;
  readonly weights: Floats;
}

/**
 * Learns from documents which words keep the same company.
 *
 * Words of Chinese are found in the documents themselves. A document that says the same in Chinese
 * and another script teaches both: its two parts are put together as one row, so that words of both
 * languages come to lie in one space. The rows are brought to their leading directions. Null for
 * fewer than 100 documents or 10 words that they share. The same documents in the same order teach the
 * same; chance is drawn from a fixed seed.
 *
 * @param documents Title, keywords and text of what is to be learned from.
 * @param options   Dimensions, most documents, and how texts are read.
 * @returns         A space, or null if there is too little to learn from.
 * @example learnSpace([{ text: 'one text teaches nothing' }]) // → null
 *
 * Cost: O(words in the documents · dimensions), about half a minute for 10,000 abstracts; 1 kB a
 * word. Source: latent semantic indexing, Deerwester et al., JASIS 41 (1990); across languages by
 * stacking, Dumais, Littman & Landauer, SIGIR workshop 1996.
 */
export function learnSpace(
  documents: Iterable<Exclude<Query, string>>,
  options: SpaceOptions = {},
): SemanticSpace | null {
  const { dimensions = 256, mostDocuments = 20_000 } = options;
  const taken = evenly([...documents], mostDocuments);
  if (taken.length < FEWEST_DOCUMENTS) return null;
  const lexicon = discoverWords(taken.map((document) => textToLearnWordsFrom(document, options)));
  const counted = taken.map((document) => wordCountsOf(document, lexicon, options));
  const vocabulary = vocabularyOf(counted);
  const { size } = vocabulary.numbers;
  if (size < FEWEST_WORDS) return null;
  const wanted = Math.floor(Math.min(dimensions, taken.length / 8, size / 2));
  const rows = counted.map((counts) => passagesOf(weighed(counts, vocabulary)));
  const found = truncatedSvd(sparse(rows, size), wanted);
  const width = found.values.length;
  const vectors = found.directions;
  for (let at = 0; at < vectors.length; at++) {
    vectors[at]! *= ((found.values[at % width] as number) / (found.values[0] as number)) ** BREADTH;
  }
  const common = commonDirections(rows, vectors, width);
  return new SemanticSpace({ dimensions: width, lexicon, ...vocabulary, vectors, common });
}

function evenly<Item>(items: readonly Item[], most: number): readonly Item[] {
  if (items.length <= most) return items;
  return Array.from(
    { length: most },
    (_, at) => items[Math.floor((at * items.length) / most)] as Item,
  );
}

function textToLearnWordsFrom(document: Exclude<Query, string>, options: SpaceOptions): string {
  return FIELDS.map((field) => plain(textOf(document, field), options)).join('\n');
}

function vocabularyOf(counted: readonly WordCounts[]): Vocabulary {
  const frequencies = new Map<string, number>();
  for (const counts of counted) {
    for (const script of SCRIPTS) {
      for (const word of counts[script].keys()) {
        frequencies.set(word, (frequencies.get(word) ?? 0) + 1);
      }
    }
  }
  const kept = [...frequencies]
    .filter(([, n]) => n >= FEWEST_WITH_WORD && n <= counted.length / 2)
    .sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))
    .slice(0, MOST_WORDS);
  const numbers = new Map(kept.map(([word], number) => [word, number]));
  const rarities = kept.map(([, n]) => Math.log((counted.length + 1) / (n + 0.5)) ** RARITY_POWER);
  return { numbers, weights: Float32Array.from(rarities) };
}

interface NumberedWord {
  readonly number: number;
  readonly weight: number;
}

function weighed(counts: WordCounts, { numbers, weights }: Vocabulary) {
  const one = (script: Script) => {
    const words: NumberedWord[] = [];
    for (const [word, count] of counts[script]) {
      const number = numbers.get(word);
      if (number === undefined) continue;
      words.push({ number, weight: Math.log1p(count) * (weights[number] as number) });
    }
    return words;
  };
  return { chinese: one('chinese'), other: one('other') };
}

type Passages = ReturnType<typeof passagesOf<NumberedWord>>;

/** One row for a document, its passages one behind the other. */
function sparse(rows: readonly Passages[], columnCount: number) {
  const starts = new Uint32Array(rows.length + 1);
  for (const [at, passages] of rows.entries()) {
    const size = passages.reduce((sum, { words }) => sum + words.length, 0);
    starts[at + 1] = (starts[at] as number) + size;
  }
  const columns = new Uint32Array(starts.at(-1) as number);
  const values = new Float32Array(columns.length);
  let end = 0;
  for (const passages of rows) {
    for (const { number, weight } of passages.flatMap(({ words }) => words)) {
      columns[end] = number;
      values[end++] = weight;
    }
  }
  return { columnCount, starts, columns, values };
}

/** The direction of the mean of all passages of a script. */
function commonDirections(rows: readonly Passages[], vectors: Float32Array, width: number) {
  const common = { chinese: new Float32Array(width), other: new Float32Array(width) };
  for (const { script, words } of rows.flat()) {
    for (const { number, weight } of words) {
      for (let at = 0; at < width; at++) {
        common[script][at]! += weight * (vectors[number * width + at] as number);
      }
    }
  }
  return { chinese: unit(common.chinese), other: unit(common.other) };
}
