/**
 * What names are found and sorted by. PostgreSQL knows neither pinyin nor Chinese words on every
 * server, so the application makes the keys and the database only compares them.
 */
import { pinyin } from 'pinyin-pro';

/** Half-width, lower case, without accents and apostrophes: `Xi’an ＭÜＳ` becomes `xian mus`. */
export function fold(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .replace(/['’‘ʼ`´]/g, '')
    .normalize('NFC')
    .toLowerCase();
}

/** A run of characters that are written without spaces, or a word of any other script. */
export interface Term {
  readonly text: string;
  readonly chinese: boolean;
}

const spaceless = '[\\p{sc=Han}\\p{sc=Hiragana}\\p{sc=Katakana}]';
const termPattern = new RegExp(`(${spaceless}+)|(?:(?!${spaceless})[\\p{L}\\p{N}])+`, 'gu');

/** The terms of a text, folded, in order. */
export function termsOf(text: string): Term[] {
  return [...fold(text).matchAll(termPattern)].map((match) => ({
    text: match[0],
    chinese: match[1] !== undefined,
  }));
}

/** The terms of a text with one blank between them: two names that differ in dots are one. */
export function plainName(text: string): string {
  return termsOf(text)
    .map((term) => term.text)
    .join(' ');
}

/** One syllable a Chinese character; other characters stand for themselves. */
export function syllablesOf(chinese: string, surnameFirst = false): string[] {
  return pinyin(chinese, {
    toneType: 'none',
    type: 'array',
    v: true,
    ...(surnameFirst ? { surname: 'head' as const } : {}),
  });
}

function keyOf(name: string, surnameFirst: boolean): string {
  return termsOf(name)
    .flatMap((term) => (term.chinese ? syllablesOf(term.text, surnameFirst) : [term.text]))
    .join(' ')
    .slice(0, 400);
}

/**
 * Pinyin and lower case, syllables apart, so that bytes compare as a reader expects:
 * 安徽 (`an hui`) before 昂立 (`ang li`) before `beijing`.
 */
export function sortKey(name: string): string {
  return keyOf(name, false);
}

/** The same for a person, where 单田芳 begins with `shan` and not with `dan`. */
export function personSortKey(name: string): string {
  return keyOf(name, true);
}

const lexemeCharactersAtMost = 60;
const syllablesAtMost = 12;
const namesAtMost = 200;
/** A whole name is a lexeme of its own behind this sign, so that exact hits come first. */
const wholeName = '=';
const wholeNameCharactersAtMost = 200;

/** A whole name as it is written, as it sounds, and by its initials. */
export function wholeNameLexemes(name: string): string[] {
  const terms = termsOf(name);
  const syllables = terms.flatMap((term) => (term.chinese ? syllablesOf(term.text) : [term.text]));
  const ways = [
    terms.map((term) => term.text).join(' '),
    syllables.join(''),
    ...(terms.some((term) => term.chinese) ? [syllables.map((one) => one[0]).join('')] : []),
  ];
  return [...new Set(ways)].map((way) => wholeName + way.slice(0, wholeNameCharactersAtMost));
}

/**
 * The lexemes of one name: words, Chinese characters and pairs, and from every character on the
 * pinyin and the initials, so that a query of any of these kinds is a prefix of one of them.
 * `vocabulary` are those by which typing errors are mended.
 */
function lexemesOf(name: string): { all: Set<string>; vocabulary: Set<string> } {
  const all = new Set<string>();
  const vocabulary = new Set<string>();
  for (const { text, chinese } of termsOf(name)) {
    if (!chinese) {
      all.add(text.slice(0, lexemeCharactersAtMost));
      if (/^[a-z]{3,24}$/.test(text)) vocabulary.add(text);
      continue;
    }
    const characters = [...text];
    const syllables = syllablesOf(text);
    characters.forEach((character, at) => {
      all.add(character);
      const pair = characters.slice(at, at + 2);
      if (pair.length === 2) all.add(pair.join(''));
      const from = syllables.slice(at, at === 0 ? undefined : at + syllablesAtMost);
      all.add(from.join('').slice(0, at === 0 ? 200 : lexemeCharactersAtMost));
      if (from.length > 1) all.add(from.map((syllable) => syllable[0]).join(''));
      const sound = syllables.slice(at, at + 2).join('');
      if (/^[a-z]{4,}$/.test(sound) && pair.length === 2) vocabulary.add(sound);
    });
  }
  return { all, vocabulary };
}

/** Words and pairs of syllables in names: what a mistyped word may have meant. */
export function vocabularyOf(names: readonly string[]): string[] {
  const words = names.slice(0, namesAtMost).flatMap((name) => [...lexemesOf(name).vocabulary]);
  return [...new Set(words)];
}

export const quoted = (lexeme: string) =>
  `'${lexeme.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`;

/** All names as the text of a `tsvector`; cast it where it is written. */
export function searchVector(names: readonly string[]): string {
  const plain = new Set<string>();
  const vocabulary = new Set<string>();
  for (const name of names.slice(0, namesAtMost)) {
    const lexemes = lexemesOf(name);
    for (const lexeme of lexemes.all) plain.add(lexeme);
    for (const lexeme of lexemes.vocabulary) vocabulary.add(lexeme);
    for (const lexeme of wholeNameLexemes(name)) plain.add(lexeme);
  }
  const words = [...vocabulary].map((lexeme) => `${quoted(lexeme)}:1A`);
  const rest = [...plain].filter((lexeme) => !vocabulary.has(lexeme)).map(quoted);
  return [...words, ...rest].join(' ');
}

/** All names without dots and accents, a line each, for comparing whole names. */
export function searchText(names: readonly string[]): string {
  const lines = new Set(names.slice(0, namesAtMost).map(plainName));
  return [...lines].filter((line) => line !== '').join('\n');
}

/** Words, characters and pairs of a title as the text of a `tsvector`; nobody types it by sound. */
export function titleVector(title: string | null): string {
  const lexemes = termsOf(title ?? '').flatMap(({ text, chinese }) => {
    if (!chinese) return [text.slice(0, lexemeCharactersAtMost)];
    const characters = [...text];
    return characters.flatMap((one, at) => [one, one + (characters[at + 1] ?? '')]);
  });
  return [...new Set(lexemes)].map(quoted).join(' ');
}
