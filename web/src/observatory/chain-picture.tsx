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
  readonly onPick?: (link: string) => void;
}

/** A chain from upstream to downstream: in columns, on a phone in rows. */
export function ChainPicture(props: ChainPictureProps) {
  const { model, layers, states = {}, label, table, onPick } = props;
  const t = useWords(chainWords);
  const language = useLanguage();
  const narrow = useNarrow();
  const columns: string[][] = [];
  for (const { key } of model.links) {
    const layer = layers[key] ?? 0;
    columns[layer] = [...(columns[layer] ?? []), key];
  }
  const placed = new Map(
    (narrow ? folded(columns) : columns).flatMap((keys, layer) =>
      keys.map((key, at) => [key, { layer, across: at - (keys.length - 1) / 2 }] as const),
    ),
  );
  const [long, wide] = narrow ? [78, 168] : [190, 78];
  const size = narrow ? [156, 56] : [150, 58];
  const data = model.links.map(({ key, name }) => {
    const { layer, across } = placed.get(key)!;
    const state = states[key];
    return {
      id: key,
      name: name[language],
      ...(narrow ? { x: across * wide, y: layer * long } : { x: layer * long, y: across * wide }),
      symbol: 'roundRect',
      symbolSize: size,
      itemStyle: { borderColor: colours.accent, ...looks[state ?? 'thin'] },
      label: {
        formatter: state === undefined ? '{b}' : `{b}\n{state|${t(`state_${state}`)}}`,
      },
    };
  });
  const rows = narrow ? folded(columns).length : Math.max(...columns.map((keys) => keys.length));
  const option = {
    tooltip: { formatter: ({ name }: { name: string }) => name },
    series: [
      {
        type: 'graph',
        layout: 'none',
        left: (size[0] ?? 0) / 2 + 4,
        right: (size[0] ?? 0) / 2 + 4,
        top: 40,
        bottom: 40,
        edgeSymbol: ['none', 'arrow'],
        edgeSymbolSize: 8,
        label: {
          show: true,
          color: colours.ink,
          fontSize: 13,
          width: (size[0] ?? 0) - 16,
          overflow: 'break',
          rich: { state: { color: colours.ink, fontSize: 12, fontWeight: 600, lineHeight: 18 } },
        },
        lineStyle: { color: colours.quiet, opacity: 0.7, width: 1.4, curveness: 0 },
        emphasis: { focus: 'adjacency', lineStyle: { width: 2.5 } },
        data,
        edges: model.edges.map(([source, target]) => ({ source, target })),
      },
    ],
  };
  return (
    <>
      <Chart
        label={label}
        height={Math.max(220, rows * 78 + 60)}
        option={option}
        table={table}
        onPick={({ data: picked }) => {
          const link = (picked as { id?: string } | undefined)?.id;
          if (link !== undefined) onPick?.(link);
        }}
      />
      {states === undefined || Object.keys(states).length === 0 ? null : <Legend />}
    </>
  );
}

/** Two abreast: more do not fit on a phone. */
function folded(columns: readonly (readonly string[])[]): string[][] {
  return columns.flatMap((keys) =>
    Array.from({ length: Math.ceil(keys.length / 2) }, (_, at) => keys.slice(at * 2, at * 2 + 2)),
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
