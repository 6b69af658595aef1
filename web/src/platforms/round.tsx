import { getRouteApi, Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import {
  roundContract as contract,
  type ReportSummary,
  type Round,
  resultContract,
  roundPhases,
} from 'yunhe/platforms/contract';
import { useConfirm, useNotice } from '../ui/confirm.tsx';
import { DayInput } from '../ui/day-input.tsx';
import { useFormat } from '../ui/format.ts';
import { Empty, Facts, Loaded, Page, Section } from '../ui/page.tsx';
import { useRead, useWrite } from '../ui/query.ts';
import { Sample } from '../ui/sample.tsx';
import { TableFrame } from '../ui/table-frame.tsx';
import { nameIn, useLanguage, useWords } from '../ui/words.ts';
import { NamedProblem, useRoundNames } from './named-problem.tsx';
import { FundingsOfRound } from './round-fundings.tsx';
import { DownloadButton, RoundState, useRoundTitle, WithReason, wasDone } from './round-parts.tsx';
import { roundWords } from './round-words.ts';

const route = getRouteApi('/platforms/rounds/$roundId');

interface About {
  readonly round: Round;
}

export function RoundPage() {
  const { roundId } = route.useParams();
  const working = (round: Round | undefined) =>
    round?.run?.state === 'waiting' || round?.run?.state === 'running' ? 1000 : false;
  const read = useRead(contract.readRound, { roundId }, { everyMs: working });
  return <Loaded of={read}>{(round) => <Body round={round} />}</Loaded>;
}

function Body({ round }: About) {
  const t = useWords(roundWords);
  const titleOf = useRoundTitle();
  const { may, id } = round;
  return (
    <Page
      title={titleOf(round)}
      above={[{ to: '/platforms/rounds', label: t('rounds') }]}
      marks={
        <>
          <RoundState round={round} />
          <Sample when={round.sample} />
        </>
      }
      lead={round.cancelledBecause ?? undefined}
      actions={
        <>
          {may.edit ? (
            <Link
              className="link-button"
              to="/platforms/rounds/$roundId/edit"
              params={{ roundId: id }}
            >
              {t('editRound')}
            </Link>
          ) : null}
          {may.seeAll && round.state !== 'draft' ? (
            <Link
              className="link-button"
              to="/platforms/rounds/$roundId/panel"
              params={{ roundId: id }}
            >
              {t('openPanel')}
            </Link>
          ) : null}
          {round.state === 'draft' ? null : (
            <Link
              className="link-button"
              to="/platforms/rounds/$roundId/appeals"
              params={{ roundId: id }}
            >
              {t('openAppealsPage')}
            </Link>
          )}
        </>
      }
    >
      <Steps round={round} />
      <Reports round={round} />
      <div className="columns">
        <div>
          <Days round={round} />
          <Results round={round} />
          <FundingsOfRound round={round} />
        </div>
        <aside>
          <Settings round={round} />
        </aside>
      </div>
    </Page>
  );
}

/** What the keepers may do now. */
function Steps({ round }: About) {
  const t = useWords(roundWords);
  const confirm = useConfirm();
  const notice = useNotice();
  const onDone = () => notice.done(t('done'));
  const open = useWrite(contract.openRound, { onDone });
  const end = useWrite(contract.endPhase, { onDone });
  const cancel = useWrite(contract.cancelRound, { onDone });
  const compute = useWrite(resultContract.startResult);
  const publish = useWrite(resultContract.publishRound, { onDone });
  const names = useRoundNames(round);
  const { id: roundId, revision, may, run } = round;
  const about = { roundId, revision };
  const ask = async (title: string, content: string, go: () => void, danger = false) => {
    if (await confirm({ title, content, yes: title, danger })) go();
  };
  const buttons: ReactNode[] = [
    may.open ? (
      <Button
        key="open"
        type="primary"
        onClick={() => void ask(t('openRound'), t('openMeans'), () => open.mutate(about))}
      >
        {t('openRound')}
      </Button>
    ) : null,
    may.compute ? (
      <Button
        key="compute"
        type="primary"
        loading={compute.isPending || run?.state === 'running' || run?.state === 'waiting'}
        onClick={() => compute.mutate({ roundId })}
      >
        {t('compute')}
      </Button>
    ) : null,
    may.publish ? (
      <Button
        key="publish"
        type="primary"
        onClick={() => void ask(t('publish'), t('publishMeans'), () => publish.mutate(about))}
      >
        {t('publish')}
      </Button>
    ) : null,
    may.endPhase ? (
      <Button
        key="end"
        onClick={() => void ask(t('endPhase'), t('endPhaseMeans'), () => end.mutate(about))}
      >
        {t('endPhase')}
      </Button>
    ) : null,
    may.cancel ? (
      <WithReason
        key="cancel"
        danger
        label={t('cancelRound')}
        reason={t('cancelReason')}
        busy={cancel.isPending}
        problem={cancel.error}
        onSay={(reason) => wasDone(cancel.mutateAsync({ ...about, reason }))}
      />
    ) : null,
  ];
  if (buttons.every((one) => one === null) && run === null) return null;
  return (
    <Section plain>
      <div className="row">{buttons}</div>
      {run === null || run.state === 'finished' ? null : (
        <p role="status">
          {run.state === 'failed'
            ? t('computeFailed', { detail: run.failure?.detail ?? '' })
            : t('computing', { done: run.done, draws: run.draws })}
        </p>
      )}
      {[open, end, compute, publish].map((one, at) => (
        <NamedProblem key={at} problem={one.error} names={names} />
      ))}
    </Section>
  );
}

function Days({ round }: About) {
  const t = useWords(roundWords);
  const format = useFormat();
  const { calendar, phase } = round;
  return (
    <Section
      title={t('calendar')}
      actions={
        <DownloadButton endpoint={contract.downloadRoundCalendar} input={{ roundId: round.id }}>
          {t('downloadCalendar')}
        </DownloadButton>
      }
    >
      <TableFrame label={t('calendar')}>
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{t('phase')}</th>
              <th scope="col">{t('beginsOn')}</th>
              <th scope="col">{t('endsOn')}</th>
              <th scope="col">{t('whoDoes')}</th>
            </tr>
          </thead>
          <tbody>
            {roundPhases.map((one, at) => {
              const next = roundPhases[at + 1];
              const end = next === undefined ? null : dayBefore(calendar[next]);
              const leftOut = end !== null && end < calendar[one];
              return (
                <tr key={one} {...(one === phase ? { 'aria-current': 'step' as const } : {})}>
                  <td>
                    {t(`phase_${one}`)}{' '}
                    {one === phase ? <span className="tag">{t('now')}</span> : null}
                  </td>
                  <td className="tight">{format.day(calendar[one])}</td>
                  <td className="tight">
                    {leftOut ? (
                      <span className="quiet">{t('leftOutPhase')}</span>
                    ) : end === null ? (
                      '—'
                    ) : (
                      format.day(end)
                    )}
                  </td>
                  <td>{t(`who_${one}`)}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </TableFrame>
      {round.may.move ? <MoveDays round={round} /> : null}
    </Section>
  );
}

function dayBefore(day: string): string {
  return new Date(Date.parse(day) - 86_400_000).toISOString().slice(0, 10);
}

function MoveDays({ round }: About) {
  const t = useWords(roundWords);
  const [calendar, setCalendar] = useState(round.calendar);
  const move = useWrite(contract.moveRound);
  const { id: roundId, revision } = round;
  const today = new Date().toISOString().slice(0, 10);
  return (
    <div className="below">
      <WithReason
        label={t('moveCalendar')}
        reason={t('moveReason')}
        busy={move.isPending}
        problem={move.error}
        onSay={(reason) => wasDone(move.mutateAsync({ roundId, revision, calendar, reason }))}
      >
        {roundPhases
          .filter((phase) => round.calendar[phase] > today)
          .map((phase) => (
            <p key={phase} className="row">
              <span>{t(`phase_${phase}`)}</span>
              <DayInput
                aria-label={t(`phase_${phase}`)}
                value={calendar[phase]}
                onChange={(day) => day !== null && setCalendar({ ...calendar, [phase]: day })}
              />
            </p>
          ))}
      </WithReason>
    </div>
  );
}

function Settings({ round }: About) {
  const t = useWords(roundWords);
  const language = useLanguage();
  const format = useFormat();
  const { scheme, grades, lowGrades } = round;
  return (
    <Section title={t('settings')}>
      <Facts
        facts={[
          [t('type'), nameIn(language, round.type)],
          [
            t('scheme'),
            `${language === 'zh' ? scheme.titleZh : scheme.titleEn} ${t('version', { number: scheme.number })}`,
          ],
          [t('keeper'), nameIn(language, round.keeper)],
          [t('dataDays'), `${format.day(round.dataFrom)} – ${format.day(round.dataUntil)}`],
          [t('sharing'), t(`sharing_${round.sharing}`)],
          [t('seats'), String(round.seats)],
          [t('mostLoad'), String(round.mostLoad)],
          [t('draws'), format.number(round.draws)],
          [
            t('lowGrades'),
            grades
              .filter(({ id }) => lowGrades.includes(id))
              .map(({ name }) => name[language])
              .join(' '),
          ],
        ]}
      />
    </Section>
  );
}

function Reports({ round }: About) {
  const t = useWords(roundWords);
  const language = useLanguage();
  const gradeName = new Map(round.grades.map(({ id, name }) => [id, name[language]]));
  if (round.reports.length === 0) return null;
  return (
    <Section title={t('platforms')}>
      <TableFrame label={t('platforms')}>
        <table className="table">
          <thead>
            <tr>
              {(
                ['platform', 'operator', 'code', 'progress', 'score', 'grade', 'actions'] as const
              ).map((one) => (
                <th key={one} scope="col">
                  {t(one)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {round.reports.map((one) => (
              <tr key={one.id}>
                <td>
                  <Link to="/platforms/$platformId" params={{ platformId: one.platform.id }}>
                    {nameIn(language, one.platform)}
                  </Link>
                </td>
                <td>{one.operator === null ? '' : nameIn(language, one.operator)}</td>
                <td>{one.code ?? ''}</td>
                <td>{one.isOwn || round.may.seeAll ? <Progress of={one} /> : ''}</td>
                <td className="end tight">
                  {one.score ?? ''}
                  {one.place === null ? null : (
                    <span className="second-line quiet">
                      {t('placeNumber', { place: one.place })}
                    </span>
                  )}
                </td>
                <td>{one.grade === null ? '' : (gradeName.get(one.grade) ?? one.grade)}</td>
                <td>
                  <RowLinks of={one} round={round} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableFrame>
    </Section>
  );
}

function Progress({ of: one }: { readonly of: ReportSummary }) {
  const t = useWords(roundWords);
  const marks = [
    t(one.submittedAt === null ? 'notSubmitted' : 'submitted'),
    ...(one.unchecked > 0 ? [t('unchecked', { count: one.unchecked })] : []),
    ...(one.returned > 0 ? [t('returned', { count: one.returned })] : []),
    ...(one.seats > 0 ? [t('scored', { done: one.seatsDone, all: one.seats })] : []),
    ...(one.openAppeals > 0 ? [t('openAppeals')] : []),
    ...(one.agreedAt === null ? [] : [t('agreed')]),
  ];
  return <>{marks.join(' · ')}</>;
}

function RowLinks({ of: one, round }: { readonly of: ReportSummary; readonly round: Round }) {
  const t = useWords(roundWords);
  if (round.state === 'draft') return null;
  const concerned = one.isOwn || round.may.seeAll;
  const params = { reportId: one.id };
  return (
    <span className="row">
      {concerned ? (
        <Link className="apart" to="/platforms/reports/$reportId" params={params}>
          {t('openReport')}
        </Link>
      ) : null}
      {one.score !== null || (one.isOwn && round.phase === 'appeal') ? (
        <Link className="apart" to="/platforms/reports/$reportId/evaluation" params={params}>
          {t('openEvaluation')}
        </Link>
      ) : null}
      {round.may.intervene && one.score !== null ? (
        <Link className="apart" to="/platforms/reports/$reportId/interventions/new" params={params}>
          {t('openIntervention')}
        </Link>
      ) : null}
    </span>
  );
}

function Results({ round }: About) {
  const t = useWords(roundWords);
  const language = useLanguage();
  const read = useRead(resultContract.listResults, { roundId: round.id });
  const { refetch } = read;
  const computing = round.run?.state ?? null;
  const before = useRef(computing);
  // A result that was computed while the page stood open is there once the computing has ended.
  useEffect(() => {
    if (before.current !== computing) void refetch();
    before.current = computing;
  }, [computing, refetch]);
  const gradeName = new Map(round.grades.map(({ id, name }) => [id, name[language]]));
  if (round.state === 'draft' || (!round.may.seeAll && round.state !== 'published')) return null;
  return (
    <Section title={t('results')}>
      <Loaded of={read}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty title={t('noResults')} />
          ) : (
            [...items].reverse().map((result) => (
              <div key={result.id} className="section">
                <h3>
                  {t('resultNumber', { number: result.number })}
                  {result.appealId === null ? '' : ` · ${t('afterAppeal')}`}
                </h3>
                <TableFrame label={t('resultNumber', { number: result.number })}>
                  <table className="table">
                    <thead>
                      <tr>
                        {(['place', 'platform', 'score', 'grade', 'rankRange'] as const).map(
                          (one) => (
                            <th key={one} scope="col">
                              {t(one)}
                            </th>
                          ),
                        )}
                      </tr>
                    </thead>
                    <tbody>
                      {result.units.map((unit) => (
                        <tr key={unit.reportId}>
                          <td className="end">{unit.place ?? ''}</td>
                          <td>
                            <Link
                              to="/platforms/reports/$reportId/evaluation"
                              params={{ reportId: unit.reportId }}
                            >
                              {nameIn(language, unit.platform)}
                            </Link>
                            {unit.withinName === null ? null : (
                              <span className="second-line quiet">{unit.withinName[language]}</span>
                            )}
                          </td>
                          <td className="end">
                            {unit.score ?? ''}
                            {unit.before === null ? null : (
                              <span className="second-line quiet">
                                {t('was', { score: unit.before.score ?? '—' })}
                              </span>
                            )}
                          </td>
                          <td>
                            {unit.grade === null ? '' : (gradeName.get(unit.grade) ?? unit.grade)}
                          </td>
                          <td className="tight">
                            {unit.low5 === null ? '' : `${unit.low5}–${unit.high95}`}
                          </td>
                        </tr>
                      ))}
                    </tbody>
                  </table>
                </TableFrame>
                <code className="digest-line">{result.digest}</code>
                <div className="row below">
                  {(['report', 'scheme', 'data', 'options'] as const).map((file) => (
                    <DownloadButton
                      key={file}
                      endpoint={resultContract.downloadResult}
                      input={{ resultId: result.id, file }}
                    >
                      {t(`file_${file}`)}
                    </DownloadButton>
                  ))}
                  {(['pdf', 'xlsx'] as const).map((format) => (
                    <DownloadButton
                      key={format}
                      endpoint={resultContract.downloadResult}
                      input={{ resultId: result.id, file: 'table', format, lang: language }}
                    >
                      {t(`file_${format}`)}
                    </DownloadButton>
                  ))}
                </div>
              </div>
            ))
          )
        }
      </Loaded>
    </Section>
  );
}
