import { Tooltip } from 'antd';
import { uiWords } from './ui-words.ts';
import { useWords } from './words.ts';

/** Marks a record that was made up, wherever it is shown. */
export function Sample({ when }: { readonly when: boolean | null | undefined }) {
  const t = useWords(uiWords);
  if (when !== true) return null;
  return (
    <Tooltip title={t('sampleMeaning')}>
      <span className="sample">{t('sample')}</span>
    </Tooltip>
  );
}
