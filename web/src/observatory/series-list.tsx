import { Link, useNavigate } from '@tanstack/react-router';
import { Button, Input, Modal } from 'antd';
import { type ReactNode, useState } from 'react';
import { seriesContract as contract, type SeriesSummary } from 'yunhe/observatory/contract';
import { useNotice } from '../ui/confirm.tsx';
import { DayInput } from '../ui/day-input.tsx';
import { FileDoor } from '../ui/file-door.tsx';
import { useFormat } from '../ui/format.ts';
import { type Column, List } from '../ui/list.tsx';
import { Page } from '../ui/page.tsx';
import { useWrite } from '../ui/query.ts';
import { Sample } from '../ui/sample.tsx';
import { useWords } from '../ui/words.ts';
import { useMayKeep } from './may-keep.ts';
import { useMaker, useSeriesWords } from './series-facts.tsx';
import { ObservatoryTabs } from './tabs.tsx';
import { observatoryWords } from './words.ts';

export function SeriesList() {
  const t = useWords(observatoryWords);
  const keeps = useMayKeep();
  return (
    <Page title={t('observatory')} lead={t('seriesLead')} actions={keeps ? <Making /> : undefined}>
      <ObservatoryTabs />
      <List
        endpoint={contract.listSeries}
        label={t('series')}
        columns={useSeriesColumns()}
        rowKey={({ id }) => id}
        empty={{ title: t('noSeries'), hint: t('noSeriesHint') }}
      />
    </Page>
  );
}

function useSeriesColumns(): Column<SeriesSummary>[] {
  const t = useWords(observatoryWords);
  const wordsOf = useSeriesWords();
  const makerOf = useMaker();
  const format = useFormat();
  return [
    {
      key: 'title',
      title: t('title'),
      render: (series) => (
        <>
          <Link
            to="/observatory/series/$seriesId"
            params={{ seriesId: series.id }}
            className="strong"
          >
            {wordsOf(series).title}
          </Link>
          <Sample when={series.sample} />
          <span className="quiet second-line">{wordsOf(series).source}</span>
        </>
      ),
    },
    { key: 'origin', title: t('origin'), render: ({ origin }) => t(`origin_${origin}`) },
    { key: 'on', title: t('on'), tight: true, render: ({ on }) => format.day(on) },
    {
      key: 'size',
      title: t('regionsAndFields'),
      align: 'end',
      render: ({ regions, fields, cells }) =>
        t('sizeSaid', {
          regions: format.number(regions),
          fields: format.number(fields),
          cells: format.number(cells),
        }),
    },
    { key: 'madeBy', title: t('madeBy'), render: ({ madeBy }) => makerOf(madeBy) },
  ];
}

function Making() {
  const t = useWords(observatoryWords);
  const notice = useNotice();
  const navigate = useNavigate();
  const [open, setOpen] = useState(false);
  const kept = ({ id }: SeriesSummary) => {
    notice.done(t('seriesKept'));
    void navigate({ to: '/observatory/series/$seriesId', params: { seriesId: id } });
  };
  const derive = useWrite(contract.deriveSeries, { onDone: kept });
  const count = (of: 'organisations' | 'technologies') =>
    derive.mutate({ of }, { onError: notice.failed });
  return (
    <>
      <Button loading={derive.isPending} onClick={() => count('organisations')}>
        {t('countOrganisations')}
      </Button>
      <Button loading={derive.isPending} onClick={() => count('technologies')}>
        {t('countTechnologies')}
      </Button>
      <Button type="primary" onClick={() => setOpen(true)}>
        {t('addSeries')}
      </Button>
      <Modal
        open={open}
        title={t('addSeries')}
        footer={null}
        destroyOnHidden
        onCancel={() => setOpen(false)}
      >
        <Upload onDone={kept} />
      </Modal>
    </>
  );
}

const facts = ['title', 'unit', 'source', 'licence'] as const;
/** What of an SDMX file is taken; usual names are known where they are left out. */
const sdmx = ['regionDimension', 'fieldDimension', 'timePeriod', 'fixed'] as const;
type Said = (typeof facts)[number] | (typeof sdmx)[number];

/** What the figures are, then the file: it is sent as soon as it is chosen. */
function Upload({ onDone }: { readonly onDone: (series: SeriesSummary) => void }) {
  const t = useWords(observatoryWords);
  const [said, setSaid] = useState<Partial<Record<Said | 'on', string>>>({});
  const input = Object.fromEntries(
    Object.entries(said).filter(([, text]) => text !== undefined && text.trim() !== ''),
  );
  const labelled = (name: string, label: string, control: ReactNode) => (
    <p key={name}>
      <label htmlFor={`series-${name}`}>{label}</label>
      {control}
    </p>
  );
  const line = (name: Said) => (
    <Input
      id={`series-${name}`}
      maxLength={300}
      value={said[name] ?? ''}
      onChange={({ target }) => setSaid({ ...said, [name]: target.value })}
    />
  );
  return (
    <>
      <p>{t('addSeriesLead')}</p>
      {facts.map((name) => labelled(name, t(name === 'source' ? 'sourceOf' : name), line(name)))}
      {labelled(
        'on',
        t('on'),
        <DayInput
          id="series-on"
          value={said.on ?? null}
          onChange={(day) => setSaid({ ...said, on: day ?? '' })}
        />,
      )}
      <details>
        <summary>{t('sdmxFields')}</summary>
        <p className="quiet">{t('sdmxFieldsHint')}</p>
        {sdmx.map((name) => labelled(name, t(`sdmx_${name}`), line(name)))}
      </details>
      <FileDoor
        endpoint={contract.uploadSeries}
        input={input}
        title={t('chooseFile')}
        hint={t('chooseFileHint')}
        accept=".csv,.tsv,.txt,.xlsx"
        onDone={onDone}
      />
    </>
  );
}
