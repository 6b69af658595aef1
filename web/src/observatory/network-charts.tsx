import { Chart } from '../ui/chart.tsx';
import { useFormat } from '../ui/format.ts';
import { Section } from '../ui/page.tsx';
import { colours } from '../ui/theme.ts';
import { useWords } from '../ui/words.ts';
import { networkWords } from './network-words.ts';
import type { OfNetwork } from './one-network.tsx';
import { useRegionName } from './places.tsx';
import { useFigure } from './series-facts.tsx';
import { observatoryWords } from './words.ts';

const grid = { left: 4, right: 16, top: 40, bottom: 8, containLabel: true };

/** “2019–2021”, or the year alone. */
export function useWindowName(): (window: { fromYear: number; toYear: number }) => string {
  const t = useWords(networkWords);
  return ({ fromYear, toYear }) =>
    fromYear === toYear ? String(toYear) : t('windowSaid', { from: fromYear, to: toYear });
}

export function OverTime({ figures: { windows }, source }: OfNetwork) {
  const t = useWords(networkWords);
  const format = useFormat();
  const figure = useFigure();
  const nameOf = useWindowName();
  if (windows.length === 0) return null;
  const line = (name: string, data: readonly number[], at: number, symbol: string) => ({
    type: 'line',
    name,
    data,
    symbol,
    symbolSize: 8,
    itemStyle: { color: colours.series[at] },
  });
  return (
    <Section title={t('overTime')}>
      <Chart
        label={t('overTimePicture')}
        source={source}
        height={280}
        option={{
          grid,
          legend: { top: 0 },
          tooltip: { trigger: 'axis' },
          xAxis: { type: 'category', data: windows.map(nameOf) },
          yAxis: { type: 'value', minInterval: 1 },
          series: [
            line(
              t('links'),
              windows.map(({ links }) => links),
              0,
              'circle',
            ),
            line(
              t('linked'),
              windows.map(({ linked }) => linked),
              1,
              'rect',
            ),
          ],
        }}
        table={{
          head: [
            ...[t('window'), t('linked'), t('links'), t('parts'), t('largestPart')],
            ...[t('openness'), t('eiIndex'), t('begun'), t('ended')],
          ],
          rows: windows.map((one) => [
            nameOf(one),
            format.number(one.linked),
            format.number(one.links),
            format.number(one.parts),
            format.number(one.largestPart),
            figure(one.openness),
            figure(one.eiIndex),
            format.number(one.change?.begun ?? null),
            format.number(one.change?.ended ?? null),
          ]),
        }}
      />
    </Section>
  );
}

export function RegionsOpen({ figures: { openness }, source }: OfNetwork) {
  const t = useWords(networkWords);
  const o = useWords(observatoryWords);
  const format = useFormat();
  const figure = useFigure();
  const nameOf = useRegionName();
  const told = openness
    .filter(({ eiIndex }) => eiIndex !== null)
    .toSorted((a, b) => a.eiIndex! - b.eiIndex!);
  const anyFew = openness.some(({ suppressed }) => suppressed);
  return (
    <Section title={t('ofRegions')}>
      <Chart
        label={t('regionsPicture')}
        source={source}
        height={Math.max(160, 60 + 24 * told.length)}
        option={{
          grid: { ...grid, top: 8 },
          tooltip: {},
          xAxis: { type: 'value', min: -1, max: 1 },
          yAxis: { type: 'category', data: told.map(({ region }) => nameOf(region)) },
          series: [
            {
              type: 'bar',
              barMaxWidth: 18,
              data: told.map(({ eiIndex }) => Math.round(eiIndex! * 100) / 100),
              itemStyle: { color: colours.series[0] },
            },
          ],
        }}
        table={{
          head: [
            ...[o('region'), t('actors'), t('linked'), t('inside'), t('outside')],
            ...[t('openness'), t('opennessByChance'), t('eiIndex')],
          ],
          rows: openness.map((one) => [
            nameOf(one.region),
            one.suppressed ? t('suppressed') : format.number(one.actors),
            format.number(one.linked),
            format.number(one.inside),
            format.number(one.outside),
            figure(one.openness),
            figure(one.opennessByChance),
            figure(one.eiIndex),
          ]),
        }}
      />
      {anyFew ? <p className="quiet">{t('fewHint')}</p> : null}
    </Section>
  );
}
