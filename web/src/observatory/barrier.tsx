import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { Button, Input, Modal } from 'antd';
import { useState } from 'react';
import {
  type Barrier as BarrierRead,
  observatoryContract as contract,
  reportContract,
  type Setback,
} from 'yunhe/observatory/contract';
import { type ServedPlace, ServedPlaceChoice, useServedPlaces } from '../registry/choices.tsx';
import { Chart } from '../ui/chart.tsx';
import { useNotice } from '../ui/confirm.tsx';
import { Field, Form } from '../ui/form.tsx';
import { useFormat } from '../ui/format.ts';
import { type Column, List } from '../ui/list.tsx';
import { Facts, Loaded, Page, Section } from '../ui/page.tsx';
import { useRead, useWrite } from '../ui/query.ts';
import { colours } from '../ui/theme.ts';
import { nameIn, useLanguage, useWords } from '../ui/words.ts';
import { Amounts } from './amounts.tsx';
import { ExpectedEffect } from './expected-effect.tsx';
import { useCapabilityName, useReasonName, useWay } from './places.tsx';
import { ReportMenu } from './report-menu.tsx';
import { WhatIf } from './what-if.tsx';
import { observatoryWords } from './words.ts';

const route = getRouteApi('/observatory/barriers/$barrierId');

/** One barrier: its figures, how they move, the records behind, and what may be done. */
export function Barrier() {
  const { barrierId } = route.useParams();
  const read = useRead(contract.readBarrier, { barrierId });
  return <Loaded of={read}>{(barrier) => <Shown barrier={barrier} />}</Loaded>;
}

function Shown({ barrier }: { readonly barrier: BarrierRead }) {
  const t = useWords(observatoryWords);
  const wayOf = useWay();
  const reasonOf = useReasonName();
  const { id: barrierId, from, to, fileId } = barrier;
  return (
    <Page
      title={reasonOf(barrier.reason)}
      lead={wayOf(from, to)}
      above={[{ to: '/observatory/barriers', label: t('barriers') }]}
      actions={
        <>
          <ReportMenu
            endpoint={reportContract.reportBarrier}
            input={{ barrierId }}
            tables={[
              { section: 'months', label: t('month') },
              { section: 'kinds', label: t('kind') },
            ]}
          />
          {fileId === null ? (
            barrier.may.open ? (
              <OpenFile
                barrierId={barrierId}
                title={`${wayOf(from, to)} ${reasonOf(barrier.reason)}`}
              />
            ) : null
          ) : (
            <Link to="/observatory/files/$fileId" params={{ fileId }} className="link-button">
              {t('seeFile')}
            </Link>
          )}
        </>
      }
    >
      <Figures barrier={barrier} />
      {from === null || to === null || from.code === to.code ? null : (
        <ExpectedEffect from={from} to={to} ruled={barrier.versionId !== null} />
      )}
      {barrier.versionId === null ? null : <WhatIf versionId={barrier.versionId} />}
      <Section title={t('records')} plain>
        <p className="quiet">{t('recordsOwn')}</p>
        <List
          endpoint={contract.listSetbacks}
          input={{ barrierId }}
          label={t('records')}
          columns={useSetbackColumns()}
          rowKey={({ sequence }) => sequence}
          exports={{ endpoint: contract.exportSetbacks }}
          empty={{ title: t('noRecords') }}
        />
      </Section>
    </Page>
  );
}

function Figures({ barrier }: { readonly barrier: BarrierRead }) {
  const t = useWords(observatoryWords);
  const format = useFormat();
  const capabilityOf = useCapabilityName();
  const { measured, months, kinds } = barrier;
  return (
    <Section title={t('figures')}>
      <Facts
        facts={[
          [t('capability'), capabilityOf(barrier.capability)],
          [t('rule'), barrier.rule ?? t('noRule')],
          [t('count'), measured.suppressed ? t('suppressed') : format.number(measured.count)],
          [t('organisations'), format.number(measured.organisations)],
          [t('amounts'), <Amounts key="amounts" of={measured.amounts} />],
          [
            t('kind'),
            kinds
              .map(({ kind, count }) => `${t(`kind_${kind}`)} ${format.number(count)}`)
              .join(' · ') || '—',
          ],
          [t('lastAt'), format.instant(barrier.lastAt)],
        ]}
      />
      {measured.suppressed ? <p className="quiet">{t('suppressedHint')}</p> : null}
      {months.length === 0 ? null : (
        <Chart
          label={t('monthsPicture')}
          source={t('source')}
          height={220}
          option={{
            grid: { left: 4, right: 8, top: 12, bottom: 4, containLabel: true },
            tooltip: { trigger: 'axis' },
            xAxis: { type: 'category', data: months.map(({ month }) => month) },
            yAxis: { type: 'value', minInterval: 1 },
            series: [
              {
                type: 'bar',
                barMaxWidth: 32,
                data: months.map(({ count }) => count),
                itemStyle: { color: colours.series[0] },
              },
            ],
          }}
          table={{
            head: [t('month'), t('count')],
            rows: months.map(({ month, count }) => [month, format.number(count)]),
          }}
        />
      )}
      {months.length > 0 ? null : <p className="quiet">{t('source')}</p>}
    </Section>
  );
}

