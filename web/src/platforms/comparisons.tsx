import { Link } from '@tanstack/react-router';
import { type ComparedRound, compareContract as contract } from 'yunhe/platforms/contract';
import { useFormat } from '../ui/format.ts';
import { type Column, List } from '../ui/list.tsx';
import { Page } from '../ui/page.tsx';
import { Sample } from '../ui/sample.tsx';
import { useLanguage, useWords } from '../ui/words.ts';
import { usePlatformTypes } from './platform-facts.tsx';
import { PlatformsTabs } from './platform-tabs.tsx';
import { schemeWords } from './scheme-words.ts';

/** Published rounds: each compares platforms of one type. */
export function Comparisons() {
  const t = useWords(schemeWords);
  const types = usePlatformTypes();
  return (
    <Page title={t('comparisons')} lead={t('comparisonsLead')}>
      <PlatformsTabs />
      <List
        endpoint={contract.listComparedRounds}
        label={t('comparisons')}
        filters={[{ kind: 'choices', name: 'type', label: t('type'), options: types.options }]}
        columns={useComparisonColumns()}
        rowKey={({ id }) => id}
        empty={{ title: t('noComparisons'), hint: t('noComparisonsHint') }}
      />
    </Page>
  );
}

function useComparisonColumns(): Column<ComparedRound>[] {
  const t = useWords(schemeWords);
  const language = useLanguage();
  const format = useFormat();
  const types = usePlatformTypes();
  return [
    {
      key: 'title',
      title: t('round'),
      render: ({ id, title, sample }) => (
        <>
          <Link to="/platforms/comparisons/$roundId" params={{ roundId: id }} className="strong">
            {title[language] || title.zh}
          </Link>{' '}
          <Sample when={sample} />
        </>
      ),
    },
    { key: 'type', title: t('type'), render: ({ type }) => types.nameOf(type) },
    {
      key: 'period',
      title: t('period'),
      render: ({ dataFrom, dataUntil }) => `${format.day(dataFrom)} – ${format.day(dataUntil)}`,
    },
    { key: 'units', title: t('units'), align: 'end', render: ({ unitCount }) => unitCount },
    {
      key: 'published',
      title: t('publishedAt'),
      tight: true,
      render: ({ publishedAt }) => format.instant(publishedAt),
    },
  ];
}
