import { Button, Input, InputNumber, Modal, Select } from 'antd';
import { useState } from 'react';
import {
  openDataContract as contract,
  type Dataset,
  licences,
  seriesContract,
  yearlyContract,
} from 'yunhe/observatory/contract';
import type { BodyOf } from 'yunhe/runtime/endpoint';
import { type ServedPlace, ServedPlaceChoice, useServedPlaces } from '../registry/choices.tsx';
import { addressOf } from '../ui/call.ts';
import { useNotice } from '../ui/confirm.tsx';
import { DayInput } from '../ui/day-input.tsx';
import { Field, Form } from '../ui/form.tsx';
import { useFormat } from '../ui/format.ts';
import { type Column, List } from '../ui/list.tsx';
import { useListState } from '../ui/list-state.ts';
import { Page, Section } from '../ui/page.tsx';
import { useRead, useWrite } from '../ui/query.ts';
import { Sample } from '../ui/sample.tsx';
import { useLanguage, useWords } from '../ui/words.ts';
import { networkWords } from './network-words.ts';
import { reportWords } from './report-words.ts';
import { useSeriesWords } from './series-facts.tsx';
import { ObservatoryTabs } from './tabs.tsx';
import { observatoryWords } from './words.ts';

type Publishing = BodyOf<typeof contract.publishDataset>;
type Subject = Publishing['subject'];
const subjects = ['series', 'barriers', 'flows', 'report'] as const;

/** What the regions gave to anybody, for whoever comes by. */
export function OpenData() {
  const t = useWords(reportWords);
  const said = useWords(observatoryWords);
  const places = useServedPlaces();
  const catalogue = addressOf(contract.readCatalogue, {});
  return (
    <Page
      title={said('observatory')}
      lead={t('openDataLead')}
      actions={places.length === 0 ? undefined : <Publish places={places} />}
    >
      <ObservatoryTabs />
      <List
        endpoint={contract.listDatasets}
        label={t('openData')}
        columns={useDatasetColumns()}
        rowKey={({ id }) => id}
        empty={{ title: t('noDatasets'), hint: t('noDatasetsHint') }}
      />
      <Section title={t('howToUse')}>
        <p>{t('howToUseHint')}</p>
        <p>
          <a href={catalogue}>{t('catalogue')}</a>
        </p>
        <p>
          <code>curl {new URL(catalogue, globalThis.location.href).href}</code>
        </p>
        <p className="quiet">{t('smallLeftOut')}</p>
      </Section>
    </Page>
  );
}

function useDatasetColumns(): Column<Dataset>[] {
  const t = useWords(reportWords);
  const said = useWords(observatoryWords);
  const language = useLanguage();
  const format = useFormat();
  return [
    {
      key: 'title',
      title: said('title'),
      render: ({ title, description, sample, withdrawnBecause }) => (
        <>
          <span className="strong">{title[language]}</span>
          <Sample when={sample} />
          <span className="quiet second-line">
            {withdrawnBecause === null
              ? description[language]
              : t('withdrawnSaid', { because: withdrawnBecause })}
          </span>
        </>
      ),
    },
    {
      key: 'publisher',
      title: t('publisher'),
      render: ({ publisher }) => publisher.name[language],
    },
    {
      key: 'period',
      title: t('period'),
      tight: true,
      render: ({ startsOn, endsOn }) =>
        `${format.day(startsOn)} – ${format.day(dayBefore(endsOn))}`,
    },
    {
      key: 'rows',
      title: t('rows'),
      align: 'end',
      render: ({ rows, suppressed }) =>
        t('rowsSaid', { rows: format.number(rows), suppressed: format.number(suppressed) }),
    },
    { key: 'licence', title: said('licence'), tight: true, render: ({ licence }) => licence },
    { key: 'files', title: t('files'), render: (dataset) => <Files of={dataset} /> },
  ];
}

function Files({ of: dataset }: { readonly of: Dataset }) {
  const t = useWords(reportWords);
  const { id: datasetId, withdrawnBecause, may } = dataset;
  if (withdrawnBecause !== null) return <span className="tag">{t('withdrawn')}</span>;
  return (
    <span className="row">
      {filesOf(dataset).map(([key, asked]) => (
        <a key={key} href={addressOf(contract.downloadDataset, { datasetId, ...asked })}>
          {t(key)}
        </a>
      ))}
      {may.withdraw ? <Withdraw dataset={dataset} /> : null}
    </span>
  );
}

/** A report is a document in each language; other data are a table. */
function filesOf({ subject }: Dataset) {
  const json = ['json', { form: 'json' }] as const;
  if (subject !== 'report') return [['csv', { form: 'csv' }] as const, json];
  return [
    ['pdfZh', { form: 'pdf', lang: 'zh' }] as const,
    ['pdfEn', { form: 'pdf', lang: 'en' }] as const,
    json,
  ];
}

