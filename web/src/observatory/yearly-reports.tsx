import { Link, useNavigate } from '@tanstack/react-router';
import { Button, InputNumber, Modal, Select } from 'antd';
import { useState } from 'react';
import { yearlyContract as contract, type YearlySummary } from 'yunhe/observatory/contract';
import { useCompactChoices, useServedPlaces } from '../registry/choices.tsx';
import { useFormat } from '../ui/format.ts';
import { type Column, List } from '../ui/list.tsx';
import { Page } from '../ui/page.tsx';
import { ProblemView } from '../ui/problem.tsx';
import { useWrite } from '../ui/query.ts';
import { Sample } from '../ui/sample.tsx';
import { useLanguage, useWords } from '../ui/words.ts';
import { reportWords } from './report-words.ts';
import { ObservatoryTabs } from './tabs.tsx';
import { observatoryWords } from './words.ts';

export function YearlyReports() {
  const t = useWords(reportWords);
  const said = useWords(observatoryWords);
  const places = useServedPlaces();
  return (
    <Page
      title={said('observatory')}
      lead={t('yearlyLead')}
      actions={places.length === 0 ? undefined : <Make />}
    >
      <ObservatoryTabs />
      <List
        endpoint={contract.listYearlyReports}
        label={t('yearlyReports')}
        columns={useColumns()}
        rowKey={({ id }) => id}
        empty={{ title: t('noReports'), hint: t('noReportsHint') }}
      />
    </Page>
  );
}

function useColumns(): Column<YearlySummary>[] {
  const t = useWords(reportWords);
  const said = useWords(observatoryWords);
  const language = useLanguage();
  const format = useFormat();
  return [
    {
      key: 'title',
      title: t('yearlyReport'),
      render: ({ id, compact, year, number, sample }) => (
        <>
          <Link to="/observatory/reports/$reportId" params={{ reportId: id }} className="strong">
            {t('yearlyTitle', { compact: compact.name[language], year: String(year) })}
          </Link>
          <Sample when={sample} />
          <span className="quiet second-line">{t('edition', { number: String(number) })}</span>
        </>
      ),
    },
    { key: 'state', title: said('state'), render: ({ state }) => t(`yearly_${state}`) },
    { key: 'askedBy', title: t('askedBy'), render: ({ askedBy }) => askedBy },
    {
      key: 'askedAt',
      title: said('when'),
      tight: true,
      render: ({ askedAt }) => format.instant(askedAt),
    },
  ];
}

function Make() {
  const t = useWords(reportWords);
  const navigate = useNavigate();
  const compacts = useCompactChoices();
  const [open, setOpen] = useState(false);
  const [chosen, setChosen] = useState<string>();
  const [year, setYear] = useState(new Date().getFullYear());
  const compactId = chosen ?? compacts[0]?.value;
  const write = useWrite(contract.makeYearlyReport, {
    onDone: ({ id }) =>
      void navigate({ to: '/observatory/reports/$reportId', params: { reportId: id } }),
  });
  return (
    <>
      <Button type="primary" onClick={() => setOpen(true)}>
        {t('makeReport')}
      </Button>
      <Modal
        open={open}
        title={t('makeReport')}
        okText={t('makeReport')}
        cancelButtonProps={{ style: { display: 'none' } }}
        confirmLoading={write.isPending}
        onOk={() => compactId !== undefined && write.mutate({ compactId, year })}
        onCancel={() => setOpen(false)}
      >
        <p>{t('makeReportLead')}</p>
        <p>
          <label htmlFor="report-compact">{t('compact')}</label>{' '}
          <Select
            id="report-compact"
            popupMatchSelectWidth={false}
            value={compactId ?? null}
            options={[...compacts]}
            onChange={(value) => setChosen(value ?? undefined)}
          />
        </p>
        <p>
          <label htmlFor="report-year">{t('year')}</label>{' '}
          <InputNumber
            id="report-year"
            min={2000}
            max={2999}
            precision={0}
            value={year}
            onChange={(value) => setYear(value ?? year)}
          />
        </p>
        <ProblemView problem={write.error} />
      </Modal>
    </>
  );
}
