import { Link, useNavigate } from '@tanstack/react-router';
import { useMemo } from 'react';
import {
  collaborationKinds,
  registryContract as contract,
  type RegionMatrix as Matrix,
} from 'yunhe/registry/contract';
import { Chart } from '../ui/chart.tsx';
import { type Filter, Filters } from '../ui/filters.tsx';
import { useFormat } from '../ui/format.ts';
import { useListState } from '../ui/list-state.ts';
import { Empty, Loaded, Page, Section } from '../ui/page.tsx';
import { useRead } from '../ui/query.ts';
import { colours } from '../ui/theme.ts';
import { nameIn, useLanguage, useWords } from '../ui/words.ts';
import { RegionChoice, useCompactChoices } from './choices.tsx';
import { networkInput } from './network-filters.ts';
import { NetworkTabs } from './network-tabs.tsx';
import { registryWords } from './words.ts';
import { YearChoice } from './year-choice.tsx';
import './registry.css';

export function RegionMatrix() {
  const t = useWords(registryWords);
  const state = useListState();
  const { kind: _kind, ...asked } = networkInput(state);
  const read = useRead(contract.readRegionMatrix, asked, { keepLast: true });
  return (
    <Page title={t('network')} lead={t('matrixLead')}>
      <NetworkTabs />
      <Filters filters={useMatrixFilters()} state={state} />
      <Loaded of={read}>
        {(matrix) =>
          matrix.cells.length === 0 ? (
            <Empty title={t('nothingInNetwork')} hint={t('nothingInNetworkHint')} />
          ) : (
            <Section>
              <HeatMap matrix={matrix} asked={asked} />
            </Section>
          )
        }
      </Loaded>
    </Page>
  );
}

function useMatrixFilters(): Filter[] {
  const t = useWords(registryWords);
  const compacts = useCompactChoices();
  const year = (name: string, label: string): Filter => ({
    kind: 'own',
    name,
    label,
    render: (value, change) => <YearChoice label={label} value={value} onChange={change} />,
  });
  return [
    { kind: 'choice', name: 'compactId', label: t('compact'), options: compacts },
    {
      kind: 'own',
      name: 'region',
      label: t('region'),
      render: (value, change) => (
        <RegionChoice several value={value} onChange={(codes) => change([codes ?? []].flat())} />
      ),
    },
    {
      kind: 'choices',
      name: 'collaborationKind',
      label: t('collaborationKind'),
      options: collaborationKinds.map((value) => ({
        value,
        label: t(`collaboration_${value}`),
      })),
    },
    year('fromYear', t('fromYear')),
    year('toYear', t('toYear')),
  ];
}

function HeatMap({
  matrix,
  asked,
}: {
  readonly matrix: Matrix;
  readonly asked: {
    readonly collaborationKind?: readonly string[];
    readonly [year: string]: unknown;
  };
}) {
  const t = useWords(registryWords);
  const language = useLanguage();
  const format = useFormat();
  const navigate = useNavigate();
  const names = matrix.regions.map((region) => nameIn(language, region) || region.code);
  const searchOf = (a: number, b: number) => ({
    region: matrix.regions[a]!.code,
    partnerRegion: matrix.regions[b]!.code,
    kind: asked.collaborationKind,
    ...(typeof asked.fromYear === 'number' ? { fromYear: String(asked.fromYear) } : {}),
    ...(typeof asked.toYear === 'number' ? { toYear: String(asked.toYear) } : {}),
  });
  const say = (a: number, b: number, count: number) =>
    a === b
      ? t('matrixWithin', { a: names[a]!, count: format.number(count) })
      : t('matrixCell', { a: names[a]!, b: names[b]!, count: format.number(count) });
  const option = useMemo(() => heatMapOption(matrix, names, say), [matrix, language]);
  const cells = [...matrix.cells].sort((one, other) => other.count - one.count);
  return (
    <Chart
      label={t('matrixPicture')}
      height={Math.max(320, 110 + 26 * matrix.regions.length)}
      option={option}
      onPick={({ data }) => {
        const [a, b] = (data as { value?: number[] })?.value ?? [];
        if (a !== undefined && b !== undefined) {
          void navigate({ to: '/collaborations', search: searchOf(a, b) });
        }
      }}
      table={{
        head: [t('region'), t('partnerRegion'), t('count'), t('matrixMoney'), ''],
        rows: cells.map(({ a, b, count, money }) => [
          names[a],
          names[b],
          format.number(count),
          money.map(({ currency, amountMinor }) => format.money(amountMinor, currency)).join(' + '),
          <Link
            key="see"
            to="/collaborations"
            search={searchOf(a, b)}
            aria-label={`${t('showCollaborations')} ${say(a, b, count)}`}
          >
            {t('showCollaborations')}
          </Link>,
        ]),
      }}
    />
  );
}

function heatMapOption(
  { cells }: Matrix,
  names: readonly string[],
  say: (a: number, b: number, count: number) => string,
) {
  const between = cells.filter(({ a, b }) => a !== b).map(({ count }) => count);
  const data = cells.flatMap(({ a, b, count }) =>
    a === b
      ? [[a, b, count]]
      : [
          [a, b, count],
          [b, a, count],
        ],
  );
  const axis = {
    type: 'category',
    data: names,
    axisTick: { show: false },
    axisLine: { show: false },
    splitArea: { show: false },
  };
  return {
    tooltip: {
      formatter: ({ value }: { value: number[] }) => say(value[0]!, value[1]!, value[2]!),
    },
    grid: { left: 4, right: 8, top: 8, bottom: 48, containLabel: true },
    xAxis: {
      ...axis,
      axisLabel: {
        color: colours.ink,
        rotate: names.length > 8 ? 50 : 0,
        interval: 0,
        overflow: 'truncate',
        width: 110,
      },
    },
    yAxis: {
      ...axis,
      inverse: true,
      axisLabel: { color: colours.ink, interval: 0, overflow: 'truncate', width: 120 },
    },
    // What lies within one region would drown what lies between; it is simply the darkest.
    visualMap: {
      min: 1,
      max: Math.max(2, ...between),
      calculable: true,
      orient: 'horizontal',
      left: 'center',
      bottom: 0,
      itemHeight: 160,
      inRange: { color: [...colours.scale].slice(1) },
      textStyle: { color: colours.quiet },
    },
    series: [
      {
        type: 'heatmap',
        data: data.map((value) => ({ value })),
        itemStyle: { borderColor: '#fff', borderWidth: 2, borderRadius: 3 },
        emphasis: { itemStyle: { borderColor: colours.ink } },
      },
    ],
  };
}
