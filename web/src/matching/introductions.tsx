import { Link } from '@tanstack/react-router';
import { Segmented } from 'antd';
import { contract, type IntroductionSummary } from 'yunhe/matching/contract';
import type { Filter } from '../ui/filters.tsx';
import { useFormat } from '../ui/format.ts';
import { type Column, List } from '../ui/list.tsx';
import { Page } from '../ui/page.tsx';
import { Sample } from '../ui/sample.tsx';
import { useWords } from '../ui/words.ts';
import { ClockNote, IntroductionState, OwnerLink, OwnerRegion } from './record-facts.tsx';
import { matchingWords } from './words.ts';
import './matching.css';

const states = ['asked', 'accepted', 'declined', 'withdrawn', 'lapsed', 'concluded'] as const;

export function Introductions() {
  const t = useWords(matchingWords);
  return (
    <Page title={t('introductions')} lead={t('introductionsLead')}>
      <List
        endpoint={contract.listIntroductions}
        label={t('introductions')}
        filters={useIntroductionFilters()}
        columns={useIntroductionColumns()}
        rowKey={({ id }) => id}
        sorts={[
          { value: '-askedAt', label: t('sort_asked') },
          { value: 'answerDueAt', label: t('sort_due') },
        ]}
        exports={{ endpoint: contract.exportIntroductions }}
        empty={{
          title: t('noIntroductions'),
          hint: t('noIntroductionsHint'),
          action: (
            <Link to="/needs" search={{ mine: 'true' }} className="link-button">
              {t('goToNeeds')}
            </Link>
          ),
        }}
      />
    </Page>
  );
}

function useIntroductionFilters(): Filter[] {
  const t = useWords(matchingWords);
  return [
    {
      kind: 'own',
      name: 'side',
      label: t('side'),
      render: (value, change) => (
        <Segmented
          aria-label={t('side')}
          value={value[0] ?? ''}
          options={[
            { value: '', label: t('bothSides') },
            { value: 'asked', label: t('side_asked') },
            { value: 'asker', label: t('side_asker') },
          ]}
          onChange={(side) => change(side === '' ? [] : [side])}
        />
      ),
    },
    {
      kind: 'choices',
      name: 'state',
      label: t('state'),
      options: states.map((value) => ({ value, label: t(`istate_${value}`) })),
    },
  ];
}

function useIntroductionColumns(): Column<IntroductionSummary>[] {
  const t = useWords(matchingWords);
  const format = useFormat();
  return [
    {
      key: 'about',
      title: t('about'),
      render: (one) => (
        <>
          <Link
            to="/introductions/$introductionId"
            params={{ introductionId: one.id }}
            className="strong"
          >
            {one.need?.title ?? one.technology?.title ?? t('untitled')}
          </Link>{' '}
          <Sample when={one.sample} />
          {one.need !== null && one.technology !== null ? (
            <span className="quiet second-line">{one.technology.title}</span>
          ) : null}
        </>
      ),
    },
    {
      key: 'side',
      title: t('side'),
      tight: true,
      render: ({ side }) => (side === null ? null : t(`side_${side}`)),
    },
    {
      key: 'other',
      title: t('other'),
      render: ({ side, asker, asked }) => {
        const other = side === 'asker' ? asked : asker;
        return (
          <>
            <OwnerLink owner={other} />
            <span className="quiet second-line">
              <OwnerRegion owner={other} />
            </span>
          </>
        );
      },
    },
    {
      key: 'state',
      title: t('state'),
      tight: true,
      render: ({ state, outcome, clock, side, reminderDue }) => (
        <>
          <IntroductionState state={state} />
          {outcome === null ? null : (
            <span className="quiet second-line">{t(`outcome_${outcome}`)}</span>
          )}
          <span className="second-line">
            <ClockNote clock={clock} side={side} urgent={reminderDue} />
          </span>
        </>
      ),
    },
    {
      key: 'asked',
      title: t('askedAt'),
      tight: true,
      render: ({ askedAt }) => format.ago(askedAt),
    },
  ];
}
