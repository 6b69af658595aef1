/** What reports call the reasons of barriers: the words of the pages, which their build wrote out. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pagesFolder } from '../runtime/pages.ts';
import type { Both } from './report-contract.ts';

let known: Readonly<Record<string, Both>> | undefined;

/** A node without pages has no words: the code, a sentence in itself, stands for them. */
export function reasonFor(code: string): Both {
  known ??= wordsOf(join(pagesFolder, 'reasons.json'));
  return known[code] ?? { zh: code, en: code.replaceAll('_', ' ') };
}

function wordsOf(path: string): Readonly<Record<string, Both>> {
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Record<string, Both>) : {};
}
