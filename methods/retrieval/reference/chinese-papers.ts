import { crc32 } from 'node:zlib';
import { readShared } from './shared-data.ts';

export interface Paper {
  readonly id: string;
  readonly title: string;
  readonly abstract: string;
  readonly keywords: string | null;
  readonly abstract_en: string | null;
}

/** 10,860 Chinese papers as they were read off their pages, with all that was misread. */
export function chinesePapers(): readonly Paper[] {
  const lines = readShared('chinaxiv/papers.jsonl.gz').trim().split('\n');
  return lines.map((line) => JSON.parse(line) as Paper);
}

/** Of a fifth of the papers the two languages are never shown together: they are asked for. */
export const isHeldBack = ({ id }: Paper) => crc32(id) % 5 === 0;

/** The half on which settings were chosen; figures are those of the other. */
export const isForTuning = ({ id }: Paper) => crc32(id) % 2 === 0;

/** Both abstracts of the papers that have them and are not held back, one behind the other. */
export function papersInBothLanguages(papers: readonly Paper[]): { text: string }[] {
  return papers
    .filter((paper) => paper.abstract_en && !isHeldBack(paper))
    .map((paper) => ({ text: `${paper.abstract}\n${paper.abstract_en}` }));
}
