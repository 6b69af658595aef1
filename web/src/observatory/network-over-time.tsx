import { Link } from '@tanstack/react-router';
import { Segmented, Select, Slider } from 'antd';
import Graph from 'graphology';
import { lazy, Suspense, useCallback, useMemo, useRef } from 'react';
import { networkContract as contract, type DrawnNetwork } from 'yunhe/observatory/contract';
import { Figure } from '../ui/figure.tsx';
import { useFormat } from '../ui/format.ts';
import { useListState } from '../ui/list-state.ts';
import { Empty, Loaded, Section } from '../ui/page.tsx';
import { useRead } from '../ui/query.ts';
import { colours } from '../ui/theme.ts';
import { nameIn, useLanguage, useWords } from '../ui/words.ts';
import { useWindowName } from './network-charts.tsx';
import { networkWords } from './network-words.ts';
import type { OfNetwork } from './one-network.tsx';
import '../ui/network-picture.css';

type Node = DrawnNetwork['nodes'][number];

/** The part that draws is fetched with the page that draws. */
const NetworkPicture = lazy(() =>
  import('../ui/network-picture.tsx').then((module) => ({ default: module.NetworkPicture })),
);

const sizes = [200, 500, 1000, 2000, 5000];
const unlessChosen = 500;
const pictureHeight = 560;
const linksShown = 200;
const greyOfOthers = '#9aa5a5';

/** The picture of one window or of all years, each actor where it always lies. */
export function NetworkOverTime({
  network: { id: networkId },
  figures: { windows },
  source,
}: OfNetwork) {
  const t = useWords(networkWords);
  const nameOf = useWindowName();
  const state = useListState();
  const at = windows.findIndex(({ toYear }) => String(toYear) === state.text('toYear'));
  const nodes = Number(state.text('nodes')) || unlessChosen;
  const window = windows[at];
  const read = useRead(
    contract.drawNetwork,
    { networkId, nodes, ...(window === undefined ? {} : { toYear: window.toYear }) },
    { keepLast: true },
  );
  const name = window === undefined ? t('allYears') : nameOf(window);
  return (
    <Section title={t('picture')}>
      <div className="network-bar">
        {windows.length < 2 ? null : (
          <div className="network-years">
            <span>{name}</span>
            <Slider
              ariaLabelForHandle={t('window')}
              min={-1}
              max={windows.length - 1}
              value={at}
              tooltip={{ formatter: () => name }}
              onChange={(place: number) => {
                const toYear = windows[place]?.toYear;
                state.change({ toYear: toYear === undefined ? undefined : String(toYear) });
              }}
            />
          </div>
        )}
        <Select
          aria-label={t('actors')}
          value={nodes}
          options={sizes.map((count) => ({ value: count, label: `${t('actors')} ≤ ${count}` }))}
          onChange={(count) =>
            state.change({ nodes: count === unlessChosen ? undefined : String(count) })
          }
        />
      </div>
      <Loaded of={read}>
        {(drawn) =>
          drawn.nodes.length === 0 ? (
            <Empty title={t('nothingInWindow')} />
          ) : (
            <Drawn drawn={drawn} name={name} source={source} />
          )
        }
      </Loaded>
      <p className="quiet">{t('pictureShown', { limit: nodes })}</p>
    </Section>
  );
}

