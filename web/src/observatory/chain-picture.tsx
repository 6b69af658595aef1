import type { ChainModel, LinkGap } from 'yunhe/observatory/contract';
import { Chart, type ChartProps } from '../ui/chart.tsx';
import { useNarrow } from '../ui/narrow.ts';
import { colours } from '../ui/theme.ts';
import { useLanguage, useWords } from '../ui/words.ts';
import { chainWords } from './chain-words.ts';

type State = LinkGap['state'];

/** Told apart without colour by the border and by the word below the name. */
const looks: Readonly<Record<State, { color: string; borderType: string; borderWidth: number }>> = {
  missing: { color: '#ffffff', borderType: 'dashed', borderWidth: 2 },
  outside: { color: '#f3d9c6', borderType: 'dotted', borderWidth: 2 },
  thin: { color: '#eef3f3', borderType: 'solid', borderWidth: 1 },
  supplied: { color: '#c5dbdc', borderType: 'solid', borderWidth: 1 },
  surplus: { color: '#8cbabe', borderType: 'solid', borderWidth: 3 },
};

export interface ChainPictureProps {
  readonly model: ChainModel;
  readonly layers: Readonly<Record<string, number>>;
  /** Nothing is known of it in a preview. */
  readonly states?: Readonly<Record<string, State>>;
  readonly label: string;
  readonly table: ChartProps['table'];
  readonly source: string;
  readonly onPick?: (link: string) => void;
}

/** How many links stand abreast, and how large each is drawn. */
const sizes = {
  wide: { abreast: 4, size: [164, 50] },
  narrow: { abreast: 2, size: [132, 58] },
} as const;

/** A chain from upstream, above, to downstream, below. */
export function ChainPicture(props: ChainPictureProps) {
  const { model, layers, states = {}, label, table, source, onPick } = props;
  const t = useWords(chainWords);
  const language = useLanguage();
  const { abreast, size } = sizes[useNarrow() ? 'narrow' : 'wide'];
  const lines = linesOf(model, layers, abreast);
  const placed = new Map(
    lines.flatMap((keys, line) =>
      keys.map((key, at) => [key, [at + (abreast - keys.length) / 2, line]] as const),
    ),
  );
  const axis = { type: 'value', show: false };
  const option = {
    grid: { left: 0, right: 0, top: 0, bottom: 0 },
    xAxis: { ...axis, min: -0.5, max: abreast - 0.5 },
    yAxis: { ...axis, min: -0.5, max: lines.length - 0.5, inverse: true },
    tooltip: { formatter: ({ name }: { name: string }) => name },
    series: [
      {
        type: 'graph',
        layout: 'none',
        coordinateSystem: 'cartesian2d',
        symbol: 'rect',
        symbolSize: size,
        label: {
          show: true,
          color: colours.ink,
          fontSize: 12,
          lineHeight: 16,
          width: size[0] - 10,
          overflow: 'break',
        },
        lineStyle: { color: colours.quiet, opacity: 0.7, width: 1.4 },
        emphasis: { focus: 'adjacency', lineStyle: { width: 2.5 } },
        data: model.links.map(({ key, name }) => {
          const state = states[key];
          const said =
            state === undefined ? '' : `\n${t('stateSaid', { state: t(`state_${state}`) })}`;
          return {
            id: key,
            name: name[language],
            value: placed.get(key)!,
            itemStyle: { borderColor: colours.accent, ...looks[state ?? 'thin'] },
            label: { formatter: `${name[language]}${said}` },
          };
        }),
        edges: model.edges.map(([source, target]) => ({ source, target })),
      },
    ],
  };
  return (
    <>
      <Chart
        label={label}
        height={lines.length * 88}
        option={option}
        table={table}
        source={source}
        onPick={({ data }) => {
          const link = (data as { id?: string } | undefined)?.id;
          if (link !== undefined) onPick?.(link);
        }}
      />
      {Object.keys(states).length === 0 ? null : <Legend />}
    </>
  );
}

/** The links of each layer, in as many lines as they need. */
function linesOf(
  { links }: ChainModel,
  layers: ChainPictureProps['layers'],
  abreast: number,
): string[][] {
  const last = Math.max(...Object.values(layers));
  return Array.from({ length: last + 1 }, (_, layer) =>
    links.map(({ key }) => key).filter((key) => layers[key] === layer),
  ).flatMap((keys) =>
    Array.from({ length: Math.ceil(keys.length / abreast) }, (_, at) =>
      keys.slice(at * abreast, (at + 1) * abreast),
    ),
  );
}

function Legend() {
  const t = useWords(chainWords);
  return (
    <ul className="chain-legend">
      {(Object.keys(looks) as State[]).map((state) => (
        <li key={state}>
          <span
            className="chain-mark"
            style={{
              background: looks[state].color,
              borderStyle: looks[state].borderType as 'solid',
              borderWidth: looks[state].borderWidth,
            }}
          />
          {t(`state_${state}`)}
        </li>
      ))}
    </ul>
  );
}
