import { Link } from '@tanstack/react-router';
import {
  type BarrierFileSummary,
  observatoryContract as contract,
} from 'yunhe/observatory/contract';
import { RegionChoice } from '../registry/choices.tsx';
import { useFormat } from '../ui/format.ts';
import { type Column, List } from '../ui/list.tsx';
import { Page } from '../ui/page.tsx';
import { nameIn, useLanguage, useWords } from '../ui/words.ts';
import { useWay } from './places.tsx';
import { ObservatoryTabs } from './tabs.tsx';
import { observatoryWords } from './words.ts';

export const fileStates = ['opened', 'clarified', 'closed'] as const;
const tones = { opened: 'tag-warn', clarified: 'tag-accent', closed: 'tag-good' } as const;

export function FileState({ of }: { readonly of: Pick<BarrierFileSummary, 'state' | 'overdue'> }) {
  const t = useWords(observatoryWords);
  return (
    <>
      <span className={`tag ${tones[of.state]}`}>{t(`state_${of.state}`)}</span>
      {of.overdue ? <span className="tag tag-bad">{t('overdue')}</span> : null}
    </>
  );
}

export function BarrierFiles() {
  const t = useWords(observatoryWords);
  return (
    <Page title={t('observatory')} lead={t('filesLead')}>
      <ObservatoryTabs />
      <List
        endpoint={contract.listBarrierFiles}
        label={t('files')}
        filters={[
          {
            kind: 'choices',
            name: 'state',
            label: t('state'),
            options: fileStates.map((value) => ({ value, label: t(`state_${value}`) })),
          },
          {
            kind: 'own',
            name: 'regionCode',
            label: t('owner'),
            render: ([value], change) => (
              <RegionChoice
                label={t('owner')}
                placeholder={t('owner')}
                value={value ?? null}
                onChange={(code) => change([code ?? []].flat())}
              />
            ),
          },
          {
            kind: 'choice',
            name: 'overdue',
            label: t('overdue'),
            options: [{ value: 'true', label: t('overdueOnly') }],
          },
        ]}
        columns={useFileColumns()}
        rowKey={({ id }) => id}
        exports={{ endpoint: contract.exportBarrierFiles }}
        empty={{
          title: t('noFiles'),
          hint: t('noFilesHint'),
          action: (
            <Link to="/observatory/barriers" className="link-button">
              {t('barriers')}
            </Link>
          ),
        }}
      />
    </Page>
  );
}

function useFileColumns(): Column<BarrierFileSummary>[] {
  const t = useWords(observatoryWords);
  const language = useLanguage();
  const format = useFormat();
  const wayOf = useWay();
  return [
    {
      key: 'title',
      title: t('fileTitle'),
      render: ({ id, title, barrier }) => (
        <>
          <Link to="/observatory/files/$fileId" params={{ fileId: id }} className="strong">
            {title}
          </Link>
          <span className="quiet second-line">{wayOf(barrier.from, barrier.to)}</span>
        </>
      ),
    },
    { key: 'owner', title: t('owner'), render: ({ owner }) => nameIn(language, owner) },
    { key: 'state', title: t('state'), render: (file) => <FileState of={file} /> },
    { key: 'dueOn', title: t('dueOn'), tight: true, render: ({ dueOn }) => format.day(dueOn) },
    {
      key: 'outcome',
      title: t('outcome'),
      render: ({ outcome }) => (outcome === null ? '—' : t(`outcome_${outcome}`)),
    },
  ];
}
