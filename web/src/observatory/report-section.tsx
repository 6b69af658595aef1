import type { ReportCell, ReportSection as SectionRead } from 'yunhe/observatory/contract';
import { Chart } from '../ui/chart.tsx';
import { useFormat } from '../ui/format.ts';
import { Section } from '../ui/page.tsx';
import { colours } from '../ui/theme.ts';
import { useLanguage, useWords } from '../ui/words.ts';
import { untoldMarks } from './pair-picture.tsx';
import { reportWords } from './report-words.ts';

type Table = NonNullable<SectionRead['table']>;
type Row = Table['rows'][number];
type Kind = Table['columns'][number]['type'];

/** A figure or a word of a report in the reader's language. */
export function useCell(): (cell: ReportCell, type: Kind) => string {
  const t = useWords(reportWords);
  const language = useLanguage();
  const format = useFormat();
  return (cell, type) => {
    if (cell === null) return '—';
    if (typeof cell === 'boolean') return t(cell ? 'yes' : 'no');
    if (typeof cell === 'object') return cell[language];
    if (typeof cell === 'string') return cell;
    return type === 'share' ? format.share(cell) : format.number(Math.round(cell * 1000) / 1000);
  };
}

/** Sentences, then the picture with the table that it is drawn from. */
export function ReportSection({
  section,
  source,
}: {
  readonly section: SectionRead;
  readonly source: string;
}) {
  const t = useWords(reportWords);
  const language = useLanguage();
  const { heading, sentences, chart, table } = section;
  const isEmpty = table === null || table.rows.length === 0;
  return (
    <Section title={heading[language]}>
      {sentences.map(({ zh, en }) => (
        <p key={en}>{language === 'zh' ? zh : en}</p>
      ))}
      {isEmpty ? <p className="quiet">{t('nothingToShow')}</p> : null}
      {isEmpty || chart === null ? null : <Picture chart={chart} table={table} source={source} />}
    </Section>
  );
}

function Picture({
  chart,
  table: { columns, rows },
  source,
}: {
  readonly source: string;
  readonly chart: NonNullable<SectionRead['chart']>;
  readonly table: Table;
}) {
  const language = useLanguage();
  const cell = useCell();
  const word = (row: Row, key: string) => cell(row[key] ?? null, 'text');
  const down = [...new Set(rows.map((row) => word(row, chart.label)))];
  const option = chart.across === null ? bars() : heat(chart.across);
  return (
    <Chart
      label={chart.title[language]}
      source={source}
      height={chart.across === null ? 82 + 26 * rows.length : 130 + 28 * down.length}
      option={option}
      table={{
        head: columns.map(({ title }) => title[language]),
        rows: rows.map((row) => columns.map(({ key, type }) => cell(row[key] ?? null, type))),
      }}
    />
  );

  function bars() {
    return {
      grid: { left: 4, right: 24, top: 8, bottom: 26, containLabel: true },
      tooltip: { trigger: 'axis' },
      xAxis: {
        type: 'value',
        minInterval: 1,
        name: columns.find(({ key }) => key === chart.value)?.title[language],
        nameLocation: 'middle',
        nameGap: 26,
        nameTextStyle: { color: colours.quiet },
      },
      yAxis: { type: 'category', inverse: true, data: rows.map((row) => word(row, chart.label)) },
      series: [
        {
          type: 'bar',
          barMaxWidth: 18,
          data: rows.map((row) => row[chart.value] ?? null),
          itemStyle: { color: colours.series[0] },
        },
      ],
    };
  }

  function heat(key: string) {
    const over = [...new Set(rows.map((row) => word(row, key)))];
    const told = rows.flatMap((row) => {
      const value = row[chart.value];
      if (typeof value !== 'number') return [];
      return [[over.indexOf(word(row, key)), down.indexOf(word(row, chart.label)), value] as const];
    });
    const untold = rows
      .filter((row) => row.suppressed === true)
      .map((row) => [over.indexOf(word(row, key)), down.indexOf(word(row, chart.label)), 0]);
    return {
      grid: { left: 4, right: 8, top: 8, bottom: 56, containLabel: true },
      tooltip: {},
      xAxis: { type: 'category', data: over },
      yAxis: { type: 'category', data: down, inverse: true },
      visualMap: {
        seriesIndex: 0,
        min: 0,
        max: Math.max(1, ...told.map(([, , value]) => value)),
        orient: 'horizontal',
        left: 'center',
        bottom: 0,
        inRange: { color: [...colours.scale].slice(1) },
        textStyle: { color: colours.quiet },
      },
      series: [{ type: 'heatmap', data: told, label: { show: true } }, untoldMarks(untold)],
    };
  }
}
