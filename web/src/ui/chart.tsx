import { Button, Skeleton } from 'antd';
import type { ECharts, EChartsCoreOption } from 'echarts/core';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { colours, family, still } from './theme.ts';
import { uiWords } from './ui-words.ts';
import { useWords } from './words.ts';

export interface ChartProps {
  /** What the picture shows, in one sentence; its caption and its alternative. */
  readonly label: string;
  readonly option: EChartsCoreOption;
  /** The same figures as a table, for those who cannot see the picture or want to copy. */
  readonly table: {
    readonly head: readonly string[];
    readonly rows: readonly (readonly ReactNode[])[];
  };
  readonly height?: number;
  readonly onPick?: (what: { readonly name: string; readonly data: unknown }) => void;
}

/** A picture of figures. The chart library is fetched when the first one is shown. */
export function Chart({ label, option, table, height = 360, onPick }: ChartProps) {
  const t = useWords(uiWords);
  const [asTable, setAsTable] = useState(false);
  return (
    <figure className="chart">
      <figcaption>
        <span>{label}</span>
        <Button size="small" type="text" onClick={() => setAsTable(!asTable)}>
          {asTable ? t('showChart') : t('showTable')}
        </Button>
      </figcaption>
      {asTable ? (
        <div className="table-frame" style={{ maxHeight: height }}>
          <table className="table">
            <thead>
              <tr>
                {table.head.map((title) => (
                  <th key={title} scope="col">
                    {title}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {table.rows.map((row, index) => (
                <tr key={index}>
                  {row.map((cell, at) => (
                    <td key={table.head[at]}>{cell}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      ) : (
        <Picture label={label} option={option} height={height} onPick={onPick} />
      )}
    </figure>
  );
}

function Picture({
  label,
  option,
  height,
  onPick,
}: {
  readonly label: string;
  readonly option: EChartsCoreOption;
  readonly height: number;
  readonly onPick: ChartProps['onPick'];
}) {
  const place = useRef<HTMLDivElement>(null);
  const [chart, setChart] = useState<ECharts | null>(null);
  const pick = useRef(onPick);
  pick.current = onPick;
  useEffect(() => {
    let left = false;
    let made: ECharts | undefined;
    let watch: ResizeObserver | undefined;
    void import('./echarts.ts').then(({ init }) => {
      if (left || place.current === null) return;
      made = init(place.current, null, { renderer: 'canvas' });
      made.on('click', ({ name, data }) => pick.current?.({ name, data }));
      watch = new ResizeObserver(() => made?.resize());
      watch.observe(place.current);
      setChart(made);
    });
    return () => {
      left = true;
      watch?.disconnect();
      made?.dispose();
    };
  }, []);
  useEffect(() => {
    const draw = () => chart?.setOption({ ...frame, ...option }, { notMerge: true });
    draw();
    // A canvas is not drawn again by itself when a font arrives that its letters need.
    document.fonts.addEventListener('loadingdone', draw);
    return () => document.fonts.removeEventListener('loadingdone', draw);
  }, [chart, option]);
  return (
    <div className="chart-place" role="img" aria-label={label} style={{ height }}>
      {chart === null ? <Skeleton active paragraph={{ rows: 6 }} title={false} /> : null}
      <div ref={place} style={{ height, width: '100%' }} />
    </div>
  );
}

const frame = {
  color: [...colours.series],
  textStyle: { fontFamily: family, color: colours.ink },
  animation: !still,
  animationDuration: 300,
};
