import { stem } from './stem.ts';
import { DEFAULT_STOP_WORDS } from './stop-words.ts';

/** One searchable term and where in the analysed text it was read. */
export interface Token {
  /** The form that is compared: lower case, stemmed if English, simplified if a fold is given. */
  readonly term: string;
  /** First code unit in `Analysis.text`. */
  readonly start: number;
  /** Code unit after the last. */
  readonly end: number;
}

export interface Analysis {
  /** The text in normal form NFKC with plain hyphens; the offsets of the tokens count in it. */
  readonly text: string;
  readonly tokens: readonly Token[];
}

export interface AnalysisOptions {
  /** Words that never become terms, in lower case, before stemming. Default: DEFAULT_STOP_WORDS. */
  readonly stopWords?: ReadonlySet<string>;
  /** Brings Chinese to one script, such as traditional to simplified. Default: as written. */
  readonly fold?: (text: string) => string;
}

/** Scripts written without spaces, or (Hangul) with endings that a pair of syllables survives. */
const UNSPACED = '\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Hangul}';
const LETTER = `(?![${UNSPACED}])[\\p{L}\\p{M}\\p{N}]`;

/**
 * A run of unspaced script, or one word with all that belongs to it: `≥67%`, `Ti-6Al-4V`, `R&D`.
 * 的 ends a run: it stands between words and almost never inside one, so no pair reaches across it.
 */
const PIECE = new RegExp(
  `(?:(?!的)[${UNSPACED}])+` +
    `|(?:[<>≤≥≦≧]\\s?(?=\\p{N}))?(?:${LETTER})+(?:[-./·+_:&°'’](?:${LETTER})+)*(?:[%‰#]|\\+\\+)?`,
  'gu',
);
const STARTS_UNSPACED = new RegExp(`^[${UNSPACED}]`, 'u');

/** The parts of a compound; a point before a digit is a decimal point and does not part. */
const PART = /(?:[^-./·+_:&°'’<>≤≥≦≧\s]|\.(?=\p{N}))+/gu;

/** Longer words are sequences and encodings: nobody asks for them, and they would fill the index. */
const LONGEST_TERM = 64;

/** Lower case without the accents of Latin letters, then the English stem where it is English. */
function termOf(word: string, stopWords: ReadonlySet<string>): string | undefined {
  let lower = word.toLowerCase();
  // The two rarer repairs look at what few words have: another alphabet, a blank after a sign.
  if (/[^ -~]/.test(lower)) {
    lower = lower
      .normalize('NFD')
      .replace(/(\p{Script=Latin})\p{M}+/gu, '$1')
      .normalize('NFC');
  }
  lower = lower.replace(/\s/g, '');
  return lower.length > LONGEST_TERM || stopWords.has(lower) ? undefined : stem(lower);
}

/** The whole word, then its parts if it has several. */
function addWord(tokens: Token[], word: string, start: number, stopWords: ReadonlySet<string>) {
  const whole = termOf(word, stopWords);
  if (whole !== undefined) tokens.push({ term: whole, start, end: start + word.length });
  if (/^[a-z0-9]+$/i.test(word)) return;
  for (const part of word.matchAll(PART)) {
    if (part[0].length === word.length) return;
    const term = termOf(part[0], stopWords);
    const from = start + part.index;
    if (term !== undefined) tokens.push({ term, start: from, end: from + part[0].length });
  }
}

/** Every character and every pair of neighbours. */
function addRun(
  tokens: Token[],
  run: string,
  start: number,
  stopWords: ReadonlySet<string>,
  fold: (text: string) => string,
) {
  const folded = fold(run);
  const sameLength = folded.length === run.length;
  const add = (term: string, from: number) => {
    if (stopWords.has(term)) return;
    // A fold that changes the length loses the places, so its tokens point to the run they are in.
    const end = sameLength ? start + from + term.length : start + run.length;
    tokens.push({ term, start: sameLength ? start + from : start, end });
  };
  let previous = '';
  let at = 0;
  for (const character of folded) {
    if (previous !== '') add(previous + character, at - previous.length);
    add(character, at);
    previous = character;
    at += character.length;
  }
}

/**
 * Reads a Chinese, English or mixed text as terms to index or to ask for.
 *
 * Full and half width meet (NFKC), and so do upper and lower case. Chinese, Japanese and Korean give
 * every character and every pair of neighbours; pairs need no dictionary, so new words cost nothing
 * (words of Intl.Segmenter on top were measured: no gain, 2.5 times the time). Other words lose the
 * accents of Latin letters and, where they are plain a–z, take their English stem. A word with
 * signs inside (`Ti-6Al-4V`, `100/120`, `≥67%`) gives itself whole and then its parts. Stop words
 * and words of more than 64 letters give nothing; an empty text gives no token.
 *
 * @param text     Any text; bring it to a size you can afford before.
 * @param options  Stop words and fold, see AnalysisOptions.
 * @returns        The normalised text, and tokens with offsets into it, in the order of reading;
 *                 tokens of a pair and of its characters, of a whole and of its parts, overlap.
 * @example analyse('固态电池').tokens.map((token) => token.term)
 *   // → ['固', '固态', '态', '态电', '电', '电池', '池']
 * @example analyse('Ti-6Al-4V ≥67%').tokens.map((token) => token.term)
 *   // → ['ti-6al-4v', 'ti', '6al', '4v', '≥67%', '67%']
 * @example analyse('the ＢＡＴＴＥＲＩＥＳ').tokens // → [{ term: 'batteri', start: 4, end: 13 }]
 *
 * Cost: O(length). Source: Nie, Gao, Zhang & Zhou, On the use of words and n-grams for Chinese
 * information retrieval, IRAL 2000: characters and pairs together do as well as words.
 */
export function analyse(text: string, options: AnalysisOptions = {}): Analysis {
  const { stopWords = DEFAULT_STOP_WORDS, fold = (run) => run } = options;
  const normal = text.normalize('NFKC').replace(/[\u2010-\u2013\u2212]/g, '-');
  const tokens: Token[] = [];
  for (const { 0: piece, index } of normal.matchAll(PIECE)) {
    if (STARTS_UNSPACED.test(piece)) addRun(tokens, piece, index, stopWords, fold);
    else addWord(tokens, piece, index, stopWords);
  }
  return { text: normal, tokens };
}
