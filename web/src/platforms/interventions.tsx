import { Link } from '@tanstack/react-router';
import {
  interventionContract as contract,
  type InterventionSummary,
} from 'yunhe/platforms/contract';
import { useFormat } from '../ui/format.ts';
import { type Column, List } from '../ui/list.tsx';
import { Page } from '../ui/page.tsx';
import { Sample } from '../ui/sample.tsx';
import { nameIn, useLanguage, useWords } from '../ui/words.ts';
import { PlatformsTabs } from './platform-tabs.tsx';
import { roundWords } from './round-words.ts';

export function Interventions() {
  const t = useWords(roundWords);
  return (
    <Page title={t('interventions')} lead={t('interventionsLead')}>
      <PlatformsTabs />
      <List
        endpoint={contract.listInterventions}
        label={t('interventions')}
        filters={[
          {
            kind: 'choices',
            name: 'state',
            label: t('state'),
            options: (['open', 'closed'] as const).map((value) => ({
              value,
              label: t(`istate_${value}`),
            })),
          },
        ]}
        columns={useColumns()}
        rowKey={({ id }) => id}
        exports={{ endpoint: contract.exportInterventions }}
        empty={{ title: t('noInterventions') }}
      />
    </Page>
  );
}

export function InterventionState({
  of: { state, isOverdue },
}: {
  readonly of: Pick<InterventionSummary, 'state' | 'isOverdue'>;
}) {
  const t = useWords(roundWords);
  if (isOverdue) return <span className="tag tag-bad">{t('overdue')}</span>;
  return (
    <span className={state === 'closed' ? 'tag tag-good' : 'tag'}>{t(`istate_${state}`)}</span>
  );
}

function useColumns(): Column<InterventionSummary>[] {
  const t = useWords(roundWords);
  const language = useLanguage();
  const format = useFormat();
  return [
    {
      key: 'platform',
      title: t('platform'),
      render: (one) => (
        <>
          <Link to="/platforms/interventions/$interventionId" params={{ interventionId: one.id }}>
            {nameIn(language, one.platform)}
          </Link>{' '}
          <Sample when={one.sample} />
        </>
      ),
    },
    {
      key: 'cause',
      title: t('cause'),
      render: ({ cause, subject }) => `${t(`cause_${cause}`)} · ${subject[language]}`,
    },
    { key: 'owner', title: t('owner'), render: ({ owner }) => owner },
    { key: 'dueOn', title: t('dueOn'), tight: true, render: ({ dueOn }) => format.day(dueOn) },
    { key: 'state', title: t('state'), render: (one) => <InterventionState of={one} /> },
  ];
}
