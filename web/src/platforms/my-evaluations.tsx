import { Link } from '@tanstack/react-router';
import {
  ownEvaluationContract as contract,
  type OwnEvaluation,
  ownEvaluationStates,
  panelContract,
} from 'yunhe/platforms/contract';
import { useFormat } from '../ui/format.ts';
import { type Column, List } from '../ui/list.tsx';
import { Page, Section } from '../ui/page.tsx';
import { useRead } from '../ui/query.ts';
import { Sample } from '../ui/sample.tsx';
import { nameIn, useLanguage, useWords } from '../ui/words.ts';
import { PlatformsTabs } from './platform-tabs.tsx';
import { RoundState, useRoundTitle } from './round-parts.tsx';
import { addressOf, RoundTasks, Until } from './round-tasks.tsx';
import { roundWords } from './round-words.ts';

/** Every round of the platforms that one runs, and of those that one scores. */
export function MyEvaluations() {
  const t = useWords(roundWords);
  const states = ownEvaluationStates.map((value) => ({ value, label: t(`state_${value}`) }));
  return (
    <Page title={t('myEvaluations')} lead={t('myEvaluationsLead')}>
      <PlatformsTabs />
      <RoundTasks />
      <Section title={t('ownPlatforms')}>
        <List
          endpoint={contract.listOwnEvaluations}
          label={t('myEvaluations')}
          filters={[
            { kind: 'text', name: 'q', label: t('searchOwn') },
            { kind: 'choices', name: 'state', label: t('state'), options: states },
          ]}
          columns={useColumns()}
          rowKey={({ reportId }) => reportId}
          exports={{ endpoint: contract.exportOwnEvaluations }}
          empty={{ title: t('noEvaluations'), hint: t('noEvaluationsHint') }}
        />
      </Section>
      <Scorings />
    </Page>
  );
}

function useColumns(): Column<OwnEvaluation>[] {
  const t = useWords(roundWords);
  const language = useLanguage();
  return [
    {
      key: 'platform',
      title: t('platform'),
      render: (one) => (
        <>
          <Link
            to={
              one.result === null
                ? '/platforms/reports/$reportId'
                : '/platforms/reports/$reportId/evaluation'
            }
            params={{ reportId: one.reportId }}
          >
            {nameIn(language, one.platform)}
          </Link>{' '}
          <Sample when={one.sample} />
        </>
      ),
    },
    {
      key: 'round',
      title: t('title'),
      render: (one) => (
        <Link to="/platforms/rounds/$roundId" params={{ roundId: one.roundId }}>
          {language === 'zh' ? one.roundZh : one.roundEn}
        </Link>
      ),
    },
    { key: 'state', title: t('state'), render: (one) => <RoundState round={one} /> },
    { key: 'now', title: t('toDoNow'), render: (one) => <Now one={one} /> },
    { key: 'result', title: t('result'), render: (one) => <Outcome one={one} /> },
  ];
}

function Now({ one }: { readonly one: OwnEvaluation }) {
  const t = useWords(roundWords);
  if (one.task !== null) {
    return (
      <>
        <div>
          <Link to={addressOf({ ...one, task: one.task, interventionId: null }) as never}>
            {t(`task_${one.task}`, { count: 1 } as never)}
          </Link>
        </div>
        <Until day={one.until} />
      </>
    );
  }
  const said = [
    ...(one.openAppeals > 0 ? [t('openAppeals')] : []),
    ...(one.agreedAt !== null ? [t('agreed')] : []),
    ...(one.state === 'open' && one.phase !== 'self_report' && one.submittedAt === null
      ? [t('notSubmitted')]
      : []),
    ...(one.state === 'open' && one.submittedAt !== null && one.agreedAt === null
      ? [t('submitted')]
      : []),
  ];
  return (
    <>
      <div>{said.join(' · ')}</div>
      {one.openInterventions === 0 ? null : (
        <Link className="second-line" to="/platforms/interventions">
          {t('openInterventions', { count: one.openInterventions })}
        </Link>
      )}
    </>
  );
}

function Outcome({ one: { result, reportId } }: { readonly one: OwnEvaluation }) {
  const t = useWords(roundWords);
  const language = useLanguage();
  if (result === null) return <span className="quiet">{t('noResultYet')}</span>;
  const { score, grade, place, of } = result;
  return (
    <Link to="/platforms/reports/$reportId/evaluation" params={{ reportId }}>
      {[score, grade?.[language], place === null ? null : t('placeOf', { place, of })]
        .filter(Boolean)
        .join(' · ')}
    </Link>
  );
}

/** What an expert has a seat for. */
function Scorings() {
  const t = useWords(roundWords);
  const language = useLanguage();
  const format = useFormat();
  const titleOf = useRoundTitle();
  const { data } = useRead(panelContract.listScorings, {});
  const items = data?.items ?? [];
  if (items.length === 0) return null;
  return (
    <Section title={t('ownSeats')}>
      <ul className="rows">
        {items.map(({ reportId, platform, round, doneAt, conflict }) => (
          <li key={reportId}>
            <div>
              <Link
                className="strong"
                to="/platforms/reports/$reportId/scoring"
                params={{ reportId }}
              >
                {nameIn(language, platform)}
              </Link>{' '}
              <Sample when={round.sample} />
              <p className="quiet">
                {titleOf(round)} <RoundState round={round} />
              </p>
            </div>
            {conflict !== null ? (
              <span className="tag tag-bad">{t(`conflict_${conflict}`)}</span>
            ) : doneAt !== null ? (
              <span className="tag tag-good">{t('doneOn', { day: format.date(doneAt) })}</span>
            ) : round.phase === 'panel' ? (
              <span className="tag tag-warn">{t('toScore')}</span>
            ) : (
              <span className="tag">
                {t('scoringFrom', { day: format.day(round.calendar.panel) })}
              </span>
            )}
          </li>
        ))}
      </ul>
    </Section>
  );
}
