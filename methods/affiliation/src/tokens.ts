/** A character of Han or Kana, or a word, and whether a comma or the like parts it from the last. */
export type Token = { readonly text: string; readonly apart: boolean };

const CHARACTER = '[\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}]';
const PIECE = new RegExp(`${CHARACTER}|(?:(?!${CHARACTER})[\\p{L}\\p{M}])+|[^\\p{L}\\p{M}]+`, 'gu');
const WRITTEN = /^[\p{L}\p{M}]/u;
const BETWEEN_WORDS = /^[\s'’.·-]*$/u;
// Words that come and go between two ways of writing one name.
const UNWRITTEN = new Set(['the', 'of', 'and', 'for', 'at', 'in', 'de', 'la']);

/**
 * Reads a text as tokens: every character of Han or Kana alone, every other word in lower case
 * without accents. Numbers, articles and prepositions are not tokens. Words that a scan joined
 * (AcademyofSciences) are taken apart where a capital tells.
 */
export function tokensOf(text: string, fold: (text: string) => string): Token[] {
  const plain = fold(text.replace(/[⁰¹²³⁴⁵⁶⁷⁸⁹]+/g, ' ').normalize('NFKC'))
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]+/g, '')
    .replace(/([a-z])(of|and)?(?=[A-Z])/g, '$1 $2 ')
    .toLowerCase();
  const tokens: Token[] = [];
  let apart = true;
  for (const [piece] of plain.matchAll(PIECE)) {
    if (WRITTEN.test(piece)) {
      if (UNWRITTEN.has(piece)) continue;
      tokens.push({ text: piece, apart });
      apart = false;
    } else if (!BETWEEN_WORDS.test(piece)) apart = true;
  }
  return tokens;
}

const ONE_CHARACTER = new RegExp(`^${CHARACTER}$`, 'u');

/** True for one character of Han or Kana: such tokens are written without blanks between. */
export function isCharacter(token: string): boolean {
  return ONE_CHARACTER.test(token);
}
