import { Link } from '@tanstack/react-router';
import { Button, Segmented, Select } from 'antd';
import { lazy, Suspense, useMemo } from 'react';
import {
  collaborationKinds,
  registryContract as contract,
  type Network as Graph_,
  organisationKinds,
} from 'yunhe/registry/contract';
import { type Filter, Filters } from '../ui/filters.tsx';
import { useFormat } from '../ui/format.ts';
import { type ListState, useListState } from '../ui/list-state.ts';
import { Empty, Loaded, Page } from '../ui/page.tsx';
import { useRead } from '../ui/query.ts';
import { nameIn, useLanguage, useWords } from '../ui/words.ts';
import { RegionChoice, useCompactChoices } from './choices.tsx';
import { colourOfOthers, groupColours, groupOf } from './network-colours.ts';
import { type ColourBy, networkInput } from './network-filters.ts';
import { graphOf, isPlaced } from './network-graph.ts';
import { NetworkTables } from './network-tables.tsx';
import { NetworkTabs } from './network-tabs.tsx';
import { registryWords } from './words.ts';
import { YearChoice } from './year-choice.tsx';
import '../ui/network-picture.css';
import './registry.css';

/** The part that draws is fetched with the page that draws. */
const NetworkPicture = lazy(() =>
  import('../ui/network-picture.tsx').then((module) => ({ default: module.NetworkPicture })),
);

const sizes = [200, 500, 1000, 2000, 5000, 10_000];

export function Network() {
  const t = useWords(registryWords);
  const state = useListState();
  const read = useRead(
    contract.readNetwork,
    {
      ...networkInput(state),
      minWeight: Number(state.text('minWeight')) || 1,
      nodes: Number(state.text('nodes')) || 500,
      edges: 20_000,
    },
    { keepLast: true },
  );
  return (
    <Page title={t('network')} lead={t('networkLead')}>
      <NetworkTabs />
      <Filters filters={useNetworkFilters(state)} state={state} />
      <Loaded of={read}>
        {(network) =>
          network.nodes.length === 0 ? (
            <Empty title={t('nothingInNetwork')} hint={t('nothingInNetworkHint')} />
          ) : (
            <Drawn network={network} state={state} />
          )
        }
      </Loaded>
    </Page>
  );
}

function useNetworkFilters(state: ListState): Filter[] {
  const t = useWords(registryWords);
  const compacts = useCompactChoices();
  const year = (name: string, label: string): Filter => ({
    kind: 'own',
    name,
    label,
    render: (value, change) => <YearChoice label={label} value={value} onChange={change} />,
  });
  return [
    {
      kind: 'own',
      name: 'region',
      label: t('region'),
      render: (value, change) => (
        <RegionChoice several value={value} onChange={(codes) => change([codes ?? []].flat())} />
      ),
    },
    { kind: 'choice', name: 'compactId', label: t('compact'), options: compacts },
    {
      kind: 'choices',
      name: 'kind',
      label: t('kind'),
      options: organisationKinds.map((value) => ({ value, label: t(`kind_${value}`) })),
    },
    {
      kind: 'choices',
      name: 'collaborationKind',
      label: t('collaborationKind'),
      options: collaborationKinds.map((value) => ({
        value,
        label: t(`collaboration_${value}`),
      })),
    },
    year('fromYear', t('fromYear')),
    year('toYear', t('toYear')),
    {
      kind: 'choice',
      name: 'minWeight',
      label: t('minWeight'),
      options: [2, 3, 5, 10, 20].map((count) => ({
        value: String(count),
        label: t('minWeightTimes', { count }),
      })),
    },
    {
      kind: 'own',
      name: 'nodes',
      label: t('howMany'),
      render: () => (
        <Select
          aria-label={t('howMany')}
          value={Number(state.text('nodes')) || 500}
          options={sizes.map((count) => ({ value: count, label: t('howManyNodes', { count }) }))}
          onChange={(count) => state.change({ nodes: count === 500 ? undefined : String(count) })}
        />
      ),
    },
  ];
}

