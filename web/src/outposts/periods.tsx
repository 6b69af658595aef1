import { getRouteApi, Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import {
  type Agreement,
  agreementContract,
  statementContract as contract,
  type PeriodOfAgreement,
} from 'yunhe/outposts/contract';
import { useConfirm, useNotice } from '../ui/confirm.tsx';
import { useFormat } from '../ui/format.ts';
import { Empty, Loaded, Page, Section } from '../ui/page.tsx';
import { ProblemView, sayReason } from '../ui/problem.tsx';
import { useRead, useWrite } from '../ui/query.ts';
import { TableFrame } from '../ui/table-frame.tsx';
import { useLanguage, useWords } from '../ui/words.ts';
import { ToNet } from './nettings.tsx';
import { StatementState, useStatementTitle } from './statement-facts.tsx';
import { Lines, OpenPoints, Totals } from './statement-lines.tsx';
import { statementWords } from './statement-words.ts';

const route = getRouteApi('/outposts/agreements/$agreementId/periods');

/** The years of one agreement: closed one after the other, each with its statements. */
export function Periods() {
  const { agreementId } = route.useParams();
  const agreement = useRead(agreementContract.readAgreement, { agreementId });
  return <Loaded of={agreement}>{(found) => <Body agreement={found} />}</Loaded>;
}

function Body({ agreement }: { readonly agreement: Agreement }) {
  const t = useWords(statementWords);
  const language = useLanguage();
  const notice = useNotice();
  const { id: agreementId } = agreement;
  const read = useRead(contract.listPeriods, { agreementId });
  const [previewed, setPreviewed] = useState<number | null>(null);
  const issue = useWrite(contract.issueDifferences, {
    onDone: ({ statements }) => notice.done(t('issued', { count: statements.length })),
  });
  return (
    <Page
      title={t('periods')}
      lead={
        <>
          {agreement.version.title[language]}
          <span className="second-line quiet">{t('periodsLead')}</span>
        </>
      }
      above={[{ to: `/outposts/agreements/${agreementId}` as never, label: t('agreement') }]}
      actions={
        read.data?.mayIssue === true ? (
          <Button loading={issue.isPending} onClick={() => issue.mutate({ agreementId })}>
            {t('issueDifferences')}
          </Button>
        ) : null
      }
    >
      <ProblemView problem={issue.error} />
      <Loaded of={read}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty title={t('noPeriods')} />
          ) : (
            <TableFrame label={t('periods')}>
              <table className="table">
                <thead>
                  <tr>
                    <th>{t('year')}</th>
                    <th>{t('state')}</th>
                    <th>{t('statements')}</th>
                  </tr>
                </thead>
                <tbody>
                  {items.map((period) => (
                    <PeriodRow
                      key={period.year}
                      agreementId={agreementId}
                      period={period}
                      onPreview={() => setPreviewed(period.year)}
                    />
                  ))}
                </tbody>
              </table>
            </TableFrame>
          )
        }
      </Loaded>
      <div className="section-gap">
        <ToNet scope={{ agreementId }} />
      </div>
      {previewed === null ? null : <Preview agreement={agreement} year={previewed} />}
    </Page>
  );
}

interface RowProps {
  readonly agreementId: string;
  readonly period: PeriodOfAgreement;
  readonly onPreview: () => void;
}

function PeriodRow({ agreementId, period, onPreview }: RowProps) {
  const t = useWords(statementWords);
  const format = useFormat();
  const titleOf = useStatementTitle();
  const { year, state, statements, closedAt, closedBy } = period;
  return (
    <tr>
      <td className="strong">{year}</td>
      <td>
        <span className="tags">
          <span className={state === 'closed' ? 'tag tag-good' : 'tag'}>{t(state)}</span>
          {state === 'open' ? <Unsettled period={period} /> : null}
          {period.isOutdated ? <span className="tag tag-warn">{t('outdated')}</span> : null}
          {period.awaitsConfirmation ? <span className="tag">{t('awaits')}</span> : null}
        </span>
        {closedAt === null ? null : (
          <span className="second-line quiet">
            {t('closedBy', { who: closedBy ?? '', when: format.date(closedAt) })}
          </span>
        )}
      </td>
      <td>
        {statements.map((one) => (
          <span key={one.id} className="second-line">
            <Link
              to={'/outposts/statements/$statementId' as string}
              params={{ statementId: one.id } as never}
            >
              {titleOf({ year, number: one.number })}
            </Link>{' '}
            <StatementState state={one.state} />
          </span>
        ))}
        {state === 'open' ? (
          <div className="row">
            <Button onClick={onPreview}>{t('preview')}</Button>
            {period.mayClose ? <Close agreementId={agreementId} period={period} /> : null}
          </div>
        ) : null}
      </td>
    </tr>
  );
}

function Unsettled({
  period: { unconfirmed, disputed },
}: {
  readonly period: Pick<PeriodOfAgreement, 'unconfirmed' | 'disputed'>;
}) {
  const t = useWords(statementWords);
  return (
    <>
      {unconfirmed > 0 ? (
        <span className="tag tag-warn">{t('unconfirmed', { count: unconfirmed })}</span>
      ) : null}
      {disputed > 0 ? (
        <span className="tag tag-warn">{t('disputed', { count: disputed })}</span>
      ) : null}
    </>
  );
}

/** Closing cannot be undone, so what is not settled is said before it. */
function Close({ agreementId, period }: Pick<RowProps, 'agreementId' | 'period'>) {
  const t = useWords(statementWords);
  const confirm = useConfirm();
  const notice = useNotice();
  const { year, unconfirmed, disputed } = period;
  const close = useWrite(contract.closePeriod, {
    onDone: ({ statements }) => notice.done(t('issued', { count: statements.length })),
  });
  const isOpen = unconfirmed + disputed > 0;
  const ask = async () => {
    const content = (
      <>
        <p>{t('closeMeans')}</p>
        {isOpen ? (
          <>
            <p>{t('closeOpenPoints')}</p>
            <p className="tags">
              <Unsettled period={period} />
            </p>
          </>
        ) : null}
      </>
    );
    const question = {
      title: t('closeQuestion', { year }),
      content,
      yes: t('close'),
      danger: true,
    };
    if (await confirm(question)) {
      close.mutate({
        agreementId,
        year: String(year),
        ...(isOpen ? { openPointsKnown: true } : {}),
      });
    }
  };
  return (
    <>
      <Button type="primary" loading={close.isPending} onClick={() => void ask()}>
        {t('close')}
      </Button>
      <ProblemView problem={close.error} />
    </>
  );
}

function Preview({ agreement, year }: { readonly agreement: Agreement; readonly year: number }) {
  const t = useWords(statementWords);
  const { id: agreementId } = agreement;
  const read = useRead(contract.previewPeriod, { agreementId, year: String(year) });
  return (
    <Section title={t('previewOf', { year })}>
      <Loaded of={read}>
        {(preview) => {
          const shown = { ...preview, agreementId, parties: agreement.parties, paused: [] };
          return (
            <>
              {preview.problems.map((problem) => (
                <p key={`${problem.code} ${problem.field}`} className="note">
                  {problem.field}: {sayReason(problem)}
                </p>
              ))}
              <Lines of={shown} />
              <Totals of={shown} />
              <OpenPoints of={shown} />
            </>
          );
        }}
      </Loaded>
    </Section>
  );
}
