import { useMemo } from 'react';
import type { SimulatedAlternative } from 'yunhe/outposts/contract';
import { Chart } from '../ui/chart.tsx';
import { groupedDigits } from '../ui/grouped-digits.ts';
import { TableFrame } from '../ui/table-frame.tsx';
import { colours } from '../ui/theme.ts';
import { useWords } from '../ui/words.ts';
import { simulationWords } from './simulation-words.ts';

type Year = SimulatedAlternative['years'][number];

interface Line {
  readonly name: string;
  readonly years: readonly Year[];
}

/** Medians by year with their spread, and every figure as a table below. */
export function GainsChart({
  label,
  lines,
  unit,
  of,
}: {
  readonly label: string;
  /** What the lines stand for: parties or terms. */
  readonly of: string;
  readonly lines: readonly Line[];
  readonly unit: string;
}) {
  const t = useWords(simulationWords);
  const option = useMemo(() => optionOf(lines, unit), [lines, unit]);
  const head = [t('year'), of, t('low5'), t('median'), t('high95'), t('mean')];
  const rows = lines.flatMap(({ name, years }) =>
    years.map(({ year, low5, median, high95, mean }) => [
      year,
      name,
      ...[low5, median, high95, mean].map((amount) => groupedDigits(amount)),
    ]),
  );
  return (
    <>
      <Chart label={`${label} (${unit})`} option={option} table={{ head, rows }} />
      <details open>
        <summary>{t('figures')}</summary>
        <TableFrame label={label} height={420}>
          <table className="table">
            <thead>
              <tr>
                {head.map((title, at) => (
                  <th key={title} scope="col" className={at > 1 ? 'preview-amount' : ''}>
                    {title}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={`${row[0]} ${row[1]}`}>
                  {row.map((cell, at) => (
                    <td key={head[at]} className={at > 1 ? 'preview-amount' : ''}>
                      {cell}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </TableFrame>
      </details>
    </>
  );
}

/** A picture may round: the band is the stack of its lower edge and its width. */
function optionOf(lines: readonly Line[], unit: string) {
  const years = [...new Set(lines.flatMap((line) => line.years.map(({ year }) => year)))].sort();
  const at = (line: Line, read: (year: Year) => number) =>
    years.map((year) => {
      const found = line.years.find((one) => one.year === year);
      return found === undefined ? null : read(found);
    });
  const series = lines.flatMap((line, index) => {
    const colour = colours.series[index % colours.series.length];
    const band = { type: 'line', stack: `band ${index}`, symbol: 'none', silent: true };
    const lineStyle = { opacity: 0 };
    return [
      { ...band, lineStyle, data: at(line, ({ low5 }) => Number(low5)) },
      {
        ...band,
        lineStyle,
        areaStyle: { color: colour, opacity: 0.14 },
        data: at(line, ({ low5, high95 }) => Number(high95) - Number(low5)),
      },
      {
        type: 'line',
        name: line.name,
        color: colour,
        symbolSize: 6,
        data: at(line, ({ median }) => Number(median)),
      },
    ];
  });
  return {
    legend: { data: lines.map(({ name }) => name), top: 0 },
    grid: { left: 8, right: 16, bottom: 8, top: 40, containLabel: true },
    xAxis: { type: 'category', data: years.map(String) },
    yAxis: { type: 'value', name: unit, scale: false },
    series,
  };
}
