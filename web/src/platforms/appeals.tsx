import { getRouteApi, Link } from '@tanstack/react-router';
import { Button, Input, Select } from 'antd';
import { useState } from 'react';
import { type Appeal, appealContract as contract, roundContract } from 'yunhe/platforms/contract';
import { useFormat } from '../ui/format.ts';
import { Empty, Loaded, Page, Section } from '../ui/page.tsx';
import { ProblemView } from '../ui/problem.tsx';
import { useRead, useWrite } from '../ui/query.ts';
import { nameIn, useLanguage, useWords } from '../ui/words.ts';
import { DownloadButton, useRoundTitle, WithReason, wasDone } from './round-parts.tsx';
import { roundWords } from './round-words.ts';

const route = getRouteApi('/platforms/rounds/$roundId/appeals');

interface About {
  readonly appeal: Appeal;
}

export function Appeals() {
  const t = useWords(roundWords);
  const titleOf = useRoundTitle();
  const { roundId } = route.useParams();
  const round = useRead(roundContract.readRound, { roundId });
  const read = useRead(contract.listAppeals, { roundId });
  return (
    <Page
      title={t('appeals')}
      above={[
        { to: '/platforms/rounds', label: t('rounds') },
        {
          to: `/platforms/rounds/${roundId}` as never,
          label: round.data === undefined ? t('title') : titleOf(round.data),
        },
      ]}
    >
      <Loaded of={read}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty title={t('noAppeals')} />
          ) : (
            items.map((one) => <OneAppeal key={one.id} appeal={one} />)
          )
        }
      </Loaded>
    </Page>
  );
}

function OneAppeal({ appeal }: About) {
  const t = useWords(roundWords);
  const language = useLanguage();
  const format = useFormat();
  const withdraw = useWrite(contract.withdrawAppeal);
  const { clause, platform, state, decision, decidedBy, decidedAt, newResultNumber } = appeal;
  return (
    <Section title={`${nameIn(language, platform)} · ${clause.name[language]}`}>
      <p>
        <span
          className={`tag ${state === 'upheld' ? 'tag-good' : state === 'dismissed' ? 'tag-bad' : ''}`}
        >
          {t(`appeal_${state}`)}
        </span>{' '}
        {t(`ground_${appeal.ground}`)} · {t('resultNumber', { number: appeal.resultNumber })}
      </p>
      <p>{appeal.reason}</p>
      <p className="quiet">
        {appeal.filedBy.name} · {format.instant(appeal.filedAt)}
      </p>
      <div className="row">
        {appeal.files.map(({ id, name }) => (
          <DownloadButton
            key={id}
            endpoint={roundContract.downloadReportEvidence}
            input={{ fileId: id }}
          >
            {name}
          </DownloadButton>
        ))}
        <Link
          className="apart"
          to="/platforms/reports/$reportId/evaluation"
          params={{ reportId: appeal.reportId }}
        >
          {t('openEvaluation')}
        </Link>
      </div>
      {decidedAt === null ? null : (
        <p>
          {decision}{' '}
          <span className="quiet">
            {decidedBy?.name} · {format.instant(decidedAt)}
          </span>{' '}
          {newResultNumber === null ? '' : t('newResult', { number: newResultNumber })}
        </p>
      )}
      <div className="row">
        {appeal.may.decide ? <DecideAppeal appeal={appeal} /> : null}
        {appeal.may.withdraw ? (
          <Button
            loading={withdraw.isPending}
            onClick={() => withdraw.mutate({ appealId: appeal.id, revision: appeal.revision })}
          >
            {t('withdraw')}
          </Button>
        ) : null}
      </div>
      <ProblemView problem={withdraw.error} />
    </Section>
  );
}

function DecideAppeal({ appeal }: About) {
  const t = useWords(roundWords);
  const language = useLanguage();
  const decide = useWrite(contract.decideAppeal);
  const [verdict, setVerdict] = useState<'upheld' | 'dismissed'>('upheld');
  const [measure, setMeasure] = useState<string | undefined>(
    appeal.measures.find(({ scored }) => !scored)?.id,
  );
  const [value, setValue] = useState('');
  const [leaveOut, setLeaveOut] = useState<string | undefined>();
  const correction =
    leaveOut !== undefined
      ? { leaveOut }
      : measure !== undefined && value.trim() !== ''
        ? { measure, value: value.trim() }
        : null;
  return (
    <WithReason
      label={t('decide')}
      reason={t('reason')}
      busy={decide.isPending}
      problem={decide.error}
      onSay={(reason) =>
        wasDone(
          decide.mutateAsync({
            ...{ appealId: appeal.id, revision: appeal.revision, verdict, reason },
            ...(verdict === 'upheld' ? { correction } : {}),
          }),
        )
      }
    >
      <Select
        aria-label={t('verdict')}
        value={verdict}
        options={(['upheld', 'dismissed'] as const).map((one) => ({
          value: one,
          label: t(`appeal_${one}`),
        }))}
        onChange={setVerdict}
      />
      {verdict === 'dismissed' ? null : (
        <>
          <Select
            aria-label={t('correctMeasure')}
            placeholder={t('correctMeasure')}
            value={measure}
            options={appeal.measures
              .filter(({ scored }) => !scored)
              .map(({ id, name }) => ({ value: id, label: name[language] }))}
            onChange={setMeasure}
          />
          <Input
            aria-label={t('rightValue')}
            placeholder={t('rightValue')}
            value={value}
            onChange={({ target }) => setValue(target.value)}
          />
          {appeal.measures.some(({ scored }) => scored) ? (
            <Select
              allowClear
              aria-label={t('leaveOut')}
              placeholder={t('leaveOut')}
              value={leaveOut}
              options={appeal.scorers.map(({ memberId, name }) => ({
                value: memberId,
                label: name,
              }))}
              onChange={setLeaveOut}
            />
          ) : null}
        </>
      )}
    </WithReason>
  );
}
