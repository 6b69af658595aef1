/**
 * What a person typed, as queries on search vectors: first as written, then by sound, then with
 * one part wrong. Pure; each is the text of a `tsquery`, or null where there is nothing to ask.
 */
import { quoted, syllablesOf, type Term, termsOf, wholeNameLexemes } from './search-keys.ts';

const termsAtMost = 12;
const charactersAtMost = 16;
const windowSyllables = 12;
const lexemeCharacters = 60;

const and = (parts: readonly string[]) => (parts.length === 0 ? null : parts.join(' & '));
const starts = (text: string) => `${quoted(text.slice(0, lexemeCharacters))}:*`;

function typed(q: string): Term[] {
  return termsOf(q).slice(0, termsAtMost);
}

/** Chinese by its pairs of characters, other words by how they begin. */
export function asWritten(q: string): string | null {
  return and(typed(q).flatMap((term) => (term.chinese ? pairsOf(term.text) : begun(term))));
}

/** Words that very many names have: what else begins so is not meant, and takes long to look up. */
const frequent: ReadonlyMap<string, readonly string[]> = new Map<string, readonly string[]>([
  ...alone('of', 'and', 'for', 'the', 'in', 'at'),
  ...alone('research', 'national', 'international', 'medical'),
  ['academy', ['academies']],
  ['center', ['centers']],
  ['centre', ['centres']],
  ['college', ['colleges']],
  ['hospital', ['hospitals']],
  ['institute', ['institutes']],
  ['school', ['schools']],
  ['science', ['sciences']],
  ['technology', ['technologies']],
  ['university', ['universities']],
]);

function alone(...words: string[]): [string, readonly string[]][] {
  return words.map((word) => [word, []]);
}

function begun({ text }: Term): string {
  const others = frequent.get(text);
  if (others === undefined) return starts(text);
  return others.length === 0 ? quoted(text) : `(${[text, ...others].map(quoted).join(' | ')})`;
}

function pairsOf(chinese: string): string[] {
  const characters = [...chinese].slice(0, charactersAtMost);
  if (characters.length === 1) return [quoted(chinese)];
  return characters.slice(1).map((character, at) => quoted(characters[at] + character));
}

/** The same with Chinese by its pinyin: 清化 finds 清华. Null where nothing Chinese was typed. */
export function bySound(q: string): string | null {
  const terms = typed(q);
  if (!terms.some((term) => term.chinese)) return null;
  return and(terms.flatMap((term) => (term.chinese ? soundsOf(term.text) : begun(term))));
}

function soundsOf(chinese: string): string[] {
  const syllables = syllablesOf(chinese).slice(0, 4 * windowSyllables);
  const windows: string[] = [];
  for (let at = 0; at === 0 || at + windowSyllables / 2 < syllables.length; ) {
    windows.push(starts(syllables.slice(at, at + windowSyllables).join('')));
    at += windowSyllables / 2;
  }
  return windows;
}

/** The words typed that are not Chinese: those that no name has may be mistyped. */
export function wordsOf(q: string): string[] {
  return typed(q)
    .filter((term) => !term.chinese)
    .map((term) => term.text);
}

/**
 * With typing errors forgiven. Words that no name has are replaced by those they may have meant;
 * where every word is known, one part of three or more may be missing.
 *
 * @param meant  For each unknown word the words it may have meant, the likeliest first.
 */
export function similarTo(q: string, meant: ReadonlyMap<string, readonly string[]>): string | null {
  const terms = typed(q);
  if (meant.size > 0) {
    if ([...meant.values()].some((words) => words.length === 0)) return null;
    return and(
      terms.flatMap((term) => {
        if (term.chinese) return pairsOf(term.text);
        const words = meant.get(term.text);
        return words === undefined ? begun(term) : `(${words.map(quoted).join(' | ')})`;
      }),
    );
  }
  const parts = terms
    .flatMap((term) => (term.chinese ? [...term.text].map(quoted) : begun(term)))
    .slice(0, charactersAtMost);
  if (parts.length < 3) return null;
  const ways = parts.map((_part, wrong) => `(${and(parts.filter((_, at) => at !== wrong))})`);
  return ways.join(' | ');
}

/** What puts a hit first: that its whole name was typed, in characters or by sound, or its start. */
export interface Favours {
  readonly whole: string;
  readonly beginning: string;
}

export function favoursOf(q: string): Favours {
  const [written, sound] = wholeNameLexemes(q);
  const ways = [written, sound].filter((way) => way !== undefined).map(quoted);
  return { whole: ways.join(' | '), beginning: ways.map((way) => `${way}:*`).join(' | ') };
}

/**
 * Letters that must be put in, left out, changed or swapped with their neighbour to make one
 * word of another. Cost: the product of the lengths.
 */
export function editDistance(a: string, b: string): number {
  let before: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i += 1) {
    const current = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const change = a[i - 1] === b[j - 1] ? 0 : 1;
      let least = Math.min(current[j - 1]! + 1, previous[j]! + 1, previous[j - 1]! + change);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        least = Math.min(least, before[j - 2]! + 1);
      }
      current.push(least);
    }
    before = previous;
    previous = current;
  }
  return previous[b.length]!;
}

const likelyAtMost = 6;

/** Of words that look alike, the nearest that a slip of the finger or two makes of this one. */
export function likelyMeant(word: string, candidates: readonly string[]): string[] {
  const slips = word.length <= 5 ? 1 : 2;
  const near = candidates.map((candidate) => ({
    candidate,
    distance: editDistance(word, candidate),
  }));
  const nearest = Math.min(...near.map(({ distance }) => distance));
  if (nearest > slips) return [];
  return near
    .filter(({ distance }) => distance === nearest)
    .slice(0, likelyAtMost)
    .map(({ candidate }) => candidate);
}
