import { Skeleton } from 'antd';
import type { ECharts, EChartsCoreOption } from 'echarts/core';
import { type RefObject, useEffect, useRef, useState } from 'react';
import { Figure, type FigureProps, pictureScale } from './figure.tsx';
import { colours, family, still } from './theme.ts';

export interface ChartProps extends FigureProps {
  readonly option: EChartsCoreOption;
  readonly height?: number;
  readonly onPick?: (what: { readonly name: string; readonly data: unknown }) => void;
}

/** A picture of figures. The chart library is fetched when the first one is shown. */
export function Chart({ option, height = 360, onPick, ...figure }: ChartProps) {
  const drawn = useRef<ECharts | null>(null);
  const image = () => drawn.current?.renderToCanvas({ pixelRatio: pictureScale }) ?? null;
  return (
    <Figure {...figure} height={height} image={image}>
      <Picture {...{ label: figure.label, option, height, onPick, drawn }} />
    </Figure>
  );
}

function Picture({
  label,
  option,
  height,
  onPick,
  drawn,
}: {
  readonly label: string;
  readonly option: EChartsCoreOption;
  readonly height: number;
  readonly onPick: ChartProps['onPick'];
  readonly drawn: RefObject<ECharts | null>;
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
      drawn.current = made;
      setChart(made);
    });
    return () => {
      left = true;
      watch?.disconnect();
      drawn.current = null;
      made?.dispose();
    };
  }, [drawn]);
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
