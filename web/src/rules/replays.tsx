import { Link } from '@tanstack/react-router';
import { rulesContract as contract, type Replay } from 'yunhe/rules/contract';
import { useFormat } from '../ui/format.ts';
import { type Column, List } from '../ui/list.tsx';
import { Page } from '../ui/page.tsx';
import { nameIn, useLanguage, useWords } from '../ui/words.ts';
import { ReplayState } from './replay-state.tsx';
import { replayWords } from './replay-words.ts';
import { RuleChoice } from './rule-choice.tsx';
import { PlaceName } from './rule-facts.tsx';
import { RuleTabs } from './rule-tabs.tsx';
import { rulesWords } from './words.ts';

const states = ['waiting', 'running', 'finished', 'failed', 'cancelled'] as const;

export function Replays() {
  const t = useWords(replayWords);
  const rules = useWords(rulesWords);
  const start = (
    <Link to="/rules/replays/new" className="link-button">
      {t('newReplay')}
    </Link>
  );
  return (
    <Page title={rules('rules')} lead={t('replaysLead')} actions={start}>
      <RuleTabs />
      <List
        endpoint={contract.listReplays}
        label={t('replays')}
        columns={useReplayColumns()}
        rowKey={({ id }) => id}
        filters={[
          {
            kind: 'own',
            name: 'ruleSetId',
            label: rules('rule'),
            render: ([value], change) => (
              <RuleChoice value={value ?? null} onChange={(id) => change([id ?? []].flat())} />
            ),
          },
          {
            kind: 'choices',
            name: 'state',
            label: t('state'),
            options: states.map((value) => ({ value, label: t(`state_${value}`) })),
          },
        ]}
        empty={{ title: t('noReplays'), hint: t('noReplaysHint'), action: start }}
      />
    </Page>
  );
}

function useReplayColumns(): Column<Replay>[] {
  const t = useWords(replayWords);
  const rules = useWords(rulesWords);
  const language = useLanguage();
  const format = useFormat();
  return [
    {
      key: 'title',
      title: t('title'),
      render: ({ id, title, candidate }) => (
        <>
          <Link to="/rules/replays/$replayId" params={{ replayId: id }}>
            {title}
          </Link>
          <span className="quiet second-line">
            {nameIn(language, candidate)} · {rules('versionNumber', { number: candidate.number })}
          </span>
        </>
      ),
    },
    { key: 'state', title: t('state'), render: (one) => <ReplayState of={one} /> },
    { key: 'cases', title: t('cases'), align: 'end', render: ({ done }) => format.number(done) },
    {
      key: 'gains',
      title: t('change_gains'),
      align: 'end',
      render: ({ counts }) => format.number(counts.gains),
    },
    {
      key: 'loses',
      title: t('change_loses'),
      align: 'end',
      render: ({ counts }) => format.number(counts.loses),
    },
    { key: 'place', title: t('forPlace'), render: ({ place }) => <PlaceName place={place} /> },
    { key: 'who', title: t('who'), render: ({ startedBy }) => startedBy },
    {
      key: 'when',
      title: t('when'),
      tight: true,
      render: ({ createdAt }) => format.ago(createdAt),
    },
  ];
}
