/** What titles are sorted and found by, made here because no database knows pinyin for sure. */
import { pinyin } from 'pinyin-pro';

const titleLettersCompared = 60;

/** Pinyin and lower case, a syllable a character: 安徽 (`an hui`) before 昂立 (`ang li`). */
export function titleSortKey(title: string): string {
  const folded = title.normalize('NFKC').toLowerCase().slice(0, titleLettersCompared);
  return pinyin(folded, { toneType: 'none', type: 'array', nonZh: 'consecutive', v: true })
    .join(' ')
    .trim();
}

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