function Drawn({
  drawn,
  name,
  source,
}: {
  readonly drawn: DrawnNetwork;
  readonly name: string;
  readonly source: string;
}) {
  const t = useWords(networkWords);
  const format = useFormat();
  const language = useLanguage();
  const state = useListState();
  const by = state.text('colour') === 'community' ? 'community' : 'region';
  const focused = state.text('focus') || null;
  const nameOf = useCallback((node: Node) => nameIn(language, node) || node.id, [language]);
  const graph = useMemo(() => graphOf(drawn, nameOf), [drawn, nameOf]);
  const groups = useMemo(() => groupsOf(drawn, by), [drawn, by]);
  const nameOfGroup = (group: string) => {
    if (by === 'community') return t('communityNth', { nth: Number(group) + 1 });
    const region = drawn.regions.find(({ code }) => code === group);
    return region === undefined ? group : nameIn(language, region) || group;
  };
  const chosen = drawn.nodes.find(({ id }) => id === focused);
  const image = useRef<(() => HTMLCanvasElement) | null>(null);
  const said = t('pictureSaid', {
    window: name,
    nodes: format.number(drawn.nodes.length),
    links: format.number(drawn.links.length / 3),
  });
  return (
    <>
      <div className="network-bar">
        <Segmented<'region' | 'community'>
          aria-label={t('colourBy')}
          value={by}
          options={[
            { value: 'region', label: t('byRegion') },
            { value: 'community', label: t('byCommunity') },
          ]}
          onChange={(next) => state.change({ colour: next === 'region' ? undefined : next })}
        />
        <ul className="legend">
          {[...groups.colours].map(([group, colour]) => (
            <li key={group}>
              <span className="legend-dot" style={{ background: colour }} />
              {nameOfGroup(group)}
            </li>
          ))}
          <li>
            <span className="legend-dot" style={{ background: greyOfOthers }} />
            {t('others')}
          </li>
        </ul>
      </div>
      <Figure
        label={said}
        height={pictureHeight}
        image={() => image.current?.() ?? null}
        table={linksOf(drawn, [t('first'), t('second'), t('strength')], nameOf)}
        source={source}
      >
        <Suspense fallback={<div className="network-frame" />}>
          <NetworkPicture
            graph={graph}
            placed
            label={said}
            image={image}
            colourOf={groups.colourOf}
            focused={chosen === undefined ? null : focused}
            onFocus={(id) => state.change({ focus: id ?? undefined })}
          />
        </Suspense>
      </Figure>
      {chosen === undefined ? null : (
        <p aria-live="polite">
          {chosen.kind === null ? (
            nameIn(language, chosen)
          ) : (
            <Link to="/organisations/$organisationId" params={{ organisationId: chosen.id }}>
              {nameIn(language, chosen)}
            </Link>
          )}{' '}
          <span className="quiet">
            {t('strength')} {format.number(chosen.strength)}
          </span>
        </p>
      )}
    </>
  );
}

/** The strongest links as a table; all of them as a file. */
function linksOf(
  { nodes, links }: DrawnNetwork,
  head: readonly string[],
  nameOf: (node: Node) => string,
) {
  const found = Array.from({ length: links.length / 3 }, (_, at) => ({
    names: [nodeAt(links[3 * at]!), nodeAt(links[3 * at + 1]!)],
    weight: links[3 * at + 2]!,
  })).sort((one, other) => other.weight - one.weight);
  const rows = found.map(({ names, weight }) => [...names, String(weight)]);
  return { head, rows: rows.slice(0, linksShown), whole: rows };

  function nodeAt(at: number): string {
    return nameOf(nodes[at]!);
  }
}

function graphOf({ nodes, places, links }: DrawnNetwork, nameOf: (node: Node) => string): Graph {
  const graph = new Graph({ type: 'undirected', multi: false });
  const most = nodes.reduce((sum, { strength }) => Math.max(sum, strength), 12);
  const scale = Math.max(0.35, Math.min(1, Math.sqrt(300 / nodes.length)));
  nodes.forEach((node, at) => {
    graph.addNode(node.id, {
      x: places[2 * at],
      y: places[2 * at + 1],
      size: scale * (2.5 + 11 * Math.sqrt(node.strength / most)),
      label: nameOf(node),
      color: greyOfOthers,
    });
  });
  let heaviest = 4;
  for (let at = 2; at < links.length; at += 3) heaviest = Math.max(heaviest, links[at]!);
  for (let at = 0; at < links.length; at += 3) {
    const weight = links[at + 2]!;
    graph.addEdge(nodes[links[at]!]!.id, nodes[links[at + 1]!]!.id, {
      size: scale * (0.3 + 3.2 * (weight / heaviest)),
      color: '#d3dad9',
    });
  }
  return graph;
}

/** The largest groups have a colour each; the small ones share one. */
function groupsOf({ nodes }: DrawnNetwork, by: 'region' | 'community') {
  const groupOf = new Map(
    nodes.map((node) => [
      node.id,
      by === 'region' ? (node.regionCode ?? '') : String(node.community),
    ]),
  );
  const sizes = new Map<string, number>();
  for (const group of groupOf.values()) sizes.set(group, (sizes.get(group) ?? 0) + 1);
  const largest = [...sizes]
    .filter(([group]) => group !== '')
    .sort(([a, one], [b, other]) => other - one || a.localeCompare(b))
    .slice(0, colours.series.length);
  const ofGroup = new Map(largest.map(([group], at) => [group, colours.series[at]!]));
  return {
    colours: ofGroup,
    colourOf: (id: string) => ofGroup.get(groupOf.get(id) ?? '') ?? greyOfOthers,
  };
}
