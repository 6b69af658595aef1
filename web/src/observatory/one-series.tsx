import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { Button } from 'antd';
import {
  seriesContract as contract,
  reportContract,
  type Series,
} from 'yunhe/observatory/contract';
import { Chart } from '../ui/chart.tsx';
import { useConfirm, useNotice } from '../ui/confirm.tsx';
import { useFormat } from '../ui/format.ts';
import { ExportMenu } from '../ui/list.tsx';
import { Facts, Loaded, Page, Section } from '../ui/page.tsx';
import { useRead, useWrite } from '../ui/query.ts';
import { Sample } from '../ui/sample.tsx';
import { colours } from '../ui/theme.ts';
import { useWords } from '../ui/words.ts';
import { untoldMarks } from './pair-picture.tsx';
import { useRegionName } from './places.tsx';
import { ReportMenu } from './report-menu.tsx';
import {
  Provenance,
  SmallCellsSaid,
  useFieldName,
  useFigure,
  useProvenance,
  useSeriesWords,
} from './series-facts.tsx';
import { observatoryWords } from './words.ts';

const route = getRouteApi('/observatory/series/$seriesId');

const sdmxVersions = ['2.0', '1.0'] as const;

export function OneSeries() {
  const { seriesId } = route.useParams();
  const read = useRead(contract.readSeries, { seriesId });
  return <Loaded of={read}>{(series) => <Shown series={series} />}</Loaded>;
}

function Shown({ series }: { readonly series: Series }) {
  const t = useWords(observatoryWords);
  const format = useFormat();
  const { id: seriesId } = series;
  const { title, source, unit } = useSeriesWords()(series);
  return (
    <Page
      title={title}
      marks={<Sample when={series.sample} />}
      lead={`${source} · ${format.day(series.on)}`}
      above={[{ to: '/observatory/series', label: t('series') }]}
      actions={
        <>
          <Link
            to="/observatory/series/$seriesId/space"
            params={{ seriesId }}
            className="link-button"
          >
            {t('space')}
          </Link>
          <ReportMenu
            endpoint={reportContract.reportSeries}
            input={{ seriesId }}
            tables={[
              { section: 'standings', label: t('standings') },
              { section: 'heat', label: t('quotient') },
            ]}
          />
          <ExportMenu
            endpoint={contract.exportSeries}
            formats={['csv', 'xlsx', 'jsonl']}
            query={{ seriesId }}
            more={sdmxVersions.map((version) => ({
              label: `SDMX-CSV ${version}`,
              endpoint: contract.exportSeriesSdmx,
              query: { seriesId, version },
            }))}
          />
          {series.may.remove ? <Remove seriesId={seriesId} /> : null}
        </>
      }
    >
      <Section>
        <Facts
          facts={[
            [t('origin'), t(`origin_${series.origin}`)],
            [t('unit'), unit],
            [
              t('regionsAndFields'),
              t('sizeSaid', {
                regions: format.number(series.regions),
                fields: format.number(series.fields),
                cells: format.number(series.cells),
              }),
            ],
            [t('licence'), series.licence ?? '—'],
            [
              t('caveats'),
              series.caveats
                .map((code) => t(`caveat_${code}` as 'caveat_no_variation'))
                .join(' · ') || '—',
            ],
          ]}
        />
        <SmallCellsSaid of={series.small} />
        <Recompute seriesId={seriesId} />
      </Section>
      <Standings series={series} />
      <Section>
        <Heat series={series} />
      </Section>
    </Page>
  );
}

function Recompute({ seriesId }: { readonly seriesId: string }) {
  const t = useWords(observatoryWords);
  const again = useWrite(contract.recomputeSeries, { quiet: true });
  return (
    <p role="status">
      <Button loading={again.isPending} onClick={() => again.mutate({ seriesId })}>
        {t('recompute')}
      </Button>{' '}
      {again.data === undefined ? null : t(again.data.same ? 'recomputedSame' : 'recomputedOther')}
    </p>
  );
}

function Remove({ seriesId }: { readonly seriesId: string }) {
  const t = useWords(observatoryWords);
  const confirm = useConfirm();
  const notice = useNotice();
  const navigate = useNavigate();
  const remove = useWrite(contract.removeSeries, {
    quiet: true,
    onDone: () => void navigate({ to: '/observatory/series' }),
  });
  const ask = async () => {
    const question = { title: t('removeSeries'), content: t('removeAsked') };
    if (await confirm({ ...question, yes: t('removeSeries'), danger: true })) {
      remove.mutate({ seriesId }, { onError: notice.failed });
    }
  };
  return (
    <Button danger loading={remove.isPending} onClick={() => void ask()}>
      {t('removeSeries')}
    </Button>
  );
}

