import { getRouteApi } from '@tanstack/react-router';
import { seriesContract as contract, type FieldSpace as Space } from 'yunhe/observatory/contract';
import { Chart } from '../ui/chart.tsx';
import { Loaded, Page, Section } from '../ui/page.tsx';
import { useRead } from '../ui/query.ts';
import { colours } from '../ui/theme.ts';
import { useWords } from '../ui/words.ts';
import { SmallCellsSaid, useFieldName, useFigure, useProvenance } from './series-facts.tsx';
import { observatoryWords } from './words.ts';

const route = getRouteApi('/observatory/series/$seriesId/space');

export function FieldSpace() {
  const t = useWords(observatoryWords);
  const { seriesId } = route.useParams();
  const read = useRead(contract.readFieldSpace, { seriesId });
  return (
    <Loaded of={read}>
      {(space) => (
        <Page
          title={t('space')}
          lead={space.series.title}
          above={[{ to: `/observatory/series/${seriesId}` as never, label: space.series.title }]}
        >
          <Section>
            <SmallCellsSaid of={space.small} />
            <Picture space={space} />
          </Section>
        </Page>
      )}
    </Loaded>
  );
}

const pictureHeight = 640;

function Picture({ space }: { readonly space: Space }) {
  const t = useWords(observatoryWords);
  const fieldOf = useFieldName();
  const figure = useFigure();
  const names = new Map(space.nodes.map(({ field }) => [field.code, fieldOf(field)]));
  // So much of the picture falls to each field, along one side.
  const room = Math.sqrt((900 * pictureHeight) / Math.max(1, space.nodes.length));
  const most = Math.max(1e-9, ...space.nodes.map(({ volume }) => volume));
  const option = {
    tooltip: {},
    series: [
      {
        type: 'graph',
        layout: 'force',
        roam: true,
        force: {
          repulsion: 3 * room,
          gravity: 0.12,
          edgeLength: [0.3 * room, 0.9 * room],
          layoutAnimation: false,
        },
        label: { show: true, position: 'right', color: colours.ink },
        labelLayout: { hideOverlap: true },
        itemStyle: { color: colours.series[0] },
        lineStyle: { color: colours.quiet, opacity: 0.45 },
        data: space.nodes.map(({ field, volume }) => ({
          id: field.code,
          name: names.get(field.code),
          value: volume,
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
