import type { ReplayResult } from 'yunhe/rules/contract';
import { useKindName } from '../registry/choices.tsx';
import { useLanguage, useWords } from '../ui/words.ts';
import { replayWords } from './replay-words.ts';

export type Group = ReplayResult['groups'][number];

/** Of a region, a kind or a band of size; a table of cases may use words of its own for kinds. */
export function useGroupName(): (group: Pick<Group, 'by' | 'key' | 'label'>) => string {
  const t = useWords(replayWords);
  const kindName = useKindName();
  const language = useLanguage();
  return ({ by, key, label }) => {
    if (key === null) return t('unknown');
    if (by === 'kind') return kindName(key);
    return label[language] || key;
  };
}
