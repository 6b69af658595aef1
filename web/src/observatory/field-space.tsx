import { getRouteApi } from '@tanstack/react-router';
import Graph from 'graphology';
import forceAtlas2 from 'graphology-layout-forceatlas2';
import { seriesContract as contract, type FieldSpace as Space } from 'yunhe/observatory/contract';
import { Chart } from '../ui/chart.tsx';
import { useNarrow } from '../ui/narrow.ts';
import { Loaded, Page, Section } from '../ui/page.tsx';
import { useRead } from '../ui/query.ts';
import { colours } from '../ui/theme.ts';
import { useWords } from '../ui/words.ts';
import {
  SeriesCaveats,
  SmallCellsSaid,
  useFieldName,
  useFigure,
  useProvenance,
  useSeriesWords,
} from './series-facts.tsx';
import { observatoryWords } from './words.ts';

const route = getRouteApi('/observatory/series/$seriesId/space');

export function FieldSpace() {
  const t = useWords(observatoryWords);
  const wordsOf = useSeriesWords();
  const { seriesId } = route.useParams();
  const read = useRead(contract.readFieldSpace, { seriesId });
  return (
    <Loaded of={read}>
      {(space) => (
        <Page
          title={t('space')}
          lead={wordsOf(space.series).title}
          above={[
            { to: `/observatory/series/${seriesId}` as never, label: wordsOf(space.series).title },
          ]}
        >
          <Section>
            <SmallCellsSaid of={space.small} />
            <Picture space={space} />
          </Section>
          <SeriesCaveats seriesId={seriesId} />
        </Page>
      )}
    </Loaded>
  );
}

const pictureHeight = 640;
/** Names are wide: the picture is wider than high. */
const widthByHeight = 1.6;
const goldenAngle = Math.PI * (3 - Math.sqrt(5));

/** Fields near those that they are found with; the same series is drawn the same way. */
function placesOf({ nodes, edges }: Space): Map<string, { x: number; y: number }> {
  const graph = new Graph({ type: 'undirected' });
  nodes.forEach(({ field }, at) => {
    const radius = Math.sqrt(at + 0.5);
    const [x, y] = [radius * Math.cos(at * goldenAngle), radius * Math.sin(at * goldenAngle)];
    graph.addNode(field.code, { x, y });
  });
  for (const { from, to, nearness } of edges) graph.mergeEdge(from, to, { weight: nearness });
  const settings = { ...forceAtlas2.inferSettings(graph), edgeWeightInfluence: 2 };
  const placed = Object.entries(forceAtlas2(graph, { iterations: 800, settings }));
  return new Map(placed.map(([code, { x, y }]) => [code, { x: x! * widthByHeight, y: y! }]));
}

function Picture({ space }: { readonly space: Space }) {
  const t = useWords(observatoryWords);
  const fieldOf = useFieldName();
  const figure = useFigure();
  const narrow = useNarrow();
  const names = new Map(space.nodes.map(({ field }) => [field.code, fieldOf(field)]));
  const places = placesOf(space);
  const most = Math.max(1e-9, ...space.nodes.map(({ volume }) => volume));
  const option = {
    tooltip: {},
    series: [
      {
        type: 'graph',
        layout: 'none',
        preserveAspect: true,
        roam: true,
        // Names stand to the right of their dots; on a phone below them, where there is room.
        left: narrow ? 48 : 24,
        right: narrow ? 48 : 96,
        top: 24,
        bottom: 24,
        label: {
          show: true,
          position: narrow ? 'bottom' : 'right',
          color: colours.ink,
          ...(narrow ? { width: 84, overflow: 'break' } : {}),
        },
        labelLayout: { hideOverlap: true },
        itemStyle: { color: colours.series[0] },
        lineStyle: { color: colours.quiet, opacity: 0.45 },
        data: space.nodes.map(({ field, volume }) => ({
          id: field.code,
          name: names.get(field.code),
          value: volume,
          ...places.get(field.code)!,
          symbolSize: 6 + 26 * Math.sqrt(volume / most),
        })),
        edges: space.edges.map(({ from, to, nearness }) => ({
          source: from,
          target: to,
          value: Math.round(nearness * 100) / 100,
          lineStyle: { width: 0.5 + 2.5 * nearness },
        })),
      },
    ],
  };
  return (
    <Chart
      label={t('spacePicture')}
      source={useProvenance()(space)}
      height={pictureHeight}
      option={option}
      table={{
        head: [t('field'), t('field'), t('near')],
        rows: space.edges.map(({ from, to, nearness }) => [
          names.get(from),
          names.get(to),
          figure(nearness),
        ]),
      }}
    />
  );
}
