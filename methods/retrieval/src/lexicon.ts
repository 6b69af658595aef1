import { countGrams, type Gram } from './grams.ts';
import { WordTree } from './word-tree.ts';

/** A run of Chinese, cut at characters that stand between words and almost never inside one. */
const CHINESE_RUN = /(?:(?![的了与及和是其将被这])\p{Script=Han})+/gu;

/** Longer terms are found as two words, so that each of them can be met again elsewhere. */
const LONGEST_WORD = 4;

export interface LexiconOptions {
  /** How often a word must be written to be found. Default 5. */
  readonly leastCount?: number;
  /**
   * How much more often, as a power of 2, the parts of a word must stand together than chance would
   * put them. Default 5: 32 times.
   */
  readonly leastCohesion?: number;
  /** How free, in bits, the choice of its neighbours on either side must be. Default 1.5. */
  readonly leastFreedom?: number;
}

/** Words with how often each was written; one character by itself counts as a word. */
export type SavedLexicon = readonly (readonly [word: string, count: number])[];

/** Splits Chinese into words. Made by `discoverWords`, brought back by `new Lexicon(saved)`. */
export class Lexicon {
  readonly #words: SavedLexicon;
  readonly #tree = new WordTree();
  readonly #unknownCost: number;

  constructor(words: SavedLexicon) {
    this.#words = words;
    const total = words.reduce((sum, [, count]) => sum + count, 1);
    for (const [word, count] of words) this.#tree.set(word, Math.log2(total / count));
    this.#unknownCost = Math.log2(total) + 1;
  }

  /** How many words are known, single characters among them. */
  get size(): number {
    return this.#words.length;
  }

  /** The most probable words that the run consists of; together they are the run. */
  segment(run: string): string[] {
    const best = new Float64Array(run.length + 1).fill(Number.MAX_VALUE);
    const lengths = new Uint8Array(run.length + 1);
    best[0] = 0;
    for (let from = 0; from < run.length; from++) {
      const reach = (length: number, cost: number) => {
        const sum = (best[from] as number) + cost;
        if (sum >= (best[from + length] as number)) return;
        best[from + length] = sum;
        lengths[from + length] = length;
      };
      // A character beyond the basic plane is two units, and never split.
      reach((run.codePointAt(from) as number) > 0xffff ? 2 : 1, this.#unknownCost);
      this.#tree.visitWordsAt(run, from, reach);
    }
    const words: string[] = [];
    for (let end = run.length; end > 0; end -= lengths[end] as number) {
      words.push(run.slice(end - (lengths[end] as number), end));
    }
    return words.reverse();
  }

  /** What `new Lexicon` brings back; JSON.stringify calls this by itself. */
  toJSON(): SavedLexicon {
    return this.#words;
  }
}

/** How often two parts stand together against chance, at the place where they hold least. */
function cohesion(gram: Gram, counts: ReadonlyMap<string, number>, total: number): number {
  let least = Infinity;
  for (let at = 1; at < gram.text.length; at++) {
    const left = counts.get(gram.text.slice(0, at)) ?? gram.count;
    const right = counts.get(gram.text.slice(at)) ?? gram.count;
    least = Math.min(least, (gram.count * total) / (left * right));
  }
  return Math.log2(least);
}

/** Counts the words of a segmentation, which is what the next one goes by. */
function recounted(lexicon: Lexicon, runs: readonly string[], leastCount: number): Lexicon {
  const counts = new Map<string, number>();
  for (const run of runs) {
    for (const word of lexicon.segment(run)) counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  const isKept = ([word, count]: [string, number]) => word.length === 1 || count >= leastCount;
  return new Lexicon([...counts].filter(isKept));
}

/**
 * Finds the words of Chinese texts without a dictionary, new terms of a trade among them.
 *
 * A stretch of 2 to 4 characters is a word if it is written often enough, its parts stand together
 * far more often than chance would put them (cohesion), and many different characters stand before
 * and behind it (freedom): 磷酸铁 never ends, so it is none, and 磷酸铁锂 is one. Texts are then split
 * into the most probable words twice, each time by the counts of the time before, and words that
 * the splitting does not use are forgotten. Without texts the lexicon is empty and splits into
 * characters. Bring texts to one script and width before (see `analyse`).
 *
 * @param texts   Any texts; all that is not Chinese separates words and is passed over.
 * @param options Thresholds, see LexiconOptions.
 * @returns       A lexicon; the same for the same texts in any order.
 * @example
 * const texts = Array.from('一二三四五六七八九十', (n) => `${n}锂电池${n}`);
 * discoverWords(texts, { leastCohesion: 2 }).segment('锂电池八') // → ['锂电池', '八']
 * @example discoverWords([]).segment('锂电池') // → ['锂', '电', '池']
 *
 * Cost: O(characters · longest word), about 3 s for 10,000 abstracts. Source: cohesion and branching
 * entropy after Jin & Tanaka-Ishii, Unsupervised segmentation of Chinese text by use of branching
 * entropy, COLING/ACL 2006; the most probable path after Viterbi 1967.
 */
export function discoverWords(texts: Iterable<string>, options: LexiconOptions = {}): Lexicon {
  const { leastCount = 5, leastCohesion = 5, leastFreedom = 1.5 } = options;
  const runs: string[] = [];
  for (const text of texts) for (const [run] of text.matchAll(CHINESE_RUN)) runs.push(run);
  runs.sort();
  const grams = countGrams(runs, LONGEST_WORD, leastCount);
  const counts = new Map(grams.map((gram) => [gram.text, gram.count]));
  const total = runs.reduce((sum, run) => sum + run.length, 0);
  const words = grams.filter(
    (gram) =>
      gram.text.length === 1 ||
      (gram.freedom >= leastFreedom && cohesion(gram, counts, total) >= leastCohesion),
  );
  let lexicon = new Lexicon(words.map(({ text, count }) => [text, count] as const));
  for (let round = 0; round < 2; round++) lexicon = recounted(lexicon, runs, leastCount);
  return lexicon;
}
