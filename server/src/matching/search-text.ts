/** What the box above a list looks in and for. */

/** Everything a list's box looks in, as it is looked for: half-width and lower case. */
export function searchText(parts: readonly (string | null)[]): string {
  return parts
    .filter((part) => part !== null)
    .join('\n')
    .normalize('NFKC')
    .toLowerCase();
}

const wordsAtMost = 10;

/** What was typed into a list's box as patterns that must all be found. */
export function searchPatterns(q: string): string[] {
  const words = q.normalize('NFKC').toLowerCase().split(/\s+/);
  return words
    .filter((word) => word !== '')
    .slice(0, wordsAtMost)
    .map((word) => `%${word.replace(/[\\%_]/g, '\\$&')}%`);
}