function Standings({ series }: { readonly series: Series }) {
  const t = useWords(observatoryWords);
  const format = useFormat();
  const figure = useFigure();
  const nameOf = useRegionName();
  const ranked = series.standings.toSorted(
    (a, b) => (a.rank?.first ?? Infinity) - (b.rank?.first ?? Infinity) || b.volume - a.volume,
  );
  const heads = ['volume', 'diversity', 'herfindahl', 'krugman', 'eci', 'fitnessIndex'] as const;
  return (
    <Section title={t('standings')}>
      {/* Wide tables are scrolled, also by key. */}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: else nobody without a mouse sees the end. */}
      <section className="table-frame" tabIndex={0} aria-label={t('standings')}>
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{t('region')}</th>
              <th scope="col" className="end">
                {t('rank')}
              </th>
              {heads.map((head) => (
                <th key={head} scope="col" className="end">
                  {t(head)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {ranked.map((one) => (
              <tr key={one.region.code}>
                <th scope="row">
                  <Link
                    to="/observatory/series/$seriesId/regions/$regionCode"
                    params={{ seriesId: series.id, regionCode: one.region.code }}
                  >
                    {nameOf(one.region)}
                  </Link>
                </th>
                <td className="end">
                  {one.rank === null
                    ? one.excludedBecause === null
                      ? '—'
                      : t(`excluded_${one.excludedBecause}`)
                    : one.rank.first === one.rank.last
                      ? format.number(one.rank.first)
                      : t('rankTied', one.rank)}
                </td>
                <td className="end">{format.number(one.volume)}</td>
                <td className="end">{format.number(one.diversity)}</td>
                {[one.herfindahl, one.krugman, one.eci, one.fitness].map((value, at) => (
                  <td key={heads[at + 2]} className="end">
                    {figure(value)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <p className="quiet">{t('minimumSaid', { minimum: figure(series.minimumVolume) })}</p>
      <Provenance series={series} method={series.method} />
    </Section>
  );
}

/** Beyond it a quotient is simply high: a few small fields would else take all the colour. */
const quotientShownAtMost = 4;

function Heat({ series }: { readonly series: Series }) {
  const t = useWords(observatoryWords);
  const navigate = useNavigate();
  const format = useFormat();
  const figure = useFigure();
  const nameOf = useRegionName();
  const fieldOf = useFieldName();
  const fields = series.shownFields.map(({ field }) => field);
  const regions = series.standings.map(({ region }) => region);
  const at = new Map(fields.map(({ code }, index) => [code, index]));
  const row = new Map(regions.map(({ code }, index) => [code, index]));
  const source = useProvenance()({ series, method: series.method });
  type Cell = Series['heat'][number];
  const placeOf = ({ region, field }: Cell) => [row.get(region)!, at.get(field)!];
  const saidOf = ({ region, field }: Cell) =>
    `${nameOf(regions[row.get(region)!]!)} · ${fieldOf(fields[at.get(field)!]!)}`;
  const large = series.heat.filter(({ quotient }) => quotient !== null);
  const few = series.heat.filter(({ quotient }) => quotient === null);
  const axis = { axisTick: { show: false }, axisLine: { show: false } };
  const label = { color: colours.ink, interval: 0, overflow: 'truncate' };
  const option = {
    tooltip: {
      formatter: ({ data }: { data: { said: string } }) => data.said,
    },
    grid: { left: 4, right: 8, top: 8, bottom: 64, containLabel: true },
    xAxis: {
      type: 'category',
      data: regions.map(nameOf),
      // Long maps are read from above.
      position: 'top',
      ...axis,
      axisLabel: { ...label, rotate: regions.length > 8 ? 60 : 0, width: 100 },
    },
    yAxis: {
      type: 'category',
      data: fields.map(fieldOf),
      inverse: true,
      ...axis,
      axisLabel: { ...label, width: 150 },
    },
    visualMap: {
      seriesIndex: 0,
      min: 0,
      max: quotientShownAtMost,
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
        data: large.map((cell) => ({
          value: [...placeOf(cell), cell.quotient],
          said: `${saidOf(cell)} ${figure(cell.quotient)}`,
        })),
        itemStyle: { borderColor: '#fff', borderWidth: 1 },
        emphasis: { itemStyle: { borderColor: colours.ink } },
      },
      untoldMarks(
        few.map((cell) => ({
          value: [...placeOf(cell), 0],
          said: `${saidOf(cell)} ${cell.suppressed ? t('suppressed') : format.number(cell.value)}`,
        })),
      ),
    ],
  };
  const rows = series.heat.toSorted((a, b) => (b.quotient ?? -1) - (a.quotient ?? -1));
  return (
    <Chart
      label={t('heatPicture')}
      source={
        few.length === 0
          ? source
          : `${source} · ${t('smallMark', { least: series.small.organisationsAtLeast })}`
      }
      height={130 + 22 * fields.length}
      option={option}
      onPick={({ data }) => {
        const [column, line] = (data as { value?: number[] } | undefined)?.value ?? [];
        if (column === undefined || line === undefined) return;
        void navigate({
          to: '/observatory/series/$seriesId/regions/$regionCode',
          params: { seriesId: series.id, regionCode: regions[column]!.code },
          search: { 'plan.field': fields[line]!.code } as never,
        });
      }}
      table={{
        head: [t('region'), t('field'), t('value'), t('quotient')],
        rows: rows.map(({ region, field, value, quotient, suppressed }) => [
          nameOf(regions[row.get(region)!]!),
          fieldOf(fields[at.get(field)!]!),
          suppressed ? t('suppressed') : format.number(value),
          figure(quotient),
        ]),
      }}
    />
  );
}
