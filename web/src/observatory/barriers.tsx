import { Link } from '@tanstack/react-router';
import {
  type BarrierSummary,
  observatoryContract as contract,
  reportContract,
} from 'yunhe/observatory/contract';
import { RegionChoice } from '../registry/choices.tsx';
import type { Filter } from '../ui/filters.tsx';
import { useFormat } from '../ui/format.ts';
import { type Column, List } from '../ui/list.tsx';
import { useListState } from '../ui/list-state.ts';
import { Page, Section } from '../ui/page.tsx';
import { useRead } from '../ui/query.ts';
import { useWords } from '../ui/words.ts';
import { Amounts } from './amounts.tsx';
import { PairPicture } from './pair-picture.tsx';
import { useCapabilityName, useCapabilityOptions, useReasonName, useWay } from './places.tsx';
import { ReportMenu } from './report-menu.tsx';
import { ObservatoryTabs } from './tabs.tsx';
import { observatoryWords } from './words.ts';

export const setbackKinds = [
  'refused',
  'declined',
  'held',
  'expired',
  'lapsed',
  'disputed',
] as const;

export function Barriers() {
  const t = useWords(observatoryWords);
  return (
    <Page
      title={t('observatory')}
      lead={t('barriersLead')}
      actions={
        <ReportMenu
          endpoint={reportContract.reportBarriers}
          input={useBarrierWish()}
          tables={[
            { section: 'barriers', label: t('barriers') },
            { section: 'pairs', label: t('byPair') },
          ]}
        />
      }
    >
      <ObservatoryTabs />
      <Matrix />
      <List
        endpoint={contract.listBarriers}
        label={t('barriers')}
        filters={useBarrierFilters()}
        columns={useBarrierColumns()}
        rowKey={({ id }) => id}
        sorts={[
          { value: '-count', label: t('byCount') },
          { value: '-lastAt', label: t('byLast') },
        ]}
        exports={{ endpoint: contract.exportBarriers }}
        empty={{ title: t('noBarriers'), hint: t('noBarriersHint') }}
      />
      <p className="quiet">{t('suppressedHint')}</p>
    </Page>
  );
}

/** What the filters of the list ask for. */
function useBarrierWish() {
  const state = useListState();
  const single = ['fromRegion', 'toRegion', 'since', 'until', 'across'];
  return {
    ...Object.fromEntries(single.map((name) => [name, state.text(name)])),
    ...Object.fromEntries(['capability', 'kind'].map((name) => [name, state.several(name)])),
  };
}

/** The same days, kinds and capabilities as the list below it, over all pairs. */
function Matrix() {
  const t = useWords(observatoryWords);
  const state = useListState();
  const single = (name: string) => {
    const value = state.text(name);
    return value === '' ? {} : { [name]: value };
  };
  const several = (name: string) => {
    const values = state.several(name);
    return values.length === 0 ? {} : { [name]: values };
  };
  const asked = {
    ...several('capability'),
    ...several('kind'),
    ...single('since'),
    ...single('until'),
  };
  const { data } = useRead(contract.readBarrierMatrix, asked as never, { keepLast: true });
  if (data === undefined || data.cells.length === 0) return null;
  return (
    <Section>
      <PairPicture
        label={t('matrixPicture')}
        source={t('source')}
        regions={data.regions}
        pairs={data.cells}
        onPick={({ from, to }) => state.change({ fromRegion: from, toRegion: to })}
      />
    </Section>
  );
}

export function useBarrierFilters(): Filter[] {
  const t = useWords(observatoryWords);
  const region = (name: 'fromRegion' | 'toRegion'): Filter => ({
    kind: 'own',
    name,
    label: t(name),
    render: ([value], change) => (
      <RegionChoice
        label={t(name)}
        placeholder={t(name)}
        value={value ?? null}
        onChange={(code) => change([code ?? []].flat())}
      />
    ),
  });
  return [
    region('fromRegion'),
    region('toRegion'),
    {
      kind: 'choices',
      name: 'capability',
      label: t('capability'),
      options: useCapabilityOptions(),
    },
    {
      kind: 'choices',
      name: 'kind',
      label: t('kind'),
      options: setbackKinds.map((value) => ({ value, label: t(`kind_${value}`) })),
    },
    {
      kind: 'choice',
      name: 'across',
      label: t('across'),
      options: [{ value: 'true', label: t('acrossOnly') }],
    },
    { kind: 'day', name: 'since', label: t('since') },
    { kind: 'day', name: 'until', label: t('until') },
  ];
}

function useBarrierColumns(): Column<BarrierSummary>[] {
  const t = useWords(observatoryWords);
  const format = useFormat();
  const wayOf = useWay();
  const reasonOf = useReasonName();
  const capabilityOf = useCapabilityName();
  return [
    {
      key: 'reason',
      title: t('barrier'),
      render: ({ id, reason, rule, capability }) => (
        <>
          <Link to="/observatory/barriers/$barrierId" params={{ barrierId: id }} className="strong">
            {reasonOf(reason)}
          </Link>
          <span className="quiet second-line">
            {capabilityOf(capability)}
            {rule === null ? '' : ` · ${rule}`}
          </span>
        </>
      ),
    },
    {
      key: 'way',
      title: t('between', { from: t('from'), to: t('to') }),
      render: ({ from, to }) => wayOf(from, to),
    },
    {
      key: 'count',
      title: t('count'),
      align: 'end',
      render: ({ measured }) =>
        measured.suppressed ? t('suppressed') : format.number(measured.count),
    },
    {
      key: 'trend',
      title: t('trend'),
      align: 'end',
      render: ({ measured: { lately, before } }) =>
        lately === null
          ? '—'
          : t('trendSaid', { lately: format.number(lately), before: format.number(before) }),
    },
    {
      key: 'amounts',
      title: t('amounts'),
      align: 'end',
      render: ({ measured }) => <Amounts of={measured.amounts} />,
    },
    { key: 'lastAt', title: t('lastAt'), tight: true, render: ({ lastAt }) => format.ago(lastAt) },
    {
      key: 'file',
      title: t('files'),
      render: ({ fileId }) =>
        fileId === null ? (
          '—'
        ) : (
          <Link to="/observatory/files/$fileId" params={{ fileId }}>
            {t('seeFile')}
          </Link>
        ),
    },
  ];
}
