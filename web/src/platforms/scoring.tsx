import { getRouteApi } from '@tanstack/react-router';
import { Button, Input } from 'antd';
import { useState } from 'react';
import { panelContract as contract, roundContract, type Scoring } from 'yunhe/platforms/contract';
import { useNotice } from '../ui/confirm.tsx';
import { Loaded, Page, Section } from '../ui/page.tsx';
import { useRead, useWrite } from '../ui/query.ts';
import { nameIn, useLanguage, useWords } from '../ui/words.ts';
import { NamedProblem, useMeasureNames } from './named-problem.tsx';
import { DownloadButton, RoundState, useRoundTitle, WithReason, wasDone } from './round-parts.tsx';
import { roundWords } from './round-words.ts';

const route = getRouteApi('/platforms/reports/$reportId/scoring');

interface About {
  readonly scoring: Scoring;
}

/** One platform before an expert: what was reported, then the scores. */
export function ScoringPage() {
  const { reportId } = route.useParams();
  const read = useRead(contract.readScoring, { reportId });
  return <Loaded of={read}>{(scoring) => <Body scoring={scoring} />}</Loaded>;
}

function Body({ scoring }: About) {
  const t = useWords(roundWords);
  const language = useLanguage();
  const titleOf = useRoundTitle();
  const declare = useWrite(contract.declareConflict);
  const { round, platform, reportId, may } = scoring;
  return (
    <Page
      title={`${nameIn(language, platform)} · ${t('scoring')}`}
      lead={t('scoringLead')}
      above={[
        { to: '/platforms/rounds', label: t('rounds') },
        { to: `/platforms/rounds/${round.id}` as never, label: titleOf(round) },
      ]}
      marks={<RoundState round={round} />}
      actions={
        may.score ? (
          <WithReason
            label={t('declareConflict')}
            hint={t('declareHint')}
            reason={t('reason')}
            busy={declare.isPending}
            problem={declare.error}
            onSay={(note) => wasDone(declare.mutateAsync({ reportId, note }))}
          />
        ) : null
      }
    >
      {scoring.conflict === null ? null : (
        <p className="tag tag-bad">{t(`conflict_${scoring.conflict}`)}</p>
      )}
      <Reported scoring={scoring} />
      <Scores key={scoring.revision} scoring={scoring} />
    </Page>
  );
}

function Reported({ scoring }: About) {
  const t = useWords(roundWords);
  const language = useLanguage();
  return (
    <Section title={t('report')}>
      <dl className="facts">
        {scoring.reported.map((measure) => {
          const value = scoring.values.find((one) => one.measure === measure.id);
          return (
            <div key={measure.id}>
              <dt>{measure.name[language]}</dt>
              <dd>
                {value?.checkedValue ?? value?.value ?? '—'} {measure.unit}
                {scoring.files
                  .filter(({ id }) => value?.evidence.includes(id) === true)
                  .map(({ id, name }) => (
                    <DownloadButton
                      key={id}
                      endpoint={roundContract.downloadReportEvidence}
                      input={{ fileId: id }}
                    >
                      {name}
                    </DownloadButton>
                  ))}
              </dd>
            </div>
          );
        })}
      </dl>
    </Section>
  );
}

function Scores({ scoring }: About) {
  const t = useWords(roundWords);
  const language = useLanguage();
  const notice = useNotice();
  const [given, setGiven] = useState(
    () =>
      new Map(
        scoring.scores.map(({ measure, score, comment }) => [
          measure,
          { score, comment: comment ?? '' },
        ]),
      ),
  );
  const save = useWrite(contract.saveScores, { onDone: () => notice.done(t('saved')) });
  const { reportId, revision, may, measures } = scoring;
  const names = useMeasureNames(measures);
  const of = (measure: string) => given.get(measure) ?? { score: '', comment: '' };
  const change = (measure: string, said: Partial<{ score: string; comment: string }>) =>
    setGiven(new Map(given).set(measure, { ...of(measure), ...said }));
  const send = (done: boolean) => {
    const scores = [...given].map(([measure, { score, comment }]) => ({
      ...{ measure, score },
      comment: comment.trim() === '' ? null : comment,
    }));
    save.mutate({ reportId, revision, scores, done });
  };
  return (
    <Section title={t('scoring')}>
      <ul className="rows">
        {measures.map(({ id, name, least, most }) => (
          <li key={id}>
            <div className="section">
              <p>
                <strong>{name[language]}</strong>{' '}
                <span className="quiet">
                  {t('scoreRange', { least: least ?? '0', most: most ?? '1' })}
                </span>
              </p>
              <Input
                aria-label={name[language]}
                inputMode="decimal"
                disabled={!may.score}
                value={of(id).score}
                onChange={({ target }) => change(id, { score: target.value })}
              />
              <Input.TextArea
                aria-label={`${name[language]} · ${t('comment')}`}
                placeholder={t('comment')}
                rows={2}
                maxLength={2000}
                disabled={!may.score}
                value={of(id).comment}
                onChange={({ target }) => change(id, { comment: target.value })}
              />
            </div>
          </li>
        ))}
      </ul>
      {may.score ? (
        <div className="row below">
          <Button loading={save.isPending} onClick={() => send(false)}>
            {t('saveScores')}
          </Button>
          <Button type="primary" loading={save.isPending} onClick={() => send(true)}>
            {t('finishScores')}
          </Button>
        </div>
      ) : null}
      <NamedProblem problem={save.error} names={names} />
    </Section>
  );
}