function Drawn({ network, state }: { readonly network: Graph_; readonly state: ListState }) {
  const t = useWords(registryWords);
  const language = useLanguage();
  const format = useFormat();
  const by: ColourBy = state.text('colour') === 'region' ? 'region' : 'kind';
  const focused = state.text('focus') || null;
  const focus = (id: string | null) => state.change({ focus: id ?? undefined });
  const graph = useMemo(
    () => graphOf(network, (node) => nameIn(language, node) || node.displayName),
    [network, language],
  );
  const palette = useMemo(() => groupColours(network, by), [network, by]);
  const groups = useMemo(
    () => new Map(network.nodes.map((node) => [node.id, groupOf(node, by)])),
    [network, by],
  );
  const colourOf = useMemo(
    () => (id: string) => palette.get(groups.get(id) ?? '') ?? colourOfOthers,
    [palette, groups],
  );
  return (
    <>
      <div className="network-bar">
        <Select
          className="network-search"
          showSearch={{ optionFilterProp: 'label' }}
          allowClear
          aria-label={t('findNode')}
          placeholder={t('findNode')}
          value={network.nodes.some(({ id }) => id === focused) ? focused : null}
          options={network.nodes.map((node) => ({
            value: node.id,
            label: nameIn(language, node) || node.displayName,
          }))}
          onChange={(id: string | undefined) => focus(id ?? null)}
        />
        <Segmented<ColourBy>
          aria-label={t('colourBy')}
          value={by}
          options={[
            { value: 'kind', label: t('colourByKind') },
            { value: 'region', label: t('colourByRegion') },
          ]}
          onChange={(next) => state.change({ colour: next === 'kind' ? undefined : next })}
        />
        <Legend network={network} palette={palette} by={by} />
      </div>
      <div className="network-place">
        <Suspense fallback={<div className="network-frame" />}>
          <NetworkPicture
            graph={graph}
            placed={isPlaced(network)}
            label={t('networkPicture', {
              nodes: format.number(network.nodes.length),
              edges: format.number(network.edges.length),
            })}
            colourOf={colourOf}
            focused={focused}
            onFocus={focus}
          />
        </Suspense>
        <Chosen network={network} focused={focused} onClose={() => focus(null)} />
      </div>
      <p className="quiet">
        {t('networkShown', {
          shown: format.number(network.nodes.length),
          edges: format.number(network.edges.length),
          found: format.number(network.nodesFound),
          edgesFound: format.number(network.edgesFound),
        })}
      </p>
      <NetworkTables network={network} />
    </>
  );
}

function Legend({
  network,
  palette,
  by,
}: {
  readonly network: Graph_;
  readonly palette: ReadonlyMap<string, string>;
  readonly by: ColourBy;
}) {
  const t = useWords(registryWords);
  const language = useLanguage();
  const named = [...palette].filter(([, colour]) => colour !== colourOfOthers);
  const nameOf = (group: string) => {
    if (by === 'kind') return t(`kind_${group as (typeof organisationKinds)[number]}`);
    const province = network.provinces.find(({ code }) => code === group);
    return province === undefined ? group : nameIn(language, province) || group;
  };
  return (
    <ul className="legend">
      {named.map(([group, colour]) => (
        <li key={group}>
          <span className="legend-dot" style={{ background: colour }} />
          {nameOf(group)}
        </li>
      ))}
      {named.length < palette.size ? (
        <li>
          <span className="legend-dot" style={{ background: colourOfOthers }} />
          {by === 'kind' ? t('kind_other') : t('otherRegions')}
        </li>
      ) : null}
    </ul>
  );
}

/** The chosen node, and the way to its page. */
function Chosen({
  network,
  focused,
  onClose,
}: {
  readonly network: Graph_;
  readonly focused: string | null;
  readonly onClose: () => void;
}) {
  const t = useWords(registryWords);
  const language = useLanguage();
  const format = useFormat();
  const node = network.nodes.find(({ id }) => id === focused);
  if (node === undefined) return null;
  return (
    <aside className="network-chosen" aria-live="polite">
      <p className="strong">{nameIn(language, node) || node.displayName}</p>
      <p className="quiet">
        {t(`kind_${node.kind}`)} ·{' '}
        {t('selectedNode', {
          partners: format.number(node.degree),
          strength: format.number(node.strength),
        })}
      </p>
      <div className="row">
        <Link
          to="/organisations/$organisationId"
          params={{ organisationId: node.id }}
          className="link-button"
        >
          {t('openOrganisation')}
        </Link>
        <Button onClick={onClose}>{t('closeSelection')}</Button>
      </div>
    </aside>
  );
}
