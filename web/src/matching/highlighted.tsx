import { Fragment } from 'react';

const pieceAtMost = 2_000;

/** Marks the words that carried a match where they stand in its text. */
export function Highlighted({
  text,
  words,
}: {
  readonly text: string;
  readonly words: readonly string[];
}) {
  return <>{pieces(text.slice(0, pieceAtMost), words).map(mark)}</>;
}

function mark({ text, hit }: Piece, at: number) {
  return hit ? <mark key={at}>{text}</mark> : <Fragment key={at}>{text}</Fragment>;
}

export interface Piece {
  readonly text: string;
  readonly hit: boolean;
}

/** The text cut where one of the words begins or ends; longer words win over those within. */
export function pieces(text: string, words: readonly string[]): Piece[] {
  const lower = text.toLowerCase();
  const marked = new Uint8Array(text.length);
  for (const word of words) {
    const wanted = word.toLowerCase();
    if (wanted === '' || lower.length !== text.length) continue;
    for (let at = lower.indexOf(wanted); at >= 0; at = lower.indexOf(wanted, at + wanted.length)) {
      if (standsAlone(lower, at, wanted)) marked.fill(1, at, at + wanted.length);
    }
  }
  const found: Piece[] = [];
  let from = 0;
  for (let at = 1; at <= text.length; at += 1) {
    if (at === text.length || marked[at] !== marked[from]) {
      found.push({ text: text.slice(from, at), hit: marked[from] === 1 });
      from = at;
    }
  }
  return found;
}

const latin = /[a-z0-9]/;

/** Latin words begin where a word begins (“ion” is not in “station”); Chinese has no such bounds. */
function standsAlone(text: string, at: number, word: string): boolean {
  return at === 0 || !latin.test(word[0]!) || !latin.test(text[at - 1]!);
}
