import { Link } from '@tanstack/react-router';
import { roundContract as contract, type RoundSummary } from 'yunhe/platforms/contract';
import { useServedPlaces } from '../registry/choices.tsx';
import { type Column, List } from '../ui/list.tsx';
import { Page } from '../ui/page.tsx';
import { Sample } from '../ui/sample.tsx';
import { nameIn, useLanguage, useWords } from '../ui/words.ts';
import { usePlatformTypes } from './platform-facts.tsx';
import { PlatformsTabs } from './platform-tabs.tsx';
import { RoundState, useRoundTitle } from './round-parts.tsx';
import { RoundTasks } from './round-tasks.tsx';
import { roundWords } from './round-words.ts';

export function Rounds() {
  const t = useWords(roundWords);
  const types = usePlatformTypes();
  const served = useServedPlaces();
  const states = (['open', 'draft', 'published', 'cancelled'] as const).map((value) => ({
    value,
    label: t(`state_${value}`),
  }));
  return (
    <Page
      title={t('rounds')}
      lead={t('roundsLead')}
      actions={
        served.length === 0 ? null : (
          <Link to="/platforms/rounds/new" className="link-button">
            {t('newRound')}
          </Link>
        )
      }
    >
      <PlatformsTabs />
      <RoundTasks />
      <List
        endpoint={contract.listRounds}
        label={t('rounds')}
        filters={[
          { kind: 'text', name: 'q', label: t('search') },
          {
            kind: 'choices',
            name: 'type',
            label: t('type'),
            options: types.options,
          },
          { kind: 'choices', name: 'state', label: t('state'), options: states },
        ]}
        columns={useColumns()}
        rowKey={({ id }) => id}
        exports={{ endpoint: contract.exportRounds }}
        empty={{ title: t('noRounds'), hint: t('noRoundsHint') }}
      />
    </Page>
  );
}

function useColumns(): Column<RoundSummary>[] {
  const t = useWords(roundWords);
  const language = useLanguage();
  const titleOf = useRoundTitle();
  return [
    {
      key: 'title',
      title: t('title'),
      render: (round) => (
        <>
          <Link to="/platforms/rounds/$roundId" params={{ roundId: round.id }}>
            {titleOf(round)}
          </Link>{' '}
          <Sample when={round.sample} />
        </>
      ),
    },
    { key: 'state', title: t('state'), render: (round) => <RoundState round={round} /> },
    { key: 'type', title: t('type'), render: ({ type }) => nameIn(language, type) },
    {
      key: 'scheme',
      title: t('scheme'),
      render: ({ scheme }) => (language === 'zh' ? scheme.titleZh : scheme.titleEn),
    },
    { key: 'keeper', title: t('keeper'), render: ({ keeper }) => nameIn(language, keeper) },
    {
      key: 'progress',
      title: t('progress'),
      tight: true,
      render: ({ submitted, platforms }) => t('submittedOf', { done: submitted, all: platforms }),
    },
  ];
}
