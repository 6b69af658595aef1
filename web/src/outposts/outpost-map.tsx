import { useNavigate } from '@tanstack/react-router';
import { useMemo } from 'react';
import { outpostContract as contract, type OutpostSummary } from 'yunhe/outposts/contract';
import type { Input } from '../ui/call.ts';
import { Chart } from '../ui/chart.tsx';
import { useListState } from '../ui/list-state.ts';
import { Loaded } from '../ui/page.tsx';
import { useRead } from '../ui/query.ts';
import { colours } from '../ui/theme.ts';
import { type Language, nameIn, useLanguage, useWords } from '../ui/words.ts';
import { outpostWords } from './outpost-words.ts';

const filters = ['q', 'kind', 'state', 'home', 'host', 'activity'] as const;

/** The outposts of the list, drawn by longitude and latitude alone: no geometry of anybody. */
export function OutpostMap() {
  const state = useListState();
  const asked = Object.fromEntries(
    filters
      .map((name) => [name, name === 'q' ? state.text(name) : state.several(name)])
      .filter(([, value]) => (value?.length ?? 0) > 0),
  );
  const read = useRead(contract.mapOutposts, asked as Input<typeof contract.mapOutposts>, {
    keepLast: true,
  });
  return <Loaded of={read}>{(map) => <Drawn map={map} />}</Loaded>;
}

interface Mapped {
  readonly items: readonly OutpostSummary[];
  readonly left: number;
  readonly unplaced: number;
}

function Drawn({ map }: { readonly map: Mapped }) {
  const t = useWords(outpostWords);
  const language = useLanguage();
  const navigate = useNavigate();
  const drawn = map.items.filter(({ at, homeAt }) => at !== null && homeAt !== null);
  const option = useMemo(() => pictureOf(drawn, language), [drawn, language]);
  if (drawn.length === 0) return null;
  const place = (one: OutpostSummary['home']) => nameIn(language, one) || one.id;
  return (
    <>
      <Chart
        label={t('mapLabel', { count: drawn.length })}
        option={option}
        height={420}
        table={{
          head: [t('name'), t('home'), t('host'), t('longitude'), t('latitude')],
          rows: drawn.map((one) => [
            nameIn(language, one),
            place(one.home),
            place(one.host),
            one.at!.longitude,
            one.at!.latitude,
          ]),
        }}
        onPick={({ data }) => {
          const outpostId = (data as { outpostId?: string }).outpostId;
          if (outpostId === undefined) return;
          void navigate({ to: '/outposts/$outpostId', params: { outpostId } });
        }}
      />
      {map.left + map.unplaced === 0 ? null : (
        <p className="quiet">
          {map.left > 0 ? t('mapLeft', { left: map.left }) : ''}{' '}
          {map.unplaced > 0 ? t('mapUnplaced', { count: map.unplaced }) : ''}
        </p>
      )}
    </>
  );
}

/** A graph whose points lie where the regions lie: homes are hollow, outposts full. */
function pictureOf(outposts: readonly OutpostSummary[], language: Language) {
  const homes = new Map(
    outposts.map(({ home, homeAt }) => [
      home.id,
      {
        id: home.id,
        name: nameIn(language, home) || home.id,
        value: [homeAt!.longitude, homeAt!.latitude],
        symbolSize: 9,
        itemStyle: { color: colours.paper, borderColor: colours.ink, borderWidth: 1.5 },
      },
    ]),
  );
  const places = outposts.map((outpost) => ({
    id: outpost.id,
    outpostId: outpost.id,
    name: nameIn(language, outpost),
    value: [outpost.at!.longitude, outpost.at!.latitude],
    symbolSize: 12,
    itemStyle: { color: colours.series[0] },
  }));
  const axis = { type: 'value', scale: true, splitLine: { lineStyle: { opacity: 0.4 } } };
  return {
    grid: { left: 48, right: 120, top: 16, bottom: 36 },
    tooltip: { trigger: 'item', confine: true },
    xAxis: { ...axis, boundaryGap: ['8%', '8%'], axisLabel: { formatter: '{value}° E' } },
    yAxis: { ...axis, boundaryGap: ['8%', '8%'], axisLabel: { formatter: '{value}° N' } },
    series: [
      {
        type: 'graph',
        coordinateSystem: 'cartesian2d',
        edgeSymbol: ['none', 'arrow'],
        edgeSymbolSize: 8,
        label: {
          ...{ show: true, position: 'right', formatter: '{b}', color: colours.ink },
          // Lines run below the names.
          ...{ textBorderColor: colours.paper, textBorderWidth: 3 },
        },
        labelLayout: { moveOverlap: 'shiftY', hideOverlap: true },
        lineStyle: { color: colours.ink, opacity: 0.55, width: 1.5, curveness: 0.15 },
        data: [...homes.values(), ...places],
        links: outposts.map(({ id, home }) => ({ source: home.id, target: id })),
      },
    ],
  };
}
