/** How alike two names are. Pure. */
import { plainName, syllablesOf, termsOf } from './search-keys.ts';

export interface Likeness {
  /** 1 for the same name, 0 where they have no pair of letters in common. */
  readonly similarity: number;
  readonly because: 'same_name' | 'same_sound' | 'similar_name';
}

function pairsOf(text: string): Map<string, number> {
  const characters = [...` ${text} `];
  const pairs = new Map<string, number>();
  for (let at = 1; at < characters.length; at += 1) {
    const pair = characters[at - 1]! + characters[at];
    pairs.set(pair, (pairs.get(pair) ?? 0) + 1);
  }
  return pairs;
}

/** Dice's coefficient over pairs of characters, the edges of the name included. */
function dice(a: string, b: string): number {
  const [left, right] = [pairsOf(a), pairsOf(b)];
  let common = 0;
  for (const [pair, count] of left) common += Math.min(count, right.get(pair) ?? 0);
  return (2 * common) / ([...a].length + [...b].length + 2);
}

function soundOf(name: string): string {
  return termsOf(name)
    .map((term) => (term.chinese ? syllablesOf(term.text).join('') : term.text))
    .join('');
}

/** The same sound counts as nearly the same name: a homophone is the usual slip. */
const sameSound = 0.95;

export function likenessOf(a: string, b: string): Likeness {
  const [left, right] = [plainName(a), plainName(b)];
  if (left === right) return { similarity: 1, because: 'same_name' };
  if (soundOf(a) === soundOf(b)) return { similarity: sameSound, because: 'same_sound' };
  return { similarity: dice(left, right), because: 'similar_name' };
}
