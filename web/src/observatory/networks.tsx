import { Link } from '@tanstack/react-router';
import { networkContract as contract, type NetworkSummary } from 'yunhe/observatory/contract';
import { useFormat } from '../ui/format.ts';
import { type Column, List } from '../ui/list.tsx';
import { Page } from '../ui/page.tsx';
import { Sample } from '../ui/sample.tsx';
import { nameIn, useLanguage, useWords } from '../ui/words.ts';
import { AskNetwork, subjects } from './ask-network.tsx';
import { useMayKeep } from './may-keep.ts';
import { networkWords } from './network-words.ts';
import { useRegionName } from './places.tsx';
import { useMaker } from './series-facts.tsx';
import { ObservatoryTabs } from './tabs.tsx';
import { observatoryWords } from './words.ts';

/** Networks that were measured, and the asking for another. */
export function Networks() {
  const t = useWords(networkWords);
  const o = useWords(observatoryWords);
  const measures = useMayKeep();
  return (
    <Page title={o('observatory')} lead={t('networksLead')}>
      <ObservatoryTabs />
      {measures ? <AskNetwork /> : null}
      <List
        endpoint={contract.listNetworks}
        label={t('networks')}
        columns={useColumns()}
        rowKey={({ id }) => id}
        filters={[
          {
            kind: 'choice',
            name: 'of',
            label: t('subject'),
            options: subjects.map((value) => ({ value, label: t(`of_${value}`) })),
          },
        ]}
        empty={{ title: t('noNetworks'), hint: t('noNetworksHint') }}
      />
    </Page>
  );
}

/** “机构合作 · 京津冀 · 2019–2024”. */
export function useNetworkTitle(): (network: NetworkSummary) => string {
  const t = useWords(networkWords);
  const language = useLanguage();
  const nameOf = useRegionName();
  return ({ asked, compact, regions }) => {
    const { fromYear, toYear } = asked;
    const years =
      fromYear === undefined && toYear === undefined
        ? null
        : t('windowSaid', { from: fromYear ?? '…', to: toYear ?? '…' });
    return [
      t(`of_${asked.of}`),
      compact === null ? null : nameIn(language, compact),
      regions.length === 0 ? null : regions.map(nameOf).join('、'),
      years,
    ]
      .filter((part) => part !== null)
      .join(' · ');
  };
}

function useColumns(): Column<NetworkSummary>[] {
  const t = useWords(networkWords);
  const o = useWords(observatoryWords);
  const format = useFormat();
  const makerOf = useMaker();
  const titleOf = useNetworkTitle();
  return [
    {
      key: 'title',
      title: t('askedFor'),
      render: (network) => (
        <>
          <Link to="/observatory/network/$networkId" params={{ networkId: network.id }}>
            {titleOf(network)}
          </Link>{' '}
          <Sample when={network.sample} />
        </>
      ),
    },
    { key: 'state', title: t('state'), render: ({ state }) => t(`state_${state}`) },
    {
      key: 'actors',
      title: t('actors'),
      align: 'end',
      render: ({ actors }) => format.number(actors),
    },
    { key: 'links', title: t('links'), align: 'end', render: ({ links }) => format.number(links) },
    { key: 'madeBy', title: o('madeBy'), render: ({ madeBy }) => makerOf(madeBy) },
    {
      key: 'madeAt',
      title: o('when'),
      tight: true,
      render: ({ madeAt }) => format.instant(madeAt),
    },
  ];
}
