import type { ReactNode } from 'react';
import { Chart } from '../ui/chart.tsx';
import { useFormat } from '../ui/format.ts';
import { colours } from '../ui/theme.ts';
import { nameIn, useLanguage, useWords } from '../ui/words.ts';
import { observatoryWords } from './words.ts';

interface Region {
  readonly code: string;
  readonly nameZh: string | null;
  readonly nameEn: string | null;
}

export interface Pair {
  readonly from: string;
  readonly to: string;
  /** Null where it may not be told. */
  readonly count: number | null;
}

/** What may not be told is no zero: it has a look of its own on a heat map. */
export function untoldMarks(data: readonly unknown[]) {
  return {
    type: 'scatter',
    symbol: 'rect',
    symbolSize: 14,
    itemStyle: { color: '#fff', borderColor: colours.quiet, borderType: 'dashed' },
    data,
  };
}

/** How much lies between each two regions, one way and the other. */
export function PairPicture<P extends Pair>({
  label,
  regions,
  pairs,
  more,
  source,
  onPick,
}: {
  readonly label: string;
  readonly regions: readonly Region[];
  readonly pairs: readonly P[];
  /** A column of the table beside the picture. */
  readonly more?: { readonly title: string; readonly render: (pair: P) => ReactNode };
  readonly source: string;
  readonly onPick?: (pair: { readonly from: string; readonly to: string }) => void;
}) {
  const t = useWords(observatoryWords);
  const language = useLanguage();
  const format = useFormat();
  const names = regions.map((region) => nameIn(language, region) || region.code);
  const at = new Map(regions.map(({ code }, index) => [code, index]));
  const say = (from: number, to: number, count: string) =>
    t('matrixCell', { from: names[from] ?? '', to: names[to] ?? '', count });
  const told = (pair: Pair) => (pair.count === null ? t('suppressed') : format.number(pair.count));
  const most = Math.max(2, ...pairs.map(({ count }) => count ?? 0));
  const cells = pairs.map((pair) => ({
    value: [at.get(pair.to)!, at.get(pair.from)!, pair.count ?? '-'],
    said: say(at.get(pair.from)!, at.get(pair.to)!, told(pair)),
    label: { color: (pair.count ?? 0) * 2 >= most ? '#fff' : colours.ink },
  }));
  const untold = cells.filter((_, index) => pairs[index]!.count === null);
  const axis = {
    type: 'category',
    data: names,
    axisTick: { show: false },
    axisLine: { show: false },
    axisLabel: { color: colours.ink, interval: 0, overflow: 'truncate', width: 110 },
  };
  const option = {
    tooltip: { formatter: ({ data }: { data: { said: string } }) => data.said },
    grid: { left: 4, right: 8, top: 8, bottom: 64, containLabel: true },
    xAxis: { ...axis, axisLabel: { ...axis.axisLabel, rotate: names.length > 8 ? 50 : 0 } },
    yAxis: { ...axis, inverse: true },
    visualMap: {
      seriesIndex: 0,
      min: 0,
      max: most,
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
        data: cells.filter((_, index) => pairs[index]!.count !== null),
        label: { show: names.length <= 8 },
        itemStyle: { borderColor: '#fff', borderWidth: 2, borderRadius: 3 },
        emphasis: { itemStyle: { borderColor: colours.ink } },
      },
      untoldMarks(untold.map(({ value: [x, y], said }) => ({ value: [x, y, 0], said }))),
    ],
  };
  const rows = pairs.toSorted((one, other) => (other.count ?? 0) - (one.count ?? 0));
  return (
    <Chart
      label={label}
      source={untold.length === 0 ? source : `${source} ${t('untoldMark')}`}
      height={Math.max(240, 130 + 34 * regions.length)}
      option={option}
      onPick={({ data }) => {
        const [to, from] = (data as { value?: number[] } | undefined)?.value ?? [];
        if (from === undefined || to === undefined) return;
        onPick?.({ from: regions[from]!.code, to: regions[to]!.code });
      }}
      table={{
        head: [t('from'), t('to'), t('count'), ...(more === undefined ? [] : [more.title])],
        rows: rows.map((pair) => [
          names[at.get(pair.from)!],
          names[at.get(pair.to)!],
          told(pair),
          ...(more === undefined ? [] : [more.render(pair)]),
        ]),
      }}
    />
  );
}
