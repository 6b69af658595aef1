import type { Import } from 'yunhe/registry/contract';
import { useWords } from '../ui/words.ts';
import { importWords } from './import-words.ts';

const tones = {
  waiting: 'tag',
  running: 'tag tag-accent',
  finished: 'tag tag-good',
  failed: 'tag tag-bad',
  cancelled: 'tag tag-warn',
  undoing: 'tag tag-accent',
  undone: 'tag',
} as const;

export function ImportState({ of }: { readonly of: Import }) {
  const t = useWords(importWords);
  return (
    <span className="tags">
      <span className={tones[of.state]}>
        {t(`state_${of.state}`)}
        {of.state === 'running' ? ` ${Math.round(of.percent)}%` : ''}
      </span>
      {of.dryRun ? <span className="tag">{t('dryRun')}</span> : null}
    </span>
  );
}

/** While it is one of these, asking again may show something new. */
export function isUnderWay(one: Import | undefined): boolean {
  return one !== undefined && ['waiting', 'running', 'undoing'].includes(one.state);
}
