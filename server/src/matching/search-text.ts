/** What the box above a list looks in and for: the terms that matching ranks by, as lexemes. */
import { analyse } from '@yunhe/retrieval';

export function searchLexemes(parts: readonly (string | null)[]): string[] {
  const text = parts.filter((part) => part !== null).join('\n');
  return [...new Set(analyse(text).tokens.map((token) => token.term))];
}

const termsAtMost = 40;

/**
 * What was typed as a `tsquery` that asks for all of it; words in letters may go on. Null where
 * nothing that could be found was typed.
 */
export function searchQuery(q: string): string | null {
  const terms = [...new Set(analyse(q).tokens.map((token) => token.term))].slice(0, termsAtMost);
  if (terms.length === 0) return null;
  return terms.map((term) => quoted(term) + (/^[a-z]/.test(term) ? ':*' : '')).join(' & ');
}

function quoted(lexeme: string): string {
  return `'${lexeme.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`;
}