function Withdraw({ dataset: { id, revision } }: { readonly dataset: Dataset }) {
  const t = useWords(reportWords);
  const [open, setOpen] = useState(false);
  const write = useWrite(contract.withdrawDataset, { onDone: () => setOpen(false) });
  return (
    <>
      <Button size="small" onClick={() => setOpen(true)}>
        {t('withdraw')}
      </Button>
      <Modal
        open={open}
        title={t('withdraw')}
        footer={null}
        destroyOnHidden
        onCancel={() => setOpen(false)}
      >
        <p>{t('withdrawLead')}</p>
        <Form<{ because: string }>
          schema={contract.withdrawDataset.body}
          problem={write.error}
          busy={write.isPending}
          submit={t('withdraw')}
          onSubmit={(typed) => write.mutate({ datasetId: id, revision, ...typed })}
        >
          <Field name="because" label={t('because')}>
            <Input.TextArea rows={3} maxLength={2_000} />
          </Field>
        </Form>
      </Modal>
    </>
  );
}

/** Periods are half open. */
function dayBefore(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
}

function Publish({ places }: { readonly places: readonly ServedPlace[] }) {
  const t = useWords(reportWords);
  const said = useWords(observatoryWords);
  const language = useLanguage();
  const n = useWords(networkWords);
  const lastYear = new Date().getFullYear() - 1;
  const notice = useNotice();
  // Whoever comes from a report wants to give that one.
  const asked = useListState().text('report');
  const [open, setOpen] = useState(asked !== '');
  const [subject, setSubject] = useState<Subject>(asked === '' ? 'series' : 'report');
  const [place, setPlace] = useState(places[0]);
  const series = useRead(seriesContract.listSeries, { limit: 100 }, { enabled: open });
  const reports = useRead(yearlyContract.listYearlyReports, { limit: 100 }, { enabled: open });
  const wordsOf = useSeriesWords();
  const published = (reports.data?.items ?? []).filter(({ state }) => state === 'published');
  const write = useWrite(contract.publishDataset, {
    onDone: () => {
      notice.done(t('datasetPublished'));
      setOpen(false);
    },
  });
  return (
    <>
      <Button type="primary" onClick={() => setOpen(true)}>
        {t('publishDataset')}
      </Button>
      <Modal
        open={open}
        title={t('publishDataset')}
        footer={null}
        destroyOnHidden
        onCancel={() => setOpen(false)}
      >
        <p>{t('publishLead')}</p>
        <p>
          <label htmlFor="dataset-subject">{t('subject')}</label>
          <Select
            id="dataset-subject"
            className="wide"
            value={subject}
            options={subjects.map((value) => ({
              value,
              label: value === 'report' ? t('yearlyReport') : said(value),
            }))}
            onChange={setSubject}
          />
        </p>
        <Form<Omit<Publishing, 'subject'>>
          schema={contract.publishDataset.body}
          initial={{ licence: 'CC-BY-4.0', ...(asked === '' ? {} : { reportId: asked }) }}
          problem={write.error}
          busy={write.isPending}
          submit={t('publishDataset')}
          onSubmit={(typed) => write.mutate({ ...typed, ...place, subject } as never)}
        >
          {subject === 'series' ? (
            <Field name="seriesId" label={said('series')} needed>
              <Select
                options={(series.data?.items ?? []).map((one) => ({
                  value: one.id,
                  label: wordsOf(one).title,
                }))}
              />
            </Field>
          ) : subject === 'report' ? (
            <Field name="reportId" label={t('yearlyReport')} needed>
              <Select
                options={published.map(({ id, compact, year, number }) => ({
                  value: id,
                  label: `${t('yearlyTitle', { compact: compact.name[language], year: String(year) })} · ${t('edition', { number: String(number) })}`,
                }))}
                notFoundContent={t('noPublishedReport')}
              />
            </Field>
          ) : subject === 'flows' ? (
            <>
              <Field name="fromYear" label={n('fromYear')} needed>
                <InputNumber min={1990} max={lastYear} precision={0} />
              </Field>
              <Field name="toYear" label={n('toYear')} needed>
                <InputNumber min={1990} max={lastYear} precision={0} />
              </Field>
            </>
          ) : (
            <>
              <Field name="since" label={said('since')} needed>
                <DayInput />
              </Field>
              <Field name="until" label={said('until')} needed>
                <DayInput />
              </Field>
            </>
          )}
          <Field name="titleZh" label={t('titleZh')}>
            <Input maxLength={200} />
          </Field>
          <Field name="titleEn" label={t('titleEn')}>
            <Input maxLength={200} />
          </Field>
          <Field name="descriptionZh" label={t('descriptionZh')}>
            <Input.TextArea rows={2} maxLength={2_000} />
          </Field>
          <Field name="descriptionEn" label={t('descriptionEn')}>
            <Input.TextArea rows={2} maxLength={2_000} />
          </Field>
          <Field name="licence" label={said('licence')}>
            <Select options={licences.map((value) => ({ value, label: value }))} />
          </Field>
        </Form>
        {places.length < 2 ? null : (
          <p>
            <label htmlFor="dataset-publisher">{t('publisher')}</label>
            <ServedPlaceChoice
              id="dataset-publisher"
              label={t('publisher')}
              value={place}
              onChange={setPlace}
            />
          </p>
        )}
      </Modal>
    </>
  );
}
