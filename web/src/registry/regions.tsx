import { registryContract as contract, type Region, regionLevels } from 'yunhe/registry/contract';
import { type Filter, Filters } from '../ui/filters.tsx';
import { List } from '../ui/list.tsx';
import { useListState } from '../ui/list-state.ts';
import { Page, Section } from '../ui/page.tsx';
import { useWords } from '../ui/words.ts';
import { CompactList } from './compacts.tsx';
import { useRegionColumns } from './region-columns.tsx';
import { RegionTree } from './region-tree.tsx';
import { registryWords } from './words.ts';
import './registry.css';

const names = ['q', 'level', 'scheme', 'on', 'abolished'] as const;

export function Regions() {
  const t = useWords(registryWords);
  const state = useListState();
  const filters = useRegionFilters();
  const columns = useRegionColumns();
  const asked = Object.fromEntries(
    names.map((name) => [name, state.several(name)]).filter(([, value]) => value?.length),
  );
  return (
    <Page title={t('regions')} lead={t('regionsLead')}>
      <Section title={t('compacts')} plain>
        <CompactList />
      </Section>
      <Section title={t('regionTree')} plain>
        <Filters filters={filters} state={state} />
        {Object.keys(asked).length === 0 ? (
          <RegionTree parent="CN" />
        ) : (
          <List
            endpoint={contract.listRegions}
            input={asked}
            label={t('regionTree')}
            columns={columns}
            rowKey={({ code }: Region) => code}
            exports={{ endpoint: contract.exportRegions }}
            empty={{ title: t('nothingFoundHere') }}
          />
        )}
      </Section>
    </Page>
  );
}

function useRegionFilters(): Filter[] {
  const t = useWords(registryWords);
  return [
    { kind: 'text', name: 'q', label: t('findRegion') },
    {
      kind: 'choices',
      name: 'level',
      label: t('level'),
      options: regionLevels.map((value) => ({ value, label: t(`level_${value}`) })),
    },
    { kind: 'day', name: 'on', label: t('onDay') },
    {
      kind: 'choice',
      name: 'abolished',
      label: t('validity'),
      options: [{ value: 'true', label: t('withAbolished') }],
    },
  ];
}
