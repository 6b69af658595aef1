import { Link } from '@tanstack/react-router';
import {
  roundContract as contract,
  type RoundSummary,
  type RoundTask,
} from 'yunhe/platforms/contract';
import { useServedPlaces } from '../registry/choices.tsx';
import { useFormat } from '../ui/format.ts';
import { type Column, List } from '../ui/list.tsx';
import { Page, Section } from '../ui/page.tsx';
import { useRead } from '../ui/query.ts';
import { Sample } from '../ui/sample.tsx';
import { nameIn, useLanguage, useWords } from '../ui/words.ts';
import { usePlatformTypes } from './platform-facts.tsx';
import { PlatformsTabs } from './platform-tabs.tsx';
import { RoundState, useRoundTitle } from './round-parts.tsx';
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
      <Tasks />
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

function Tasks() {
  const t = useWords(roundWords);
  const language = useLanguage();
  const format = useFormat();
  const titleOf = useRoundTitle();
  const read = useRead(contract.listRoundTasks, {});
  const items = read.data?.items ?? [];
  if (items.length === 0) return null;
  return (
    <Section title={t('tasks')}>
      <ul className="rows">
        {items.map((one) => (
          <li key={`${one.task} ${one.roundId} ${one.reportId ?? ''}`}>
            <div>
              <Link to={addressOf(one) as never}>
                {t(`task_${one.task}`, { count: one.count } as never)}
                {one.platform === null ? '' : ` · ${nameIn(language, one.platform)}`}
              </Link>
              <p className="quiet">
                {titleOf(one)}
                {one.until === null ? '' : ` · ${t('until', { day: format.day(one.until) })}`}
              </p>
            </div>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function addressOf({ task, roundId, reportId }: RoundTask): string {
  switch (task) {
    case 'report':
    case 'answer':
      return `/platforms/reports/${reportId}`;
    case 'score':
      return `/platforms/reports/${reportId}/scoring`;
    case 'read_result':
      return `/platforms/reports/${reportId}/evaluation`;
    case 'decide_appeal':
      return `/platforms/rounds/${roundId}/appeals`;
    default:
      return `/platforms/rounds/${roundId}`;
  }
}