function useSetbackColumns(): Column<Setback>[] {
  const t = useWords(observatoryWords);
  const format = useFormat();
  const language = useLanguage();
  const reasonOf = useReasonName();
  return [
    { key: 'at', title: t('when'), tight: true, render: ({ at }) => format.instant(at) },
    {
      key: 'organisation',
      title: t('organisation'),
      render: ({ organisation }) =>
        organisation === null ? (
          '—'
        ) : (
          <Link to="/organisations/$organisationId" params={{ organisationId: organisation.id }}>
            {nameIn(language, organisation)}
          </Link>
        ),
    },
    { key: 'kind', title: t('kind'), render: ({ kind }) => t(`kind_${kind}`) },
    {
      key: 'reasons',
      title: t('reason'),
      render: ({ reasons }) => reasons.map(({ code }) => reasonOf(code)).join(' · '),
    },
    {
      key: 'amount',
      title: t('amount'),
      align: 'end',
      render: ({ amount }) => <Amounts of={amount === null ? [] : [amount]} />,
    },
    { key: 'record', title: t('record'), render: (setback) => <RecordLink of={setback} /> },
  ];
}

/** Where the record itself is shown; whoever may not see it is told there. */
function RecordLink({ of }: { readonly of: Setback }) {
  const t = useWords(observatoryWords);
  if (of.eventType === 'rules.refused' && of.subjectId !== null) {
    return <Link to={`/rules/decisions/${of.subjectId}` as string}>{t('seeDecision')}</Link>;
  }
  if (of.journeyId !== null) {
    return <Link to={`/journeys/${of.journeyId}` as string}>{t('seeJourney')}</Link>;
  }
  return <code className="quiet">{of.sequence}</code>;
}

interface Opening {
  readonly title: string;
  readonly note: string;
}

function OpenFile({ barrierId, title }: { readonly barrierId: string; readonly title: string }) {
  const t = useWords(observatoryWords);
  const notice = useNotice();
  const navigate = useNavigate();
  const places = useServedPlaces();
  const [open, setOpen] = useState(false);
  const [place, setPlace] = useState<ServedPlace>();
  const write = useWrite(contract.openBarrierFile, {
    onDone: ({ id }) => {
      notice.done(t('fileOpened'));
      void navigate({ to: '/observatory/files/$fileId', params: { fileId: id } });
    },
  });
  const chosen = place ?? places[0];
  return (
    <>
      <Button type="primary" onClick={() => setOpen(true)}>
        {t('openFile')}
      </Button>
      <Modal
        open={open}
        title={t('openFile')}
        footer={null}
        destroyOnHidden
        onCancel={() => setOpen(false)}
      >
        <p>{t('openFileLead')}</p>
        <Form<Opening>
          schema={contract.openBarrierFile.body}
          initial={{ title }}
          problem={write.error}
          busy={write.isPending}
          submit={t('openFile')}
          onSubmit={(typed) => write.mutate({ barrierId, ...typed, ...chosen })}
        >
          <Field name="title" label={t('fileTitle')}>
            <Input maxLength={200} />
          </Field>
          <Field name="note" label={t('note')}>
            <Input.TextArea rows={4} maxLength={4_000} />
          </Field>
          {places.length < 2 ? null : (
            <p>
              <label htmlFor="barrier-owner">{t('owner')}</label>
              <ServedPlaceChoice
                id="barrier-owner"
                label={t('owner')}
                value={chosen}
                onChange={setPlace}
              />
            </p>
          )}
        </Form>
      </Modal>
    </>
  );
}
