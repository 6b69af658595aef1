import { getRouteApi, Link } from '@tanstack/react-router';
import { Button, Progress } from 'antd';
import {
  yearlyContract as contract,
  type YearlyReport as YearlyRead,
} from 'yunhe/observatory/contract';
import { useConfirm, useNotice } from '../ui/confirm.tsx';
import { useFormat } from '../ui/format.ts';
import { Facts, Loaded, Page, Section } from '../ui/page.tsx';
import { ProblemView } from '../ui/problem.tsx';
import { useRead, useWrite } from '../ui/query.ts';
import { Sample } from '../ui/sample.tsx';
import { useLanguage, useWords } from '../ui/words.ts';
import { ReportMenu } from './report-menu.tsx';
import { ReportSection, useCell } from './report-section.tsx';
import { reportWords } from './report-words.ts';

const route = getRouteApi('/observatory/reports/$reportId');
const everyMs = 1_000;

/** What a compact did in a year, as it was written; or how far the writing is. */
export function YearlyReport() {
  const { reportId } = route.useParams();
  const read = useRead(
    contract.readYearlyReport,
    { reportId },
    {
      everyMs: (last) => (last?.state === 'waiting' || last?.state === 'working' ? everyMs : false),
    },
  );
  return <Loaded of={read}>{(yearly) => <Shown yearly={yearly} />}</Loaded>;
}

function Shown({ yearly }: { readonly yearly: YearlyRead }) {
  const t = useWords(reportWords);
  const language = useLanguage();
  const format = useFormat();
  const { id: reportId, report, compact, year, number, state, done, steps } = yearly;
  return (
    <Page
      title={t('yearlyTitle', { compact: compact.name[language], year: String(year) })}
      marks={
        <>
          <span className="tag">{t(`yearly_${state}`)}</span>
          <Sample when={yearly.sample} />
        </>
      }
      lead={report?.lead[language] ?? t('edition', { number: String(number) })}
      above={[{ to: '/observatory/reports', label: t('yearlyReports') }]}
      actions={
        report === null ? undefined : (
          <>
            <ReportMenu
              endpoint={contract.downloadYearlyReport}
              input={{ reportId }}
              tables={report.sections.map(({ name, heading }) => ({
                section: name,
                label: heading[language],
              }))}
            />
            {yearly.may.publish ? <Publish yearly={yearly} /> : null}
            {yearly.may.give ? (
              <Link
                to="/observatory/open-data"
                search={{ report: reportId } as never}
                className="link-button link-button-plain"
              >
                {t('giveReport')}
              </Link>
            ) : null}
          </>
        )
      }
    >
      {report === null ? (
        <Section>
          <p role="status">
            {state === 'failed'
              ? t('yearly_failed')
              : t('writing', { done: String(done), steps: String(steps) })}
          </p>
          {state === 'failed' ? null : (
            <Progress percent={Math.round((done / steps) * 100)} aria-label={t('yearly_working')} />
          )}
        </Section>
      ) : (
        <>
          {report.sections.map((section) => (
            <ReportSection
              key={section.name}
              section={section}
              source={t('sourceSaid', { source: report.source[language] })}
            />
          ))}
          <Section title={t('caveatsOf')}>
            <ul>
              {report.caveats.map(({ zh, en }) => (
                <li key={en}>{language === 'zh' ? zh : en}</li>
              ))}
            </ul>
          </Section>
          <Section title={t('proofOf')}>
            <Facts
              facts={[
                [t('sourceOf'), report.source[language]],
                [
                  t('digest'),
                  <code key="digest" className="digest-line">
                    {yearly.digest}
                  </code>,
                ],
                [t('madeAt'), yearly.madeAt === null ? '—' : format.instant(yearly.madeAt)],
                [t('edition', { number: String(number) }), yearly.askedBy],
              ]}
            />
            <Compare reportId={reportId} />
          </Section>
        </>
      )}
    </Page>
  );
}

function Publish({ yearly: { id, revision } }: { readonly yearly: YearlyRead }) {
  const t = useWords(reportWords);
  const confirm = useConfirm();
  const notice = useNotice();
  const write = useWrite(contract.publishYearlyReport);
  const ask = async () => {
    const question = { title: t('publishReport'), content: t('publishReportAsked') };
    if (await confirm({ ...question, yes: t('publishReport') })) {
      write.mutate({ reportId: id, revision }, { onError: notice.failed });
    }
  };
  return (
    <Button type="primary" loading={write.isPending} onClick={() => void ask()}>
      {t('publishReport')}
    </Button>
  );
}

/** What would differ if it were written again now. */
function Compare({ reportId }: { readonly reportId: string }) {
  const t = useWords(reportWords);
  const language = useLanguage();
  const cell = useCell();
  const again = useRead(contract.compareYearlyReport, { reportId }, { enabled: false });
  const { data } = again;
  return (
    <>
      <Button className="below" loading={again.isFetching} onClick={() => void again.refetch()}>
        {t('compareNow')}
      </Button>
      <p role="status">
        {data === undefined
          ? null
          : data.same
            ? t('sameNow')
            : t('differsNow', { total: String(data.total) })}
      </p>
      {data === undefined || data.total === 0 ? null : (
        <div className="table-frame">
          <table className="table">
            <thead>
              <tr>
                {(['part', 'row', 'figure', 'before', 'after'] as const).map((head) => (
                  <th key={head} scope="col">
                    {t(head)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {data.differences.map((one) => (
                <tr key={`${one.section} ${one.row.en} ${one.column.en}`}>
                  <th scope="row">{one.heading[language]}</th>
                  <td>{one.row[language]}</td>
                  <td>{one.column[language]}</td>
                  <td className="end">{cell(one.before, 'number')}</td>
                  <td className="end">{cell(one.after, 'number')}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      <ProblemView problem={again.error} />
    </>
  );
}
